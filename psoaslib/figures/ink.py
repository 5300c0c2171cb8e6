"""Decide where a line is drawn: where one surface passes before another, or a material ends."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_dilation, maximum_filter1d

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
    across, down = kind[:, 1:] != kind[:, :-1], kind[1:] != kind[:-1]
    near = np.zeros(kind.shape, bool)
    for mark, axis in ((across, 1), (down, 0)):
        first, second = _pair(axis)
        near[first] |= mark
        near[second] |= mark
    near = binary_dilation(near, iterations=2)
    out = []
    for mark, axis, way in ((across, 1, 0), (down, 0, 1)):
        a, b = _pair(axis)
        step = np.abs(buffer.depth[a] - buffer.depth[b])
        spots = np.nonzero((step > 3) & (kind[a] >= 0) & (kind[a] == kind[b]) & ~near[a])
        slope = [
            np.minimum(np.abs(n[..., way]) / np.maximum(n[..., 2], 1e-3), STEEPEST)
            for n in (buffer.normal[a][spots], buffer.normal[b][spots])
        ]
        jump = np.zeros(step.shape)
        need = gap if part is None else gaps[part[a][spots], part[b][spots]]
        jump[spots] = np.maximum(step[spots] - 0.6 * (slope[0] + slope[1]) - need, 0)
        out.append(mark | ((jump > 0) & (jump >= maximum_filter1d(jump, 5, axis=axis))))
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
