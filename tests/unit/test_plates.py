"""What a reader of the plates would miss: every number leads to its structure, and can be read."""

import itertools
import re
import xml.etree.ElementTree as ET

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.path import Path

from psoaslib import body
from psoaslib.catalogue import catalogue
from psoaslib.figures import (
    plate,
    plate_behind,
    plate_front,
    plate_l4,
    plate_layers,
    plate_side,
)
from psoaslib.figures.plate_pen import UNITS
from psoaslib.mechanics import tables

matplotlib.use("Agg")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    "front": plate_front,
    "side": plate_side,
    "layers": plate_layers,
    "l4": plate_l4,
    "behind": plate_behind,
}
NEAR = 2.5  # mm of the body: under a millimetre in print


@pytest.fixture(scope="module", params=DRAWN)
def drawn(request):
    """Give the drawing of a plate and the finished plate."""
    module = DRAWN[request.param]
    sheet = module.draw()
    record = catalogue().plates[request.param]
    return sheet, plate.compose(sheet, record, module.SPOTS), record


@pytest.fixture(scope="module")
def front():
    return plate_front.draw()


@pytest.fixture(scope="module")
def side():
    return plate_side.draw()


def away(spot, outlines):
    """Return how far a place lies from the nearest of some outlines, 0 inside one."""
    if any(Path(outline).contains_point(spot) for outline in outlines):
        return 0.0
    return min(np.linalg.norm(outline - spot, axis=1).min() for outline in outlines)


def cross(one, other):
    """Tell whether two leaders cross."""

    def turn(a, b, c):
        return np.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    (a, b), (c, d) = ((mark.at, mark.spot) for mark in (one, other))
    return turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b)


