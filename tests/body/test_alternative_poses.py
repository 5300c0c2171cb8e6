"""The alternatives for older adults as drawn are what their words say.

What every pose has to keep to is in `test_stretch_poses`. Lengths in metres, angles in degrees.
`same` is the rear leg at the worktop, the leg that hangs from the bed, the leg that is crossed.
"""

import numpy as np
import pytest

from psoaslib import body
from tests.body import posing
from tests.body.posing import LIMIT, OTHER, STAY, TOWARDS_SAME, both_sides, lean, moved, upright


@pytest.fixture
def solved():
    return posing.SOLVED


@pytest.fixture
def measured():
    return posing.MEASURED


# ---------------------------------------------------------------- worktop

STEPPED = ("step", "tuck", "hold")


@both_sides
@pytest.mark.parametrize("name", list(posing.read("worktop")))
def test_both_palms_lie_on_the_worktop_throughout(solved, measured, name, side):
    posed = solved["worktop", name, side]
    for own, sign in (("right", 1), ("left", -1)):
        assert abs(measured["worktop", name, side].props["worktop_top"][f"{own}_hand"]) < LIMIT
        assert (posed.frames[f"{own}_hand"][0] @ [0, 0, -sign])[1] < -0.95
    other = OTHER[side]
    assert moved(posed, solved["worktop", "stand", side], f"{other}_ball_of_foot") < STAY
    assert body.landmarks(posed)[f"{other}_heel"][1] < LIMIT
    assert (posed.frames["head"][0] @ [1, 0, 0])[0] > 0.97, "the face looks ahead"


@both_sides
@pytest.mark.parametrize("name", STEPPED)
def test_at_the_worktop_the_step_is_short_and_the_rear_heel_up(solved, name, side):
    posed = solved["worktop", name, side]
    marks = body.landmarks(posed)
    stride = marks[f"{OTHER[side]}_ball_of_foot"][0] - marks[f"{side}_ball_of_foot"][0]
    assert 0.25 < stride < 0.3 * posed.stature
    assert 0.05 < marks[f"{side}_heel"][1] < 0.1
    assert moved(posed, solved["worktop", "step", side], f"{side}_ball_of_foot") < STAY
    if name != "step":
        assert posed.angles["pelvis_tilt"] > 8 and posed.angles["lumbar_flexion"] > 5
        assert -30 < posed.angles[f"{side}_hip_flexion"] < -15
        assert upright(posed, 5)


@both_sides
def test_the_worktop_has_a_closed_front_and_stands_against_a_wall(solved, side):
    props = solved["worktop", "hold", side].props
    top, front, foot, wall = (
        props[f"worktop_{name}"] for name in ("top", "cupboard", "plinth", "wall")
    )
    assert front.top == pytest.approx(top.up) and foot.top == pytest.approx(front.up)
    assert foot.up == 0 and min(front.half[2], foot.half[2]) > 0.9 * top.half[2], "no thin legs"
    backs = [each.centre[0] + each.half[0] for each in (top, front, foot)]
    assert backs == pytest.approx([wall.centre[0] - wall.half[0]] * 3)
    assert wall.top > top.top + 0.3


# ---------------------------------------------------------------- bed edge


@both_sides
@pytest.mark.parametrize("name", ("lie_back", "lower", "hold"))
def test_on_the_bed_the_back_lies_flat_and_the_head_on_the_pillow(solved, measured, name, side):
    posed = solved["bed_edge", name, side]
    bed = posed.props["bed_mattress"]
    flesh = body.flesh(posed)
    heights = flesh["torso"][0][..., 1].min(-1) - bed.top
    levels = body.torso_levels(posed.stature) / posed.stature
    back = heights[(levels > 0) & (levels < 0.27)]
    assert np.abs(back).max() < 2 * LIMIT, "from buttocks to shoulder blades"
    assert abs(measured["bed_edge", name, side].props["pillow"]["head"]) < LIMIT


