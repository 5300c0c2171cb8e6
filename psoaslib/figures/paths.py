"""The shapes of an SVG as path data, and path data as paths of matplotlib."""

import re
from math import radians
from xml.etree.ElementTree import Element

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from matplotlib.path import Path

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("path", "circle", "ellipse", "rect", "polygon", "polyline", "line")
_STEP = re.compile(r"(\w+)\s*\(([^)]*)\)")


def data(element: Element, moved: Transform = Identity) -> str:
    """Return the path data of a shape, in whole units where it is moved."""
    builder = PathBuilder()
    builder.add_path_from_element(element)
    written = builder.paths[0] if builder.paths else ""
    if moved == Identity:
        return written
    pen = SVGPathPen(None, ntos=lambda value: f"{value:.0f}")
    parse_path(written, TransformPen(pen, moved))
    return pen.getCommands()


def transform(text: str) -> Transform:
    """Return what a `transform` attribute does; ValueError for one that is not known."""
    made = Identity
    for kind, numbers in _STEP.findall(text):
        values = [float(each) for each in re.split(r"[\s,]+", numbers.strip())]
        if kind == "matrix":
            made = made.transform(values)
        elif kind == "translate":
            made = made.translate(*values)
        elif kind == "scale":
            made = made.scale(*values)
        elif kind == "rotate":
            angle, *middle = values
            x, y = middle or (0, 0)
            made = made.translate(x, y).rotate(radians(angle)).translate(-x, -y)
        else:
            raise ValueError(kind)
    return made


def path(written: str) -> Path:
    """Return path data as a path of matplotlib."""
    pen = _Pen(None)
    parse_path(written, pen)
    return Path(pen.points, pen.codes)


class _Pen(BasePen):
    """Gather the vertices and codes of a path."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.points, self.codes = [], []

    def _add(self, code, *points):
        self.points += points
        self.codes += [code] * len(points)

    def _moveTo(self, point):
        self._add(Path.MOVETO, point)

    def _lineTo(self, point):
        self._add(Path.LINETO, point)

    def _curveToOne(self, *points):
        self._add(Path.CURVE4, *points)

    def _qCurveToOne(self, *points):
        self._add(Path.CURVE3, *points)

    def _closePath(self):
        self._add(Path.CLOSEPOLY, (0, 0))
