"""Read the angles that people give: the joint's own or thigh and tilt, checked and broadcast.

Degrees, signs as in `content/joints.toml`. Besides the joints' own names there are those for
people: `hip_extension` = -`hip_flexion`; `thigh_extension`, the thigh behind the vertical; and
`pelvic_tilt`, posterior positive. Thigh and tilt make the hip's extension together. With
`trunk="upright"` the lumbar spine flexes by the tilt, with `trunk="with_pelvis"` it stays as it is.
"""

from collections.abc import Mapping
from functools import cache

import numpy as np

from psoaslib.catalogue.names import one_of
from psoaslib.mechanics import tables

HIP = ("hip_flexion", "hip_adduction", "hip_rotation")
LUMBAR = ("lumbar_flexion", "lumbar_bend_right", "lumbar_rot_left")
NAMES = (*HIP, "knee_flexion", *LUMBAR)
TRUNKS = ("upright", "with_pelvis")
SIDES = ("right", "left")
_HAIR = 1e-9


@cache
def ranges(model: str) -> dict[str, tuple[float, float]]:
    """Return lowest and highest degrees that a model takes, by the name of the angle.

    A hip model has no lumbar angles. An unknown model is a ValueError.
    """
    record = tables.models()[one_of("model", model, tables.models())]
    result = {
        name: value
        for name, value in tables.ranges().items()
        if record.kind == "whole" or name not in LUMBAR
    }
    if record.highest_hip_flexion is not None:
        result["hip_flexion"] = (result["hip_flexion"][0], record.highest_hip_flexion)
    return result


def named(model: str, given: Mapping[str, object], trunk: str = "upright") -> dict[str, object]:
    """Return the joints' own angles for a model from those given; None means not given.

    `given` may hold the names of `NAMES`, and hip_extension, thigh_extension and pelvic_tilt.
    Naming one joint twice, a lumbar angle with a hip model, or an unknown name is a ValueError.
    """
    one_of("trunk", trunk, TRUNKS)
    allowed = ranges(model)
    values = {name: value for name, value in given.items() if value is not None}
    hips = [name for name in ("hip_flexion", "hip_extension") if name in values]
    posed = [name for name in ("thigh_extension", "pelvic_tilt") if name in values]
    if len(hips) > 1 or (hips and posed):
        both = " and ".join([*hips, *posed])
        raise ValueError(
            f"{both} name the hip joint twice; give hip_flexion or hip_extension (degrees) alone, "
            "or thigh_extension with pelvic_tilt (degrees)"
        )
    for name in LUMBAR:
        if name in values and name not in allowed:
            raise ValueError(
                f"{name} is given, but {model} knows no spine; only composite_a and composite_b "
                "take lumbar angles (degrees)"
            )
    result = {name: numbers(name, values[name]) for name in NAMES if name in values}
    limits = allowed["hip_flexion"]
    extended = (-limits[1], -limits[0])
    if "hip_extension" in values:
        extension = numbers("hip_extension", values["hip_extension"])
        _limited(model, "hip_extension", extension, extended)
        result["hip_flexion"] = -extension
    if posed:
        tilt = numbers("pelvic_tilt", values.get("pelvic_tilt", 0.0))
        thigh = numbers("thigh_extension", values.get("thigh_extension", 0.0))
        together({"thigh_extension": thigh, "pelvic_tilt": tilt})
        _limited(model, "thigh_extension + pelvic_tilt", thigh + tilt, extended)
        result["hip_flexion"] = -(thigh + tilt)
        if "pelvic_tilt" in values and trunk == "upright" and "lumbar_flexion" in allowed:
            if "lumbar_flexion" in values:
                raise ValueError(
                    "pelvic_tilt and lumbar_flexion name the lumbar spine twice, since an upright "
                    'trunk flexes it by the tilt; give trunk="with_pelvis" to set both (degrees)'
                )
            _limited(model, "pelvic_tilt", tilt, allowed["lumbar_flexion"])
            result["lumbar_flexion"] = tilt
    return result


def checked(model: str, values: Mapping[str, object]) -> tuple[tuple[int, ...], dict]:
    """Return the poses' shape and every angle of a model, flat and of one length; unset is 0.

    A value that is no finite number, lies out of the model's range, or does not broadcast with the
    others is a ValueError that names the angle, the range and the unit.
    """
    arrays = {}
    for name, limits in ranges(model).items():
        arrays[name] = numbers(name, values.get(name, 0.0))
        _limited(model, name, arrays[name], limits)
    shape = together(arrays)
    return shape, {
        name: np.ascontiguousarray(np.broadcast_to(array, shape)).ravel()
        for name, array in arrays.items()
    }


def _limited(model: str, words: str, array: np.ndarray, limits: tuple[float, float]) -> None:
    low, high = limits
    bad = ~((array >= low - _HAIR) & (array <= high + _HAIR))
    if bad.any():
        raise ValueError(
            f"{words} is {array[bad].flat[0]:g}; {model} takes {low:g} to {high:g} degrees there"
        )


def within(model: str, values: Mapping[str, np.ndarray]) -> np.ndarray:
    """Tell which poses a model takes, by their angles; NaN is out of range."""
    allowed = ranges(model)
    inside = [
        (values[name] >= low - _HAIR) & (values[name] <= high + _HAIR)
        for name, (low, high) in allowed.items()
        if name in values
    ]
    return np.logical_and.reduce(np.broadcast_arrays(*inside)) if inside else np.array(True)


def numbers(name: str, value: object) -> np.ndarray:
    """Return a value as an array of numbers; what is none is a ValueError that names it."""
    low, high = tables.ranges().get(name, (-180.0, 180.0))
    range_ = f"{low:g} to {high:g} degrees"
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.array(None)
    if array.dtype.kind not in "iuf":
        raise ValueError(f"{name} is {value!r}; it must be a number or an array, {range_}")
    if np.isnan(array).any():
        raise ValueError(f"{name} is not a number (NaN); it must be {range_}")
    return array.astype(float)


def together(arrays: Mapping[str, np.ndarray]) -> tuple[int, ...]:
    """Return the shape that arrays broadcast to; a ValueError names those that do not."""
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items() if array.shape)
        raise ValueError(
            f"the shapes of these angles (degrees) do not go together: {shapes}; "
            "give each as one number, or all as arrays that broadcast"
        ) from None
