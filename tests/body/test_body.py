"""The posed body stands, mirrors exactly, and its measures see what a teacher would see."""

import subprocess
import sys

import numpy as np
import pytest

from psoaslib import body
from psoaslib.body import measure, shape
from psoaslib.catalogue.pose import Contact, Pose, Prop

CROOKED = {
    "pelvis_turn_left": 15,
    "pelvis_roll_right": -20,
    "lumbar_bend_right": -12,
    "neck_rot_left": 30,
    "right_hip_flexion": 60,
    "right_knee_flexion": 70,
    "left_hip_adduction": -25,
    "right_shoulder_abduction": 120,
    "left_elbow_flexion": 90,
    "left_forearm_pronation": 50,
}


@pytest.mark.parametrize("stature", [1.5, 1.75, 1.95])
def test_the_standing_body_is_upright_on_its_soles(stature):
    posed = body.standing(stature)
    floor = body.clearances(posed).floor
    assert min(floor.values()) == pytest.approx(0, abs=0.002)
    assert floor["right_foot"] == pytest.approx(floor["left_foot"])
    top = max(sweep[..., 1].max() for sweep in body.flesh(posed)["head"])
    assert top == pytest.approx(stature, rel=0.03)


def test_the_standing_body_goes_through_nothing():
    assert min(body.clearances(body.standing()).parts.values()) > -0.002


def test_a_posed_body_has_every_frame_that_pictures_use():
    limbs = "femur tibia foot toes humerus forearm hand".split()
    spine = "pelvis L5 L4 L3 L2 L1 T12 T9 T6 T3 C7 C4 head".split()
    wanted = {*spine, *(f"{side}_{limb}" for side in ("right", "left") for limb in limbs)}
    frames = body.standing().frames
    assert wanted <= set(frames)
    for turn, origin in frames.values():
        np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
        assert np.linalg.det(turn) == pytest.approx(1) and origin.shape == (3,)


def test_an_unknown_angle_is_an_error_that_names_it():
    with pytest.raises(ValueError, match="right_tail"):
        body.pose({"right_tail": 10}, (0, 1, 0))


def test_the_mirror_image_is_exact_flesh_and_props_included():
    prop = Prop(id="block", shape="block", at=(0.3, -0.4), size=(0.3, 0.2, 0.1), turn=25)
    props = {"block": body.placed(prop, "right")}
    own = body.pose(CROOKED, (0.1, 0.9, 0.2), props=props, curl={"right_hand": 5})
    twin = body.mirror(own)
    swap = {"right": "left", "left": "right"}
    other = body.flesh(twin)
    for part, sweeps in body.flesh(own).items():
        side, _, rest = part.partition("_")
        twins = other[f"{swap[side]}_{rest}" if side in swap else part]
        points = np.concatenate([s.reshape(-1, 3) for s in sweeps]) * [1, 1, -1]
        mirrored = np.concatenate([s.reshape(-1, 3) for s in twins])
        # The trunk's rings run the other way round, so points are compared as sets.
        nearest = np.abs(points[:, None] - mirrored[None]).sum(-1).min(1)
        assert nearest.max() < 1e-9, part
    assert twin.curl == {"left_hand": 5}
    assert twin.props["block"] == body.placed(prop, "left")
    again = body.mirror(twin)
    assert again.angles == own.angles and again.props == own.props


def test_a_loaded_ball_keeps_its_volume_and_stands_on_the_floor():
    ball = body.placed(
        Prop(id="ball", shape="ball", at=(0.1, -0.2), size=(0.65,), squash=0.9), "right"
    )
    assert np.prod(ball.half) == pytest.approx((0.65 / 2) ** 3)
    assert ball.top == pytest.approx(0.65 * 0.9)
    points = ball.sections().reshape(-1, 3)
    assert points[:, 1].min() == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(ball.distance(points), 0, atol=1e-12)


