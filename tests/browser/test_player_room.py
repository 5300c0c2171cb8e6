"""The player seen from far and from a pocket: the back row, a phone held across, a sent page."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.widgets.player import Player
from tests.browser.player import saved, sized
from tests.browser.sight import in_window
from tests.browser.test_player_look import to_the_hold


@pytest.fixture
def shown(page_file, saved_player):
    return sized(page_file, saved_player)


def test_full_screen_after_an_early_end_shows_the_way_out_without_scrolling(shown):
    player = shown(1920, 1080)
    to_the_hold(player)
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement?.matches('.psoas-player')")
    player.button("Finish").click()
    off, end = player.part("off"), player.end
    assert in_window(player, off) and in_window(player, end)
    box = off.bounding_box()
    assert box["y"] + box["height"] <= end.bounding_box()["y"] + 1


@pytest.mark.parametrize("name", ["lunge", "figure_four"])
def test_in_full_screen_no_words_stand_on_the_key(shown, tmp_path, name):
    player = shown(1280, 800, path=saved(tmp_path, ps.stretch(name).player(guided=True)))
    to_the_hold(player)
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement?.matches('.psoas-player')")
    key = player.part("key").bounding_box()
    for text in player.part("lengths").locator("p, span").all():
        if text.is_visible():
            box = text.bounding_box()
            beside = box["x"] >= key["x"] + key["width"]
            assert beside or box["y"] + box["height"] <= key["y"], text.inner_text()


def test_across_on_a_phone_start_is_in_sight_and_the_picture_large(shown):
    player = shown(844, 390, has_touch=True)
    assert in_window(player, player.button("Start"))
    player.start()
    assert player.part("figure").bounding_box()["height"] > 180


def test_a_key_names_the_colours_of_the_psoas_where_there_is_a_picture(shown, tmp_path):
    player = shown()
    lines = catalogue().lines
    for words in (lines.key_longer, lines.key_shorter, lines.key_standing):
        expect(player.part("key")).to_contain_text(words)
    expect(player.part("key")).to_be_visible()
    assert player.part("swatch").count() == 3
    bare = Player(ps.stretch("ball").player(guided=True).programme)
    expect(shown(path=saved(tmp_path, bare)).part("key")).to_be_hidden()


def test_a_saved_page_has_its_cautions_above_the_player(shown):
    player = shown()
    fold = player.page.locator(".before summary")
    expect(fold).to_have_text("Before you start")
    assert fold.bounding_box()["y"] < player.root.bounding_box()["y"]
    both_legs = catalogue().safety.red_flags["both_legs"]
    flag = player.page.locator(".before").get_by_text(both_legs.text)
    expect(flag).to_be_hidden()
    fold.click()
    expect(flag).to_be_visible()
    assert player.faults() == []
    expect(player.root.get_by_text("Before you start", exact=True)).to_be_hidden()
