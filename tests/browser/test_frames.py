"""In the frames of Colab and VS Code widgets hold their size and say what the page refuses."""

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

import psoaslib as ps
from psoaslib.widgets.lab import Lab
from tests.browser.host import COLAB, LOW, TALL, TOOLBAR_PX, show, show_page
from tests.browser.player import Shown
from tests.browser.watched import Watched, new_page

SIZE = {"width": 1280, "height": 800}
DARK = "The screen may go dark"


@pytest.fixture
def page(browser):
    with new_page(browser, viewport=SIZE) as page:
        yield page


@pytest.fixture(scope="module")
def notebook(browser):
    """Give a page in which one widget is shown after another."""
    with new_page(browser, viewport=SIZE) as page:
        yield page


def player_in(page: Page, attributes: str) -> Shown:
    frame = show(page, ps.stretch("ball").player(), attributes)
    return Shown(page, frame.get_by_role("region", name="Stretch player"))


def to_second_step(player: Shown) -> None:
    player.button("Start").click()
    player.button("Next").click()


def needed(player: Shown) -> list[Locator]:
    pause = player.root.locator("button[data-name=toggle]")
    return [player.part("figure"), player.root.get_by_role("timer"), pause]


def in_sight(parts: list[Locator]) -> bool:
    """Tell whether parts are on one screen of what a person sees of the notebook."""
    boxes = [part.bounding_box() for part in parts]
    top, bottom = TOOLBAR_PX, SIZE["height"]
    return all(top <= box["y"] and box["y"] + box["height"] <= bottom for box in boxes)


def test_in_a_frame_sized_to_its_content_full_screen_opens_a_window(page):
    player = player_in(page, COLAB)
    to_second_step(player)
    height = page.locator("iframe").bounding_box()["height"]
    with page.context.expect_page() as opened:
        player.button("Full screen").click()
    window = Shown(opened.value)
    assert page.locator("iframe").bounding_box()["height"] >= height
    expect(player.button("Resume")).to_be_visible()
    expect(player.part("notes")).to_contain_text("in a window of its own")
    expect(window.button("Resume")).to_be_visible()
    assert window.step == player.step
    expect(window.part("figure").locator("img").first).to_be_visible()
    window.button("Full screen").click()
    window.page.wait_for_function("document.fullscreenElement !== null")
    window.button("Resume").click()
    expect(window.button("Pause")).to_be_visible()
    for part in needed(window):
        expect(part).to_be_in_viewport(ratio=1)


def test_a_saved_page_in_a_course_s_frame_opens_as_itself(page, saved_player):
    attributes = COLAB.replace('data-most="1000"', 'style="height: 600px"')
    frame = show_page(page, saved_player.read_text(encoding="utf-8"), attributes)
    player = Shown(page, frame.get_by_role("region", name="Stretch player"))
    to_second_step(player)
    with page.context.expect_page() as opened:
        player.button("Full screen").click()
    window = Shown(opened.value)
    expect(window.page.get_by_role("region", name="Stretch player")).to_have_count(1)
    expect(window.button("Resume")).to_be_visible()
    assert window.step == player.step
    expect(window.part("figure").locator("img").first).to_be_visible()
    expect(window.page.get_by_role("heading", name="Sources")).to_be_visible()


def test_in_a_frame_as_tall_as_the_notebook_all_is_on_one_screen(page):
    player = player_in(page, TALL)
    # Out of sight a browser draws nothing in another site's frame, so it is scrolled to first.
    page.evaluate("document.querySelector('main').scrollTop = 3000")
    boxes = [part.bounding_box() for part in needed(player)]
    spans = max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)
    assert spans < SIZE["height"] - TOOLBAR_PX
    to_second_step(player)
    player.button("Full screen").click()
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "true")
    expect(player.part("notes")).to_contain_text("This page lets nothing fill the screen")
    page.wait_for_function("document.querySelector('main').scrollTop > 3000")
    digits = player.root.get_by_role("timer").evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert 0.15 * SIZE["height"] < digits < 0.25 * SIZE["height"]
    for _ in range(8):
        assert in_sight(needed(player)), player.step
        player.button("Next").click()
    page.keyboard.press("Escape")
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "false")
    expect(player.part("notes")).not_to_contain_text("This page lets nothing")


def test_a_frame_that_refuses_to_keep_the_screen_on_is_said_in_words_once(page):
    player = player_in(page, COLAB)
    expect(player.part("notes")).not_to_contain_text(DARK)
    to_second_step(player)
    expect(player.part("notes").get_by_text(DARK)).to_have_count(1)
    player.button("Pause").click()
    player.button("Resume").click()
    expect(player.part("notes").get_by_text(DARK)).to_have_count(1)


def plays(root: Locator) -> None:
    root.get_by_role("combobox", name="Voice speed").select_option("1.5")
    root.get_by_role("button", name="Start", exact=True).click()
    expect(root.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def answers(root: Locator) -> None:
    root.get_by_role("radio").first.check()
    root.get_by_role("button", name="Check", exact=True).click()
    expect(root.get_by_role("status")).not_to_be_empty()


def labels(root: Locator) -> None:
    root.locator(".pt-drawing[src]").wait_for()
    root.locator(".pt-spot").first.evaluate("button => button.click()")
    expect(root.locator(".pt-told")).not_to_be_empty()


def commits(root: Locator) -> None:
    root.get_by_role("radio").first.check()
    root.locator(".pa-main").click()
    expect(root.get_by_role("status")).not_to_be_empty()


def poses(root: Locator) -> None:
    sentence = root.locator(".pl-sentence").inner_text()
    root.get_by_role("slider").first.press("ArrowRight")
    expect(root.locator(".pl-sentence")).not_to_have_text(sentence)


WIDGETS = {
    "player": (lambda: ps.stretch("ball").player(), plays),
    "quiz": (lambda: ps.quiz("ball"), answers),
    "labelling": (lambda: ps.labelling("front"), labels),
    "prediction": (lambda: ps.prediction("ball").ask(), commits),
    "lab": (Lab, poses),
}


def settled(page: Page) -> int:
    """Wait until the frame's height stands for half a second; return how often it changed."""
    count = "window.heights.length"
    before = -1
    for _ in range(20):
        page.wait_for_timeout(500)
        now = page.evaluate(count)
        if now == before:
            return now
        before = now
    pytest.fail(f"the height never settles: {page.evaluate('heights.slice(-6)')}")


def unreachable(frame: FrameLocator) -> list[str]:
    """List the buttons that cannot be scrolled to and pointed at."""
    missed = []
    for button in frame.locator("button:visible:not(.pt-spot)").all():
        try:
            button.hover(trial=True, timeout=3000)
        except PlaywrightTimeout:
            missed.append(button.inner_text())
    return missed


@pytest.mark.parametrize("attributes", [COLAB, LOW], ids=["sized_to_content", "low"])
@pytest.mark.parametrize("name", WIDGETS)
def test_each_widget_settles_and_works_where_nothing_is_stored(notebook, name, attributes):
    make, act = WIDGETS[name]
    watched = Watched(notebook)
    frame = show(notebook, make(), attributes)
    assert settled(notebook) < 12
    assert unreachable(frame) == []
    act(frame.locator("#output > *").first)
    assert watched.errors == []
    # anywidget gives a module 2 s, also on a slow phone: unpacking and drawing can wait.
    work = notebook.frames[1].evaluate("workOfInitialize")
    assert work == {"unpacked": 0, "elements": 0}
