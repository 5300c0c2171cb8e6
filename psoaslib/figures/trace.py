"""Trace outlines and lines on a grid of cells.

A *crack* is the side between two cells. Outlines are closed runs of cracks round a mask; lines
are open or closed runs of marked cracks. Runs are smoothed, so that the steps of the grid are
gone; `nodes` reduces them. Points are (n, 2) in cells.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from scipy.ndimage import gaussian_filter1d

from psoaslib.figures import cells

STRAIGHT = np.cos(np.radians(45))  # two runs that meet closer to straight than this are one


def loops(mask: np.ndarray, smallest: float = 30.0) -> list[np.ndarray]:
    """Return the closed outlines round a mask, holes included; `smallest` cells are left out."""
    rows, columns = part = cells.box(mask)
    padded = np.pad(mask[part], 1).astype(np.int8)
    wide = padded.shape[1]
    # Directed so that the mask lies on the same hand all the way round.
    ends = []
    for axis in (0, 1):
        step = np.diff(padded, axis=axis)
        y, x = np.nonzero(step)
        here, there = ((y, x - 1), (y, x)) if axis == 0 else ((y - 1, x), (y, x))
        one, other = (corner[0] * wide + corner[1] for corner in (here, there))
        keep = (step[y, x] > 0) == (axis == 0)
        ends.append(np.stack([np.where(keep, one, other), np.where(keep, other, one)]))
    start, end = np.concatenate(ends, axis=1)
    after, found = _after(start, end, wide), []
    fresh = bytearray(b"\1") * len(start)
    for first in range(len(start)):
        if fresh[first]:
            run, crack = [], first
            while fresh[crack]:
                fresh[crack] = 0
                run.append(crack)
                crack = after[crack]
            y, x = divmod(start[run], wide)
            loop = np.stack([x + columns.start, y + rows.start], 1).astype(float)
            if abs(_area(loop)) >= smallest:
                found.append(loop)
    return found


def _after(start, end, wide) -> list[int]:
    """Return for each directed crack the one that follows it round the mask.

    Where two lead on, cells touch at a corner: the tightest turn towards the mask keeps them apart.
    """
    order = np.argsort(start, kind="stable")
    first = np.searchsorted(start[order], end)
    one = order[first]
    other = order[np.minimum(first + 1, len(order) - 1)]
    forked = start[other] == end

    def turn(way):
        going, leaving = (
            np.stack(divmod(a, wide)) - np.stack(divmod(b, wide))
            for a, b in ((end, start), (end[way], start[way]))
        )
        return going[1] * leaving[0] - going[0] * leaving[1]

    return np.where(forked & (turn(other) > turn(one)), other, one).tolist()


def _area(loop: np.ndarray) -> float:
    x, y = loop.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def runs(across: np.ndarray, down: np.ndarray) -> list[tuple[np.ndarray, bool]]:
    """Return the runs of marked cracks as (points, closed).

    across (h, w-1) marks cracks between a cell and the next to its right, down (h-1, w) between a
    cell and the next below. Where runs meet, the two that go on straight become one.
    """
    wide = down.shape[1] + 1
    links = defaultdict(set)
    for marks, step in ((across, wide), (down, 1)):
        y, x = np.nonzero(marks)
        corners = (y + (step == 1)) * wide + x + (step != 1)
        for corner in corners.tolist():
            links[corner].add(corner + step)
            links[corner + step].add(corner)
    pieces, ends = [], {c for c, n in links.items() if len(n) != 2}
    for corner in sorted(ends):
        for way in sorted(links[corner]):
            if way in links[corner]:
                pieces.append(_follow(links, corner, way, ends))
    for corner in sorted(links):
        if links[corner]:
            pieces.append(_follow(links, corner, min(links[corner]), {corner}))
    pieces = [[divmod(corner, wide) for corner in piece] for piece in pieces]
    return [
        (np.array(p, float)[:, ::-1][: -1 if p[0] == p[-1] else None], p[0] == p[-1])
        for p in _splice(pieces)
    ]


def sparse(
    found: list[tuple[np.ndarray, bool]], taken: np.ndarray, reach: int
) -> list[tuple[np.ndarray, bool]]:
    """Return the runs that keep clear of what is `taken` (h, w) and of each other, long ones first.

    A run is left out when most of it lies within `reach` cells: lines that would run together
    into a blot, as on fingers seen edge-on.
    """
    taken, kept = taken.copy(), []
    for run, ring in sorted(found, key=lambda item: -len(item[0])):
        x, y = np.minimum(run.astype(int), np.array(taken.shape)[::-1] - 1).T
        if taken[y, x].mean() > 0.5:
            continue
        kept.append((run, ring))
        for row, column in zip(y, x, strict=True):
            rows = slice(max(row - reach, 0), row + reach + 1)
            taken[rows, max(column - reach, 0) : column + reach + 1] = True
    return kept


def _follow(links, corner, way, ends):
    run = [corner]
    while True:
        links[corner].discard(way)
        links[way].discard(corner)
        run.append(way)
        if way in ends or not links[way]:
            return run
        corner, way = way, next(iter(links[way]))


def _splice(pieces):
    """Join pieces end to end wherever two of those that meet go on nearly straight."""
    at = defaultdict(list)
    for k, p in enumerate(pieces):
        if p[0] != p[-1]:
            at[p[0]].append((k, 0))
            at[p[-1]].append((k, -1))
    mate = {}
    for corner in sorted(at):
        arms = [(end, _heading(pieces[end[0]], end[1])) for end in at[corner]]
        pairs = sorted(
            (float(a[1] @ b[1]), a[0], b[0]) for i, a in enumerate(arms) for b in arms[i + 1 :]
        )
        for cosine, one, other in pairs:
            free = one not in mate and other not in mate and one[0] != other[0]
            if free and (cosine < -STRAIGHT or len(arms) == 2):
                mate[one], mate[other] = other, one
    used, out = set(), [p for p in pieces if p[0] == p[-1]]
    open_ = [k for k, p in enumerate(pieces) if p[0] != p[-1]]
    loose = [k for k in open_ if (k, 0) not in mate or (k, -1) not in mate]
    for k in loose + open_:
        if k in used:
            continue
        end = (k, 0) if (k, 0) not in mate else (k, -1) if (k, -1) not in mate else (k, 0)
        run = []
        while end is not None and end[0] not in used:
            used.add(end[0])
            piece = pieces[end[0]] if end[1] == 0 else pieces[end[0]][::-1]
            run += piece if not run else piece[1:]
            end = mate.get((end[0], -1 if end[1] == 0 else 0))
        out.append(run)
    return out


def _heading(piece, end, reach=9):
    p = np.array(piece[:reach] if end == 0 else piece[::-1][:reach], float)
    way = p[-1] - p[0]
    return way / (np.linalg.norm(way) + 1e-9)


def smooth(
    points: np.ndarray,
    closed: bool,
    sigma: float,
    coarse: float | None = None,
    fine: np.ndarray | None = None,
) -> np.ndarray:
    """Smooth a run of unit steps by a Gaussian of `sigma` steps; the ends of a line stay.

    With `coarse`, the run is smoothed by that much where the mask `fine` (h, w) is not set.
    """
    light = _blur(points, closed, sigma)
    if coarse is None or fine is None:
        return light
    cell = np.minimum(points.astype(int), np.array(fine.shape)[::-1] - 1)
    share = _blur(fine[cell[:, 1], cell[:, 0]].astype(float)[:, None], closed, 6.0)
    return share * light + (1 - share) * _blur(points, closed, coarse)


def _blur(points, closed, sigma):
    if len(points) < 5:
        return points
    if closed:
        return gaussian_filter1d(points, sigma, axis=0, mode="wrap")
    reach = min(len(points) - 1, int(4 * sigma) + 1)
    head = 2 * points[0] - points[reach:0:-1]
    tail = 2 * points[-1] - points[-2 : -reach - 2 : -1]
    padded = np.concatenate([head, points, tail])
    return gaussian_filter1d(padded, sigma, axis=0, mode="nearest")[reach : reach + len(points)]
