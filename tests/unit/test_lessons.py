"""What people hold in a notebook: plain words, accessible pages, errors that list what is valid."""

import doctest
import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

import psoaslib as ps
from psoaslib import pages
from psoaslib.catalogue import images
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.mechanics.measures import filled
from psoaslib.notebook import stretch
from psoaslib.notebook.page import Page
from psoaslib.pages import document, label
from tests.told import untold

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "psoaslib"


class Shown(HTMLParser):
    """Collect what matters to a reader who hears a page: pictures, headings of tables, text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.words, self.open = [], [], []
        self.html = page._repr_html_()
        self.feed(self.html)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in ("img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)

    def all(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


def held():
    """Give what people hold, by its name, each to be made by a call."""
    ball = ps.stretch("ball")
    yield "stretches", ps.stretches
    for side in SIDES:
        for name in ("steps", "errors", "variations"):
            yield f"{name} {side}", partial(getattr(ball, name), side)
    yield "ball safety", ball.safety
    for name in ("lunge", "floor", "worktop", "bed_edge", "figure_four"):
        for page in ("steps", "errors", "variations", "safety"):
            yield f"{name} {page}", getattr(ps.stretch(name), page)


def check(page, tells=False):
    """Hold a page to what all pages keep; one that `tells` gives millimetres of its own."""
    shown = Shown(page)
    for picture in shown.all("img"):
        assert len(picture["alt"]) > 60
        assert picture["src"].startswith(("data:image/webp;base64,", "data:image/svg+xml;base64,"))
    assert all(head.get("scope") in ("col", "row") for head in shown.all("th"))
    assert len(shown.all("details")) == len(shown.all("summary"))
    assert shown.all("div")[0]["lang"] == "en-GB"
    assert not re.search(r"(?<!-)\bcolor\s*:|background", shown.html)

    words = repr(page)
    assert words == repr(page) and len(words.splitlines()) == 1
    assert not re.search(r"0x[0-9a-f]{4}|<\w+|object at|\{(same|other)\}", words)

    assert not re.search(r"\{[\w:.]*\}", shown.text), "a side or a figure is left open"
    assert tells or untold(shown.text) == []

    assert all(link["href"].startswith("https://doi.org/") for link in shown.all("a"))
    references = stretch.catalogue().references
    names = "|".join(re.escape(label(each, references)) for each in references.values())
    cited = re.search(rf"[(;] ?({names})[;,)‡]", shown.text)
    assert bool(shown.text.count("Sources")) == bool(cited)
    return shown


@pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in held()])
def test_a_page_is_heard_as_well_as_seen_says_itself_and_leads_to_the_works(make):
    check(make())


def test_the_examples_in_the_code_are_true():
    result = doctest.testmod(stretch, optionflags=doctest.ELLIPSIS)
    assert result.attempted >= 3 and result.failed == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ps.stretch("bal"), "no stretch 'bal'. Valid are: 'ball'"),
        (lambda: ps.stretch(["ball"]), "no stretch ['ball']"),
        (lambda: ps.stretch("ball").steps("up"), "one of: left, right"),
        (lambda: ps.stretch("ball").side("both"), "one of: left, right"),
        (lambda: ps.stretch("ball").player("up"), "one of: left, right, both"),
        (lambda: ps.stretch("ball").dose("child"), "Valid are: 'adult', 'older_adult'"),
        (lambda: ps.stretch("ball").player(dose="child"), "'adult', 'older_adult'"),
        (lambda: ps.stretch("ball").player(dose="older_adult"), "Take the worktop or the bed edge"),
        (lambda: ps.stretch("ball").dose("older_adult"), "Take the worktop or the bed edge"),
        (lambda: ps.stretch("ball").player(hold=31), "30 s"),
        (
            lambda: ps.stretch("lunge").beside("hold", "tilt"),
            "common error 'tilt'. Valid are: 'foot_out'",
        ),
        (lambda: ps.stretch("lunge").beside("held", "tilt_lost"), "no step 'held'. Valid are: "),
        (lambda: ps.quiz("lungs"), "no questions on 'lungs'. Topics: "),
        (lambda: ps.muscle_named, "It offers: claim, claims"),
    ],
)
def test_an_error_lists_what_is_valid(call, said):
    with pytest.raises((ValueError, AttributeError)) as error:
        call()
    assert said in str(error.value)


def test_sides_are_mirrored_in_words_and_pictures():
    ball = ps.stretch("ball")
    steps = stretch.catalogue().stretches["ball"].steps
    swap = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}

    def mirrored(text):
        return re.sub(r"\b(left|right)\b(?! angle)", lambda side: swap[side[0]], text, flags=re.I)

    # The article names one side, so its words are the same on both.
    article = [fill(each.article, "right") for each in steps if each.article]

    def own(text):
        for words in article:
            assert words in text
            text = text.replace(words, "")
        return text.replace(" (The article names only this side.)", "")

    right, left = (Shown(ball.steps(side)) for side in ("right", "left"))
    assert mirrored(own(right.text)) == own(left.text) != own(right.text)
    for one, other in zip(right.all("img"), left.all("img"), strict=True):
        assert mirrored(one["alt"]) == other["alt"]
        assert one["src"] != other["src"]


def test_right_and_wrong_stand_side_by_side_under_words_that_tell_them_apart():
    shown = Shown(ps.stretch("lunge").errors("right"))
    columns = re.findall(r"<div [^>]*display:inline-block[^>]*>.*?</div>", shown.html, re.DOTALL)
    assert columns and all(column.count("<img") == 1 for column in columns)
    assert "min-width" in columns[0], "on a phone one stands under the other"
    right, wrong = columns[-2:]
    assert "Like this: Hold" in right and "Not like this: The tilt is lost" in wrong
    assert "The correct hold" in right and "The error" in wrong


def test_without_a_side_it_is_the_article_s():
    ball = ps.stretch("ball")
    assert ball.steps()._repr_html_() == ball.steps("right")._repr_html_()


def test_the_player_has_the_pictures_of_both_sides_so_that_it_can_swap():
    ball = ps.stretch("ball")
    player = ball.player("right", hold=10, repetitions=1)
    stills = images.unbundled(player._stills())
    shown = set(ball.programme("right").picture_keys())
    assert set(stills) == shown
    assert {"ball/hold.left", "ball/hold.right", "ball/waist_on_ball.left"} <= shown
    assert [block["side"] for block in player.programme["blocks"]] == ["right"]


def test_the_words_of_a_dose_follow_the_data():
    dose = stretch.catalogue().doses["adult"]
    said = str(ps.stretch("ball").dose("adult"))
    assert f"{dose.repetitions} holds of {dose.hold_s:g} s" in said
    assert f"{dose.repetitions * dose.hold_s:g} s a side" in said


def test_the_length_is_the_player_s():
    ball = ps.stretch("ball")
    player = ball.player("left", hold=20, repetitions=1)
    minutes, seconds = divmod(player.programme["total_ms"] // 1000, 60)
    length = ball.length("left", hold=20, repetitions=1)
    assert f"{minutes} min {seconds} s" in length
    on_the_ball = player.programme["total_ms"] - sum(
        each["ms"]
        for each in player.programme["segments"]
        if each["card"] in ("ball/ready", "ball/kneel", "ball/return")
    )
    minutes, seconds = divmod(on_the_ball // 1000, 60)
    assert f"{minutes} min {seconds} s a side" in length


def test_a_run_sheet_gives_the_clock_the_step_and_what_is_said():
    lunge = ps.stretch("lunge")
    text = Shown(lunge.run_sheet("left", repetitions=1)).text
    for word in (
        "0:00",
        "Hold the tuck, eyes open (left)",
        lunge._record.steps[0].spoken.split()[0],
    ):
        assert word in text
    slow = Shown(lunge.run_sheet("left", 0.5, repetitions=1)).text
    assert slow != text
    with pytest.raises(ValueError, match="0.5 to 1.5"):
        lunge.run_sheet(speed=3)


def test_long_words_break_between_words():
    said = ps.stretch("lunge").dose("older_adult")
    assert max(map(len, repr(said).splitlines())) <= 76
    assert " ".join(repr(said).splitlines()) == str(said)


def test_questions_fold_their_answers_with_a_word_on_each_choice():
    content = stretch.catalogue()
    listed = [each for each in content.questions.values() if "ball" in each.topics]
    shown = Shown(Page("", pages.questions(listed, content.references), content))
    folds = len(listed) + 1  # and one for the sources
    assert len(shown.all("details")) == folds >= 7
    for question in listed:
        assert all(filled(option.feedback) in shown.text for option in question.options)


def test_the_article_s_stretches_and_ours_are_listed_apart():
    words = repr(ps.stretches())
    article, ours = words.split("Added by us:")
    assert all(name in article for name in ("ball (", "lunge (", "floor ("))
    assert all(name in ours for name in ("worktop (", "bed_edge (", "figure_four ("))
    assert len(Shown(ps.stretches()).all("table")) == 2


def test_no_sentence_of_the_article_is_lost_where_two_steps_share_it():
    floor = stretch.catalogue().stretches["floor"]
    text = Shown(ps.stretch("floor").steps()).text
    steps = [step for step in floor.steps if step.source]
    assert len({step.source for step in steps}) < len(steps)
    assert all(step.article.replace("\n", " ") in text for step in steps)


def test_the_readings_of_the_floor_stretch_are_questions_with_folded_answers():
    content = stretch.catalogue()
    note = "This is our reading of the text. The article's picture is not available."
    assert note in Shown(ps.stretch("floor").steps()).text
    readings = pages.readings(content.stretches["floor"], "left", content)
    shown = Shown(Page("", readings, content))
    assert note in shown.text and shown.text.count("Ask the class:") == 3
    assert len(shown.all("details")) == 4  # and the sources


def test_each_stretch_says_whether_eyes_may_close():
    assert "Eyes stay open" in Shown(ps.stretch("floor").steps()).text
    assert "eyes may close" in Shown(ps.stretch("bed_edge").steps()).text


def test_a_player_starts_for_every_stretch():
    for name in stretch.catalogue().stretches:
        assert ps.stretch(name).player().programme["total_ms"] > 0
    long = ps.stretch("floor").player(include="tilt_back").programme["total_ms"]
    assert long > ps.stretch("floor").player().programme["total_ms"]


# ---------------------------------------------------------------- one document, two forms


def test_markdown_and_html_say_the_same():
    line = ("5 * 3 < 16 & $30 ", document.Strong("a_b"), document.BREAK, document.Link("c", "#D1"))
    blocks = (
        document.Heading("One | two"),
        document.Paragraph(line),
        document.Bullets((line, ("x",))),
        document.Table(("a", "b"), ((line, ("y",)),), row_heads=True),
        document.Details("More", (document.Paragraph(("z",)),)),
    )
    markdown = document.markdown(blocks, str)
    assert r"5 \* 3 &lt; 16 &amp; \$30 **a\_b**<br>[c](#D1)" in markdown
    assert r"### One \| two" in markdown and "<summary>More</summary>\n\nz" in markdown
    html = document.html(blocks, str)
    assert "5 * 3 &lt; 16 &amp; $30 <strong>a_b</strong><br>" in html
    assert '<th scope="row"' in html and "<h3>One | two</h3>" in html


def test_a_number_at_the_start_of_a_paragraph_does_not_become_a_list():
    assert document.markdown([document.paragraph("2. is second")], str) == r"2\. is second"
