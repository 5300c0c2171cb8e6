"""What changed since the step before: a dashed ghost, and few arrows that tell the truth."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from psoaslib import body, images
from psoaslib.catalogue import catalogue
from psoaslib.figures import change, polyline, style
from psoaslib.figures.picture import Layer, Outline
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
    line = change.tilting(stand(), tucked, SIDE)
    assert (line[:, 0] < hip[0]).all()
    assert line[-1, 1] > line[0, 1]
    tipped = change.tilting(tucked, stand(), SIDE)
    assert tipped[-1, 1] < tipped[0, 1]


@pytest.mark.parametrize("turned, shown", [(5, False), (6.5, True), (39, True), (70, False)])
def test_only_a_turn_of_the_pelvis_itself_has_the_bent_arrow(turned, shown):
    line = change.tilting(stand(), stand(pelvis_tilt=turned), SIDE)
    assert (line is not None) == shown


def test_a_view_along_the_turn_shows_no_bent_arrow():
    assert change.tilting(stand(), stand(pelvis_tilt=15), FRONT) is None


def test_an_arrow_goes_the_way_of_the_foot_and_ends_before_it():
    lifted = stand(right_hip_flexion=50)
    (line,) = change.arrows(stand(), lifted, SIDE)
    before, after = (SIDE.project(p.point("right_foot", (0, -0.02, 0)))[:2]
                     for p in (stand(), lifted))  # fmt: skip
    assert np.linalg.norm(line[0] - before) < 1
    assert 0 < np.linalg.norm(line[-1] - after) < 60
    chord = np.stack([line[0], line[-1]])
    assert polyline.distance(line, chord).max() > 20  # a leg swings: no straight line


def test_less_than_six_centimetres_has_no_arrow():
    assert change.arrows(stand(), stand(right_knee_flexion=4), SIDE) == []


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
                muscle = change.psoas_line(two, side, camera)
                assert all(polyline.gap(line, muscle) > change.BENT_CLEAR for line in lines)


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
