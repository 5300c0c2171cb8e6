"""Shape small solids: balls, chains of balls, tubes of rings, plates and boxes, as triangles.

All lengths in metres, in the frame of the caller. What a solid looks like at rest is where it is
given, so `rest` of these meshes is the place in that frame.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.spatial import ConvexHull, QhullError


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


def rod(points, radii, label: int = 0) -> Mesh:
    """Return tapered rods through points (n, 3) with radii (n,)."""
    sweep = chain(points, radii)
    return hulls(sweep, sweep, label)


def hull(points, label: int = 0) -> Mesh:
    """Return the hull of points (n, 3)."""
    sweep = np.asarray(points, float)[None]
    return hulls(sweep, sweep, label)


def plate(rim, middle, thickness: float, label: int = 0) -> Mesh:
    """Return a thick fan of triangles from a middle (3,) to a rim (n, 3), closed round."""
    rim = np.asarray(rim, float)
    fans = [
        hull(
            chain([middle, rim[k], rim[(k + 1) % len(rim)]], [thickness] * 3).reshape(-1, 3), label
        )
        for k in range(len(rim))
    ]
    return join(fans)


def rings(centre, forward, back, side, count: int = 20, power: float = 2.0) -> np.ndarray:
    """Return a sweep of level rings (n, count, 3): half-widths forward, back and to the side."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    c, s = (np.sign(v) * np.abs(v) ** (2 / power) for v in (c, s))
    centre, forward, back, side = (np.asarray(v, float) for v in (centre, forward, back, side))
    x = np.where(c > 0, forward[:, None] * c, back[:, None] * c)
    return centre[:, None] + np.stack([x, 0 * x, side[:, None] * s], -1)


def tube(sections: np.ndarray, label: int = 0, caps: bool = False) -> Mesh:
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
    return Mesh(corners, corners, normals, np.full(len(corners), label))


def pipe(points, radii, count: int = 12) -> Mesh:
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


def moved(solid: Mesh, by) -> Mesh:
    """Return the solid moved by a vector (3,)."""
    return replace(solid, corners=solid.corners + by, rest=solid.rest + by)


def mirrored(solid: Mesh) -> Mesh:
    """Return the mirror image in z, its faces turned so that they still look outwards."""

    def turn(p):
        return (p * [1, 1, -1])[:, ::-1]

    return Mesh(turn(solid.corners), turn(solid.rest), turn(solid.normal), solid.label)


def placed(solid: Mesh, frame) -> Mesh:
    """Return the solid moved into the scene by a frame (rotation (3, 3), origin (3,))."""
    rotation, origin = frame
    return replace(
        solid, corners=solid.corners @ rotation.T + origin, normal=solid.normal @ rotation.T
    )


def scaled(solid: Mesh, size: float) -> Mesh:
    """Return the solid made larger by a factor, about the origin."""
    return replace(solid, corners=solid.corners * size, rest=solid.rest * size)


RING = 40  # sections with this many points or more are balls, not rings


@dataclass(frozen=True)
class Mesh:
    """Hold triangles.

    corners (m, 3, 3) in metres; rest (m, 3, 3) the same corners on the body at rest, so that a
    seam of a garment is a place on the body; normal (m, 3, 3) outward unit vectors at the corners,
    for tone; label (m,) a whole number for each triangle.
    """

    corners: np.ndarray
    rest: np.ndarray
    normal: np.ndarray
    label: np.ndarray

    def only(self, keep: np.ndarray) -> Mesh:
        """Return some of the triangles."""
        return Mesh(self.corners[keep], self.rest[keep], self.normal[keep], self.label[keep])

    def numbered(self, label: int) -> Mesh:
        """Return the same triangles under another label."""
        return replace(self, label=np.full(len(self.label), label))


def refine(sweep: np.ndarray, times: int) -> np.ndarray:
    """Return a sweep with `times` sections for one, on a smooth curve through the given ones."""
    n = len(sweep)
    if n < 4 or times < 2:
        return sweep
    centre = sweep.mean(1)
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(centre, axis=0), axis=1))])
    if np.any(np.diff(way) < 1e-6):
        return sweep
    fine = np.concatenate(
        [np.linspace(a, b, times, endpoint=False) for a, b in zip(way[:-1], way[1:], strict=True)]
        + [way[-1:]]
    )
    return CubicSpline(way, sweep, axis=0)(fine)


def _normals(sweep: np.ndarray) -> np.ndarray:
    """Return outward unit vectors at the points of a sweep (n, N, 3).

    On rings they follow from the neighbours along and around; elsewhere (balls) from the middle.
    """
    out = sweep - sweep.mean(1, keepdims=True)
    if len(sweep) > 2 and sweep.shape[1] < RING:
        round_ = np.roll(sweep, -1, 1) - np.roll(sweep, 1, 1)
        found = np.cross(round_, np.gradient(sweep, axis=0))
        flip = np.sign(np.sum(found * out, axis=(1, 2), keepdims=True))
        found *= np.where(flip == 0, 1, flip)
        out = np.where(np.linalg.norm(found, axis=2, keepdims=True) > 1e-12, found, out)
    return out / (np.linalg.norm(out, axis=2, keepdims=True) + 1e-15)


def hulls(sweep: np.ndarray, rest: np.ndarray, label: int) -> Mesh:
    """Return the triangles of the hulls of neighbouring sections, outward side counter-clockwise.

    A pair whose hull has no volume is left out: it paints nothing. So are the rings between two
    pairs, which lie inside.
    """
    found = []
    normals, last = _normals(sweep), len(sweep) - 2
    many = sweep.shape[1] if sweep.shape[1] < RING else 0
    for k in range(max(last + 1, 1)):
        points, places, ways = (v[k : k + 2].reshape(-1, 3) for v in (sweep, rest, normals))
        try:
            hull = ConvexHull(points)
        except QhullError:
            continue
        pick, out = hull.simplices.copy(), hull.equations[:, :3]
        if many:
            within = (pick < many).sum(1)
            keep = ((within > 0) | (k >= last)) & ((within < 3) | (k == 0))
            pick, out = pick[keep], out[keep]
        a, b, c = (points[pick[:, i]] for i in range(3))
        turned = np.sum(np.cross(b - a, c - a) * out, axis=1) < 0
        pick[turned] = pick[turned][:, ::-1]
        found.append((points[pick], places[pick], ways[pick]))
    if not found:
        return Mesh(*(np.empty((0, 3, 3)),) * 3, np.empty(0, int))
    corners, rests, ways = (np.concatenate(v) for v in zip(*found, strict=True))
    return Mesh(corners, rests, ways, np.full(len(corners), label))


def grid(points: np.ndarray, label: int) -> Mesh:
    """Return the triangles of an open sheet (rows, columns, 3), closed along its columns."""

    def faces(p):
        a, b = p[:-1], np.roll(p[:-1], -1, axis=1)
        c, d = np.roll(p[1:], -1, axis=1), p[1:]
        return np.concatenate([np.stack([a, c, b], 2), np.stack([a, d, c], 2)]).reshape(-1, 3, 3)

    corners = faces(points)
    out = points - points.mean((0, 1))
    ways = faces(out / np.linalg.norm(out, axis=2, keepdims=True))
    return Mesh(corners, corners, ways, np.full(len(corners), label))


def join(meshes: list[Mesh]) -> Mesh:
    """Return one mesh of several."""
    return Mesh(
        *(
            np.concatenate([getattr(m, name) for m in meshes])
            for name in ("corners", "rest", "normal", "label")
        )
    )
