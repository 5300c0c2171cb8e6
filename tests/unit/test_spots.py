"""The hot spots of the plates: every label has one, and it is what a reader sees of it."""

import json

import numpy as np
import pytest

from psoaslib.build import plates
from psoaslib.catalogue import catalogue, images
from psoaslib.exercises import labelling
from psoaslib.figures import plate, spots
from psoaslib.figures.plate_pen import UNITS, Sheet
from psoaslib.pages.plates import plate_key
from tests.checkouts import change

PLATES = list(catalogue().plates)
NEAR = 40  # units, 4 mm of the body: a leader's end lies on its structure, or as near as this


@pytest.fixture(params=PLATES)
def known(request):
    """Give a plate's record, and its hot spots as `images/` holds them."""
    return catalogue().plates[request.param], images.spots(plate_key(request.param))


def box(left, top, right, bottom):
    return [(left, top, 1), (right, top, 1), (right, bottom, 1), (left, bottom, 1)]


def labelled(*names):
    """Return something with labels of these names, as a plate's record has."""
    return type("Record", (), {"id": "made", "labels": dict.fromkeys(names)})()


def area(spot):
    """Return how much of a millimetre grid a spot holds, mm2."""
    return sum(
        labelling.inside((x, y), spot["shapes"])
        for x in range(5, 1000, 10)
        for y in range(5, 1000, 10)
    )


@pytest.fixture
def sheet():
    """Give a drawing of a bone with a muscle on it, and a nerve on the muscle."""
    drawn = Sheet((0.0, 0.0, 100.0, 100.0))
    drawn.part("bone", box(10, 10, 90, 90), "bone", 4.0)
    drawn.part("psoas", box(30, 20, 70, 80), "muscle", 4.0)
    drawn.cords("nerve", [("nerve", 2.0, [(50, 22), (50, 50), (50, 78)])], 1.0)
    return drawn


PLACES = {"bone": (20, 50), "muscle": (40, 50), "nerve": (50, 50)}


def test_a_spot_is_what_is_seen_and_no_more(sheet):
    found = spots.spots(sheet, labelled("bone", "muscle", "nerve"), PLACES)["spots"]
    assert area(found["bone"]) == pytest.approx(80 * 80 - 40 * 60, rel=0.02)
    assert area(found["muscle"]) == pytest.approx(40 * 60 - 2 * 56, rel=0.02)
    assert 2 * 55 <= area(found["nerve"]) <= 3 * 57  # no more than a cell wider on each side
    assert labelling.inside((350, 500), found["muscle"]["shapes"])
    assert not labelling.inside((350, 500), found["bone"]["shapes"])
    assert found["muscle"]["half"] > 9 * UNITS > found["nerve"]["half"]


def test_a_name_without_paint_hides_nothing_and_a_detail_belongs_to_what_it_is_on(sheet):
    sheet.name("bump", np.array([(12, 12), (20, 12), (20, 20), (12, 20)], float))
    sheet.ring("bone-hole", box(14, 60, 20, 70))
    names = ("bone", "bump")
    found = spots.spots(sheet, labelled(*names), PLACES | {"bump": (16, 16)})["spots"]
    for name in names:
        assert labelling.inside((160, 160), found[name]["shapes"])
    assert labelling.inside((170, 650), found["bone"]["shapes"])


def test_the_bare_ground_hides_and_a_clear_part_does_not(sheet):
    sheet.ring("plate-ground", box(0, 60, 100, 100))
    sheet.part("clear", box(10, 10, 90, 40), "veil", 4.0)
    (bone,) = spots.spots(sheet, labelled("bone"), PLACES)["spots"].values()
    assert not labelling.inside((200, 700), bone["shapes"])
    assert labelling.inside((200, 300), bone["shapes"])


def test_a_line_is_as_wide_as_a_pointer_needs(sheet):
    sheet.line("plate-line", [(15, 85), (50, 85), (85, 85)], "edge")
    (edge,) = spots.spots(sheet, labelled("edge"), {"edge": (50, 85)})["spots"].values()
    assert labelling.inside((500, 855), edge["shapes"])
    assert not labelling.inside((500, 880), edge["shapes"])


