"""Who moves when on a way: hands that slide, feet that step, the pelvis that turns.

Lengths in metres, angles in degrees; right side stretched.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from psoaslib import body
from psoaslib.body import joints, steps, turning
from tests.body import posing

shares = st.floats(0, 1)


def plan(stretch, first, last, **changed):
    """Plan a way between two poses of content, the last with other fields."""
    poses = posing.read(stretch)
    ends = poses[first], poses[last].model_copy(update=changed)
    return steps.plan(*ends, *(body.solve(pose, "right") for pose in ends))


def test_a_hand_slides_along_its_support_and_a_foot_steps():
    found = plan("lunge", "stand", "step")
    heights = {r.first.part: r.lifted(0.5) for r in found.rests}
    assert heights["other_hand"] == 0 and heights["other_foot"] > 0.02
    assert heights["same_foot"] == 0
    assert found.lifted(0.5)["left"] == heights["other_foot"]


def test_of_two_feet_that_go_elsewhere_the_first_is_down_before_the_other_lifts():
    found = plan("floor", "knee_free", "reach")
    first, then = (found.lifted(share) for share in (0.25, 0.75))
    (foot,) = [side for side in first if first[side]]
    (other,) = [side for side in then if then[side]]
    assert foot != other
    assert not any(found.lifted(0.5).values())


def test_a_foot_that_reaches_the_floor_is_kept_off_it_on_the_way():
    found = plan("ball", "swing", "half_kneel")
    height = dict(found.swung(0.5))
    assert height["left_foot"] > 0.02
    assert not found.swung(0.0) and not found.swung(1.0)


def test_a_leg_that_is_dragged_is_not_lifted():
    found = plan("lunge", "stand", "step", drags=("other_leg",))
    assert found.lifted(0.5)["left"] == 0


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
