"""Measure how well a body on its way stands: how far its feet slide, how deep flesh sinks.

Metres. A way is written only where it passes.
"""

from collections.abc import Mapping

import numpy as np

from psoaslib.body import cloud, joints, posed, shape
from psoaslib.body.joints import SIDES
from psoaslib.body.solids import Solid
from psoaslib.catalogue.pose import Pose

SLIDE = {"foot": 0.010, "shank": 0.020}
"""How far a foot, and a shank that is knelt or lain on and rolls, may slide on a way, metres."""

SINK = 0.012
"""How much deeper flesh may sink on a way than in the positions that it passes, metres."""

NEAR = 0.005
"""A point nearer than this to a support, in metres, is on it."""


def judged(
    bodies: list[posed.Posed],
    moments: np.ndarray,
    positions: tuple[posed.Posed, ...],
    poses: tuple[Pose, ...],
) -> dict[str, float]:
    """Return how far a foot slides and how deep flesh sinks at most on a way, mm.

    bodies: the way, frame by frame; moments: the share of it at each, (frames,); positions and
    poses: what it passes, solved and as content tells them. A leg that a pose drags may slide on
    the part of the way that leads to that pose. A way beyond `SLIDE` or `SINK` is a ValueError.
    """
    slid = slides(bodies, {side: _dragged(moments, poses, side) for side in SIDES})
    sunk = sinks(bodies, positions)
    names = " -> ".join(pose.id for pose in poses)
    for leg, far in slid.items():
        most = SLIDE[leg.partition("_")[2]]
        if far > most:
            raise ValueError(
                f"on the way {names} the {leg.replace('_', ' ')} slides {_mm(far)} mm, and "
                f"{_mm(most)} are allowed: let it be lifted, in a pose to pass (`via`)"
            )
    part, on = max(sunk, key=sunk.get)
    if sunk[part, on] > SINK:
        raise ValueError(
            f"on the way {names} the {part.replace('_', ' ')} sinks {_mm(sunk[part, on])} mm into "
            f"the {on}, and {_mm(SINK)} are allowed: let the way pass another pose (`via`)"
        )
    feet = [far for leg, far in slid.items() if leg.endswith("_foot")]
    return {"slides_mm": _mm(max(feet, default=0.0)), "sinks_mm": _mm(sunk[part, on])}


def _dragged(moments: np.ndarray, poses: tuple[Pose, ...], side: str) -> np.ndarray:
    """Return at which moments the leg of a side is dragged, (frames,)."""
    part = np.minimum(moments * (len(poses) - 1), len(poses) - 1.5).astype(int)
    leg = f"{side}_leg"
    drags = [leg in [joints.sided(limb, "right") for limb in pose.drags] for pose in poses[1:]]
    return np.array(drags)[part]


def _mm(metres: float) -> float:
    return round(1000 * metres, 1)


def slides(
    bodies: list[posed.Posed], dragged: Mapping[str, np.ndarray] | None = None
) -> dict[str, float]:
    """Return how far each foot, or shank that is knelt on, goes while it is on a support, metres.

    bodies: one way, frame by frame; dragged: the frames in which the leg of a side may slide, by
    side, (frames,). Counted is, of the points that are on the support
    before and after a frame, the one that moves least, so that to roll over or to turn on the
    spot is no sliding, and neither is the frame in which it leaves or reaches the support; the
    distance is that between the two places which lie furthest apart.
    """
    free = np.zeros(len(bodies), bool)
    found, supports = {}, _supports(bodies)
    for part in (f"{side}_{kind}" for side in SIDES for kind in SLIDE):
        points = cloud.points(bodies, part)
        moved, ball = np.diff(points, axis=0), _ball(points)
        held = ~(dragged or {}).get(part.partition("_")[0], free)
        for solids in supports.values():
            on_it = (_gaps(solids, points, ball) < NEAR) & held[:, None]
            both = on_it[1:] & on_it[:-1]
            both &= _lasting(both)[:, None]
            far = np.where(both, np.linalg.norm(moved, axis=-1), np.inf)
            least = moved[np.arange(len(moved)), far.argmin(1)]
            steps = np.where(both.any(1)[:, None], least, 0.0)
            steps[:, 1] = 0
            gone = np.concatenate([np.zeros((1, 3)), np.cumsum(steps, axis=0)])
            far = np.linalg.norm(gone[:, None] - gone[None], axis=-1).max()
            found[part] = max(found.get(part, 0.0), float(far))
    return found


def _lasting(both: np.ndarray) -> np.ndarray:
    """Return in which frames a part rests that did so before and will do so after, (frames,)."""
    rests = np.pad(both.any(1), 1, mode="edge")
    return rests[:-2] & rests[1:-1] & rests[2:]


def sinks(
    bodies: list[posed.Posed], positions: tuple[posed.Posed, ...]
) -> dict[tuple[str, str], float]:
    """Return how much deeper flesh sinks on the way than in its positions, metres.

    bodies: one way, frame by frame; positions: what it passes. By (part, support). What is
    pressed into a support in a position is soft there; only what goes deeper than that counts,
    or than the surface.
    """
    at_most = _depths(list(positions))
    found = _depths(bodies)
    return {key: float(max(depth.max() - at_most[key].max(), 0)) for key, depth in found.items()}


def _depths(bodies) -> dict[tuple[str, str], np.ndarray]:
    """Return how deep each part is in each support, body by body, (bodies,), 0 or more."""
    found, supports = {}, _supports(bodies)
    for part in shape.parts():
        points = cloud.points(bodies, part)
        ball = _ball(points)
        for on, solids in supports.items():
            found[part, on] = np.maximum(-_gaps(solids, points, ball).min(1), 0.0)
    return found


def _supports(bodies) -> dict[str, dict[Solid | None, list[int]]]:
    """Return the floor, for which None stands, and all props by id: the bodies that have each."""
    found = {"floor": {None: [*range(len(bodies))]}}
    for k, body in enumerate(bodies):
        for on, solid in body.props.items():
            found.setdefault(on, {}).setdefault(solid, []).append(k)
    return found


def _ball(points) -> tuple[np.ndarray, np.ndarray]:
    """Return the middles, (bodies, 3), and radii of balls that hold points (bodies, m, 3)."""
    low, high = (
        np.stack([most(points[..., k], axis=1) for k in range(3)], -1) for most in (np.min, np.max)
    )
    return (low + high) / 2, np.linalg.norm(high - low, axis=1) / 2


def _gaps(solids, points, ball) -> np.ndarray:
    """Return the distance of points to the floor or a prop, less than 0 inside, (bodies, m).

    solids: with the numbers of the bodies that have it; points: body by body, (bodies, m, 3), and
    the ball that holds them. Out of reach they are infinitely far.
    """
    if None in solids:
        return points[..., 1]
    found, (middle, radius) = np.full(points.shape[:-1], np.inf), ball
    for solid, rows in solids.items():
        own = np.array(rows)
        near = own[solid.distance_at_least(middle[own]) < radius[own] + NEAR]
        found[near] = solid.distance(points[near])
    return found
