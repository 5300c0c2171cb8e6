"""Follow rectus femoris over hip and knee: length, arms about the hip, arm about the knee.

Worked in the femur's frame, in which the pelvis turns and the knee moves; metres, degrees, right
leg. gait2392's muscle ends at a point that moves in the tibia, and passes a point of the femur
while the knee is well bent; Rajagopal's goes round a cylinder above the knee to the kneecap, whose
way and the rest of the path are tabled against knee flexion.
"""

import numpy as np

from psoaslib.psoas import tables
from psoaslib.psoas import vectors as v
from psoaslib.psoas.cylinder import wound
from psoaslib.psoas.hip import Hip
from psoaslib.psoas.vectors import Number, Vector

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
    x, y, *end = tables.tibia_knee()(knee_deg)
    knee = v.turn(-np.asarray(knee_deg))
    lever = v.about_z(knee, tuple(end))
    end = v.plus(lever, (x, y, 0.0))
    active = (knee_deg >= bend.active_from_deg) & (knee_deg <= bend.active_to_deg)
    target = v.choose(active, bend.at, end)
    start = v.choose(active, bend.at, origin)
    first, last = v.minus(target, origin), v.minus(end, start)
    length = v.norm(last) + np.where(active, v.norm(first), 0.0)
    pull = v.times(1 / v.norm(last), last)
    dx, dy, *inside = tables.tibia_knee().slope(knee_deg)
    # Flexion turns the tibia the negative way about z.
    turned = (lever[1], -lever[0], 0.0)
    moved = v.plus(v.about_z(knee, tuple(inside)), (dx, dy, 0.0))
    arm = -v.dot(pull, v.plus(turned, v.times(PER_DEGREE, moved)))
    return length, v.times(-1 / v.norm(first), first), arm


def _to_patella(donor: str, origin: Vector, knee_deg: Number) -> tuple[Number, Vector, Number]:
    """Return length, its slope at the origin, and the knee's arm, where the kneecap is the end."""
    cylinder = tables.cylinder(donor, "rectfem")
    *point, rest = tables.patella_knee()(knee_deg)
    *moved, longer = tables.patella_knee().slope(knee_deg)
    near, far = cylinder.inward(tuple(point)), cylinder.inward(origin)
    length, at_origin = wound(cylinder, near, far, slopes=True)
    _, at_point = wound(cylinder, far, near, slopes=True)
    pull = cylinder.outward_direction(at_point)
    arm = -PER_DEGREE * (v.dot(pull, tuple(moved)) + longer)
    return length + rest, cylinder.outward_direction(at_origin), arm
