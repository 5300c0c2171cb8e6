"""Show a step, or a step beside its common error, as a live figure that can be saved for print.

As with the other widgets, Python prepares everything and the browser does the rest: it draws the
body from the ways of the stretch, marks it, and writes it as a PNG.
"""

import base64
import html
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.widgets.bodies import drawing_front_end
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import style
from psoaslib.widgets.page import standalone

SHEETS = ("shared/asking", "picture")
ENDING = ".png"
PATIENCE_MS = 180_000
"""How long a browser that draws by software may take until it is ready."""
BUTTON = "Show the figure in a notebook, and press its button Save picture."
_WINDOW = (1000, 20)
"""So low that only what is saved is drawn."""
_READY = "Boolean(document.querySelector('.psoas-picture')?.saved)"  # a function would be called
_SAVED = """async () => {
  const picture = await document.querySelector('.psoas-picture').saved();
  const bytes = new Uint8Array(await picture.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""


class Figure(CellWidget):
    """Hold a figure of one or two positions of the body.

    `figure` is what `notebook.figure` makes: title, alt, caption, side, skin, build, dark, xray,
    close, labels, and panels with a position each. `ways` holds the positions of the stretch.
    """

    _css = style(SHEETS)

    figure = t.Dict().tag(sync=True)
    ways = t.Bytes().tag(sync=True)

    def __init__(self, told: dict[str, Any], ways: bytes, words: str = "") -> None:
        self._words = words or f"Figure: {told['title']}. {told['alt']}"
        code = drawing_front_end("picture", (told["build"],))
        super().__init__(code=code, figure=told, ways=ways)

    @property
    def title(self) -> str:
        """What the figure shows, in a few words."""
        return self.figure["title"]

    @property
    def alt(self) -> str:
        """The same in words."""
        return self.figure["alt"]

    @property
    def caption(self) -> str:
        """What the figure teaches."""
        return self.figure["caption"]

    def __repr__(self) -> str:
        return self._words

    def page(self) -> str:
        """Return one HTML file that shows the figure from disk, with no network and no kernel."""
        words = f"<p>{html.escape(self.alt)}</p><p>{html.escape(self.caption)}</p>"
        traits, buffers = {"figure": self.figure}, {"ways": self.ways}
        return standalone(
            "picture",
            self.title,
            traits,
            words,
            buffers,
            sheets=SHEETS,
            builds=(self.figure["build"],),
        )

    def save(self, path: str | Path) -> Path:
        """Write the figure as .png, 2400 pixels wide; return its path.

        A browser on this machine draws it: where there is none, a RuntimeError says what to do.
        Another ending is a ValueError, a folder that is not there a FileNotFoundError, a file that
        may not be written a PermissionError.
        """
        path = Path(path)
        if path.suffix.lower() != ENDING:
            raise ValueError(
                f"A figure of the body is saved as {ENDING}; {path.name!r} ends otherwise. "
                "Plates of anatomy are saved as .pdf and .svg too."
            )
        if not path.parent.is_dir():
            raise FileNotFoundError(
                f"There is no folder {str(path.parent)!r}, so nothing was saved. Make the folder, "
                f"or give a name alone, as in save({path.name!r}): the file then stands beside the "
                "notebook."
            )
        # In a thread of its own: Playwright takes none that has an event loop, as a notebook's has.
        with ThreadPoolExecutor(1) as apart:
            data = apart.submit(self._drawn).result()
        try:
            path.write_bytes(data)
        except (PermissionError, IsADirectoryError) as error:
            raise PermissionError(
                f"{str(path)!r} could not be written. If it is open in another program, close it "
                "there, or save under another name."
            ) from error
        return path

    def _drawn(self) -> bytes:
        """Return the PNG, drawn by a browser of this machine."""
        from psoaslib.widgets import browser

        try:
            with browser.drawing_page(*_WINDOW) as page:
                page.set_content(self.page())
                page.wait_for_function(_READY, timeout=PATIENCE_MS)
                return base64.b64decode(page.evaluate(_SAVED))
        except browser.MissingError:
            raise RuntimeError(f"No browser here can be asked to draw. {BUTTON}") from None