@both_sides
@pytest.mark.parametrize("name", ("lower", "hold"))
def test_the_hugged_knee_keeps_the_pelvis_while_the_other_thigh_hangs(solved, name, side):
    posed, before = solved["bed_edge", name, side], solved["bed_edge", "lie_back", side]
    other, bed = OTHER[side], posed.props["bed_mattress"]
    assert posed.angles[f"{other}_hip_flexion"] > 100
    assert abs(posed.angles["pelvis_tilt"] - before.angles["pelvis_tilt"]) < 3
    marks = body.landmarks(posed)
    assert marks[f"{side}_knee"][0] > bed.centre[0] + bed.half[0] + 0.2, "over the edge"
    assert 40 < posed.angles[f"{side}_knee_flexion"] < 90
    assert body.clearances(posed).floor[f"{side}_foot"] > 0, "the leg hangs free"
    drop = posed.root[1] - posed.point(f"{side}_tibia")[1]
    assert drop > 0.04 if name == "hold" else abs(drop) < 0.04
    assert posed.angles[f"{side}_hip_flexion"] < (-20 if name == "hold" else -10)


@both_sides
def test_the_way_out_goes_over_the_side_with_a_hand_to_push(solved, measured, side):
    posed, found = solved["bed_edge", "roll", side], measured["bed_edge", "roll", side]
    bed, marks = posed.props["bed_mattress"], body.landmarks(posed)
    across = posed.frames["pelvis"][0] @ [0, 0, TOWARDS_SAME[side]]
    assert across[1] < -0.95, "on the stretched side"
    for own in OTHER:
        assert posed.angles[f"{own}_hip_flexion"] > 60
        assert marks[f"{own}_ankle"][0] > bed.centre[0] + bed.half[0], "feet beyond the edge"
        assert abs(found.props["bed_mattress"][f"{own}_hand"]) < LIMIT


@both_sides
@pytest.mark.parametrize("name", ("sit", "return"))
def test_sitting_on_the_edge_is_on_both_feet_with_the_hands_beside(solved, measured, name, side):
    posed, found = solved["bed_edge", name, side], measured["bed_edge", name, side]
    bed = posed.props["bed_mattress"]
    assert upright(posed, 12)
    assert bed.centre[0] + bed.half[0] - posed.root[0] < 0.15, "the very edge"
    for own in OTHER:
        assert abs(found.props["bed_mattress"][f"{own}_hand"]) < LIMIT
        assert body.landmarks(posed)[f"{own}_heel"][1] < 2 * LIMIT


# ---------------------------------------------------------------- figure four


@both_sides
@pytest.mark.parametrize("name", list(posing.read("figure_four")))
def test_the_figure_four_is_sat_well_back_on_a_chair_by_the_wall(solved, measured, name, side):
    posed, found = solved["figure_four", name, side], measured["figure_four", name, side]
    wall, rail = posed.props["wall"], posed.props["chair_rail"]
    assert 0 <= wall.distance(rail.centre) - rail.half[0] < 0.05
    seat = posed.props["chair_seat"]
    assert posed.root[0] < seat.centre[0], "well back"
    assert body.landmarks(posed)[f"{OTHER[side]}_heel"][1] < LIMIT
    assert all(posed.angles[f"{own}_hip_flexion"] > 70 for own in OTHER), "both psoas are short"
    assert abs(found.floor[f"{OTHER[side]}_foot"]) < LIMIT


@both_sides
@pytest.mark.parametrize("name", ("cross", "lean", "hold"))
def test_the_ankle_is_crossed_above_the_knee_and_the_knee_is_out(solved, name, side):
    posed, other = solved["figure_four", name, side], OTHER[side]
    marks = body.landmarks(posed)
    assert np.linalg.norm(marks[f"{side}_ankle"] - marks[f"{other}_crossing"]) < 0.03
    out = TOWARDS_SAME[side] * (marks[f"{side}_knee"][2] - posed.point(f"{side}_femur")[2])
    assert out > 0.1
    if name != "cross":
        before = solved["figure_four", "cross", side]
        assert lean(posed) > lean(before) + 10, "from the hips"
        assert abs(posed.angles["lumbar_flexion"]) < 10, "the back is long"
