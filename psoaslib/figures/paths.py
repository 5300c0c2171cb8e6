"""The shapes of an SVG as path data, and path data as paths of matplotlib."""

import re
from math import radians
from xml.etree.ElementTree import Element

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from matplotlib.path import Path

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("path", "circle", "ellipse", "rect", "polygon", "polyline", "line")
CODES = {
    "moveTo": Path.MOVETO,
    "lineTo": Path.LINETO,
    "curveTo": Path.CURVE4,
    "qCurveTo": Path.CURVE3,
    "closePath": Path.CLOSEPOLY,
}
"""The codes of matplotlib's paths by the steps of a pen."""
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
    pen = RecordingPen()
    parse_path(written, pen)
    steps = [(place, CODES[step]) for step, places in pen.value for place in places or [(0, 0)]
             if step in CODES]  # fmt: skip
    return Path(*zip(*steps, strict=True))
