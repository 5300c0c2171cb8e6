"""Find where the mark of an error stands: beside the fault, clear of the body, with a line to it.

A fault is named in `content/` by the part of the body (`records.base.Fault`); its place here is
on the body's surface. Millimetres in the plane of the picture, y down.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from psoaslib.body import Posed
from psoaslib.figures import style
from psoaslib.figures.labels import inside
from psoaslib.figures.picture import BADGE, Layer, Mark
from psoaslib.figures.polyline import crossing, sampled
from psoaslib.figures.view import Camera

PLACES = {
    "head": ("head", (0.03, 0.14, 0.0)),
    "neck": ("head", (-0.05, 0.0, 0.0)),
    "shoulders": ("T3", (-0.08, 0.0, 0.0)),
    "chest": ("T3", (0.08, -0.08, 0.0)),
    "lower_back": ("L3", (-0.085, 0.0, 0.0)),
    "other_waist": ("L3", (0.0, 0.0, -0.13)),
    "other_shoulder": ("left_humerus", (0.0, 0.0, -0.03)),
    "same_hip": ("pelvis", (0.03, 0.02, 0.15)),
    "other_knee": ("left_tibia", (0.045, 0.0, 0.0)),
    "same_foot": ("right_foot", (0.08, -0.02, 0.0)),
}
"""Frame, and place in it for 1.75 m, the right side stretched."""
PERSON = ("skin", "hair")
SOLID = (*PERSON, "ball", "block")
"""Looks that the mark does not cover. Without such room near by it may cover a prop; without
that, it covers neither bone nor psoas. Wherever that can be, its line does not cross the psoas."""
PSOAS = ("long", "still", "short", "beyond")
AIR = 14.0  # mm between the mark and what it does not cover
GRID = 12.0  # mm between the places that are tried
REACH = 900.0  # mm: no place is tried further from the fault
DETOUR = 120.0  # mm: no longer a line is drawn so that the mark covers no prop
OUT = 30.0  # mm by which the mark may reach beyond the drawing, of the 70 that a frame has


def marked(
    name: str,
    posed: Posed,
    layers: Sequence[Layer],
    camera: Camera,
    window: Sequence[float] | None = None,
) -> Mark | None:
    """Return the mark of an error on a body with the right side stretched, or None for no room.

    window: the frame (x, y, w, h) that shows a part of the drawing, which holds the mark.
    """
    frame, at = PLACES[name]
    fault = camera.project(posed.point(frame, posed.stature / 1.75 * np.array(at)))[:2]
    solid = _of(layers, SOLID)
    person, psoas = _of(layers, PERSON), _of(layers, PSOAS)
    inner = [sampled(o) for each in layers if style.inner(each.look) for o in each.outlines]
    rim = np.concatenate(solid)
    low, high = rim.min(0) - OUT, rim.max(0) + OUT
    if window:
        low, high = np.array(window[:2]), np.array(window[:2]) + window[2:]
    low, high = low + BADGE, high - BADGE
    x, y = (
        np.arange(max(a, at - REACH), min(b, at + REACH) + 1, GRID)
        for a, b, at in zip(low, high, fault, strict=True)
    )
    tried = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    tried = tried[np.linalg.norm(tried - fault, axis=1).argsort(kind="stable")]
    spared, near, *rest = (
        _clear(tried, shapes, fault, uncrossed)
        for shapes, uncrossed in ((solid, psoas), (person, psoas), (inner, psoas), (inner, []))
    )
    ways = [np.inf if at is None else np.linalg.norm(at - fault) for at in (spared, near)]
    found = (spared, near) if ways[0] < ways[1] + DETOUR else (near,)
    for at in (*found, *rest):
        if at is not None:
            return Mark(tuple(at.tolist()), tuple(fault.tolist()))
    return None


def _of(layers: Sequence[Layer], looks: Sequence[str]) -> list[np.ndarray]:
    return [sampled(o) for each in layers if each.look.split()[0] in looks for o in each.outlines]


def _clear(
    tried: np.ndarray,
    shapes: Sequence[np.ndarray],
    fault: np.ndarray,
    uncrossed: Sequence[np.ndarray],
) -> np.ndarray | None:
    """Return the first place on which a mark covers none of some closed lines.

    Its line to the fault crosses none of `uncrossed`.
    """
    if not shapes:
        return None
    rim = np.concatenate(shapes)
    for some in np.array_split(tried, max(1, len(tried) // 200)):
        gap = np.linalg.norm(some[:, None] - rim[None], axis=-1).min(1)
        free = some[gap > BADGE + AIR]
        free = free[~np.any([inside(free, [shape]) for shape in shapes], axis=0)]
        for at in free:
            if not any(crossing(np.stack([at, fault]), line) for line in uncrossed):
                return at
    return None
