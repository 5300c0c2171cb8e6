"""Pose a muscle model: length, change from standing, strain and moment arms, muscle by muscle.

    paths = solve("composite_b", hip_extension=10, lumbar_flexion=[0, 10, 20])
    paths.length_m                 # (3, 12): poses, then muscles in the order of paths.muscles
    paths.arms_m["hip_flexion"]    # (3, 12)

Angles in degrees, in content's signs; lengths in metres; arms -dL/dq in metres a radian, so that a
muscle with a positive arm moves the joint the positive way. A left muscle takes the joint angles of
its own limb, and the trunk's as they are: bending to the right shortens the right psoas and
lengthens the left one. Standing is all angles 0.

Strain is the change over the fascicle's optimal fibre length with the tendon taken as rigid. A
tendon that gives takes up some of the change, so this is an upper bound. Sources of all figures
stand in `content/psoas/`.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from psoaslib.catalogue.muscle import MuscleModel
from psoaslib.catalogue.names import one_of
from psoaslib.mechanics import paths, tables
from psoaslib.mechanics.angles import NAMES, SIDES, checked, named

STATURES = (1.0, 2.3)
"""Lowest and highest stature in metres."""
_SIDEWAYS = ("lumbar_bend_right", "lumbar_rot_left")
_FOR_PEOPLE = ("hip_extension", "thigh_extension", "pelvic_tilt")


@dataclass(frozen=True, eq=False)
class Paths:
    """What a model says of its muscles in some poses; the muscles are the last axis of an array.

    `length_m`, `change_m` and `strain` are (..., muscles). `arms_m` has an array (..., muscles) for
    every angle of the model, -dL/dq in metres a radian. `level_arms_m` (..., muscles, 5, 3) are the
    arms at the joints below L5 to L1, each alone, about flexion, bend to the right and rotation to
    the left; a hip model's are 0.
    """

    model: str
    side: str
    stature_m: float
    muscles: tuple[str, ...]
    length_m: np.ndarray
    change_m: np.ndarray
    strain: np.ndarray
    arms_m: dict[str, np.ndarray]
    level_arms_m: np.ndarray

    def of(self, muscle: str) -> int:
        """Return a muscle's place on the last axis; an unknown muscle is a ValueError."""
        return self.muscles.index(one_of("muscle", muscle, self.muscles))

    def mean(self, values: np.ndarray) -> np.ndarray:
        """Return the psoas's mean of values (..., muscles), weighted by its fascicles' forces."""
        return values @ weights(self.model)


def solve(
    model: str,
    *,
    side: str = "right",
    stature_m: float | None = None,
    distribution: str = "LFB",
    trunk: str = "upright",
    arms: bool = True,
    **angles: object,
) -> Paths:
    """Return lengths, changes, strains and arms of a model's muscles, for one pose or many.

    `model` is rajagopal2016, gait2392, composite_a or composite_b. Angles are numbers or arrays
    that broadcast, in degrees: hip_flexion, hip_adduction, hip_rotation, knee_flexion, and for the
    composites lumbar_flexion, lumbar_bend_right, lumbar_rot_left; or hip_extension for the hip; or
    thigh_extension and pelvic_tilt with `trunk` (see `psoaslib.mechanics.angles`). `distribution`
    shares out lumbar motion: LFB, Christophy2012 or uniform5. With `stature_m` the whole model is
    scaled to that stature, else it has its own body's size. With `arms=False` there are none,
    which takes a fraction of the time. What is out of range, unknown or
    malformed is a ValueError that names the argument, its range and its unit.
    """
    record, scale, shape, flat = _read(model, side, stature_m, distribution, trunk, angles)
    muscles = muscles_of(model)
    if arms:
        length, moved, levels = paths.lengths_and_arms(record, flat, distribution, muscles)
    else:
        length = paths.lengths(record, flat, distribution, muscles)
        moved, levels = np.empty((*length.shape, 0)), np.empty((*length.shape, 0, 3))
    axes = paths.axes_of(record) if arms else ()
    if side == "left":
        for axis, name in enumerate(axes):
            if name in _SIDEWAYS:
                moved[..., axis] *= -1
        levels[..., 1:] *= -1
    length = scale * length.reshape(*shape, len(muscles))
    moved = scale * moved.reshape(*length.shape, len(axes))
    change = length - scale * standing(model)
    return Paths(
        model=model,
        side=side,
        stature_m=scale * record.stature_m,
        muscles=muscles,
        length_m=length,
        change_m=change,
        strain=change / (scale * fibres(model)),
        arms_m={name: moved[..., axis] for axis, name in enumerate(axes)},
        level_arms_m=scale * levels.reshape(*length.shape, *levels.shape[-2:]),
    )


