"""Tell which points closed lines enclose."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def inside(points: np.ndarray, lines: Sequence[np.ndarray]) -> np.ndarray:
    """Tell which points (n, 2) closed lines enclose, by the even-odd rule; each line (m, 2)."""
    points = np.asarray(points, float)
    odd = np.zeros(len(points), bool)
    for line in lines:
        a, b = line, np.roll(line, -1, axis=0)
        for (ax, ay), (bx, by) in zip(a, b, strict=True):
            if ay == by:
                continue
            spans = (points[:, 1] >= ay) != (points[:, 1] >= by)
            if spans.any():
                at = ax + (points[:, 1] - ay) / (by - ay) * (bx - ax)
                odd ^= spans & (points[:, 0] < at)
    return odd
