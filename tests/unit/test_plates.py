"""What a reader of the plates would miss: every number leads to its structure, and can be read."""

import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
import shapely

from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.reading import Folder
from psoaslib.exercises import labelling
from psoaslib.figures import plate, printing, source, spots
from psoaslib.pages.plates import plate_key

SVG = "{http://www.w3.org/2000/svg}"
PLATES = catalogue().plates
NEAR = 4.0  # units, of tenths of a millimetre: nothing that a person sees


@pytest.fixture(scope="module", params=PLATES)
def made(request):
    """Give a plate's record, its source, its numbers and the height of its type."""
    record = PLATES[request.param]
    drawn = source.read(record)
    return SimpleNamespace(
        record=record, source=drawn, marks=plate.marks(drawn, record), size=plate.size(drawn)
    )


def off(point, mark):
    """Return how far a place lies from a leader."""
    return shapely.LineString([mark.at, mark.spot]).distance(shapely.Point(point))


# ---------------------------------------------------------------- numbers and leaders


def test_no_two_leaders_cross_and_none_runs_through_another_number(made):
    radius = plate.ROUND * made.size
    for one, other in itertools.combinations(made.marks, 2):
        lines = [shapely.LineString([mark.at, mark.spot]) for mark in (one, other)]
        assert not lines[0].crosses(lines[1]), (one.name, other.name)
        assert off(one.at, other) > radius and off(other.at, one) > radius
        near = min(off(one.spot, other), off(other.spot, one))
        assert near > 0.25 * made.size, (one.name, other.name)


def test_numbers_run_down_the_margins_outside_the_drawing_and_keep_apart(made):
    radius = plate.ROUND * made.size
    left, top, width, height = made.source.frame
    assert [mark.name for mark in made.marks] == list(made.record.labels)
    assert [mark.number for mark in made.marks] == list(range(1, len(made.marks) + 1))
    for mark in made.marks:
        side = made.record.labels[mark.name].margin
        beside = left - mark.at[0] if side == "left" else mark.at[0] - left - width
        assert beside >= radius
        assert top + radius <= mark.at[1] + 1 and mark.at[1] - 1 <= top + height - radius
    for one, other in itertools.pairwise(made.marks):
        if one.at[0] == other.at[0]:
            assert other.at[1] - one.at[1] > 2 * radius


def test_no_leader_runs_through_a_word_of_the_drawing(made):
    for text, x, y in made.source.words:
        reach = np.linspace(-0.28, 0.28, 9) * made.size * len(text)
        for mark in made.marks:
            for step in reach:
                place = (x + step, y - plate.MIDDLE * made.size)
                assert off(place, mark) > 0.42 * made.size, (text, mark.name)


def test_numbers_stand_as_near_to_their_structures_as_they_can():
    assert plate.spread([10, 20, 30], 5, 0, 100) == [10, 20, 30]
    assert plate.spread([10, 10, 40], 6, 0, 100) == [7, 13, 40]
    assert plate.spread([-5, 50, 99], 10, 0, 100) == [0, 50, 99]
    assert plate.spread([99, 99], 10, 0, 100) == [90, 100]


# ---------------------------------------------------------------- what is shown


def test_the_svg_carries_words_numbers_and_only_names_of_its_own(made):
    text = plate.svg(made.source, made.record)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == made.record.title
    assert root.find(f"{SVG}desc").text == made.record.alt
    texts = [each.text for each in root.iter(f"{SVG}text")]
    numbers = [str(mark.number) for mark in made.marks]
    assert texts == [each[0] for each in made.source.words] + numbers
    names = {name for each in root.iter() for name in each.get("class", "").split()}
    assert all(name.startswith("pf-") for name in names)
    assert not [each for each in root.iter() if each.get("id")]
    style = root.find(f"{SVG}style").text
    assert "sans-serif" in style and "prefers-color-scheme:dark" in style
    for name in names - {"pf-plate", "pf-signs"}:
        assert f".{name}{{" in style, name
    wide = float(root.get("viewBox").split()[2])
    line = re.search(r"pf-plate-line\{[^}]*stroke-width:([\d.]+)", style)[1]
    assert float(line) / wide == pytest.approx(8 / plate.WIDE, rel=0.01)  # alike on all plates
    size = float(re.search(r'font-size="(\d+)"', text)[1])
    assert size / wide * 160 / 25.4 * 72 >= 9  # points on paper


