"""Shape small solids: balls, chains of balls, tubes of rings, plates and boxes, as triangles.

All lengths in metres, in the frame of the caller. What a solid looks like at rest is where it is
given, so `rest` of these meshes is the place in that frame.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from psoaslib.figures import mesh


@cache
def _sphere(count: int = 60) -> np.ndarray:
    """Return points spread evenly on the unit sphere (a Fibonacci spiral), (count, 3)."""
    k = np.arange(count) + 0.5
    height = 1 - 2 * k / count
    turn = np.pi * (1 + 5**0.5) * k
    ring = np.sqrt(1 - height**2)
    return np.stack([ring * np.cos(turn), height, ring * np.sin(turn)], 1)


def chain(points, radii) -> np.ndarray:
    """Return a sweep of balls (n, N, 3): the hull of neighbours is a tapered rod."""
    points, radii = np.asarray(points, float), np.asarray(radii, float)
    return points[:, None] + radii[:, None, None] * _sphere()


def rod(points, radii, label: int = 0) -> mesh.Mesh:
    """Return tapered rods through points (n, 3) with radii (n,)."""
    sweep = chain(points, radii)
    return mesh.hulls(sweep, sweep, label)


def hull(points, label: int = 0) -> mesh.Mesh:
    """Return the hull of points (n, 3)."""
    sweep = np.asarray(points, float)[None]
    return mesh.hulls(sweep, sweep, label)


def plate(rim, middle, thickness: float, label: int = 0) -> mesh.Mesh:
    """Return a thick fan of triangles from a middle (3,) to a rim (n, 3), closed round."""
    rim = np.asarray(rim, float)
    fans = [
        hull(
            chain([middle, rim[k], rim[(k + 1) % len(rim)]], [thickness] * 3).reshape(-1, 3), label
        )
        for k in range(len(rim))
    ]
    return mesh.join(fans)


def rings(centre, forward, back, side, count: int = 20, power: float = 2.0) -> np.ndarray:
    """Return a sweep of level rings (n, count, 3): half-widths forward, back and to the side."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    c, s = (np.sign(v) * np.abs(v) ** (2 / power) for v in (c, s))
    centre, forward, back, side = (np.asarray(v, float) for v in (centre, forward, back, side))
    x = np.where(c > 0, forward[:, None] * c, back[:, None] * c)
    return centre[:, None] + np.stack([x, 0 * x, side[:, None] * s], -1)


def mirrored(solid: mesh.Mesh) -> mesh.Mesh:
    """Return the mirror image in z, its faces turned so that they still look outwards."""

    def turn(p):
        return (p * [1, 1, -1])[:, ::-1]

    return mesh.Mesh(turn(solid.corners), turn(solid.rest), turn(solid.normal), solid.label)


def placed(solid: mesh.Mesh, frame) -> mesh.Mesh:
    """Return the solid moved into the scene by a frame (rotation (3, 3), origin (3,))."""
    rotation, origin = frame
    return replace(
        solid, corners=solid.corners @ rotation.T + origin, normal=solid.normal @ rotation.T
    )


def scaled(solid: mesh.Mesh, size: float) -> mesh.Mesh:
    """Return the solid made larger by a factor, about the origin."""
    return replace(solid, corners=solid.corners * size, rest=solid.rest * size)
