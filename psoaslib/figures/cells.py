"""Work on masks of the grid within the box that holds them, since most of a picture is empty.

Grids are (h, w) arrays of cells, masks are booleans of that shape. Results are those of the same
operation on the whole grid.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter

Box = tuple[slice, slice]


def box(mask: np.ndarray, pad: int = 0) -> Box:
    """Return the slices of the smallest box that holds a mask and `pad` cells round it."""
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    if not len(rows):
        return slice(0, 0), slice(0, 0)
    return tuple(
        slice(max(int(at[0]) - pad, 0), min(int(at[-1]) + 1 + pad, size))
        for at, size in zip((rows, columns), mask.shape, strict=True)
    )


def grown(mask: np.ndarray, by: int) -> np.ndarray:
    """Return a mask and all cells that are up to `by` steps along the grid away from it."""
    out = np.zeros_like(mask)
    part = box(mask, by)
    near = mask[part].copy()
    for _ in range(by):
        before = near.copy()
        near[1:] |= before[:-1]
        near[:-1] |= before[1:]
        near[:, 1:] |= before[:, :-1]
        near[:, :-1] |= before[:, 1:]
    out[part] = near
    return out


def shrunk(mask: np.ndarray, by: int) -> np.ndarray:
    """Return the cells of a mask that are more than `by` steps away from all outside it."""
    out = np.zeros_like(mask)
    part = box(mask)
    out[part] = ~grown(~np.pad(mask[part], by), by)[by:-by, by:-by]  # beyond the grid is outside
    return out


def evened(mask: np.ndarray, sigma: float) -> np.ndarray:
    """Return a mask with its border evened by a Gaussian of `sigma` cells."""
    out = np.zeros_like(mask)
    part = box(mask, int(4 * sigma) + 1)
    if mask[part].size:
        out[part] = gaussian_filter(mask[part].astype(np.float32), sigma) > 0.5
    return out
