"""Measure how well a body on its way stands: how far its feet slide, how deep flesh sinks.

Metres. A way is written only where it passes.
"""

from collections.abc import Mapping

import numpy as np

from psoaslib import joints
from psoaslib.body import measure, posed
from psoaslib.catalogue.pose import Pose
from psoaslib.joints import SIDES

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
    parts = [f"{side}_{kind}" for side in SIDES for kind in SLIDE]
    free = np.zeros(len(bodies), bool)
    found = {}
    for part, clouds in _clouds(bodies, parts).items():
        moved = np.diff(clouds, axis=0)
        held = ~(dragged or {}).get(part.partition("_")[0], free)
        for on in _supports(bodies):
            near = np.array(
                [_gap(body, on, each) for body, each in zip(bodies, clouds, strict=True)]
            )
            on_it = (near < NEAR) & held[:, None]
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
    return {
        (part, on): np.array(
            [
                max(-float(_gap(b, on, each).min()), 0.0)
                for b, each in zip(bodies, clouds, strict=True)
            ]
        )
        for part, clouds in _clouds(bodies, list(posed.flesh(bodies[0]))).items()
        for on in _supports(bodies)
    }


def _clouds(bodies, parts) -> dict[str, np.ndarray]:
    """Return the points of parts on a way, by part (frames, points, 3)."""
    flesh = [posed.flesh(body) for body in bodies]
    return {part: np.array([measure.points_of(own[part]) for own in flesh]) for part in parts}


def _supports(bodies) -> list[str]:
    return [
        "floor",
        *bodies[0].props,
        *(key for key in bodies[-1].props if key not in bodies[0].props),
    ]


def _gap(body, on, cloud) -> np.ndarray:
    """Return the distance of points (m, 3) to the floor or a prop, (m,), less than 0 inside."""
    if on == "floor":
        return cloud[:, 1]
    return body.props[on].distance(cloud) if on in body.props else np.full(len(cloud), np.inf)
