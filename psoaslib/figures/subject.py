"""Shape all that a picture may show of a posed body, in the round: made once, drawn from any side.

Places are rounded to a thousandth of a millimetre first, so that the last digits of a platform, or
of a mirror image, do not show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from psoaslib import body
from psoaslib.body import Posed, Solid
from psoaslib.body.shape import sweep
from psoaslib.figures import dress, mesh, muscle, scene, skeleton
from psoaslib.mechanics import wording


@dataclass(frozen=True, eq=False)
class Subject:
    """A posed body as surfaces.

    things: the props that have a form, less walls; bones by name; slips: the psoas' fascicles and
    states: its colour, by side; hem: height of the sleeves' hem on the body at rest, metres;
    skull: the rings of the head in its own frame.
    """

    posed: Posed
    shown: scene.Scene
    things: dict[str, Solid]
    bones: dict[str, mesh.Mesh]
    slips: dict[str, np.ndarray]
    states: dict[str, str]
    hem: float
    skull: np.ndarray


BELLY, RIBS = (0.105, 0.055, 0.013), (0.245, 0.060, 0.007)
"""Where a breath widens the trunk: height over the hip joints and reach, shares of the stature, and
by how much, in metres to the front, at the end of a quiet breath in. Own figures, by eye."""


def subject(posed: Posed, breath: float = 0.0) -> Subject:
    """Shape a posed body; breath: from 0, breathed out, to 1, breathed in."""
    neutral = body.pose({}, (0.0, 0.0, 0.0), posed.stature, curl=posed.curl, build=posed.build)
    frames = {
        name: (np.round(turn, 7), np.round(at, 6)) for name, (turn, at) in posed.frames.items()
    }
    flesh, rest = (
        {part: [np.round(sweep, 6) for sweep in sweeps] for part, sweeps in body.flesh(p).items()}
        for p in (posed, neutral)
    )
    if breath:
        flesh["torso"] = _breathed(flesh["torso"], rest["torso"], posed.stature, breath)
    things = {key: solid for key, solid in posed.props.items() if solid.shape != "wall"}
    solid = {key: (thing.shape, np.round(thing.sections(), 6)) for key, thing in things.items()}
    head_at = neutral.frames["head"][1]
    return Subject(
        posed=posed,
        shown=scene.gather(flesh, rest, head_at, frames, solid, posed.stature, posed.build),
        things=things,
        bones=skeleton.bones(frames, posed.stature),
        slips={side: muscle.paths(frames, side, posed.stature) for side in ("right", "left")},
        states=wording.states(posed.angles),
        hem=dress.sleeve_hem(rest),
        skull=sweep("head", posed.stature, posed.build),
    )


def _breathed(sweeps, rest, stature, breath):
    """Widen the trunk's own sweep, most to the front, a little to the sides."""
    torso, neutral = sweeps[0], rest[0]
    height = neutral[..., 1].mean(1) / stature
    by = sum(most * np.exp(-(((height - at) / reach) ** 2)) for at, reach, most in (BELLY, RIBS))
    middle = neutral.mean(1, keepdims=True)
    out = neutral - middle
    out /= np.linalg.norm(out, axis=2, keepdims=True)
    share = np.where(out[..., 0] > 0, 0.4 + 0.6 * out[..., 0] ** 2, 0.4 * out[..., 2] ** 2)
    away = torso - torso.mean(1, keepdims=True)
    away /= np.linalg.norm(away, axis=2, keepdims=True)
    return [torso + (breath * by[:, None] * share)[..., None] * away, *sweeps[1:]]