def test_paper_shows_the_same_numbers_and_words(made):
    figure = printing.painted(plate.svg(made.source, made.record))
    (axes,) = figure.axes
    texts = [each[0] for each in made.source.words] + [str(m.number) for m in made.marks]
    assert [each.get_text() for each in axes.texts] == texts
    assert min(each.get_fontsize() for each in axes.texts) >= 9
    lines = {round(each.get_linewidth(), 1) for each in axes.patches}
    assert max(lines) == pytest.approx(14 / plate.WIDE * 160 / 25.4 * 72, abs=0.1)  # points
    shapes = sum(len(each.shapes) for each in made.source.structures)
    assert len(axes.patches) > 0.8 * shapes


# ---------------------------------------------------------------- hot spots


def test_every_label_has_a_spot_that_its_leader_ends_on(made):
    found = images.spots(plate_key(made.record.id))
    assert list(found["spots"]) == list(made.record.labels)
    left, top, width, height = found["frame"]
    for name, spot in found["spots"].items():
        assert labelling.inside(spot["at"], spot["shapes"]), name
        assert np.hypot(*np.subtract(spot["at"], made.source.points[name])) <= spots.NEAR, name
        assert spot["half"] > 0
        points = np.concatenate([np.reshape(shape, (-1, 2)) for shape in spot["shapes"]])
        assert (points.min(0) >= (left - NEAR, top - NEAR)).all(), name
        assert (points.max(0) <= (left + width + NEAR, top + height + NEAR)).all(), name


def test_what_is_drawn_on_both_sides_counts_on_both():
    found = images.spots(plate_key("front"))["spots"]
    for name in ("psoas_major", "lesser_trochanter", "inguinal_ligament", "hip_joint"):
        x, y = found[name]["at"]
        assert labelling.inside((-x, y), found[name]["shapes"]), name
    x, y = found["iliacus"]["at"]
    assert not labelling.inside((-x, y), found["iliacus"]["shapes"])
    assert labelling.inside((-x, y), found["iliac_fossa"]["shapes"])


# ---------------------------------------------------------------- a drawing of one's own

PAGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"
 xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">
