"""Tell which parts of the body may touch what: by spheres that hold every section of the flesh.

What is out of reach by its spheres needs no closer look, and most of a body is.
"""

from functools import cache, lru_cache

import numpy as np

from psoaslib.body import joints, measure, posed, shape
from psoaslib.body.cloud import Flesh

_GIVE = 0.04
"""Metres by which the fill of a joint may be longer than at rest."""


class Spheres:
    """Spheres round all sections of a body's flesh, sorted by its parts."""

    def __init__(self, flesh: Flesh):
        own = [flesh.middles(part) for part in shape.parts()]
        self.starts = np.cumsum([0, *(len(each.weights) for each in own[:-1])])
        self.radii = np.concatenate([_radii(*flesh.of(part)) for part in shape.parts()])
        self.weights = np.zeros((len(self.radii), 4 * len(joints.rest(flesh.stature))))
        for start, each in zip(self.starts, own, strict=True):
            columns = 4 * np.repeat(each.frames, 4) + np.tile(range(4), len(each.frames))
            self.weights[start : start + len(each.weights), columns] = each.weights


class Reach:
    """What is in reach in one pose, the first of those stacked (`cloud.stacked`)."""

    def __init__(self, spheres: Spheres, stack: np.ndarray):
        self.spheres = spheres
        self.middles = spheres.weights @ stack[0].reshape(-1, 3)

    def of(self, on=None) -> list[str]:
        """Return the parts that may touch the floor, or a prop."""
        far = self.middles[:, 1] if on is None else on.distance_at_least(self.middles)
        near = np.logical_or.reduceat(far < self.spheres.radii, self.spheres.starts)
        return [part for part, own in zip(shape.parts(), near, strict=True) if own]

    def pairs(self) -> list[tuple[str, str]]:
        """Return those `measure.pairs` that may touch each other."""
        at, radii, starts = self.middles, self.spheres.radii, self.spheres.starts
        square = (at**2).sum(1)
        far = square[:, None] + square - 2 * at @ at.T
        near = np.logical_or.reduceat(far < (radii[:, None] + radii) ** 2, starts, axis=0)
        near = np.logical_or.reduceat(near, starts, axis=1)
        return [pair for pair, own in zip(measure.pairs(), near[_numbers()], strict=True) if own]


@cache
def _numbers() -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of the parts of `measure.pairs`: the first ones, the second ones."""
    names = shape.parts()
    one, other = zip(*measure.pairs(), strict=True)
    return np.array([names.index(part) for part in one]), np.array(
        [names.index(part) for part in other]
    )


@lru_cache(maxsize=512)
def _radii(part: str, curl: float | None, stature: float, build: str) -> np.ndarray:
    """Return the radii of the spheres of a part, (sections,)."""
    rest = posed.pose({}, (0, 0, 0), stature)
    found = []
    for sweep in shape.part(part, rest.frames, stature, {part: curl}, build):
        middle = sweep.mean(1)
        radius = np.linalg.norm(sweep - middle[:, None], axis=2).max(1)
        step = np.linalg.norm(np.diff(middle, axis=0), axis=1)
        # Up to the next section, and a little more for what lies between frames that bend.
        wide = np.max([[*step, 0.0], [0.0, *step]], axis=0) + (_GIVE if len(sweep) == 2 else 0.0)
        found.append(radius + wide)
    return np.concatenate(found)
