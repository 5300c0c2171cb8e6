"""Draw the parts of a plate by hand-set points: smooth outlines, round shading, fibres.

Points are in millimetres of the body, x to the right of the picture and y downwards. A point with
a third member is a corner; between corners a line is smooth. A part that is filled covers what was
drawn before it, so the order of the calls says what lies before what.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from contourpy import contour_generator
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt, gaussian_filter, gaussian_filter1d
from scipy.spatial import cKDTree

from psoaslib.figures import plate_style
from psoaslib.figures.picture import Layer, Outline
from psoaslib.figures.plate_lines import curve, thin

UNITS = 10.0  # units of a plate in a millimetre: whole units are fine enough for a printed line
CELL = 0.4  # mm of the grid on which shades are found
MARGIN = 30  # cells round a part, for what is smoothed and for its shadow
SMALLEST = 3.0  # mm2: smaller patches of shade are left out
LIGHT = np.array([-0.50, -0.62, 0.60]) / np.linalg.norm([-0.50, -0.62, 0.60])


@dataclass(frozen=True, eq=False)
class Shown:
    """Hold what was drawn under a name: outlines (n, 2) in mm, those after the first its holes.

    An open one is a line. `hides`: whether it covers what was drawn before it.
    """

    name: str
    rims: tuple[np.ndarray, ...]
    hides: bool
    closed: bool


class Sheet:
    """Gather the layers of one plate in the order in which they cover each other.

    frame: left, top, right and bottom in millimetres. `parts` keeps the outline of every named
    part, several where a part is drawn in pieces, so that a label can be held against it; `shown`
    keeps them in the order in which they were drawn.
    """

    def __init__(self, frame: tuple[float, float, float, float]):
        self.frame = frame
        self.layers: list[Layer] = []
        self.words: list[tuple[str, float, float]] = []
        self.parts: dict[str, list[np.ndarray]] = {}
        self.shown: list[Shown] = []
        left, top, right, bottom = frame
        self._shape = (round((bottom - top) / CELL), round((right - left) / CELL))
        self._painted = np.zeros(self._shape, bool)

    def part(self, look, points, name="", bulge=8.0, holes=(), line="plate-line", lift=0.0):
        """Draw a filled part with round shading; `bulge` mm from the edge it is flat.

        look: a look of plate_style.RULES whose "-shade" and "-deep" are its shades. lift: how
        far, in mm, its shadow falls on what lies behind it.
        """
        rims = [curve(points, True), *(curve(hole, True) for hole in holes)]
        box, mask = self._mask(rims)
        inner = _signed(mask)
        if lift:
            self._shadow(box, mask, inner, lift)
        self._add(look, rims, True)
        if bulge:
            tone = _tone(mask, bulge)
            for word, level in (("shade", 0.42), ("deep", 0.17)):
                self._filled(f"{look}-{word}", np.minimum(level - tone, inner / 6), box)
        self._painted[box] |= mask
        if line:
            self._add(line, rims, True)
        self._show(name, rims, bool(name) and _opaque(look))
        return rims[0]

    def hollow(self, look, points, name="", depth=14.0):
        """Shade a patch as a hollow, without an outline: the side towards the light is dark."""
        rim = curve(points, True)
        box, mask = self._mask([rim])
        inner = _signed(mask)
        tone = _tone(mask, depth, -1.0)
        for word, level in (("shade", 0.44), ("deep", 0.24)):
            self._filled(f"{look}-{word}", np.minimum(level - tone, inner / 6), box)
        self.name(name, rim)

    def bundles(self, look, rim, size):
        """Draw the bundles of a muscle cut across, about `size` mm wide, within an outline."""
        box, mask = self._mask([np.asarray(rim)])
        y, x = CELL * np.mgrid[box]
        low, high = (
            np.array([x[mask].min(), y[mask].min()]),
            np.array([x[mask].max(), y[mask].max()]),
        )
        # Even by themselves and the same on every machine: multiples of the plastic number.
        count = np.arange(1, round(np.prod(high - low) / size**2) + 1)[:, None]
        middles = low + (count * [0.7548776662, 0.5698402910] % 1) * (high - low)
        far = cKDTree(middles).query(np.stack([x, y], -1), 2)[0]
        gap = far[..., 1] - far[..., 0] - 0.16 * size
        self._filled(look, np.minimum(gap, _signed(mask) - 0.9), box)

    def line(self, look, points, name=""):
        """Draw a smooth open line; return its points."""
        run = curve(points)
        self._add(look, [run], False)
        self.name(name, run, closed=False)
        return run

    def ring(self, look, points, name=""):
        """Draw a closed line or patch without shading; return its points."""
        run = curve(points, True)
        self._add(look, [run], True)
        # Unnamed ones are details of what they lie on; the bare ground is no detail of anything.
        self._show(name, [run], _opaque(look) and (bool(name) or look == "plate-ground"))
        return run

    def runs(self, look, lines, within=None):
        """Draw open lines (n, 2) as they are, or where they lie inside an outline (m, 2)."""
        if within is not None:
            box, mask = self._mask([within])
            corner = np.array(self.frame[:2]) + CELL * np.array([box[1].start, box[0].start])
            lines = [part for line in lines for part in _inside(line, mask, corner)]
        self._add(look, lines, False)

    def write(self, text, x, y):
        """Write a few letters, their middle at a place in mm."""
        self.words.append((text, x, y))

    def cords(self, look, cords, taper=0.85):
        """Draw cords that grow into each other, as nerves do; return their middle lines.

        cords: name, width in mm and points of each; taper: the width at the end as a share of
        that at the beginning.
        """
        runs, rims = [], []
        for name, width, points in cords:
            run = curve(points)
            way = np.gradient(run, axis=0)
            across = np.stack([-way[:, 1], way[:, 0]], 1)
            across /= np.linalg.norm(across, axis=1, keepdims=True)
            half = (np.linspace(1, taper, len(run)) * width / 2)[:, None]
            rims.append(np.vstack([run + across * half, (run - across * half)[::-1]]))
            runs.append(run)
            self._show(name, rims[-1:], True)
        # All edges first: so none is left where one cord runs into another.
        for rim in rims:
            self._add("plate-line", [rim], True)
        for rim in rims:
            self._add(look, [rim], True)
        return runs

    def name(self, name, outline, closed=True):
        """Keep an outline, or an open line, under a name."""
        self._show(name, [np.asarray(outline)], False, closed)

    def _show(self, name, rims, hides, closed=True):
        if name:
            self.parts.setdefault(name, []).append(rims[0])
        if name or hides:
            self.shown.append(Shown(name, tuple(rims), hides, closed))

    def _add(self, look, runs, closed):
        made = tuple(Outline(thin(run * UNITS, closed), closed) for run in runs)
        self.layers.append(Layer(look, made))

    def _mask(self, rims):
        """Return the part of the grid that holds closed lines, and the mask of what they fill."""
        cells = [(rim - np.array(self.frame[:2])) / CELL - 0.5 for rim in rims]
        low = np.maximum(np.floor(cells[0].min(0)).astype(int) - MARGIN, 0)
        high = np.minimum(np.ceil(cells[0].max(0)).astype(int) + MARGIN, self._shape[::-1])
        image = Image.new("1", tuple(int(v) for v in high - low))
        pen = ImageDraw.Draw(image)
        for number, rim in enumerate(cells):
            pen.polygon([tuple(p) for p in rim - low], fill=number == 0)
        return (slice(low[1], high[1]), slice(low[0], high[0])), np.array(image)

    def _shadow(self, box, mask, inner, lift):
        down, right = round(lift / CELL), round(0.7 * lift / CELL)
        cast = np.zeros_like(mask)
        cast[down:, right:] = mask[:-down, :-right]
        soft = gaussian_filter(cast.astype(float), 2.5) - 0.5
        field = np.minimum(soft, _signed(self._painted[box]) / 6)
        self._filled("plate-shadow", np.minimum(field, -inner / 6 + 0.1), box)

    def _filled(self, look, field, box):
        """Add the region where a field (h, w) over the cells of a box is above zero."""
        padded = np.pad(field, 1, constant_values=-1.0)
        corner = np.array([box[1].start, box[0].start]) - 0.5
        runs = []
        for loop in contour_generator(z=padded).lines(0.0):
            if len(loop) > 8 and abs(_area(loop)) * CELL**2 > SMALLEST:
                even = gaussian_filter1d(loop[:-1], 2.0, axis=0, mode="wrap")
                runs.append((even + corner) * CELL + np.array(self.frame[:2]))
        if runs:
            self._add(look, runs, True)


def _opaque(look: str) -> bool:
    """Tell whether a look hides what lies behind it."""
    fill, _, _, opacity = plate_style.RULES[look]
    return bool(fill) and opacity == 1


def _inside(line, mask, corner):
    """Return the parts of a line (n, 2) that lie inside a mask whose corner is given in mm."""
    cell = np.clip(((line - corner) / CELL).astype(int), 0, np.array(mask.shape)[::-1] - 1)
    keep = mask[cell[:, 1], cell[:, 0]]
    runs = np.split(np.arange(len(line)), np.flatnonzero(np.diff(keep.astype(int))) + 1)
    return [line[run] for run in runs if keep[run[0]] and len(run) > 4]


def _area(loop):
    x, y = loop.T
    return 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))


def _signed(mask):
    """Return the distance from the edge in mm, positive inside."""
    if not mask.any():
        return np.full(mask.shape, -1e3)
    return CELL * (distance_transform_edt(mask) - distance_transform_edt(~mask))


def _tone(mask, bulge, way=1.0):
    """Return how bright a part is that swells from its edge (or sinks, way -1), from 0 to 1."""
    deep = CELL * distance_transform_edt(mask)
    share = np.clip(1 - deep / bulge, 0, 1)
    height = gaussian_filter(way * bulge * np.sqrt(1 - share**2), 4.0)
    slope_y, slope_x = np.gradient(height, CELL)
    normal = np.stack([-slope_x, -slope_y, np.ones_like(height)], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return gaussian_filter(np.clip(normal @ LIGHT, 0, 1), 4.0)
