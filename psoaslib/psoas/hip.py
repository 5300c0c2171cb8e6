"""Follow psoas and iliacus over the hip: lengths, and their moments about the hip's centre.

Pelvis frame x forward, y up, z right, right leg; metres. The femur turns by
R = Rz(flexion) Rx(adduction) Ry(rotation) about the hip's centre. A moment is (p - centre) x slope,
where the slope tells how the length grows as the point p moves; the arm about an axis is
-dL/dq = -axis . moment, in metres a radian.
"""

from dataclasses import dataclass

import numpy as np

from psoaslib.psoas import vectors as v
from psoaslib.psoas.cylinder import wound
from psoaslib.psoas.tables import HipWay
from psoaslib.psoas.vectors import Number, Turn, Vector


@dataclass(frozen=True)
class Hip:
    """The femur's place: the hip's centre in the pelvis, and its three turns."""

    centre: Vector
    flexion_deg: Number
    flexion: Turn
    adduction: Turn
    rotation: Turn

    def direction(self, d: Vector) -> Vector:
        """Turn a direction of the femur into the pelvis."""
        return v.about_z(self.flexion, v.about_x(self.adduction, v.about_y(self.rotation, d)))

    def in_femur(self, point: Vector) -> Vector:
        """Take a point of the pelvis into the femur."""
        d = v.minus(point, self.centre)
        d = v.about_x(v.back(self.adduction), v.about_z(v.back(self.flexion), d))
        return v.about_y(v.back(self.rotation), d)

    def arms(self, moment: Vector) -> tuple[Number, Number, Number]:
        """Return the arms about flexion, adduction and rotation of a moment on the femur."""
        (cf, sf), (ca, sa) = self.flexion, self.adduction
        x, y, z = moment
        return -z, -(cf * x + sf * y), sf * ca * x - cf * ca * y - sa * z


def hip(centre: Vector, flexion: Number, adduction: Number, rotation: Number) -> Hip:
    """Place the femur by the hip's angles in degrees."""
    return Hip(centre, flexion, v.turn(flexion), v.turn(adduction), v.turn(rotation))


def over(way: HipWay, pose: Hip, moments: bool = False):
    """Return a muscle's length from its last point on the pelvis to its end on the femur.

    With `moments` the result is (length, moment on the femur about the hip's centre).
    """
    arm = pose.direction(way.first)
    first = v.plus(arm, pose.centre)
    if way.cylinder is not None:
        start = way.cylinder.inward(way.last)
        result = wound(way.cylinder, start, way.cylinder.inward(first), moments)
        if not moments:
            return result + way.after
        length, slope = result
        return length + way.after, v.cross(arm, way.cylinder.outward_direction(slope))
    if way.via is None:
        start, gone = way.last, 0.0
    else:
        lowest, highest = way.bounds
        active = (pose.flexion_deg >= lowest) & (pose.flexion_deg <= highest)
        start = v.choose(active, way.via, way.last)
        gone = np.where(active, v.norm(v.minus(way.via, way.last)), 0.0)
    pull = v.minus(first, start)
    length = v.norm(pull)
    whole = gone + length + way.after
    if not moments:
        return whole
    return whole, v.cross(arm, v.times(1 / length, pull))
