"""Shade surfaces: one tone for each cell, from which lit and shaded areas are cut.

Light comes from the upper left before the picture. The tone is the cosine between surface and
light, smoothed along the surface: neighbours at one depth share, neighbours across an edge do
not. So tone runs through a joint and stops at an outline.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter, zoom

from psoaslib.figures import cells
from psoaslib.figures.raster import NOTHING, Buffer

LIGHT = np.array([-0.50, -0.62, 0.60])
COARSE = 2.0  # mm a side that are shaded together
STEP = 4.5  # mm of depth for each mm between neighbours that count as one surface


def tone(
    buffer: Buffer, rounds: int = 24, stuff: np.ndarray | None = None, within: float = 0.0
) -> np.ndarray:
    """Return the tone of each cell (h, w), from -1 to 1; `rounds` of smoothing along the surface.

    With `stuff` (h, w), tone is then evened over `within` mm inside each material from 0 up.
    """
    coarse = max(1, int(COARSE / buffer.grid.pixel))
    wide = coarse * buffer.grid.pixel
    rounds = max(1, round(rounds * (COARSE / wide) ** 2))
    light = LIGHT / np.linalg.norm(LIGHT)
    value = (buffer.normal[::coarse, ::coarse] @ light).astype(np.float32)
    depth = buffer.depth[::coarse, ::coarse]
    solid = depth > NOTHING / 2
    flat_x, flat_y = (np.abs(np.diff(depth, axis=axis)) < STEP * wide for axis in (1, 0))
    across = np.float32(0.24) * (flat_x & solid[:, 1:] & solid[:, :-1])
    down = np.float32(0.24) * (flat_y & solid[1:] & solid[:-1])
    for _ in range(rounds):
        flow_x = across * np.diff(value, axis=1)
        flow_y = down * np.diff(value, axis=0)
        value[:, :-1] += flow_x
        value[:, 1:] -= flow_x
        value[:-1] += flow_y
        value[1:] -= flow_y
    if stuff is not None:
        kind = stuff[::coarse, ::coarse]
        for number in range(kind.max() + 1):
            mask = kind == number
            part = cells.box(mask)
            if mask.any():
                smooth = even(value[part], mask[part], within / wide)
                value[part] = np.where(mask[part], smooth, value[part])
    h, w = buffer.depth.shape
    return zoom(value, coarse, order=1, grid_mode=True, mode="nearest")[:h, :w]


def even(value: np.ndarray, mask: np.ndarray, sigma: float) -> np.ndarray:
    """Return the Gaussian mean of a field over a mask; outside the mask it means nothing."""
    share = gaussian_filter(mask.astype(np.float32), sigma, truncate=3)
    return gaussian_filter(value * mask, sigma, truncate=3) / np.maximum(share, 1e-6)
