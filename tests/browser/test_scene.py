"""The body, drawn live in software on a small canvas: what is painted, and when."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator

import psoaslib as ps
from psoaslib.figures.style import COLOURS, NIGHT
from tests.browser.pixels import count, rest
from tests.browser.watched import PATIENCE, new_page

BALL = ps.stretch("ball")
SILHOUETTE = """(canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const on = Array.from({ length: width * height }, (_, i) => Number(data[4 * i + 3] > 200));
  return { width, on };
}"""


@pytest.fixture(scope="module")
def opened(drawing_browser: Browser, tmp_path_factory) -> Iterator[Callable[..., Locator]]:
    """Give a function that opens a figure of the hold on the ball, 320 pixels wide."""
    folder = tmp_path_factory.mktemp("scene")
    with new_page(drawing_browser, viewport={"width": 368, "height": 700}) as page:
        page.set_default_timeout(3000 * PATIENCE)  # a busy machine compiles and draws slowly

        def open_(side: str = "right", **choices) -> Locator:
            file = folder / "figure.html"
            file.write_text(BALL.figure("hold", side, **choices).page(), encoding="utf-8")
            page.goto(file.as_uri(), wait_until="commit")
            canvas = page.locator("canvas").first
            canvas.wait_for()
            rest(canvas)
            return canvas

        yield open_


def ask(canvas: Locator, what: str):
    """Return what the scene of a canvas says."""
    return canvas.evaluate(f"canvas => canvas.scene.{what}")


def outline(canvas: Locator) -> tuple[set[tuple[int, int]], int]:
    """Return the pixels that are painted, and how many a row has."""
    drawn = canvas.evaluate(SILHOUETTE)
    wide = drawn["width"]
    return {(k % wide, k // wide) for k, on in enumerate(drawn["on"]) if on}, wide


def test_what_a_picture_at_rest_shows_and_that_it_rests(opened):
    canvas = opened()
    red = count(canvas, COLOURS["long"])
    assert red > 40 and count(canvas, COLOURS["short"]) > 40, "both muscles"
    at = ask(canvas, "view.project({ frame: 'head', at: [0, 0.12, 0] })")
    painted, _ = outline(canvas)
    assert (round(at["x"]), round(at["y"])) in painted, "an anchor on the head lies on the head"
    before = ask(canvas, "stage.state().frames")
    for _ in range(10):
        canvas.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert ask(canvas, "stage.state().frames") == before, "nothing is drawn while nothing moves"
    assert ask(canvas, "stage.state().programs") <= 8
    ask(canvas, "show({ xray: 0 })")
    assert count(canvas, COLOURS["long"]) == 0
    ask(canvas, "show({})")
    canvas.evaluate(
        "(canvas) => { const { gl } = canvas.scene.stage;"
        " window.lost = gl.getExtension('WEBGL_lose_context'); window.lost.loseContext(); }"
    )
    lost = "(canvas) => canvas.scene.stage.state().lost"
    canvas.page.wait_for_function(lost, arg=canvas.element_handle())
    canvas.page.evaluate("window.lost.restoreContext()")
    canvas.page.wait_for_function(
        "(canvas) => !canvas.scene.stage.state().lost", arg=canvas.element_handle()
    )
    ask(canvas, "show({})")
    assert count(canvas, COLOURS["long"]) == red, "a lost context comes back"


def test_tones_of_skin_and_a_dark_ground_are_told_apart(opened):
    canvas = opened()
    light, rim = count(canvas, COLOURS["skin"]), count(canvas, NIGHT["rim"], 3)
    canvas = opened(skin="deep", dark=True)
    assert light > 500 and count(canvas, "#8d5d40") > 500
    assert count(canvas, COLOURS["skin"]) < light / 10
    assert count(canvas, NIGHT["rim"], 3) > rim + 100


def test_the_left_side_is_the_mirror_image_but_its_light_stays(opened):
    canvas = opened()
    shaded = count(canvas, COLOURS["top-shade"])
    right, wide = outline(canvas)
    canvas = opened("left")
    left = {(wide - 1 - x, y) for x, y in outline(canvas)[0]}
    assert len(right & left) / len(right | left) > 0.94
    assert abs(count(canvas, COLOURS["top-shade"]) - shaded) > 0.1 * shaded
