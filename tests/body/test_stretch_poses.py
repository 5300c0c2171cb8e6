"""Every stretch but the ball as drawn is one that a body can do; so are lunge and floor by name.

Lengths in metres, angles in degrees. The alternatives by name are in `test_alternative_poses`.
"""

import numpy as np
import pytest

from psoaslib import body
from psoaslib.catalogue.pose import PoseFile
from tests.body import posing
from tests.body.posing import (
    LIMIT,
    ON_SKIN,
    OTHER,
    STAY,
    TOWARDS_SAME,
    both_sides,
    lean,
    moved,
    upright,
)

STRETCHES = ("lunge", "floor", "worktop", "bed_edge", "figure_four")
POSES = {stretch: posing.read(stretch) for stretch in STRETCHES}
EVERY = [(stretch, name) for stretch in STRETCHES for name in POSES[stretch]]

every = pytest.mark.parametrize(("stretch", "name"), EVERY)


@pytest.fixture
def solved():
    return posing.SOLVED


@pytest.fixture
def measured():
    return posing.MEASURED


def behind(posed, side):
    """Return how far a thigh points behind the vertical, degrees."""
    way = posed.frames[f"{side}_femur"][0] @ [0, -1, 0]
    return float(np.degrees(np.arctan2(-way[0], -way[1])))


@pytest.mark.parametrize("stretch", STRETCHES)
def test_there_is_a_pose_for_every_step_and_error(stretch):
    pictured = set(posing.pictured(stretch))
    passed = {each.id for pose in POSES[stretch].values() for each in pose.via}
    assert pictured <= set(POSES[stretch]) <= pictured | passed


def test_furniture_is_placed_and_turned_as_one_thing():
    boxes = {"seat": (0.1, 0.4, 0.0, 0.3, 0.05, 0.4), "leg": (0.2, 0.0, 0.1, 0.05, 0.4, 0.05)}
    stool = {"at": (1.0, 0.0), "turn": 90, "boxes": boxes}
    poses = {"sit": {"root": (0, 1, 0), "props": {"stool": {"at": (2.0, 0.5)}}}}
    file = PoseFile.model_validate({"props": {"stool": stool}, "poses": poses})
    solids = {prop.id: body.placed(prop, "left") for prop in file.poses["sit"].props}
    assert list(solids) == ["stool_seat", "stool_leg"]
    # Forward is turned towards the side stretched, which is the left here.
    np.testing.assert_allclose(solids["stool_seat"].centre, [2.0, 0.425, -0.6], atol=1e-12)
    np.testing.assert_allclose(solids["stool_leg"].centre, [1.9, 0.2, -0.7], atol=1e-12)
    assert solids["stool_seat"].top == pytest.approx(0.45)
    over = solids["stool_seat"].over(np.array([[2.0, 0.5, -0.6], [2.0, 0.425, -1.0]]))
    np.testing.assert_allclose(over, [0.05, 0.25], atol=1e-12)


@both_sides
@every
def test_every_joint_stays_in_its_range(solved, stretch, name, side):
    assert not posing.out_of_range(solved[stretch, name, side])


@both_sides
@every
def test_nothing_sinks_into_floor_or_furniture(measured, stretch, name, side):
    assert not posing.sunk(measured[stretch, name, side])


@both_sides
@every
def test_no_limb_goes_through_trunk_head_or_another_limb(measured, stretch, name, side):
    assert not posing.through(measured[stretch, name, side])


@both_sides
@every
def test_every_support_is_touched(solved, stretch, name, side):
    posed, pose = solved[stretch, name, side], POSES[stretch][name]
    assert not posing.untouched(posed, pose, side)


@every
def test_left_is_the_mirror_image_of_right(solved, stretch, name):
    posing.assert_mirrored(solved[stretch, name, "right"], solved[stretch, name, "left"])


# ---------------------------------------------------------------- lunge

LUNGED = ("bend", "tuck", "heel", "hold", "tilt_lost")
TUCKED = ("tuck", "heel", "hold")


def lunge(names):
    return pytest.mark.parametrize("name", names)


@both_sides
@lunge(LUNGED)
def test_in_the_lunge_the_feet_stay_where_they_were_set(solved, name, side):
    posed, before = solved["lunge", name, side], solved["lunge", "step", side]
    for leg in OTHER:
        assert moved(posed, before, f"{leg}_ball_of_foot") < STAY
    assert moved(posed, before, f"{OTHER[side]}_heel") < STAY


