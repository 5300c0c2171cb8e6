"""Find what is seen: a depth buffer over the plane of the picture.

Outlines are taken from a fine grid of cells (PIXEL millimetres wide) that holds, for each cell,
the nearest surface. So what lies before what is right for every pose and view, a joint needs no
mending, and a line stands exactly where one surface passes before another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import distance_transform_edt
from scipy.ndimage import label as measure

from psoaslib.figures.mesh import Mesh
from psoaslib.figures.view import Camera

PIXEL = 1.0  # mm; the smallest thing drawn, a finger, is about 16 mm wide
NOTHING = -1e9


@dataclass(frozen=True)
class Buffer:
    """Hold the nearest surface of each cell.

    origin (2,) picture place of the corner of cell (0, 0); depth (h, w) in mm, NOTHING where
    empty; label (h, w), -1 where empty; normal (h, w, 3) in picture axes (right, down, towards
    the viewer), smooth over the facets; rest (h, w, 3) the place on the body at rest.
    """

    origin: np.ndarray
    depth: np.ndarray
    label: np.ndarray
    normal: np.ndarray
    rest: np.ndarray


def extent(corners: np.ndarray, margin: float = 12.0) -> tuple[np.ndarray, tuple[int, int]]:
    """Return origin and shape of a grid that holds projected corners (m, 3, 3) with a margin."""
    flat = corners[..., :2].reshape(-1, 2)
    low = np.floor(flat.min(0) - margin)
    size = np.ceil((flat.max(0) + margin - low) / PIXEL).astype(int)
    return low, (int(size[1]), int(size[0]))


def crop(corners: np.ndarray, origin: np.ndarray, mask: np.ndarray):
    """Return origin, shape and mask of the part of a grid that holds projected corners."""
    low, (h, w) = extent(corners)
    first = np.clip(((low - origin) / PIXEL).astype(int), 0, np.array(mask.shape)[::-1] - 1)
    part = mask[first[1] : first[1] + h, first[0] : first[0] + w]
    return origin + first * PIXEL, part.shape, part


def paint(mesh: Mesh, camera: Camera, origin: np.ndarray, shape: tuple[int, int]) -> Buffer:
    """Paint a mesh into a grid of cells; back faces are left out."""
    shown = camera.project(mesh.corners)
    spot = (shown[..., :2] - origin) / PIXEL
    edge1, edge2 = spot[:, 1] - spot[:, 0], spot[:, 2] - spot[:, 0]
    area = edge1[:, 0] * edge2[:, 1] - edge1[:, 1] * edge2[:, 0]
    front = np.flatnonzero(area < -1e-9)  # y runs down, so the front turns the other way
    planes = _planes(spot[front], shown[front, :, 2], area[front])
    cell, face, depth = _cells(spot[front], planes, shape)
    near = np.full(shape[0] * shape[1], NOTHING)
    np.maximum.at(near, cell, depth)
    seen = depth >= near[cell]
    cell, face = cell[seen], face[seen]
    x, y = cell % shape[1] + 0.5, cell // shape[1] + 0.5
    w1, w2 = (planes[face, k, 0] * x + planes[face, k, 1] * y + planes[face, k, 2] for k in (0, 1))
    weight = np.stack([1 - w1 - w2, w1, w2], 1)
    face = front[face]

    label = np.full(near.size, -1)
    normal, rest = np.zeros((near.size, 3)), np.zeros((near.size, 3))
    label[cell] = mesh.label[face]
    way = np.einsum("ij,ijk->ik", weight, mesh.normal[face]) @ camera.axes.T
    normal[cell] = way / (np.linalg.norm(way, axis=1, keepdims=True) + 1e-12)
    rest[cell] = np.einsum("ij,ijk->ik", weight, mesh.rest[face])
    return Buffer(
        origin,
        near.reshape(shape),
        label.reshape(shape),
        normal.reshape(*shape, 3),
        rest.reshape(*shape, 3),
    )


def _planes(spot, depth, area):
    """Return (m, 3, 3): the weights of corners two and three, and the depth, as a x + b y + c."""
    a, b, c = spot[:, 0], spot[:, 1], spot[:, 2]
    two = np.stack([-(c - a)[:, 1], (c - a)[:, 0]], 1) * [-1, -1] / area[:, None]
    three = np.stack([-(b - a)[:, 1], (b - a)[:, 0]], 1) / area[:, None]
    rows = [np.column_stack([w, -(w * a).sum(1)]) for w in (two, three)]
    deep = (
        rows[0] * (depth[:, 1] - depth[:, 0])[:, None]
        + rows[1] * (depth[:, 2] - depth[:, 0])[:, None]
    )
    deep[:, 2] += depth[:, 0]
    return np.stack([*rows, deep], 1)


def _cells(spot, planes, shape):
    """List the cells whose middle lies in each triangle: cell, triangle, depth."""
    low = np.clip(np.ceil(spot.min(1) - 0.5), 0, None).astype(int)
    high = np.minimum(np.floor(spot.max(1) - 0.5).astype(int), [shape[1] - 1, shape[0] - 1])
    size = np.maximum(high - low + 1, 0)
    found = []
    busy = np.flatnonzero((size > 0).all(1))
    # Triangles of similar size are handled together: one array operation for each size class.
    side = np.ceil(np.log2(np.maximum(size[busy], 1))).astype(int)
    for sx, sy in np.unique(side, axis=0):
        members = busy[(side[:, 0] == sx) & (side[:, 1] == sy)]
        nx, ny = 2 ** int(sx), 2 ** int(sy)
        for part in np.array_split(members, max(1, len(members) * nx * ny // 500_000)):
            x = (low[part, 0, None] + np.arange(nx))[:, None, :]
            y = (low[part, 1, None] + np.arange(ny))[:, :, None]
            two, three, depth = (
                planes[part, k, 0, None, None] * (x + 0.5)
                + (planes[part, k, 1, None] * (y[..., 0] + 0.5) + planes[part, k, 2, None])[
                    ..., None
                ]
                for k in range(3)
            )
            inside = (two >= 0) & (three >= 0) & (two + three <= 1)
            inside &= (x < shape[1]) & (y < shape[0])
            which = np.flatnonzero(inside)
            cell = (y * shape[1] + x).reshape(-1)[which]
            found.append((cell, part[which // (nx * ny)], depth.reshape(-1)[which]))
    if not found:
        return np.empty(0, int), np.empty(0, int), np.empty(0)
    return tuple(np.concatenate(column) for column in zip(*found, strict=True))


def mended(buffer: Buffer, keep: np.ndarray, smallest: int = 900) -> Buffer:
    """Return the buffer with small empty gaps filled by what lies beside them.

    Gaps of fewer than `smallest` cells are slivers between two limbs that would be all line. keep
    (h, w) marks where even these stay, as between fingers.
    """
    gaps, _ = measure(buffer.label < 0)
    sliver = (np.bincount(gaps.ravel()) < smallest)[gaps] & (buffer.label < 0) & ~keep
    if not sliver.any():
        return buffer
    y, x = distance_transform_edt(buffer.label < 0, return_distances=False, return_indices=True)
    y, x = y[sliver], x[sliver]
    new = {}
    for name in ("depth", "label", "normal", "rest"):
        new[name] = getattr(buffer, name).copy()
        new[name][sliver] = new[name][y, x]
    return Buffer(buffer.origin, **new)
