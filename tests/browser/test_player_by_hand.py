"""The moves of a stretch gone through by hand, and the words that say where one is."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.moving import STRETCH, alt, between, keys, title
from tests.told import with_band


def test_by_hand_a_key_goes_through_the_moves_and_words_say_where(shown):
    player = shown()
    hand = player.tool("slider", "Move by hand")
    player.go_to("step")
    first, last = player.way("step", "bend")
    stand = hand.input_value()
    expect(hand).to_have_attribute("aria-valuetext", f"at “{title('step')}”")
    hand.focus()
    keys(player, *["ArrowRight"] * ((last - first) // 2))
    share = round(100 * ((last - first) // 2) / (last - first))
    place = (
        f"{'half way' if 47 <= share <= 53 else f'{share} % of the way'} {between('step', 'bend')}"
    )
    expect(hand).to_have_attribute("aria-valuetext", place)
    expect(player.figure).to_have_accessible_name(f"By hand: {place}.")
    assert player.place == first + (last - first) // 2
    change = player.now["psoas"][0]
    assert player.bar == pytest.approx(abs(change))
    words = player.part("length").first
    expect(words).to_contain_text(f"{int(abs(change) + 0.5)} mm")
    expect(words).to_contain_text("(between two steps)")
    player.run(5)
    assert player.place == first + (last - first) // 2, "it stays where it was put"
    keys(player, *["ArrowRight"] * (last - first - (last - first) // 2))
    row = ps.stretch(STRETCH).player(guided=True).programme["lengths"][f"{STRETCH}/bend.left"]
    expect(words).to_have_text(with_band(row["rows"][0]))
    keys(player, "End")
    expect(hand).to_have_attribute("aria-valuetext", f"at “{title('return')}”")
    expect(player.figure).to_have_accessible_name(
        f"By hand: at “{title('return')}”. {alt('return')}"
    )
    player.button("Next").click()
    player.run(3)
    assert player.place is None and hand.input_value() != stand


def test_by_hand_the_words_of_the_step_give_way_to_where_the_picture_is(shown):
    player = shown()
    player.start()
    player.go_to("tuck")
    player.button("Pause").click()
    caption = player.part("caption").inner_text()
    cue = player.part("cue")
    stage = player.part("stage").inner_text()
    expect(cue).to_be_visible()
    hand = player.tool("slider", "Move by hand")
    hand.focus()
    keys(player, "ArrowLeft")
    expect(player.part("caption")).to_have_text(
        re.compile(rf"By hand: \d+ % of the way {between('bend', 'tuck')}\.")
    )
    expect(player.part("stage")).to_have_text("The session waits at")
    assert player.step == title("tuck"), "the session has not moved"
    for part in ("cue", "breath"):
        expect(player.part(part)).to_be_hidden()
    expect(player.part("whose")).to_contain_text(f"of the step “{title('tuck')}”")
    keys(player, "ArrowRight")
    expect(player.part("caption")).to_have_text(caption)
    expect(cue).to_be_visible()
    keys(player, "End")
    expect(player.part("caption")).to_have_text(f"By hand: at “{title('return')}”.")
    player.button("Resume").click()
    player.run(0.1)
    expect(player.part("caption")).to_have_text(caption)
    expect(player.part("stage")).to_have_text(stage)
    for part in ("cue", "breath"):
        expect(player.part(part)).to_be_visible()
    expect(player.part("whose")).to_be_hidden()


def test_while_the_player_runs_the_hand_waits(shown):
    player = shown()
    hand = player.tool("slider", "Move by hand")
    player.go_to("step")
    hand.focus()
    keys(player, "ArrowRight")
    there = player.place
    stood = hand.input_value()
    keys(player, "Space")
    expect(player.button("Pause")).to_be_visible()
    expect(hand).to_be_focused()
    expect(hand).to_have_attribute("aria-disabled", "true")
    player.run(0.1)
    assert player.place is None
    keys(player, "ArrowRight", "ArrowRight")
    assert player.place is None
    assert int(hand.input_value()) == int(stood) - 1
    player.button("Pause").click()
    expect(hand).to_have_attribute("aria-disabled", "false")
    hand.focus()
    keys(player, "ArrowRight")
    assert player.place == there


def test_by_hand_works_with_less_motion_too(shown):
    player = shown(reduced_motion="reduce")
    player.tool("slider", "Move by hand").focus()
    keys(player, *["ArrowRight"] * 5)
    assert player.place == 5
