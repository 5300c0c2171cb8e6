"""Read and judge solved poses: what every pose of every stretch has to keep to.

Lengths in metres, angles in degrees; 10 mm is what a picture may be wrong by.
"""

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from psoaslib import body, joints
from psoaslib.catalogue.pose import PoseFile

OTHER = {"right": "left", "left": "right"}
TOWARDS_SAME = {"right": 1, "left": -1}
LIMIT = 0.010
STAY = 0.02  # how far a foot or knee that stays may move
ON_SKIN = 0.03  # how far a hand's middle may be from the landmark it lies on

both_sides = pytest.mark.parametrize("side", ["right", "left"])


def folder():
    """Return the folder of the stretches."""
    return files("psoaslib") / "content" / "stretches"


def read(stretch):
    """Read the poses of a stretch, by step and error."""
    text = (folder() / f"{stretch}.poses.toml").read_text("utf-8")
    return PoseFile.model_validate(tomllib.loads(text)).poses


def pictured(stretch):
    """List the steps and errors of a stretch, which have a pose each."""
    words = tomllib.loads((folder() / f"{stretch}.toml").read_text("utf-8"))
    return [row["id"] for row in (*words["steps"], *words.get("errors", ()))]


class Solved(dict):
    """Posed bodies by (stretch, pose, side), each solved when it is first asked for."""

    def __missing__(self, key):
        stretch, name, side = key
        self[key] = body.solve(read(stretch)[name], side)
        return self[key]


class Measured(dict):
    """Clearances by (stretch, pose, side), each measured when it is first asked for."""

    def __missing__(self, key):
        self[key] = body.clearances(SOLVED[key])
        return self[key]


SOLVED, MEASURED = Solved(), Measured()


def lean(posed):
    """Return how far the trunk leans forward of upright, degrees."""
    way = posed.frames["T3"][1] - posed.frames["pelvis"][1]
    return float(np.degrees(np.arctan2(way[0], way[1])))


def upright(posed, within):
    """Whether the trunk leans no further than this from that of the standing body, degrees."""
    return abs(lean(posed) - lean(body.standing())) < within


def moved(posed, before, name):
    """Return how far a landmark has gone, metres."""
    return float(np.linalg.norm(body.landmarks(posed)[name] - body.landmarks(before)[name]))


def out_of_range(posed):
    """List the joints beyond their range."""
    values = joints.to_array(posed.angles)
    low, high = joints.ranges().T
    return np.array(joints.names())[(values < low) | (values > high)].tolist()


def sunk(found):
    """List what is inside floor or props, by the clearances of a pose."""
    result = {("floor", part): gap for part, gap in found.floor.items() if gap < -LIMIT}
    for prop, gaps in found.props.items():
        result |= {(prop, part): gap for part, gap in gaps.items() if gap < -LIMIT}
    return result


def through(found):
    """List the pairs of parts that pass through each other."""
    return {pair: gap for pair, gap in found.parts.items() if gap < -LIMIT}


def untouched(posed, pose, side):
    """List the contacts of a pose that are not there."""
    return [
        (part, support, gap)
        for part, support, gap in body.contact_gaps(posed, pose, side)
        if abs(gap) > (ON_SKIN if support.partition("_")[0] in ("same", "other") else LIMIT)
    ]


def assert_mirrored(right, left):
    """Hold that the left pose is the mirror image of the right one."""
    left = body.mirror(left)
    assert dict(right.angles) == pytest.approx(dict(left.angles), abs=1e-9)
    for frame, (turn, origin) in right.frames.items():
        np.testing.assert_allclose(left.frames[frame][0], turn, atol=1e-9)
        np.testing.assert_allclose(left.frames[frame][1], origin, atol=1e-9)
    assert left.props == right.props
