"""Gather the mesh of something that frames carry: tubes of rings, solids and capsules.

Every vertex is carried by two frames and has the label of its surface. Its place is the one at
rest, in metres from the middle between the hip joints. The header of its file has, besides what
`table` and `angles` tell,

    unit       metres of one unit of `places`
    labels     of surfaces, [part, side, piece, material]; the materials are those of
               `person`, for bones 0
    tubes      [rings, points round, whether both ends are closed], in the order of the vertices,
               which run ring after ring, then the middles of both ends; what has no tubes has the
               array `triangles`
    capsules   chains of balls, label and beads: [x, y, z, frame, frame, share of the second,
               radius]; the reader makes their triangles

and the arrays: `places`; `normals`, evened, on an octahedron unfolded (without them the triangles
tell); `bones`, two frames; `shares` of the second, in 255ths; `label`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.spatial import cKDTree

from psoaslib.body import joints
from psoaslib.mesh.packed import CORNERS, Packing

UNIT = 1e-4
"""Metres of one unit in a file: places are whole numbers of these."""

NORMAL = 127
"""Units of a normal's length in a file, on the octahedron that stands for the sphere."""

MOST = 60_000
"""A mesh has no more vertices than this, so that whole numbers of two bytes name them all."""

REACH = 2.2  # so many sigmas away normals are still evened


def frames() -> list[str]:
    """Return the names of all frames in the order of their numbers."""
    return [name for name, *_ in joints._chain()]


def number(frame: str) -> int:
    """Return the number of a frame in a file."""
    return frames().index(frame)


def rigid(frame: str, rows: int = 1) -> np.ndarray:
    """Return the weights of what one frame carries, (rows, 3): two frames, share of the second."""
    return np.tile([number(frame), number(frame), 0.0], (rows, 1))


def angles() -> dict[str, Any]:
    """Return the names of the angles, for a header.

    `mirror` says which angle, counted from 1, and with what sign, each is in the mirror image;
    `pelvis` how the three of the pelvis turn it, as [angle, axis, factor].
    """
    names = joints.names()
    mirrored = joints.mirrored({name: k + 1 for k, name in enumerate(names)})
    turns = next(turns for name, _, _, turns in joints._chain() if name == "pelvis")
    return {
        "names": list(names),
        "mirror": [mirrored[name] for name in names],
        "pelvis": _turns(turns),
    }


def _turns(turns) -> list[list]:
    return [[angle, "xyz".index(axis), factor] for angle, axis, factor in turns]


def table(stature: float) -> dict[str, Any]:
    """Return what a reader needs to place the frames, for a header.

    `frames` are name, parent, the frame whose rotation it adds to, and its rotations as [angle,
    axis, factor]; `at` their places at rest.
    """
    at = joints.rest(stature)
    order = {name: k for k, name in enumerate(frames())} | {None: -1}
    return {
        "stature": stature,
        **angles(),
        "frames": [
            [name, order[parent], order[turned], _turns(turns)]
            for name, parent, turned, turns in joints._chain()
        ],
        "at": [np.round(at[name], 6).tolist() for name in frames()],
        "shoulder": joints.read_shoulder(),
    }


def rounder(sweep: np.ndarray, count: int) -> np.ndarray:
    """Return a sweep with `count` points round, on a smooth closed curve through the given ones."""
    turn = np.linspace(0, 1, sweep.shape[1] + 1)
    closed = np.concatenate([sweep, sweep[:, :1]], 1)
    curve = CubicSpline(turn, closed, axis=1, bc_type="periodic")
    return curve(np.linspace(0, 1, count, endpoint=False))


