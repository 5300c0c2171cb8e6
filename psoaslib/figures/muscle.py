"""Shape the drawn psoas major: slips from T12 to L5, over the brim, to the thigh bone.

A slip is a smooth curve through its origin, the pelvic brim and the lesser trochanter; the brim
and femur points are those of gait2392 (content/psoas_drawing.toml). How long the muscle is, and
so its colour, the drawing does not judge: that is the model's (`psoaslib.lengths`).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator

from psoaslib.figures import mesh

LEVELS = ("T12", "L1", "L2", "L3", "L4", "L5")
STEPS = 26


@cache
def content() -> dict:
    """Return content/psoas_drawing.toml."""
    return tomllib.loads((files("psoaslib") / "content" / "psoas_drawing.toml").read_text("utf-8"))


def paths(frames: dict, side: str, hip_flexion: float) -> list[np.ndarray]:
    """Return the points of each slip (n, 3) in the scene, origin first, metres.

    hip_flexion in degrees decides, as in the model, whether the second point at the brim acts.
    """
    facts = content()
    turn = np.array([1, 1, 1 if side == "right" else -1])
    middle = np.array(facts["path"]["hip_centre"]) * [1, 1, 0]
    brim = [np.array(p) - middle for p in facts["path"]["brim"]]
    if hip_flexion > facts["path"]["second_brim_until"]:
        brim = brim[:1]

    def at(frame, point):
        rotation, origin = frames[frame]
        return origin + rotation @ (np.asarray(point) * turn)

    rest = [at("pelvis", p) for p in brim]
    rest += [at(f"{side}_femur", p) for p in facts["path"]["femur"]]
    return [np.array([at(level, facts["origins"][level]), *rest]) for level in LEVELS]


def curve(points: np.ndarray, steps: int = STEPS) -> tuple[np.ndarray, np.ndarray]:
    """Return a smooth curve (steps, 3) through points (n, 3), and the share of way of each."""
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    chord = np.diff(points, axis=0) / np.diff(way)[:, None]
    # Tangents follow the longer chord, so that a long run into a bend does not swing out.
    run = np.sqrt(np.diff(way))
    inner = chord[:-1] * run[:-1, None] + chord[1:] * run[1:, None]
    inner /= np.linalg.norm(inner, axis=1, keepdims=True)
    tangent = np.vstack([chord[:1], inner, chord[-1:]])
    share = np.linspace(0, 1, steps)
    return CubicHermiteSpline(way, points, tangent)(share * way[-1]), share


def belly(slips: list[np.ndarray], label: int) -> mesh.Mesh:
    """Return the muscle as round tapered rods along its slips."""
    shape = content()["shape"]
    width = PchipInterpolator(shape["way"], shape["radius"])
    parts = []
    for slip in slips:
        line, share = curve(slip)
        sweep = _tube(line, width(share))
        parts.append(mesh.hulls(sweep, sweep, label))
    return mesh.join(parts)


def _tube(line: np.ndarray, radius: np.ndarray, count: int = 14) -> np.ndarray:
    """Return rings (n, count, 3) across a line (n, 3), carried along without twist."""
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.cross(along[0], [0.3, 0.1, 0.9])
    rings = []
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    for point, way, r in zip(line, along, radius, strict=True):
        side = side - way * (side @ way)
        side /= np.linalg.norm(side)
        across = np.cross(way, side)
        rings.append(point + r * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * across))
    return np.array(rings)
