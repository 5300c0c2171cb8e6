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


def tube(sections: np.ndarray, label: int = 0, caps: bool = False) -> mesh.Mesh:
    """Return the skin of a tube of closed rings (n, count, 3), joined point by point.

    Rings need not be convex, nor level, but each has its points in the same order. With `caps`
    both ends are closed by a fan from the ring's middle.
    """
    n, count = sections.shape[:2]
    around = np.roll(sections, -1, 1) - np.roll(sections, 1, 1)
    ways = np.cross(around, np.gradient(sections, axis=0))
    out = sections - sections.mean(1, keepdims=True)
    if (ways * out).sum() < 0:
        ways, turned = -ways, True
    else:
        turned = False
    ways /= np.linalg.norm(ways, axis=-1, keepdims=True) + 1e-15
    a = (np.arange(n - 1)[:, None] * count + np.arange(count)).reshape(-1)
    b = (np.arange(n - 1)[:, None] * count + (np.arange(count) + 1) % count).reshape(-1)
    pick = np.concatenate([np.stack([a, b, b + count], 1), np.stack([a, b + count, a + count], 1)])
    if turned:
        pick = pick[:, ::-1]
    corners, normals = sections.reshape(-1, 3)[pick], ways.reshape(-1, 3)[pick]
    if caps:
        ends = [_cap(sections[k], sections[k] - sections[j]) for k, j in ((0, 1), (-1, -2))]
        corners = np.concatenate([corners, *(end[0] for end in ends)])
        normals = np.concatenate([normals, *(end[1] for end in ends)])
    return mesh.Mesh(corners, corners, normals, np.full(len(corners), label))


def pipe(points, radii, count: int = 12) -> mesh.Mesh:
    """Return a round pipe through points (n, 3) with radii (n,), its ends rounded.

    The same as `rod` with a fifth of its triangles; for ways that bend gently.
    """
    points, radii = np.asarray(points, float), np.asarray(radii, float)
    ends = [(points[0], points[1], radii[0]), (points[-1], points[-2], radii[-1])]
    tips = [at + r * (at - inner) / np.linalg.norm(at - inner) for at, inner, r in ends]
    near = [at + 0.7 * (tip - at) for (at, _, _), tip in zip(ends, tips, strict=True)]
    middle = np.vstack([tips[0], near[0], points, near[1], tips[1]])
    wide = [0.12 * radii[0], 0.72 * radii[0], *radii, 0.72 * radii[-1], 0.12 * radii[-1]]
    along = np.gradient(middle, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.cross(along[0], np.eye(3)[np.argmin(np.abs(along[0]))])
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)[:, None]
    rings = []
    for at, way, radius in zip(middle, along, wide, strict=True):
        across = across - way * (across @ way)  # carried along without twist
        across /= np.linalg.norm(across)
        other = np.cross(way, across)
        rings.append(at + radius * (np.cos(angle) * across + np.sin(angle) * other))
    return tube(np.array(rings), caps=True)


def _cap(ring, out):
    """Return the triangles that close a ring, and their normals; `out` points outwards."""
    middle = np.broadcast_to(ring.mean(0), ring.shape)
    fan = np.stack([middle, ring, np.roll(ring, -1, 0)], 1)
    way = np.cross(fan[:, 1] - fan[:, 0], fan[:, 2] - fan[:, 0]).sum(0)
    if way @ out.mean(0) < 0:
        fan, way = fan[:, ::-1], -way
    normal = way / (np.linalg.norm(way) + 1e-15)
    return fan, np.broadcast_to(normal, fan.shape)


def moved(solid: mesh.Mesh, by) -> mesh.Mesh:
    """Return the solid moved by a vector (3,)."""
    return replace(solid, corners=solid.corners + by, rest=solid.rest + by)


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
