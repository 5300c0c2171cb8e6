"""Name the body's joints and place its frames: sides, ranges, rotations, forward kinematics.

Axes: x forward, y up, z right; degrees in names and arguments, metres. The facts (names, signs,
order of rotations, ranges) stand in `content/joints.toml`, the neutral body in
`content/body.toml`. Functions take one pose or many: leading dimensions of arrays are poses.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from psoaslib.catalogue import catalogue
from psoaslib.catalogue.pose import Joint, Pose

SIDES = ("right", "left")
_OPPOSITE = {"right": "left", "left": "right"}


@cache
def read_content(name: str) -> dict:
    """Read a TOML file of the package's content, once; do not change what it returns."""
    return tomllib.loads((files("psoaslib") / "content" / name).read_text("utf-8"))


def table() -> Mapping[str, Joint]:
    """Return the joints by id, as `content/joints.toml` has them."""
    return catalogue().joints


@cache
def names() -> tuple[str, ...]:
    """Return the names of all angles of a solved pose, in the order used for arrays."""
    return tuple(name for joint in table().values() for name in joint.solved_names)


@cache
def ranges() -> np.ndarray:
    """Return lowest and highest angle of every name, (names, 2), degrees.

    Limits towards a side hold for both sides alike, so they are symmetric for the trunk.
    """
    return np.array([joint.range for joint in table().values() for _ in joint.solved_names])


@cache
def solved(name: str, side: str) -> tuple[str, int]:
    """Turn a content name into the solved name and the sign for the side stretched.

    `solved("lumbar_bend_same", "left")` is `("lumbar_bend_right", -1)`. An unknown name is a
    ValueError.
    """
    for joint in table().values():
        if name not in joint.content_names:
            continue
        if joint.kind == "limb":
            own = side if name.startswith("same_") else _OPPOSITE[side]
            return f"{own}_{joint.id}", 1
        if joint.kind == "towards":
            return joint.solved_names[0], 1 if joint.towards == side else -1
        return name, 1
    raise ValueError(f"{name!r} is no joint of the body")


def sided(part: str, side: str) -> str:
    """Turn a part or landmark of content into left or right: `same_foot` into `right_foot`.

    A name without `same` or `other`, or an unknown side, is a ValueError.
    """
    word, _, rest = part.partition("_")
    if side not in SIDES or word not in ("same", "other"):
        raise ValueError(f"{part!r} with the {side!r} side stretched names no part of the body")
    return f"{side if word == 'same' else _OPPOSITE[side]}_{rest}"


def angles(pose: Pose, side: str) -> dict[str, float]:
    """Return all angles of a pose by solved name, for the side stretched; unset ones are 0."""
    result = dict.fromkeys(names(), 0.0)
    for name, value in pose.angles.items():
        key, sign = solved(name, side)
        result[key] = sign * value
    return result


def free(pose: Pose, side: str) -> set[str]:
    """Return the solved names of the angles that a pose sets free, its groups opened."""
    result = set()
    for joint in table().values():
        for name in joint.content_names:
            own = name.partition("_")[0] + "_" if joint.kind == "limb" else ""
            if name in pose.free or own + joint.group in pose.free:
                result.add(solved(name, side)[0])
    return result


def mirrored(values: dict[str, float]) -> dict[str, float]:
    """Return the angles of the mirror image in z: limbs change sides, sideways turns their sign."""
    result = {}
    for joint in table().values():
        first, last = joint.solved_names[0], joint.solved_names[-1]
        if joint.kind == "limb":
            result[first], result[last] = values[last], values[first]
        else:
            result[first] = -values[first] if joint.kind == "towards" else values[first]
    return result


def to_array(values: dict[str, float]) -> np.ndarray:
    """Return the angles in the order of `names()`, degrees."""
    return np.array([values[name] for name in names()], dtype=float)


def rotation(axis: str, angle: np.ndarray) -> np.ndarray:
    """Return matrices (..., 3, 3) that turn about an axis by angles in radians."""
    c, s = np.cos(angle), np.sin(angle)
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    result = np.zeros((*np.shape(angle), 3, 3))
    result[..., range(3), range(3)] = 1.0
    result[..., i, i] = result[..., j, j] = c
    result[..., i, j], result[..., j, i] = -s, s
    return result