def test_distances_to_props_are_signed_and_in_metres():
    ball = body.placed(Prop(id="ball", shape="ball", at=(0, 0), size=(0.65,), squash=0.9), "right")
    above = np.array([[0.0, ball.top + 0.01, 0.0], [0.0, ball.top - 0.01, 0.0]])
    np.testing.assert_allclose(ball.distance(above), [0.01, -0.01], atol=5e-4)
    block = body.placed(
        Prop(id="block", shape="block", at=(1, 0), size=(0.4, 0.2, 0.1), turn=90), "right"
    )
    points = np.array([[1.0, 0.25, 0.0], [1.0, 0.1, 0.23], [1.08, 0.1, 0.0], [1.0, 0.19, 0.0]])
    np.testing.assert_allclose(block.distance(points), [0.05, 0.03, 0.03, -0.01], atol=1e-9)
    wall = body.placed(Prop(id="wall", shape="wall", at=(-0.5, 0)), "left")
    np.testing.assert_allclose(wall.distance(np.array([[-0.4, 1, 3], [-0.6, 0, 0]])), [0.1, -0.1])
    np.testing.assert_allclose(ball.normal(above), [[0, 1, 0]] * 2, atol=1e-9)


def test_depth_inside_a_limb_is_measured_from_its_surface():
    thigh = shape.sweep("thigh", 1.75)
    ring = thigh[4]
    middle = (ring[0] + ring[10]) / 2
    out = ring[5] - middle
    points = middle + np.outer([0.5, 0.9, 1.1], out) + [0, 1e-6, 0]
    depth = measure.inside(points, measure.axes(thigh))
    radius = np.linalg.norm(out)
    np.testing.assert_allclose(depth, [radius / 2, radius / 10, 0], atol=0.003)


def test_a_hand_pushed_into_the_trunk_is_seen():
    arm = {"right_shoulder_flexion": 30, "right_shoulder_abduction": -30, "right_elbow_flexion": 90}
    turned = arm | {"right_shoulder_rotation": 70}
    parts = body.clearances(body.pose(turned, (0, 1, 0))).parts
    assert min(gap for (own, _), gap in parts.items() if own.startswith("right_")) < -0.02


def test_crossed_legs_are_seen():
    parts = body.clearances(
        body.pose({"right_hip_adduction": 15, "left_hip_adduction": 15}, (0, 1, 0))
    ).parts
    assert parts["right_shank", "left_shank"] < -0.02


def test_monotone_curves_pass_through_their_rows_and_never_overshoot():
    rows = shape.profile()["torso"]
    at = np.linspace(rows[0, 0], rows[-1, 0], 400)
    np.testing.assert_allclose(shape.monotone(rows[:, 0], rows[:, 1:], rows[:, 0]), rows[:, 1:])
    fine = shape.monotone(rows[:, 0], rows[:, 1:], at)
    i = np.clip(np.searchsorted(rows[:, 0], at) - 1, 0, len(rows) - 2)
    low, high = np.minimum(rows[i, 1:], rows[i + 1, 1:]), np.maximum(rows[i, 1:], rows[i + 1, 1:])
    assert (fine >= low - 1e-12).all() and (fine <= high + 1e-12).all()


def test_the_solver_brings_a_floating_body_down_and_keeps_what_is_not_free():
    pose = Pose(
        id="floating",
        root=(0, 1.2, 0),
        hold=0.001,
        angles={"same_shoulder_abduction": 40},
        free=("root",),
        contacts=(Contact(part="same_foot", on="floor"), Contact(part="other_foot", on="floor")),
    )
    posed = body.solve(pose, "left")
    assert posed.angles["left_shoulder_abduction"] == 40
    gaps = body.contact_gaps(posed, pose, "left")
    assert [part for part, _, _ in gaps] == ["left_foot", "right_foot"]
    assert max(abs(gap) for _, _, gap in gaps) < 0.002


def test_a_side_or_part_that_is_none_is_an_error():
    pose = Pose(id="standing", root=(0, 1, 0))
    with pytest.raises(ValueError, match="both"):
        body.solve(pose, "both")
    wrong = Pose(id="wrong", root=(0, 1, 0), contacts=(Contact(part="left_foot", on="floor"),))
    with pytest.raises(ValueError, match="left_foot"):
        body.solve(wrong, "right")
    wrong = Pose(id="wrong", root=(0, 1, 0), contacts=(Contact(part="same_tail", on="floor"),))
    with pytest.raises(ValueError, match="same_tail"):
        body.solve(wrong, "right")


def test_a_posed_body_needs_no_scipy():
    code = (
        "import sys; from psoaslib import body; body.clearances(body.standing());"
        "sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
