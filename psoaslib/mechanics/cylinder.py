"""Lead a muscle's way round a cylinder: the shortest line, in closed form.

All points are given in the cylinder's own frame: its axis is z, its middle the origin; metres.
Unrolled, the cylinder is a plane and the shortest way round it a straight line, so that

    length = sqrt((a + r * theta + b)^2 + dz^2)

where a and b are the tangents' lengths seen along the axis, theta the angle wound round, and dz
how far the ends lie apart along the axis.

What is decided here, for any pose:

- Side "-y": the way passes the axis on the side y < 0, so it never crosses the half-plane x = 0,
  y > 0. Where the straight line passes on the other side it is led round all the same. Side "all":
  the way turns round the axis by the smaller angle.
- No contact: where the tangents from the two ends pass each other (theta not above 0), the way is
  the straight line. Length and slope are continuous there.
- A point inside the cylinder (nearer to its axis than the radius): the way is the straight line,
  since no tangent exists. The length jumps where a point dips in, by at most what was wound.
- Past the end: the way is the straight line if both points of contact lie beyond the cylinder's
  ends, each more than half its length from the middle. If one lies on the cylinder, the way is
  wound as if the cylinder went on.

OpenSim 4.6 decides the last two alike, so that the models can be compared with it in any pose. It
differs where a point lies close to the cylinder on the side y > 0 and both tangents of the other
point touch on the side y < 0: there it may lead the muscle round the far side, a third of a metre
longer. In the range of the models this befalls iliacus of composite A alone, beyond 24 degrees of
extension with more than 22 of adduction.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from psoaslib.mechanics import vectors as v
from psoaslib.mechanics.vectors import Number, Vector


@dataclass(frozen=True)
class Cylinder:
    """A cylinder in a frame: middle in metres, body-fixed turns x, y, z in degrees, size, side."""

    middle: Vector
    turns: tuple[float, float, float]
    radius: float
    length: float
    side: str

    def inward(self, point: Vector) -> Vector:
        """Take a point of the frame into the cylinder's own."""
        return self.inward_direction(v.minus(point, self.middle))

    def inward_direction(self, d: Vector) -> Vector:
        """Take a direction of the frame into the cylinder's own."""
        return tuple(v.dot(axis, d) for axis in self.axes)

    def outward_direction(self, d: Vector) -> Vector:
        """Take a direction of the cylinder's own frame into the frame that it is fixed in."""
        return tuple(v.dot(row, d) for row in zip(*self.axes, strict=True))

    @cached_property
    def axes(self) -> tuple[Vector, Vector, Vector]:
        """The cylinder's own x, y and z in the frame that it is fixed in."""
        x, y, z = (v.turn(angle) for angle in self.turns)
        own = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        return tuple(
            tuple(map(float, v.about_x(x, v.about_y(y, v.about_z(z, axis))))) for axis in own
        )


def wound(cylinder: Cylinder, start: Vector, end: Vector, slopes: bool = False):
    """Return the length of the way from `start` to `end` round a cylinder, metres.

    Both points are in the cylinder's own frame. With `slopes` the result is (length, slope): how
    the length grows as `end` moves, a vector of length 1 in the cylinder's own frame, which points
    along the muscle's line of pull at that end. The two points must differ.
    """
    radius = cylinder.radius
    way = v.minus(end, start)
    squared = v.dot(way, way)
    near, near_tangent, near_angle = _tangent(start, radius)
    far, far_tangent, far_angle = _tangent(end, radius)
    if cylinder.side == "all":
        turned = np.arctan2(
            start[0] * end[1] - start[1] * end[0], start[0] * end[0] + start[1] * end[1]
        )
    else:
        turned = np.arctan2(end[0], -end[1]) - np.arctan2(start[0], -start[1])
    theta = np.abs(turned) - near_angle - far_angle
    touches = (theta > 0) & (near >= radius**2) & (far >= radius**2)
    flat = near_tangent + far_tangent + radius * np.maximum(theta, 0)
    rise = way[2] / np.where(touches, flat, 1.0)
    half = cylinder.length / 2
    past = np.abs(start[2] + rise * near_tangent) > half
    past &= np.abs(end[2] - rise * far_tangent) > half
    touches &= ~past
    length = np.sqrt(np.where(touches, flat**2 + way[2] ** 2, squared))
    if not slopes:
        return length
    # The tangent point seen from the axis is `end`, turned back by the tangent's angle; the pull
    # runs at right angles to it, on in the sense of winding.
    sense, reach = np.sign(turned), np.sqrt(np.maximum(far, radius**2))
    c, s = radius / reach, sense * far_tangent / reach
    x, y = c * end[0] + s * end[1], c * end[1] - s * end[0]
    along = sense * flat / (reach * length)
    bent = (-along * y, along * x, way[2] / length)
    return length, v.choose(touches, bent, v.times(1 / length, way))


def _tangent(point: Vector, radius: float) -> tuple[Number, Number, Number]:
    """Return a point's squared distance from the axis, its tangent's length, and its angle.

    The angle is that between the point and where its tangent touches, seen from the axis.
    """
    squared = point[0] ** 2 + point[1] ** 2
    tangent = np.sqrt(np.maximum(squared - radius**2, 0))
    return squared, tangent, np.arctan2(tangent, radius)