@cache
def rest(stature: float) -> dict[str, np.ndarray]:
    """Return where each frame lies in the neutral body, metres from mid hips."""
    body = read_content("body.toml")
    result = {name: stature * np.array(row["at"]) for name, row in body["frames"].items()}
    for side, mirror in (("right", 1), ("left", -1)):
        for name, row in body["limbs"].items():
            result[f"{side}_{name}"] = stature * np.array(row["at"]) * [1, 1, mirror]
    return result


@cache
def _chain() -> tuple:
    """List the frames, parents first: name, parent, whose rotation it adds to, its rotations.

    A rotation is (column of the angle, axis, factor); the left limbs' factors are mirrored.
    """
    body = read_content("body.toml")
    column = {name: i for i, name in enumerate(names())}
    rows = [(name, row, "", 1) for name, row in body["frames"].items()]
    for side, mirror in (("right", 1), ("left", -1)):
        rows += [(name, row, f"{side}_", mirror) for name, row in body["limbs"].items()]
    result, known = [], set()
    for name, row, prefix, mirror in rows:
        turns = []
        for joint in table().values():
            if name not in joint.frames or (joint.kind == "limb") != bool(prefix):
                continue
            key = prefix + joint.id if prefix else joint.solved_names[0]
            factor = joint.sign * joint.frames[name] * (1 if joint.axis == "z" else mirror)
            turns.append((joint.order, column[key], joint.axis, factor))
        parent = row.get("parent")
        parent = prefix + parent if prefix + (parent or "") in known else parent
        turned = row.get("turns_with", parent)
        result.append((prefix + name, parent, turned, tuple(t[1:] for t in sorted(turns))))
        known.add(prefix + name)
    return tuple(result)


@cache
def _about() -> dict[str, tuple[dict, list[int], np.ndarray]]:
    """Return by axis the rotations about it: where each stands, their columns and factors."""
    found = {}
    for axis in "xyz":
        own = [turn for *_, turns in _chain() for turn in turns if turn[1] == axis]
        places = {turn: k for k, turn in enumerate(own)}
        found[axis] = places, [turn[0] for turn in own], np.array([turn[2] for turn in own])
    return found


def place(values: np.ndarray, root: np.ndarray, stature: float) -> dict[str, tuple]:
    """Place every frame: name to rotation (..., 3, 3) and origin (..., 3), by angles and root.

    `values` (..., names) in degrees in the order of `names()`; `root` (..., 3) is the point
    midway between the hip joints, metres.
    """
    radians, about = np.radians(values), _about()
    rotations = {
        axis: rotation(axis, factors * radians[..., columns])
        for axis, (_, columns, factors) in about.items()
    }
    at = rest(stature)
    result = {}
    for name, parent, turned, turns in _chain():
        own = None
        for turn in turns:
            axis = turn[1]
            matrix = rotations[axis][..., about[axis][0][turn], :, :]
            own = matrix if own is None else own @ matrix
        if parent is None:
            result[name] = (own, np.asarray(root, float))
            continue
        frame, origin = result[parent]
        origin = origin + (frame @ (at[name] - at[parent]))
        frame = result[turned][0]
        if name.endswith("_humerus"):
            origin = origin + _shoulder_rise(name, own, frame, stature)
        result[name] = (frame if own is None else frame @ own, origin)
    return result


def _shoulder_rise(name, own, frame, stature):
    """Return how far the shoulder joint moves up and inwards as the arm is raised."""
    row = read_shoulder()
    raised = np.degrees(np.arccos(np.clip(own[..., 1, 1], -1, 1)))
    share = np.clip((raised - row["from"]) / (row["to"] - row["from"]), 0, 1)
    up = stature * row["rise"] * share
    side = 1 if name.startswith("right") else -1
    move = np.stack([0 * up, up, -side * row["inwards"] * up], -1)
    return (frame @ move[..., None])[..., 0]


@cache
def read_shoulder() -> dict:
    """Return how the shoulder joint moves with the arm, from `content/body.toml`."""
    return read_content("body.toml")["shoulder"]
