"""Hold a finished figure: one drawing or two beside each other, with labels, bars and words.

A figure is a sheet of paper: its units are tenths of a point, so type is as large as it says, and
`save` writes it in that size. The drawings keep their own millimetres inside of it.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from pathlib import Path

from psoaslib.figures import paint, picture, style, words
from psoaslib.figures.picture import Layer, Picture
from psoaslib.figures.style import PREFIX
from psoaslib.figures.words import Text

POINT = 25.4 / 72  # mm
SHOWN = 1.7  # CSS pixels to a point, where a notebook shows it


@dataclass(frozen=True, eq=False)
class Panel:
    """Hold a drawing on the sheet: upper left corner, and units of the sheet to a millimetre."""

    picture: Picture
    x: float
    y: float
    scale: float

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height on the sheet."""
        return self.scale * self.picture.viewbox[2], self.scale * self.picture.viewbox[3]

    def moved(self, x: float, y: float) -> Panel:
        """Return the panel elsewhere."""
        return Panel(self.picture, self.x + x, self.y + y, self.scale)


@dataclass(frozen=True, eq=False)
class Figure:
    """Hold a figure that can be shown, and saved as SVG, PNG or PDF.

    `size` is width and height in tenths of a point; `alt` says in words what it teaches; `xray`
    from 0 to 1 is how much of bones and psoas shows.
    """

    title: str
    alt: str
    caption: str
    panels: tuple[Panel, ...]
    notes: tuple[Layer, ...]
    texts: tuple[Text, ...]
    size: tuple[float, float]
    build: str = style.FIRST
    skin: str = ""
    dark: bool = False
    xray: float = 1.0

    @property
    def millimetres(self) -> tuple[float, float]:
        """Return width and height as printed."""
        return self.size[0] / 10 * POINT, self.size[1] / 10 * POINT

    @property
    def colours(self) -> dict[str, str]:
        """Return its colours by name."""
        return style.palette(self.build, self.skin, self.dark)

    def svg(self) -> str:
        """Return one SVG document, with title, description and its own style block."""
        w, h = (round(v) for v in self.size)
        name = f"{PREFIX}sheet-{self.build}-{self.skin or 'own'}-{'night' if self.dark else 'day'}"
        own = {k: v for k, v in self.colours.items() if v != style.COLOURS[k]}
        set_ = ";".join(f"--{PREFIX}{k}:{v}" for k, v in own.items())
        sheet = (
            style.sheet() + words.sheet(self.colours, name) + (f".{name}{{{set_}}}" if own else "")
        )
        wide, tall = self.millimetres
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{PREFIX}picture {name}" role="img"'
            f' width="{wide:.1f}mm" height="{tall:.1f}mm" viewBox="0 0 {w} {h}">'
            f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
            f"<style>{sheet}</style>"
            f'<rect class="{style.names("ground")}" width="{w}" height="{h}"/>'
            f"{''.join(map(self._panel, self.panels))}"
            f'<g class="{PREFIX}notes">{picture.paths(self.notes)}</g>'
            f"{''.join(text.svg(self.colours) for text in self.texts)}</svg>\n"
        )

    def draw(self, ax):
        """Paint the figure on matplotlib axes, to its own scale; return the axes."""
        from matplotlib.patches import Rectangle
        from matplotlib.transforms import Affine2D

        unit = paint.frame(ax, (0, 0, *self.size))
        for panel in self.panels:
            shown = panel.picture
            x, y, w, _ = shown.viewbox
            still = Affine2D().translate(-x, -y).scale(panel.scale).translate(panel.x, panel.y)
            turn = Affine2D().scale(-1, 1).translate(2 * x + w, 0) + still
            before = len(ax.patches)
            for layers, share in self._parts(shown):

                def patch(look, share=share, scale=panel.scale * unit):
                    made = style.patch(look, scale, colours=self.colours)
                    return made | ({"alpha": share * (made["alpha"] or 1)} if share < 1 else {})

                paint.paint(ax, layers, patch, turn if shown.flipped else still)
            paint.paint(
                ax,
                shown.badge,
                lambda look, scale=panel.scale * unit: style.patch(
                    look, scale, colours=self.colours
                ),
                still,
            )
            window = Rectangle((panel.x, panel.y), *panel.size, transform=ax.transData)
            for made in ax.patches[before:]:
                made.set_clip_path(window)
        paint.paint(ax, self.notes, lambda look: words.patch(look, unit, self.colours))
        for text in self.texts:
            text.draw(ax, self.colours, unit)
        return ax

    def save(self, path: str | Path, dpi: int = 300) -> Path:
        """Write the figure as .png, .pdf or .svg, by the ending of the name; return its path.

        dpi: dots to an inch of a PNG. Another ending is a ValueError that names the three.
        """
        size = tuple(v / 720 for v in self.size)
        return paint.save(self, path, size, self.colours["ground"], dpi)

    def _panel(self, panel: Panel) -> str:
        shown = panel.picture
        x, y, w, h = (round(v) for v in shown.viewbox)
        turn = f' transform="matrix(-1 0 0 1 {2 * x + w} 0)"' if shown.flipped else ""
        parts = "".join(
            f'<g opacity="{share:g}">{drawn}</g>' if share < 1 else drawn
            for layers, share in self._parts(shown)
            if (drawn := picture.paths(layers))
        )
        wide, tall = panel.size
        return (
            f'<svg x="{panel.x:.0f}" y="{panel.y:.0f}" width="{wide:.0f}" height="{tall:.0f}"'
            f' viewBox="{x} {y} {w} {h}"><g{turn}>{parts}</g>{picture.paths(shown.badge)}</svg>'
        )

    def _parts(self, shown: Picture) -> list[tuple[list[Layer], float]]:
        """Return the layers in their order, in runs, each with how much of it shows."""
        runs: list[tuple[list[Layer], float]] = []
        if self.dark:
            skin = [layer for layer in shown.layers if layer.look == "skin"]
            runs.append(([Layer("rim", layer.outlines) for layer in skin], 1.0))
        for layer in shown.layers:
            share = self.xray if style.inner(layer.look) else 1.0
            if share == 0:
                continue
            if not runs or runs[-1][1] != share:
                runs.append(([], share))
            runs[-1][0].append(layer)
        return runs

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """Show the figure in a notebook with its caption, and its words as text."""
        data = base64.b64encode(self.svg().encode("utf-8")).decode("ascii")
        shown = (
            f'<figure lang="en-GB" dir="ltr" style="margin:0 0 1em"><img alt="{escape(self.alt)}"'
            f' src="data:image/svg+xml;base64,{data}"'
            f' style="width:{self.size[0] / 10 * SHOWN:.0f}px;max-width:100%">'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )
        return {"text/html": shown, "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"Figure: {self.title}. {self.alt}"
