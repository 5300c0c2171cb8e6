"""Joints turn the body the way their names say, on both sides and in the order written."""

import numpy as np
import pytest

from psoaslib.body import joints
from psoaslib.body.joints import rotation

STATURE = 1.75
RIGHT_AND_LEFT = pytest.mark.parametrize(("side", "outwards"), [("right", 1), ("left", -1)])


def placed(stature=STATURE, **angles):
    """Place the frames of a body whose other angles are 0."""
    values = dict.fromkeys(joints.names(), 0.0) | angles
    return joints.place(joints.to_array(values), np.zeros(3), stature)


def moved(frame, stature=STATURE, **angles):
    """Tell how far a frame's origin moves from the neutral body."""
    return placed(stature, **angles)[frame][1] - placed(stature)[frame][1]


@RIGHT_AND_LEFT
def test_legs_move_the_way_their_joints_are_named(side, outwards):
    assert moved(f"{side}_tibia", **{f"{side}_hip_flexion": 30})[0] > 0.1
    assert outwards * moved(f"{side}_tibia", **{f"{side}_hip_adduction": 20})[2] < -0.1
    toes = moved(f"{side}_toes", **{f"{side}_hip_rotation": 30})
    assert outwards * toes[2] < -0.05, "internal rotation turns the toes inwards"
    assert moved(f"{side}_foot", **{f"{side}_knee_flexion": 40})[0] < -0.1
    assert moved(f"{side}_toes", **{f"{side}_ankle_dorsiflexion": 20})[1] > 0.02
    sole = placed(**{f"{side}_ankle_inversion": 20})[f"{side}_foot"][0] @ [0, -1, 0]
    assert outwards * sole[2] < -0.1, "inversion turns the sole inwards"
    tip = placed(**{f"{side}_toe_extension": 30})[f"{side}_toes"][0] @ [1, 0, 0]
    assert tip[1] > 0.1


@RIGHT_AND_LEFT
def test_arms_move_the_way_their_joints_are_named(side, outwards):
    assert moved(f"{side}_forearm", **{f"{side}_shoulder_flexion": 40})[0] > 0.1
    assert outwards * moved(f"{side}_forearm", **{f"{side}_shoulder_abduction": 40})[2] > 0.1
    bent = {f"{side}_elbow_flexion": 90}
    turned = moved(f"{side}_hand", **bent, **{f"{side}_shoulder_rotation": 40})
    assert outwards * turned[2] < -0.05, "internal rotation brings the bent forearm inwards"
    assert moved(f"{side}_hand", **bent)[0] > 0.1
    palm = placed(**{f"{side}_forearm_pronation": 60})[f"{side}_hand"][0] @ [0, 0, -outwards]
    assert palm[0] < -0.5, "pronation turns the palm of a hanging hand backwards"
    fingers = placed(**{f"{side}_wrist_flexion": 40})[f"{side}_hand"][0] @ [0, -1, 0]
    assert outwards * fingers[2] < -0.3
    fingers = placed(**{f"{side}_wrist_deviation": 20})[f"{side}_hand"][0] @ [0, -1, 0]
    assert fingers[0] > 0.2, "radial deviation goes towards the thumb, which points forward"
    assert moved(f"{side}_humerus", **{f"{side}_clavicle_elevation": 15})[1] > 0.01
    assert moved(f"{side}_humerus", **{f"{side}_clavicle_protraction": 15})[0] > 0.01


@pytest.mark.parametrize("part", ["lumbar", "thorax", "neck"])
def test_the_trunk_bends_the_way_its_joints_are_named(part):
    top = "head" if part == "neck" else "C7"
    assert moved(top, **{f"{part}_flexion": 20})[0] > 0.01
    assert moved(top, **{f"{part}_bend_right": 20})[2] > 0.01
    facing = placed(**{f"{part}_rot_left": 20})["head"][0] @ [1, 0, 0]
    assert facing[2] < -0.3


def test_the_pelvis_turns_leans_and_tilts_the_way_its_joints_are_named():
    assert (placed(pelvis_turn_left=30)["pelvis"][0] @ [1, 0, 0])[2] < -0.4
    assert moved("C7", pelvis_roll_right=20)[2] > 0.1
    assert (placed(pelvis_tilt=20)["pelvis"][0] @ [1, 0, 0])[1] > 0.3, "posterior: the front rises"


