"""Hold styled outlines, and write them as the paths of an SVG.

One unit is one millimetre in the scene; y runs down. An outline is a list of nodes, the control
points of a uniform quadratic B-spline, so a curve costs one pair of whole numbers a node in SVG
(`M m0 q P1 m1 t m2 t m3 ...`). The `t` command mirrors the last control point, so rounding would
walk away at random: each joint is chosen from the control point as it really is, and the error
stays within one unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Outline:
    """Hold one run of nodes (n, 2); `curved` nodes steer a B-spline, others are corners."""

    nodes: np.ndarray
    closed: bool = True
    curved: bool = True

    def segments(self) -> tuple[np.ndarray, np.ndarray]:
        """Return start (2,) and steps (k, 2, 2): whole-number control point and end of each.

        For an outline of corners the control point equals the end.
        """
        nodes = np.asarray(self.nodes, float)
        if not self.curved or len(nodes) < 3:
            ends = np.round(nodes)
            return ends[0], np.stack([ends[1:], ends[1:]], 1)
        if self.closed:
            start = np.round((nodes[-1] + nodes[0]) / 2)
            aims = np.concatenate([nodes[1:], nodes[:1]])
            last = start
        else:
            start, last = np.round(nodes[0]), np.round(nodes[-1])
            nodes, aims = nodes[1:-1], nodes[2:-1]
        control, steps = np.round(nodes[0]), []
        for aim in aims[: len(nodes) - 1]:
            end = np.round((control + aim) / 2)
            steps.append((control, end))
            control = 2 * end - control
        steps.append((control, last))
        return start, np.array(steps)


@dataclass(frozen=True, eq=False)
class Layer:
    """Hold outlines that share a style; `look` names classes of style.RULES, without prefix."""

    look: str
    outlines: tuple[Outline, ...]


def _pair(point) -> str:
    x, y = (f"{int(v)}" for v in point)
    return x + ("" if y[0] == "-" else " ") + y


def data(layer: Layer) -> str:
    """Return the path data of a layer."""
    return "".join(_path(o) for o in layer.outlines if len(o.nodes) > 1)


def _path(outline: Outline) -> str:
    start, steps = outline.segments()
    text, here = "M" + _pair(start), start
    curved = outline.curved and len(outline.nodes) > 2
    for k, (control, end) in enumerate(steps):
        if curved and k == 0:
            text += "q" + _pair(control - here) + _gap(_pair(end - here))
        else:
            word = _pair(end - here)
            first = k == (1 if curved else 0)
            text += (("t" if curved else "l") + word) if first else _gap(word)
        here = end
    return text + ("z" if outline.closed else "")


def _gap(word: str) -> str:
    return word if word[0] == "-" else " " + word
