"""Show what has changed from one step to the next: a ghost of the earlier body, and arrows.

The ghost is the earlier silhouette as a dashed line, left out where it runs along the present one.
An arrow follows a landmark on its way from one position to the other, all joint angles turning
evenly; no arrow is drawn for less than `LEAST`, and none over the psoas. A pelvis that turns by
`TURN` degrees or more has a bent arrow behind the hip, about the axis of its tilt.

Millimetres in the plane of the picture, y down; pure functions of two bodies and a camera.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from psoaslib import body
from psoaslib.body import Posed
from psoaslib.figures.picture import Layer, Outline
from psoaslib.figures.polyline import even, gap, sampled, thinned, way_along
from psoaslib.figures.view import Camera

LEAST = 60.0  # mm: who moved less has no arrow
TURN, WHOLE = 6.0, 40.0  # degrees of tilt: from here an arrow; from there the whole body turns
MOST = 4  # arrows in one picture
STEPS = 17  # places on the way of a landmark
CLEAR = 75.0  # mm between an arrow and the line of a psoas
OFF_HEAD = 85.0  # mm between an arrow and the middle line of the head
AFAR = 150.0  # mm: who moved less has no arrow beside the way that was gone
BENT_CLEAR = 40.0  # mm, of the arrow about the hip
APART = 55.0  # mm between two arrows
ALONG = 0.35  # a move that differs less than this share from the trunk's goes with the trunk
SHORT_OF = 30.0  # mm by which an arrow ends before the landmark, so that it does not cover it
HEAD, WIDE = 62.0, 25.0  # length and half-width of an arrow's head
ROUND, SPAN = 0.205, 84.0  # m, degrees: radius and length of the arrow about the hip
EDGEWAYS = 0.35  # cosine: a circle seen more from its edge shows no turn
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

PSOAS = (
    ("T12", (0.0, 0.0, 0.024)),
    ("L3", (0.004, 0.01, 0.026)),
    ("L5", (0.006, 0.01, 0.028)),
    ("pelvis", (0.047, 0.009, 0.076)),
    ("femur", (-0.019, -0.06, 0.010)),
)
"""The line of the right psoas, by which arrows keep clear of it."""


def overlay(
    before: Posed,
    after: Posed,
    before_layers: Sequence[Layer],
    camera: Camera,
    after_layers: Sequence[Layer] = (),
    between: Sequence[Posed] = (),
) -> list[Layer]:
    """Return the layers of what changed: looks "ghost", "arrow-halo", "arrow", "arrow-head".

    before_layers: the drawing of the earlier body, whose look "skin" is its silhouette;
    after_layers: that of the present one: the ghost is left out along it. between: bodies on the
    way, where it is known better than by turning all angles evenly.
    """
    lines = arrows(before, after, camera, between)
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
    before: Posed, after: Posed, camera: Camera, between: Sequence[Posed] = ()
) -> list[np.ndarray]:
    """Return the lines (n, 2) of the arrows, tip last, the most telling first."""
    way = [before, *between, after] if between else evenly(before, after)
    muscles = [psoas_line(after, side, camera) for side in ("right", "left")]
    chosen = [line for line in [tilting(before, after, camera)] if line is not None]
    groups = {name: _ways(way, marks, camera) for name, marks in GROUPS.items()}
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
            if group != "trunk" and _goes_with(line, carried):
                continue
            if _far(line) < LEAST or (line := _ended(line)) is None:
                continue
            taken = [*clear, *((other, APART) for other in chosen)]
            if all(gap(line, other) > least for other, least in taken):
                chosen.append(line)
                break
    return chosen


def evenly(before: Posed, after: Posed, steps: int = STEPS) -> list[Posed]:
    """Return bodies on the way: angles and place of the pelvis change evenly."""
    out = []
    for share in np.linspace(0, 1, steps):
        angles = {k: (1 - share) * v + share * after.angles[k] for k, v in before.angles.items()}
        root = (1 - share) * np.array(before.root) + share * np.array(after.root)
        out.append(body.pose(angles, root, after.stature, build=after.build))
    return out


def tilting(before: Posed, after: Posed, camera: Camera) -> np.ndarray | None:
    """Return the arrow about the hip where the pelvis turned about the axis of its tilt, or None.

    It runs behind the pelvis, downwards where the pelvis tucks (posterior tilt grows); or before
    it and upwards, where it would lie over a psoas behind.
    """
    turned = after.angles["pelvis_tilt"] - before.angles["pelvis_tilt"]
    rotation, _ = after.frames["pelvis"]
    if not TURN <= abs(turned) <= WHOLE or abs(camera.axes[2] @ rotation[:, 2]) < EDGEWAYS:
        return None
    muscles = [psoas_line(after, side, camera) for side in ("right", "left")]
    for middle, radius in ((180, ROUND), (0, ROUND), (0, 1.3 * ROUND)):
        turn = np.radians(middle + np.sign(turned) * np.linspace(-SPAN / 2, SPAN / 2, STEPS))
        ring = radius * after.stature / 1.75 * np.stack([np.cos(turn), np.sin(turn), 0 * turn], 1)
        line = np.array([camera.project(after.point("pelvis", at))[:2] for at in ring])
        if all(gap(line, muscle) > BENT_CLEAR for muscle in muscles):
            return line
    return None


def _ways(way, marks, camera) -> list[np.ndarray]:
    size = way[-1].stature / 1.75
    return [
        np.array([camera.project(p.point(frame, size * np.array(at)))[:2] for p in way])
        for frame, at in marks
    ]


def psoas_line(posed: Posed, side: str, camera: Camera) -> np.ndarray:
    """Return about where the psoas of a side runs (5, 2), from T12 to the lesser trochanter."""
    size, turn = posed.stature / 1.75, np.array([1, 1, 1 if side == "right" else -1])
    spots = [
        posed.point(f"{side}_femur" if frame == "femur" else frame, size * turn * np.array(at))
        for frame, at in PSOAS
    ]
    return camera.project(np.array(spots))[:, :2]


def _far(line: np.ndarray) -> float:
    return float(np.linalg.norm(line[-1] - line[0]))


def _goes_with(line: np.ndarray, carried: np.ndarray) -> bool:
    """Tell whether a part is only carried along by the trunk."""
    own = np.linalg.norm(line[-1] - line[0] - carried)
    return bool(own < max(LEAST, ALONG * _far(line)))


def _beside(line: np.ndarray) -> list[np.ndarray]:
    """Return a line moved to either side of itself, for where it would lie over the psoas."""
    along = line[-1] - line[0]
    size = np.linalg.norm(along)
    if size < AFAR:
        return []
    across = np.array([-along[1], along[0]]) / size
    return [line + reach * across for reach in (150.0, -150.0, 230.0, -230.0)]


def _ended(line: np.ndarray) -> np.ndarray | None:
    """Return a line that stops a little before its end; None where too little is left."""
    way = way_along(line)
    last = way[-1] - SHORT_OF
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
    across = WIDE * np.array([-ahead[1], ahead[0]])
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
