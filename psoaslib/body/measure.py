"""Measure a posed body against floor, props and itself: gaps, depths, what rests on the ball.

All figures are metres, positive for a gap and negative for flesh inside. Surfaces are those of
`psoaslib.body.surface`. Functions on arrays take many poses at once as leading dimensions.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from psoaslib.body import shape, surface
from psoaslib.joints import read_content, sided

_OTHER = {"right": "left", "left": "right"}
HAIR = 0.0005
"""Metres by which poses that lie close to each other differ at most, with room to spare."""
# Parts that meet the trunk or their twin at a joint: the share of their length left out there.
_SKIP = {"upper_arm": 0.5, "thigh": 0.45}


@dataclass(frozen=True)
class Clearances:
    """Least distance of each part to the floor, to each prop, and between parts, metres."""

    floor: dict[str, float]
    props: dict[str, dict[str, float]]
    parts: dict[tuple[str, str], float]


def landmark(frames, name, stature) -> np.ndarray:
    """Return where a landmark of `content/body.toml` lies, as `right_asis`, (..., 3)."""
    side, _, own = name.partition("_")
    frame, *at = read_content("body.toml")["landmarks"][own]
    key = frame if frame in frames else f"{side}_{frame}"
    point = stature * np.array(at) * surface.MIRROR[side]
    return surface.carried(frames[key], point[None])[..., 0, :]


def outwards(frames, name) -> np.ndarray:
    """Return the unit vector that points out of the skin at a landmark, (..., 3).

    Own simplification: straight away from the axis of the landmark's segment.
    """
    side, _, own = name.partition("_")
    frame, x, _, z = read_content("body.toml")["landmarks"][own]
    turn = frames[frame if frame in frames else f"{side}_{frame}"][0]
    way = np.array([x, 0.0, z]) * surface.MIRROR[side] / np.hypot(x, z)
    return (turn @ way[:, None])[..., 0]


def points_of(sweeps) -> np.ndarray:
    """Return the points of a part's sweeps with their midway sections, (..., m, 3)."""
    result = []
    for sweep in sweeps:
        middle = (sweep[..., 1:, :, :] + sweep[..., :-1, :, :]) / 2
        both = np.concatenate([sweep, middle], axis=-3)
        result.append(both.reshape(*both.shape[:-3], -1, 3))
    return np.concatenate(result, axis=-2)


