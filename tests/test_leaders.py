"""Leaders of labels never cross, never run through a text, and texts keep off the drawing."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from psoaslib import body, images
from psoaslib.catalogue import catalogue
from psoaslib.figures import labels, leaders, polyline, tilt
from psoaslib.figures.picture import filmed
from psoaslib.figures.polyline import crossing
from psoaslib.figures.view import VIEWS

SIZE = 9.5
BOUNDS = (0.0, 0.0, 200.0, 300.0)
places = st.lists(
    st.tuples(st.integers(40, 160), st.integers(20, 280)), min_size=1, max_size=9, unique=True
)


def anywhere(box):
    return True


def texts(placed, widths):
    return [leader.box(width, SIZE) for leader, width in zip(placed, widths, strict=True)]


def apart(one, two):
    return one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


def line(leader):
    return np.array([leader.spot, leader.port])


def through(leader, box):
    """Tell whether a leader runs through the inside of a box."""
    way = np.linspace(leader.spot, leader.port, 200)
    left, top, right, bottom = (box[0] + 1e-6, box[1], box[2] - 1e-6, box[3])
    x, y = way.T
    return bool(((x > left) & (x < right) & (y > top) & (y < bottom)).any())


def clean(placed, widths):
    boxes = texts(placed, widths)
    assert not any(crossing(line(a), line(b)) for a, b in combinations(placed, 2))
    assert all(apart(a, b) for a, b in combinations(boxes, 2))
    assert not any(through(leader, box) for leader in placed for box in boxes)


@settings(max_examples=60, deadline=None)
@given(spots=places, data=st.data())
def test_leaders_cross_neither_each_other_nor_a_text(spots, data):
    widths = data.draw(st.lists(st.integers(20, 110), min_size=len(spots), max_size=len(spots)))
    placed = leaders.place(spots, widths, SIZE, anywhere, BOUNDS)
    assert [leader.spot for leader in placed] == spots
    clean(placed, widths)


@settings(max_examples=40, deadline=None)
@given(spots=places, top=st.integers(0, 200), deep=st.integers(10, 120))
def test_no_text_lies_over_what_is_drawn(spots, top, deep):
    taken = (-60.0, float(top), 260.0, float(top + deep))
    widths = [60.0] * len(spots)
    placed = leaders.place(spots, widths, SIZE, lambda box: apart(box, taken), BOUNDS)
    assert all(apart(box, taken) for box in texts(placed, widths))
    clean(placed, widths)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 5), st.integers(0, 3), st.integers(0, 10_000))
def test_the_assignment_has_the_least_total_of_all(rows, more, seed):
    cost = np.random.default_rng(seed).uniform(0, 100, (rows, rows + more))
    chosen = leaders.assign(cost)
    assert len(set(chosen.tolist())) == rows
    best = min(
        sum(cost[row, column] for row, column in enumerate(columns))
        for columns in permutations(range(rows + more), rows)
    )
    assert cost[np.arange(rows), chosen].sum() == pytest.approx(best)


def test_two_labels_on_one_spot_are_an_error():
    with pytest.raises(ValueError, match="one and the same spot"):
        leaders.place([(50, 50), (50, 50)], [40, 40], SIZE, anywhere, BOUNDS)


@pytest.mark.parametrize("stretch", sorted(catalogue().stretches))
def test_leaders_are_clean_in_every_pose_and_view(stretch):
    posed = [each.id for each in catalogue().stretches[stretch].steps if each.pose]
    words = labels.words(catalogue())
    for number, name in enumerate(posed):
        solved = images.COLLECTION.pose(stretch, name)
        stood = body.pose(solved["angles"], solved["root"], solved["stature"])
        view = list(VIEWS)[number % len(VIEWS)]
        spots = {}
        for label, (best, *_) in labels.PLACES.items():
            frame = "right_femur" if best[0] == "femur" else best[0]
            spots[label] = VIEWS[view].project(stood.point(frame, best[1]))[:2] * 0.17
        at = np.array(list(spots.values()))
        bounds = (*(at.min(0) - 100), *(at.max(0) + 100))
        widths = [0.6 * SIZE * len(words[label]) for label in spots]
        placed = leaders.place([tuple(p) for p in at.tolist()], widths, SIZE, anywhere, bounds)
        clean(placed, widths)


@pytest.mark.parametrize("name", ["hold", "tilt_lost", "heel_forced"])
def test_the_label_of_the_psoas_points_at_the_muscle_of_the_side_stretched(name):
    film, pose = images.COLLECTION.film("lunge", "side"), images.COLLECTION.pose("lunge", name)
    layers = filmed(film.frames[film.header["steps"][name]], film.header["unit"])
    posed = body.pose(pose["angles"], pose["root"], pose["stature"])
    at = np.array(labels.spots(posed, layers, VIEWS["side"])["psoas_major"])
    same, other = (tilt.psoas_line(posed, side, VIEWS["side"]) for side in ("right", "left"))
    assert polyline.distance(at[None], same) < polyline.distance(at[None], other)
