"""Turn sweeps of sections into triangles.

A sweep is an array (n, N, 3): n sections of N points. The body is the hull of each pair of
neighbouring sections. Before hulling, a sweep of rings is refined along its length by a smooth
curve through the sections, so that a silhouette has no corners where the profile has knots; the
surface moves by less than a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.spatial import ConvexHull, QhullError

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
