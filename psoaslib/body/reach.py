"""Tell which parts of the body may touch what: by spheres that hold every section of the flesh.

What is out of reach by its spheres needs no closer look, and most of a body is.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from psoaslib import joints
from psoaslib.body import measure, surface

_GIVE = 0.04
"""Metres by which the fill of a joint may be longer than at rest."""


@dataclass(frozen=True)
class Spheres:
    """Spheres of a body, carried by two frames each: `parts` (n,) are numbers of parts."""

    parts: np.ndarray
    frames: tuple[np.ndarray, np.ndarray]
    places: tuple[np.ndarray, np.ndarray]
    shares: np.ndarray
    radii: np.ndarray

    def middles(self, frames) -> np.ndarray:
        """Return the middles, (n, 3), in the first of the poses of frames."""
        turns = np.array([turn.reshape(-1, 3, 3)[0] for turn, _ in frames.values()])
        origins = np.array([origin.reshape(-1, 3)[0] for _, origin in frames.values()])
        one, other = (
            (turns[own] @ places[..., None])[..., 0] + origins[own]
            for own, places in zip(self.frames, self.places, strict=True)
        )
        return one + self.shares[:, None] * (other - one)

    @cached_property
    def beside(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pairs of spheres whose parts may not pass through each other: one, other, pair (m,)."""
        names, found = surface.parts(), []
        for number, pair in enumerate(measure.pairs()):
            one, other = (np.flatnonzero(self.parts == names.index(part)) for part in pair)
            both = np.stack(np.meshgrid(one, other), -1).reshape(-1, 2)
            found.append(np.column_stack([both, np.full(len(both), number)]))
        return tuple(np.concatenate(found).T)


class Reach:
    """What is in reach in one pose."""

    def __init__(self, spheres: Spheres, frames):
        self.spheres = spheres
        self.middles = spheres.middles(frames)

    def of(self, on=None) -> set[str]:
        """Return the parts that may touch the floor, or a prop."""
        far = self.middles[:, 1] if on is None else _distance(on, self.middles)
        return {surface.parts()[k] for k in np.unique(self.spheres.parts[far < self.spheres.radii])}

    def pairs(self) -> set[int]:
        """Return the numbers of those `measure.pairs` that may touch each other."""
        one, other, number = self.spheres.beside
        far = ((self.middles[one] - self.middles[other]) ** 2).sum(1)
        near = far < (self.spheres.radii[one] + self.spheres.radii[other]) ** 2
        return set(number[near].tolist())


def _distance(solid, points):
    """Return a distance to a prop that is never larger than the true one."""
    if solid.shape == "ball":
        return np.linalg.norm(points - solid.centre, axis=-1) - solid.half.max()
    return solid.distance(points)


@cache
def spheres(stature: float, curl: tuple[tuple[str, float], ...], build: str) -> Spheres:
    """Return the spheres of a body; curl: hands with the bend of their fingers."""
    at = joints.rest(stature)
    neutral = {name: (np.eye(3), place) for name, place in at.items()}
    rows = []
    for number, (name, sweeps) in enumerate(
        surface.cover(neutral, stature, dict(curl), build).items()
    ):
        for sweep, carriers in zip(sweeps, _carriers(name, sweeps, stature), strict=True):
            middle = sweep.mean(1)
            radius = np.linalg.norm(sweep - middle[:, None], axis=2).max(1)
            step = np.linalg.norm(np.diff(middle, axis=0), axis=1)
            give = _GIVE if len({each[:2] for each in carriers}) > 1 and len(sweep) == 2 else 0.0
            # Up to the next section, and a little more for what lies between frames that bend.
            wide = np.max([[*step, 0.0], [0.0, *step]], axis=0) + give
            for place, reach, (one, other, share) in zip(
                middle, radius + wide, carriers, strict=True
            ):
                rows.append((number, one, other, place - at[one], place - at[other], share, reach))
    order = [name for name, *_ in joints._chain()]
    numbers, one, other, first, second, share, reach = map(np.array, zip(*rows, strict=True))
    frames = tuple(np.array([order.index(name) for name in each]) for each in (one, other))
    return Spheres(numbers, frames, (first, second), share, reach)


def _carriers(part: str, sweeps, stature: float) -> list[list[tuple[str, str, float]]]:
    """Return, for each section of each sweep of a part, two frames and the share of the second."""
    if part == "head":
        return [[("head", "head", 0.0)] * len(sweep) for sweep in sweeps]
    if part == "torso":
        found = [[_of_skin(ring[:, 1].mean(), stature) for ring in sweeps[0]]]
        return found + [
            chain for side in surface.MIRROR for chain in _beads("torso", side, stature)
        ]
    side, _, kind = part.partition("_")
    fills = _beads(kind, side, stature)
    own = [f"{side}_{surface.CARRIER[kind]}"] * (len(sweeps) - len(fills))
    if kind == "foot":
        own[1] = f"{side}_toes"
    return [[(f, f, 0.0)] * len(sweep) for f, sweep in zip(own, sweeps, strict=False)] + fills


def _beads(part: str, side: str, stature: float) -> list[list[tuple[str, str, float]]]:
    return [
        [
            _of_skin(stature * y, stature) if name == "skin" else (f"{side}_{name}",) * 2 + (0.0,)
            for name, _, y, _, _ in chain
        ]
        for chain in surface.read_content_fills().get(part, ())
    ]


def _of_skin(height: float, stature: float) -> tuple[str, str, float]:
    levels, (low, share) = surface._skin(stature)[0], surface.skin_levels(np.array(height), stature)
    return levels[low], levels[low + 1], float(share)
