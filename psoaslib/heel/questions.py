"""Ask what the height of the heel can tell about the pelvis.

How far may the heel sink while the pelvis keeps its place and its tilt, up to the hip's end range;
how far where some tilt is lost; and how little the pelvis must move for the heel to sink with tilt
and hip as they were. Degrees, metres and millimetres, as named.
"""

from dataclasses import dataclass

import numpy as np

from psoaslib.heel.leg import Leg, from_thigh, numbers, shares

_HAIR = 1e-9
_STEP_DEG = 0.05


@dataclass(frozen=True)
class Sinking:
    """How far the heel sinks, millimetres, between which thigh angles, and what ends it."""

    sink_mm: float
    thigh_extension_from: float
    thigh_extension_to: float
    ended_by: str


@dataclass(frozen=True)
class Shift:
    """The smallest move of the hip's centre that lets the heel sink, metres, and the leg after."""

    shift_m: float
    forward_m: float
    up_m: float
    leg: Leg


def sinking(leg: Leg, end_range: float, tilt_lost: float = 0.0) -> Sinking:
    """Return how far the heel may sink with the hip's centre held in place.

    `leg` is one pose with its tilt known. The thigh goes back until the hip's joint is at
    `end_range` degrees of extension; where `tilt_lost` degrees of posterior tilt are given up, the
    thigh goes back by as many degrees more. The floor, a straight knee or the ankle's range may end
    it before, or the heel may rise again from its lowest place. A leg out of reach, and a hip
    already beyond its range, are a ValueError.
    """
    if np.ndim(leg.in_reach) or not leg.in_reach or np.isnan(leg.pelvic_tilt):
        raise ValueError("leg must be one pose in reach, with its pelvic_tilt (degrees)")
    end_range, tilt_lost = map(float, numbers(end_range=end_range, tilt_lost=tilt_lost))
    start = float(leg.thigh_extension)
    last = end_range - float(leg.pelvic_tilt) + tilt_lost
    if tilt_lost < 0:
        raise ValueError(f"tilt_lost is {tilt_lost:g}; it must be 0 degrees or more")
    if last < start - _HAIR:
        raise ValueError(
            f"end_range is {end_range:g}; the hip is at {float(leg.hip_extension):g} degrees of "
            f"extension, beyond it even with {tilt_lost:g} degrees of tilt lost"
        )
    if not leg.ankle_in_range:
        return Sinking(0.0, start, start, "range of the ankle")
    steps = np.linspace(start, last, max(2, int(np.ceil((last - start) / _STEP_DEG)) + 1))
    possible = _possible(leg, steps)
    ended = "end range of the hip"
    if not possible.all():
        first = int(np.argmin(possible))
        inside, outside = steps[max(first - 1, 0)], steps[first]
        for _ in range(50):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if _possible(leg, middle) else (inside, middle)
        steps = np.append(steps[:first], inside)
        ended = _reason(_moved(leg, inside))
    heights = _moved(leg, steps).heel_height_m
    lowest = int(np.argmin(heights))
    if heights[lowest] < heights[-1] - _HAIR:
        ended = "lowest place of the heel"
    sunk = 1000 * float(leg.heel_height_m - heights[lowest])
    return Sinking(max(sunk, 0.0), start, float(steps[lowest]), ended)


def shift_for(leg: Leg, sink_mm: float) -> Shift:
    """Return the smallest move of the pelvis that lets the heel sink with tilt and hip held.

    This is the loophole of any rule about the heel: the thigh keeps its angle, the knee unbends,
    and the whole pelvis moves. A leg that is not one pose in reach, or a sink that would put the
    heel below the floor, is a ValueError; whether knee and ankle allow it stands in the leg.
    """
    if np.ndim(leg.in_reach) or not leg.in_reach:
        raise ValueError("leg must be one pose in reach")
    (sink,) = map(float, numbers(sink_mm=sink_mm))
    height = float(leg.heel_height_m) - sink / 1000
    if height < -_HAIR:
        raise ValueError(
            f"sink_mm is {sink:g}; the heel is {1000 * float(leg.heel_height_m):g} mm high"
        )
    length = {name: share * float(leg.stature_m) for name, share in shares().items()}
    raised = np.arcsin(max(height, 0.0) / (length["toe_ahead"] + length["heel_behind"]))
    c, s = np.cos(raised), np.sin(raised)
    ahead, up = length["toe_ahead"], length["ankle_height"]
    ankle = np.array([-c * ahead + s * up, s * ahead + c * up])
    knee = np.array([leg.knee_x_m, leg.knee_y_m], float)
    away = knee - ankle
    move = away * (length["shank"] / np.hypot(*away) - 1)
    place = (leg.hip_x_m + move[0], leg.hip_y_m + move[1])
    after = from_thigh(leg.stature_m, *place, leg.thigh_extension, leg.pelvic_tilt)
    return Shift(float(np.hypot(*move)), float(move[0]), float(move[1]), after)


def _moved(leg: Leg, thigh_extension: np.ndarray) -> Leg:
    """Return the leg with another thigh angle under the same hip centre."""
    return from_thigh(leg.stature_m, leg.hip_x_m, leg.hip_y_m, thigh_extension)


def _possible(leg: Leg, thigh_extension: np.ndarray) -> np.ndarray:
    moved = _moved(leg, thigh_extension)
    return moved.in_reach & moved.ankle_in_range


def _reason(leg: Leg) -> str:
    """Say what stands in the way of a leg that can go no further."""
    if leg.heel_height_m < 1e-6:
        return "heel on the floor"
    return "straight knee" if leg.knee_flexion < 1e-3 else "range of the ankle"