def lengths(
    model: str,
    *,
    side: str = "right",
    stature_m: float | None = None,
    distribution: str = "LFB",
    trunk: str = "upright",
    muscles: tuple[str, ...] | None = None,
    **angles: object,
) -> np.ndarray:
    """Return lengths alone, metres (..., muscles); arguments and errors as in `solve`.

    `muscles` picks some of the model's muscles, in that order.
    """
    record, scale, shape, flat = _read(model, side, stature_m, distribution, trunk, angles)
    wanted = muscles_of(model) if muscles is None else tuple(muscles)
    for name in wanted:
        one_of("muscle", name, muscles_of(model))
    length = paths.lengths(record, flat, distribution, wanted)
    return scale * length.reshape(*shape, len(wanted))


@cache
def muscles_of(model: str) -> tuple[str, ...]:
    """Return the names of a model's muscles; an unknown model is a ValueError."""
    return paths.muscles_of(_record(model))


@cache
def standing(model: str) -> np.ndarray:
    """Return a model's lengths in standing at its own body's size, metres (muscles,)."""
    result = lengths(model)
    result.flags.writeable = False
    return result


@cache
def fibres(model: str) -> np.ndarray:
    """Return the optimal fibre lengths at a model's own body's size, metres (muscles,)."""
    result = np.array([row.optimal_fibre_length_m for row in _architecture(model)])
    result.flags.writeable = False
    return result


@cache
def weights(model: str) -> np.ndarray:
    """Return each muscle's share of the psoas's maximal isometric force (muscles,), 1 in all."""
    own = [name == "psoas" or name.startswith("Ps_") for name in muscles_of(model)]
    force = np.array([row.max_isometric_force_N for row in _architecture(model)]) * own
    result = force / force.sum()
    result.flags.writeable = False
    return result


def _record(model: str) -> MuscleModel:
    return tables.models()[one_of("model", model, tables.models())]


def _architecture(model: str) -> list:
    parts = _record(model).parts
    donors = [
        parts.fascicles if name.startswith("Ps_") else getattr(parts, name)
        for name in muscles_of(model)
    ]
    return list(map(tables.architecture, donors, muscles_of(model)))


def _read(model, side, stature_m, distribution, trunk, angles):
    """Check all arguments; return the model's record, its scale, the poses' shape and angles."""
    record = _record(model)
    one_of("side", side, SIDES)
    one_of("distribution", distribution, tables.distributions())
    for name in angles:
        one_of("angle", name, (*NAMES, *_FOR_PEOPLE))
    shape, flat = checked(model, named(model, angles, trunk))
    if side == "left":
        flat |= {name: -flat[name] for name in _SIDEWAYS if name in flat}
    return record, _scale(record, stature_m), shape, flat


def _scale(record: MuscleModel, stature_m: float | None) -> float:
    if stature_m is None:
        return 1.0
    low, high = STATURES
    try:
        stature = float(stature_m)
    except (TypeError, ValueError):
        stature = float("nan")
    if not low <= stature <= high:
        raise ValueError(f"stature_m is {stature_m!r}; it must be a number, {low} to {high} metres")
    return stature / record.stature_m
