"""Place labels left and right of a drawing, so that no leader crosses another or a text.

Texts stand in two columns. Every leader runs from its spot to the inner edge of a column, so it
meets no text. Which text has which place is the choice with the least total length of leaders:
were two leaders to cross, then to exchange their ends would make both together shorter, so the
choice with the least length has no crossing. Places that lie over the drawing are not offered.

Units are points of the printed page, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

GAP = 10.0  # points at least between a column and the spots
STEP = 14.0  # points by which a column is tried further out
LINE = 1.45  # height of a text's place, of the type's size
TOUCH = 5.0  # points: a leader nearer than this to another's spot is taken for its own
UNCLEAR = 60.0  # points of length that such a touch counts, when columns are compared

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Leader:
    """A label's place: `port` is where its leader meets the text, on the `side` of the drawing."""

    spot: tuple[float, float]
    port: tuple[float, float]
    side: str

    def box(self, width: float, size: float) -> Box:
        """Return the box (left, top, right, bottom) of a text of this width and type size."""
        x, y = self.port
        left = x - width if self.side == "left" else x
        return left, y - 0.6 * size, left + width, y + 0.6 * size


def place(
    spots: Sequence[tuple[float, float]],
    widths: Sequence[float],
    size: float,
    free: Callable[[Box], bool],
    bounds: Box,
) -> list[Leader]:
    """Return a place for each spot's label.

    widths: of the texts, in points; size: of the type; free: tells whether a box lies clear of the
    drawing; bounds: the drawing's box. Spots at one and the same point are a ValueError.
    """
    if not spots:
        return []
    at = np.array(spots, float)
    if len(np.unique(at.round(6), axis=0)) < len(at):
        raise ValueError("two labels point at one and the same spot")
    widest, line = max(widths), LINE * size
    left, top, right, bottom = bounds
    heights = _heights(at, line, top, bottom)

    def slots(x: float, side: str) -> np.ndarray:
        reach = (x - widest, x) if side == "left" else (x, x + widest)
        open_ = [y for y in heights if free((reach[0], y - line / 2, reach[1], y + line / 2))]
        return np.array([[x, y] for y in open_]).reshape(-1, 2)

    near, far = at[:, 0].min() - GAP, at[:, 0].max() + GAP
    lefts = [slots(x, "left") for x in _tries(near, left - GAP)]
    rights = [slots(x, "right") for x in _tries(far, right + GAP)]
    found, best = None, np.inf
    for one, two in product(lefts, rights):
        ports = np.vstack([one, two])
        if len(ports) < len(at):
            continue
        cost = np.linalg.norm(at[:, None] - ports[None], axis=-1)
        if cost.min(1).sum() >= best:
            continue
        chosen = assign(cost)
        total = cost[np.arange(len(at)), chosen].sum() + UNCLEAR * _touches(at, ports[chosen])
        if total < best:
            best = total
            found = [
                Leader(tuple(spot), tuple(ports[k]), "left" if k < len(one) else "right")
                for spot, k in zip(at.tolist(), chosen, strict=True)
            ]
    return found


def assign(cost: np.ndarray) -> np.ndarray:
    """Return the column of each row with the least total cost (n, m), n ≤ m.

    The Hungarian method with potentials: Kuhn 1955, in the form that adds one row at a time.
    """
    n, m = cost.shape
    rows, columns = np.zeros(n + 1), np.zeros(m + 1)
    owner = np.zeros(m + 1, int)
    for row in range(1, n + 1):
        owner[0], here = row, 0
        least, came = np.full(m + 1, np.inf), np.zeros(m + 1, int)
        done = np.zeros(m + 1, bool)
        while owner[here]:
            done[here] = True
            over = cost[owner[here] - 1] - rows[owner[here]] - columns[1:]
            better = ~done[1:] & (over < least[1:])
            least[1:][better], came[1:][better] = over[better], here
            ahead = int(np.argmin(np.where(done, np.inf, least)))
            step = least[ahead]
            rows[owner[done]] += step
            columns[done] -= step
            least[~done] -= step
            here = ahead
        while here:
            owner[here] = owner[came[here]]
            here = came[here]
    out = np.zeros(n, int)
    for column in range(1, m + 1):
        if owner[column]:
            out[owner[column] - 1] = column - 1
    return out


def _heights(at: np.ndarray, line: float, top: float, bottom: float) -> np.ndarray:
    """Return heights a line apart, over the drawing and as far beyond as all labels need."""
    low = min(top, at[:, 1].min()) - line * len(at) / 2
    high = max(bottom, at[:, 1].max(), low + line * (len(at) + 1))
    return np.arange(low, high, line)


def _tries(near: float, far: float) -> np.ndarray:
    reach = abs(far - near)
    steps = np.arange(0, reach + STEP, STEP)
    return near + np.sign(far - near) * steps


def _touches(at: np.ndarray, ports: np.ndarray) -> int:
    """Count the spots that another's leader touches."""
    along = ports - at
    size = (along**2).sum(1)
    reach = at[None] - at[:, None]
    share = np.clip((reach * along[:, None]).sum(-1) / size[:, None], 0, 1)[..., None]
    off = np.linalg.norm(reach - share * along[:, None], axis=-1)
    return int((off[~np.eye(len(at), dtype=bool)] < TOUCH).sum())
