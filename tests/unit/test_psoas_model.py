"""A model poses as its arguments say: both sides, any size, one pose or many, or a plain error."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from psoaslib import mechanics

MODELS = tuple(mechanics.models())
COMPOSITES = ("composite_a", "composite_b")
HIPS = ("rajagopal2016", "gait2392")


@st.composite
def posed(draw, models=MODELS, margin=0.0):
    """Draw a model and a pose within its range."""
    model = draw(st.sampled_from(models))
    angles = {
        name: draw(st.floats(low + margin, high - margin))
        for name, (low, high) in mechanics.ranges(model).items()
    }
    return model, angles


@settings(max_examples=60, deadline=None)
@given(posed(), st.floats(1.4, 2.1))
def test_the_left_side_is_the_mirror_image_of_the_right(pose, stature):
    model, angles = pose
    mirrored = {
        name: -value if name in ("lumbar_bend_right", "lumbar_rot_left") else value
        for name, value in angles.items()
    }
    right = mechanics.solve(model, side="right", stature_m=stature, **angles)
    left = mechanics.solve(model, side="left", stature_m=stature, **mirrored)
    np.testing.assert_allclose(left.length_m, right.length_m, atol=1e-15)
    for name, arm in right.arms_m.items():
        sign = -1 if name in ("lumbar_bend_right", "lumbar_rot_left") else 1
        np.testing.assert_allclose(left.arms_m[name], sign * arm, atol=1e-15)


@settings(max_examples=80, deadline=None)
@given(posed(margin=0.01), st.sampled_from(["LFB", "Christophy2012", "uniform5"]))
def test_every_arm_is_the_derivative_of_its_length(pose, distribution):
    model, angles = pose
    # Not at a switch of gait2392's points, nor where a point dips into a cylinder: lengths jump.
    assume(abs(angles["hip_flexion"] - 45) > 0.1 and abs(angles["knee_flexion"] - 83.6501) > 0.1)
    named = {"distribution": distribution} if model in COMPOSITES else {}
    paths = mechanics.solve(model, **named, **angles)
    for name, arm in paths.arms_m.items():
        step = 0.005
        low, high = (
            mechanics.lengths(model, **named, **angles | {name: angles[name] + h})
            for h in (-step, step)
        )
        smooth = np.abs(high - low) < 1e-4
        slope = -(high - low) / np.radians(2 * step)
        np.testing.assert_allclose(arm[smooth], slope[smooth], atol=2e-4)


@settings(max_examples=40, deadline=None)
@given(posed(), st.floats(1.2, 2.2))
def test_a_body_twice_the_size_has_everything_twice_the_size_but_strain(pose, stature):
    model, angles = pose
    own = mechanics.solve(model, **angles)
    other = mechanics.solve(model, stature_m=stature, **angles)
    factor = stature / mechanics.models()[model].stature_m
    np.testing.assert_allclose(other.length_m, factor * own.length_m)
    np.testing.assert_allclose(other.change_m, factor * own.change_m, atol=1e-15)
    np.testing.assert_allclose(other.strain, own.strain, atol=1e-12)
    for name, arm in own.arms_m.items():
        np.testing.assert_allclose(other.arms_m[name], factor * arm, atol=1e-15)


@pytest.mark.parametrize("model", MODELS)
def test_many_poses_at_once_are_the_same_as_one_by_one(model):
    random = np.random.default_rng(5)
    many = {name: random.uniform(*limits, 9000) for name, limits in mechanics.ranges(model).items()}
    together = mechanics.solve(model, **many)
    np.testing.assert_allclose(together.length_m, mechanics.lengths(model, **many), atol=1e-15)
    for i in (0, 4095, 4096, 8999):
        alone = mechanics.solve(model, **{name: values[i] for name, values in many.items()})
        np.testing.assert_allclose(alone.length_m, together.length_m[i], atol=1e-14)
        for name, arm in alone.arms_m.items():
            np.testing.assert_allclose(arm, together.arms_m[name][i], atol=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_angles_broadcast_and_standing_is_no_change(model):
    paths = mechanics.solve(model, hip_flexion=np.zeros((2, 1)), hip_rotation=[0.0, 5.0, 9.0])
    muscles = len(mechanics.muscles_of(model))
    assert paths.length_m.shape == paths.strain.shape == (2, 3, muscles)
    assert paths.arms_m["hip_flexion"].shape == (2, 3, muscles)
    np.testing.assert_array_equal(paths.change_m[:, 0], 0)
    assert mechanics.solve(model, hip_flexion=np.zeros(0)).length_m.shape == (0, muscles)


def test_without_arms_all_else_is_the_same():
    full, bare = (
        mechanics.solve("composite_a", hip_extension=9, arms=arms) for arms in (True, False)
    )
    np.testing.assert_array_equal(bare.strain, full.strain)
    assert bare.arms_m == {} and bare.level_arms_m.size == 0


def test_strain_is_the_change_over_the_fibre_and_means_are_weighted_by_force():
    paths = mechanics.solve("composite_a", hip_extension=15, lumbar_bend_right=-10)
    strain = paths.strain[paths.of("Ps_L1_VB")]
    assert strain == pytest.approx(paths.change_m[paths.of("Ps_L1_VB")] / 0.1936)
    weights = mechanics.weights("composite_a")
    assert weights.sum() == pytest.approx(1) and weights[paths.of("iliacus")] == 0
    ratio = weights[paths.of("Ps_L1_VB")] / weights[paths.of("Ps_L1_TP")]
    assert ratio == pytest.approx(267.413904 / 77.1916424)
    mean = paths.mean(paths.length_m)
    assert paths.length_m[:11].min() < mean < paths.length_m[:11].max()
    hip = mechanics.solve("gait2392", hip_extension=15)
    assert hip.mean(hip.change_m) == hip.change_m[0]


def test_thigh_and_tilt_make_the_hip_s_extension_together():
    both = mechanics.solve("composite_b", thigh_extension=10, pelvic_tilt=[0.0, 8.0])
    joint = mechanics.solve("composite_b", hip_extension=[10.0, 18.0], lumbar_flexion=[0.0, 8.0])
    np.testing.assert_array_equal(both.length_m, joint.length_m)
    riding = mechanics.lengths(
        "composite_b", thigh_extension=10, pelvic_tilt=8, trunk="with_pelvis"
    )
    np.testing.assert_array_equal(riding, mechanics.lengths("composite_b", hip_flexion=-18))
    hip = mechanics.lengths("rajagopal2016", thigh_extension=10, pelvic_tilt=8)
    np.testing.assert_array_equal(hip, mechanics.lengths("rajagopal2016", hip_extension=18))


def test_side_bends_lengthen_the_psoas_that_they_bend_away_from():
    right, left = (
        mechanics.solve("composite_b", side=side, lumbar_bend_right=15)
        for side in ("right", "left")
    )
    assert right.mean(right.change_m) < 0 < left.mean(left.change_m)
    assert right.mean(right.arms_m["lumbar_bend_right"]) > 0
    assert left.mean(left.arms_m["lumbar_bend_right"]) < 0


def test_the_widest_range_is_taken():
    for model in MODELS:
        highest = 90 if model in ("gait2392", "composite_a") else 120
        assert mechanics.ranges(model)["hip_flexion"] == (-40, highest)
        for end in (0, 1):
            corner = {name: limits[end] for name, limits in mechanics.ranges(model).items()}
            assert np.isfinite(mechanics.lengths(model, **corner)).all()


BAD = [
    ("composite_b", {"hip_flexion": 130}, ["hip_flexion", "-40 to 120 degrees"]),
    ("gait2392", {"hip_flexion": 95}, ["hip_flexion", "-40 to 90 degrees"]),
    ("gait2392", {"hip_flexion": [0, np.nan]}, ["hip_flexion", "NaN", "degrees"]),
    ("gait2392", {"knee_flexion": np.inf}, ["knee_flexion", "0 to 120 degrees"]),
    ("gait2392", {"hip_rotation": "5"}, ["hip_rotation", "number", "degrees"]),
    ("gait2392", {"hip_rotation": [[1], [2, 3]]}, ["hip_rotation", "number", "degrees"]),
    ("gait2392", {"hip_flexion": [1, 2], "hip_rotation": [1, 2, 3]}, ["hip_flexion (2,)", "(3,)"]),
    ("gait2392", {"lumbar_flexion": 0}, ["lumbar_flexion", "gait2392", "no spine"]),
    ("composite_a", {"hip_extension": 50}, ["hip_extension", "-90 to 40 degrees"]),
    ("composite_a", {"thigh_extension": 30, "pelvic_tilt": 20}, ["pelvic_tilt", "-90 to 40"]),
    ("composite_a", {"pelvic_tilt": -50}, ["pelvic_tilt", "-45 to 60 degrees"]),
    ("composite_a", {"hip_extension": 5, "pelvic_tilt": 5}, ["hip_extension", "twice"]),
    ("composite_a", {"hip_extension": 5, "hip_flexion": -5}, ["hip_flexion", "twice"]),
    ("composite_a", {"pelvic_tilt": 5, "lumbar_flexion": 5}, ["lumbar_flexion", "twice"]),
    ("composite_a", {"hip": 5}, ["'hip'", "hip_flexion"]),
    ("composite_a", {"side": "up"}, ["side", "right, left"]),
    ("composite_a", {"trunk": "bent"}, ["trunk", "with_pelvis"]),
    ("composite_a", {"distribution": "even"}, ["distribution", "LFB, Christophy2012, uniform5"]),
    ("composite_a", {"stature_m": 175}, ["stature_m", "1.0 to 2.3 metres"]),
    ("composite_a", {"stature_m": "tall"}, ["stature_m", "metres"]),
    ("composite_c", {}, ["model", "composite_c", "rajagopal2016"]),
]


@pytest.mark.parametrize(("model", "arguments", "words"), BAD)
def test_what_is_wrong_is_named_with_its_range_and_unit(model, arguments, words):
    with pytest.raises(ValueError) as caught:
        mechanics.solve(model, **arguments)
    for word in words:
        assert word in str(caught.value)


def test_an_unknown_muscle_is_an_error_that_lists_those_there_are():
    with pytest.raises(ValueError, match="muscle is 'gluteus'.*psoas, iliacus, rectfem"):
        mechanics.lengths("gait2392", muscles=("gluteus",))
    with pytest.raises(ValueError, match="rectfem"):
        mechanics.solve("composite_a").of("rectfem")


def test_every_figure_has_a_source_that_is_known():
    from psoaslib.mechanics import tables

    assert set(mechanics.sources()) >= {record.source for record in mechanics.models().values()}
    for name in tables.FILES:
        assert {row.source for row in tables.table(name)} <= set(mechanics.sources()), name
