"""Build the flesh of the neutral body: sweeps of convex sections, each part in its own frame.

A section is a closed ring of points; the body between two neighbouring sections is their convex
hull. Half-widths to the front, back and side come from `content/body_profile.csv`, as shares of
the stature, with monotone cubic curves between the rows. Axes x forward, y up, z right; metres.
"""

import csv
from functools import cache
from importlib.resources import files

import numpy as np

from psoaslib.joints import read_content

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
