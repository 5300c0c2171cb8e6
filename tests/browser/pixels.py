"""Look at a live picture: wait until it rests, and count what it shows."""

from functools import partial

from playwright.sync_api import Locator, Page

WITHOUT_WEBGL = partial(
    Page.add_init_script, script="HTMLCanvasElement.prototype.getContext = () => null"
)
"""Prepares a page, before its first visit, as a browser does that offers no WebGL."""

RESTS = """canvas => canvas.scene?.view.state().fine && canvas.scene.stage.state().resting"""
COUNTED = """(canvas, [hex, near]) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const wanted = [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    count += data[i + 3] > 200 && wanted.every((part, k) => Math.abs(part - data[i + k]) <= near);
  }
  return count;
}"""


def rest(canvas: Locator) -> None:
    """Wait until a picture, which must be seen, is finely drawn and nothing more is due."""
    canvas.scroll_into_view_if_needed()
    canvas.page.wait_for_function(RESTS, arg=canvas.element_handle())


def count(canvas: Locator, colour: str, near: int = 12) -> int:
    """Return how many pixels of a picture at rest have about a colour, such as "#c23a12"."""
    rest(canvas)
    return canvas.evaluate(COUNTED, [colour, near])
