"""The player tells how long the psoas is beside each picture, in words and as a bar."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.mechanics import wording
from psoaslib.widgets.player import Player
from tests.browser.player import opener, saved
from tests.told import with_band

PLACES = """rows => rows.map((row) => {
  const box = (name) => row.querySelector(`.pp-length-${name}`)?.getBoundingClientRect();
  const [scale, zero, bar] = [box('scale'), box('zero'), box('bar')];
  if (!bar) return { scale: scale.width };
  const ends = [...row.querySelectorAll('.pp-length-band')].map((e) => e.getBoundingClientRect().x);
  const at = (x) => (x - zero.x) / scale.width * 100;
  return {
    scale: scale.width,
    inside: bar.x >= scale.x - 2 && bar.right <= scale.right + 2,
    left: at(bar.x), right: at(bar.right),
    low: at(Math.min(...ends)), high: at(Math.max(...ends)),
  };
})"""


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def walk(player, programme):
    """Go through a programme; give its segments, the body at rest, with what is told of them."""
    for number, segment in enumerate(programme["segments"]):
        side = programme["blocks"][segment["block"]]["side"]
        card = programme["cards"][segment["card"]][side]
        expect(player.root.get_by_role("heading", level=3)).to_have_text(card["title"])
        yield segment, programme["lengths"][card["picture"]]
        if number + 1 < len(programme["segments"]):
            player.button("Next").click()
            player.run(7)


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_bar_and_words_of_both_sides_change_with_the_step(shown, tmp_path, name):
    widget = ps.stretch(name).player(guided=True)
    player = shown(widget.save_html(tmp_path / f"{name}.html"))
    rows = player.part("length")
    for _, told in walk(player, widget.programme):
        expect(rows).to_have_count(2)
        found = rows.evaluate_all(PLACES)
        for number, (row, place) in enumerate(zip(told["rows"], found, strict=True)):
            expect(rows.nth(number)).to_contain_text(with_band(row))
            assert place["scale"] > 80
            if row["change"] is None:
                assert "left" not in place
                continue
            # A scale of 100 mm, so a share in % is a length in mm.
            assert place["inside"]
            ends = (place["left"], place["right"])
            assert max(ends, key=abs) == pytest.approx(row["change"], abs=1.5)
            if row["low"] is not None:
                assert place["low"] == pytest.approx(row["low"], abs=1.5)
                assert place["high"] == pytest.approx(row["high"], abs=1.5)


def test_on_the_ball_the_upper_side_is_longer_and_the_lower_shorter(shown):
    player = shown(side="right")
    while "Hold" not in player.part("stage").inner_text():
        player.button("Next").click()
    words = player.part("length").all_inner_texts()
    assert re.search(r"Right psoas: \d+ mm longer", words[0])
    assert re.search(r"Left psoas: \d+ mm shorter", words[1])
    player.button("Swap side").click()
    while "Hold" not in player.part("stage").inner_text():
        player.button("Next").click()
    words = player.part("length").all_inner_texts()
    assert re.search(r"Left psoas: \d+ mm longer", words[0])
    assert re.search(r"Right psoas: \d+ mm shorter", words[1])


def test_the_figures_describe_the_picture_and_are_not_spoken(shown):
    player = shown(voice=True, guided=True)
    told = ps.stretch("ball").player(guided=True).programme["lengths"]["ball/kneel.right"]
    assert all(row["low"] is not None for row in told["rows"])
    description = " ".join(map(with_band, told["rows"]))
    expect(player.part("figure")).to_have_accessible_description(description)
    player.start()
    for _ in range(5):
        player.run(2)
        player.button("Next").click()
    heard = [*player.heard("announced"), *(line["text"] for line in player.heard("spoken"))]
    assert heard and not any(re.search(r"\d mm|psoas:", text) for text in heard)
    expect(player.root.locator("[aria-live] .pp-length")).to_have_count(0)


def test_beyond_the_models_it_says_so_and_names_the_grey(shown, tmp_path):
    widget = ps.stretch("figure_four").player(guided=True, side="left")
    player = shown(widget.save_html(tmp_path / "four.html"))
    grey = player.root.get_by_text(catalogue().lines.key_beyond)
    for _, told in walk(player, widget.programme):
        expect(player.part("length-note")).to_contain_text("it lengthens the gluteals")
        for number, row in enumerate(told["rows"]):
            words = player.part("length").nth(number)
            beyond = row["state"] == wording.BEYOND
            expect(words).to_contain_text("(beyond the models: hip" if beyond else "shorter than")
    assert told["rows"][0]["state"] == "short"
    expect(grey).to_be_visible()
    ball = shown(guided=True)
    expect(ball.root.get_by_text(catalogue().lines.key_beyond)).to_have_count(0)


def test_without_figures_nothing_stands_there(shown, tmp_path):
    widget = ps.stretch("ball").player(guided=True)
    programme = {**widget.programme, "lengths": {}}
    player = shown(saved(tmp_path, Player(programme, widget.pictures)))
    expect(player.part("lengths")).to_be_hidden()
    assert player.part("figure").get_attribute("aria-describedby") is None
    expect(player.part("key")).to_be_visible()


def test_a_saved_page_says_the_figures_in_its_words_too(shown):
    player = shown()
    told = ps.stretch("ball").player(guided=True).programme["lengths"]["ball/hold.right"]
    for row in told["rows"]:
        expect(player.page.locator(".words")).to_contain_text(wording.sentence(row))
