"""Find what is seen: a depth buffer over the plane of the picture.

Outlines are taken from a grid of cells that holds, for each cell, the nearest surface. So what
lies before what is right for every pose and view, a joint needs no mending, and a line stands
exactly where one surface passes before another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from psoaslib.figures.mesh import Mesh
from psoaslib.figures.view import Camera

NOTHING = -1e9


@dataclass(frozen=True)
class Grid:
    """Say where cells lie: origin (2,) is the picture place of the corner of cell (0, 0).

    shape is (h, w); pixel is the width of a cell in mm.
    """

    origin: np.ndarray
    shape: tuple[int, int]
    pixel: float = 1.0


@dataclass(frozen=True)
class Buffer:
    """Hold the nearest surface of each cell of a grid.

    depth (h, w) in mm, NOTHING where empty; label (h, w), -1 where empty; normal (h, w, 3) in
    picture axes (right, down, towards the viewer), smooth over the facets; rest (h, w, 3) the
    place on the body at rest.
    """

    grid: Grid
    depth: np.ndarray
    label: np.ndarray
    normal: np.ndarray
    rest: np.ndarray


def paint(mesh: Mesh, camera: Camera, grid: Grid) -> Buffer:
    """Paint a mesh into a grid of cells; back faces are left out."""
    shape = grid.shape
    near, cell, face, weight = _nearest(mesh, camera, grid)
    label = np.full(near.size, -1)
    normal, rest = (np.zeros((near.size, 3), np.float32) for _ in range(2))
    label[cell] = mesh.label[face]
    way = _mixed(weight, mesh.normal @ camera.axes.T, face)
    normal[cell] = way / (np.linalg.norm(way, axis=1, keepdims=True) + 1e-12)
    rest[cell] = _mixed(weight, mesh.rest, face)
    return Buffer(
        grid,
        near.reshape(shape),
        label.reshape(shape),
        normal.reshape(*shape, 3),
        rest.reshape(*shape, 3),
    )


def _mixed(weight, corners, face):
    """Return the values (n, 3) at places of triangles, from those at their corners (m, 3, 3)."""
    corners = corners.astype(np.float32)
    return sum(weight[k][:, None] * corners[:, k][face] for k in range(3))


def _nearest(mesh, camera, grid):
    """Return the depth of all cells, and cell, triangle and weights of the corners where seen."""
    shown = camera.project(mesh.corners)
    spot, shape = (shown[..., :2] - grid.origin) / grid.pixel, grid.shape
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
    weight = [w.astype(np.float32) for w in (1 - w1 - w2, w1, w2)]
    return near, cell, front[face], weight


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
    """List the cells whose middle lies in each triangle: cell, triangle, depth.

    Row by row: in a row the three edges bound one run of cells.
    """
    low = np.maximum(np.ceil(spot[..., 1].min(1) - 0.5), 0).astype(int)
    high = np.minimum(np.floor(spot[..., 1].max(1) - 0.5), shape[0] - 1).astype(int)
    face, y = _counted(low, high)
    left, right = np.zeros(len(face)), np.full(len(face), shape[1] - 1.0)
    two, three = planes[:, 0], planes[:, 1]
    for edge in (two, three, np.array([0, 0, 1]) - two - three):
        slope, level = edge[face, 0], edge[face, 1] * (y + 0.5) + edge[face, 2]
        flat = np.abs(slope) < 1e-12
        at = -level / np.where(flat, 1, slope) - 0.5
        left = np.where(slope >= 1e-12, np.maximum(left, np.ceil(at)), left)
        right = np.where(slope <= -1e-12, np.minimum(right, np.floor(at)), right)
        right = np.where(flat & (level < 0), -1, right)
    run, x = _counted(left.astype(int), right.astype(int))
    deep = planes[face, 2]
    across = deep[:, 0]
    base = across * 0.5 + deep[:, 1] * (y + 0.5) + deep[:, 2]
    return (y * shape[1])[run] + x, face[run], base[run] + across[run] * x


def _counted(low, high):
    """List the whole numbers of each range from low to high: which range, which number."""
    many = np.maximum(high - low + 1, 0)
    which = np.repeat(np.arange(len(many)), many)
    return which, np.arange(len(which)) + np.repeat(low - (np.cumsum(many) - many), many)
