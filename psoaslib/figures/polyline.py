"""Measure lines of points (n, 2) in the plane: how far apart, whether they cross, their length."""

from __future__ import annotations

import numpy as np

from psoaslib.figures.picture import Outline


def gap(one: np.ndarray, two: np.ndarray) -> float:
    """Return the least distance between two lines, 0 where they cross."""
    if crossing(one, two):
        return 0.0
    return min(distance(one, two).min(), distance(two, one).min())


def crossing(one: np.ndarray, two: np.ndarray) -> bool:
    """Tell whether two lines (n, 2) cross."""
    a, b = one[:-1, None], one[1:, None]
    c, d = two[None, :-1], two[None, 1:]

    def side(p, q, r):
        return (q - p)[..., 0] * (r - p)[..., 1] - (q - p)[..., 1] * (r - p)[..., 0]

    apart = side(a, b, c) * side(a, b, d) < 0
    return bool((apart & (side(c, d, a) * side(c, d, b) < 0)).any())


def sampled(outline: Outline, pieces: int = 4) -> np.ndarray:
    """Return points (n, 2) along an outline as it is drawn; a closed one ends where it began."""
    start, steps = outline.segments()
    begins = np.vstack([start[None], steps[:-1, 1]])[:, None]
    control, end = steps[:, None, 0], steps[:, None, 1]
    t = (np.arange(1, pieces + 1) / pieces)[None, :, None]
    if outline.curved and len(outline.nodes) > 2:
        points = (1 - t) ** 2 * begins + 2 * t * (1 - t) * control + t * t * end
    else:
        points = (1 - t) * begins + t * end
    line = np.vstack([start, points.reshape(-1, 2)])
    return np.vstack([line, start]) if outline.closed else line


def even(line: np.ndarray, step: float = 8.0) -> np.ndarray:
    """Return points on a line at even steps, millimetres."""
    way = way_along(line)
    at = np.linspace(0, way[-1], max(2, round(way[-1] / step) + 1))
    return np.stack([np.interp(at, way, line[:, k]) for k in (0, 1)], 1)


def way_along(line: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])


def distance(points: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Return the distance of points (n, 2) from a line (m, 2)."""
    start, along = line[None, :-1], np.diff(line, axis=0)[None]
    reach = points[:, None] - start
    size = np.maximum((along**2).sum(-1), 1e-12)
    share = np.clip((reach * along).sum(-1) / size, 0, 1)[..., None]
    return np.linalg.norm(reach - share * along, axis=-1).min(1)


def thinned(line: np.ndarray, tolerance: float = 1.5, reach: int = 16) -> np.ndarray:
    """Return fewer nodes, leaving out those that lie near the chord of their neighbours."""
    keep, here = [0], 0
    while here < len(line) - 1:
        far = min(here + reach, len(line) - 1)
        while (
            far > here + 1 and distance(line[here + 1 : far], line[[here, far]]).max() > tolerance
        ):
            far -= 1
        keep.append(far)
        here = far
    return line[keep]
