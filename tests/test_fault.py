"""The mark of an error stands beside the fault and hides neither body nor psoas.

Millimetres of the scene; the drawings are those of the films.
"""

from typing import get_args

import numpy as np
import pytest
import shapely

from psoaslib import body, images
from psoaslib.catalogue import catalogue
from psoaslib.figures import fault
from psoaslib.figures.picture import BADGE, Picture, filmed
from psoaslib.figures.polyline import sampled
from psoaslib.figures.view import VIEWS
from psoaslib.records.base import Fault

ERRORS = [
    (stretch.id, error.id)
    for stretch in catalogue().stretches.values()
    for error in stretch.errors
    if error.pose
]


def shown(stretch, name):
    """Return an error, its body and its layers as the film shows them, in the error's own view."""
    record = next(each for each in catalogue().stretches[stretch].errors if each.id == name)
    film, pose = images.COLLECTION.film(stretch, record.view), images.COLLECTION.pose(stretch, name)
    layers = filmed(film.frames[film.header["steps"][name]], film.header["unit"])
    posed = body.pose(pose["angles"], pose["root"], pose["stature"], build=record.pose.build)
    return record, posed, layers, film.header["frame"]


def test_every_fault_that_content_may_name_has_a_place():
    assert set(get_args(Fault)) == set(fault.PLACES)


@pytest.mark.parametrize(("stretch", "name"), ERRORS)
def test_the_mark_stands_clear_beside_the_fault_and_in_the_frame(stretch, name):
    record, posed, layers, (x, y, wide, tall) = shown(stretch, name)
    mark = fault.marked(record.fault, posed, layers, VIEWS[record.view])
    disc = shapely.Point(mark.at).buffer(BADGE)
    line = shapely.LineString([mark.at, mark.fault])
    for layer in layers:
        for rim in (shapely.LineString(sampled(outline)) for outline in layer.outlines):
            if layer.look in fault.PERSON:
                assert not disc.intersects(rim)
            if layer.look.split()[0] in fault.PSOAS:
                assert not line.intersects(rim)
    assert np.hypot(*np.subtract(mark.at, mark.fault)) < 250
    assert x + BADGE < mark.at[0] < x + wide - BADGE and y + BADGE < mark.at[1] < y + tall - BADGE


@pytest.mark.parametrize(("stretch", "name"), ERRORS)
def test_the_fault_lies_on_the_body(stretch, name):
    record, posed, layers, _ = shown(stretch, name)
    mark = fault.marked(record.fault, posed, layers, VIEWS[record.view])
    skin = [shapely.Polygon(sampled(o)).buffer(0)
            for each in layers if each.look == "skin" for o in each.outlines]  # fmt: skip
    assert min(each.distance(shapely.Point(mark.fault)) for each in skin) < 25


def test_in_a_window_the_mark_stays_within_and_off_the_psoas():
    record, posed, layers, _ = shown("lunge", "tilt_lost")
    camera = VIEWS["side"]
    middle = camera.project(posed.point("L5"))[:2]
    window = (middle[0] - 200, middle[1] - 250, 400, 500)
    mark = fault.marked(record.fault, posed, layers, camera, window)
    assert (np.abs(np.array(mark.at) - (window[0] + 200, window[1] + 250)) < (147, 197)).all()
    disc = shapely.Point(mark.at).buffer(BADGE)
    for layer in layers:
        if layer.look.split()[0] in ("short", "long", "still"):
            assert not any(disc.intersects(shapely.Polygon(sampled(o))) for o in layer.outlines)


def test_the_mark_goes_with_a_mirrored_picture():
    record, posed, layers, _ = shown("lunge", "tilt_lost")
    mark = fault.marked(record.fault, posed, layers, VIEWS["side"])
    picture = Picture("", "", "", layers, (-800, -1800, 1600, 1800), error=True, mark=mark)
    for flipped, middle in ((picture, mark.at[0]), (picture.mirrored("", "", ""), -mark.at[0])):
        disc = next(each for each in flipped.badge if each.look == "error").outlines[0].nodes
        assert (disc.min(0)[0] + disc.max(0)[0]) / 2 == pytest.approx(middle, abs=2)
