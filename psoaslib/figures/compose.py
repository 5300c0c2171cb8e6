"""Lay drawings out on one sheet: labels round each, bars below it, a heading over it.

All at the size of print: a person of 1.75 m is `TALL` millimetres tall, unless the sheet would be
wider than `WIDEST`, and type has 9.5 points. Units: tenths of a point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from psoaslib.figures import leaders, lengthscale, words
from psoaslib.figures.picture import BADGE, Layer, Outline, Picture
from psoaslib.figures.polyline import sampled
from psoaslib.figures.sheet import POINT, Figure, Panel
from psoaslib.figures.words import SIZE, Text

UNIT = 10.0  # units in a point
TALL = 105.0  # mm on paper of a person of 1.75 m
WIDEST = (172.0, 250.0)  # mm: an A4 page's text, upright for one drawing, lengthwise for two
PAIRED = 1.35  # of TALL: two beside each other on a page that lies, where there is room
SMALLEST = 0.5  # of TALL: smaller no drawing is made to fit
MARGIN = 8.0 * UNIT  # round the sheet
ROUND = 30.0  # mm of the scene left round a body
CELL = 2.0 * UNIT  # of the grid that knows where the drawing is
AIR = 3.0 * UNIT  # between a text and the drawing
END = 2.3 * UNIT  # radius of a leader's end, with half of its rim
AWAY = 3.0 * UNIT  # from the end of a leader to its text
SOLID = ("skin", "hair", "ball", "block")
DRAWN = ("ghost", "arrow", "arrow-head")
"""Looks that a text may not lie over: areas, and lines."""


@dataclass(frozen=True, eq=False)
class Part:
    """Hold one drawing and what stands with it.

    spots: where labels point, in millimetres of the picture as it is drawn, before it is mirrored;
    labels: their words; rows: of `lengths.rows`, or none; heading: words over it, note: under it;
    window: the frame (x, y, w, h) of the drawing, or None for the whole body.
    """

    picture: Picture
    spots: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Mapping[str, Any]] = ()
    heading: str = ""
    note: str = ""
    window: tuple[float, float, float, float] | None = None


@dataclass
class _Block:
    panel: Panel
    notes: list[Layer]
    texts: list[Text]
    box: tuple[float, float, float, float]


def compose(parts: Sequence[Part], title: str, alt: str, caption: str, **looks) -> Figure:
    """Return the figure of one drawing, or of several beside each other.

    looks: build, skin, dark and xray of the figure.
    """
    pair = len(parts) > 1
    scale = start = (PAIRED if pair else 1) * TALL / POINT * UNIT / 1750
    for _ in range(8):
        blocks = [_block(part, scale) for part in parts]
        wide = sum(b.box[2] - b.box[0] for b in blocks) + (len(blocks) + 1) * 2 * MARGIN
        over = wide - WIDEST[pair] / POINT * UNIT
        if over <= 0 or scale <= SMALLEST * start:
            break
        drawn = sum(b.panel.picture.viewbox[2] for b in blocks)
        scale = max(SMALLEST * start, scale - over / drawn)
    top = min(b.box[1] for b in blocks)
    x = MARGIN
    panels, notes, texts = [], [], []
    for block in blocks:
        dx, dy = x - block.box[0], MARGIN - top
        panels.append(block.panel.moved(dx, dy))
        notes += [_moved(layer, dx, dy) for layer in block.notes]
        # Headings stand on one line, over whatever height of drawing.
        over = MARGIN - block.box[1]
        texts += [text.moved(dx, over if text.bold else dy) for text in block.texts]
        x += block.box[2] - block.box[0] + 2 * MARGIN
    size = (x - MARGIN, max(b.box[3] for b in blocks) - top + 2 * MARGIN)
    return Figure(title, alt, caption, tuple(panels), tuple(notes), tuple(texts), size, **looks)


def _block(part: Part, scale: float) -> _Block:
    """Lay out one drawing, its floor at y = 0."""
    if part.window:
        box = part.window
        scale *= 1750 / box[3]
    else:
        left, top, right, bottom = part.picture.bounds
        box = (left - ROUND, top - ROUND, right - left + 2 * ROUND, bottom - top + 2 * ROUND)
    shown = part.picture.framed(tuple(float(round(v)) for v in box))
    x, y, w, h = shown.viewbox
    panel = Panel(shown, 0.0, -scale * h, scale)

    def paper(points):
        points = np.asarray(points, float)
        across = x + w - points[:, 0] if shown.flipped else points[:, 0] - x
        return np.stack([scale * across, scale * (points[:, 1] - y - h)], 1)

    box = (0.0, -scale * h, scale * w, 0.0)
    notes: list[Layer] = []
    texts: list[Text] = []
    if part.spots:
        free = _windowed(box) if part.window else _clear(shown, paper, box)
        made, said = _labelled(part, paper, free, box)
        notes += made
        texts += said
    extent = _around([box, *(text.box for text in texts)])
    if part.note:
        texts += _under(part.note, extent)
        extent = _around([extent, *(text.box for text in texts)])
    if part.rows:
        room = max(row_width(part.rows), lengthscale.WIDE)
        at = max(extent[0], (box[0] + box[2] - room) / 2)
        made, said, tall = lengthscale.scale(part.rows, at, extent[3] + 6 * UNIT)
        notes += made
        texts += said
        under = (at, 0, at + room, extent[3] + 6 * UNIT + tall)
        extent = _around([extent, under, *(text.box for text in said)])
    if part.heading:
        lines = words.wrapped(part.heading, extent[2] - extent[0])
        for number, line in enumerate(reversed(lines)):
            foot = extent[1] - 0.5 * SIZE - 1.35 * SIZE * number
            texts.append(Text(line, (extent[0] + extent[2]) / 2, foot, "middle", bold=True))
        extent = _around([extent, *(text.box for text in texts)])
    return _Block(panel, notes, texts, extent)


def _under(note: str, extent) -> list[Text]:
    """Return the lines of words that stand in the middle under a drawing."""
    middle, foot = (extent[0] + extent[2]) / 2, extent[3] + 1.6 * SIZE
    lines = words.wrapped(note, extent[2] - extent[0])
    return [Text(line, middle, foot + 1.35 * SIZE * k, "middle") for k, line in enumerate(lines)]


def row_width(rows) -> float:
    """Return the room that the words of bars need."""
    return max(words.width(text) for row in rows for text in (row["words"], row["band"]))


def _labelled(part, paper, free, box):
    names = list(part.spots)
    spots = paper([part.spots[name] for name in names]) / UNIT
    said = [part.labels[name] for name in names]
    widths = [(words.width(text) + AWAY) / UNIT for text in said]
    placed = leaders.place(
        [tuple(at) for at in spots.tolist()],
        widths,
        SIZE / UNIT,
        lambda b: free(tuple(UNIT * v for v in b)),
        tuple(v / UNIT for v in box),
    )
    lines, ends, texts = [], [], []
    for text, leader in zip(said, placed, strict=True):
        spot, port = UNIT * np.array(leader.spot), UNIT * np.array(leader.port)
        lines.append(Outline(np.array([spot, port]), closed=False, curved=False))
        turn = np.linspace(0, 2 * np.pi, 10, endpoint=False)
        ends.append(Outline(spot + 1.05 * END * np.stack([np.cos(turn), np.sin(turn)], 1)))
        way, align = (-1, "end") if leader.side == "left" else (1, "start")
        texts.append(Text(text, port[0] + way * AWAY, port[1] + 0.34 * SIZE, align))
    made = (("leader-halo", lines), ("leader", lines), ("leader-end", ends))
    return [Layer(look, tuple(outlines)) for look, outlines in made], texts


def _windowed(box):
    def free(asked) -> bool:
        return asked[2] <= box[0] - AIR or asked[0] >= box[2] + AIR

    return free


def _clear(shown: Picture, paper, box):
    """Return a function that tells whether a box lies clear of a drawing."""
    left, top = box[0], box[1]
    shape = (int((box[3] - top) / CELL) + 1, int((box[2] - left) / CELL) + 1)
    lines = [
        (paper(sampled(o)) - (left, top)) / CELL
        for layer in shown.layers
        if layer.look in SOLID
        for o in layer.outlines
    ]
    if shown.mark:
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        disc = shown.mark.at + BADGE * np.stack([np.cos(turn), np.sin(turn)], 1)
        lines.append((paper(disc) - (left, top)) / CELL)
    taken = filled(lines, shape)
    for layer in shown.layers:
        for outline in layer.outlines if layer.look in DRAWN else ():
            at = ((paper(sampled(outline, 8)) - (left, top)) / CELL).astype(int)
            at = at[((at >= 0) & (at < (shape[1], shape[0]))).all(1)]
            taken[at[:, 1], at[:, 0]] = True
    total = np.zeros((shape[0] + 1, shape[1] + 1))
    total[1:, 1:] = taken.cumsum(0).cumsum(1)

    def free(asked) -> bool:
        low = np.array([asked[0] - AIR - left, asked[1] - AIR - top]) / CELL
        high = np.array([asked[2] + AIR - left, asked[3] + AIR - top]) / CELL
        x0, y0 = np.clip(np.floor(low), 0, (shape[1], shape[0])).astype(int)
        x1, y1 = np.clip(np.ceil(high), 0, (shape[1], shape[0])).astype(int)
        return bool(total[y1, x1] - total[y0, x1] - total[y1, x0] + total[y0, x0] == 0)

    return free


def filled(lines: Sequence[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Return the cells (h, w) whose middles closed lines enclose, each line on its own; cells."""
    out = np.zeros(shape, bool)
    for line in lines:
        crossed: dict[int, list[float]] = {}
        for (ax, ay), (bx, by) in zip(line, np.roll(line, -1, axis=0), strict=True):
            (lx, ly), (hx, hy) = ((ax, ay), (bx, by)) if ay < by else ((bx, by), (ax, ay))
            for row in range(max(0, int(np.ceil(ly - 0.5))), min(shape[0], int(np.ceil(hy - 0.5)))):
                crossed.setdefault(row, []).append(lx + (row + 0.5 - ly) / (hy - ly) * (hx - lx))
        for row, places in crossed.items():
            places.sort()
            for a, b in zip(places[::2], places[1::2], strict=True):
                out[row, max(0, int(np.ceil(a - 0.5))) : max(0, int(np.ceil(b - 0.5)))] = True
    return out


def _around(boxes):
    table = np.array(list(boxes), float)
    return (*table[:, :2].min(0).tolist(), *table[:, 2:].max(0).tolist())


def _moved(layer: Layer, x: float, y: float) -> Layer:
    shift = np.array([x, y])
    return Layer(
        layer.look,
        tuple(Outline(o.nodes + shift, o.closed, o.curved) for o in layer.outlines),
    )
