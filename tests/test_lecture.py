"""A lecturer's figure: labelled, measured, in any view, saved as files that print."""

import base64
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

import psoaslib as ps
from psoaslib import drawn, lengths, people, widgets
from psoaslib.catalogue import catalogue
from psoaslib.figures import labels, lengthscale, style
from psoaslib.figures import words as note_words
from psoaslib.figures.polyline import crossing
from psoaslib.figures.view import VIEWS
from tests.vision import contrast, seen

SVG = "{http://www.w3.org/2000/svg}"
LUNGE = ps.stretch("lunge")

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture
def everyone():
    yield
    ps.show_people()


@pytest.fixture(scope="module")
def hold():
    return LUNGE.figure("hold", labels=True, scale=True)


@pytest.fixture(scope="module")
def tuck():
    return LUNGE.figure("tuck", change=True)


@pytest.fixture(scope="module")
def pair():
    return LUNGE.figure("hold", error=True, labels=["sacrum", "psoas_major"], scale=True)


def words(figure):
    return [each.text for each in ET.fromstring(figure.svg()).iter(f"{SVG}text")]


def looks(figure):
    found = ET.fromstring(figure.svg()).iter(f"{SVG}path")
    return {name for each in found for name in each.get("class").split()}


def test_every_label_is_written_once_and_told_in_the_alternative_text(hold):
    named = [text for text in words(hold) if text in labels.words(catalogue()).values()]
    assert len(named) == len(set(named)) >= 6
    assert {"Psoas major", "Femur", "Lesser trochanter"} <= set(named)
    assert all(name in hold.alt for name in named)


def test_the_bars_say_what_the_player_says(hold):
    told = LUNGE._pictures.lengths("lunge/hold.left")
    rows = lengths.rows(told, "left")
    assert [row["words"] for row in rows] == [t for t in words(hold) if "psoas:" in t]
    assert all(lengths.sentence(row) in hold.alt for row in rows)


def test_the_bars_have_the_scale_of_the_player():
    script = (Path(widgets.__file__).parent / "js" / "lengths.js").read_text("utf-8")
    ends = [
        float(re.search(rf"{name} = (-?\d+)", script)[1]) for name in ("SHORTEST_MM", "LONGEST_MM")
    ]
    assert ends == [lengthscale.SHORTEST, lengthscale.LONGEST]


def test_the_scale_has_ticks_at_their_millimetres(hold):
    ticks = {t.text: t.x for t in hold.texts if re.fullmatch(r"[+−]?\d+", t.text)}
    assert list(ticks) == ["−75", "−50", "−25", "0", "+25"]
    zero, unit = ticks["0"], (ticks["+25"] - ticks["0"]) / 25
    assert [round((x - zero) / unit) for x in ticks.values()] == [-75, -50, -25, 0, 25]
    told = LUNGE._pictures.lengths("lunge/hold.left")["same"]["change_mm"]
    (bar,) = (o for layer in hold.notes if layer.look == "scale-long" for o in layer.outlines)
    assert (bar.nodes[:, 0].max() - zero) / unit == pytest.approx(told, abs=0.1)
    lines = [o for layer in hold.notes if layer.look == "scale-line" for o in layer.outlines]
    stand = {round(o.nodes[0][0]) for o in lines if np.ptp(o.nodes[:, 0]) == 0}
    assert stand == {round(x) for x in ticks.values()}
    assert "mm against standing" in words(hold)


def test_type_has_nine_points_as_printed(hold, pair):
    for figure in (hold, pair):
        wide = ET.fromstring(figure.svg())
        millimetres, units = float(wide.get("width")[:-2]), float(wide.get("viewBox").split()[2])
        sizes = [float(each.get("font-size")) for each in wide.iter(f"{SVG}text")]
        assert min(sizes) * millimetres / units / 25.4 * 72 >= 9


