"""Hold words in a figure, and the looks of what stands beside a drawing: leaders, bars, words.

Units are tenths of a point of the printed page, so a type of 9.5 points is 95 units. Looks have the
form of style.RULES: fill, stroke (names of its colours), width in units, opacity.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from xml.sax.saxutils import escape

from psoaslib.figures.style import PREFIX

SIZE = 95.0
EM = 0.60  # widest mean width of a letter, of the type's size, in the fonts that may be found
FONTS = "system-ui,'Segoe UI',Arial,'Liberation Sans','DejaVu Sans',sans-serif"
ALIGN = {"start": "left", "middle": "center", "end": "right"}

RULES = {
    "leader-halo": (None, "note-halo", 24, 0.8),
    "leader": (None, "note", 8, 1),
    "leader-end": ("note", "note-halo", 13, 1),
    "scale-line": (None, "note-soft", 6, 1),
    "scale-zero": (None, "note", 12, 1),
    "scale-long": ("long", "long-line", 6, 1),
    "scale-still": ("still", "still-line", 6, 1),
    "scale-short": ("short", "short-line", 6, 1),
    "scale-band": (None, "note", 10, 1),
}


@dataclass(frozen=True)
class Text:
    """Hold one line of words; y is its foot. `align` is "start", "middle" or "end"."""

    text: str
    x: float
    y: float
    align: str = "start"
    bold: bool = False
    look: str = "note"
    size: float = SIZE

    @property
    def width(self) -> float:
        """Return the most room that the words need, units."""
        return width(self.text, self.size) * (1.08 if self.bold else 1)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom."""
        left = self.x - {"start": 0, "middle": 0.5, "end": 1}[self.align] * self.width
        return left, self.y - 0.85 * self.size, left + self.width, self.y + 0.25 * self.size

    def moved(self, x: float, y: float) -> Text:
        """Return the same words elsewhere."""
        return Text(self.text, self.x + x, self.y + y, self.align, self.bold, self.look, self.size)

    def svg(self, colours: dict[str, str]) -> str:
        """Return a <text>, in plain attributes."""
        weight = ' font-weight="700"' if self.bold else ""
        return (
            f'<text x="{self.x:.0f}" y="{self.y:.0f}" font-size="{self.size:.0f}"{weight}'
            f' text-anchor="{self.align}" fill="{colours[self.look]}">{escape(self.text)}</text>'
        )

    def draw(self, ax, colours: dict[str, str], points_per_unit: float) -> None:
        """Write the words on matplotlib axes."""
        ax.text(
            self.x, self.y, self.text, ha=ALIGN[self.align], va="baseline",
            fontsize=self.size * points_per_unit, color=colours[self.look],
            family="sans-serif", weight="bold" if self.bold else "normal",
        )  # fmt: skip


def width(text: str, size: float = SIZE) -> float:
    """Return the most room that words need."""
    return EM * size * len(text)


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """Return words in lines that fit a room, units."""
    return textwrap.wrap(text, max(12, int(room / (EM * size))))


def sheet(colours: dict[str, str], name: str) -> str:
    """Return the style block of notes, for a figure of the class `name`."""

    def rule(look, fill, stroke, wide, opacity):
        parts = [f"fill:{colours[fill] if fill else 'none'}"]
        parts += [f"stroke:{colours[stroke]}", f"stroke-width:{wide:g}"] if stroke else []
        parts += [f"opacity:{opacity:g}"] if opacity < 1 else []
        return f".{name} .{PREFIX}{look}{{{';'.join(parts)}}}"

    rules = [rule(look, *of) for look, of in RULES.items()]
    return (
        f".{name} text{{font-family:{FONTS}}}"
        f".{name} .{PREFIX}notes path{{stroke-linejoin:round;stroke-linecap:round}}"
    ) + "".join(rules)


def patch(look: str, points_per_unit: float, colours: dict[str, str]) -> dict:
    """Return the matplotlib arguments for a look of a note; widths in points."""
    fill, stroke, wide, opacity = RULES[look]
    return {
        "facecolor": colours[fill] if fill else "none",
        "edgecolor": colours[stroke] if stroke else "none",
        "linewidth": wide * points_per_unit if stroke else 0.0,
        "alpha": opacity if opacity < 1 else None,
        "joinstyle": "round",
        "capstyle": "round",
    }