class Skinned:
    """A mesh in the making."""

    def __init__(self) -> None:
        self.labels: list[list] = []
        self.capsules: list[dict[str, Any]] = []
        self._tubes: list[list[int]] = []
        self._across: list[list[int]] = []
        self._places: list[np.ndarray] = []
        self._weights: list[np.ndarray] = []
        self._label: list[np.ndarray] = []
        self._corners: list[np.ndarray] = []

    @property
    def _count(self) -> int:
        return sum(map(len, self._places))

    def label(self, *words) -> int:
        """Return the number of a surface; those with the same words are one."""
        if list(words) not in self.labels:
            self.labels.append(list(words))
        return self.labels.index(list(words))

    def tube(self, rings: np.ndarray, weights: np.ndarray, label: int, caps: bool = True) -> None:
        """Add a tube of rings (rows, points, 3), with the weights of each row (rows, 3).

        With caps both ends are closed by a fan from the ring's middle.
        """
        rows, many = rings.shape[:2]
        # A ring goes clockwise about the way from the first to the last, so that faces look out.
        around = np.cross(rings, np.roll(rings, -1, 1)).sum(1).mean(0)
        if around @ (rings[-1].mean(0) - rings[0].mean(0)) < 0:
            rings = rings[:, ::-1]
        points, own = rings.reshape(-1, 3), np.repeat(weights, many, 0)
        self._across.append([len(points), many])
        if caps:
            points = np.concatenate([points, rings[:1].mean(1), rings[-1:].mean(1)])
            own = np.concatenate([own, weights[:1], weights[-1:]])
            self._across.append([2, 0])
        self._tubes.append([rows, many, int(caps)])
        self._add(points, own, label, _around(rows, many, caps))

    def solid(self, points, triangles, weights, label: int) -> None:
        """Add a solid: points (n, 3), triangles (m, 3), all carried by one frame."""
        order, seen = np.full(len(points), -1), []
        for corner in np.asarray(triangles).ravel().tolist():
            if order[corner] < 0:
                order[corner] = len(seen)
                seen.append(corner)
        self._across.append([len(seen), 0])
        self._add(points[seen], np.tile(weights, (len(seen), 1)), label, order[triangles])

    def capsule(self, label: int, beads: list[list[float]]) -> None:
        """Add a chain of spheres, of which neighbours make a capsule.

        A bead is its place at rest, its weights and its radius: [x, y, z, frame, frame, share, r].
        """
        self.capsules.append({"label": label, "beads": [np.round(b, 5).tolist() for b in beads]})

    def _add(self, points, weights, label: int, triangles: np.ndarray) -> None:
        self._corners.append(triangles + self._count)
        self._places.append(points)
        self._weights.append(weights)
        self._label.append(np.full(len(points), label))

    def written(self, kind: str, header: dict[str, Any], even=None) -> bytes:
        """Return the file.

        even: over how many metres the normals of a surface are evened, by the words of its label;
        without it the reader finds the normals from the triangles.
        """
        places = np.concatenate(self._places)
        label = np.concatenate(self._label)
        weights = np.concatenate(self._weights)
        triangles = np.concatenate(self._corners)
        if len(places) > MOST:
            raise ValueError(f"a mesh has {len(places)} vertices, and {MOST} are allowed")
        made = {
            "unit": UNIT,
            "labels": self.labels,
            "tubes": self._tubes,
            "capsules": self.capsules,
        }
        packing = Packing(kind, header | made)
        packing.add("places", "i16", np.round(places / UNIT), self._across)
        if even:
            sigma = np.array([even(*words) for words in self.labels])[label]
            normals = evened(places, *surface(places, triangles), sigma)
            packing.add("normals", "i8", octahedral(normals), self._across)
        packing.add("bones", "u8", weights[:, :2])
        packing.add("shares", "u8", np.round(255 * weights[:, 2]))
        packing.add("label", "u8", label)
        if not self._tubes:
            packing.add("triangles", CORNERS, triangles)
        return packing.written()


def _around(rows: int, many: int, caps: bool) -> np.ndarray:
    """Return the triangles of a tube, (n, 3), as `scene/mesh.js` makes them too."""
    row, column = (v.ravel() for v in np.indices((rows - 1, many)))
    a, b = row * many + column, row * many + (column + 1) % many
    found = [np.stack([a, b, b + many, a, b + many, a + many], 1).reshape(-1, 3)]
    if caps:
        a = np.arange(many)
        b, first, last = (a + 1) % many, rows * many, (rows - 1) * many
        found.append(np.stack([0 * a + first, b, a], 1))
        found.append(np.stack([0 * a + first + 1, last + a, last + b], 1))
    return np.concatenate(found)


def surface(places: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the normals of vertices (n, 3), and the area about each (n,)."""
    a, b, c = (places[triangles[:, k]] for k in range(3))
    way = np.cross(b - a, c - a)
    found = np.zeros_like(places)
    areas = np.zeros(len(places))
    for k in range(3):
        np.add.at(found, triangles[:, k], way)
        np.add.at(areas, triangles[:, k], np.linalg.norm(way, axis=1) / 6)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12), areas


def evened(places, normals, areas, sigma) -> np.ndarray:
    """Return normals (n, 3) evened over the surface, each over its own `sigma` (n,) metres.

    0 leaves it as it is. So light falls in large, calm areas. What faces away counts for nothing.
    """
    mine = np.flatnonzero(sigma)
    tree = cKDTree(places[mine])
    near = tree.query_ball_point(places[mine], REACH * sigma[mine])
    own, other = np.repeat(mine, [len(each) for each in near]), mine[np.concatenate(near)]
    far = np.linalg.norm(places[other] - places[own], axis=1) / sigma[own]
    facing = np.maximum((normals[other] * normals[own]).sum(1), 0)
    weight = areas[other] * np.exp(-0.5 * far**2) * facing
    found = np.where(sigma[:, None] > 0, 0.0, normals)
    np.add.at(found, own, weight[:, None] * normals[other])
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)


def octahedral(normals: np.ndarray) -> np.ndarray:
    """Return unit vectors (n, 3) folded flat from an octahedron, (n, 2), whole numbers."""
    flat = normals / np.maximum(np.abs(normals).sum(1, keepdims=True), 1e-12)
    x, y, z = flat.T
    folded = np.stack(
        [(1 - abs(y)) * np.where(x < 0, -1, 1), (1 - abs(x)) * np.where(y < 0, -1, 1)]
    )
    return np.round(NORMAL * np.where(z < 0, folded, [x, y]).T)
