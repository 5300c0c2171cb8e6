"""Solve the rear leg of the lunge as a closed chain in one plane.

The toe's contact stays where it is; then come a rigid foot, the shank and the thigh up to the hip's
centre. x forward, y up, metres from the toe's contact; angles in degrees. `thigh_extension` is the
thigh behind the vertical, `pelvic_tilt` posterior positive, the joint's `hip_extension` their sum.
Ankle dorsiflexion is 0 with the shank square to the sole. Segments are shares of the stature
(`content/body.toml`, `content/heel.toml`); the ankle's range is that of `content/joints.toml`.
"""

from dataclasses import dataclass, fields, replace
from functools import cache

import numpy as np

from psoaslib.body import joints
from psoaslib.catalogue import facts
from psoaslib.catalogue.muscle import HeelFile

STATURES = (1.0, 2.3)
_HAIR = 1e-9
Numbers = float | np.ndarray
_UNITS = {"stature_m": "metres", "hip_x": "metres", "hip_y": "metres", "sink_mm": "millimetres"}


@dataclass(frozen=True, eq=False)
class Leg:
    """The rear leg in one pose or many: arrays of the poses' shape, NaN where out of reach.

    Places in metres from the toe's contact, angles in degrees. `hip_extension` and `pelvic_tilt`
    are NaN where only the thigh's angle was given. `in_reach` and `ankle_in_range` are bool.
    """

    stature_m: np.ndarray
    hip_x_m: np.ndarray
    hip_y_m: np.ndarray
    thigh_extension: np.ndarray
    pelvic_tilt: np.ndarray
    hip_extension: np.ndarray
    knee_x_m: np.ndarray
    knee_y_m: np.ndarray
    ankle_x_m: np.ndarray
    ankle_y_m: np.ndarray
    heel_x_m: np.ndarray
    heel_height_m: np.ndarray
    knee_flexion: np.ndarray
    ankle_dorsiflexion: np.ndarray
    in_reach: np.ndarray
    ankle_in_range: np.ndarray


@cache
def shares() -> dict[str, float]:
    """Return thigh, shank, ankle height, toe ahead of and heel behind the ankle, over stature."""
    rest, foot = joints.rest(1.0), facts("heel.toml", HeelFile).foot
    lengths = {
        name: float(np.linalg.norm(rest[f"right_{below}"] - rest[f"right_{above}"]))
        for name, above, below in (("thigh", "femur", "tibia"), ("shank", "tibia", "foot"))
    }
    height = -joints.read_content("body.toml")["landmarks"]["heel"][2]
    return lengths | {
        "ankle_height": height,
        "toe_ahead": foot.toe_ahead_of_ankle,
        "heel_behind": foot.heel_behind_ankle,
    }


def ankle_range() -> tuple[float, float]:
    """Return the least and the greatest dorsiflexion of the ankle, degrees."""
    return joints.table()["ankle_dorsiflexion"].range


def from_thigh(
    stature_m: Numbers,
    hip_x: Numbers,
    hip_y: Numbers,
    thigh_extension: Numbers,
    pelvic_tilt: Numbers = np.nan,
) -> Leg:
    """Return the leg under a hip centre with a thigh of this angle; arguments broadcast.

    Metres and degrees; `pelvic_tilt` alone may be left out, and moves nothing here.

    Of the two places that the ankle could take, it has the one behind the line from toe to knee.
    A stature or an angle out of range, or NaN, is a ValueError; out of reach is a result.
    """
    stature, x, y, thigh = numbers(
        stature_m=stature_m, hip_x=hip_x, hip_y=hip_y, thigh_extension=thigh_extension
    )
    length = {name: share * stature for name, share in shares().items()}
    knee = _below((x, y), length["thigh"], thigh)
    reach = np.hypot(length["toe_ahead"], length["ankle_height"])
    far = np.hypot(*knee)
    with np.errstate(divide="ignore", invalid="ignore"):
        along = (reach**2 - length["shank"] ** 2 + far**2) / (2 * far)
        aside = np.sqrt(reach**2 - along**2)
        forward, up = knee[0] / far, knee[1] / far
    ankle = (along * forward - aside * up, along * up + aside * forward)
    return _leg(stature, (x, y), thigh, knee, ankle, np.asarray(pelvic_tilt, float))


