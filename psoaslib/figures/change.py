"""Show what has changed from one step to the next: a ghost of the earlier body, and arrows.

The ghost is the earlier silhouette as a dashed line, left out where it runs along the present one.
An arrow follows a landmark on its way from one position to the other, all joint angles turning
evenly; no arrow is drawn for less than `LEAST`, and none over the psoas. A pelvis that tilts by
`TURN` degrees or more has an arrow of its own (`tilt`), before all others. Where nothing moves as
far as `LEAST`, arrows are short and begin at `SMALL`; where nothing moves as far as that, there is
no overlay.

Millimetres in the plane of the picture, y down; pure functions of two bodies and a camera.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from psoaslib import body
from psoaslib.body import Posed
from psoaslib.figures.picture import Layer, Outline
from psoaslib.figures.polyline import even, gap, sampled, thinned, way_along
from psoaslib.figures.tilt import EVERYWHERE, LEAST, TURN, Room, psoas_line, turn
from psoaslib.figures.view import Camera

SMALL = 30.0  # mm: who moved less has no arrow, where nobody moved further than LEAST
MOST = 4  # arrows in one picture
STEPS = 17  # places on the way of a landmark
CLEAR = 75.0  # mm between an arrow and the line of a psoas
OFF_HEAD = 85.0  # mm between an arrow and the middle line of the head
AFAR = 150.0  # mm: who moved less has no arrow beside the way that was gone
APART = 55.0  # mm between two arrows
ALONG = 0.35  # a move that differs less than this share from the trunk's goes with the trunk
SHORT_OF = 30.0  # mm by which an arrow ends before the landmark, so that it does not cover it
HEAD, WIDE = 62.0, 25.0  # length and half-width of an arrow's head
SLIM = 0.6  # half-width of a short one, of its length
BESIDE = 16.0  # mm: a ghost nearer to the outline than this is left out
STUB = 70.0  # mm: a shorter piece of ghost is left out

GROUPS = {
    "trunk": (
        ("head", (0.0, 0.24, 0.0)),
        ("T3", (-0.14, 0.0, 0.0)),
        ("pelvis", (-0.17, 0.05, 0.0)),
    ),
    "right leg": (("right_foot", (0.0, -0.02, 0.0)), ("right_tibia", (0.045, 0.0, 0.0))),
    "left leg": (("left_foot", (0.0, -0.02, 0.0)), ("left_tibia", (0.045, 0.0, 0.0))),
    "right arm": (("right_hand", (0.0, -0.04, 0.0)), ("right_forearm", (0.0, 0.0, 0.0))),
    "left arm": (("left_hand", (0.0, -0.04, 0.0)), ("left_forearm", (0.0, 0.0, 0.0))),
}
"""Landmarks of which a part of the body shows one: frame, and place in it for 1.75 m."""

HEELS = {f"{side} heel": ((f"{side}_foot", (-0.06, -0.05, 0.0)),) for side in ("right", "left")}
"""Landmarks besides, where little moves."""


def overlay(
    before: Posed,
    after: Posed,
    before_layers: Sequence[Layer],
    camera: Camera,
    after_layers: Sequence[Layer] = (),
    between: Sequence[Posed] = (),
    room: Room = EVERYWHERE,
) -> list[Layer]:
    """Return the layers of what changed: looks "ghost", "arrow-halo", "arrow", "arrow-head".

    before_layers: the drawing of the earlier body, whose look "skin" is its silhouette;
    after_layers: that of the present one: the ghost is left out along it. between: bodies on the
    way, where it is known better than by turning all angles evenly. room: what arrows keep within.
    No layers where almost nothing moves.
    """
    if almost_nothing(before, after):
        return []
    lines = arrows(before, after, camera, between, room)
    heads = tuple(_head(line) for line in lines)
    shafts = tuple(Outline(_shaft(line), closed=False) for line in lines)
    made = [
        Layer("ghost", ghost(before_layers, after_layers)),
        Layer("arrow-halo", shafts + heads),
        Layer("arrow", shafts),
        Layer("arrow-head", heads),
    ]
    return [layer for layer in made if layer.outlines]


def ghost(
    before_layers: Sequence[Layer], after_layers: Sequence[Layer] = ()
) -> tuple[Outline, ...]:
    """Return the earlier silhouette, without what runs along the present one."""
    outlines, rims = (
        [o for layer in layers if layer.look == "skin" for o in layer.outlines]
        for layers in (before_layers, after_layers)
    )
    present = [even(sampled(o)) for o in rims]
    if not present:
        return tuple(outlines)
    rim = np.concatenate(present)
    return tuple(
        Outline(thinned(run), closed=False)
        for outline in outlines
        for run in _runs(even(sampled(outline)), rim)
    )


def arrows(
    before: Posed,
    after: Posed,
    camera: Camera,
    between: Sequence[Posed] = (),
    room: Room = EVERYWHERE,
) -> list[np.ndarray]:
    """Return the lines (n, 2) of the arrows, tip last, the most telling first.

    room: the box that holds them.
    """
    way = [before, *between, after] if between else evenly(before, after)
    muscles = [psoas_line(after, side, camera) for side in ("right", "left")]
    turning = turn(before, after, camera, room)
    chosen = [] if turning is None else [turning]
    little = not chosen and furthest(before, after) < LEAST
    least, short_of = (SMALL, 0.0) if little else (LEAST, SHORT_OF)
    marked = GROUPS | HEELS if little else GROUPS
    groups = {name: _ways(way, marks, camera) for name, marks in marked.items()}
    head = camera.project(np.array([after.point("head", (0.02, y, 0)) for y in (0.03, 0.13)]))
    clear = [*((muscle, CLEAR) for muscle in muscles), (head[:, :2], OFF_HEAD)]
    carried = groups["trunk"][-1][-1] - groups["trunk"][-1][0]
    for group in sorted(groups, key=lambda name: -max(map(_far, groups[name]))):
        if len(chosen) == MOST:
            break
        lines = [*groups["trunk"], *_beside(groups["trunk"][-1])] if group == "trunk" else sorted(
            groups[group], key=lambda line: -_far(line)
        )  # fmt: skip
        for line in lines:
            if group != "trunk" and _goes_with(line, carried, least):
                continue
            if _far(line) < least or (line := _ended(line, short_of)) is None:
                continue
            taken = [*clear, *((other, APART) for other in chosen)]
            if room.holds(line) and all(gap(line, other) > far for other, far in taken):
                chosen.append(line)
                break
    return chosen


def almost_nothing(before: Posed, after: Posed) -> bool:
    """Tell whether a body has moved so little that there is nothing to show."""
    turned = abs(after.angles["pelvis_tilt"] - before.angles["pelvis_tilt"])
    return turned < TURN and furthest(before, after) < SMALL


def furthest(before: Posed, after: Posed) -> float:
    """Return how far the landmark that moved most has moved, in space, mm."""
    size = after.stature / 1.75
    marks = [(frame, size * np.array(at)) for frame, at in chain(*(GROUPS | HEELS).values())]
    moved = [np.linalg.norm(after.point(*mark) - before.point(*mark)) for mark in marks]
    return 1000 * float(max(moved))


def evenly(before: Posed, after: Posed, steps: int = STEPS) -> list[Posed]:
    """Return bodies on the way: angles and place of the pelvis change evenly."""
    out = []
    for share in np.linspace(0, 1, steps):
        angles = {k: (1 - share) * v + share * after.angles[k] for k, v in before.angles.items()}
        root = (1 - share) * np.array(before.root) + share * np.array(after.root)
        out.append(body.pose(angles, root, after.stature, build=after.build))
    return out


def _ways(way, marks, camera) -> list[np.ndarray]:
    size = way[-1].stature / 1.75
    return [
        np.array([camera.project(p.point(frame, size * np.array(at)))[:2] for p in way])
        for frame, at in marks
    ]


def _far(line: np.ndarray) -> float:
    return float(np.linalg.norm(line[-1] - line[0]))


def _goes_with(line: np.ndarray, carried: np.ndarray, least: float) -> bool:
    """Tell whether a part is only carried along by the trunk."""
    own = np.linalg.norm(line[-1] - line[0] - carried)
    return bool(own < max(least, ALONG * _far(line)))


def _beside(line: np.ndarray) -> list[np.ndarray]:
    """Return a line moved to either side of itself, for where it would lie over the psoas."""
    along = line[-1] - line[0]
    size = np.linalg.norm(along)
    if size < AFAR:
        return []
    across = np.array([-along[1], along[0]]) / size
    return [line + reach * across for reach in (150.0, -150.0, 230.0, -230.0)]


def _ended(line: np.ndarray, short_of: float) -> np.ndarray | None:
    """Return a line that stops a little before its end; None where too little is left."""
    if not short_of:
        return line
    way = way_along(line)
    last = way[-1] - short_of
    if last < 0.8 * LEAST:
        return None
    keep = line[way < last - 1]
    return np.vstack([keep, [[np.interp(last, way, line[:, k]) for k in (0, 1)]]])


def _tip(line: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """Return where along its way the head of an arrow begins, the place, and its direction."""
    way = way_along(line)
    root = max(way[-1] - min(HEAD, 0.6 * way[-1]), 0.0)
    at = np.array([np.interp(root, way, line[:, k]) for k in (0, 1)])
    ahead = line[-1] - at
    return root, at, ahead / max(np.linalg.norm(ahead), 1e-9)


def _shaft(line: np.ndarray) -> np.ndarray:
    root, at, _ = _tip(line)
    keep = line[way_along(line) < root - 1]
    return thinned(np.vstack([keep, at]) if len(keep) else np.vstack([line[:1], at]), 1.0)


def _head(line: np.ndarray) -> Outline:
    _, at, ahead = _tip(line)
    wide = min(WIDE, SLIM * np.linalg.norm(line[-1] - at))
    across = wide * np.array([-ahead[1], ahead[0]])
    return Outline(np.array([at + across, line[-1], at - across]), curved=False)


def _runs(line: np.ndarray, rim: np.ndarray) -> list[np.ndarray]:
    """Return the pieces of a closed line that lie apart from a rim."""
    near = np.array([np.min(((rim - p) ** 2).sum(1)) for p in line]) < BESIDE**2
    if not near.any():
        return [line]
    first = int(np.argmax(near))
    line, near = np.roll(line[:-1], -first, axis=0), np.roll(near[:-1], -first)
    cuts = np.flatnonzero(np.diff(near.astype(int))) + 1
    pieces = [r for r in np.split(np.arange(len(line)), cuts) if not near[r[0]] and len(r) > 2]
    return [line[run] for run in pieces if way_along(line[run])[-1] > STUB]
