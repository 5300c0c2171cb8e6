"""Each drawn error departs from what is right in the fault that names it, and in little else.

What every pose has to keep to is in `test_stretch_poses` and `test_ball_poses`. Angles in degrees,
lengths in metres; `same` is right here. The solver fits limbs to their supports, so that `near` is
held of those joints that the fault leaves alone.
"""

import numpy as np
import pytest

from psoaslib import body
from psoaslib.catalogue import catalogue
from tests.body import posing
from tests.body.posing import LIMIT, OTHER, both_sides, lean, moved

STRETCHES = catalogue().stretches
ERRORS = [(stretch, error) for stretch in STRETCHES.values() for error in stretch.errors]
IDS = [f"{stretch.id}-{error.id}" for stretch, error in ERRORS]
LEG = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_flexion", "ankle_dorsiflexion")
TRUNK = (
    *("pelvis_turn_left", "pelvis_roll_right", "pelvis_tilt"),
    *("lumbar_flexion", "lumbar_bend_right", "lumbar_rot_left"),
    *("thorax_flexion", "thorax_bend_right", "thorax_rot_left"),
)
NECK = ("neck_flexion", "neck_bend_right", "neck_rot_left", "head_flexion")
SAME_LEG, OTHER_LEG = ([f"{side}_{name}" for name in LEG] for side in ("right", "left"))
NEAR = 6  # degrees by which a joint may move that the fault leaves alone
STRETCHED = ("same", "other")
MEANT = 12  # least degrees of a fault, unless more is said

FAULTS = {
    ("ball", "shoulder_drop"): ({"pelvis_roll_right": -MEANT}, [*NECK[:1], "pelvis_tilt"]),
    ("ball", "head_hangs"): ({"neck_bend_right": -35}, [*TRUNK, *SAME_LEG, *OTHER_LEG]),
    ("lunge", "foot_out"): ({"right_hip_rotation": -30}, [*TRUNK, *NECK]),
    ("lunge", "leans_back"): (
        {"pelvis_tilt": -MEANT, "lumbar_flexion": -25, "thorax_flexion": -15},
        ["lumbar_bend_right", "right_knee_flexion", "left_knee_flexion"],
    ),
    ("lunge", "heel_forced"): (
        {"pelvis_tilt": -30, "lumbar_flexion": -35, "right_hip_flexion": MEANT},
        ["left_ankle_dorsiflexion", "left_knee_flexion", "right_hip_adduction"],
    ),
    ("floor", "knee_twisted"): (
        {"left_hip_rotation": -MEANT, "left_knee_flexion": -15, "left_ankle_inversion": 18},
        [*TRUNK, *NECK, "right_hip_flexion", "right_knee_flexion"],
    ),
    ("floor", "back_arched"): (
        {"pelvis_tilt": -20, "lumbar_flexion": -40, "right_hip_flexion": 20},
        ["right_knee_flexion", "left_knee_flexion", "left_hip_rotation", "pelvis_turn_left"],
    ),
    ("bed_edge", "back_lifted"): (
        {"pelvis_tilt": -20, "lumbar_flexion": -30, "left_hip_flexion": -20},
        ["right_hip_adduction", "right_hip_rotation", "lumbar_bend_right"],
    ),
    ("figure_four", "back_rounds"): (
        {"lumbar_flexion": 25, "thorax_flexion": 20, "neck_flexion": 25},
        ["left_knee_flexion", "right_knee_flexion", "lumbar_bend_right"],
    ),
    ("worktop", "chest_over"): (
        {"pelvis_tilt": -35, "right_hip_flexion": 30, "right_elbow_flexion": 50},
        ["lumbar_bend_right", "right_hip_adduction", "left_knee_flexion"],
    ),
}
"""Of an error: joints that depart from the correct pose by at least so much, with the sign, and
joints that stay. What is not one joint's matter has a test of its own below."""

APART = {("ball", "waist_on_ball"), ("ball", "rolled_back"), ("lunge", "tilt_lost")}
APART |= {("floor", "head_back")}


def pair(stretch, name, side="right"):
    """Return the solved bodies of what is right and of the error."""
    error = next(each for each in STRETCHES[stretch].errors if each.id == name)
    return posing.SOLVED[stretch, error.right, side], posing.SOLVED[stretch, name, side]


def test_every_error_is_looked_at_here_or_by_name():
    named = {(stretch.id, error.id) for stretch, error in ERRORS}
    assert set(FAULTS) | APART == named and not set(FAULTS) & APART


@pytest.mark.parametrize(("of", "fault"), FAULTS.items(), ids=["-".join(each) for each in FAULTS])
def test_an_error_departs_in_its_fault_and_little_else(of, fault):
    right, wrong = pair(*of)
    departs, stays = fault
    for joint, least in departs.items():
        change = wrong.angles.get(joint, 0) - right.angles.get(joint, 0)
        assert np.sign(least) * change >= abs(least), joint
    changes = {name: wrong.angles.get(name, 0) - right.angles.get(name, 0) for name in stays}
    assert not {name: change for name, change in changes.items() if abs(change) > NEAR}


