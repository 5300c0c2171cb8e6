"""A saved player on paper: a handout of two A4 pages a stretch, light and without controls."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.sides import fill, opposite
from psoaslib.programme.cards import EYES, side_words
from psoaslib.widgets.player import Player

STRETCHES = list(catalogue().stretches)


@pytest.fixture
def printed(page_file, tmp_path):
    """Give a function that opens a stretch's saved player as it goes to paper."""

    def open_(name):
        path = ps.stretch(name).player().save_html(tmp_path / f"{name}.html")
        page = page_file(path).page
        page.emulate_media(media="print", color_scheme="dark")
        return page

    return open_


def sheets(page):
    """Print a page and count the sheets."""
    document = page.pdf(format="A4", prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]", document), "A4"
    return len(re.findall(rb"/Type\s*/Page\b", document))


@pytest.mark.parametrize("name", STRETCHES)
def test_every_stretch_is_a_handout_of_two_pages_whatever_is_chosen(printed, tmp_path, name):
    stretch = catalogue().stretches[name]
    doses = [dose for dose in catalogue().doses if dose not in stretch.not_with]
    extra = [step.id for step in stretch.steps if step.optional]
    page, counted = printed(name), {}
    for choices in (*({"dose": dose} for dose in doses), {"guided": True}, {"include": extra}):
        path = ps.stretch(name).player(**choices).save_html(tmp_path / "chosen.html")
        page.goto(path.as_uri())
        counted[str(choices)] = sheets(page)
    assert set(counted.values()) == {2}, counted


@pytest.mark.parametrize("name", STRETCHES)
def test_it_says_what_a_person_needs_to_do_it_alone(printed, name):
    page = printed(name)
    record_, content = catalogue().stretches[name], catalogue()
    programme = ps.stretch(name).player().programme
    side = record_.article_side
    handout = page.locator(".handout")
    expect(handout.get_by_role("heading", level=1)).to_have_text(record_.title)
    words = " ".join(handout.inner_text().split())
    other = side_words(record_, opposite(side))
    assert f"{side_words(record_, side)}." in words and other[1:] in words
    for text in (content.safety.review.words, content.safety.disclaimer, EYES[record_.eyes]):
        assert " ".join(text.split()) in words
    for text in [*programme["stop"], *(fill(str(each), side) for each in record_.equipment)]:
        assert " ".join(text.split()) in words
    steps = {
        each["card"]
        for each in programme["segments"]
        if each["kind"] not in ("ready", "rest", "change")
    }
    for step in steps:
        card = programme["cards"][step][side]
        for field in ("title", "coached", "cue", "error", "correction"):
            assert " ".join(card[field].split()) in words, field
        expect(handout.get_by_role("img", name=card["alt"], exact=True)).to_have_count(1)
    first = handout.locator(".head")
    expect(first.get_by_role("img", name="The hold: ")).to_have_count(1)
    expect(first).to_contain_text("This sheet is for you")
    rest = next(each["ms"] // 1000 for each in programme["segments"] if each["kind"] == "rest")
    assert f"30 s, 2 times a side, with {rest} s of rest between" in words
    for reference in record_.aim_references:
        assert content.references[reference].name in words
    assert "CC BY 4.0" in words and "{" not in words


def test_paper_is_light_and_has_no_controls_in_a_dark_theme(printed):
    page = printed("lunge")
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color].join()"
    assert page.locator("body").evaluate(look) == "rgb(255, 255, 255),rgb(0, 0, 0)"
    schemes = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
    assert "dark" not in schemes, "or a picture's own dark theme would be printed"
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("region", name="Stretch player")).to_be_hidden()
    expect(page.locator("main")).to_be_hidden()


def test_no_picture_and_no_step_is_cut_by_the_end_of_a_page(printed):
    page = printed("ball")
    pictures = page.locator(".handout .still")
    ball = catalogue().stretches["ball"]
    played = {step.id for step in ball.steps if not step.optional}
    steps = len(played) + sum(each.step in played for each in ball.errors)
    assert pictures.count() == steps + 1 > 7, "and the hold on the first page"
    for picture in pictures.all():
        used = "document.getElementById(e.firstChild.getAttribute('href').slice(1))"
        whole = f"e => {used} && e.clientHeight > 60 && e.clientWidth >= 100"
        assert picture.evaluate(whole)
    kept = "e => getComputedStyle(e).breakInside"
    assert {each.evaluate(kept) for each in page.locator(".handout li:has(.still)").all()} == {
        "avoid"
    }
    after = "e => getComputedStyle(e).breakAfter"
    headings = page.locator(".handout :is(h2, h3)").all()
    assert {each.evaluate(after) for each in headings} == {"avoid"}


def test_on_screen_all_words_of_both_sides_stand_and_no_handout(page_file, tmp_path):
    path = ps.stretch("ball").player().save_html(tmp_path / "ball.html")
    page = page_file(path).page
    expect(page.locator(".handout")).to_be_hidden()
    words = page.locator(".words")
    for side in ("right", "left"):
        name = f"Ball stretch: {side_words(catalogue().stretches['ball'], side)}"
        expect(words.get_by_role("heading", name=name)).to_be_visible()
    reference = catalogue().references[catalogue().stretches["ball"].aim_references[0]]
    expect(words.get_by_text(str(reference), exact=True)).to_be_visible()


def test_without_pictures_the_handout_has_the_words(page_file, tmp_path):
    bare = Player(ps.stretch("ball").player(side="left").programme)
    page = page_file(bare.save_html(tmp_path / "bare.html")).page
    page.emulate_media(media="print")
    handout = page.locator(".handout")
    expect(handout.locator("img")).to_have_count(0)
    expect(handout).to_contain_text("Left side stretched, right hip on the ball.")
    expect(handout).not_to_contain_text("on the other side")
    assert sheets(page) == 2
