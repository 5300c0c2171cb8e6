"""Build the flesh of the neutral body: sweeps of convex sections, each part in its own frame.

A section is a closed ring of points; the body between two neighbouring sections is their convex
hull. Half-widths to the front, back and side come from `content/body_profile.csv`, as shares of
the stature, with monotone cubic curves between the rows. Axes x forward, y up, z right; metres.
"""

import csv
from functools import cache
from importlib.resources import files

import numpy as np

from psoaslib.body.joints import read_content, rest

DEFAULT = "a"  # the build for which poses are made

# How each row of the profile runs along its segment: the axis and its direction.
_DOWN, _UP, _FORWARD = (1, -1), (1, 1), (0, 1)
_RUN = {
    "thigh": _DOWN, "shank": _DOWN, "upper_arm": _DOWN, "forearm": _DOWN, "palm": _DOWN,
    "torso": _UP, "head": _UP, "nose": _UP, "foot": _FORWARD, "toes": _FORWARD,
}  # fmt: skip


def build(name: str) -> dict:
    """Return a build of `content/builds.toml`; an unknown name is a ValueError with the known."""
    known = read_content("builds.toml")["builds"]
    if name not in known:
        raise ValueError(f"{name!r} is no build of the body; builds are {', '.join(known)}")
    return known[name]


@cache
def profile(of: str = DEFAULT) -> dict[str, np.ndarray]:
    """Return each segment's rows: along, front, back, side, centre, as shares of the stature.

    Segments that a build has no rows of its own for are those of `body_profile.csv`.
    """
    rows = _rows("body_profile.csv")
    own = build(of).get("profile")
    return rows | _rows(own) if own else rows


def _rows(name):
    text = (files("psoaslib") / "content" / name).read_text("utf-8")
    rows = {}
    for row in csv.DictReader(text.splitlines()):
        keys = ("along", "front", "back", "side", "centre")
        rows.setdefault(row["segment"], []).append([float(row[key]) for key in keys])
    return {segment: np.array(values) for segment, values in rows.items()}