def off(point, mark):
    """Return how far a place lies from a leader."""
    a, b, p = (np.array(v, float) for v in (mark.at, mark.spot, point))
    share = np.clip((p - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
    return np.linalg.norm(p - a - share * (b - a))


def test_every_plate_of_the_content_is_drawn():
    assert set(DRAWN) == set(catalogue().plates)


def test_every_leader_ends_on_its_structure(drawn):
    sheet, made, record = drawn
    assert [mark.name for mark in made.marks] == list(record.labels)
    for mark in made.marks:
        spot = np.array(mark.spot) / UNITS
        assert away(spot, sheet.parts[mark.name]) <= NEAR, mark.name


def test_no_two_leaders_cross_and_none_runs_through_another_number(drawn):
    _, made, _ = drawn
    radius = plate.ROUND * made.size
    for one, other in itertools.combinations(made.marks, 2):
        assert not cross(one, other), (one.name, other.name)
        assert off(one.at, other) > radius and off(other.at, one) > radius
        assert min(off(one.spot, other), off(other.spot, one)) > 0.25 * made.size, (
            one.name,
            other.name,
        )


def test_numbers_run_down_the_margins_inside_the_frame_and_keep_apart(drawn):
    sheet, made, record = drawn
    radius = plate.ROUND * made.size
    x, y, width, height = made.viewbox
    assert [mark.number for mark in made.marks] == list(range(1, len(record.labels) + 1))
    for mark in made.marks:
        assert x + radius < mark.at[0] < x + width - radius
        assert y + radius <= mark.at[1] + 1 and mark.at[1] - 1 <= y + height - radius
        inside = sheet.frame[0] * UNITS < mark.at[0] < sheet.frame[2] * UNITS
        assert not inside, mark.name
        assert (mark.at[0] < x + width / 2) == (record.labels[mark.name].margin == "left")
    for one, other in itertools.pairwise(made.marks):
        if one.at[0] == other.at[0]:
            assert other.at[1] - one.at[1] > 2 * radius


def test_no_leader_runs_through_a_word_of_the_drawing(drawn):
    _, made, _ = drawn
    for text, x, y in made.words:
        reach = np.linspace(-0.28, 0.28, 9) * made.size * len(text)
        for mark in made.marks:
            for step in reach:
                assert off((x + step, y), mark) > 0.42 * made.size, (text, mark.name)


def test_type_can_be_read_in_print(drawn):
    _, made, _ = drawn
    assert made.points >= 9
    size = float(re.search(r'font-size="(\d+)"', made.svg())[1])
    assert size / made.viewbox[2] * 160 / 25.4 * 72 >= 9


def test_the_svg_carries_words_numbers_and_only_names_of_its_own(drawn):
    _, made, record = drawn
    root = ET.fromstring(made.svg())
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == record.title
    assert root.find(f"{SVG}desc").text == record.alt
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert [text for text in texts if text.isdigit()] == [str(m.number) for m in made.marks]
    names = {name for each in root.iter() for name in each.get("class", "").split()}
    assert all(name.startswith("pf-") for name in names)
    assert not [each for each in root.iter() if each.get("id")]
    assert "sans-serif" in root.find(f"{SVG}style").text


def test_both_writers_show_the_same_numbers_and_words(drawn):
    _, made, _ = drawn
    figure = Figure(figsize=(6.3, 6.3 * made.viewbox[3] / made.viewbox[2]))
    axes = made.draw(figure.add_axes((0, 0, 1, 1)))
    figure.canvas.draw()
    texts = [each.text for each in ET.fromstring(made.svg()).iter(f"{SVG}text")]
    assert [each.get_text() for each in axes.texts] == texts
    assert min(each.get_fontsize() for each in axes.texts) >= 9
    assert len(axes.patches) > 20


def test_a_plate_is_drawn_the_same_every_time(drawn):
    _, made, record = drawn
    assert plate.plate(record).svg() == made.svg()


def test_labels_without_a_place_are_named(front):
    record = catalogue().plates["front"]
    with pytest.raises(ValueError, match="'front'.*do not agree on 'brim'"):
        plate.compose(front, record, {k: v for k, v in plate_front.SPOTS.items() if k != "brim"})


def test_numbers_stand_as_near_to_their_structures_as_they_can():
    assert plate.spread([10, 20, 30], 5, 0, 100) == [10, 20, 30]
    assert plate.spread([10, 10, 40], 6, 0, 100) == [7, 13, 40]
    assert plate.spread([-5, 50, 99], 10, 0, 100) == [0, 50, 99]
    assert plate.spread([99, 99], 10, 0, 100) == [90, 100]


# ---------------------------------------------------------------- the anatomy


def landmarks():
    """Return brim and femur points of gait2392's psoas from the hip joints, mm: x, y, z."""
    hip = 1000 * np.array(tables.hip_centre("gait2392"))
    way = tables.points("gait2392", "psoas")
    brim = [1000 * np.array(row.at) - hip * [1, 1, 0] for row in way[1:3]]
    return brim, [1000 * np.array(row.at) + hip * [0, 0, 1] for row in way[3:]]


def test_the_psoas_goes_over_the_brim_to_the_lesser_trochanter(front, side):
    brim, femur = landmarks()
    for forward, up, out in brim:
        for sign in (-1, 1):
            assert away((sign * out, -up), front.parts["psoas_major"]) == 0
        assert away((forward, -up), side.parts["psoas_major"]) == 0
    forward, up, out = femur[-1]
    for sign in (-1, 1):
        assert away((sign * out, -up), front.parts["psoas_major"]) < 6
        assert away((sign * out, -up), front.parts["lesser_trochanter"]) < 6
    assert away((forward, -up), side.parts["psoas_major"]) < 6
    assert away((forward, -up), side.parts["lesser_trochanter"]) == 0


def test_the_psoas_passes_in_front_of_the_hip_and_ends_behind_its_own_way(side):
    outline = side.parts["psoas_major"][0]
    level = outline[abs(outline[:, 1]) < 8]
    assert level[:, 0].min() > 25  # the whole of it before the joint's centre, at its height
    end = outline[np.argmax(outline[:, 1])]
    assert end[0] < 0


def test_the_psoas_begins_on_t12_and_lies_beside_each_lumbar_body(front):
    for name in ("t12", "l5"):
        assert min(away(p, front.parts["psoas_major"]) for p in front.parts[name][0]) == 0
    top = min(outline[:, 1].min() for outline in front.parts["psoas_major"])
    t12 = front.parts["t12"][0][:, 1]
    assert t12.min() < top < t12.max()
    end = front.parts["sacrum"][0][:, 1].min()
    for outline in front.parts["psoas_major"]:
        nearest = abs(outline[outline[:, 1] < end - 5, 0]).min()
        assert nearest > 15  # beside the bodies, never before their middle


def test_both_sides_are_mirror_images(front):
    for name in ("psoas_major", "femur", "hip_bone", "inguinal_ligament", "lesser_trochanter"):
        left, right = front.parts[name]
        turned = left * [-1, 1]
        assert max(np.linalg.norm(right - p, axis=1).min() for p in turned) < 0.7, name


def test_what_is_on_one_side_only_is_said_so(front):
    for name in ("iliacus", "psoas_minor"):
        assert all(outline[:, 0].max() < 0 for outline in front.parts[name])
    for name in ("genitofemoral", "femoral", "obturator"):
        assert all(outline[:, 0].min() > 0 for outline in front.parts[name])
    assert "one side only" in catalogue().plates["front"].caption


def test_the_psoas_minor_stops_at_the_pelvis(front):
    lowest = max(outline[:, 1].max() for outline in front.parts["psoas_minor"])
    assert lowest < min(outline[:, 1].max() for outline in front.parts["symphysis"])
    assert lowest < front.parts["lesser_trochanter"][0][:, 1].min()


def test_layers_come_from_bodies_and_from_transverse_processes():
    parts = plate_layers.draw().parts
    assert len(parts["deep"]) == 5 and len(parts["stump"]) == 5
    for outline in parts["deep"]:
        assert min(away(p, parts["transverse_process"]) for p in outline) == 0


def test_the_piriformis_ends_on_the_greater_trochanter_and_the_nerve_leaves_below_it():
    parts = plate_behind.draw().parts
    piriformis, nerve = parts["piriformis"], parts["sciatic"][0]
    assert min(away(p, parts["greater_trochanter"]) for p in np.vstack(piriformis)) == 0
    assert min(away(p, parts["sacrum"]) for p in piriformis[0]) == 0
    assert any(away(p, piriformis) == 0 for p in nerve)
    assert nerve[:, 1].max() > piriformis[0][:, 1].max() + 100
    low = nerve[abs(nerve[:, 1] - 80) < 15, 0]
    assert parts["ischium"][-1][:, 0].mean() < low.mean() < parts["femur"][-1][:, 0].max()


def test_no_spinous_process_comes_out_of_the_back(side):
    skin = Path(side.parts["body"][0])
    for name in ("T12", "L1", "L2", "L3", "L4", "L5"):
        (arch,) = side.parts[f"arch_{name}"]
        assert skin.contains_points(arch - [4, 0]).all(), name


def test_vertebrae_stand_where_the_body_has_them(front):
    frames = body.standing().frames
    hips = frames["pelvis"][1][1]
    above = 1000 * (frames["T12"][1][1] - hips)
    lowest = -front.parts["t12"][0][:, 1].max()
    assert 0 < lowest - above < 12  # above the disc that the frame stands on