def from_joints(
    stature_m: Numbers,
    hip_x: Numbers,
    pelvic_tilt: Numbers,
    hip_extension: Numbers,
    knee_flexion: Numbers,
) -> Leg:
    """Return the leg with these joints and the hip's centre over x; its height follows.

    Arguments broadcast; errors and reach as in `from_thigh`. The ankle is above the floor.
    """
    stature, x, tilt, hip, bent = numbers(
        stature_m=stature_m,
        hip_x=hip_x,
        pelvic_tilt=pelvic_tilt,
        hip_extension=hip_extension,
        knee_flexion=knee_flexion,
    )
    length = {name: share * stature for name, share in shares().items()}
    thigh = hip - tilt
    down = _below(_below((x, 0.0), length["thigh"], thigh), length["shank"], thigh + bent)
    reach = np.hypot(length["toe_ahead"], length["ankle_height"])
    with np.errstate(invalid="ignore"):
        height = np.sqrt(reach**2 - down[0] ** 2) - down[1]
    leg = from_thigh(stature, x, np.where(np.isnan(height), 0.0, height), thigh, tilt)
    # The knee asked for may be one that bends the foot over the toe: that is another leg.
    same = leg.in_reach & ~np.isnan(height) & (np.abs(leg.knee_flexion - bent) < 1e-6)
    leg = replace(leg, hip_y_m=np.where(same, leg.hip_y_m, np.nan))
    return _only(leg, same)


def numbers(**given) -> list[np.ndarray]:
    """Return the arguments as arrays of one shape; what is wrong is a ValueError that names it."""
    arrays = {}
    for name, value in given.items():
        array = np.asarray(value)
        if array.dtype.kind not in "iuf" or not np.isfinite(array).all():
            unit = _UNITS.get(name, "degrees")
            raise ValueError(f"{name} is {value!r}; it must be a finite number of {unit}")
        arrays[name] = array.astype(float)
    stature = arrays.get("stature_m", np.array(STATURES[0]))
    if ((stature < STATURES[0]) | (stature > STATURES[1])).any():
        raise ValueError(f"stature_m must be {STATURES[0]} to {STATURES[1]} metres")
    try:
        return [each.copy() for each in np.broadcast_arrays(*arrays.values())]
    except ValueError:
        shapes = ", ".join(f"{name} {each.shape}" for name, each in arrays.items() if each.shape)
        raise ValueError(f"these arguments do not broadcast: {shapes}") from None


def _below(point, length, behind):
    """Return the lower end of a segment that leans its lower end behind the vertical, degrees."""
    angle = np.radians(behind)
    return point[0] - length * np.sin(angle), point[1] - length * np.cos(angle)


def _leg(stature, hip, thigh, knee, ankle, tilt) -> Leg:
    """Measure the angles of a leg whose joints are placed, and tell whether it is in reach."""
    length = {name: share * stature for name, share in shares().items()}
    shank = np.degrees(np.arctan2(knee[0] - ankle[0], knee[1] - ankle[1]))
    flat = np.arctan2(length["ankle_height"], -length["toe_ahead"])
    raised = (np.degrees(flat - np.arctan2(ankle[1], ankle[0])) + 180) % 360 - 180
    back = length["toe_ahead"] + length["heel_behind"]
    lift = np.radians(raised)
    heel = (-back * np.cos(lift), back * np.sin(lift))
    bent = (shank - thigh + 180) % 360 - 180
    dorsiflexion = shank - raised
    low, high = ankle_range()
    with np.errstate(invalid="ignore"):
        inside = (bent >= -_HAIR) & (heel[1] >= -_HAIR)
        allowed = (dorsiflexion >= low) & (dorsiflexion <= high)
    whole = (*hip, thigh, tilt, thigh + tilt, *knee, *ankle, *heel, bent, dorsiflexion)
    return _only(Leg(*np.broadcast_arrays(stature, *whole, inside, allowed)), inside)


def _only(leg: Leg, in_reach: np.ndarray) -> Leg:
    """Empty what follows from a pose where it is out of reach."""
    given = ("stature_m", "hip_x_m", "hip_y_m", "thigh_extension", "pelvic_tilt", "hip_extension")
    values = {}
    for field in fields(leg):
        value = getattr(leg, field.name)
        if field.name in ("in_reach", "ankle_in_range"):
            values[field.name] = value & in_reach
        else:
            values[field.name] = value if field.name in given else np.where(in_reach, value, np.nan)
    return Leg(**values)


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
        for _ in range(4):
            finer = np.linspace(inside, outside, 1001)
            end = max(int(np.argmin(_possible(leg, finer))), 1)
            inside, outside = finer[end - 1], finer[end]
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