def test_nothing_stands_outside_the_sheet(hold, tuck, pair):
    for figure in (hold, tuck, pair):
        boxes = np.array([text.box for text in figure.texts]).reshape(-1, 4)
        assert (boxes >= 0).all()
        assert (boxes[:, 2] <= figure.size[0]).all() and (boxes[:, 3] <= figure.size[1]).all()
        for panel in figure.panels:
            assert panel.x >= 0 and panel.x + panel.size[0] <= figure.size[0]


def test_texts_keep_off_each_other_and_leaders_off_all_texts(hold, pair):
    for figure in (hold, pair):
        boxes = [text.box for text in figure.texts]
        leaders = [
            o.nodes for layer in figure.notes if layer.look == "leader" for o in layer.outlines
        ]
        for number, one in enumerate(boxes):
            for two in boxes[number + 1 :]:
                apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
                assert apart
            x0, y0, x1, y1 = one
            rim = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
            assert not any(crossing(line, rim) for line in leaders)


def test_left_is_the_mirror_image_and_its_words_are_not(hold):
    right = LUNGE.figure("hold", side="right", labels=True)
    assert [p.picture.flipped for p in (*hold.panels, *right.panels)] == [True, False]
    assert "matrix(-1 0 0 1" in hold.svg() and "matrix(-1" not in right.svg()
    assert "left leg behind" in hold.alt and "right leg behind" in right.alt


def test_what_the_view_or_an_arm_hides_has_no_label():
    record = next(step for step in catalogue().stretches["lunge"].steps if step.id == "hold")
    stood, layers = drawn.of(catalogue().stretches["lunge"], record, "side")
    seen = labels.spots(stood, layers, VIEWS["side"])
    bare = [layer for layer in layers if not layer.look.startswith("bone")]
    assert set(labels.spots(stood, bare, VIEWS["side"])) == {"psoas_major"} < set(seen)
    assert "brim" in seen and "brim" not in labels.spots(stood, layers, VIEWS["back"])


def test_a_figure_shows_what_changed_since_the_step_before(tuck):
    assert {"pf-ghost", "pf-arrow", "pf-arrow-head"} <= looks(tuck)
    assert "the pelvis tucks under" in tuck.alt and "dashed" in tuck.alt.lower()
    assert "Dashed" in tuck.caption


def test_where_almost_nothing_moves_a_figure_says_what_the_player_says():
    card = LUNGE.player(guided=True).programme["cards"]["lunge/hold"]["left"]
    assert card["unmoved"] and card["unmoved"] in LUNGE.figure("hold", change=True).alt


def test_the_error_stands_beside_the_correct_position(pair):
    assert len(pair.panels) == 2 and pair.panels[1].picture.error
    assert [t for t in words(pair) if t.startswith(("Like", "Not"))] == [
        "Like this: Hold the tuck, eyes open",
        "Not like this: The tilt is lost",
    ]
    assert pair.panels[1].x > pair.panels[0].x + pair.panels[0].size[0]
    assert "pf-long" in looks(pair) and "pf-short" in looks(pair)


def test_both_halves_of_a_pair_name_the_same_structures():
    figure = LUNGE.figure("hold", error=True, labels=True)
    named = [text for text in words(figure) if text in labels.words(catalogue()).values()]
    assert len(set(named)) >= 5
    assert sorted(named) == sorted(2 * list(set(named)))
    told = re.findall(r"Labelled: ([^.]+)\.", figure.alt)
    assert len(told) == 2 and told[0] == told[1]


def test_the_headings_of_a_pair_begin_on_one_line(pair):
    lines = [text for text in pair.texts if text.bold]
    tops = {min(text.y for text in lines if text.text.startswith(each))
            for each in ("Like this", "Not like this")}  # fmt: skip
    assert len(tops) == 1
    assert all(text.y > max(tops) for text in pair.texts if not text.bold)


def test_a_pair_fills_the_page_that_lies():
    single, double = LUNGE.figure("bend"), LUNGE.figure("bend", error=True)
    assert double.panels[0].scale > 1.1 * single.panels[0].scale
    assert double.millimetres[0] <= 257


