"""The tools below a player's picture: X-ray, what changed, and the room that they take."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from tests.browser.moving import alt, keys, moving, title
from tests.browser.player import Recorded, Shown


def test_the_x_ray_is_a_choice_that_stays(shown):
    player = shown()
    player.go_to("step")
    xray = player.tool("slider", "X-ray")
    expect(xray).to_have_attribute("aria-valuetext", "100 %")
    xray.focus()
    keys(player, "ArrowLeft", "ArrowLeft")
    expect(xray).to_have_attribute("aria-valuetext", "90 %")
    keys(player, "Home")
    expect(xray).to_have_attribute("aria-valuetext", "0 %")
    assert player.step == title("step"), "the key is the slider's"
    player.button("Next").click()
    player.run(1)
    assert player.now["tools"]["xray"] == 0


def test_with_stills_alone_there_are_no_tools(page_file, tmp_path):
    player = Shown(page_file(moving().save_html(tmp_path / "lunge.html"), Recorded()).page)
    for role, name in [
        ("combobox", "View"),
        ("slider", "X-ray"),
        ("slider", "Move by hand"),
        ("button", "What changed"),
    ]:
        expect(player.root.get_by_role(role, name=name, exact=True)).to_have_count(0)
    expect(player.root.get_by_role("img").first).to_be_visible()


def test_what_changed_lies_over_a_step_at_rest_and_stays_chosen(shown):
    player = shown()
    changed = player.tool("button", "What changed")
    expect(changed).to_have_attribute("aria-disabled", "true")
    why = "Nothing moves here, so there is nothing to compare."
    expect(changed).to_have_accessible_description(why)
    expect(player.root.get_by_text(why)).to_be_hidden()
    changed.click(force=True)
    expect(player.root.get_by_text(why)).to_be_visible()
    expect(changed).to_have_attribute("aria-pressed", "false")
    player.start()
    player.go_to("step")
    changed.focus()
    keys(player, "Enter")
    expect(changed).to_have_attribute("aria-pressed", "true")
    expect(changed).to_have_accessible_description("")
    assert player.now["ghostOf"] == "stand"
    expect(player.figure).to_have_accessible_name(re.compile("and the arrows what has moved.$"))
    player.button("Next").click()
    player.run(0.2)
    assert player.now["ghostOf"] is None, "not while the body moves"
    player.rest()
    assert player.now["ghostOf"] == "step"
    player.look("Front")
    assert player.now["ghostOf"] == "step"
    changed.click()
    assert player.now["ghostOf"] is None
    expect(player.figure).to_have_accessible_name(f"Front view. {alt('bend')}")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_what_changed_says_so_where_almost_nothing_moves(shown, width, scheme):
    size = {"width": width, "height": 844}
    player = shown(viewport=size, color_scheme=scheme)
    opener = player.button("Picture tools")
    if width == 390:
        opener.click()
    words = f"Almost nothing moves after “{title('heel')}”."
    told = player.part("unmoved")
    changed = player.tool("button", "What changed")
    player.start()
    player.go_to("hold")
    expect(changed).to_have_attribute("aria-disabled", "false")
    expect(told).to_be_hidden()
    changed.click()
    expect(changed).to_have_attribute("aria-pressed", "true")
    expect(told).to_be_visible()
    expect(told).to_have_text(words)
    expect(player.figure).to_have_accessible_name(f"{alt('hold')} {words}")
    assert player.now["ghostOf"] is None
    around, note = player.figure.bounding_box(), told.bounding_box()
    assert around["y"] < note["y"] and note["y"] + note["height"] < around["y"] + around["height"]
    if width == 390:
        assert note["x"] + note["width"] <= opener.bounding_box()["x"]
    player.look("Front")
    assert player.faults(".psoas-player") == []
    player.button("Back").click()
    player.run(0.5)
    expect(told).to_be_hidden()
    player.rest()
    expect(told).to_be_hidden()
    assert player.now["ghostOf"] is not None


def test_what_changed_compares_with_no_step_that_is_not_played(shown):
    steps = [step.id for step in catalogue().stretches["ball"].steps]
    ball = ps.stretch("ball").player(guided=True)
    hold = ball.programme["cards"]["ball/hold"]["right"]["title"]
    assert steps[steps.index("hold") - 1] == "arm" and "ball/arm" not in ball.programme["cards"]
    player = shown(ball)
    player.start()
    player.go_on(hold, shown="step")
    player.rest()
    expect(player.tool("button", "What changed")).to_have_attribute("aria-disabled", "true")


def test_what_changed_lies_over_a_body_that_breathes_in_a_hold(shown):
    player = shown(ps.stretch("figure_four").player(guided=True))
    player.start()
    player.go_on("Hold")
    player.rest()
    player.tool("button", "What changed").click()
    player.run(0.1)
    before = player.now["breath"]
    player.run(2)
    assert player.now["breath"] != before, "it breathes"
    assert player.now["ghostOf"] is not None


def test_on_a_phone_a_button_opens_the_tools_below_the_picture(shown):
    player = shown(viewport={"width": 390, "height": 844}, has_touch=True)
    for width, height in ((390, 844), (360, 640), (844, 390)):
        player.page.set_viewport_size({"width": width, "height": height})
        tools_open_below_the_picture(player, width, height)


def tools_open_below_the_picture(player, width, height):
    opener = player.button("Picture tools")
    expect(opener.get_by_text("Tools", exact=True)).to_be_visible()
    view = player.tool("combobox", "View")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(view).to_have_count(0)
    before = player.figure.bounding_box()
    opener.tap()
    expect(view).to_be_visible()
    targets = [opener, *player.part("tools-panel").locator("select, button, input").all()]
    assert len(targets) == 6
    for target in targets:
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert player.figure.bounding_box()["height"] == before["height"]
    assert view.bounding_box()["y"] >= before["y"] + before["height"]
    hand = player.tool("slider", "Move by hand")
    if width < height:
        assert hand.bounding_box()["width"] > 0.85 * width, "a thumb has room to move"
    high = player.part("tools-panel").bounding_box()["height"]
    hand.fill("0")
    hand.fill("5")
    expect(player.part("place")).to_contain_text("% of the way from")
    assert player.part("tools-panel").bounding_box()["height"] == high
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
