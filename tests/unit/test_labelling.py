"""The labelling's Python side: what it asks, in which order, its drawing, its words, its page."""

import base64
import re

import pytest

import psoaslib as ps
from psoaslib.build import cells
from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.plate import Label
from psoaslib.exercises import labelling
from psoaslib.pages import labelling_questions
from psoaslib.pages.document import html
from psoaslib.widgets import labelling_paper
from psoaslib.widgets.join import style
from psoaslib.widgets.labelling import SHEETS

EACH = pytest.mark.parametrize("plate", list(catalogue().plates))


@pytest.fixture
def content():
    return catalogue()


@pytest.fixture
def front(content):
    return labelling.payload(content, "front")


def ids(packed, way):
    return [packed["spots"][each["spot"]]["id"] for each in packed[way]]


@EACH
def test_both_ways_ask_about_every_label_once(content, plate):
    packed = labelling.payload(content, plate)
    labels = list(content.plates[plate].labels)
    for way in labelling.WAYS:
        assert sorted(ids(packed, way)) == sorted(labels)
        assert ids(packed, way) != [spot["id"] for spot in packed["spots"]]
    assert [labels[spot["number"] - 1] for spot in packed["spots"]] == [
        spot["id"] for spot in packed["spots"]
    ]


@EACH
def test_spots_run_down_the_picture(content, plate):
    heights = [spot["at"][1] for spot in labelling.payload(content, plate)["spots"]]
    assert heights == sorted(heights)


@EACH
def test_the_name_of_a_place_gives_no_structure_away(content, plate):
    packed = labelling.payload(content, plate)
    for spot in packed["spots"]:
        assert re.fullmatch(
            "((left|right) half|both halves|near the middle) of the picture, "
            "(upper|middle|lower) third",
            spot["place"],
        )


@EACH
def test_a_name_is_chosen_among_four_of_which_one_is_true(content, plate):
    packed = labelling.payload(content, plate)
    spots = packed["spots"]
    for asked in packed["name"]:
        options = asked["options"]
        assert len(options) == len(set(options)) == labelling.OPTIONS
        assert asked["spot"] in options
        for other in set(options) - {asked["spot"]}:
            at, shapes = spots[asked["spot"]]["at"], spots[other]["shapes"]
            assert not labelling.inside(at, shapes), (asked, other)
    places = [asked["options"].index(asked["spot"]) for asked in packed["name"]]
    assert len(set(places)) > 2


def test_the_seed_fixes_the_order_and_another_one_changes_it(content, front):
    assert labelling.payload(content, "front", seed=1) == front
    other = labelling.payload(content, "front", seed=2)
    assert ids(other, "find") != ids(front, "find")
    assert other["name"] != front["name"]
    assert other["spots"] == front["spots"]


def test_the_order_is_the_same_on_every_machine():
    assert labelling._shuffled(["a", "b", "c", "d", "e"], "1/made/find") == list("becad")


@EACH
def test_a_question_is_a_sentence_with_its_structure_in_it(content, plate):
    packed = labelling.payload(content, plate)
    for asked in packed["find"]:
        assert re.fullmatch(r"(Where (is|are)|At what) .*[^ ]\?", asked["question"])


def test_a_question_is_made_of_a_title_or_given():
    def made(**fields):
        return Label(id="x", margin="left", text="Text.", convention=True, **fields)

    assert labelling.question(made(title="Hip joint")) == "Where is the hip joint?"
    assert labelling.question(made(title="ASIS")) == "Where is the ASIS?"
    given = made(title="Vertebra L5", asked="Where is vertebra L5?")
    assert labelling.question(given) == "Where is vertebra L5?"
    with pytest.raises(ValueError, match="is no question; end it with a question mark"):
        made(title="Vertebra L5", asked="Vertebra L5.")


@EACH
def test_the_drawing_is_bare_of_numbers_leaders_and_names_that_are_asked_for(content, plate):
    (svg,) = images.unbundled(labelling.drawing(content, plate)).values()
    words = re.findall(r"<text [^>]*>([^<]*)</text>", svg)
    titles = (label.title for label in content.plates[plate].labels.values())
    asked = re.findall(r"\w+", " ".join(titles))
    assert not [word for word in words if word.isdigit() or (len(word) > 1 and word in asked)]
    assert "pf-leader" not in svg.split("</style>")[1]
    assert "pf-number" not in svg.split("</style>")[1]
    view = labelling.payload(content, plate)["frame"]
    assert f'viewBox="{" ".join(map(str, view))}"' in svg


def test_the_bare_front_keeps_the_sides_of_the_body_and_the_vertebrae_not_asked_for(content):
    (svg,) = images.unbundled(labelling.drawing(content, "front")).values()
    words = re.findall(r"<text [^>]*>([^<]*)</text>", svg)
    assert {"R", "L", "L1", "L4"} <= set(words) and not {"T12", "L5"} & set(words)


