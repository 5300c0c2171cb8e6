"""Put the length lab together: models, ready poses and words, as plain data.

A pose is what `standing` returns: the sliders' angles in degrees, `trunk`, and `fixed`
angles that no slider sets. It is told for the side shown, so that left and right are alike.
"""

import json
from collections.abc import Mapping
from math import floor
from typing import Any

from psoaslib import mechanics
from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.names import known
from psoaslib.catalogue.sides import SIDES, check_side, fill, opposite
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.exercises import length_tables
from psoaslib.mechanics import measures, wording
from psoaslib.mechanics.psoas import NOTE
from psoaslib.mechanics.tables import models
from psoaslib.pages.plates import label_words

LABELS = ("psoas_major", "t12", "l5", "sacrum", "femur")
"""What the picture names, where there is room."""
TRUNKS = {"upright": "The trunk stays upright", "with_pelvis": "The trunk goes with the pelvis"}


def payload(stature_m: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Return the lab as JSON-able data, and the numbers of its tables, gzipped.

    Without a stature (metres) both models keep their own bodies' size, as everywhere on the page.
    """
    packed, numbers = length_tables.packed()
    muscles = {
        name: each | {"scale": _scale(name, stature_m)} for name, each in packed["muscles"].items()
    }
    titles = {name: record.title for name, record in models().items()}
    return {
        "tables": packed["tables"],
        "muscles": muscles,
        "models": titles,
        "sliders": SLIDERS,
        "reached": [measures.measure(name).size["hip_extension"] for name in REACHED],
        "presets": presets(),
        "bounds": wording.bounds(),
        "labels": {name: label_words(catalogue(), name) for name in LABELS},
        "stature": stature_m,
        "note": f"{NOTE} {_size(stature_m)}",
    }, numbers


def _size(stature_m: float | None) -> str:
    if stature_m is None:
        return "Each model has the size of its own body, as in the tables and the player."
    return f"Both models are scaled to a person {stature_m:.2f} m tall."


def _scale(name: str, stature_m: float | None) -> float:
    model = name.partition(".")[0]
    # Asked of the model itself, which checks the stature.
    made = mechanics.solve(model, stature_m=stature_m, arms=False)
    return made.stature_m / models()[model].stature_m


def title(name: str, side: str) -> str:
    """Return a preset's title for the side shown, such as "Ball stretch: Hold, eyes open"."""
    found = known({each["id"]: each for each in presets()}, name, "pose")
    return ": ".join(part for part in (found["group"], found["titles"][side]) if part)


def posed(name: str) -> dict[str, Any]:
    """Return the pose of a preset; an unknown id is a ValueError that lists the valid ones."""
    found = {each["id"]: each for each in presets()}
    return known(found, name, "pose")["pose"]


def joints_of(pose: Mapping[str, Any], side: str) -> dict[str, float]:
    """Return a pose's joint angles for `mechanics.seen(side=side, **angles)`, degrees.

    The trunk's angles keep their own sides, as everywhere: to the right, to the left.
    """
    check_side(side)
    fixed = {**dict.fromkeys(FIXED, 0.0), **pose.get("fixed", {})}
    follows = pose["pelvic_tilt"] if pose["trunk"] == "upright" else 0.0
    away = -1 if side == "right" else 1
    return {
        "hip_flexion": fixed["hip_flexion"] - pose["thigh_extension"] - pose["pelvic_tilt"],
        "hip_adduction": fixed["hip_adduction"],
        "hip_rotation": fixed["hip_rotation"],
        "knee_flexion": fixed["knee_flexion"] + pose["knee_flexion"],
        "lumbar_flexion": fixed["lumbar_flexion"] + follows,
        "lumbar_bend_right": away * (fixed["lumbar_bend_away"] + pose["lumbar_bend_away"]),
        "lumbar_rot_left": -away * fixed["lumbar_rot_away"],
    }


def figures(
    pose: Mapping[str, Any], side: str = "right", stature_m: float | None = None
) -> dict[str, dict[str, Any]]:
    """Return what the models say of psoas, iliacus and rectus_femoris in a pose.

    Each has `state`, `change_mm` from standing, `low_mm`, `high_mm`, `strain` (a share) and
    `beyond`, as `mechanics.wording` has them: low and high are None where only one model reaches,
    all figures where none does. Iliacus and rectus femoris are those of the two hip models.
    """
    angles = joints_of(pose, side)
    own = {name: angles[name] for name in mechanics.LUMBAR}
    own |= {f"{side}_{name}": angles[name] for name in mechanics.HIP}
    told = mechanics.of_body(own, side, stature_m)
    names = [words.split()[0] for words in told.beyond]
    result = {"psoas": _figure(told.change_mm, told.band, told.strain, names)}
    for name in ("iliacus", "rectus_femoris"):
        found = [_alone(model, name, angles, stature_m) for model in length_tables.HIP_MODELS]
        reached = [each for each in found if each is not None]
        if not reached:
            limits = mechanics.ranges(length_tables.HIP_MODELS[0])
            names = [each for each in limits if not _inside(limits, angles, each)]
            result[name] = _figure(None, (None, None), None, names)
            continue
        changes, strains = zip(*reached, strict=True)
        band = (min(changes), max(changes)) if len(reached) > 1 else (None, None)
        mean = sum(changes) / len(reached)
        result[name] = _figure(mean, band, sum(strains) / len(reached), [])
    return result


def _figure(change, band, strain, beyond) -> dict[str, Any]:
    low, high = band
    return {
        "state": wording.state(change, low, high),
        "change_mm": change,
        "low_mm": low,
        "high_mm": high,
        "strain": strain,
        "beyond": beyond,
    }


def _alone(model: str, name: str, angles: Mapping[str, float], stature_m: float | None):
    """Return change in mm and strain of a hip model's muscle, or None beyond the model."""
    needed = mechanics.HIP if name == "iliacus" else (*mechanics.HIP, "knee_flexion")
    limits = mechanics.ranges(model)
    if not all(_inside(limits, angles, each) for each in needed):
        return None
    pose: dict[str, Any] = {each: angles[each] for each in needed}
    paths = mechanics.solve(model, stature_m=stature_m, arms=False, **pose)
    at = paths.of(length_tables.MUSCLES[name])
    return 1000 * float(paths.change_m[at]), float(paths.strain[at])


def _inside(limits, angles: Mapping[str, float], name: str) -> bool:
    low, high = limits[name]
    return low <= angles[name] <= high


def sentence(pose: Mapping[str, Any], side: str = "right", stature_m: float | None = None) -> str:
    """Say a pose and its psoas in words."""
    whole = {name: floor(pose[name] + 0.5) for name in SLIDERS}
    parts = [
        "thigh "
        + _either(
            whole["thigh_extension"], "behind the vertical", "in front of the vertical", "upright"
        ),
        _either(whole["pelvic_tilt"], "of posterior tilt", "of anterior tilt", "no tilt"),
        _either(whole["lumbar_bend_away"], "of side-bend away", "of side-bend towards", ""),
        _either(whole["knee_flexion"], "of knee flexion", "", ""),
    ]
    said = ", ".join(part for part in parts if part)
    told = words(figures(pose, side, stature_m)["psoas"])
    return f"{side.capitalize()} side, {said}. {TRUNKS[pose['trunk']]}. Psoas: {told}."


def words(figure: Mapping[str, Any]) -> str:
    """Say a figure with its band."""
    return f"{wording.words(figure)} ({wording.band(figure)})"


def _either(degrees: int, positive: str, negative: str, none: str) -> str:
    if not degrees:
        return none
    return f"{abs(degrees)}° {positive if degrees > 0 else negative}"


REACHED = ("psoas_at_7", "psoas_at_15")
"""Measures of hips that extend less than the drawn ones; the lab marks their angles."""
SLIDERS = {
    "thigh_extension": (-90.0, 40.0),
    "pelvic_tilt": (-20.0, 30.0),
    "lumbar_bend_away": (-25.0, 25.0),
    "knee_flexion": (0.0, 120.0),
}
"""What people set, degrees: thigh behind the vertical, posterior tilt, trunk bent away from the
side shown, knee."""
FIXED = (
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_flexion",
    "lumbar_flexion",
    "lumbar_bend_away",
    "lumbar_rot_away",
)
"""What a pose holds besides, as degrees added to what the sliders make; `lumbar_rot_away` turns
the chest away from the side shown."""
STANDING = "standing"


def standing() -> dict[str, Any]:
    """Return the pose of standing: all angles 0, trunk upright."""
    return {
        **dict.fromkeys(SLIDERS, 0.0),
        "trunk": "upright",
        "fixed": dict.fromkeys(FIXED, 0.0),
    }


def presets() -> list[dict[str, Any]]:
    """Return the presets in order: {id, group, titles: {side: words}, pose}.

    The side is the one that the lab shows; the group is a stretch's title, or "".
    """
    titles = dict.fromkeys(SIDES, "Standing")
    stand = {"id": STANDING, "group": "", "titles": titles, "pose": standing()}
    return [stand, *(each for record in catalogue().stretches.values() for each in _of(record))]


def _of(record: Stretch) -> list[dict[str, Any]]:
    file = images.folder() / record.id / "poses.json"
    if not file.is_file():
        return []
    poses = json.loads(file.read_text(encoding="utf-8"))["poses"]
    made = []
    for step in record.steps + record.errors:
        if step.id not in poses:
            continue
        angles = poses[step.id]["angles"]
        name = f"{record.id}/{step.id}"
        made.append(_preset(name, record, step, {side: side for side in SIDES}, angles, "right"))
        if step.id == "hold":
            turned = {side: opposite(side) for side in SIDES}
            made.append(_preset(f"{name}/other", record, step, turned, angles, "left"))
    return made


def _preset(
    name: str,
    record: Stretch,
    step: Step | CommonError,
    stretched: dict[str, str],
    angles: dict[str, float],
    side: str,
) -> dict[str, Any]:
    """Make the preset of a step; `stretched` is the side stretched, by the side shown."""
    note = "" if name.endswith(step.id) else " (the other side)"
    if isinstance(step, CommonError):
        note = " (an error)"
    titles = {shown: fill(step.title, same) + note for shown, same in stretched.items()}
    return {"id": name, "group": record.title, "titles": titles, "pose": pose(angles, side)}


def pose(angles: dict[str, float], side: str) -> dict[str, Any]:
    """Return the lab's pose for a side of a posed body, by its solved angles in degrees."""
    own = {name: angles.get(f"{side}_{name}", 0.0) for name in ("hip_flexion", "hip_adduction",
                                                               "hip_rotation")}  # fmt: skip
    lumbar = angles.get("lumbar_flexion", 0.0)
    away = -1 if side == "right" else 1
    knee = angles.get(f"{side}_knee_flexion", 0.0)
    bend = away * angles.get("lumbar_bend_right", 0.0)
    turn = (1 if side == "right" else -1) * angles.get("lumbar_rot_left", 0.0)
    tilt = _within("pelvic_tilt", lumbar)
    thigh = _within("thigh_extension", -own["hip_flexion"] - tilt)
    tilt = _within("pelvic_tilt", -own["hip_flexion"] - thigh)
    sliders = {
        "thigh_extension": thigh,
        "pelvic_tilt": tilt,
        "lumbar_bend_away": _within("lumbar_bend_away", bend),
        "knee_flexion": _within("knee_flexion", knee),
    }
    fixed = {
        "hip_flexion": own["hip_flexion"] + thigh + tilt,
        "hip_adduction": own["hip_adduction"],
        "hip_rotation": own["hip_rotation"],
        "lumbar_flexion": lumbar - tilt,
        "lumbar_rot_away": turn,
        "knee_flexion": knee - sliders["knee_flexion"],
        "lumbar_bend_away": bend - sliders["lumbar_bend_away"],
    }
    rounded = {name: round(value, 2) + 0.0 for name, value in fixed.items()}
    return {
        **{name: round(value, 2) + 0.0 for name, value in sliders.items()},
        "trunk": "upright",
        "fixed": rounded,
    }


def _within(name: str, value: float) -> float:
    low, high = SLIDERS[name]
    return min(max(value, low), high)
