"""Mark on a posed body where its pelvis has tilted, and where its psoas runs.

The arrow of a tilt is bent about the hip where the turn is seen; else, from the front or from
behind, it is straight, on the side of the pelvis that is seen, and points up where that side rises.
Whoever draws arrows keeps them off the psoas.

Millimetres in the plane of the picture, y down; pure functions of two bodies and a camera.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from psoaslib.body import Posed
from psoaslib.figures.polyline import distance, gap
from psoaslib.figures.view import Camera

TURN, WHOLE = 6.0, 40.0  # degrees of tilt: from here an arrow; from there the whole body turns
LEAST = 60.0  # mm: a shorter arrow would not be seen as one
STEPS = 17  # places on an arrow
BENT_CLEAR = 40.0  # mm, of the arrow about the hip
ROUND, SPAN = 0.205, 84.0  # m, degrees: radius and length of the arrow about the hip
BEND = 12.0  # mm: a straight one leaves its chord by less
EDGEWAYS = 0.35  # cosine: a circle seen more from its edge shows no turn
FACING = 0.5  # cosine between the way to the viewer and the pelvis's way forward, or backward
BEFORE, BEHIND = 0.11, -0.13  # m before the hips, of the straight arrow, or behind them
LOW, HIGH = -0.18, 0.03  # m over the hips, its ends
ROOM = 30.0  # mm by which an arrow may reach beyond the drawings, of the 70 that a frame has
ASIDE = (0.0, 0.05, -0.05, 0.20, -0.20)  # m to the right of the middle, where it is tried

PSOAS = (
    ("T12", (0.0, 0.0, 0.024)),
    ("L3", (0.004, 0.01, 0.026)),
    ("L5", (0.006, 0.01, 0.028)),
    ("pelvis", (0.047, 0.009, 0.076)),
    ("femur", (-0.019, -0.06, 0.010)),
)
"""The line of the right psoas, by which arrows keep clear of it."""


@dataclass(frozen=True, eq=False)
class Room:
    """Hold the box that arrows may fill: least and greatest x and y."""

    low: np.ndarray
    high: np.ndarray

    def holds(self, line: np.ndarray) -> bool:
        """Tell whether all of a line (n, 2) lies in it."""
        return bool((line >= self.low).all() and (line <= self.high).all())


def around(bounds: Sequence[Sequence[float]]) -> Room:
    """Return the room in the frame of drawings with bounds (left, top, right, bottom)."""
    table = np.array(bounds, float)
    return Room(table[:, :2].min(0) - ROOM, table[:, 2:].max(0) + ROOM)


EVERYWHERE = Room(np.full(2, -np.inf), np.full(2, np.inf))


def turn(before: Posed, after: Posed, camera: Camera, room: Room = EVERYWHERE) -> np.ndarray | None:
    """Return the arrow of a pelvis that turned about the axis of its tilt, or None.

    Where the turn is seen it is bent about the hip, behind the pelvis and downwards where the
    pelvis tucks (posterior tilt grows); or before it and upwards, where it would lie over a psoas
    behind. Where the front or the back of the pelvis is seen, it is straight.
    """
    turned = after.angles["pelvis_tilt"] - before.angles["pelvis_tilt"]
    if not TURN <= abs(turned) <= WHOLE:
        return None
    muscles = [psoas_line(after, side, camera) for side in ("right", "left")]
    for way in chain(_bent(turned, after, camera), _straight(turned, after, camera)):
        line = camera.project(np.array([after.point("pelvis", at) for at in way]))[:, :2]
        clear = all(gap(line, muscle) > BENT_CLEAR for muscle in muscles)
        if clear and np.linalg.norm(line[-1] - line[0]) >= LEAST and room.holds(line):
            return line
    return None


def tucks(before: Posed, after: Posed) -> bool:
    """Tell whether the pelvis has tilted backwards, tail under."""
    return after.angles["pelvis_tilt"] > before.angles["pelvis_tilt"]


def bends(line: np.ndarray) -> bool:
    """Tell whether the arrow of a tilt is the bent one."""
    return bool(distance(line, line[[0, -1]]).max() > BEND)


def _bent(turned: float, after: Posed, camera: Camera) -> Iterator[np.ndarray]:
    """Yield arcs (n, 3) about the hip, in the frame of the pelvis, the best first."""
    if abs(camera.axes[2] @ after.frames["pelvis"][0][:, 2]) < EDGEWAYS:
        return
    for middle, radius in ((180, ROUND), (0, ROUND), (0, 1.3 * ROUND)):
        at = np.radians(middle + np.sign(turned) * np.linspace(-SPAN / 2, SPAN / 2, STEPS))
        yield radius * after.stature / 1.75 * np.stack([np.cos(at), np.sin(at), 0 * at], 1)


def _straight(turned: float, after: Posed, camera: Camera) -> Iterator[np.ndarray]:
    """Yield ways (n, 3) of the side of the pelvis that is seen, in its frame, the best first."""
    facing = camera.axes[2] @ after.frames["pelvis"][0][:, 0]
    if abs(facing) < FACING:
        return
    ends = (LOW, HIGH) if turned * facing > 0 else (HIGH, LOW)
    y = np.linspace(*ends, STEPS)
    x = np.full(STEPS, BEFORE if facing > 0 else BEHIND)
    for z in ASIDE:
        yield after.stature / 1.75 * np.stack([x, y, np.full(STEPS, z)], 1)


def psoas_line(posed: Posed, side: str, camera: Camera) -> np.ndarray:
    """Return about where the psoas of a side runs (5, 2), from T12 to the lesser trochanter."""
    size, mirror = posed.stature / 1.75, np.array([1, 1, 1 if side == "right" else -1])
    spots = [
        posed.point(f"{side}_femur" if frame == "femur" else frame, size * mirror * np.array(at))
        for frame, at in PSOAS
    ]
    return camera.project(np.array(spots))[:, :2]
