"""Where no element may fill the screen, as on an iPhone, the player fills the window instead."""

import pytest
from playwright.sync_api import expect

from tests.browser.player import Recorded, Shown
from tests.browser.sight import in_window, unfit
from tests.browser.test_player_look import to_the_hold

NONE = "delete Element.prototype.requestFullscreen;"
FORBIDDEN = "Object.defineProperty(document, 'fullscreenEnabled', { value: false });"
REFUSED = "Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('no'));"
NO_POPOVER = NONE + "delete HTMLElement.prototype.showPopover;"

# An element around the player that holds whatever is fixed in it, as JupyterLab's panels do.
HELD = """() => {
  document.body.style.cssText = 'transform: translateX(30px); contain: layout; overflow: hidden';
  document.body.insertAdjacentHTML('beforeend', '<p id="chrome">Menu</p>');
  document.getElementById('chrome').style.cssText = 'position: fixed; top: 0; z-index: 10000';
}"""


@pytest.fixture
def filled(page_file, saved_player):
    """Give a function that opens the player on a phone and presses Full screen."""

    def open_(without=NONE, width=390, height=844, around=None):
        size = {"width": width, "height": height}
        watched = page_file(saved_player, Recorded(init=without), viewport=size, has_touch=True)
        if around:
            watched.page.evaluate(around)
        player = Shown(watched.page)
        player.watched = watched
        to_the_hold(player)
        player.button("Full screen").click()
        expect(player.button("Full screen")).to_have_attribute("aria-pressed", "true")
        return player

    return open_


def fills(player):
    """Tell whether the player covers the window and nothing lies over it."""
    box, size = player.root.bounding_box(), player.page.viewport_size
    covers = (box["x"], box["y"], box["width"], box["height"]) == (
        *(0, 0),
        *(size["width"], size["height"]),
    )
    on_top = "e => [[1, 1], [innerWidth - 2, innerHeight - 2]]"
    on_top += ".every((at) => e.contains(document.elementFromPoint(...at)))"
    return covers and player.root.evaluate(on_top)


@pytest.mark.parametrize("without", [NONE, FORBIDDEN, REFUSED, NO_POPOVER])
def test_it_fills_the_window_of_a_phone(filled, without):
    player = filled(without)
    assert fills(player)
    for part in (player.part("figure"), player.root.get_by_role("timer"), player.button("Pause")):
        assert in_window(player, part)
    scrolling = "getComputedStyle(document.documentElement).overflowY"
    assert player.page.evaluate(scrolling) == "hidden", "the page behind stays where it is"
    player.button("Full screen").click()
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "false")
    assert not fills(player) and player.page.evaluate(scrolling) == "visible"
    assert player.watched.errors == []


def test_it_is_accessible_and_picture_countdown_and_pause_need_no_scrolling_at_any_step(filled):
    player = filled()
    assert player.faults(".psoas-player") == []
    player.button("Back").evaluate("e => { for (let step = 0; step < 9; step += 1) e.click(); }")
    parts = ["figure", "step", "countdown", "pause"]
    sizes = [(390, 844), (360, 640), (414, 736), (844, 390)]
    assert [fault for size in sizes for fault in unfit(player, *size, parts, 9)] == []


def test_the_focus_stays_and_keys_work_and_escape_leaves(filled):
    player = filled()
    expect(player.button("Full screen")).to_be_focused()
    step = player.step
    player.page.keyboard.press("PageDown")
    assert player.step != step
    player.page.keyboard.press("Escape")
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "false")
    expect(player.button("Full screen")).to_be_focused()
    assert not fills(player)
    expect(player.button("Pause")).to_be_visible()


def test_elements_around_it_that_hold_what_is_fixed_do_not_hold_it(filled):
    player = filled(around=HELD)
    assert fills(player)


def test_an_old_browser_in_such_an_element_can_still_pause_and_leave(filled):
    player = filled(NO_POPOVER, around=HELD)
    assert not fills(player)
    for part in (player.part("figure"), player.root.get_by_role("timer"), player.button("Pause")):
        expect(part).to_be_in_viewport(ratio=0.9)
    player.button("Pause").click()
    expect(player.button("Resume")).to_be_visible()
    player.button("Full screen").click()
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "false")


def test_on_a_projector_it_looks_as_in_full_screen(filled):
    player = filled(FORBIDDEN, 1280, 800)
    assert fills(player)
    digits = player.root.get_by_role("timer").evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert digits > 0.2 * 800
    assert in_window(player, player.part("next")) and in_window(player, player.part("stop-short"))
