"""Find what a drawing shows of the parts worth a label, and where a leader may point.

A spot is a place on the posed body, of the side stretched (right), that lies in the drawing on what
it names: a bone's spot on the bone and off the psoas, where there is one such, the muscle's spot
on the muscle. What an arm, the head or a prop covers, or the view does not show, has no spot. The
words are those of the plates (`content/plates.toml`).

Millimetres in the plane of the picture, y down.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from psoaslib import lengths
from psoaslib.body import Posed
from psoaslib.catalogue import Catalogue
from psoaslib.figures.picture import Layer
from psoaslib.figures.polyline import distance, sampled
from psoaslib.figures.tilt import psoas_line
from psoaslib.figures.view import Camera

STATES = (lengths.LONG, lengths.STILL, lengths.SHORT, lengths.BEYOND)
BONES = ("bone", "bone fade1", "bone fade2")
EDGE = 3.0  # mm by which a spot lies inside of what it names
NEAR, GRID = 32.0, 4.0  # mm: how far the muscle may lie from its line; between places tried on it

# For each label of a plate its places, the best first: frame, and place in it for 1.75 m.
PLACES = {
    "t12": (
        ("T12", (0.000, 0.013, 0.0)),
        ("T12", (0.010, 0.013, 0.0)),
        ("T12", (-0.012, 0.013, 0.0)),
        ("T12", (0.000, 0.013, -0.012)),
        ("T12", (-0.045, 0.004, 0.0)),
    ),
    "l5": (
        ("L5", (0.000, 0.016, 0.0)),
        ("L5", (0.012, 0.014, 0.0)),
        ("L5", (0.000, 0.016, -0.014)),
        ("L5", (-0.014, 0.016, 0.0)),
        ("L5", (-0.045, 0.006, 0.0)),
    ),
    "sacrum": (
        ("pelvis", (-0.062, 0.072, 0.0)),
        ("pelvis", (-0.070, 0.050, 0.0)),
        ("pelvis", (-0.080, 0.074, 0.0)),
        ("pelvis", (-0.040, 0.096, 0.0)),
        ("pelvis", (-0.080, 0.020, 0.0)),
        ("pelvis", (-0.082, 0.004, 0.0)),
    ),
    "brim": (
        ("pelvis", (0.036, -0.012, 0.052)),
        ("pelvis", (0.046, -0.020, 0.040)),
        ("pelvis", (0.054, -0.026, 0.030)),
    ),
    "greater_trochanter": (
        ("femur", (-0.014, -0.016, 0.058)),
        ("femur", (-0.012, -0.030, 0.062)),
        ("femur", (-0.008, -0.044, 0.056)),
    ),
    "lesser_trochanter": (
        ("femur", (-0.0185, -0.062, 0.012)),
        ("femur", (-0.014, -0.061, 0.020)),
        ("femur", (-0.008, -0.063, 0.028)),
    ),
    "femur": (
        ("femur", (0.008, -0.240, 0.022)),
        ("femur", (0.010, -0.190, 0.028)),
        ("femur", (0.006, -0.300, 0.014)),
        ("femur", (0.004, -0.140, 0.034)),
    ),
}
MUSCLE = "psoas_major"
NAMES = (MUSCLE, *PLACES)
"""The ids of all labels, in the order in which they are told."""
UNDER = ("lesser_trochanter",)
"""The psoas ends on it: its spot may lie under the muscle."""
BEFORE = ("brim",)
"""It lies before the hip bone, so that no spot is on it where the pelvis is seen from behind."""
FROM_BEHIND = -0.1  # cosine, between the pelvis's way forward and the way to the viewer
HOME = {"femur": "side"}
"""The plate whose word is taken; of the others that of the front view."""


def words(content: Catalogue) -> dict[str, str]:
    """Return the words of each label, by its id."""
    return {name: content.plates[HOME.get(name, "front")].labels[name].title for name in NAMES}


def spots(
    posed: Posed, layers: Sequence[Layer], camera: Camera, names: Sequence[str] = NAMES
) -> dict[str, tuple[float, float]]:
    """Return where each label points in a drawing of a body, of what is seen in it."""
    muscles = [
        [sampled(o) for o in layer.outlines] for layer in layers if layer.look.split()[0] in STATES
    ]
    psoas = [line for lines in muscles for line in lines]
    bone = [sampled(o) for layer in layers if layer.look in BONES for o in layer.outlines]
    size = posed.stature / 1.75
    found: dict[str, tuple[float, float]] = {}
    behind = camera.axes[2] @ posed.frames["pelvis"][0][:, 0] < FROM_BEHIND
    for name in names:
        if behind and name in BEFORE:
            continue
        if name == MUSCLE:
            # The muscle of the side stretched is drawn last.
            spot = _thickest(muscles[-1] if muscles else [], psoas_line(posed, "right", camera))
        else:
            places = [
                camera.project(posed.point(_frame(frame), size * np.array(at)))[:2]
                for frame, at in PLACES[name]
            ]
            spot = _first(places, bone, psoas, name in UNDER)
        if spot is not None and (at := tuple(spot.round(3).tolist())) not in found.values():
            found[name] = at
    return found


def _first(places, bone, psoas, under: bool) -> np.ndarray | None:
    """Return the first place on a bone and off the psoas; `under`: else the first on a bone."""
    inner = [at for at in places if inside(_round(at), bone).all()]
    clear = [at for at in inner if not inside(_round(at), psoas).any()]
    return next(iter(clear or (inner if under else [])), None)


def _thickest(psoas: Sequence[np.ndarray], line: np.ndarray) -> np.ndarray | None:
    """Return the place deepest inside of what is seen of a muscle near its line, or None."""
    low, high = line.min(0) - NEAR, line.max(0) + NEAR
    x, y = (np.arange(a, b, GRID) for a, b in zip(low, high, strict=True))
    at = np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)
    at = at[distance(at, line) < NEAR]
    at = at[inside(at, psoas)]
    if not len(at):
        return None
    deep = np.min([distance(at, outline) for outline in psoas], axis=0)
    return at[deep.argmax()] if deep.max() >= EDGE else None


def inside(points: np.ndarray, lines: Sequence[np.ndarray]) -> np.ndarray:
    """Tell which points (n, 2) closed lines enclose, by the even-odd rule; each line (m, 2)."""
    points = np.asarray(points, float)
    odd = np.zeros(len(points), bool)
    for line in lines:
        a, b = line, np.roll(line, -1, axis=0)
        for (ax, ay), (bx, by) in zip(a, b, strict=True):
            if ay == by:
                continue
            spans = (points[:, 1] >= ay) != (points[:, 1] >= by)
            if spans.any():
                at = ax + (points[:, 1] - ay) / (by - ay) * (bx - ax)
                odd ^= spans & (points[:, 0] < at)
    return odd


def _frame(frame: str) -> str:
    return "right_femur" if frame == "femur" else frame


def _round(at: np.ndarray) -> np.ndarray:
    return at + EDGE * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
