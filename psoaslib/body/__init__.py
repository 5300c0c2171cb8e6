"""Pose the body: angles to frames, flesh, contacts, mirror.

    posed = body.solve(pose, "right")      # a pose of content, brought onto its supports
    posed.frames["right_femur"]            # (rotation (3, 3), origin (3,))
    body.flesh(posed)["torso"]             # sweeps of convex sections, each (n, points, 3)
    body.clearances(posed)                 # how far each part is from floor, props, trunk

Axes x forward, y up, z right; metres and degrees.
"""

from psoaslib.body.measure import Clearances, clearances, contact_gaps, supported
from psoaslib.body.posed import Posed, flesh, landmarks, mirror, pose, standing
from psoaslib.body.shape import torso_levels
from psoaslib.body.solids import Solid, placed

__all__ = [
    "Clearances",
    "Posed",
    "Solid",
    "clearances",
    "contact_gaps",
    "supported",
    "flesh",
    "landmarks",
    "mirror",
    "placed",
    "pose",
    "solve",
    "standing",
    "torso_levels",
]


def solve(pose, side, stature=None) -> Posed:
    """Bring a pose of content onto its supports, for the side stretched.

    The left is solved as the mirror image of the right, so both sides agree exactly.
    """
    from psoaslib.body.solver import solve as solve_

    return solve_(pose, side, stature)