@RIGHT_AND_LEFT
def test_hip_and_lumbar_rotations_follow_the_order_of_the_published_models(side, outwards):
    flexion, adduction, turn = np.radians([25.0, 12.0, -18.0])
    frames = placed(
        **{f"{side}_hip_flexion": 25, f"{side}_hip_adduction": 12, f"{side}_hip_rotation": -18}
    )
    expected = (
        rotation("z", flexion)
        @ rotation("x", outwards * adduction)
        @ rotation("y", outwards * turn)
    )
    np.testing.assert_allclose(frames[f"{side}_femur"][0], expected, atol=1e-12)
    level = (
        rotation("z", np.radians(-4)) @ rotation("x", np.radians(2)) @ rotation("y", np.radians(-1))
    )
    frames = placed(lumbar_flexion=20, lumbar_bend_right=10, lumbar_rot_left=-5)
    np.testing.assert_allclose(frames["L1"][0], np.linalg.matrix_power(level, 5), atol=1e-12)


def test_a_turned_pelvis_keeps_the_meaning_of_its_tilt_when_it_lies_on_its_side():
    frame = placed(pelvis_turn_left=20, pelvis_roll_right=-70, pelvis_tilt=15)["pelvis"][0]
    turn, roll, tilt = np.radians([20, -70, 15])
    expected = rotation("y", turn) @ rotation("x", roll) @ rotation("z", tilt)
    np.testing.assert_allclose(frame, expected, atol=1e-12)


def test_content_names_take_the_side_stretched():
    assert joints.solved("same_hip_flexion", "left") == ("left_hip_flexion", 1)
    assert joints.solved("other_knee_flexion", "left") == ("right_knee_flexion", 1)
    assert joints.solved("lumbar_bend_same", "right") == ("lumbar_bend_right", 1)
    assert joints.solved("lumbar_bend_same", "left") == ("lumbar_bend_right", -1)
    assert joints.solved("pelvis_turn_same", "right") == ("pelvis_turn_left", -1)
    assert joints.solved("pelvis_tilt", "left") == ("pelvis_tilt", 1)


@pytest.mark.parametrize("name", ["hip_flexion", "left_hip_flexion", "lumbar_bend", "same_tail"])
def test_an_unknown_content_name_is_an_error_that_repeats_it(name):
    with pytest.raises(ValueError, match=name):
        joints.solved(name, "right")


def test_every_name_is_unique_and_has_a_range_that_holds_the_neutral_body():
    assert len(set(joints.names())) == len(joints.names())
    low, high = joints.ranges().T
    assert (low <= 0).all() and (high >= 0).all()
    for joint in joints.table().values():
        if joint.kind == "towards":
            assert joint.range[0] == -joint.range[1], f"{joint.id} differs between the sides"


def test_mirrored_angles_give_the_mirrored_body():
    random = np.random.default_rng(7)
    values = {name: float(random.uniform(-30, 60)) for name in joints.names()}
    own = joints.place(joints.to_array(values), np.array([0.1, 0.9, 0.2]), STATURE)
    twin = joints.mirrored(values)
    other = joints.place(joints.to_array(twin), np.array([0.1, 0.9, -0.2]), STATURE)
    mirror = np.diag([1.0, 1.0, -1.0])
    swap = {"right": "left", "left": "right"}
    for name, (turn, origin) in own.items():
        side, _, rest = name.partition("_")
        turned, place = other[f"{swap[side]}_{rest}" if side in swap else name]
        np.testing.assert_allclose(turned, mirror @ turn @ mirror, atol=1e-12)
        np.testing.assert_allclose(place, mirror @ origin, atol=1e-12)
    assert joints.mirrored(twin) == values


def test_many_poses_at_once_are_the_same_as_one_by_one():
    random = np.random.default_rng(3)
    values = random.uniform(-20, 40, (4, len(joints.names())))
    roots = random.uniform(-1, 1, (4, 3))
    together = joints.place(values, roots, STATURE)
    for i in range(4):
        for name, (turn, origin) in joints.place(values[i], roots[i], STATURE).items():
            np.testing.assert_allclose(together[name][0][i], turn, atol=1e-12)
            np.testing.assert_allclose(together[name][1][i], origin, atol=1e-12)


@pytest.mark.parametrize("stature", [1.5, 1.9])
def test_segments_grow_with_stature(stature):
    bent = {"right_hip_flexion": 50, "right_knee_flexion": 80}
    frames = placed(stature, **bent)
    thigh = np.linalg.norm(frames["right_tibia"][1] - frames["right_femur"][1])
    shank = np.linalg.norm(frames["right_foot"][1] - frames["right_tibia"][1])
    assert thigh == pytest.approx(0.245 * stature) and shank == pytest.approx(0.246 * stature)
