"""Draw how long the psoas is in a posture: a row a side, from the line of standing, and ticks.

The bars are those of the player (`widgets/js/lengths.js`), on one scale in all figures, so that
steps can be compared: the bar is the models' mean, the whisker over it their band. Units are tenths
of a point of the printed page, y down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from psoaslib import lengths
from psoaslib.figures.picture import Layer, Outline
from psoaslib.figures.words import SIZE, Text

SHORTEST, LONGEST = -75.0, 25.0  # mm: the ends of the scale, as in the player
MARKED = (-75.0, -50.0, -25.0, 0.0, 25.0)  # mm: where a tick stands
UNDER = "mm against standing"
UNIT = 10.0  # units in a point
WIDE = 190.0 * UNIT
THICK = 8.0 * UNIT
WHISKER = 3.2 * UNIT
TICK = 3.0 * UNIT


def scale(
    rows: Sequence[Mapping[str, Any]], x: float, y: float
) -> tuple[list[Layer], list[Text], float]:
    """Return layers and texts of the rows of `lengths.rows`, and how tall they are, units.

    x, y: the upper left corner.
    """
    bars: dict[str, list[Outline]] = {}
    texts = []
    foot = y
    for row in rows:
        texts.append(Text(row["words"], x, foot + 0.85 * SIZE))
        middle = foot + 1.25 * SIZE + THICK
        for look, outline in _row(row, x, middle):
            bars.setdefault(look, []).append(outline)
        texts.append(Text(f"({row['band']})", x, middle + THICK + SIZE, look="note-soft"))
        foot = middle + THICK + 1.8 * SIZE
    foot += 0.2 * SIZE
    bars.setdefault("scale-line", []).append(_line((x, foot), (x + WIDE, foot)))
    bars["scale-line"] += _ticks(x, foot, foot + TICK)
    for mm in MARKED:
        texts.append(Text(marked(mm), x + _at(mm), foot + TICK + SIZE, "middle", look="note-soft"))
    foot += TICK + 2.3 * SIZE
    texts.append(Text(UNDER, x + WIDE / 2, foot, "middle", look="note-soft"))
    order = ("scale-line", *(f"scale-{s}" for s in _STATES), "scale-zero", "scale-band")
    layers = [Layer(look, tuple(bars[look])) for look in order if look in bars]
    return layers, texts, foot + 0.3 * SIZE - y


def marked(mm: float) -> str:
    """Return the words of a tick, with the sign of typesetters."""
    return f"{mm:+.0f}".replace("-", "−") if mm else "0"


def _ticks(x: float, top: float, foot: float) -> list[Outline]:
    return [_line((x + _at(mm), top), (x + _at(mm), foot)) for mm in MARKED]


_STATES = (lengths.LONG, lengths.STILL, lengths.SHORT)


def _row(row, x, y):
    yield "scale-line", _line((x, y), (x + WIDE, y))
    for tick in _ticks(x, y - TICK / 2, y + TICK / 2):
        yield "scale-line", tick
    yield "scale-zero", _line((x + _at(0), y - THICK), (x + _at(0), y + THICK))
    if row["change"] is None:
        return
    left, right = sorted((x + _at(0), x + _at(row["change"])))
    box = [
        (left, y - THICK / 2),
        (right, y - THICK / 2),
        (right, y + THICK / 2),
        (left, y + THICK / 2),
    ]
    yield f"scale-{row['state']}", Outline(np.array(box), curved=False)
    if row["low"] is not None:
        low, high = x + _at(row["low"]), x + _at(row["high"])
        yield "scale-band", _line((low, y), (high, y))
        for end in (low, high):
            yield "scale-band", _line((end, y - WHISKER), (end, y + WHISKER))


def _at(change: float) -> float:
    held = min(LONGEST, max(SHORTEST, change))
    return (held - SHORTEST) / (LONGEST - SHORTEST) * WIDE


def _line(start, end) -> Outline:
    return Outline(np.array([start, end]), closed=False, curved=False)
