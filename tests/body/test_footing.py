"""What is said of how a body stands on its way is right, and a bad way is refused.

Lengths in metres, what `judged` tells in millimetres.
"""

import numpy as np
import pytest

from psoaslib import body
from psoaslib.body import footing, joints, posed
from psoaslib.catalogue.pose import Pose

UPRIGHT = Pose(id="upright", root=(0, 0.9, 0))
AHEAD = Pose(id="ahead", root=(0, 0.9, 0))
EVEN = np.linspace(0, 1, 9)


def moved(of, by):
    """Return a body moved by (x, y, z)."""
    return posed.pose(of.angles, np.add(of.root, by), of.stature, of.props, of.curl, of.build)


def standing():
    """Return a body whose soles are on the floor."""
    found = body.standing()
    lowest = min(float(each[..., 1].min()) for each in body.flesh(found)["right_foot"])
    return moved(found, (0, -lowest, 0))


def gone(far, up=0.0, frames=9):
    """Return a body on a way of so far forward, lifted by so much in between."""
    first = standing()
    shares = np.linspace(0, 1, frames)
    return [moved(first, (far * s, up * np.sin(np.pi * s), 0)) for s in shares]


def test_a_body_pushed_over_the_floor_slides_as_far_as_it_is_pushed():
    found = footing.slides(gone(0.03))
    assert found["right_foot"] == pytest.approx(0.03, abs=1e-9)
    assert found["left_foot"] == pytest.approx(0.03, abs=1e-9)


def test_there_and_back_counts_as_far_as_it_went():
    way = gone(0.03)
    assert footing.slides(way + way[::-1])["right_foot"] == pytest.approx(0.03, abs=1e-9)


def test_what_is_lifted_does_not_slide():
    assert footing.slides(gone(0.3, up=0.05))["right_foot"] < 0.001


def test_rolling_over_the_toes_is_no_sliding():
    first = standing()
    ball = body.landmarks(first)["right_ball_of_foot"]
    way = []
    for lean in np.linspace(0, 12, 9):
        angles = dict(first.angles) | {
            f"{side}_{joint}": first.angles[f"{side}_{joint}"] + sign * lean
            for side in joints.SIDES
            for joint, sign in (("ankle_dorsiflexion", -1), ("toe_extension", 1))
        }
        turned = posed.pose(angles, first.root, first.stature, build=first.build)
        back = ball - body.landmarks(turned)["right_ball_of_foot"]
        way.append(moved(turned, back))
    risen = body.landmarks(way[-1])["right_heel"][1] - body.landmarks(way[0])["right_heel"][1]
    assert risen > 0.02
    assert footing.slides(way)["right_foot"] < 0.005


def test_what_sinks_is_measured_against_the_positions():
    way = gone(0.0, up=-0.02)
    sunk = footing.sinks(way, (way[0], way[-1]))
    assert sunk["right_foot", "floor"] == pytest.approx(0.02, abs=1e-6)
    assert sunk["head", "floor"] == 0
    assert footing.sinks(way, (way[0], way[4], way[-1]))["right_foot", "floor"] == 0


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (gone(0.03), r"upright -> ahead the right foot slides 30.0 mm, and 10.0 are allowed"),
        (gone(0.0, up=-0.02), r"sinks 20.0 mm into the floor, and 12.0 are allowed"),
    ],
    ids=["slides", "sinks"],
)
def test_a_bad_way_is_refused_and_says_what_to_do(way, words):
    with pytest.raises(ValueError, match=words) as told:
        footing.judged(way, EVEN, (way[0], way[-1]), (UPRIGHT, AHEAD))
    assert "via" in str(told.value)


def test_legs_that_the_words_let_slide_may_slide():
    way = gone(0.03)
    dragging = AHEAD.model_copy(update={"drags": ("same_leg", "other_leg")})
    assert footing.judged(way, EVEN, (way[0], way[-1]), (UPRIGHT, dragging))["slides_mm"] == 0
    half = AHEAD.model_copy(update={"drags": ("same_leg",)})
    with pytest.raises(ValueError, match="left foot slides"):
        footing.judged(way, EVEN, (way[0], way[-1]), (UPRIGHT, half))


def test_they_may_slide_only_on_the_way_to_the_pose_that_says_so():
    way = gone(0.08)
    dragging = AHEAD.model_copy(update={"drags": ("same_leg", "other_leg")})
    ends = (way[0], way[4], way[-1])
    for poses in ((UPRIGHT, AHEAD, dragging), (UPRIGHT, dragging, AHEAD)):
        with pytest.raises(ValueError, match=r"foot slides [23]\d\.\d mm"):
            footing.judged(way, EVEN, ends, poses)
