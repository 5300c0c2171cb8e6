"""Make the lines of a plate: smooth ones through hand-set points, and with few nodes.

Points are in millimetres of the body, x to the right of the picture and y downwards.
"""

from __future__ import annotations

import numpy as np


def curve(points, closed: bool = False, step: float = 1.2) -> np.ndarray:
    """Return points (n, 2) along a smooth line through `points`, about `step` mm apart."""
    rows = [tuple(p) for p in points]
    spots = np.array([p[:2] for p in rows], float)
    corners = [k for k, p in enumerate(rows) if len(p) > 2]
    if closed and not corners:
        return _smooth(np.vstack([spots[-1:], spots, spots[:2]]), step)[:-1]
    if closed:
        turn = corners[0]
        spots = np.vstack([spots[turn:], spots[: turn + 1]])
        corners = [(k - turn) % len(rows) for k in corners] + [len(rows)]
    ends = sorted({0, *corners, len(spots) - 1})
    parts = []
    for a, b in zip(ends[:-1], ends[1:], strict=True):
        run = spots[a : b + 1]
        before, after = 2 * run[0] - run[1], 2 * run[-1] - run[-2]
        parts.append(_smooth(np.vstack([before, run, after]), step)[:-1])
    out = np.vstack([*parts, spots[-1:]])
    return out[:-1] if closed else out


def _smooth(points: np.ndarray, step: float) -> np.ndarray:
    """Return a centripetal Catmull-Rom line through all points but the first and last."""
    out = []
    for p0, p1, p2, p3 in zip(points, points[1:], points[2:], points[3:], strict=False):
        t = np.cumsum([0.0, *(max(np.linalg.norm(b - a), 1e-6) ** 0.5 for a, b in
                              ((p0, p1), (p1, p2), (p2, p3)))])  # fmt: skip
        count = max(2, round(np.linalg.norm(p2 - p1) / step))
        at = np.linspace(t[1], t[2], count, endpoint=False)[:, None]

        def mix(a, b, ta, tb, at=at):
            return ((tb - at) * a + (at - ta) * b) / (tb - ta)

        a1, a2, a3 = (mix(p0, p1, *t[0:2]), mix(p1, p2, *t[1:3]), mix(p2, p3, *t[2:4]))
        b1, b2 = mix(a1, a2, t[0], t[2]), mix(a2, a3, t[1], t[3])
        out.append(mix(b1, b2, t[1], t[2]))
    return np.vstack([*out, points[-2:-1]])


def along(line: np.ndarray, share) -> np.ndarray:
    """Return the places at shares (0 to 1) of the way along a line (n, 2)."""
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.asarray(share, float) * way[-1]
    return np.stack([np.interp(at, way, line[:, k]) for k in (0, 1)], -1)


def ellipse(x, y, wide, high, lean: float = 0.0, count: int = 24) -> np.ndarray:
    """Return points (count, 2) on an ellipse: half-widths, and by how many degrees it leans."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    c, s = np.cos(np.radians(lean)), np.sin(np.radians(lean))
    u, v = wide * np.cos(turn), high * np.sin(turn)
    return np.stack([x + u * c - v * s, y + u * s + v * c], 1)


def thin(points: np.ndarray, closed: bool, tolerance: float = 1.6) -> np.ndarray:
    """Return fewer nodes, by leaving out those that lie within `tolerance` units of a chord.

    Nodes steer a B-spline, which cuts corners: so a run is first taken at even steps.
    """
    if len(points) < 4:
        return points
    line = np.vstack([points, points[:1]]) if closed else points
    keep = [0]
    here = 0
    while here < len(line) - 1:
        far = min(here + 14, len(line) - 1)
        while far > here + 1:
            chord = line[far] - line[here]
            off = line[here + 1 : far] - line[here]
            size = np.linalg.norm(chord)
            if size > 0:
                gap = np.abs(off[:, 0] * chord[1] - off[:, 1] * chord[0]) / size
                if gap.max() < tolerance:
                    break
            far -= 1
        keep.append(far)
        here = far
    return line[keep[:-1]] if closed else line[keep]
