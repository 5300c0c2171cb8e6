"""From where a player's picture is seen: the view chosen, those of the steps, and by hand."""

import re

from playwright.sync_api import expect

from tests.browser.moving import alt, keys
from tests.browser.watched import until


def test_a_view_stays_over_steps_and_is_said_first(shown):
    player = shown()
    view = player.tool("combobox", "View")
    options = view.locator("option").all_inner_texts()
    assert options == ["As drawn", "Side", "Front", "Back", "Three-quarter", "Above"]
    player.look("Front")
    player.go_to("step")
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('step')}")
    player.button("Full screen").click()
    player.go_to("bend")
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('bend')}")
    expect(player.figure).to_have_attribute("data-view", "front")
    player.button("Full screen").click()
    player.look("As drawn")
    expect(player.figure).to_have_accessible_name(alt("bend"))
    view.select_option(label="Side")
    expect(player.figure).to_have_accessible_name(alt("bend"))


def test_from_behind_it_says_that_the_psoas_is_seen_through_the_bones(shown):
    player = shown()
    player.go_to("step")
    through = player.part("key").get_by_text("seen through the bones")
    expect(through).to_be_hidden()
    player.look("Back")
    expect(through).to_be_visible()
    expect(player.figure).to_have_accessible_name(
        f"Back view. The psoas is seen through the bones. {alt('step')}"
    )
    player.look("Front")
    expect(through).to_be_hidden()


def test_as_drawn_each_step_is_seen_from_its_own_side(shown):
    player = shown()
    player.go_to("stand")
    expect(player.figure).to_have_attribute("data-view", "three_quarter")
    player.button("Next").click()
    expect(player.figure).to_have_attribute("data-view", "side")


def test_keys_turn_the_picture_while_it_has_the_focus_and_a_step_asks_for_its_own_view(shown):
    player = shown()
    player.go_to("stand")
    back = player.tool("button", "Turn back")
    expect(back).to_have_attribute("aria-disabled", "true")
    player.figure.focus()
    keys(player, "ArrowLeft", "ArrowUp")
    assert player.step != "", "the session has not moved"
    turned = player.now["turned"]
    assert turned["azimuth"] != 0 and turned["elevation"] > 0
    expect(back).to_have_attribute("aria-disabled", "false")
    keys(player, "PageDown")
    assert player.now["turned"] == {"azimuth": 0, "elevation": 0}
    player.figure.focus()
    keys(player, "ArrowRight")
    back.click()
    assert player.now["turned"] == {"azimuth": 0, "elevation": 0}


def test_a_view_that_was_chosen_and_turned_stays_so_from_step_to_step(shown):
    player = shown()
    player.look("Front")
    player.figure.focus()
    keys(player, "ArrowLeft")
    turned = player.now["turned"]
    player.button("Next").click()
    player.rest()
    assert player.now["turned"] == turned and player.now["view"] == "front"
    view = player.tool("combobox", "View")
    expect(view.locator(":checked")).to_have_text("Turned by hand")
    expect(player.figure).to_have_accessible_name(re.compile("^Turned by hand. "))
    player.look("Front")
    expect(view.locator(":checked")).to_have_text("Front")
    assert player.now["turned"] == {"azimuth": 0, "elevation": 0}
    expect(view.get_by_role("option", name="Turned by hand")).to_have_count(0)


def test_the_picture_goes_dark_with_the_page(shown):
    player = shown()
    assert not player.now["dark"]
    player.page.emulate_media(color_scheme="dark")
    assert until(lambda: player.now["dark"])
