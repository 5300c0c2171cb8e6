"""Paint a drawing's SVG by matplotlib, small, and say how much of two such pictures is unlike.

Reads what `figures.picture` and `figures.plate` write: paths of `M`, then relative `l`, `q`, `t`
and `z`. Words are left out, since every machine has letters of its own.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D
from scipy.ndimage import gaussian_filter, maximum_filter, minimum_filter

from psoaslib.figures import paint, plate_style, style

HEIGHT = 300  # pixels
SOFT = 1.0  # pixels: a line thinner than a pixel is first spread to one
NEAR = 1  # pixels that an edge may lie off: its last digits, and the smoothing of its steps
TONE = 0.08  # share of the way from black to white by which a colour may be off
SVG = "{http://www.w3.org/2000/svg}"
_RUN = re.compile(r"([Mlqtz])([^Mlqtz]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Run:
    """Hold one outline as it is written: start (2,), and control and end (k, 2, 2) of each step."""

    start: np.ndarray
    steps: np.ndarray
    closed: bool
    curved: bool

    @property
    def nodes(self):
        return np.zeros((len(self.steps) + 2, 2))

    def segments(self):
        return self.start, self.steps


@dataclass(frozen=True)
class Written:
    """Hold the outlines of one path of a drawing."""

    look: str
    outlines: tuple[Run, ...]


def runs(data: str) -> tuple[Run, ...]:
    """Return the outlines of a path's data."""
    made = []
    for letter, text in _RUN.findall(data):
        pairs = np.array(_NUMBER.findall(text), float).reshape(-1, 2)
        if letter == "M":
            here, steps = pairs[0], []
            made.append([here, steps, False, False])
        elif letter == "z":
            made[-1][2] = True
        else:
            made[-1][3] |= letter in "qt"
            size = 2 if letter == "q" else 1
            for row in pairs.reshape(-1, size, 2):
                end = here + row[-1]
                if letter == "l":
                    control = end
                else:
                    control = here + row[0] if letter == "q" else 2 * here - control
                steps.append((control, end))
                here = end
    return tuple(Run(start, np.array(steps), *kind) for start, steps, *kind in made if steps)


def painted(svg: str) -> np.ndarray:
    """Return a drawing as RGB (HEIGHT, w, 3), from 0 to 1."""
    root = ET.fromstring(svg)
    box = tuple(float(v) for v in root.get("viewBox").split())
    kind = root.get("class")
    figure = Figure(figsize=(box[2] / box[3] * HEIGHT / 100, HEIGHT / 100), dpi=100)
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    unit = paint.frame(axes, box)
    if f"{style.PREFIX}plate" in kind:
        scale = unit * box[2] / plate_style.WIDE

        def patch(look):
            return plate_style.patch(look, scale)
    else:
        build = kind.partition(f"{style.PREFIX}build-")[2] or style.FIRST

        def patch(look):
            return style.patch(look, unit, build)

    for group in (root, *root.iter(f"{SVG}g")):
        turn = None
        if moved := group.get("transform"):
            turn = Affine2D.from_values(*map(float, _NUMBER.findall(moved)))
        layers = [
            Written(path.get("class").replace(style.PREFIX, ""), runs(path.get("d")))
            for path in group.findall(f"{SVG}path")
        ]
        paint.paint(axes, layers, patch, turn)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3] / 255


def unlike(one: np.ndarray, other: np.ndarray) -> int:
    """Return how many pixels of one picture have no like within NEAR pixels in the other.

    A colour is like where each of its three parts lies between the lowest and the highest of those
    pixels, give or take TONE. Pictures of another size are wholly unlike.
    """
    if one.shape != other.shape:
        return one[..., 0].size
    soft = [gaussian_filter(picture, (SOFT, SOFT, 0)) for picture in (one, other)]
    size = (2 * NEAR + 1, 2 * NEAR + 1, 1)
    off = np.zeros(one.shape[:2], bool)
    for a, b in (soft, soft[::-1]):
        low, high = minimum_filter(b, size), maximum_filter(b, size)
        off |= ((a < low - TONE) | (a > high + TONE)).any(-1)
    return int(off.sum())