@pytest.mark.parametrize("dark", [False, True])
def test_the_end_of_a_leader_is_seen_on_bone_and_on_psoas(dark):
    colours = {k: seen(v, "greyscale") for k, v in style.palette(dark=dark).items()}
    fill, rim, wide, _ = note_words.RULES["leader-end"]
    for ground in ("bone", "bone-shade", "long", "short", "still", "skin"):
        assert max(contrast(colours[each], colours[ground]) for each in (fill, rim)) >= 3
    assert contrast(colours[fill], colours[rim]) >= 7 and wide >= 10


def test_bones_and_psoas_fade(hold):
    assert not {"pf-bone", "pf-long"} & looks(LUNGE.figure("hold", xray=0))
    faded = LUNGE.figure("hold", xray=0.4)
    assert '<g opacity="0.4"><path class="pf-bone' in faded.svg()
    assert "opacity=" not in hold.svg()


def test_another_tone_of_skin_and_a_dark_ground_have_their_colours():
    figure = LUNGE.figure("hold", skin="deep", dark=True)
    own = style.SKINS["deep"] | style.NIGHT
    text = figure.svg()
    assert f"--pf-skin:{own['skin']}" in text and f"--pf-ground:{own['ground']}" in text
    assert "pf-rim" in looks(figure)


@pytest.mark.parametrize("dpi", [100, 300])
def test_a_png_has_the_size_that_it_says(hold, tmp_path, dpi):
    path = hold.save(tmp_path / "hold.png", dpi=dpi)
    data = path.read_bytes()
    wide, tall = struct.unpack(">II", data[16:24])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert abs(wide - hold.millimetres[0] / 25.4 * dpi) <= 1
    assert abs(tall - hold.millimetres[1] / 25.4 * dpi) <= 1
    assert hold.title.encode() in data


def test_a_pdf_has_the_printed_size_and_a_picture_can_be_a_file_too(pair, tmp_path):
    data = pair.save(tmp_path / "pair.pdf").read_bytes()
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", data)
    found = [float(each) / 72 * 25.4 for each in box.groups()]
    assert found == pytest.approx(pair.millimetres, abs=0.1)
    saved = pair.save(tmp_path / "pair.svg")
    assert ET.parse(saved).getroot().find(f"{SVG}desc").text == pair.alt


def test_a_notebook_shows_picture_caption_and_words(hold):
    shown = hold._repr_mimebundle_()
    assert shown["text/plain"].startswith("Figure: Hold the tuck, eyes open. Seen from the side.")
    data = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', shown["text/html"])[1]
    assert base64.b64decode(data).decode("utf-8") == hold.svg()
    assert f"<figcaption>{hold.caption}" in shown["text/html"]


def test_a_choice_of_people_holds_for_figures_and_pictures(everyone):
    said = ps.show_people(skin="brown")
    assert "brown skin" in said
    assert LUNGE.figure("hold").skin == "brown"
    assert LUNGE.figure("hold", skin="light").skin == "light"
    address = LUNGE._pictures.address("lunge/hold.left")
    picture = base64.b64decode(address.partition(",")[2]).decode("utf-8")
    root = ET.fromstring(picture).get("class").split()
    assert root[:2] == ["pf-picture", "pf-skin-brown"]
    assert people.dressed("<p>no picture</p>") == "<p>no picture</p>"
    ps.show_people()
    assert LUNGE.figure("hold").skin == ""


def test_every_tone_of_skin_can_be_put_on_a_picture():
    assert len(style.SKINS) >= 4
    sheet = style.sheet()
    for name, own in style.SKINS.items():
        assert f".pf-picture.pf-skin-{name}{{" in sheet
        assert all(f"--pf-{each}:{colour}" in sheet for each, colour in own.items())
    assert style.palette("c", "deep")["hair"] == style.BUILDS["c"]["hair"]
