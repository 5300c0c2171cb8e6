"""Put the flesh on the frames: every part of a posed body as sweeps of convex sections.

Parts: `torso` (its sweep first, then the folds to each shoulder), `head` (skull, nose), and for
each side `thigh`, `shank`, `foot`, `upper_arm`, `forearm`, `hand` (palm, four fingers, thumb).
Pictures and contacts use these same surfaces. Leading dimensions of frames are poses.
"""

from functools import cache

import numpy as np

from psoaslib.body import shape
from psoaslib.joints import read_content, rest

# Which frame carries the main sweep of each limb part.
CARRIER = {
    "thigh": "femur", "shank": "tibia", "foot": "foot",
    "upper_arm": "humerus", "forearm": "forearm", "hand": "hand",
}  # fmt: skip
MIRROR = {"right": np.array([1.0, 1.0, 1.0]), "left": np.array([1.0, 1.0, -1.0])}
DEFAULT_CURL = 18.0


def carried(frame, points):
    """Carry points (..., 3) of a frame's own space along with frames (poses, 3, 3), (poses, 3)."""
    turn, origin = frame
    flat = points.reshape(-1, 3)
    moved = flat @ np.swapaxes(turn, -1, -2) + origin[..., None, :]
    return moved.reshape(*turn.shape[:-2], *points.shape)


@cache
def _skin(stature):
    """Return the frames that carry the torso's flesh and the heights where each is whole."""
    rows = read_content("body.toml")["skin"]
    return tuple(rows), stature * np.array(list(rows.values()))


def on_skin(frames, points, stature):
    """Carry points of the neutral body, (n, ..., 3), as the torso's flesh; one height for each n.

    Between two levels the flesh is a blend of what the frames below and above would do.
    """
    levels, _ = _skin(stature)
    at, many = rest(stature), len(points)
    flat = points.reshape(many, -1, 3)
    low, share = skin_levels(flat[..., 1].mean(1), stature)

    def by(step):
        chosen = [levels[k] for k in low + step]
        turn, origin = (np.stack([frames[name][k] for name in chosen], -3 + k) for k in (0, 1))
        own = flat - np.array([at[name] for name in chosen])[:, None]
        return own @ np.swapaxes(turn, -1, -2) + origin[..., None, :]

    share = share[:, None, None]
    found = (1 - share) * by(0) + share * by(1)
    return found.reshape(*found.shape[:-3], *points.shape)


def skin_levels(heights: np.ndarray, stature: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of the level below heights (n,) of the torso, and the share of the next."""
    levels, at = _skin(stature)
    low = np.clip(np.searchsorted(at, heights) - 1, 0, len(levels) - 2)
    return low, np.clip((heights - at[low]) / (at[low + 1] - at[low]), 0, 1)


def _fills(part, side, frames, stature):
    """Return the sphere chains that fill a part's joints, each (..., spheres, points, 3)."""
    mirror = MIRROR[side]
    result = []
    for chain in read_content_fills().get(part, ()):
        beads = []
        for name, x, y, z, radius in chain:
            centre = stature * np.array([x, y, z]) * mirror
            if name == "skin":
                middle = on_skin(frames, centre[None, None], stature)[..., 0, 0, :]
            else:
                middle = carried(frames[f"{side}_{name}"], centre[None])[..., 0, :]
            ball = stature * radius * shape.sphere() * mirror
            beads.append(middle[..., None, :] + ball)
        result.append(np.stack(beads, axis=-3))
    return result


@cache
def read_content_fills():
    """Return the chains of spheres of `content/body.toml`, by part."""
    return read_content("body.toml")["fills"]


@cache
def _hand(stature, curl):
    return tuple(shape.hand(stature, curl))


@cache
def parts() -> tuple[str, ...]:
    """Return the names of all parts."""
    limbs = (f"{side}_{part}" for side in MIRROR for part in CARRIER)
    return ("torso", "head", *limbs)


def cover(frames, stature, curl=None, build=shape.DEFAULT) -> dict[str, list[np.ndarray]]:
    """Return each part's sweeps, (..., sections, points, 3) in metres.

    `curl` maps `right_hand` and `left_hand` to the bend of the fingers in degrees; `build` names
    whose flesh it is.
    """
    return {name: part(name, frames, stature, curl, build) for name in parts()}


class Flesh(dict):
    """The same, each part put on the frames only when it is asked for."""

    def __init__(self, frames, stature, curl=None, build=shape.DEFAULT):
        super().__init__()
        self.of = frames, stature, curl, build

    def __contains__(self, name):
        return name in parts()

    def __missing__(self, name):
        self[name] = part(name, *self.of)
        return self[name]


def part(name, frames, stature, curl=None, build=shape.DEFAULT) -> list[np.ndarray]:
    """Return the sweeps of one part; see `cover`."""
    if name == "torso":
        fills = (_fills("torso", side, frames, stature) for side in MIRROR)
        return sum(fills, [on_skin(frames, shape.sweep("torso", stature, build), stature)])
    if name == "head":
        own = (shape.sweep(each, stature, build) for each in ("head", "nose"))
        return [carried(frames["head"], sweep) for sweep in own]
    side, _, kind = name.partition("_")
    frame, mirror = frames[f"{side}_{CARRIER[kind]}"], MIRROR[side]
    if kind == "hand":
        own = _hand(stature, (curl or {}).get(name, DEFAULT_CURL))
    else:
        own = (shape.sweep(kind, stature, build),)
    sweeps = [carried(frame, piece * mirror) for piece in own]
    if kind == "foot":
        toes = shape.sweep("toes", stature) * mirror
        sweeps.append(carried(frames[f"{side}_toes"], toes))
    return sweeps + _fills(kind, side, frames, stature)
