"""Make the length lab's ready poses: standing, every step of every stretch, and its errors.

A step's pose is the solved one of its picture (`images/<stretch>/poses.json`), for the side that
is stretched; a stretch's hold has one more for its other side. Thigh and tilt are set so that the
hip's and the lumbar spine's angles are those of the pose with the trunk upright: a body that lies
is shown stood up. What no slider sets is carried along as fixed angles.
"""

import json
from typing import Any

from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.sides import SIDES, fill, opposite
from psoaslib.catalogue.stretch import CommonError, Step, Stretch

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
    for step in (*record.steps, *record.errors):
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