@both_sides
def test_the_stride_is_half_the_stature_on_two_tracks(solved, side):
    posed = solved["lunge", "step", side]
    marks = body.landmarks(posed)
    apart = marks[f"{OTHER[side]}_ankle"] - marks[f"{side}_ankle"]
    assert apart[0] == pytest.approx(posed.stature / 2, abs=STAY)
    assert TOWARDS_SAME[side] * apart[2] < -0.12
    for leg in OTHER:
        toes = posed.frames[f"{leg}_foot"][0] @ [1, 0, 0]
        assert toes[0] > 0.98, "the foot points ahead"


@both_sides
def test_the_rear_heel_rises_and_is_then_drawn_down_a_little(solved, side):
    def heel(name):
        return body.landmarks(solved["lunge", name, side])[f"{side}_heel"][1]

    assert heel("step") < LIMIT, "flat to begin with"
    assert heel("bend") > 0.08
    assert heel("bend") > heel("tuck") > heel("hold") > heel("heel") > 0.03


@both_sides
def test_the_articles_ruler_passes_the_error_and_fails_the_hold(solved, side):
    """A heel that travels more than a centimetre is wrong, says the article."""

    def travel(name):
        return moved(solved["lunge", name, side], solved["lunge", "tuck", side], f"{side}_heel")

    assert travel("tilt_lost") < 0.01 < travel("hold")


@both_sides
@lunge(TUCKED)
def test_from_the_tuck_to_the_hold_a_hand_feels_the_front_hip_bone(solved, name, side):
    marks = body.landmarks(solved["lunge", name, side])
    apart = marks[f"{side}_palm"] - marks[f"{side}_asis"]
    assert np.linalg.norm(apart) < ON_SKIN


@both_sides
@lunge(TUCKED)
def test_the_tuck_extends_the_rear_hip_under_an_upright_trunk(solved, name, side):
    posed, before = solved["lunge", name, side], solved["lunge", "bend", side]
    assert posed.angles["pelvis_tilt"] > before.angles["pelvis_tilt"] + 10
    assert posed.angles["lumbar_flexion"] > 5, "the lower back is flat"
    assert -30 < posed.angles[f"{side}_hip_flexion"] < -15
    assert upright(posed, 5)


@both_sides
def test_the_error_keeps_feet_and_hips_and_loses_the_pelvis(solved, side):
    right, wrong = solved["lunge", "hold", side], solved["lunge", "tilt_lost", side]
    assert np.linalg.norm(np.subtract(right.root, wrong.root)) < STAY
    assert abs(behind(right, side) - behind(wrong, side)) < 5, "as deep at a glance"
    assert right.angles["pelvis_tilt"] - wrong.angles["pelvis_tilt"] > 30
    assert wrong.angles["lumbar_flexion"] < -30, "the lower back is deeply arched"
    assert wrong.angles[f"{side}_hip_flexion"] > 0, "the hip itself has not extended"
    assert abs(lean(right) - lean(wrong)) < 6


@both_sides
@lunge(("stand", "return"))
def test_the_lunge_begins_and_ends_upright_on_both_feet(solved, name, side):
    posed = solved["lunge", name, side]
    marks = body.landmarks(posed)
    for leg in OTHER:
        assert marks[f"{leg}_heel"][1] < LIMIT and posed.angles[f"{leg}_knee_flexion"] < 5
    assert abs(marks["right_heel"][0] - marks["left_heel"][0]) < STAY


@both_sides
@lunge(tuple(POSES["lunge"]))
def test_in_the_lunge_the_other_hand_is_on_the_chair_and_the_face_looks_ahead(
    solved, measured, name, side
):
    rail = measured["lunge", name, side].props["chair_rail"]
    assert abs(rail[f"{OTHER[side]}_hand"]) < LIMIT
    assert (solved["lunge", name, side].frames["head"][0] @ [1, 0, 0])[0] > 0.97


# ---------------------------------------------------------------- floor

LONG = ("slide", "tuck", "tilt_back", "hold", "head_back")
ON_BLOCKS = ("slide", "tuck", "hold")
IN_LINE = ("slide", "tuck", "tilt_back", "hold")


@both_sides
@pytest.mark.parametrize("name", ("hands_knees", "fold", *LONG))
def test_on_the_floor_shins_and_hands_carry_the_body(solved, measured, name, side):
    found = measured["floor", name, side].props
    for leg in OTHER:
        assert abs(found["mat"][f"{leg}_shank"]) < LIMIT
        assert abs(found["mat"][f"{leg}_foot"]) < LIMIT
    same, other = ("same_block", "other_block") if name in LONG else ("mat", "mat")
    assert abs(found[same][f"{side}_hand"]) < LIMIT
    assert abs(found[other][f"{OTHER[side]}_hand"]) < LIMIT


