"""The body, drawn live in software on a small canvas: what it shows, and when it draws."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.body import SOFTWARE
from psoaslib.catalogue import catalogue
from psoaslib.figures.style import COLOURS, NIGHT
from psoaslib.widgets import live
from tests import machine
from tests.browser.pixels import count
from tests.browser.watched import PATIENCE, new_page

AT_REST = """() => {
  const scene = document.querySelector('canvas')?.scene;
  return scene && scene.view.state().fine && scene.stage.state().resting;
}"""
SILHOUETTE = """() => {
  const canvas = document.querySelector('canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const on = Array.from({ length: width * height }, (_, i) => Number(data[4 * i + 3] > 200));
  return { width, on };
}"""


class Scene:
    """Hold a page with one live picture."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.rest()

    def rest(self) -> None:
        self.page.wait_for_function(AT_REST)

    def show(self, **traits) -> None:
        self.page.evaluate(
            "other => { const { view, shown } = document.querySelector('canvas').scene;"
            " view.show(shown(other)); }",
            traits,
        )
        self.rest()

    def count(self, colour: str, near: int = 12) -> int:
        return count(self.page.locator("canvas"), colour, near)

    def ask(self, what: str):
        return self.page.evaluate(
            f"() => {{ const {{ stage, view }} = document.querySelector('canvas').scene;"
            f" return {what}; }}"
        )


@pytest.fixture(scope="module")
def scene(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Open the hold on the ball, 320 pixels wide, in a browser that draws in software."""
    file = tmp_path_factory.mktemp("scene") / "live.html"
    file.write_text(live.live("ball", "hold").page(), encoding="utf-8")
    sandbox = not (machine.is_root() or machine.under_ci())
    started = browser.browser_type.launch(
        executable_path=machine.find_browser(), args=SOFTWARE, chromium_sandbox=sandbox
    )
    with new_page(started, viewport={"width": 368, "height": 400}) as page:
        page.set_default_timeout(3000 * PATIENCE)  # a busy machine compiles and draws slowly
        page.goto(Path(file).as_uri(), wait_until="commit")
        yield Scene(page)
    started.close()


def test_both_muscles_show_until_the_x_ray_is_off(scene: Scene):
    assert scene.count(COLOURS["long"]) > 40
    assert scene.count(COLOURS["short"]) > 40
    scene.show(xray=0)
    assert scene.count(COLOURS["long"]) == 0
    scene.show()


def test_tones_of_skin_and_a_dark_ground_are_told_apart(scene: Scene):
    light, skin = scene.count(COLOURS["skin"]), "#8d5d40"
    scene.show(skin="deep")
    assert light > 500 and scene.count(skin) > 500 and scene.count(COLOURS["skin"]) < light / 10
    before = scene.count(NIGHT["rim"], 3)
    scene.show(dark=True)
    assert scene.count(NIGHT["rim"], 3) > before + 100
    scene.show()


def test_nothing_is_drawn_while_nothing_moves(scene: Scene):
    before = scene.ask("stage.state().frames")
    for _ in range(10):
        scene.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert scene.ask("stage.state().frames") == before
    assert scene.ask("stage.state().programs") <= 8


def test_keys_turn_the_picture_and_home_brings_it_back(scene: Scene):
    begin = scene.ask("view.camera.azimuth")
    scene.page.focus("canvas")
    scene.page.keyboard.press("ArrowRight")
    scene.page.keyboard.press("ArrowUp")
    scene.rest()
    assert scene.ask("view.camera.azimuth") == begin - 15
    assert scene.ask("view.camera.elevation") == 27
    scene.page.keyboard.press("Home")
    scene.page.wait_for_function(
        "a => document.querySelector('canvas').scene.view.camera.azimuth === a", arg=begin
    )
    scene.rest()


def test_a_drag_turns_the_picture(scene: Scene):
    begin = scene.ask("view.camera.azimuth")
    box = scene.page.locator("canvas").bounding_box()
    x, y = box["x"] + 150, box["y"] + 100
    scene.page.mouse.move(x, y)
    scene.page.mouse.down()
    scene.page.mouse.move(x - 40, y, steps=3)
    scene.page.mouse.up()
    assert scene.ask("view.camera.azimuth") == begin + 20
    scene.page.keyboard.press("Home")
    scene.rest()


def test_an_anchor_on_the_head_lies_on_the_drawn_head(scene: Scene):
    at = scene.ask("view.project({ frame: 'head', at: [0, 0.12, 0] })")
    drawn = scene.page.evaluate(SILHOUETTE)
    assert drawn["on"][round(at["y"]) * drawn["width"] + round(at["x"])]


def test_the_left_side_is_the_mirror_image_but_its_light_stays(scene: Scene):
    def outline():
        drawn = scene.page.evaluate(SILHOUETTE)
        width = drawn["width"]
        rows = [drawn["on"][k : k + width] for k in range(0, len(drawn["on"]), width)]
        return {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}, width

    camera = scene.ask("view.camera")
    shaded = scene.count(COLOURS["top-shade"])
    right, width = outline()
    stretch = catalogue().stretches["ball"]
    step = next(each for each in stretch.steps if each.id == "hold")
    x, y, z = camera["centre"]
    mirrored = camera | {"azimuth": 180 - camera["azimuth"], "centre": [x, y, -z]}
    scene.page.evaluate(
        "camera => document.querySelector('canvas').scene.view.look(camera)", mirrored
    )
    scene.show(scene=live.scene_of(stretch, step, "left"))
    left = {(width - 1 - x, y) for x, y in outline()[0]}
    assert len(right & left) / len(right | left) > 0.94
    assert abs(scene.count(COLOURS["top-shade"]) - shaded) > 0.1 * shaded
    scene.page.evaluate(
        "camera => document.querySelector('canvas').scene.view.look(camera)", camera
    )
    scene.show()


def test_a_lost_context_comes_back(scene: Scene):
    before = scene.count(COLOURS["long"])
    scene.page.evaluate(
        "() => { const { stage } = document.querySelector('canvas').scene;"
        " window.lost = stage.gl.getExtension('WEBGL_lose_context'); window.lost.loseContext(); }"
    )
    scene.page.wait_for_function("document.querySelector('canvas').scene.stage.state().lost")
    scene.page.evaluate("window.lost.restoreContext()")
    scene.page.wait_for_function("!document.querySelector('canvas').scene.stage.state().lost")
    scene.show()
    assert scene.count(COLOURS["long"]) == before


def test_without_webgl_a_sentence_stands_in_its_place(page_file, tmp_path: Path):
    file = tmp_path / "live.html"
    file.write_text(live.live("ball", "hold").page(), encoding="utf-8")
    off = "HTMLCanvasElement.prototype.getContext = () => null;"
    shown = page_file(file, lambda page: page.add_init_script(off))
    shown.page.get_by_text("This browser offers no WebGL").wait_for()