def region(flesh, name, side, stature) -> np.ndarray:
    """Return the points of one side of the torso at the height of hip, waist or ribs, (..., m, 3).

    The hip takes in the upper end of the thigh.
    """
    levels = shape.torso_levels(stature) / stature
    low, high = read_content("body.toml")["regions"][name]
    torso = flesh["torso"][0]
    points = torso.shape[-2]
    half = slice(1, points // 2) if side == "right" else slice(points // 2 + 1, points)
    chosen = torso[..., (levels >= low) & (levels < high), :, :][..., half, :]
    result = [points_of([chosen])]
    if name == "hip":
        thigh = flesh[f"{side}_thigh"][0]
        result.append(points_of([thigh[..., : thigh.shape[-3] // 2 - 1, :, :]]))
    return np.concatenate(result, axis=-2)


def part_points(flesh, part, stature) -> np.ndarray:
    """Return the points of a part of the flesh or of a region (`left_hip`), (..., m, 3)."""
    if part in flesh:
        return points_of(flesh[part])
    side, _, name = part.partition("_")
    return region(flesh, name, side, stature)


def inside(points, sweep) -> np.ndarray:
    """Return how deep points (..., m, 3) lie inside a sweep (..., n, N, 3), (..., m), 0 outside.

    Between two sections the ring is taken as a superellipse of exponent 2.2 and the depth is
    measured from its middle outwards, so it errs to the deep side.
    """
    quarter = sweep.shape[-2] // 4
    front, right = sweep[..., 0, :], sweep[..., quarter, :]
    back, left = sweep[..., 2 * quarter, :], sweep[..., 3 * quarter, :]
    middle = (front + back) / 2
    u, v = (front - back) / 2, (right - left) / 2
    normal = np.cross(u, v)
    way = np.diff(middle, axis=-2)
    way = np.concatenate([way, way[..., -1:, :]], axis=-2)
    normal *= np.sign((normal * way).sum(-1, keepdims=True))
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-12)
    height = np.einsum("...mi,...ni->...mn", points, normal)
    height = height - (middle * normal).sum(-1)[..., None, :]
    low, high = height[..., :-1], height[..., 1:]
    within = (low >= 0) & (high < 0)
    share = np.where(within, low / np.where(within, low - high, 1), 0)[..., None]

    def between(axis):
        return axis[..., None, :-1, :] * (1 - share) + axis[..., None, 1:, :] * share

    offset = points[..., :, None, :] - between(middle)
    level = 0.0
    for axis in (between(u), between(v)):
        size = np.maximum((axis**2).sum(-1), 1e-12)
        level = level + np.abs((offset * axis).sum(-1) / size) ** 2.2
    level = np.maximum(level, 1e-6) ** (1 / 2.2)
    depth = np.linalg.norm(offset, axis=-1) * (1 / level - 1)
    return np.where(within, np.maximum(depth, 0), 0).max(-1)


@cache
def pairs() -> tuple[tuple[str, str], ...]:
    """Return the pairs of parts that must not pass through each other."""
    result = []
    for side, other in _OTHER.items():
        arm = [f"{side}_{part}" for part in ("hand", "forearm", "upper_arm")]
        legs = [f"{s}_{p}" for s in (side, other) for p in ("thigh", "shank", "foot")]
        result += [(part, "torso") for part in arm] + [(part, "head") for part in arm]
        result += [(part, leg) for part in arm[:2] for leg in legs]
        result += [(f"{side}_foot", "torso"), (f"{side}_shank", "torso")]
        result += [(f"{side}_foot", f"{other}_{p}") for p in ("thigh", "shank", "foot")]
        result += [(f"{side}_shank", f"{other}_{p}") for p in ("thigh", "shank")]
        result += [(f"{side}_thigh", f"{other}_thigh"), (f"{side}_hand", f"{other}_hand")]
        result += [(f"{side}_hand", f"{other}_{part}") for part in ("forearm", "upper_arm")]
        result += [(f"{side}_forearm", f"{other}_{part}") for part in ("forearm", "upper_arm")]
    return tuple(result)


def _free(flesh, part):
    """Return a part's sweeps without the end beside its own joint with the torso."""
    sweeps = flesh[part]
    skip = _SKIP.get(part.partition("_")[2], 0)
    if not skip:
        return sweeps
    return [sweeps[0][..., int(skip * sweeps[0].shape[-3]) :, :, :]]


def overlap(flesh, pair, close: bool = False) -> np.ndarray:
    """Return how deep the points of the first part lie inside the second, (...,).

    close: all poses lie within a fraction of `HAIR` of the first, so that only points which are
    deepest there are looked at.
    """
    first, second = pair
    points = np.concatenate(
        [sweep.reshape(*sweep.shape[:-3], -1, 3) for sweep in _free(flesh, first)], axis=-2
    )
    # Round fills of joints lie within their neighbours' rings, near enough.
    rings = shape.points_round()
    body = [sweep for sweep in _free(flesh, second) if sweep.shape[-2] == rings]
    return np.max([_deepest(points, sweep, close) for sweep in body], axis=0)


def _deepest(points, sweep, close):
    """Return the greatest depth of points in a sweep, (...,); looks only at points in its box."""
    low, high = sweep.min((-3, -2))[..., None, :], sweep.max((-3, -2))[..., None, :]
    near = ((points >= low) & (points <= high)).all(-1)
    near = near.reshape(-1, near.shape[-1]).any(0)
    if not near.any():
        return np.zeros(points.shape[:-2])
    if close:
        first = inside(points[0, near], sweep[0])
        near = np.flatnonzero(near)[first > max(first.max() - HAIR, 0)]
        if not len(near):
            return np.zeros(points.shape[:-2])
    return inside(points[..., near, :], sweep).max(-1)


def clearances(posed) -> Clearances:
    """Measure a posed body against the floor, its props and itself."""
    flesh = surface.cover(posed.frames, posed.stature, posed.curl, posed.build)
    clouds = {part: points_of(sweeps) for part, sweeps in flesh.items()}
    return Clearances(
        floor={part: float(cloud[:, 1].min()) for part, cloud in clouds.items()},
        props={
            key: {part: float(solid.distance(cloud).min()) for part, cloud in clouds.items()}
            for key, solid in posed.props.items()
        },
        parts={pair: -float(overlap(flesh, pair)) for pair in pairs()},
    )


def contact_gaps(posed, pose, side) -> list[tuple[str, str, float]]:
    """Measure every contact that a pose of content asks for: (part, support, gap in metres).

    On the floor or a prop the gap is that of the part's nearest point, less than 0 inside; on the
    body it is how far the middle of the part is from the landmark.
    """
    flesh = surface.cover(posed.frames, posed.stature, posed.curl, posed.build)
    middles = {part: row["at"] for part, row in read_content("body.toml")["contact"].items()}
    result = []
    for contact in pose.contacts:
        part = sided(contact.part, side)
        own, _, kind = part.partition("_")
        if contact.on == "floor" or contact.on in posed.props:
            solid = posed.props.get(contact.on)
            cloud = part_points(flesh, part, posed.stature)
            gap = (solid.distance(cloud) if solid else cloud[:, 1]).min()
        else:
            target = landmark(posed.frames, sided(contact.on, side), posed.stature)
            middle = landmark(posed.frames, f"{own}_{middles[kind]}", posed.stature)
            gap = np.linalg.norm(middle - target)
        result.append((part, contact.on, float(gap)))
    return result


def supported(posed, prop="ball", within=0.010) -> dict[str, float]:
    """Return the height of the highest point of each region and part that rests on a prop.

    A point rests on it when it lies within `within` metres of the surface. Regions are
    `right_hip`, `left_waist` and so on; parts are those of the flesh but the torso.
    """
    flesh = surface.cover(posed.frames, posed.stature, posed.curl, posed.build)
    solid = posed.props[prop]
    areas = [f"{side}_{name}" for side in _OTHER for name in read_content("body.toml")["regions"]]
    result = {}
    for area in areas + [part for part in flesh if part != "torso"]:
        cloud = part_points(flesh, area, posed.stature)
        touching = cloud[np.abs(solid.distance(cloud)) <= within]
        if len(touching):
            result[area] = float(touching[:, 1].max())
    return result
