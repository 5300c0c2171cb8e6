"""The player as a saved page: keys, and where the focus is."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.player import opener, saved, titles


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def test_keys_move_and_restart(shown):
    player = shown()
    steps = titles(ps.stretch("ball").player(guided=True).programme)
    player.start()
    moves = {"ArrowRight": 1, "PageDown": 2, "ArrowLeft": 1, "PageUp": 0}
    for key, becomes in moves.items():
        player.page.keyboard.press(key)
        assert player.step == steps[becomes], key
    player.page.keyboard.press("ArrowRight")
    full = player.countdown
    player.run(3)
    assert player.countdown != full
    player.page.keyboard.press("Home")
    assert (player.step, player.countdown) == (steps[1], full)


def test_space_pauses_and_resumes_wherever_the_focus_is_inside(shown):
    player = shown()
    player.part("step").click()
    for name in ("Pause", "Resume", "Pause"):
        player.page.keyboard.press("Space")
        expect(player.button(name)).to_be_visible()
    assert player.page.evaluate("scrollY") == 0


def test_a_focused_button_takes_space_and_enter_itself(shown):
    player = shown()
    player.start()
    player.button("Sound").focus()
    player.page.keyboard.press("Space")
    expect(player.button("Sound")).to_have_attribute("aria-pressed", "false")
    player.page.keyboard.press("Enter")
    expect(player.button("Sound")).to_have_attribute("aria-pressed", "true")
    expect(player.button("Pause")).to_be_visible()


def test_keys_outside_the_player_and_chords_pass_untouched(shown):
    player = shown()
    step = player.step
    player.page.evaluate(
        "window.passed = []; addEventListener('keydown', (e) => "
        "passed.push([e.key, e.defaultPrevented]))"
    )
    player.page.locator(".before summary").focus()
    player.page.keyboard.press("ArrowRight")
    assert player.step == step
    player.button("Next").focus()
    for chord in ("Control+ArrowRight", "Alt+Home", "Meta+ArrowRight"):
        player.page.keyboard.press(chord)
    player.page.keyboard.press("Tab")
    assert player.step == step
    passed = player.page.evaluate("passed")
    assert ["ArrowRight", False] in passed and ["Home", False] in passed
    assert ["Tab", False] in passed
    expect(player.button("Restart")).to_be_focused()


def test_focus_never_moves_by_itself(shown):
    player = shown()
    player.start()
    main = player.button("Pause").element_handle()
    for _ in range(13):
        player.wait(12, every=4)
        assert main.evaluate("e => document.activeElement === e")
    expect(player.end).to_contain_text("Finished")
    player.start()
    player.button("Finish").click()
    focused = player.page.evaluate("document.activeElement.textContent")
    assert focused == "Finish", "a button with nothing left to do keeps the focus"


def test_in_a_page_of_its_own_keys_reach_it_when_nothing_has_the_focus(shown):
    player = shown()
    first = player.step
    player.page.locator("main h1").click()
    assert player.page.evaluate("document.activeElement === document.body")
    player.page.keyboard.press("Space")
    expect(player.button("Pause")).to_be_visible()
    player.page.keyboard.press("PageDown")
    assert player.step != first
    assert player.page.evaluate("scrollY") == 0


def test_elsewhere_only_full_screen_gives_it_the_keys_that_nothing_has_the_focus_for(
    shown, tmp_path
):
    page = saved(tmp_path, guided=True)
    page.write_text(page.read_text("utf-8").replace(', "whole_page": true', ""), "utf-8")
    player = shown(page)
    first = player.step
    player.page.keyboard.press("PageDown")
    assert player.step == first
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement !== null")
    player.page.evaluate("document.activeElement.blur()")
    player.page.keyboard.press("PageDown")
    assert player.step != first


def test_who_points_at_full_screen_pauses_with_the_space_bar_next(shown):
    player = shown()
    full = player.button("Full screen")
    player.start()
    full.click()
    player.page.wait_for_function("document.fullscreenElement !== null")
    expect(full).to_be_focused()
    player.page.keyboard.press("Space")
    expect(player.button("Resume")).to_be_visible()
    step = player.step
    player.page.keyboard.press("PageDown")
    assert player.step != step
    step = player.step
    assert player.page.evaluate("document.fullscreenElement !== null")
    player.page.keyboard.press("Escape")
    player.page.wait_for_function("document.fullscreenElement === null")
    expect(full).to_have_attribute("aria-pressed", "false")
    player.page.keyboard.press("Escape")
    assert player.step == step
    player.page.keyboard.press("Space")
    player.page.wait_for_function("document.fullscreenElement !== null")


def test_who_reaches_full_screen_by_keyboard_leaves_it_so(shown):
    player = shown()
    player.button("Full screen").focus()
    for key, filled in (("Enter", True), ("Space", False)):
        player.page.keyboard.press(key)
        player.page.wait_for_function(
            f"(document.fullscreenElement !== null) === {str(filled).lower()}"
        )
        expect(player.button("Full screen")).to_be_focused()
