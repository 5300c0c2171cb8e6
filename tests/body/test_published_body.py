"""The drawn body has the measures of a real adult: segments, spine, pelvis and joints.

What is published stands in `body.toml` and `joints.toml`, with its references.
"""

import numpy as np
import pytest

from psoaslib.body import joints
from psoaslib.catalogue import catalogue
from psoaslib.mesh import skeleton
from psoaslib.mesh.vertebrae import spine

PUBLISHED = joints.read_content("body.toml")["published"]


def apart(first, second):
    """Return how far two frames of the neutral body lie apart, as a share of the stature."""
    at = joints.rest(1.0)
    return float(np.linalg.norm(at[second] - at[first]))


def leans():
    """Return how far the way up the spine leans forward below L5 and above L1, degrees."""
    levels = spine(1.75)
    return np.degrees([levels["L5"].lean[0], levels["L1"].lean[1]])


def measured(name):
    """Return a measure of our body by its name."""
    limb = {
        "thigh": ("femur", "tibia"),
        "shank": ("tibia", "foot"),
        "upper_arm": ("humerus", "forearm"),
        "forearm": ("forearm", "hand"),
    }
    if name in limb:
        above, below = limb[name]
        return apart(f"right_{above}", f"right_{below}")
    if name == "ankle_height":
        return -joints.read_content("body.toml")["landmarks"]["heel"][2]
    if name == "lumbar_spine":
        levels = ("L5", "L4", "L3", "L2", "L1", "T12")
        return sum(apart(a, b) for a, b in zip(levels, levels[1:], strict=False))
    low, high = leans()
    forward, up = skeleton.SACRUM[0][:2]
    tilt = float(np.degrees(np.arctan2(-forward, up)))
    return {
        "sacral_slope": low,
        "pelvic_tilt": tilt,
        "pelvic_incidence": low + tilt,
        "lumbar_lordosis": low - high,
    }[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_bodys_measures_are_those_published(name):
    row = PUBLISHED[name]
    assert row["low"] - row["spread"] <= measured(name) <= row["high"] + row["spread"]


def test_a_body_of_other_measures_would_be_seen():
    spreads = {name: row["spread"] / row["low"] for name, row in PUBLISHED.items()}
    assert max(spreads[name] for name in ("thigh", "shank", "upper_arm", "forearm")) < 0.06
    assert all(row["low"] <= row["high"] for row in PUBLISHED.values())


@pytest.mark.parametrize("joint", [j for j in joints.table().values() if j.published])
def test_a_joint_goes_no_further_than_published_or_says_why(joint):
    (low, high), (least, most) = joint.range, joint.published
    inside = least <= low and high <= most
    assert inside != bool(joint.beyond)
    assert joint.references


def test_every_source_of_a_measure_is_a_reference_of_the_collection():
    cited = [ref for row in PUBLISHED.values() for ref in row["references"]]
    cited += [ref for joint in joints.table().values() for ref in joint.references]
    known = catalogue().references
    assert not [ref for ref in cited if ref not in known]
    # A figure can only have been checked in a work of which more than the record was seen.
    for row in PUBLISHED.values():
        seen = all(known[ref].seen in ("full", "part", "abstract") for ref in row["references"])
        assert seen or not row["checked"]
