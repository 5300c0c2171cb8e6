"""Follow psoas and iliacus over the hip: lengths, and their moments about the hip's centre.

Pelvis frame x forward, y up, z right, right leg; metres. The femur turns by
R = Rz(flexion) Rx(adduction) Ry(rotation) about the hip's centre. A moment is (p - centre) x slope,
where the slope tells how the length grows as the point p moves; the arm about an axis is
-dL/dq = -axis . moment, in metres a radian.
"""

from dataclasses import dataclass

import numpy as np

from psoaslib.mechanics import tables
from psoaslib.mechanics import vectors as v
from psoaslib.mechanics.cylinder import wound
from psoaslib.mechanics.tables import HipWay
from psoaslib.mechanics.vectors import Number, Turn, Vector


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


PER_DEGREE = 180 / np.pi


def rectus(donor: str, pose: Hip, knee_deg: Number, arms: bool = False):
    """Return the length of rectus femoris, metres.

    With `arms` the result is (length, (flexion, adduction, rotation), knee): the arms -dL/dq about
    the hip and about the knee, whose negative arm makes an extensor.
    """
    points = tables.points(donor, "rectfem")
    origin = pose.in_femur(points[0].at)
    follow = _to_patella if tables.cylinder(donor, "rectfem") else _to_tibia
    length, slope, knee = follow(donor, origin, knee_deg)
    if not arms:
        return length
    # As much as the pelvis's point moves one way in the femur, the femur moves the other way.
    lever = v.minus(points[0].at, pose.centre)
    moment = v.times(-1.0, v.cross(lever, pose.direction(slope)))
    return length, pose.arms(moment), knee


def _to_tibia(donor: str, origin: Vector, knee_deg: Number) -> tuple[Number, Vector, Number]:
    """Return length, its slope at the origin, and the knee's arm, where the tibia is the end."""
    bend = tables.points(donor, "rectfem")[1]
    x, y, *end = tables.tibia_knee(knee_deg)
    knee = v.turn(-np.asarray(knee_deg))
    lever = v.about_z(knee, tuple(end))
    end = v.plus(lever, (x, y, 0.0))
    active = (knee_deg >= bend.active_from_deg) & (knee_deg <= bend.active_to_deg)
    target = v.choose(active, bend.at, end)
    start = v.choose(active, bend.at, origin)
    first, last = v.minus(target, origin), v.minus(end, start)
    length = v.norm(last) + np.where(active, v.norm(first), 0.0)
    pull = v.times(1 / v.norm(last), last)
    dx, dy, *inside = tables.tibia_knee(knee_deg, slope=True)
    # Flexion turns the tibia the negative way about z.
    turned = (lever[1], -lever[0], 0.0)
    moved = v.plus(v.about_z(knee, tuple(inside)), (dx, dy, 0.0))
    arm = -v.dot(pull, v.plus(turned, v.times(PER_DEGREE, moved)))
    return length, v.times(-1 / v.norm(first), first), arm


def _to_patella(donor: str, origin: Vector, knee_deg: Number) -> tuple[Number, Vector, Number]:
    """Return length, its slope at the origin, and the knee's arm, where the kneecap is the end."""
    cylinder = tables.cylinder(donor, "rectfem")
    *point, rest = tables.patella_knee(knee_deg)
    *moved, longer = tables.patella_knee(knee_deg, slope=True)
    near, far = cylinder.inward(tuple(point)), cylinder.inward(origin)
    length, at_origin = wound(cylinder, near, far, slopes=True)
    _, at_point = wound(cylinder, far, near, slopes=True)
    pull = cylinder.outward_direction(at_point)
    arm = -PER_DEGREE * (v.dot(pull, tuple(moved)) + longer)
    return length + rest, cylinder.outward_direction(at_origin), arm
