"""Shape what the flesh of the head leaves out: hair and ears.

In the frame of the head joint, in metres for a stature of 1.75 m (scaled to others); x forward,
y up, z right. Our own figures, by eye.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from psoaslib.mesh import solids

STATURE = 1.75
# Hairline: height above the head joint against x, from nape to forehead.
LINE_X = [
    -0.100,
    -0.064,
    -0.048,
    -0.038,
    -0.032,
    -0.022,
    -0.006,
    0.003,
    0.009,
    0.018,
    0.025,
    0.040,
    0.056,
    0.074,
    0.085,
    0.110,
]
LINE_Y = [
    -0.058,
    -0.058,
    -0.046,
    -0.018,
    0.020,
    0.032,
    0.033,
    0.020,
    -0.004,
    -0.008,
    0.014,
    0.042,
    0.060,
    0.072,
    0.076,
    0.078,
]


@dataclass(frozen=True)
class Hair:
    """Say how hair is cut: how far its line lies over LINE_Y, how full it is, where it is tied."""

    line: tuple[float, ...]
    front: float = 0.1115  # how far it stands from the middle: over the forehead, at the temples
    side: float = 0.0855
    knot: tuple[tuple[float, float, float, float], ...] = ()  # balls: x, y, z, radius


HAIRS = {
    "short": Hair((0.0,) * 16),
    "tied": Hair(
        # No whiskers before the ear, a higher nape and a rounder line over the temple.
        (0.012, 0.012, 0.012, 0.008, 0, 0, 0.004, 0.018, 0.040, 0.044, 0.026, 0.006, 0, 0, 0, 0),
        front=0.1098,
        side=0.0800,
        knot=((-0.074, 0.112, 0, 0.027), (-0.098, 0.142, 0, 0.033)),
    ),
    "thin": Hair(
        (0, 0, 0, 0, 0, 0, 0, 0, 0.004, 0.010, 0.012, 0.012, 0.013, 0.014, 0.014, 0.014),
        0.1100,
        0.0820,
    ),
}
COLUMNS, ROWS = 80, 12
CENTRE = (-0.006, 0.028)  # x and y of the middle of the hair
BACK, TOP = 0.1000, 0.1220
ROUND = 2.4  # 2 is an ellipsoid, more is squarer
SKULL_TOP = 0.095  # above this the hair stands for the skull


def _skull(rings: np.ndarray):
    """Return heights and, for each, back and half-width of the skull, from its rings."""
    level = rings[..., 1].mean(1)
    order = np.argsort(level)
    return level[order], rings[..., 0].min(1)[order], rings[..., 2].max(1)[order]


def _reach(a: float, y: float, skull, cut: Hair) -> tuple[float, float]:
    """Return how far forward and sideways the hair reaches in a direction at a height."""
    c, s = np.cos(a), np.sin(a)
    across = np.sign(s) * abs(s) ** 0.92
    if y < CENTRE[1]:
        # Below its middle the hair follows the skull and thins out towards the nape.
        level, back, wide = skull
        thick = 0.003 + 0.009 * np.clip((y + 0.06) / (CENTRE[1] + 0.06), 0, 1)
        rear = CENTRE[0] - np.interp(y, level, back) + thick
        return (cut.front if c > 0 else rear) * c, (
            np.interp(y, level, wide) + thick * 0.8
        ) * across
    up = (y - CENTRE[1]) / TOP
    level = max(1 - up**ROUND, 0) ** (1 / ROUND)
    return (cut.front if c > 0 else BACK) * level * c, cut.side * level * across


def hair(rings: np.ndarray, label: int, cut: str = "short") -> solids.Mesh:
    """Return hair of a cut as an open sheet over a skull, its rings (n, N, 3) in its own frame."""
    skull, way = _skull(rings), HAIRS[cut]
    line = np.add(LINE_Y, way.line)
    points = np.zeros((ROWS, COLUMNS, 3))
    for j, a in enumerate(np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False)):
        low = 0.03
        for _ in range(16):  # where the hairline of this direction lies
            x = CENTRE[0] + _reach(a, low, skull, way)[0]
            parting = 0.009 * np.sin(a) * max(np.cos(a), 0)
            low = 0.5 * low + 0.5 * (np.interp(x, LINE_X, line) + parting)
        for i, t in enumerate(np.linspace(0, 1, ROWS)):
            y = low + (CENTRE[1] + TOP - low) * np.sin(t * np.pi / 2) ** 0.8
            x, z = _reach(a, y, skull, way)
            points[i, j] = [CENTRE[0] + x, y, z]
    sheet = solids.grid(points, label)
    if not way.knot:
        return sheet
    at = np.array(way.knot)
    return solids.join([sheet, solids.rod(at[:, :3], at[:, 3], label)])


def ears(label: int) -> solids.Mesh:
    """Return both ears."""
    out = []
    for side in (1, -1):
        centre = np.array([-0.012, 0.001, side * 0.0755])
        ball = solids.chain([(0, 0, 0)], [1.0])[0] * [0.0160, 0.0300, 0.0075]
        lean = np.array([[1, 0.16, 0], [-0.16, 1, 0], [-0.22 * side, 0, 1]])
        lobe = np.where(ball[:, 1:2] < 0, [[0.82, 1, 1]], [[1, 1, 1]])
        out.append(solids.hull(centre + (ball * lobe) @ lean.T, label))
    return solids.join(out)


# z at the root, z at the tip, tip's distance forward, radius at root and tip
TOES = (
    (-0.0158, -0.0178, 0.0385, 0.0088, 0.0078),
    (-0.0042, -0.0048, 0.0378, 0.0062, 0.0052),
    (0.0055, 0.0062, 0.0338, 0.0060, 0.0050),
    (0.0145, 0.0158, 0.0290, 0.0058, 0.0048),
    (0.0222, 0.0240, 0.0232, 0.0056, 0.0046),
)
FLOOR = -0.00743  # the sole under the toe joint


def toes(frame, stature: float, side: str) -> list[np.ndarray]:
    """Return five chains of balls, (n, N, 3), placed by the frame of the toe joint."""
    turn = np.array([1, 1, 1 if side == "right" else -1])
    rotation, origin = frame
    out = []
    for root, tip, reach, thick, thin in TOES:
        points = np.array(
            [
                [-0.006, FLOOR + thick * 1.35, root],
                [reach * 0.45, FLOOR + thick * 1.15, (root + tip) / 2],
                [reach - thin, FLOOR + thin, tip],
            ]
        )
        sweep = solids.chain(points * stature, np.array([thick * 1.1, thick, thin]) * stature)
        out.append((sweep * turn) @ rotation.T + origin)
    return out
