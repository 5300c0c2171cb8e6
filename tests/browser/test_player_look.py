"""The player's look: room and pocket, both themes, less motion, and what others rely on."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.player import sized

BUTTONS = ["Back", "Start", "Next", "Restart", "Swap side", "Finish"]
TOGGLES = {"Sound": "true", "Voice": "true", "Full screen": "false"}


@pytest.fixture
def shown(page_file, saved_player):
    return sized(page_file, saved_player)


def to_the_hold(player):
    player.start()
    player.go_on("Hold")
    player.run(1)


def test_names_and_roles_that_others_rely_on(shown):
    player = shown()
    programme = ps.stretch("ball").player().programme
    card = programme["cards"][programme["segments"][0]["card"]]["right"]
    page = player.page
    region = page.get_by_role(
        "region", name="Stretch player: Ball stretch, right side stretched", exact=True
    )
    expect(region).to_have_count(1)
    names = [each.inner_text() for each in region.get_by_role("button").all()]
    assert names == [*BUTTONS, *TOGGLES]
    for name, pressed in TOGGLES.items():
        expect(player.button(name)).to_have_attribute("aria-pressed", pressed)
    expect(region.get_by_role("heading", name=card["title"], exact=True)).to_have_count(1)
    expect(region.get_by_role("img", name=card["alt"], exact=True)).to_have_count(1)
    assert re.fullmatch(r"\d+:\d\d", region.get_by_role("timer").inner_text())
    expect(region.get_by_role("status")).to_have_count(0)
    player.start()
    player.button("Finish").click()
    expect(region.get_by_role("status")).to_have_text(re.compile("Finished. No hold was begun.$"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_check_of_accessibility_finds_no_fault(shown, width, scheme):
    player = shown(width, 844, color_scheme=scheme)
    assert player.faults() == []
    to_the_hold(player)
    player.root.locator(".pp-stop summary").click()
    assert player.faults(".psoas-player") == []
    player.button("Finish").click()
    assert player.faults(".psoas-player") == []


def test_targets_are_large_enough_for_a_finger(shown):
    player = shown()
    small = """root => [...root.querySelectorAll('button, .pp-stop summary')].filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width > 0 && Math.min(width, height) < 44;
    }).map((each) => each.textContent)"""
    for width in (1280, 860, 390, 360):
        player.page.set_viewport_size({"width": width, "height": 800})
        assert player.root.evaluate(small) == [], width


PLACES = """(root) => {
  const box = (selector) => root.querySelector(selector).getBoundingClientRect();
  return [box('[data-name=toggle]').top + scrollY, box('.pp-caption').height];
}"""
WALK = f"""(root) => {{
  const press = (name) => root.querySelector(`[data-name=${{name}}]`).click();
  const walk = (name) => Array.from({{ length: 8 }}, () => {{
    press(name);
    return ({PLACES})(root);
  }});
  return [({PLACES})(root), ...walk('next'), ...walk('back')];
}}"""


def test_nothing_jumps_and_the_caption_keeps_the_room_of_its_longest_words(shown):
    player = shown()
    words = player.part("caption").inner_text()
    seen = {width: [] for width in (1100, 860, 390)}

    def walk(look):
        for width, places in seen.items():
            player.page.set_viewport_size({"width": width, "height": 900})
            places += look()

    walk(lambda: [player.root.evaluate(PLACES)])
    player.start()
    assert len(player.part("caption").inner_text()) > 3 * len(words)
    walk(lambda: player.root.evaluate(WALK))
    for width, places in seen.items():
        tops, heights = zip(*places, strict=True)
        assert len(set(heights)) == 1, width
        if width > 390:  # a phone's controls stand below words of any length
            assert max(tops) - min(tops) < 2, width


def test_full_screen_reads_from_the_back_row(shown):
    player = shown()
    to_the_hold(player)
    player.button("Full screen").click()
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "true")
    player.page.wait_for_function("document.fullscreenElement?.matches('.psoas-player')")
    for width, height in ((1280, 800), (1920, 1080), (1024, 768)):
        player.page.set_viewport_size({"width": width, "height": height})
        fills_the_wall(player, height)


def fills_the_wall(player, height):
    timer = player.root.get_by_role("timer")
    digits = timer.evaluate(
        """(element) => {
          const style = getComputedStyle(element);
          const context = document.createElement('canvas').getContext('2d');
          context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
          const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } =
            context.measureText('0');
          return up + down;
        }"""
    )
    assert digits >= 0.15 * height
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert player.part("cue").evaluate(size) >= 44 * height / 1080
    assert player.part("side").evaluate(size) >= 40 * height / 1080
    ring, words = player.part("ring").bounding_box(), timer.bounding_box()
    assert ring["x"] < words["x"] and words["x"] + words["width"] < ring["x"] + ring["width"]
    assert ring["y"] < words["y"] and words["y"] + words["height"] < ring["y"] + ring["height"]
    assert player.part("figure").bounding_box()["height"] >= 0.8 * height - 1
    bar = player.root.evaluate("e => e.offsetWidth - e.clientWidth")
    assert bar == 0, "no scroll bar"


LOOKS = """(root) => {
  const [ring, pacer] = ['ring-left', 'pacer'].map((part) => root.querySelector(`.pp-${part}`));
  return [ring.getAttribute('stroke-dashoffset'), pacer.style.transform];
}"""


def looks(player):
    """Count how ring and pacer look over a second of a breath."""
    seen = []
    for _ in range(10):
        player.run(0.1)
        seen.append(player.root.evaluate(LOOKS))
    return [len(set(part)) for part in zip(*seen, strict=True)]


def test_ring_and_pacer_move_smoothly_and_with_less_motion_they_cut(shown):
    player = shown()
    to_the_hold(player)
    assert min(looks(player)) >= 8
    player.page.emulate_media(reduced_motion="reduce")
    player.run(0.1)
    assert max(looks(player)) <= 2
    expect(player.part("breathe")).to_have_text(re.compile("Breathe (in|out)"))
    player.button("Next").click()
    assert player.page.evaluate("document.getAnimations().length") == 0


def test_it_follows_the_system_s_dark_theme(shown):
    player = shown(color_scheme="light")
    ground = "e => getComputedStyle(e).backgroundColor"
    assert player.root.evaluate(ground) == "rgb(255, 255, 255)"
    player.page.emulate_media(color_scheme="dark")
    assert sum(map(int, re.findall(r"\d+", player.root.evaluate(ground)))) < 150


def test_in_forced_colours_what_is_pressed_and_what_is_done_still_shows(shown):
    player = shown(forced_colors="active")
    player.start()
    player.run(10)
    borders = "e => getComputedStyle(e).borderTopWidth"
    assert player.button("Sound").evaluate(borders) != player.button("Next").evaluate(borders)
    fill = player.part("track-fill").first
    colour = "e => getComputedStyle(e).backgroundColor"
    assert fill.evaluate(colour) != fill.locator("..").evaluate(colour)
    stroke = "e => getComputedStyle(e).stroke"
    ring = player.part("ring-left").evaluate(stroke)
    assert ring != player.part("ring-track").evaluate(stroke)


def test_the_focus_is_seen_when_the_keyboard_moves_it(shown):
    player = shown()
    player.page.locator(".before summary").focus()
    player.page.keyboard.press("Tab")
    expect(player.button("Back")).to_be_focused()
    outline = player.button("Back").evaluate("e => getComputedStyle(e).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2
