"""Who moves when on a way: limbs in their order, hands that slide, feet that step, the pelvis.

Lengths in metres, angles in degrees; right side stretched.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from psoaslib import body, joints
from psoaslib.body import planning, turning
from psoaslib.records.pose import Pose
from tests import posing

KNOTS = 12
shares = st.floats(0, 1)


def plan(stretch, first, last, **changed):
    """Plan a way between two poses of content, the last with other fields."""
    poses = posing.read(stretch)
    ends = poses[first], poses[last].model_copy(update=changed)
    return planning.plan(*ends, *(body.solve(pose, "right") for pose in ends), KNOTS)


def resting(found, share):
    """Return the contacts at a share of a way, by part and support."""
    return {(each.part, each.on): each for each in found.contacts(share)}


def test_a_limb_rests_until_its_turn_and_again_after_it():
    order = (("other_leg",), ("same_leg",))
    found = plan("worktop", "hold", "return", order=order)
    begins, ends = resting(found, 0.0), resting(found, 1.0)
    early, late = resting(found, 0.4), resting(found, 0.6)
    foot = ("same_foot", "floor")
    assert early[foot].at == begins[foot].at
    assert late[foot].at != begins[foot].at
    assert late["other_foot", "floor"].at == ends["other_foot", "floor"].at


def test_what_rests_in_one_position_only_is_held_up_to_its_turn_or_after_it():
    found = plan("bed_edge", "sit", "lie_back", order=(("same_leg",), ("other_leg",), ("trunk",)))
    foot = ("other_foot", "floor")
    assert foot in resting(found, 0.0) and foot in resting(found, 1 / 3)
    assert foot not in resting(found, 0.4) and foot not in resting(found, 1.0)
    back = plan("bed_edge", "lie_back", "sit", order=(("same_leg",), ("other_leg",), ("trunk",)))
    assert foot not in resting(back, 0.5) and foot in resting(back, 0.7)


def test_angles_move_in_the_turn_of_their_limb():
    found = plan("bed_edge", "sit", "lie_back", order=(("same_leg",), ("trunk",)))
    ends = [np.zeros(len(joints.names()) + 3), np.ones(len(joints.names()) + 3)]
    half = dict(zip(joints.names(), found.values(*ends, 0.5), strict=False))
    assert half["right_knee_flexion"] == 1 and half["lumbar_flexion"] == 0
    assert half["left_knee_flexion"] == 0.5, "what has no turn moves all along"


def test_knots_stand_where_the_turns_change():
    order = (("same_arm",), ("other_arm",), ("same_leg",), ("other_leg",), ("trunk",))
    found = plan("bed_edge", "sit", "lie_back", order=order)
    assert found.knots >= KNOTS and found.knots % len(order) == 0


def test_a_hand_slides_along_its_support_and_a_foot_steps():
    found = plan("lunge", "stand", "step")
    heights = {r.first.part: r.lifted(0.5) for r in found.rests}
    assert heights["other_hand"] == 0 and heights["other_foot"] > 0.02
    assert heights["same_foot"] == 0
    assert found.lifted(0.5)["left"] == heights["other_foot"]


def test_a_leg_that_is_dragged_is_not_lifted():
    found = plan("lunge", "stand", "step", drags=("other_leg",))
    assert found.lifted(0.5)["left"] == 0


def test_a_limb_in_its_turn_is_kept_off_what_it_leaves_and_reaches():
    found = plan("bed_edge", "sit", "lie_back", order=(("same_leg",), ("same_arm",)))
    part, on, height = found.swung(0.25)[0]
    assert (part, on) == ("right_foot", "floor") and height > 0.02
    assert not [part for part, *_ in found.swung(0.75) if part == "right_foot"]


@pytest.mark.parametrize(
    ("order", "words"),
    [([["same_leg"], ["same_leg"]], "'same_leg' stands twice"), ([[]], "a group is empty")],
)
def test_an_order_that_cannot_be_is_named(order, words):
    with pytest.raises(ValidationError, match=words):
        Pose(id="x", root=(0, 1, 0), order=order)


def pelvis(turn, roll, tilt):
    found = dict.fromkeys(joints.names(), 0.0)
    found |= {"pelvis_turn_left": turn, "pelvis_roll_right": roll, "pelvis_tilt": tilt}
    return np.append(joints.to_array(found), [0.0, 0.9, 0.0])


def turned(values):
    """Return the pelvis's rotation, (3, 3)."""
    return joints.place(values[:-3], values[-3:], 1.75)["pelvis"][0]


def far(first, last):
    """Return the angle between two rotations, degrees."""
    return np.degrees(np.arccos(np.clip((np.trace(first.T @ last) - 1) / 2, -1, 1)))


lying = st.builds(pelvis, st.floats(-180, 180), st.floats(-90, 90), st.floats(-80, 110))


@given(lying, lying, shares)
def test_the_pelvis_turns_the_short_way_evenly(first, last, share):
    way = far(turned(first), turned(last))
    now = turned(turning.put(first, turning.between(first, last, share)))
    assert far(turned(first), now) == pytest.approx(share * way, abs=1e-3)
    assert far(now, turned(last)) == pytest.approx((1 - share) * way, abs=1e-3)


@given(lying)
def test_packing_the_pelvis_keeps_its_orientation(values):
    again = turning.unpacked(turning.packed(values[None]))[0]
    np.testing.assert_allclose(turned(again), turned(values), atol=1e-6)
    np.testing.assert_array_equal(
        np.delete(again, turning.columns()), np.delete(values, turning.columns())
    )


def test_on_the_side_the_pelvis_is_where_its_angles_say():
    rolled, back = pelvis(-90, 90, 0), pelvis(0, 0, 106)
    np.testing.assert_allclose(
        turned(turning.put(back, turning.between(back, rolled, 1.0))), turned(rolled), atol=1e-6
    )
    half = turning.put(back, turning.between(back, rolled, 0.5))
    head = turned(half)[:, 1]
    assert abs(head[1]) < 0.3, "the trunk stays low while it rolls over"
