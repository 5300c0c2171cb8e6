"""The tools below a player's picture: view, X-ray, what changed, and the moves by hand."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.moving import STEPS, STRETCH, Seen, moving, opened
from tests.films import MOVE

CARDS = ps.stretch(STRETCH).player(guided=True).programme["cards"]


@pytest.fixture
def shown(page_file, tmp_path):
    """Give a function that opens a player with films; options go to the browser's context."""

    def open_(widget=None, loaded=True, **options) -> Seen:
        return opened(page_file, tmp_path, widget, loaded, **options)

    return open_


def alt(step):
    return CARDS[f"{STRETCH}/{step}"]["left"]["alt"]


def keys(player, *names):
    for name in names:
        player.page.keyboard.press(name)


def test_a_view_stays_over_steps_and_is_said_first(shown):
    player = shown()
    view = player.tool("combobox", "View")
    options = view.locator("option").all_inner_texts()
    assert options == ["As drawn", "Side", "Front", "Three-quarter"]
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


def test_the_x_ray_fades_bones_and_muscle_in_stills_and_films_alike(shown):
    player = shown()
    player.go_to("step")

    def seen():
        inside = player.figure.locator(".pp-inside")
        assert inside.locator("path").count() > 1
        outside = player.figure.locator("svg > g > path, svg > g > g > .pf-skin").first
        assert outside.evaluate("e => getComputedStyle(e).opacity") == "1"
        classes = "e => [...e.querySelectorAll('path')].map((path) => path.getAttribute('class'))"
        names = {name for each in inside.all() for name in each.evaluate(classes)}
        assert {"pf-bone", "pf-long"} <= names and not names & {"pf-skin", "pf-shorts"}
        return {float(each.evaluate("e => getComputedStyle(e).opacity")) for each in inside.all()}

    assert seen() == {1}
    xray = player.tool("slider", "X-ray")
    expect(xray).to_have_attribute("aria-valuetext", "100 %")
    xray.focus()
    keys(player, "ArrowLeft", "ArrowLeft")
    expect(xray).to_have_attribute("aria-valuetext", "90 %")
    assert seen() == {0.9}
    player.look("Front")
    assert player.place == MOVE and seen() == {0.9}
    xray.focus()
    keys(player, "Home")
    assert seen() == {0}
    assert player.step == CARDS[f"{STRETCH}/step"]["left"]["title"], "the key is the slider's"
    player.button("Next").click()
    player.run(1)
    assert seen() == {0}


def test_without_films_the_x_ray_is_there_alone(shown):
    player = shown(moving(films=b""), loaded=False)
    xray = player.tool("slider", "X-ray")
    expect(xray).to_be_visible()
    for role, name in [
        ("combobox", "View"),
        ("slider", "Move by hand"),
        ("button", "What changed"),
    ]:
        expect(player.tool(role, name)).to_have_count(0)
    xray.fill("40")
    opacity = player.figure.locator(".pp-inside").first.evaluate("e => getComputedStyle(e).opacity")
    assert opacity == "0.4"


def test_what_changed_lies_over_a_step_at_rest_and_stays_chosen(shown):
    player = shown()
    ghost = player.figure.locator(".pf-ghost")
    changed = player.tool("button", "What changed")
    expect(changed).to_have_attribute("aria-disabled", "true")
    changed.click(force=True)
    expect(changed).to_have_attribute("aria-pressed", "false")
    player.start()
    player.go_to("step")
    changed.focus()
    keys(player, "Enter")
    expect(changed).to_have_attribute("aria-pressed", "true")
    expect(ghost).to_have_count(1)
    expect(player.figure).to_have_accessible_name(re.compile("arrows what has moved.$"))
    player.button("Next").click()
    player.run(0.5)
    expect(ghost).to_have_count(0)
    player.run(3)
    expect(ghost).to_have_count(1)
    player.look("Front")
    expect(ghost).to_have_count(1)
    changed.click()
    expect(ghost).to_have_count(0)
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('bend')}")


