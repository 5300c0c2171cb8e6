"""Shape the drawn psoas major: the model's fascicles, over the brim, to the thigh bone.

The way of each fascicle is the muscle model's (content/psoas, composite_b), registered to the
drawn bones: it begins on the drawn vertebra or its transverse process (`vertebrae.spine`), goes
round the model's cylinder at the brim of the pelvis, and ends on the drawn lesser trochanter.
Between them it is the shortest way, so it lifts off the brim by degrees as the hip bends. How long
the muscle is, and so its colour, the drawing does not judge: that is `mechanics.wording`. Metres;
scene axes.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.interpolate import PchipInterpolator

from psoaslib.body import joints
from psoaslib.mechanics import tables
from psoaslib.mesh import skeleton, solids, vertebrae

STEPS = 33  # points along a fascicle
ROUND = 9  # points round it
ARC = 9  # points on the brim
SMOOTH = 6  # times that a line is evened, so that it bends without a kink


@cache
def content() -> dict:
    """Return content/psoas_drawing.toml."""
    return tomllib.loads((files("psoaslib") / "content" / "psoas_drawing.toml").read_text("utf-8"))


@cache
def fascicles() -> tuple[str, ...]:
    """Return the names of the model's fascicles, from above, as `paths` has them."""
    return tuple(each.name for each in tables.fascicles(content()["path"]["fascicles"]))


def paths(frames: dict, side: str, stature: float) -> np.ndarray:
    """Return the lines of the fascicles of one side, (fascicles, STEPS, 3), origin first.

    frames: those of a posed body, name to rotation (3, 3) and origin (3,); stature in metres.
    """
    mirror = np.array([1, 1, 1 if side == "right" else -1])
    start, end, cylinder = _registered(stature)
    turn, at = frames["pelvis"]

    def in_pelvis(frame, points):
        rotation, origin = frames[frame]
        return ((points * mirror) @ rotation.T + origin - at) @ turn * mirror

    origins = np.concatenate([in_pelvis(level, points) for level, points in start])
    ends = in_pelvis(f"{side}_femur", end)
    lines = _even(_round_the_brim(cylinder, origins, ends))
    return (lines * mirror) @ turn.T + at


@cache
def _registered(stature: float):
    """Return the fascicles' points on the bones of a neutral body of this stature.

    Points by level in the vertebra's frame, from above; the last two points (2, 3) in the frame of
    the right thigh bone; and middle, axes and radii of the cylinder in the pelvis.
    """
    facts = content()["path"]
    size = stature / vertebrae.STATURE
    scale = stature / tables.models()["composite_b"].stature_m
    middle = np.array(tables.hip_centre(facts["hip"]))
    hip = joints.rest(stature)["right_femur"]
    way = tables.hip_way(facts["hip"], "psoas")
    last = np.array(tables.points(facts["hip"], "psoas")[-1].at)
    tip = size * np.array(skeleton.LESSER_TIP)
    end = np.array([tip + scale * (np.array(way.first) - last), tip])
    axes = np.array(way.cylinder.axes)
    centre = hip + scale * (np.array(way.cylinder.middle) - middle)
    brim = axes @ (np.array(way.last) - way.cylinder.middle)
    depth = np.linspace(facts["foremost"], facts["deepest"], len(fascicles()))
    radii = scale * np.hypot(brim[0], brim[1]) + size * depth
    return _origins(stature), end, (centre, axes, radii)


def _origins(stature: float) -> list[tuple[str, np.ndarray]]:
    """Return where the fascicles arise: levels from above, with their points (n, 3)."""
    facts = content()["path"]
    height = dict(zip(tables.LEVELS, _heights(facts["fascicles"]), strict=True))
    spine, size = vertebrae.spine(stature), stature / vertebrae.STATURE
    scale = stature / tables.models()["composite_b"].stature_m
    found = {}
    for each in tables.fascicles(facts["fascicles"]):
        x, y, z = each.at
        level, share = spine[each.level], y / height[each.level]
        if each.name.endswith("_TP"):
            point = level.spur(min(scale * z, 0.8 * level.transverse))
        else:
            point = level.wall(share, scale * x, size * facts["off_the_bone"])
        found.setdefault(each.level, []).append(point)
    return [(level, np.array(points)) for level, points in found.items()]


@cache
def _heights(donor: str) -> list[float]:
    """Return how far each of the model's vertebrae is from the next above, from L5 up."""
    up = [np.linalg.norm(joint.at) for joint in tables.spine_joints(donor)[1:]]
    return [*up, up[-1]]