def test_a_leader_that_ends_beside_its_structure_is_led_onto_it(sheet):
    found = spots.spots(sheet, labelled("nerve"), {"nerve": (52.5, 50)})["spots"]["nerve"]
    assert labelling.inside(found["at"], found["shapes"])
    assert abs(found["at"][0] - 525) <= NEAR and abs(found["at"][1] - 500) <= NEAR


def test_a_label_of_which_nothing_is_seen_is_named(sheet):
    sheet.part("psoas", box(0, 0, 100, 100), "cover", 4.0)
    with pytest.raises(ValueError, match="'made': nothing is seen of 'bone'"):
        spots.spots(sheet, labelled("bone"), PLACES)


# ---------------------------------------------------------------- the plates


def test_every_label_has_a_spot_inside_its_shapes_and_its_frame(known):
    record, found = known
    assert set(found["spots"]) == set(record.labels)
    left, top, width, height = found["frame"]
    for name, spot in found["spots"].items():
        assert labelling.inside(spot["at"], spot["shapes"]), name
        assert spot["half"] > 0
        points = np.concatenate([np.reshape(shape, (-1, 2)) for shape in spot["shapes"]])
        low, high = points.min(0), points.max(0)
        assert left - 10 <= low[0] and high[0] <= left + width + 10, name
        assert top - 10 <= low[1] and high[1] <= top + height + 10, name


def test_a_spot_is_where_the_leader_of_the_printed_plate_ends(known):
    record, found = known
    _, places = plate.drawing(record)
    for name, spot in found["spots"].items():
        off = np.array(spot["at"]) - UNITS * np.array(places[name])
        assert np.hypot(*off) <= NEAR, name


def test_what_is_drawn_on_both_sides_counts_on_both():
    found = images.spots(plate_key("front"))["spots"]
    for name in ("psoas_major", "lesser_trochanter", "inguinal_ligament", "hip_joint"):
        x, y = found[name]["at"]
        assert labelling.inside((x, y), found[name]["shapes"])
        assert labelling.inside((-x, y), found[name]["shapes"]), name
    x, y = found["iliacus"]["at"]
    assert not labelling.inside((-x, y), found["iliacus"]["shapes"])
    assert labelling.inside((-x, y), found["iliac_fossa"]["shapes"])


# ---------------------------------------------------------------- the build


def test_spots_are_found_again_where_they_are():
    name = "l4"
    kept, (_, text) = images.spots(plate_key(name)), plates.draw(catalogue().plates[name])
    found = json.loads(text)
    assert found["frame"] == kept["frame"] and list(found["spots"]) == list(kept["spots"])
    for label, spot in found["spots"].items():
        assert spot["at"] == kept["spots"][label]["at"]
        one, other = (area(each) for each in (spot, kept["spots"][label]))
        assert one == pytest.approx(other, rel=0.02, abs=20), label


def test_the_build_names_spots_that_are_missing_altered_or_left(checkout, monkeypatch):
    now = plates.depends()
    monkeypatch.setattr(plates, "depends", lambda: now)
    files = {name: checkout / "images" / "anatomy" / f"{name}.svg" for name in PLATES}
    for name, path in files.items():
        path.write_text(path.read_text("utf-8") if path.is_file() else name, encoding="utf-8")
    wanted, known = plates.drawn(checkout, {"depends": now})
    for path, written in wanted.items():
        path.write_bytes(written)
    assert plates.problems(checkout, known) == []
    beside = files[PLATES[0]].with_suffix(".spots.json")
    left = beside.with_name("other.spots.json")
    left.write_bytes(beside.read_bytes())
    assert "images/anatomy/other.spots.json: is of no plate" in plates.problems(checkout, known)
    left.unlink()
    change(beside, '"at":[', '"at":[1')
    assert any("does not agree" in line for line in plates.problems(checkout, known))
    beside.unlink()
    assert f"images/anatomy/{PLATES[0]}.spots.json: missing" in plates.problems(checkout, known)