@both_sides
@pytest.mark.parametrize("name", LONG)
def test_one_leg_is_folded_in_front_and_the_other_long_behind(solved, measured, name, side):
    posed, other = solved["floor", name, side], OTHER[side]
    marks = body.landmarks(posed)
    assert marks[f"{other}_knee"][0] - posed.root[0] > 0.2
    assert TOWARDS_SAME[side] * marks[f"{other}_ankle"][2] > 0, "the shin lies across"
    assert posed.angles[f"{other}_knee_flexion"] > 90
    assert posed.root[0] - marks[f"{side}_heel"][0] > 0.75
    assert posed.angles[f"{side}_knee_flexion"] < 40
    assert abs(marks["right_asis"][1] - marks["left_asis"][1]) < LIMIT, "the pelvis is level"
    assert measured["floor", name, side].props["cushion"][f"{other}_thigh"] < LIMIT
    for mark in (f"{side}_knee", f"{side}_ball_of_foot", f"{other}_knee", f"{other}_ankle"):
        assert moved(posed, solved["floor", "slide", side], mark) < STAY


@both_sides
@pytest.mark.parametrize("name", ("check", "hands_knees", "fold"))
def test_the_cushion_waits_beside_the_mat_until_it_is_drawn_under_the_hip(
    solved, measured, name, side
):
    assert measured["floor", name, side].props["cushion"][f"{OTHER[side]}_thigh"] > 0.05
    cushion = solved["floor", name, side].props["cushion"]
    assert TOWARDS_SAME[side] * cushion.centre[2] < -0.3, "on the side of the chair"


@both_sides
@pytest.mark.parametrize("name", ON_BLOCKS)
def test_the_palms_lie_flat_on_the_blocks(solved, name, side):
    posed = solved["floor", name, side]
    for own, sign in (("right", 1), ("left", -1)):
        palm = posed.frames[f"{own}_hand"][0] @ [0, 0, -sign]
        assert palm[1] < -0.95


@both_sides
@pytest.mark.parametrize("name", ("tuck", "hold"))
def test_the_tuck_on_the_floor_extends_the_rear_hip(solved, name, side):
    posed, before = solved["floor", name, side], solved["floor", "slide", side]
    assert posed.angles["pelvis_tilt"] > before.angles["pelvis_tilt"] + 5
    assert posed.angles[f"{side}_hip_flexion"] < -15
    assert posed.angles["lumbar_flexion"] >= 0 > before.angles["lumbar_flexion"]


@both_sides
@pytest.mark.parametrize("name", IN_LINE)
def test_on_the_floor_the_neck_is_in_line_with_the_back(solved, name, side):
    posed = solved["floor", name, side]
    assert all(abs(v) <= 15 for n, v in posed.angles.items() if n.startswith(("neck", "head")))


@both_sides
def test_the_second_stage_is_moderate_and_the_contrast_is_not(solved, side):
    hold, stage, back = (solved["floor", n, side] for n in ("hold", "tilt_back", "head_back"))
    assert lean(stage) < lean(hold) - 8
    assert (stage.frames["head"][0] @ [1, 0, 0])[1] > -0.3, "the eyes look ahead"
    assert stage.angles["lumbar_flexion"] > -25 and stage.angles["neck_flexion"] > -10
    assert back.angles["lumbar_flexion"] < -40 and back.angles["neck_flexion"] < -40
    assert (back.frames["head"][0] @ [1, 0, 0])[1] > 0.7, "the face looks up"
    hips = [pose.angles[f"{side}_hip_flexion"] for pose in (hold, stage, back)]
    assert max(hips) - min(hips) < 5, "the hip extends no further"


@both_sides
def test_the_floor_stretch_begins_and_ends_at_the_chair(solved, measured, side):
    check, back = (measured["floor", n, side].props["chair_seat"] for n in ("check", "return"))
    assert abs(check[f"{OTHER[side]}_hand"]) < LIMIT
    assert all(abs(back[f"{own}_hand"]) < LIMIT for own in OTHER)
    posed = solved["floor", "return", side]
    sole = posed.frames[f"{OTHER[side]}_foot"][0] @ [0, -1, 0]
    assert sole[1] < -0.98, "the front foot is flat"
    for leg in OTHER:
        assert abs(measured["floor", "check", side].props["mat"][f"{leg}_shank"]) < LIMIT
