"""The ball stretch as drawn is one that a body can do: supported, in range, through nothing.

Every pose is solved for both sides, once. Lengths in metres, angles in degrees; 10 mm is what a
picture may be wrong by.
"""

from dataclasses import replace

import numpy as np
import pytest

from psoaslib import body
from psoaslib.body.measure import overlap
from psoaslib.catalogue.pose import Pose
from tests.body import posing
from tests.body.posing import LIMIT, OTHER, TOWARDS_SAME, both_sides

POSES = posing.read("ball")
ON_THE_BALL = ("hip_on_top", "feet", "roll", "tuck", "arm", "hold")
FEET_SET = ("feet", "roll", "tuck", "arm", "hold")
STACKED = ("tuck", "arm", "hold")


def poses(names=tuple(POSES)):
    return pytest.mark.parametrize("name", names)


PASSED = ("lean", "half_kneel", "crouch")
IN_THE_AIR = ("knee_light", "swing")  # passed as well, with a foot off the floor


@pytest.fixture(scope="session")
def solved():
    """Solve every pose for both sides: {(pose, side): posed body}."""
    return {(name, side): body.solve(pose, side) for name, pose in POSES.items() for side in OTHER}


@pytest.fixture(scope="session")
def measured(solved):
    """Measure every solved pose: {(pose, side): clearances}."""
    return {key: body.clearances(posed) for key, posed in solved.items()}


def test_there_is_a_pose_for_every_step_and_error():
    steps = ("kneel", "hip_on_top", "feet", "roll", "tuck", "arm", "hold", "return")
    errors = ("waist_on_ball", "shoulder_drop", "rolled_back", "head_hangs")
    assert set(POSES) == {*steps, *errors, *PASSED, *IN_THE_AIR}


@both_sides
@poses()
def test_every_joint_stays_in_its_range(solved, name, side):
    assert not posing.out_of_range(solved[name, side])


@both_sides
@poses()
def test_nothing_sinks_into_floor_ball_block_or_wall(measured, name, side):
    assert not posing.sunk(measured[name, side])


@both_sides
@poses()
def test_no_limb_goes_through_trunk_head_or_another_limb(measured, name, side):
    assert not posing.through(measured[name, side])


@both_sides
@poses()
def test_every_support_is_touched(solved, name, side):
    assert not posing.untouched(solved[name, side], POSES[name], side)


@both_sides
@poses(
    [name for name in POSES if name not in ("shoulder_drop", *IN_THE_AIR)]
)  # who drops onto the shoulder loses a foot
def test_the_body_stands_on_both_legs(measured, name, side):
    floor = measured[name, side].floor
    for leg in OTHER:
        assert abs(floor[f"{leg}_foot"]) < LIMIT


@both_sides
@poses(ON_THE_BALL)
def test_the_hip_is_the_highest_supported_point_of_the_ball(solved, name, side):
    posed = solved[name, side]
    ball, resting = posed.props["ball"], body.supported(posed)
    hip = resting.pop(f"{OTHER[side]}_hip")
    assert abs(hip - ball.top) < LIMIT, "the hip rests at the top of the ball"
    # The thigh begins at the hip: its own highest resting point is the hip's.
    resting.pop(f"{OTHER[side]}_thigh", None)
    assert all(height < hip - LIMIT for height in resting.values()), resting
    bone = body.landmarks(posed)[f"{OTHER[side]}_hip_side"]
    assert np.hypot(bone[0] - ball.at[0], bone[2] - ball.at[1]) < 0.06


@both_sides
def test_the_error_is_one_the_waist_or_ribs_lie_higher_than_the_hip(solved, side):
    posed, other = solved["waist_on_ball", side], OTHER[side]
    resting = body.supported(posed)
    trunk = max(resting.get(f"{other}_{region}", 0) for region in ("waist", "ribs"))
    assert trunk > resting.get(f"{other}_hip", 0) + LIMIT
    assert abs(trunk - posed.props["ball"].top) < LIMIT
    hip = body.landmarks(posed)[f"{other}_hip_side"]
    assert TOWARDS_SAME[side] * (hip[2] - posed.props["ball"].at[1]) > 0.1, "the hip hangs off"


@both_sides
@poses(FEET_SET)
def test_feet_are_set_before_the_roll_and_stay(solved, name, side):
    here, before = body.landmarks(solved[name, side]), body.landmarks(solved["feet", side])
    for leg in OTHER:
        assert np.linalg.norm(here[f"{leg}_ball_of_foot"] - before[f"{leg}_ball_of_foot"]) < 0.02
    apart = here[f"{OTHER[side]}_ankle"] - here[f"{side}_ankle"]
    assert apart[0] > 0.4, "the ball-side leg is in front, the other behind"
    assert TOWARDS_SAME[side] * apart[2] < -0.2, "each foot has a track of its own"


@both_sides
@poses(("roll", *STACKED))
def test_the_trunk_drapes_towards_the_ball_side_with_the_forearm_on_the_block(
    solved, measured, name, side
):
    posed = solved[name, side]
    away = TOWARDS_SAME[side] * posed.angles["lumbar_bend_right"]
    assert away < -20, "the lumbar spine bends away from the side stretched"
    assert abs(measured[name, side].props["block"][f"{OTHER[side]}_forearm"]) < LIMIT
    assert posed.point("T6")[1] < solved["feet", side].point("T6")[1] - 0.05


