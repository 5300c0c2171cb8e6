"""Turn the pelvis from one orientation to another the short way, whatever its three angles.

Its angles can swing far though it turns little: on the side, turn and tilt are one movement. So
between positions its orientation is told by quaternions. Arrays are angles in the order of
`joints.names()`, degrees, and whatever follows them; needs scipy.
"""

from functools import cache

import numpy as np
from scipy.spatial.transform import Rotation, Slerp

from psoaslib.body import joints

_ORDER = "YXZ"
_LEVEL = 1e-6


@cache
def columns() -> list[int]:
    """Return where the pelvis's angles stand, in the order of their rotations."""
    own = [joint for joint in joints.table().values() if "pelvis" in joint.frames]
    own.sort(key=lambda joint: joint.order)
    return [joints.names().index(joint.solved_names[0]) for joint in own]


@cache
def _signs() -> np.ndarray:
    own = [joint for joint in joints.table().values() if "pelvis" in joint.frames]
    return np.array([joint.sign for joint in sorted(own, key=lambda joint: joint.order)])


def packed(values: np.ndarray) -> np.ndarray:
    """Return arrays (n, m) with the pelvis as quaternions before them, (n, m + 4)."""
    found = Rotation.from_euler(_ORDER, values[:, columns()] * _signs(), degrees=True).as_quat()
    for k in range(1, len(found)):
        if found[k] @ found[k - 1] < 0:
            found[k] = -found[k]
    return np.concatenate([found, values], axis=1)


def unpacked(found: np.ndarray) -> np.ndarray:
    """Return arrays (..., m) of those that have the pelvis as quaternions, (..., m + 4)."""
    values = found[..., 4:].copy()
    flat = Rotation.from_quat(found[..., :4].reshape(-1, 4))
    values[..., columns()] = _angles(flat).reshape(*found.shape[:-1], 3)
    return values


def between(first: np.ndarray, last: np.ndarray, share: float) -> np.ndarray:
    """Return the pelvis's angles at a share of its turn from one array (m,) to another, (3,)."""
    ends = packed(np.array([first, last]))[:, :4]
    return _angles(Slerp([0, 1], Rotation.from_quat(ends))([share]))[0]


def put(values: np.ndarray, pelvis: np.ndarray) -> np.ndarray:
    """Return an array (m,) with other angles of the pelvis, (3,)."""
    values = values.copy()
    values[columns()] = pelvis
    return values


def _angles(turns: Rotation) -> np.ndarray:
    """Return the angles of orientations within the joints' ranges, (n, 3)."""
    matrix = turns.as_matrix()
    lean = np.arcsin(np.clip(-matrix[:, 1, 2], -1, 1))
    turn = np.arctan2(matrix[:, 0, 2], matrix[:, 2, 2])
    tilt = np.arctan2(matrix[:, 1, 0], matrix[:, 1, 1])
    # On the side turn and tilt are one movement: all of it is told as a turn.
    level = np.cos(lean) < _LEVEL
    turn = np.where(level, np.arctan2(-matrix[:, 2, 0], matrix[:, 0, 0]), turn)
    found = np.degrees(np.stack([turn, lean, np.where(level, 0, tilt)], axis=1))
    # The same orientation is reached by half a turn more in the first and the last angle.
    other = np.stack([found[:, 0] + 180, 180 - found[:, 1], found[:, 2] + 180], axis=1)
    other = (other + 180) % 360 - 180
    low, high = joints.ranges()[columns()].T

    def beyond(angles):
        angles = angles * _signs()
        return (np.maximum(low - angles, 0) + np.maximum(angles - high, 0)).sum(1)

    chosen = np.where((beyond(other) < beyond(found))[:, None], other, found)
    return chosen * _signs()