def _round_the_brim(cylinder, starts, ends) -> np.ndarray:
    """Return the shortest ways (n, ARC + 4, 3) from starts (n, 3) to ends (2, 3), in the pelvis.

    Each goes before the cylinder, from origin to the last point but one, if it must.
    """
    centre, axes, radius = cylinder
    a, b = (starts - centre) @ axes.T, np.tile((ends[0] - centre) @ axes.T, (len(starts), 1))
    far_a, far_b = (np.maximum(np.hypot(p[:, 0], p[:, 1]), 1.001 * radius) for p in (a, b))
    # Angles round the axis from straight behind, in the sense of the way down the front.
    from_, to = (np.arctan2(-p[:, 1], p[:, 0]) for p in (a, b))
    to = from_ + (to - from_) % (2 * np.pi)
    to = np.where(to - from_ > 1.5 * np.pi, to - 2 * np.pi, to)
    leave, meet = from_ + np.arccos(radius / far_a), to - np.arccos(radius / far_b)
    # Without contact the arc is one point of the straight way, the nearest to the axis.
    touch = meet > leave
    share = np.linspace(0, 1, ARC)
    angle = leave[:, None] + (meet - leave)[:, None] * share
    arc = radius[:, None, None] * np.stack([np.cos(angle), -np.sin(angle)], -1)
    straight = a[:, None, :2] + (b - a)[:, None, :2] * (0.4 + 0.4 * share[:, None])
    flat = np.where(touch[:, None, None], arc, straight)
    flat = np.concatenate([a[:, None, :2], flat, b[:, None, :2]], 1)
    run = np.linalg.norm(np.diff(flat, axis=1), axis=2)
    gone = np.concatenate([0 * run[:, :1], np.cumsum(run, 1)], 1)
    rise = a[:, 2:] + (b - a)[:, 2:] * gone / gone[:, -1:]
    lines = np.concatenate([flat, rise[..., None]], -1) @ axes + centre
    end = np.broadcast_to(ends[1], (len(lines), 1, 3))
    return np.concatenate([lines, end], 1)


def _even(lines: np.ndarray) -> np.ndarray:
    """Return lines (n, m, 3) as (n, STEPS, 3): evenly spaced, and smooth where they bend."""
    out = np.array([curve(line, STEPS)[0] for line in lines])
    for _ in range(SMOOTH):
        out[:, 1:-1] = (out[:, :-2] + 2 * out[:, 1:-1] + out[:, 2:]) / 4
    return out


def curve(points: np.ndarray, steps: int = STEPS) -> tuple[np.ndarray, np.ndarray]:
    """Return a line (n, 3) with `steps` points evenly along it, and the share of way of each."""
    run = np.linalg.norm(np.diff(points, axis=0), axis=1)
    way = np.concatenate([[0], np.cumsum(run)])
    share = np.linspace(0, 1, steps)
    at = share * way[-1]
    return np.stack([np.interp(at, way, points[:, k]) for k in range(3)], 1), share


@cache
def _radii() -> np.ndarray:
    """Return the radius of each fascicle along its way, (fascicles, STEPS), at 1.75 m."""
    facts = content()
    donor, shape = facts["path"]["fascicles"], facts["shape"]
    force = [tables.architecture(donor, name).max_isometric_force_N for name in fascicles()]
    share = np.sqrt(np.array(force) / np.mean(force))
    along = PchipInterpolator(shape["way"], shape["radius"])(np.linspace(0, 1, STEPS))
    return shape["fascicle"] * share[:, None] * along


def belly(lines: np.ndarray, label: int, stature: float) -> solids.Mesh:
    """Return the muscle as a bundle of round fascicles along its lines (fascicles, STEPS, 3)."""
    along = np.gradient(lines, axis=1)
    along /= np.linalg.norm(along, axis=2, keepdims=True)
    # Square to the way all along, so that the skin of a tube does not twist: the ways of one muscle
    # stay well away from this direction.
    one = np.cross(along, np.cross(lines[:, :1] - lines[:, -1:], [0.3, 0.1, 0.9]))
    one /= np.linalg.norm(one, axis=2, keepdims=True)
    two = np.cross(along, one)
    angle = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)[:, None]
    round_ = np.cos(angle) * one[:, :, None] + np.sin(angle) * two[:, :, None]
    rings = lines[:, :, None] + (stature / vertebrae.STATURE) * _radii()[..., None, None] * round_
    return solids.join([solids.tube(ring, label) for ring in rings])
