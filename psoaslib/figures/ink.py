"""Decide where a line is drawn: where one surface passes before another, or a material ends."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import maximum_filter1d

from psoaslib.figures import cells
from psoaslib.figures.raster import Buffer

STEEPEST = 8.0


def edges(
    buffer: Buffer,
    kind: np.ndarray,
    part: np.ndarray | None = None,
    gaps: np.ndarray | None = None,
    gap: float = 5.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Mark cracks (across, down) between cells of different kind or depth.

    kind (h, w) whole numbers: what a cell shows; any change of it is a line. Within a kind a line
    is where depth jumps by more than the slopes on both sides explain, more than at the cracks
    beside it, and not right beside a change of kind (there it is the same edge). By how much it
    must jump, in mm: `gap`, or gaps[part of one cell, part of the other].
    """
    rows, columns = box = cells.box(kind >= 0, 3)
    across = np.zeros((kind.shape[0], kind.shape[1] - 1), bool)
    down = np.zeros((kind.shape[0] - 1, kind.shape[1]), bool)
    if kind[box].size:
        found = _edges(
            kind[box],
            buffer.depth[box],
            buffer.normal[box],
            buffer.grid,
            lambda a, b, at: gap if part is None else gaps[part[box][a][at], part[box][b][at]],
        )
        across[rows, columns.start : columns.stop - 1] = found[0]
        down[rows.start : rows.stop - 1, columns] = found[1]
    return across, down


def _edges(kind, depth, normal, grid, need):
    """Mark cracks; need(one, other, at) says by how much depth must jump between two cells."""
    across, down = kind[:, 1:] != kind[:, :-1], kind[1:] != kind[:-1]
    near = np.zeros(kind.shape, bool)
    for mark, axis in ((across, 1), (down, 0)):
        first, second = _pair(axis)
        near[first] |= mark
        near[second] |= mark
    near = cells.grown(near, grid.cells(2))
    out = []
    for mark, axis, way in ((across, 1, 0), (down, 0, 1)):
        a, b = _pair(axis)
        step = np.abs(depth[a] - depth[b]).astype(np.float32)
        spots = np.nonzero((step > 3) & (kind[a] >= 0) & (kind[a] == kind[b]) & ~near[a])
        slope = [
            np.minimum(np.abs(n[..., way]) / np.maximum(n[..., 2], 1e-3), STEEPEST)
            for n in (normal[a][spots], normal[b][spots])
        ]
        jump = np.zeros(step.shape, np.float32)
        most = step[spots] - 0.6 * grid.pixel * (slope[0] + slope[1]) - need(a, b, spots)
        jump[spots] = np.maximum(most, 0)
        if len(spots[0]):
            mark |= (jump > 0) & (jump >= maximum_filter1d(jump, 2 * grid.cells(2) + 1, axis=axis))
        out.append(mark)
    return out[0], out[1]


def _pair(axis: int):
    """Return the slices of the cells before and after each crack along an axis."""

    def cut(part):
        return tuple(part if k == axis else slice(None) for k in range(2))

    return cut(slice(None, -1)), cut(slice(1, None))


def borders(value: np.ndarray, among: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mark cracks (across, down) between cells of different value that are both `among`."""
    across = (value[:, 1:] != value[:, :-1]) & among[:, 1:] & among[:, :-1]
    down = (value[1:] != value[:-1]) & among[1:] & among[:-1]
    return across, down