def test_the_elbow_does_not_reach_the_floor_with_the_hip_on_top_and_both_feet_down():
    roll = POSES["roll"].model_dump()
    roll["props"] = [prop for prop in roll["props"] if prop["id"] != "block"]
    roll["contacts"] = [contact for contact in roll["contacts"] if contact["on"] != "block"]
    roll["contacts"].append({"part": "other_forearm", "on": "floor", "flat": 8})
    roll["free"] = [*roll["free"], "trunk", "pelvis_roll_same"]
    pose = Pose.model_validate(roll)
    posed = body.solve(pose, "right")
    elbow = body.flesh(posed)["left_forearm"][0][0]
    lost = [part for part, _, gap in body.contact_gaps(posed, pose, "right") if abs(gap) > LIMIT]
    assert elbow[:, 1].min() > 0.02 and lost, "the words beside the article say so"


@both_sides
@poses(STACKED)
def test_hips_are_stacked_and_the_tuck_opens_the_upper_one(solved, name, side):
    posed, before = solved[name, side], solved["roll", side]
    upper, lower = posed.point(f"{side}_femur"), posed.point(f"{OTHER[side]}_femur")
    assert abs(upper[0] - lower[0]) < 0.02 and upper[1] - lower[1] > 0.12
    assert posed.angles["pelvis_tilt"] > before.angles["pelvis_tilt"] + 5
    assert posed.angles[f"{side}_hip_flexion"] < -10
    assert posed.angles[f"{side}_hip_flexion"] < before.angles[f"{side}_hip_flexion"] - 5
    assert posed.angles[f"{side}_knee_flexion"] < 20, "the rear leg is long"


@both_sides
@poses(ON_THE_BALL)
def test_the_neck_is_in_line_and_the_face_looks_forward(solved, name, side):
    posed = solved[name, side]
    assert all(abs(v) <= 20 for n, v in posed.angles.items() if n.startswith(("neck", "head")))
    assert (posed.frames["head"][0] @ [1, 0, 0])[0] > 0.8


@both_sides
def test_the_upper_hand_is_where_the_words_put_it(solved, side):
    marks = {name: body.landmarks(solved[name, side]) for name in POSES}
    palm = f"{side}_palm"
    assert np.linalg.norm(marks["tuck"][palm] - marks["tuck"][f"{side}_asis"]) < 0.03
    assert np.linalg.norm(marks["hold"][palm] - marks["hold"][f"{side}_hip_side"]) < 0.05
    overhead = marks["arm"][palm] - solved["arm", side].point("head")
    assert TOWARDS_SAME[side] * overhead[2] < -0.2, "beyond the head"


@both_sides
@poses(("tuck", "hold"))
def test_the_upper_hand_lies_on_the_body(solved, name, side):
    posed, hand = solved[name, side], f"{side}_hand"
    flesh = body.flesh(posed)
    palm = posed.frames[hand][0] @ [0, 0, -TOWARDS_SAME[side]]
    pressed = flesh | {hand: [sweep + LIMIT * palm for sweep in flesh[hand]]}
    deep = [float(overlap(pressed, (hand, part))) for part in ("torso", f"{side}_thigh")]
    assert max(deep) > 0, "10 mm further it would be in the flesh"


@both_sides
@poses(("hold", "arm", "tuck"))
def test_the_upper_arm_is_not_stiff(solved, name, side):
    assert solved[name, side].angles[f"{side}_elbow_flexion"] > 15


@both_sides
@poses(("kneel", "return"))
def test_kneeling_is_on_both_knees_with_a_hand_on_the_ball_by_the_wall(
    solved, measured, name, side
):
    posed, found = solved[name, side], measured[name, side]
    for leg in OTHER:
        assert abs(found.floor[f"{leg}_shank"]) < LIMIT
    assert abs(found.props["ball"][f"{OTHER[side]}_hand"]) < LIMIT
    assert (posed.frames["T6"][0] @ [0, 1, 0])[1] > 0.9, "the trunk is upright"
    ball, wall = posed.props["ball"], posed.props["wall"]
    assert 0 <= wall.distance(ball.centre) - ball.half[0] < 0.12
    hips, heel = posed.root[1], body.landmarks(posed)[f"{side}_heel"][1]
    assert hips - heel < 0.25 if name == "return" else hips > 0.45


@poses()
def test_left_is_the_mirror_image_of_right(solved, name):
    posing.assert_mirrored(solved[name, "right"], solved[name, "left"])


@poses()
def test_the_ball_gives_only_a_little(solved, name):
    ball = solved[name, "right"].props["ball"]
    assert ball.size == (0.65,) and 0.85 <= ball.squash < 1
    assert (ball.squash > 0.95) == (name in ("kneel", "return")), "it flattens under the body only"


def test_a_body_let_down_into_the_ball_or_slid_along_it_would_be_seen(solved):
    posed = solved["hold", "right"]
    sunk = replace_root(posed, (0, -0.03, 0))
    assert body.clearances(sunk).props["ball"]["left_thigh"] < -2 * LIMIT
    assert body.clearances(sunk).floor["right_foot"] < -2 * LIMIT
    floating = replace_root(posed, (0, 0.03, 0))
    assert "left_hip" not in body.supported(floating)
    ball = posed.props["ball"]
    slid = replace(posed, props={"ball": replace(ball, at=(ball.at[0], ball.at[1] - 0.2))})
    assert body.supported(slid).get("left_hip", 0) < ball.top - LIMIT


def replace_root(posed, by):
    """Move a posed body without moving its props."""
    root = np.add(posed.root, by)
    return body.pose(posed.angles, root, posed.stature, posed.props, posed.curl)
