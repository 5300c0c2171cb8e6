"""Measure a posed body against floor, props and itself: gaps, depths, what rests on the ball.

All figures are metres, positive for a gap and negative for flesh inside. Surfaces are those of
`psoaslib.body.shape`. Functions on arrays take many poses at once as leading dimensions.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from psoaslib.body import shape
from psoaslib.body.joints import read_content, sided

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
    point = stature * np.array(at) * shape.MIRROR[side]
    return shape.carried(frames[key], point[None])[..., 0, :]


def outwards(frames, name) -> np.ndarray:
    """Return the unit vector that points out of the skin at a landmark, (..., 3).

    Own simplification: straight away from the axis of the landmark's segment.
    """
    side, _, own = name.partition("_")
    frame, x, _, z = read_content("body.toml")["landmarks"][own]
    turn = frames[frame if frame in frames else f"{side}_{frame}"][0]
    way = np.array([x, 0.0, z]) * shape.MIRROR[side] / np.hypot(x, z)
    return (turn @ way[:, None])[..., 0]


def points_of(sweeps) -> np.ndarray:
    """Return the points of a part's sweeps with their midway sections, (..., m, 3)."""
    result = []
    for sweep in sweeps:
        middle = (sweep[..., 1:, :, :] + sweep[..., :-1, :, :]) / 2
        both = np.concatenate([sweep, middle], axis=-3)
        result.append(both.reshape(*both.shape[:-3], -1, 3))
    return np.concatenate(result, axis=-2)


def region(flesh, name, side) -> np.ndarray:
    """Return the points of one side of the torso at the height of hip, waist or ribs, (..., m, 3).

    The hip takes in the upper end of the thigh.
    """
    levels = shape.torso_levels(1.0)
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


def part_points(flesh, part) -> np.ndarray:
    """Return the points of a part of the flesh or of a region (`left_hip`), (..., m, 3)."""
    if part in flesh:
        return points_of(flesh[part])
    side, _, name = part.partition("_")
    return region(flesh, name, side)


def axes(sweep) -> np.ndarray:
    """Return the middles of a sweep's sections and their half axes, (..., 3, sections, 3).

    The axes go forward and to the right, where the ring's first points and those after a quarter
    lie: (..., sections, points, 3).
    """
    many = sweep.shape[-2]
    front, right, back, left = (sweep[..., k * many // 4, :] for k in range(4))
    return np.stack([(front + back) / 2, (front - back) / 2, (right - left) / 2], -3)


def inside(points, axes) -> np.ndarray:
    """Return how deep points (..., m, 3) lie inside a sweep, (..., m), 0 outside.

    axes: those of its sections (`axes`). The ring between two is taken as a superellipse of
    exponent 2.2. The depth is measured from its middle outwards, so it errs to the deep side.
    """
    middle, u, v = axes[..., 0, :, :], axes[..., 1, :, :], axes[..., 2, :, :]
    normal = _cross(u, v)
    way = middle[..., 1:, :] - middle[..., :-1, :]
    way = np.concatenate([way, way[..., -1:, :]], axis=-2)
    normal *= np.sign(_dot(normal, way))[..., None]
    normal /= np.maximum(np.sqrt(_dot(normal, normal)), 1e-12)[..., None]
    height = points @ normal.swapaxes(-1, -2)
    height -= _dot(middle, normal)[..., None, :]
    above = height >= 0
    *lead, point, at = np.nonzero(above[..., :-1] & ~above[..., 1:])
    low = height[(*lead, point, at)]
    share = (low / (low - height[(*lead, point, at + 1)]))[:, None]

    def between(axis):
        return axis[(*lead, at)] * (1 - share) + axis[(*lead, at + 1)] * share

    offset = points[(*lead, point)] - between(middle)
    level = 0.0
    for axis in (between(u), between(v)):
        size = np.maximum(_dot(axis, axis), 1e-12)
        level = level + np.abs(_dot(offset, axis) / size) ** 2.2
    level = np.maximum(level, 1e-6) ** (1 / 2.2)
    depth = np.zeros(points.shape[:-1])
    np.maximum.at(depth, (*lead, point), np.sqrt(_dot(offset, offset)) * (1 / level - 1))
    return depth


def _dot(one, other):
    return np.einsum("...i,...i->...", one, other)


def _cross(one, other):
    found = np.empty_like(one)
    for k, (i, j) in enumerate(((1, 2), (2, 0), (0, 1))):
        found[..., k] = one[..., i] * other[..., j] - one[..., j] * other[..., i]
    return found


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


def middles(flesh, part) -> np.ndarray:
    """Return the middles of all sections of a part, (..., sections, 3)."""
    return np.concatenate([sweep.mean(-2) for sweep in flesh[part]], axis=-2)


def outline(flesh, part) -> np.ndarray:
    """Return the points of a part that must not lie inside another, (..., m, 3)."""
    sweeps = _free(flesh, part)
    return np.concatenate([each.reshape(*each.shape[:-3], -1, 3) for each in sweeps], axis=-2)


def rings(flesh, part) -> list[np.ndarray]:
    """Return the `axes` of the sweeps of a part in which no other part may lie.

    Round fills of joints lie within their neighbours' rings, near enough.
    """
    many = shape.points_round()
    return [axes(sweep) for sweep in _free(flesh, part) if sweep.shape[-2] == many]


def overlap(flesh, pair) -> np.ndarray:
    """Return how deep the points of the first part lie inside the second, (...,)."""
    points = outline(flesh, pair[0])
    return np.max([inside(points, own).max(-1) for own in rings(flesh, pair[1])], axis=0)


def boxed(points, axes) -> np.ndarray:
    """Return which points (m, 3) lie in the box round a sweep, (m,); axes (3, sections, 3)."""
    half = np.abs(axes[1]) + np.abs(axes[2])
    low, high = (axes[0] - half).min(0), (axes[0] + half).max(0)
    return ((points >= low) & (points <= high)).all(-1)


def clearances(posed) -> Clearances:
    """Measure a posed body against the floor, its props and itself."""
    flesh = shape.cover(posed.frames, posed.stature, posed.curl, posed.build)
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
    flesh = shape.cover(posed.frames, posed.stature, posed.curl, posed.build)
    middles = {part: row["at"] for part, row in read_content("body.toml")["contact"].items()}
    result = []
    for contact in pose.contacts:
        part = sided(contact.part, side)
        own, _, kind = part.partition("_")
        if contact.on == "floor" or contact.on in posed.props:
            solid = posed.props.get(contact.on)
            cloud = part_points(flesh, part)
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
    flesh = shape.cover(posed.frames, posed.stature, posed.curl, posed.build)
    solid = posed.props[prop]
    areas = [f"{side}_{name}" for side in _OTHER for name in read_content("body.toml")["regions"]]
    result = {}
    for area in areas + [part for part in flesh if part != "torso"]:
        cloud = part_points(flesh, area)
        touching = cloud[np.abs(solid.distance(cloud)) <= within]
        if len(touching):
            result[area] = float(touching[:, 1].max())
    return result
