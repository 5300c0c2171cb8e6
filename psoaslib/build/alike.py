"""Compare two drawings with a tolerance, since geometry libraries differ in the last digit.

Drawings are alike when each kind of line (a class) reaches equally far and covers an equal area.
Reads the paths that `figures.picture` writes: `M x y`, then runs of relative `l`, `q` and `t`.
"""

import re
from collections import defaultdict

import numpy as np

REACH = 6.0
"""How far an edge may lie off, in units of the drawing (millimetres of the scene)."""
AREA = 0.02
"""By what share an area may differ; small areas by this share of a square decimetre."""

_PATH = re.compile(r'<path class="([^"]*)" d="([^"]*)"')
_RUN = re.compile(r"([Mlqtz])([^Mlqtz]*)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def difference(one: str, other: str) -> str | None:
    """Say in words where two SVG drawings differ, or return None when they are alike."""
    first, second = _measured(one), _measured(other)
    for name in sorted({*first, *second}):
        if name not in first or name not in second:
            return f"{name!r} is in one of them only"
        (reach, area), (other_reach, other_area) = first[name], second[name]
        if np.abs(reach - other_reach).max() > REACH:
            return f"{name!r} reaches {np.abs(reach - other_reach).max():.0f} units further"
        if abs(area - other_area) > AREA * max(area, other_area, 1e4):
            return f"{name!r} covers {area:.0f} in one and {other_area:.0f} in the other"
    return None


def _measured(svg: str) -> dict[str, tuple[np.ndarray, float]]:
    """Return, by class, how far the outlines reach (x, y low, x, y high) and their area."""
    runs = defaultdict(list)
    for name, data in _PATH.findall(svg):
        runs[name] += _outlines(data)
    measured = {}
    for name, outlines in runs.items():
        points = np.concatenate(outlines)
        reach = np.concatenate([points.min(0), points.max(0)])
        measured[name] = reach, sum(map(_area, outlines))
    return measured


def _outlines(data: str) -> list[np.ndarray]:
    """Return the end points of each outline of a path, (n, 2)."""
    outlines: list[list[np.ndarray]] = []
    for letter, text in _RUN.findall(data):
        pairs = np.array(_NUMBER.findall(text), float).reshape(-1, 2)
        if letter == "M":
            outlines.append([pairs[0]])
        elif letter in "lt":
            outlines[-1] += list(outlines[-1][-1] + pairs.cumsum(0))
        elif letter == "q":
            for end in pairs[1::2]:
                outlines[-1].append(outlines[-1][-1] + end)
    return [np.array(each) for each in outlines]


def _area(points: np.ndarray) -> float:
    x, y = points.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