@both_sides
@pytest.mark.parametrize(("stretch", "error"), ERRORS, ids=IDS)
def test_an_error_touches_what_it_rests_on(stretch, error, side):
    posed = posing.SOLVED[stretch.id, error.id, side]
    gaps = body.contact_gaps(posed, error.pose, side)
    on_things = [(part, on, gap) for part, on, gap in gaps if on.split("_")[0] not in STRETCHED]
    assert not [each for each in on_things if abs(each[2]) > LIMIT / 2]


@pytest.mark.parametrize(("stretch", "error"), ERRORS, ids=IDS)
def test_an_error_is_drawn_from_where_the_correct_position_is(stretch, error):
    right = next(step for step in stretch.steps if step.id == error.right)
    assert right.pose and error.view == right.view
    assert {prop.id for prop in error.pose.props} >= {prop.id for prop in right.pose.props} - {
        "block"
    }


@both_sides
def test_dropped_onto_the_shoulder_it_is_low_and_a_foot_has_lost_the_floor(side):
    right, wrong = pair("ball", "shoulder_drop", side)
    shoulder = f"{OTHER[side]}_humerus"
    assert wrong.point(shoulder)[1] < right.point(shoulder)[1] - 0.08
    clear = body.clearances(wrong).floor
    assert clear[f"{side}_foot"] > 0.05 and abs(clear[f"{OTHER[side]}_foot"]) < LIMIT


@both_sides
def test_rolled_back_the_upper_hip_is_behind_the_lower_one_and_the_back_arched(side):
    right, wrong = pair("ball", "rolled_back", side)

    def behind(posed):
        return posed.point(f"{OTHER[side]}_femur")[0] - posed.point(f"{side}_femur")[0]

    assert abs(behind(right)) < 0.02 and behind(wrong) > 0.05
    assert wrong.angles["lumbar_flexion"] < right.angles["lumbar_flexion"] - 30
    face = [posed.frames["T6"][0] @ [1, 0, 0] for posed in (right, wrong)]
    assert face[1][1] > face[0][1] + 0.3, "the chest turns up"


@both_sides
def test_with_the_rear_foot_out_toes_and_kneecap_point_aside(side):
    out = []
    for posed in pair("lunge", "foot_out", side):
        toes = posed.frames[f"{side}_foot"][0] @ [1, 0, 0]
        knee = posed.frames[f"{side}_femur"][0] @ [1, 0, 0]
        out.append([np.degrees(np.arctan2(abs(way[2]), way[0])) for way in (toes, knee)])
    (toes, knee), (toes_out, knee_out) = out
    assert max(toes, knee) < 10 and toes_out > 40 and knee_out > 25


@both_sides
@pytest.mark.parametrize("name", ["foot_out", "leans_back", "heel_forced"])
def test_in_the_errors_of_the_lunge_the_feet_stay_where_they_were_set(name, side):
    right, wrong = pair("lunge", name, side)
    for leg in OTHER:
        assert moved(wrong, right, f"{leg}_ball_of_foot") < 0.02


@both_sides
def test_leaning_back_is_of_the_trunk_and_forcing_the_heel_is_not(side):
    right, wrong = pair("lunge", "leans_back", side)
    assert lean(wrong) < lean(right) - 9
    right, wrong = pair("lunge", "heel_forced", side)
    assert abs(lean(wrong) - lean(right)) < 8
    heel = [body.landmarks(posed)[f"{side}_heel"][1] for posed in (right, wrong)]
    assert heel[1] < 0.02 < heel[0] - 0.02, "it is down"


@both_sides
def test_the_twisted_knee_has_its_foot_far_from_the_groin(side):
    right, wrong = pair("floor", "knee_twisted", side)
    ankle = f"{OTHER[side]}_ankle"
    far = [np.linalg.norm(body.landmarks(each)[ankle] - each.root) for each in (right, wrong)]
    assert far[1] > far[0] + 0.08
    assert moved(wrong, right, f"{side}_knee") < 0.03, "the leg behind stays"


@both_sides
def test_the_bed_s_error_lifts_the_back_while_the_thigh_hangs_as_low(side):
    right, wrong = posing.SOLVED["bed_edge", "hold", side], pair("bed_edge", "back_lifted", side)[1]
    knees = [posed.point(f"{side}_tibia")[1] for posed in (right, wrong)]
    assert abs(knees[1] - knees[0]) < 0.04
    bed = wrong.props["bed_mattress"].top
    assert wrong.point("L2")[1] - bed > right.point("L2")[1] - bed + 0.02


@both_sides
def test_the_round_back_brings_the_head_down_and_not_the_pelvis_forward(side):
    right, wrong = pair("figure_four", "back_rounds", side)
    assert wrong.angles["pelvis_tilt"] > right.angles["pelvis_tilt"] + 5
    assert wrong.point("head")[1] < right.point("head")[1] - 0.1


@both_sides
def test_over_the_worktop_the_chest_comes_forward_and_the_feet_stay(side):
    right, wrong = pair("worktop", "chest_over", side)
    assert lean(wrong) > lean(right) + 15
    for leg in OTHER:
        assert moved(wrong, right, f"{leg}_ball_of_foot") < 0.02