def test_each_structure_brings_what_it_rests_on(content):
    for plate in content.plates:
        for spot in labelling.payload(content, plate)["spots"]:
            assert spot["sources"], spot["id"]
            label = content.plates[plate].labels[spot["id"]]
            unchecked = [source["label"] for source in spot["sources"]] == ["not yet checked"]
            assert unchecked == label.unchecked


def test_wrong_names_are_errors_that_list_the_valid_ones():
    with pytest.raises(ValueError, match="no plate 'back'. Valid are: 'front'"):
        ps.labelling("back")
    with pytest.raises(ValueError, match="way is 'guess'; it must be one of: find, name"):
        ps.labelling("front", way="guess")


def test_its_words_are_plain_and_stable():
    shown = ps.labelling()
    assert repr(shown) == (
        "Labelling: The psoas major and its company, from the front, "
        "18 structures to find and to name"
    )
    assert shown.answers == [] and shown.progress == {}
    assert shown.score["find"] == {"right": 0, "answered": 0, "shown": 0, "questions": 18}


def test_all_that_the_browser_needs_is_in_the_traits():
    state = ps.labelling("front").get_state()
    assert "export default" in state["code"] and len(state["drawing"]) < 60_000
    assert ".psoas-asking" in state["_css"] and ".psoas-labelling" in state["_css"]


@EACH
def test_in_words_every_question_stands_with_its_answer_folded(content, plate):
    packed = labelling.payload(content, plate)
    text = html(labelling_questions(packed), str)
    opened = re.sub(r"<details.*?</details>", "", text, flags=re.S)
    for asked in packed["find"]:
        spot = packed["spots"][asked["spot"]]
        assert html_words(asked["question"]) in opened
        assert f"Number {spot['number']} on the plate ({spot['place']})." in text
        assert html_words(spot["text"]) in text and html_words(spot["text"]) not in opened
    assert text.count("<details") == len(packed["find"]) + 1


def test_a_place_names_both_halves_where_both_are_marked(front):
    places = {spot["id"]: spot["place"] for spot in front["spots"]}
    assert places["lesser_trochanter"] == "both halves of the picture, lower third"
    assert places["tendon"] == "both halves of the picture, lower third"
    assert places["iliacus"] == "left half of the picture, middle third"
    assert places["sacrum"] == "near the middle of the picture, middle third"


@EACH
def test_the_sheet_to_be_filled_in_has_numbers_and_no_name_that_is_asked_for(content, plate):
    svg = labelling.numbered(content, plate)
    words = re.findall(r"<text [^>]*>([^<]*)</text>", svg)
    titles = " ".join(label.title for label in content.plates[plate].labels.values())
    assert {word for word in words if word.isdigit()} == {
        str(number + 1) for number in range(len(content.plates[plate].labels))
    }
    asked = re.findall(r"[^\W\d]\w+", titles)
    assert not [word for word in words if word in asked]
    sheet = labelling_paper.sheet(labelling.payload(content, plate), "asked:", "whole:", "")
    filled, key = sheet.split('<div class="key')
    assert re.findall(r'src="([^"]*)"', filled) == ["asked:"]
    assert "asked:" not in key


def test_a_saved_page_prints_the_sheet_without_the_names_asked_for(tmp_path):
    page = ps.labelling("front").save_html(tmp_path / "front.html").read_text(encoding="utf-8")
    paper = page.split('<section class="quiz-paper')[1].split('<div class="key')[0]
    (packed,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]*)"', paper)
    words = re.findall(r"<text [^>]*>([^<]*)</text>", base64.b64decode(packed).decode("utf-8"))
    assert {"1", "11", "18", "L1"} <= set(words) and not {"T12", "L5"} & set(words)


def html_words(text):
    return text.replace("&", "&amp;")


def test_a_notebook_has_the_same_questions_folded(content, front):
    context = cells.Context("01_psoas_anatomy.ipynb", {}, (), content)
    text = cells.source("labelling.front", context, str)
    assert text.startswith("<details") and "The 18 questions in words" in text
    assert text.index(front["find"][0]["question"]) < text.index(front["find"][1]["question"])


def test_a_saved_page_says_everything_and_names_no_other_file(front, tmp_path):
    page = ps.labelling("front").save_html(tmp_path / "front.html").read_text(encoding="utf-8")
    words = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.S)
    for asked in front["find"]:
        assert asked["question"] in words
    assert "Not yet reviewed by a clinician" in words
    addresses = re.findall(r"""(?:src|<link[^>]*href)=["']([^"']*)""", page)
    assert addresses and all(address.startswith("data:") for address in addresses)


@pytest.mark.parametrize("sheet", SHEETS[1:])
def test_no_rule_of_the_style_sheet_reaches_outside_the_widget(sheet):
    css = re.sub(r"/\*.*?\*/", "", style([sheet]).removeprefix(style([])), flags=re.S)
    preludes = [each.strip() for each in re.findall(r"([^{}]+)\{", css)]
    selectors = [
        selector.strip()
        for prelude in preludes
        if not prelude.startswith(("@media", "@container"))
        for selector in re.sub(r"\([^()]*\)", "", prelude).split(",")
    ]
    assert selectors and all(each.startswith(".psoas-labelling") for each in selectors)
