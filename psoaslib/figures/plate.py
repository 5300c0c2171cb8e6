"""Hold a plate: the drawing of its parts, numbers in the margins, leaders to what they name.

One unit is a tenth of a millimetre of the body; y runs down. Numbers stand in the order of their
key, down the left margin and then down the right one, each as near to the height of its structure
as its neighbours let it. Written as SVG or painted on matplotlib axes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from psoaslib.figures import paint, picture, plate_style
from psoaslib.figures.picture import Layer, Outline
from psoaslib.figures.plate_pen import UNITS, Sheet
from psoaslib.figures.style import PREFIX

PRINTED = 160.0  # mm: the width at which a plate is printed
POINT = 25.4 / 72  # mm
NUMBER = 10.0  # points, for numbers and words, at that width
MARGIN = 0.085  # of the width, on each side, for the numbers
ROUND = 0.88  # radius of a number's disc as a share of the height of its type
APART = 2.3  # of that radius: the least distance between two numbers of a margin
CORNER = 60  # radius of the ground's corners, units
MIDDLE = 0.355  # of the type's height: how far the foot of a figure lies below its middle


@dataclass(frozen=True)
class Mark:
    """Hold a number with the middle of its disc and the place it points at, in units."""

    number: int
    name: str
    at: tuple[float, float]
    spot: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Plate:
    """Hold a finished plate. viewbox is (x, y, width, height); `size` is the type's, in units."""

    title: str
    alt: str
    caption: str
    layers: tuple[Layer, ...]
    words: tuple[tuple[str, float, float], ...]
    marks: tuple[Mark, ...]
    viewbox: tuple[float, float, float, float]
    size: float

    @property
    def scale(self) -> float:
        """Return the scale of the lines' widths, so that all plates are printed alike."""
        return self.viewbox[2] / plate_style.WIDE

    @property
    def points(self) -> float:
        """Return the height of the type in points, where the plate is printed 16 cm wide."""
        return self.size / self.viewbox[2] * PRINTED / POINT

    def svg(self) -> str:
        """Return one SVG document, with title, description and its own style block."""
        x, y, w, h = (round(v) for v in self.viewbox)
        ground = (
            f'<rect class="{PREFIX}plate-ground" x="{x}" y="{y}" width="{w}" height="{h}"'
            f' rx="{CORNER}"/>'
        )
        looks = {layer.look for layer in (*self.layers, *self._signs())} | {"plate-ground"}
        texts = [*self.words, *((str(m.number), *m.at) for m in self.marks)]
        written = "".join(
            f'<text x="{tx:.0f}" y="{ty + MIDDLE * self.size:.0f}">{escape(text)}</text>'
            for text, tx, ty in texts
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{PREFIX}plate" role="img"'
            f' viewBox="{x} {y} {w} {h}"><title>{escape(self.title)}</title>'
            f"<desc>{escape(self.alt)}</desc><style>{plate_style.sheet(looks, self.scale)}</style>"
            f"{ground}<g>{_paths(self.layers)}</g><g>{_paths(self._signs())}</g>"
            f'<g font-size="{self.size:.0f}">{written}</g></svg>\n'
        )

    def draw(self, ax):
        """Paint the plate on matplotlib axes, to its own scale; return the axes."""
        scale = paint.frame(ax, self.viewbox)
        paint.paint(
            ax,
            (*self.layers, *self._signs()),
            lambda look: plate_style.patch(look, scale * self.scale),
        )
        texts = [*self.words, *((str(m.number), *m.at) for m in self.marks)]
        for text, tx, ty in texts:
            ax.text(
                tx, ty + MIDDLE * self.size, text, ha="center", va="baseline",
                fontsize=self.size * scale, color=plate_style.INK, family="sans-serif",
            )  # fmt: skip
        return ax

    def save(self, path: str | Path, dpi: int = 300) -> Path:
        """Write the plate as it is printed, as .png, .pdf or .svg; return its path."""
        _, _, w, h = self.viewbox
        wide = PRINTED / 25.4
        ground, *_ = plate_style.RULES["plate-ground"]
        return paint.save(self, path, (wide, wide * h / w), ground, dpi)

    def _signs(self) -> tuple[Layer, ...]:
        """Return the layers of leaders and numbers' discs."""
        radius = ROUND * self.size
        lines = tuple(Outline(np.array([m.at, m.spot]), False, False) for m in self.marks)
        ends = tuple(_disc(m.spot, 0.2 * self.size) for m in self.marks)
        discs = tuple(_disc(m.at, radius) for m in self.marks)
        return (
            Layer("leader-halo", lines),
            Layer("leader", lines),
            Layer("leader-end", ends),
            Layer("number", discs),
        )

    def __repr__(self) -> str:
        return f"Plate: {self.title}. {self.alt}"


def plate(record) -> Plate:
    """Draw the plate of a record of content/plates.toml (records.Plate)."""
    sheet, places = drawing(record)
    return compose(sheet, record, places)


def drawing(record) -> tuple[Sheet, dict[str, tuple[float, float]]]:
    """Return the drawing of a record's plate, and where in mm each label points."""
    module = import_module(f"psoaslib.figures.plate_{record.id}")
    return module.draw(), module.SPOTS


def compose(sheet: Sheet, record, spots: dict[str, tuple[float, float]]) -> Plate:
    """Set numbers beside a drawing; spots says in mm where each label of the record points.

    A label without a spot, or a spot without a label, is a ValueError that names it.
    """
    if lost := sorted(set(spots) ^ set(record.labels)):
        raise ValueError(f"plate {record.id!r}: drawing and labels do not agree on {lost[0]!r}")
    left, top, right, bottom = (UNITS * v for v in sheet.frame)
    width = (right - left) / (1 - 2 * MARGIN)
    size = NUMBER * POINT * width / PRINTED
    x0, radius = left - MARGIN * width, ROUND * size
    columns = {"left": x0 + 1.5 * radius, "right": x0 + width - 1.5 * radius}
    marks = []
    for margin, column in columns.items():
        names = [each.id for each in record.labels.values() if each.margin == margin]
        places = [tuple(UNITS * v for v in spots[name]) for name in names]
        heights = spread([y for _, y in places], APART * radius, top + radius, bottom - radius)
        for name, spot, y in zip(names, places, heights, strict=True):
            marks.append(Mark(len(marks) + 1, name, (round(column), round(y)), spot))
    words = tuple((text, UNITS * x, UNITS * y) for text, x, y in sheet.words)
    box = (x0, top, width, bottom - top)
    return Plate(record.title, record.alt, record.caption, tuple(sheet.layers), words,
                 tuple(marks), box, size)  # fmt: skip


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return heights in the order given, at least `gap` apart, as near to `wanted` as that lets.

    Least squares: neighbours that would come too close move together (pool adjacent violators).
    """
    pools: list[list[float]] = []
    for number, want in enumerate(wanted):
        pools.append([want - number * gap, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [[(a * m + b * n) / (m + n), m + n]]
    even = [value for value, count in pools for _ in range(int(count))]
    room = high - (len(wanted) - 1) * gap
    return [min(max(value, low), room) + number * gap for number, value in enumerate(even)]


def _disc(at, radius: float) -> Outline:
    # The nodes of a B-spline lie a little outside the circle that it draws.
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    return Outline(np.array(at) + 1.035 * radius * np.stack([np.cos(turn), np.sin(turn)], 1))


def _paths(layers) -> str:
    return "".join(
        f'<path class="{PREFIX}{layer.look}" d="{data}"/>'
        for layer in layers
        if (data := picture.data(layer))
    )
