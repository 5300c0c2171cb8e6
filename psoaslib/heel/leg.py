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

from psoaslib import joints
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
