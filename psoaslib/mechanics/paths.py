"""Work through checked poses with a model's geometry, block by block: lengths and arms.

Metres and degrees, right leg, the published body's own size; poses are flat arrays of one length.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from psoaslib.catalogue.muscle import MuscleModel
from psoaslib.mechanics import hip as hips
from psoaslib.mechanics import spine, tables
from psoaslib.mechanics import vectors as v
from psoaslib.mechanics.angles import HIP, LUMBAR
from psoaslib.mechanics.hip import rectus

BLOCK = 4096
"""Poses worked at a time, so that what lies between stays in the processor's cache."""

Angles = Mapping[str, np.ndarray]
Own = tuple[np.ndarray, tuple, Mapping[str, tuple]]
"""A muscle's length, its arms in the order of `axes_of`, and its arms level by level."""


def axes_of(record: MuscleModel) -> tuple[str, ...]:
    """Return the angles about which a model has arms, in order."""
    return (*HIP, "knee_flexion") if record.kind == "hip" else (*HIP, *LUMBAR)


def muscles_of(record: MuscleModel) -> tuple[str, ...]:
    """Return a model's muscles: psoas or its fascicles, iliacus, a hip model's rectus femoris."""
    if record.kind == "hip":
        return ("psoas", "iliacus", "rectfem")
    return (*(each.name for each in tables.fascicles(record.parts.fascicles)), "iliacus")


def lengths(
    record: MuscleModel, angles: Angles, distribution: str, muscles: tuple[str, ...]
) -> np.ndarray:
    """Return lengths (poses, muscles)."""
    result = np.empty((_count(angles), len(muscles)))
    for part, block in _blocks(angles):
        for i, (length, _, _) in enumerate(_each(record, block, distribution, muscles, False)):
            result[part, i] = length
    return result


def lengths_and_arms(
    record: MuscleModel, angles: Angles, distribution: str, muscles: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return lengths (poses, muscles), arms (.., muscles, axes), arms by level (.., levels, 3)."""
    size = (_count(angles), len(muscles))
    length = np.empty(size)
    arms = np.zeros((*size, len(axes_of(record))))
    by_level = np.zeros((*size, len(tables.LEVELS), 3))
    for part, block in _blocks(angles):
        for i, (own, about, levels) in enumerate(_each(record, block, distribution, muscles, True)):
            length[part, i] = own
            for axis, arm in enumerate(about):
                arms[part, i, axis] = arm
            for name, three in levels.items():
                for axis, arm in enumerate(three):
                    by_level[part, i, tables.LEVELS.index(name), axis] = arm
    return length, arms, by_level


def _count(angles: Angles) -> int:
    return next(iter(angles.values())).size


def _blocks(angles: Angles) -> Iterator[tuple[slice, Angles]]:
    for begin in range(0, _count(angles), BLOCK):
        part = slice(begin, begin + BLOCK)
        yield part, {name: array[part] for name, array in angles.items()}


def _each(
    record: MuscleModel, angles: Angles, distribution: str, muscles: tuple[str, ...], arms: bool
) -> Iterator[Own]:
    """Yield length and arms of each muscle in turn; without `arms` they are empty."""
    centre = tables.hip_centre(record.parts.frames)
    pose = hips.hip(centre, *(angles[name] for name in HIP))
    if record.kind == "hip":
        for name in muscles:
            yield _of_the_hip(record, name, pose, angles["knee_flexion"], arms)
        return
    shares = tables.shares(distribution)
    fascicles = {each.name: each for each in tables.fascicles(record.parts.fascicles)}
    joints = tables.spine_joints(record.parts.frames)
    placed, below = {}, None
    for name in muscles:
        if name not in fascicles:
            yield _of_the_hip(record, name, pose, None, arms)
            continue
        if below is None:
            placed = spine.levels(joints, shares, *(angles[each] for each in LUMBAR))
            way = tables.hip_way(record.parts.psoas, "psoas")
            below = hips.over(way, pose, arms)
        point = placed[fascicles[name].level].point(fascicles[name].at)
        pull = v.minus(point, way.last)
        length = v.norm(pull)
        if not arms:
            yield length + below, (), {}
            continue
        slope = v.times(1 / length, pull)
        levels = spine.arms(placed, fascicles[name], point, slope)
        about = (*pose.arms(below[1]), *spine.whole(levels, shares))
        yield length + below[0], about, levels


def _of_the_hip(
    record: MuscleModel, name: str, pose: hips.Hip, knee: np.ndarray | None, arms: bool
) -> Own:
    if name == "rectfem":
        result = rectus(record.parts.rectfem, pose, knee, arms)
        return (result[0], (*result[1], result[2]), {}) if arms else (result, (), {})
    way = tables.hip_way(getattr(record.parts, name), name)
    result = hips.over(way, pose, arms)
    if not arms:
        return result + way.before, (), {}
    return result[0] + way.before, pose.arms(result[1]), {}
