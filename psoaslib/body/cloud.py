"""Points of the flesh as weighted sums of frames, so that one product puts them on many poses.

All flesh is carried by frames, or by blends of them, so each of its coordinates is linear in the
frames' rotations and origins, but for a constant: the round fills of joints do not turn. The
weights are found by putting flesh on frames of ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from psoaslib.body import joints, measure, posed, shape


def stacked(frames: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Return frames as one array, (poses, frames, 4, 3): a rotation's columns, then the origin."""
    lead = frames["pelvis"][1].shape[:-1]
    found = np.empty((*lead, len(frames), 4, 3))
    for k, (turn, origin) in enumerate(frames.values()):
        found[..., k, :3, :] = turn.swapaxes(-1, -2)
        found[..., k, 3, :] = origin
    return found.reshape(-1, len(frames), 4, 3)


@dataclass(frozen=True)
class Points:
    """Points of the flesh: the numbers of the frames that carry them, and weights (m, 4 a frame).

    offsets: what is added to each, (m, 3); shape: how they stand, such as (3, sections), m in all.
    """

    frames: tuple[int, ...]
    weights: np.ndarray
    offsets: np.ndarray
    shape: tuple[int, ...]

    def at(self, stack: np.ndarray) -> np.ndarray:
        """Return the points in poses (`stacked`), (poses, *shape, 3)."""
        own = stack[:, self.frames].reshape(len(stack), -1, 3)
        return (self.weights @ own + self.offsets).reshape(len(stack), *self.shape, 3)

    def chosen(self, points: np.ndarray) -> Points:
        """Return some of the points, by their numbers or as a mask (m,)."""
        weights = self.weights[points]
        return Points(self.frames, weights, self.offsets[points], (len(weights),))


class Flesh:
    """The points of one body; what is asked for is kept, since only hands differ by their curl."""

    def __init__(self, stature: float, curl: Mapping[str, float], build: str = shape.DEFAULT):
        self.stature, self.build = stature, build
        self.curl = dict(curl)

    def points(self, part: str) -> Points:
        """Return the points of a part or region, midway sections included."""
        return _points(measure.part_points, *self.of(part))[0]

    def outline(self, part: str) -> Points:
        """Return the points of a part's own sections (`measure.outline`)."""
        return _points(measure.outline, *self.of(part))[0]

    def rings(self, part: str) -> tuple[Points, ...]:
        """Return the axes of the sections of a part's sweeps (`measure.rings`)."""
        return _points(measure.rings, *self.of(part))

    def middles(self, part: str) -> Points:
        """Return the middles of a part's sections (`measure.middles`)."""
        return _points(measure.middles, *self.of(part))[0]

    def of(self, part: str) -> tuple[str, float | None, float, str]:
        """Return all that a part's points depend on: its name, curl, stature and build."""
        curl = self.curl.get(part, shape.DEFAULT_CURL) if part.endswith("_hand") else None
        return part, curl, self.stature, self.build


def points(bodies: Sequence[posed.Posed], part: str) -> np.ndarray:
    """Return a part's points in many bodies of one build, (bodies, m, 3)."""
    stack = np.concatenate([stacked(body.frames) for body in bodies])
    own = [Flesh(body.stature, body.curl, body.build).points(part) for body in bodies]
    if all(each is own[0] for each in own):
        return own[0].at(stack)
    return np.concatenate([one.at(each[None]) for one, each in zip(own, stack, strict=True)])


@lru_cache(maxsize=512)
def _points(
    what: Callable, part: str, curl: float | None, stature: float, build: str
) -> tuple[Points, ...]:
    frames = joints.place(np.zeros(len(joints.names())), np.zeros(3), stature)
    curls = {} if curl is None else {part: curl}

    def put(frames) -> list[np.ndarray]:
        found = what(shape.Flesh(frames, stature, curls, build), part)
        return found if isinstance(found, list) else [found]

    asked = _Asked(frames)
    shapes = [each.shape[:-1] for each in put(asked)]
    numbers = tuple(k for k, name in enumerate(frames) if name in asked.names)
    # The last of these poses has no ones, so it has the offsets.
    many = 4 * len(numbers)
    ones = np.zeros((many + 1, len(frames), 3, 4))
    for row, (k, column) in enumerate(product(numbers, range(4))):
        ones[row, k, 0, column] = 1
    by_name = {name: (ones[:, k, :, :3], ones[:, k, :, 3]) for k, name in enumerate(frames)}
    found = []
    for points, own in zip(put(by_name), shapes, strict=True):
        points = points.reshape(many + 1, -1, 3)
        weights = (points[:-1, :, 0] - points[-1, :, 0]).T
        found.append(Points(numbers, np.ascontiguousarray(weights), points[-1], own))
    return tuple(found)


class _Asked(dict):
    """Frames that note which of them are asked for."""

    def __init__(self, frames):
        super().__init__(frames)
        self.names = set()

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)
