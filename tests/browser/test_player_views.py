"""From where a player's picture is seen: the view chosen, and those of the steps themselves."""

from playwright.sync_api import expect

from tests.browser.moving import FADES, alt
from tests.films import MOVE, RATE

MOVE_S = MOVE / RATE


def test_a_view_stays_over_steps_and_is_said_first(shown):
    player = shown()
    view = player.tool("combobox", "View")
    options = view.locator("option").all_inner_texts()
    assert options == ["As drawn", "Side", "Front", "Back", "Three-quarter"]
    player.look("Front")
    player.go_to("step")
    assert player.place == MOVE
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('step')}")
    player.button("Full screen").click()
    player.go_to("bend")
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('bend')}")
    player.button("Full screen").click()
    player.look("As drawn")
    assert player.place is None
    expect(player.figure).to_have_accessible_name(alt("bend"))
    view.select_option(label="Side")
    assert player.place is None, "the step's own view has a finer still"
    expect(player.figure).to_have_accessible_name(alt("bend"))


def test_from_behind_it_says_that_the_psoas_is_seen_through_the_bones(shown):
    player = shown()
    player.go_to("step")
    key = player.part("key")
    through = key.get_by_text("seen through the bones")
    expect(through).to_be_hidden()
    player.look("Back")
    expect(through).to_be_visible()
    expect(player.figure).to_have_accessible_name(
        f"Back view. The psoas is seen through the bones. {alt('step')}"
    )
    player.look("Front")
    expect(through).to_be_hidden()


def test_the_body_moves_in_the_view_that_it_had_and_then_the_next_dissolves_in(shown):
    player = shown()
    player.page.evaluate(FADES)
    player.start()
    player.go_to("stand")
    expect(player.figure).to_have_attribute("data-view", "three_quarter")
    player.button("Next").click()
    for frame in player.trace(MOVE_S - 0.2):
        assert frame is not None
        expect(player.figure).to_have_attribute("data-view", "three_quarter")
    assert player.page.evaluate("fades") == []
    player.run(0.5)
    expect(player.figure).to_have_attribute("data-view", "side")
    assert player.place is None
    assert sorted(player.page.evaluate("fades")) == ["0,1", "1,0"], "one goes as the other comes"
    expect(player.figure.locator("svg")).to_have_count(1)
    player.go_to("bend")
    assert len(player.page.evaluate("fades")) == 2, "in the same view nothing dissolves"


def test_a_view_that_was_chosen_stays_in_the_move_and_after_it(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    player.look("Front")
    player.button("Next").click()
    for _ in range(12):
        expect(player.figure).to_have_attribute("data-view", "front")
        player.run(0.2)
    assert player.place == MOVE
