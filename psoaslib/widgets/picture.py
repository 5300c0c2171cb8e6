"""Show a step, or a step beside its common error, as a live figure that can be saved for print.

As with the other widgets, Python prepares everything and the browser does the rest: it draws the
body from the ways of the stretch, marks it, and writes it as a PNG.
"""

import html
from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.widgets.bodies import drawing_front_end
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.page import standalone, style

SHEETS = ("asking", "picture")
ENDING = ".png"
BUTTON = "Show the figure in a notebook, and press its button Save picture."


class Figure(CellWidget):
    """Hold a figure of one or two positions of the body.

    `figure` is what `psoaslib.lecture` makes: title, alt, caption, side, skin, build, dark, xray,
    close, labels, and panels with a position each. `ways` holds the positions of the stretch.
    """

    _css = style(SHEETS)

    figure = t.Dict().tag(sync=True)
    ways = t.Bytes().tag(sync=True)

    def __init__(self, told: dict[str, Any], ways: bytes, words: str = "") -> None:
        self._builds = (told["build"],)
        self._words = words or f"Figure: {told['title']}. {told['alt']}"
        super().__init__(figure=told, ways=ways)

    @property
    def _esm(self) -> str:
        return drawing_front_end("picture", self._builds)

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
            "picture", self.title, traits, words, buffers, sheets=SHEETS, builds=self._builds
        )

    def save(self, path: str | Path) -> Path:
        """Write the figure as .png, 2400 pixels wide; return its path.

        Where no browser is at hand to draw it, a RuntimeError says what to do. Another ending is a
        ValueError, a folder that is not there a FileNotFoundError.
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
        raise RuntimeError(f"Python has no browser here that draws. {BUTTON}")
