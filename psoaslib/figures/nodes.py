"""Reduce traced runs to a few nodes for a quadratic B-spline (see picture.py).

Points are (n, 2) in picture places, millimetres.
"""

from __future__ import annotations

import numpy as np


def thin(
    points: np.ndarray,
    closed: bool,
    tolerance: float,
    longest: float = 50.0,
    stiff: np.ndarray | None = None,
) -> np.ndarray:
    """Reduce a smoothed run to nodes within `tolerance`, no two further than `longest` apart.

    Round a sharp corner two more nodes are kept close by, so that the spline does not cut it.
    Where `stiff` (n,) is set the run is taken for straight edges, and may lie off by twice as
    much.
    """
    if stiff is not None and len(stiff) == len(points):
        points = np.column_stack([points, np.where(stiff, 0.5, 1.0)])
    else:
        points = np.column_stack([points, np.ones(len(points))])
    if len(points) < 4:
        return points[:, :2]
    if closed:
        far = int(np.argmax(np.linalg.norm(points[:, :2] - points[0, :2], axis=1)))
        keep = np.concatenate(
            [
                _reduce(points[: far + 1], tolerance)[:-1],
                _reduce(np.concatenate([points[far:], points[:1]]), tolerance)[:-1],
            ]
        )
        ring = np.concatenate([keep[-1:], keep, keep[:1]])
    else:
        keep = _reduce(points, tolerance)
        ring = np.concatenate([keep[:1], keep, keep[-1:]])
    out = []
    # Straight edges keep blunt corners too.
    least = np.where(ring[1:-1, 2] < 1, 0.96, 0.82)
    ring = ring[:, :2]
    for before, here, after, cosine in zip(ring[:-2], ring[1:-1], ring[2:], least, strict=True):
        back, on = here - before, after - here
        lb, lo = np.linalg.norm(back), np.linalg.norm(on)
        sharp = lb > 0 and lo > 0 and back @ on < cosine * lb * lo
        if sharp and lb > 10:
            out.append(here - back / lb * 5)
        out.append(here)
        if sharp and lo > 10:
            out.append(here + on / lo * 5)
        if lo > longest:
            more = int(lo // longest)
            out += [here + on * i / (more + 1) for i in range(1, more + 1)]
    return np.array(out)


def lean(points: np.ndarray, closed: bool, tolerance: float) -> np.ndarray:
    """Reduce a smoothed run to as few nodes as keep its B-spline within about `tolerance`.

    A uniform quadratic B-spline rounds a node off over half of the way to its neighbours. Where
    that is too much a node more stands on the way there; the rest is put right by moving nodes
    outwards, so that the spline passes through where they lay.
    """
    if len(points) < 4:
        return points
    weighted = np.column_stack([points, np.ones(len(points))])
    if closed:
        far = int(np.argmax(np.linalg.norm(points - points[0], axis=1)))
        halves = weighted[: far + 1], np.concatenate([weighted[far:], weighted[:1]])
        keep = np.concatenate([_reduce(half, tolerance)[:-1, :2] for half in halves])
    else:
        keep = _reduce(weighted, tolerance)[:, :2]
    back, on = keep - np.roll(keep, 1, axis=0), np.roll(keep, -1, axis=0) - keep
    lb, lo = np.linalg.norm(back, axis=1), np.linalg.norm(on, axis=1)
    turn = np.abs(back[:, 0] * on[:, 1] - back[:, 1] * on[:, 0]) / np.maximum(lb * lo, 1e-9)
    turn = np.where(np.sum(back * on, axis=1) < 0, 1, turn)
    reach = np.maximum(12 * tolerance / np.maximum(turn, 1e-6), 8.0)
    if not closed:
        reach[[0, -1]] = np.inf
    out = []
    for k, here in enumerate(keep):
        if lb[k] > 1.5 * reach[k]:
            out.append(here - back[k] / lb[k] * reach[k])
        out.append(here)
        if lo[k] > 1.5 * reach[k]:
            out.append(here + on[k] / lo[k] * reach[k])
    return _bowed(np.array(out), closed)


def _bowed(nodes: np.ndarray, closed: bool) -> np.ndarray:
    if len(nodes) < 4:
        return nodes
    before, after = np.roll(nodes, 1, axis=0), np.roll(nodes, -1, axis=0)
    along = after - before
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    away = nodes - (before + after) / 2
    away -= np.sum(away * along, axis=1, keepdims=True) * along
    blunt = np.sum((nodes - before) * (after - nodes), axis=1) > 0
    move = np.where(blunt[:, None], 0.3 * away, 0)
    if not closed:
        move[[0, -1]] = 0
    return nodes + move


def _reduce(points: np.ndarray, tolerance: float) -> np.ndarray:
    """Keep the points that lie off the chords by more than `tolerance` (Douglas and Peucker).

    points (n, 3): x, y and the weight of a distance.
    """
    whole, points, weight = points, points[:, :2], points[:, 2]
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        chord = points[b] - points[a]
        rel = points[a + 1 : b] - points[a]
        size = np.linalg.norm(chord)
        off = (
            np.abs(chord[0] * rel[:, 1] - chord[1] * rel[:, 0]) / size
            if size > 1e-9
            else np.linalg.norm(rel, axis=1)
        )
        off = off * weight[a + 1 : b]
        k = int(np.argmax(off))
        if off[k] > tolerance:
            keep.add(a + 1 + k)
            stack += [(a, a + 1 + k), (a + 1 + k, b)]
    return whole[sorted(keep)]