<g inkscape:groupmode="layer" id="layer1">{}</g>
<g inkscape:groupmode="layer" id="layer2">{}</g></svg>"""
BONE = '<g id="bone"><path class="pf-bone pf-plate-line" d="M100 100h800v800h-800z"/></g>'
MUSCLE = '<g id="muscle"><rect class="pf-psoas" x="300" y="200" width="400" height="600"/></g>'
NERVE = '<g id="nerve"><path class="pf-plate-line" d="M500 220 500 780"/></g>'
POINTS = {"bone": (200, 500), "muscle": (400, 500), "nerve": (500, 500)}


@pytest.fixture
def drawn(tmp_path):
    """Read a drawing of some parts as a plate with labels of these names."""

    def read(drawing, *names, points=None):
        record = SimpleNamespace(id="own", labels=dict.fromkeys(names))
        places = points or {name: POINTS[name] for name in names}
        circles = "".join(
            f'<circle id="point-{name}" cx="{x}" cy="{y}" r="9"/>'
            for name, (x, y) in places.items()
        )
        (tmp_path / "own.svg").write_text(PAGE.format(drawing, circles), encoding="utf-8")
        return source.read(record, Folder(tmp_path)), record

    return read


def test_a_spot_is_what_is_seen_and_no_more(drawn):
    seen = spots.seen(*drawn(BONE + MUSCLE + NERVE, "bone", "muscle", "nerve"))
    assert seen["bone"].area == pytest.approx(800 * 800 - 400 * 600, rel=0.03)
    assert seen["muscle"].area == pytest.approx(400 * 600, rel=0.04)  # a line hides nothing
    assert seen["nerve"].area == pytest.approx(560 * spots.LINE, rel=0.05)


def test_a_sliver_that_peeps_out_is_left_out(drawn):
    cover = '<g id="muscle"><rect class="pf-psoas" y="150" width="1000" height="748"/></g>'
    seen = spots.seen(*drawn(BONE + cover, "bone"))
    assert seen["bone"].bounds == pytest.approx((96, 96, 904, 146), abs=1)


def test_a_detail_hides_nothing_and_what_is_clear_is_seen_through(drawn):
    detail = '<circle class="pf-bone-hole" cx="200" cy="200" r="50"/>'
    veil = '<g id="veil"><rect class="pf-clear" x="0" y="0" width="900" height="900"/></g>'
    seen = spots.seen(*drawn(BONE + detail + veil, "bone"))
    assert seen["bone"].area == pytest.approx(800 * 800, rel=0.03)


def test_a_spot_counts_where_nothing_is_painted(drawn):
    bump = '<g id="nerve"><path class="pf-spot" d="M450 450h100v100h-100z"/></g>'
    plain, record = drawn(BONE + bump, "bone", "nerve")
    seen = spots.seen(plain, record)
    assert seen["nerve"].area == pytest.approx(100 * 100, rel=0.2)
    assert seen["bone"].area == pytest.approx(800 * 800, rel=0.03)
    shown = SimpleNamespace(title="Own", alt="Own.", labels={}, id="own")
    assert "pf-spot" not in plate.svg(plain, shown)


def test_pieces_of_a_structure_count_together_and_move_as_a_program_moves_them(drawn):
    piece = MUSCLE.replace('"muscle"', '"muscle-2"').replace(
        "<g ", '<g transform="translate(20, -10) rotate(90 500 500) matrix(1 0 0 1 -300 0)" '
    )  # fmt: skip
    piece = f'<g inkscape:groupmode="layer">{piece}</g>'
    moved, record = drawn(piece, "muscle", points={"muscle": (500, 300)})
    (area,) = spots.seen(moved, record).values()
    assert area.bounds == pytest.approx((220, 0, 820, 390), abs=5)
    both = spots.seen(*drawn(MUSCLE + piece, "muscle"))["muscle"]
    assert both.area == pytest.approx(area.area + 400 * 600 - 190 * 400, rel=0.03)


def test_a_leader_that_ends_beside_its_structure_is_led_onto_it(drawn):
    found = spots.spots(*drawn(NERVE, "nerve", points={"nerve": (530, 500)}))["spots"]["nerve"]
    assert labelling.inside(found["at"], found["shapes"])
    assert abs(found["at"][0] - 500) < spots.LINE / 2


def test_a_line_lies_over_the_shades_of_its_own_shape(drawn):
    shade = '<path class="pf-bone-shade" d="M100 100h800v50h-800z"/>'
    part = '<path class="pf-bone pf-plate-line" d="M0 0h9v9z"/>'
    read, _ = drawn(f'<g id="bone">{part}{shade}{part}</g>{part}{shade}', "bone")
    looks = [[each.look for each in one.shapes] for one in read.structures]
    shaded = ["bone", "bone-shade", "plate-line"]
    assert looks == [[*shaded, "bone", "plate-line"], shaded]


FAULTS = {
    "no label's id": (BONE.replace('"bone"', '"bonne"'), '"bone"', "Did you mean 'bonne'?"),
    "in no layer": (BONE + "</g>" + MUSCLE + "<g>", '"muscle"', "lies in no layer"),
    "no class": (BONE.replace("class", "data-class"), '"bone"', "has no class"),
    "an unknown class": (BONE.replace("pf-bone ", "pf-bon "), '"bone"', "mean 'pf-bone'?"),
    "colours of its own": (BONE.replace(" d=", ' style="fill:#123" d='), '"bone"', "colours of"),
    "a picture": (BONE.replace("<path", "<image/><path"), '"bone"', "holds <image>"),
    "no outline": (BONE.replace("M100 100", "M100"), '"bone"', "no outline that can be read"),
    "skewed": (BONE.replace("<g ", '<g transform="skewX(9)" '), '"bone"', "by 'skewX'"),
    "hidden": (BONE + MUSCLE.replace('"300" y="200"', '"0" y="0"').replace("00", "000"),
               '"bone"', "is hidden"),
    "off the page": (BONE.replace("M100", "M1900"), '"bone"', "lies off the page"),
    "far from its leader": (BONE.replace("M100", "M300"), '"point-bone"', "10 mm off"),
    "no SVG": (BONE.replace("</g>", ""), "", "cannot be read as SVG"),
}  # fmt: skip


@pytest.mark.parametrize(("drawing", "entry", "said"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_drawing_is_said_in_a_sentence(drawn, drawing, entry, said):
    with pytest.raises(ContentError) as caught:
        spots.spots(*drawn(drawing, "bone"))
    assert str(caught.value).startswith(f"plates/own.svg{', ' if entry else ''}{entry}")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ({"bonne": (0, 0)}, "\"bone\": has no circle 'point-bone'"),
        (POINTS, '"point-muscle": points at no label'),
        ({"bone": ("here", 0)}, '"point-bone": has no place; it needs numbers for cx and cy'),
    ],
)
def test_a_label_and_a_circle_want_each_other(drawn, points, said):
    with pytest.raises(ContentError, match=said):
        drawn(BONE, "bone", points=points)


# ---------------------------------------------------------------- the anatomy


@cache
def area(name, label):
    """Return all that is drawn of a structure on a plate."""
    pieces = [each for each in source.read(PLATES[name]).structures if each.name == label]
    return shapely.union_all([spots.counted(each).buffer(-spots.EDGE) for each in pieces])


RIGHT_OF_THE_BODY = ("iliacus", "psoas_minor")
LEFT_OF_THE_BODY = ("genitofemoral", "femoral", "obturator")


def test_what_is_on_one_side_only_is_said_so():
    assert all(area("front", name).bounds[2] < 0 for name in RIGHT_OF_THE_BODY)
    assert all(area("front", name).bounds[0] > 0 for name in LEFT_OF_THE_BODY)
    assert "one side only" in PLATES["front"].caption


def test_the_psoas_joins_t12_and_lesser_trochanter_in_front_of_the_hip():
    for name in ("t12", "l5", "lesser_trochanter"):
        assert area("front", "psoas_major").intersects(area("front", name)), name
    psoas, hip = area("side", "psoas_major"), area("side", "hip_centre").centroid
    level = psoas.intersection(shapely.box(-2000, hip.y - 80, 2000, hip.y + 80))
    assert level.bounds[0] > hip.x + 250
    assert psoas.intersects(area("side", "lesser_trochanter"))
    minor = area("front", "psoas_minor")
    assert minor.bounds[3] < area("front", "lesser_trochanter").bounds[1]


def test_the_sciatic_nerve_leaves_below_the_piriformis_which_ends_on_the_trochanter():
    piriformis, nerve = area("behind", "piriformis"), area("behind", "sciatic")
    assert piriformis.intersects(area("behind", "greater_trochanter"))
    assert piriformis.intersects(area("behind", "sacrum")) and piriformis.intersects(nerve)
    assert nerve.bounds[3] > piriformis.bounds[3] + 1000


def test_the_slice_is_seen_from_below_with_its_layers_from_front_to_back():
    assert "From below" in PLATES["l4"].view
    assert area("l4", "vena_cava").bounds[2] < area("l4", "aorta").bounds[0]
    for names in (
        ("rectus", "bowel", "l4", "multifidus"),
        ("genitofemoral", "front_layer", "plexus", "back_layer", "transverse_process"),
    ):
        depths = [area("l4", name).centroid.y for name in names]
        assert depths == sorted(depths)
    apart = ("front_layer", "back_layer", "quadratus", "multifidus", "erector", "ureter", "aorta")
    for one, other in itertools.combinations(apart, 2):
        assert not area("l4", one).intersects(area("l4", other)), (one, other)


def test_the_back_layer_comes_from_five_transverse_processes():
    deep, processes = area("layers", "deep"), area("layers", "transverse_process")
    touched = [each for each in processes.geoms if each.intersects(deep)]
    assert len(touched) == 5 and all(each.centroid.x > 0 for each in touched)
