"""What changed since the step before: a dashed ghost, and few arrows that tell the truth."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from psoaslib import body, images
from psoaslib.catalogue import catalogue
from psoaslib.figures import change, polyline, style, tilt
from psoaslib.figures.picture import Layer, Outline, Picture, filmed
from psoaslib.figures.view import VIEWS

SIDE, FRONT = VIEWS["side"], VIEWS["front"]
STRETCHES = sorted(catalogue().stretches)


def luminance(colour):
    parts = np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, two):
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def stand(**angles):
    return body.pose(angles, (0.0, 0.9, 0.0))


def box(left, top, right, bottom):
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return Layer("skin", (Outline(np.array(corners, float), curved=False),))


def solved(stretch, name):
    pose = images.COLLECTION.pose(stretch, name)
    return body.pose(pose["angles"], pose["root"], pose["stature"])


def test_who_has_not_moved_has_neither_ghost_nor_arrow():
    drawn = [box(0, 0, 400, 1700)]
    assert change.overlay(stand(), stand(), drawn, SIDE, drawn) == []


def test_a_tuck_of_the_pelvis_is_a_bent_arrow_that_runs_down_behind_the_hip():
    tucked = stand(pelvis_tilt=10, lumbar_flexion=10)
    hip = SIDE.project(tucked.point("pelvis"))[:2]
    line = tilt.turn(stand(), tucked, SIDE)
    assert tilt.bends(line) and tilt.tucks(stand(), tucked)
    assert (line[:, 0] < hip[0]).all()
    assert line[-1, 1] > line[0, 1]
    tipped = tilt.turn(tucked, stand(), SIDE)
    assert tipped[-1, 1] < tipped[0, 1]


@pytest.mark.parametrize("turned, shown", [(5, False), (6.5, True), (39, True), (70, False)])
def test_only_a_turn_of_the_pelvis_itself_has_the_bent_arrow(turned, shown):
    line = tilt.turn(stand(), stand(pelvis_tilt=turned), SIDE)
    assert (line is not None) == shown


@pytest.mark.parametrize("view", ["front", "three_quarter", "back"])
def test_from_the_front_a_tuck_points_up_at_the_pubis_and_from_behind_down(view):
    camera, tucked = VIEWS[view], stand(pelvis_tilt=15)
    before, after = (camera.project(p.point("pelvis", tilt_mark(view)))[:2]
                     for p in (stand(), tucked))  # fmt: skip
    line = tilt.turn(stand(), tucked, camera)
    assert not tilt.bends(line)
    assert np.sign(line[-1, 1] - line[0, 1]) == np.sign(after[1] - before[1])
    back = tilt.turn(tucked, stand(), camera)
    assert np.sign(back[-1, 1] - back[0, 1]) == -np.sign(after[1] - before[1])
    hips = camera.project(tucked.point("pelvis"))[:2]
    assert np.abs(line - hips).max() < 250, "it is at the pelvis"


def tilt_mark(view):
    """Return a place on the side of the pelvis that a view sees."""
    return (-0.1 if view == "back" else 0.1, 0.0, 0.0)


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_a_tuck_marks_the_pelvis_first(view):
    for stretch, one, two in (("lunge", "bend", "tuck"), ("floor", "slide", "tuck"),
                              ("worktop", "step", "tuck"), ("ball", "roll", "tuck")):  # fmt: skip
        before, after = solved(stretch, one), solved(stretch, two)
        line = tilt.turn(before, after, VIEWS[view])
        first = change.arrows(before, after, VIEWS[view])[0]
        np.testing.assert_array_equal(first, line)


def test_where_almost_nothing_moves_there_is_nothing_to_show():
    drawn = [box(0, 0, 400, 1700)]
    nods = stand(neck_flexion=3)
    assert 0 < change.furthest(stand(), nods) < change.SMALL
    assert change.overlay(stand(), nods, drawn, SIDE, [box(0, 40, 400, 1700)]) == []


def test_a_heel_that_sinks_a_little_has_a_short_arrow():
    lowered = stand(right_ankle_dorsiflexion=-32)
    assert change.SMALL < change.furthest(stand(), lowered) < change.LEAST
    (line,) = change.arrows(stand(), lowered, SIDE)
    assert np.linalg.norm(line[-1] - line[0]) < change.LEAST


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("stretch", STRETCHES)
def test_arrows_keep_within_the_frame_of_a_film(stretch, view):
    film = images.COLLECTION.film(stretch, view)
    x, y, wide, tall = film.header["frame"]
    layers = {
        step: filmed(film.frames[at], film.header["unit"])
        for step, at in film.header["steps"].items()
    }
    steps = [each.id for each in catalogue().stretches[stretch].steps if each.pose]
    for one, two in pairwise(steps):
        bounds = [Picture("", "", "", layers[each], (0, 0, 1, 1)).bounds for each in (one, two)]
        made = change.overlay(solved(stretch, one), solved(stretch, two), layers[one], VIEWS[view],
                              layers[two], room=tilt.around(bounds))  # fmt: skip
        for layer in made:
            nodes = np.concatenate([o.nodes for o in layer.outlines])
            assert (nodes >= [x + 10, y + 10]).all(), (two, layer.look)
            assert (nodes <= [x + wide - 10, y + tall - 10]).all(), (two, layer.look)


def test_an_arrow_goes_the_way_of_the_foot_and_ends_before_it():
    lifted = stand(right_hip_flexion=50)
    (line,) = change.arrows(stand(), lifted, SIDE)
    before, after = (SIDE.project(p.point("right_foot", (0, -0.02, 0)))[:2]
                     for p in (stand(), lifted))  # fmt: skip
    assert np.linalg.norm(line[0] - before) < 1
    assert 0 < np.linalg.norm(line[-1] - after) < 60
    chord = np.stack([line[0], line[-1]])
    assert polyline.distance(line, chord).max() > 20  # a leg swings: no straight line


def test_beside_a_move_less_than_six_centimetres_has_no_arrow():
    lifted = stand(right_hip_flexion=50, left_knee_flexion=4)
    assert len(change.arrows(stand(), lifted, SIDE)) == 1
    assert change.arrows(stand(), stand(left_knee_flexion=3), SIDE) == []


def test_where_all_move_together_one_arrow_says_so():
    ahead = body.pose({}, (0.3, 0.9, 0.0))
    assert len(change.arrows(stand(), ahead, SIDE)) == 1


@pytest.mark.parametrize("stretch", STRETCHES)
def test_arrows_are_few_and_neither_cross_nor_hide_the_psoas(stretch):
    steps = [each.id for each in catalogue().stretches[stretch].steps if each.pose]
    for one, two in pairwise(solved(stretch, name) for name in steps):
        for camera in VIEWS.values():
            lines = change.arrows(one, two, camera)
            assert len(lines) <= change.MOST
            assert all(polyline.gap(a, b) > 0 for a, b in combinations(lines, 2))
            for side in ("right", "left"):
                muscle = tilt.psoas_line(two, side, camera)
                assert all(polyline.gap(line, muscle) > tilt.BENT_CLEAR for line in lines)


def test_the_ghost_is_left_out_along_the_present_outline():
    before, after = [box(0, 0, 400, 1000)], [box(0, 0, 400, 1300)]
    outlines = change.ghost(before, after)
    points = np.concatenate([polyline.sampled(o) for o in outlines])
    assert not any(o.closed for o in outlines)
    assert points[:, 1].min() > 900
    assert np.ptp(points[:, 0]) > 300


def test_the_ghost_is_whole_where_nothing_of_it_is_seen_now():
    (outline,) = change.ghost([box(0, 0, 400, 1000)], [box(2000, 0, 2400, 1000)])
    assert len(polyline.sampled(outline)) > 4


def test_the_overlay_has_the_looks_that_the_films_know():
    lifted = stand(right_hip_flexion=60, right_knee_flexion=60)
    layers = change.overlay(stand(), lifted, [box(0, -900, 300, 800)], SIDE)
    assert [layer.look for layer in layers] == ["ghost", "arrow-halo", "arrow", "arrow-head"]
    assert all(layer.look in style.RULES for layer in layers)


@pytest.mark.parametrize("dark", [False, True])
def test_ghost_arrows_and_words_are_seen_on_their_ground(dark):
    colours = style.palette(dark=dark)
    assert contrast(colours["ghost"], colours["ground"]) >= 3
    assert contrast(colours["note"], colours["ground"]) >= 7
    assert contrast(colours["note-soft"], colours["ground"]) >= 4.5
    assert contrast(colours["arrow"], colours["arrow-halo"]) >= 7
