"""Place props in the room and measure how far points are from them.

A ball under load is an ellipsoid on the floor: its height falls to `squash` of its diameter and
its girth grows so that its volume stays. Own model: it has no local dent, so flesh may press a
few millimetres into it. All solids are convex. Axes x forward, y up, z right; metres.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from psoaslib.body.joints import rotation
from psoaslib.catalogue.pose import Prop

_WALL = (1.6, 2.0)  # breadth and height of the piece of wall that a picture shows


@dataclass(frozen=True)
class Solid:
    """A prop in its place. `at` is (x, z) on the floor, `turn` the angle about y in degrees.

    Whatever is no ball and no wall has the form of a box; its underside is `up` over the floor.
    """

    id: str
    shape: str
    at: tuple[float, float]
    size: tuple[float, ...] = ()
    turn: float = 0.0
    squash: float = 1.0
    up: float = 0.0
    unseen_from: tuple[str, ...] = ()

    @property
    def boxy(self) -> bool:
        """Whether it has the form of a box: a block, cushion or mat, a piece of furniture."""
        return self.shape not in ("ball", "wall")

    @cached_property
    def half(self) -> np.ndarray:
        """Half of the length, height and breadth, (3,), of a ball or box."""
        if self.shape == "ball":
            radius = self.size[0] / 2
            girth = radius / np.sqrt(self.squash)
            return np.array([girth, radius * self.squash, girth])
        return np.array(self.size) / 2

    @cached_property
    def centre(self) -> np.ndarray:
        """The middle of a ball or box; of a wall, the point at its foot."""
        height = 0.0 if self.shape == "wall" else self.up + self.half[1]
        return np.array([self.at[0], height, self.at[1]])

    @property
    def top(self) -> float:
        """The height of the highest point of a ball or box."""
        return self.up + 2 * float(self.half[1])

    @cached_property
    def _turned(self):
        return rotation("y", np.radians(self.turn))

    def _own(self, points):
        own = points - self.centre
        return own @ self._turned if self.turn else own

    def distance(self, points: np.ndarray) -> np.ndarray:
        """Return the signed distance of points (..., 3) to the surface, inside negative.

        A ball's is exact on its surface and good to first order near it.
        """
        own = self._own(points)
        if self.shape == "wall":
            return own[..., 0]
        if self.shape == "ball":
            scaled = own / self.half
            level = _length(scaled)
            return level * (level - 1) / np.maximum(_length(scaled / self.half), 1)
        out = np.abs(own) - self.half
        # Faster than to ask for the greatest along a short axis.
        most = np.maximum(np.maximum(out[..., 0], out[..., 1]), out[..., 2])
        return _length(np.maximum(out, 0)) + np.minimum(most, 0)

    def distance_at_least(self, points: np.ndarray) -> np.ndarray:
        """Return a distance of points (..., 3) that is never larger than the true one."""
        if self.shape == "ball":
            return _length(points - self.centre) - self.half.max()
        return self.distance(points)

    def over(self, points: np.ndarray) -> np.ndarray:
        """Return how high points (..., 3) are over the top of a box; beside it, the distance."""
        beside = (np.abs(self._own(points)) > self.half)[..., [0, 2]].any(-1)
        return np.where(beside, self.distance(points), points[..., 1] - self.top)

    def normal(self, points: np.ndarray) -> np.ndarray:
        """Return the outward unit normal of the surface near points (..., 3)."""
        own = self._own(points)
        if self.shape == "wall":
            way = np.zeros_like(own)
            way[..., 0] = 1.0
        elif self.shape == "ball":
            way = own / self.half**2
        else:
            out = np.abs(own) - self.half
            way = np.where(out == out.max(-1, keepdims=True), np.sign(own), 0.0)
        way = way / np.maximum(np.linalg.norm(way, axis=-1, keepdims=True), 1e-12)
        return way @ self._turned.T

    def sections(self) -> np.ndarray:
        """Return convex sections from bottom to top, (sections, points, 3), for a picture."""
        if self.shape == "wall":
            half, height = _WALL[0] / 2, _WALL[1]
            own = np.array([[[0, y, -half], [0, y, half]] for y in (0.0, height)])
        elif self.shape == "ball":
            up = np.linspace(-np.pi / 2, np.pi / 2, 25)[:, None]
            ring = np.linspace(0, 2 * np.pi, 48, endpoint=False)[None]
            unit = np.stack(
                [np.cos(up) * np.cos(ring), np.sin(up) + 0 * ring, np.cos(up) * np.sin(ring)], -1
            )
            own = unit * self.half
        else:
            corners = np.array([[1, 1], [1, -1], [-1, -1], [-1, 1]])
            own = np.array([[[i, j, k] for i, k in corners] for j in (-1, 1)]) * self.half
        return own @ self._turned.T + self.centre


def _length(vectors):
    return np.sqrt(np.einsum("...i,...i->...", vectors, vectors))


def placed(prop: Prop, side: str) -> Solid:
    """Place a prop of a pose for the side stretched."""
    sign = 1 if side == "right" else -1
    x, z = prop.at
    turn = -sign * prop.turn
    at = (x, sign * z)
    return Solid(prop.id, prop.shape, at, prop.size, turn, prop.squash, prop.up, prop.unseen_from)


def resized(solid: Solid, by: float) -> Solid:
    """Return the solid made larger about the middle of the room's floor, by a factor."""
    at, size = (tuple(by * value for value in values) for values in (solid.at, solid.size))
    return replace(solid, at=at, size=size, up=by * solid.up)


def mirrored_solid(solid: Solid) -> Solid:
    """Return the mirror image in z."""
    return replace(solid, at=(solid.at[0], -solid.at[1]), turn=-solid.turn)