def test_by_hand_a_key_goes_through_the_moves_and_words_say_where(shown):
    player = shown()
    hand = player.tool("slider", "Move by hand")
    expect(hand).to_have_attribute("max", str(MOVE * (len(STEPS) - 1)))
    player.go_to("step")
    expect(hand).to_have_js_property("value", str(MOVE))
    expect(hand).to_have_attribute("aria-valuetext", "Step")
    hand.focus()
    keys(player, *["ArrowRight"] * 10)
    expect(hand).to_have_attribute("aria-valuetext", "Step to bend, half way")
    expect(player.figure).to_have_accessible_name("By hand: Step to bend, half way.")
    assert player.place == MOVE + 10
    assert player.bar == pytest.approx((MOVE + 10) / 4)
    words = player.part("length").first
    expect(words).to_have_text("Left psoas: 8 mm longer than in standing (between two steps)")
    player.run(5)
    assert player.place == MOVE + 10, "it stays where it was put"
    keys(player, *["ArrowRight"] * 10)
    row = ps.stretch(STRETCH).player(guided=True).programme["lengths"][f"{STRETCH}/bend.left"]
    expect(words).to_have_text(f"{row['rows'][0]['words']} ({row['rows'][0]['band']})")
    keys(player, "End")
    expect(hand).to_have_attribute("aria-valuetext", "Return")
    player.button("Next").click()
    player.run(3)
    assert player.place is None


def test_while_the_player_runs_the_hand_waits(shown):
    player = shown()
    hand = player.tool("slider", "Move by hand")
    player.go_to("step")
    hand.focus()
    keys(player, "ArrowRight")
    assert player.place == MOVE + 1
    keys(player, "Space")
    expect(player.button("Pause")).to_be_visible()
    expect(hand).to_be_focused()
    expect(hand).to_have_attribute("aria-disabled", "true")
    player.run(0.1)
    assert player.place is None
    keys(player, "ArrowRight", "ArrowRight")
    assert player.place is None
    expect(hand).to_have_js_property("value", str(MOVE))
    player.button("Pause").click()
    expect(hand).to_have_attribute("aria-disabled", "false")
    hand.focus()
    keys(player, "ArrowRight")
    assert player.place == MOVE + 1


def test_by_hand_works_with_less_motion_too(shown):
    player = shown(reduced_motion="reduce")
    player.tool("slider", "Move by hand").focus()
    keys(player, *["ArrowRight"] * 5)
    assert player.place == 5


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (844, 390)])
def test_on_a_phone_a_button_opens_the_tools_below_the_picture(shown, width, height):
    player = shown(viewport={"width": width, "height": height}, has_touch=True)
    opener = player.button("Picture tools")
    view = player.tool("combobox", "View")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(view).to_have_count(0)
    before = player.figure.bounding_box()
    opener.tap()
    expect(view).to_be_visible()
    targets = [opener, *player.part("tools-panel").locator("select, button, input").all()]
    assert len(targets) == 5
    for target in targets:
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert player.figure.bounding_box()["height"] == before["height"]
    assert view.bounding_box()["y"] >= before["y"] + before["height"]
    assert player.page.evaluate("document.documentElement.scrollWidth") == width
    opener.tap()
    expect(view).to_have_count(0)


def test_on_a_desk_the_tools_stand_open(shown):
    player = shown(viewport={"width": 1280, "height": 800})
    expect(player.button("Picture tools")).to_have_count(0)
    for target in player.part("tools-panel").locator("select, button, input").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44


def test_in_full_screen_they_take_room_only_while_they_are_open(shown):
    player = shown(viewport={"width": 1280, "height": 720})
    player.go_to("step")
    player.look("Front")
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement !== null")
    whole = player.figure.bounding_box()["height"]
    opener = player.button("Picture tools")
    opener.click()
    expect(player.tool("combobox", "View")).to_have_value("front")
    assert player.figure.bounding_box()["height"] < whole
    opener.click()
    assert player.figure.bounding_box()["height"] == whole


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_check_of_accessibility_finds_no_fault_in_the_tools(shown, width, scheme):
    player = shown(viewport={"width": width, "height": 844}, color_scheme=scheme)
    player.go_to("step")
    if width == 390:
        player.button("Picture tools").click()
    player.tool("button", "What changed").click()
    player.look("Front")
    player.page.clock.resume()
    found = Axe().run(player.page, context={"include": [[".psoas-player"]]})
    assert [fault["id"] for fault in found.response["violations"]] == []