def monotone(x: np.ndarray, y: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Interpolate columns of `y` over rising `x` by monotone cubics (Fritsch and Carlson 1980)."""
    h = np.diff(x)[:, None]
    d = np.diff(y, axis=0) / h
    slope = np.zeros_like(y)
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    same = d[:-1] * d[1:] > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        inner = (w1 + w2) / (w1 / d[:-1] + w2 / d[1:])
    slope[1:-1] = np.where(same, inner, 0.0)
    slope[0], slope[-1] = d[0], d[-1]
    i = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
    t = ((at - x[i]) / (x[i + 1] - x[i]))[:, None]
    t2, t3 = t * t, t * t * t
    return (
        (2 * t3 - 3 * t2 + 1) * y[i] + (t3 - 2 * t2 + t) * h[i] * slope[i]
        + (3 * t2 - 2 * t3) * y[i + 1] + (t3 - t2) * h[i] * slope[i + 1]
    )  # fmt: skip


@cache
def points_round() -> int:
    """Return how many points go round a section."""
    return read_content("body.toml")["sections"]["points"]


def _ring(points):
    """Return cosine and sine round a section, mirror-symmetric in the sine."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return np.cos(angle), np.sin(angle)


def _squared(value, exponent):
    return np.sign(value) * np.abs(value) ** (2 / exponent)


@cache
def sweep(segment: str, stature: float, of: str = DEFAULT) -> np.ndarray:
    """Return a segment's sections for a build, in its frame, (sections, points, 3), metres."""
    rows = profile(of)[segment]
    spec = read_content("body.toml")["sections"]
    own = spec[segment]
    if "count" in own:
        along = np.linspace(rows[0, 0], rows[-1, 0], own["count"])
        rows = np.column_stack([along, monotone(rows[:, 0], rows[:, 1:], along)])
    cosine, sine = _ring(spec["points"])
    depth, breadth = _squared(cosine, own["square"][0]), _squared(sine, own["square"][1])
    axis, way = _RUN[segment]
    result = np.zeros((len(rows), spec["points"], 3))
    for section, (along, front, back, side, centre) in zip(result, rows, strict=True):
        # A foot's front is its upper side, so its sections stand across x.
        across = 1 if axis == 0 else 0
        if axis == 0:
            section[:, across] = (front - back) / 2 + (front + back) / 2 * depth
        else:
            section[:, across] = centre + np.where(depth > 0, front, back) * depth
        section[:, axis] = way * along
        section[:, 2] = side * breadth
    return stature * result


@cache
def torso_levels(stature: float) -> np.ndarray:
    """Return the height of each section of the torso over the hip joints when standing, metres."""
    rows, own = profile()["torso"], read_content("body.toml")["sections"]["torso"]
    return stature * np.linspace(rows[0, 0], rows[-1, 0], own["count"])


@cache
def sphere() -> np.ndarray:
    """Return points on the unit sphere, (50, 3), for the round fills of joints."""
    turn = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    rings = [
        np.stack([np.cos(turn) * np.cos(b), 0 * turn + np.sin(b), np.sin(turn) * np.cos(b)], -1)
        for b in (-1.2, -0.6, 0.0, 0.6, 1.2)
    ]
    return np.concatenate(rings)


def hand(stature: float, curl: float) -> list[np.ndarray]:
    """Return the right hand's sweeps in its frame: palm, four fingers, thumb; palm facing -z.

    `curl` bends the fingers, in degrees for each joint; 0 is a flat hand.
    """
    spec = read_content("body.toml")["hand"]
    palm = sweep("palm", stature)
    bend = np.radians(curl)
    result = [palm]
    for finger in spec["fingers"]:
        spread = np.radians(finger["spread"])
        points, angle = [np.array([finger["x"], spec["knuckles"], 0.0])], bend / 2
        for share in spec["phalanges"]:
            way = np.array([np.sin(spread), -np.cos(angle), -np.sin(angle)])
            points.append(points[-1] + finger["length"] * share * way)
            angle += bend
        result.append(_beads(points, spec["radii"], stature))
    thumb = np.array(spec["thumb"]) * [1, 1, min(curl / 20, 1)]
    result.append(_beads(thumb, spec["thumb_radii"], stature))
    return result


def _beads(points, radii, stature):
    """Return a chain of spheres, (points, sphere points, 3)."""
    centres = np.asarray(points)[:, None]
    return stature * (centres + sphere() * np.asarray(radii)[:, None, None])


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
            ball = stature * radius * sphere() * mirror
            beads.append(middle[..., None, :] + ball)
        result.append(np.stack(beads, axis=-3))
    return result


@cache
def read_content_fills():
    """Return the chains of spheres of `content/body.toml`, by part."""
    return read_content("body.toml")["fills"]


@cache
def _hand(stature, curl):
    return tuple(hand(stature, curl))


@cache
def parts() -> tuple[str, ...]:
    """Return the names of all parts."""
    limbs = (f"{side}_{part}" for side in MIRROR for part in CARRIER)
    return ("torso", "head", *limbs)


def cover(frames, stature, curl=None, build=DEFAULT) -> dict[str, list[np.ndarray]]:
    """Return each part's sweeps, (..., sections, points, 3) in metres.

    `curl` maps `right_hand` and `left_hand` to the bend of the fingers in degrees; `build` names
    whose flesh it is.
    """
    return {name: part(name, frames, stature, curl, build) for name in parts()}


class Flesh(dict):
    """The same, each part put on the frames only when it is asked for."""

    def __init__(self, frames, stature, curl=None, build=DEFAULT):
        super().__init__()
        self.of = frames, stature, curl, build

    def __contains__(self, name):
        return name in parts()

    def __missing__(self, name):
        self[name] = part(name, *self.of)
        return self[name]


def part(name, frames, stature, curl=None, build=DEFAULT) -> list[np.ndarray]:
    """Return the sweeps of one part; see `cover`."""
    if name == "torso":
        fills = (_fills("torso", side, frames, stature) for side in MIRROR)
        return sum(fills, [on_skin(frames, sweep("torso", stature, build), stature)])
    if name == "head":
        own = (sweep(each, stature, build) for each in ("head", "nose"))
        return [carried(frames["head"], sweep) for sweep in own]
    side, _, kind = name.partition("_")
    frame, mirror = frames[f"{side}_{CARRIER[kind]}"], MIRROR[side]
    if kind == "hand":
        own = _hand(stature, (curl or {}).get(name, DEFAULT_CURL))
    else:
        own = (sweep(kind, stature, build),)
    sweeps = [carried(frame, piece * mirror) for piece in own]
    if kind == "foot":
        toes = sweep("toes", stature) * mirror
        sweeps.append(carried(frames[f"{side}_toes"], toes))
    return sweeps + _fills(kind, side, frames, stature)
