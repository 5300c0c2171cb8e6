"""The drawn psoas is the model's, on the drawn bones: where it begins, goes over and ends.

Lengths in metres, angles in degrees.
"""

import numpy as np
import pytest

from psoaslib import body
from psoaslib import mechanics as model
from psoaslib.body import measure
from psoaslib.mesh import skeleton, strands
from psoaslib.mesh.vertebrae import spine
from tests.body import posing

SIDES = ("right", "left")
SIZES = (1.50, 1.75, 1.95)
SHOWN = [
    ("ball", "hold"),
    ("lunge", "hold"),
    ("lunge", "tilt_lost"),
    ("floor", "hold"),
    ("floor", "head_back"),
    ("worktop", "hold"),
    ("bed_edge", "hold"),
    ("figure_four", "hold"),
]
shown = pytest.mark.parametrize("key", SHOWN)


def lines(posed, side="right"):
    return strands.paths(posed.frames, side, posed.stature)


def mean_length(posed, side="right"):
    """Return the mean length of the fascicles, weighted by their forces as the model does."""
    share = model.weights("composite_b")[: len(strands.fascicles())]
    own = np.linalg.norm(np.diff(lines(posed, side), axis=1), axis=2).sum(1)
    return float(own @ share / share.sum())


def off(points, mesh):
    """Return how far points (n, 3) lie from the corners of a mesh, (n,)."""
    corners = mesh.corners.reshape(-1, 3)
    return np.linalg.norm(points[:, None] - corners, axis=2).min(1)


def flexed(angle):
    return body.pose({"right_hip_flexion": angle, "right_hip_adduction": -10}, (0, 1, 0), 1.75)


def test_it_has_the_models_fascicles():
    assert strands.fascicles() == model.muscles_of("composite_b")[:-1]
    assert len(lines(body.standing())) == 11


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("side", SIDES)
def test_it_runs_from_the_vertebrae_over_the_brim_to_the_lesser_trochanter(size, side):
    posed = body.standing(size)
    bones, found = skeleton.bones(posed.frames, size), lines(posed, side)
    for name, line in zip(strands.fascicles(), found, strict=True):
        assert off(line[:1], bones[name.split("_")[1]])[0] < 0.010 * size / 1.75, name
    assert off(found[:, -1], bones[f"{side}_femur"]).max() < 0.012 * size / 1.75
    # Where it passes the hip's centre it lies in front of it, on the pelvis.
    middle = posed.point(f"{side}_femur")
    for line in found:
        level = line[np.argmin(np.abs(line[:, 1] - middle[1]))]
        assert 0.02 < (level[0] - middle[0]) * 1.75 / size < 0.06
    assert off(found.reshape(-1, 3), bones[f"{side}_hip"]).min() < 0.010


def test_both_sides_mirror_each_other_and_sizes_are_alike():
    posed = body.standing(1.75)
    right, left = lines(posed, "right"), lines(posed, "left")
    np.testing.assert_allclose(left * [1, 1, -1], right, atol=1e-12)
    small = lines(body.standing(1.5), "right")
    np.testing.assert_allclose(small, right * 1.5 / 1.75, atol=1e-9)
    for name, solid in skeleton.bones(body.standing(1.5).frames, 1.5).items():
        whole = skeleton.bones(posed.frames, 1.75)[name]
        np.testing.assert_allclose(solid.corners, whole.corners * 1.5 / 1.75, atol=1e-9)


@shown
@pytest.mark.parametrize("side", SIDES)
def test_it_lies_within_the_body_without_a_kink(key, side):
    posed = posing.SOLVED[key]
    found, flesh = lines(posed, side), body.flesh(posed)
    points = found.reshape(-1, 3)
    within = np.zeros(len(points), bool)
    for part in ("torso", "right_thigh", "left_thigh"):
        within |= measure.inside(points, measure.axes(flesh[part][0])) > 0
    assert within.all()
    way = np.diff(found, axis=1)
    way /= np.linalg.norm(way, axis=2, keepdims=True)
    turn = np.degrees(np.arccos(np.clip((way[:, 1:] * way[:, :-1]).sum(2), -1, 1)))
    assert turn.max() < 25


@shown
@pytest.mark.parametrize("side", SIDES)
def test_it_grows_longer_and_shorter_as_the_model_says(key, side):
    posed = posing.SOLVED[key]
    drawn = 1000 * (mean_length(posed, side) - mean_length(body.standing(posed.stature), side))
    told = model.of_body(posed.angles, side)
    if told.change_mm is None:
        assert drawn < -30, "beyond the models the hip is deeply bent"
    elif told.band.low is not None:
        assert told.band.low - 8 < drawn < told.band.high + 8


def test_it_moves_without_a_jump_as_the_hip_bends():
    before = None
    for angle in range(-30, 131):
        now = lines(flexed(angle))
        if before is not None:
            assert np.abs(now - before).max() < 0.002
        before = now


def test_a_bent_hip_lifts_it_off_the_brim():
    def straight(posed):
        found = lines(posed)
        ends = np.linalg.norm(found[:, -1] - found[:, 0], axis=1)
        return float((np.linalg.norm(np.diff(found, axis=1), axis=2).sum(1) / ends).max())

    assert straight(flexed(-15)) > 1.02
    assert straight(flexed(80)) < 1.01


def test_the_vertebrae_follow_the_curve_of_the_lower_back():
    levels = spine(1.75)
    lean = [float(levels[name].leaning(0.5)) for name in ("L5", "L4", "L3", "L2", "L1")]
    assert lean == sorted(lean, reverse=True) and lean[0] > 0.3 and lean[-1] < -0.2
    for name, above in (("L5", "L4"), ("L4", "L3"), ("L3", "L2")):
        top = body.standing(1.75).point(name, (*levels[name].ends[1], 0.0))
        np.testing.assert_allclose(top, body.standing(1.75).point(above), atol=1e-9)


def test_the_skin_of_a_fascicle_faces_outwards():
    posed = body.standing()
    found = lines(posed)
    skin = strands.belly(found, 3, posed.stature)
    assert (skin.label == 3).all()
    for line, corners in zip(found, np.split(skin.corners, len(found)), strict=True):
        faces = corners.mean(1)
        nearest = line[np.linalg.norm(faces[:, None] - line, axis=2).argmin(1)]
        way = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        assert (((faces - nearest) * way).sum(1) > 0).all()
