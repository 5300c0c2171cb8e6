"""Plan which part of the body moves when, on the way from one position to the next.

A part that rests in one place in both positions stays there; one that rests elsewhere is lifted,
travels and comes down again, a hand that does not go far slides. All move at once, but feet one
after the other. Right side stretched; metres, degrees.
"""

from dataclasses import replace

import numpy as np

from psoaslib import joints
from psoaslib.body import measure, posed
from psoaslib.body.moves import ALL, Moves, Rest, Swing, Turn
from psoaslib.catalogue.pose import Pose
from psoaslib.joints import read_content

HELD = 0.010
"""A part whose place differs by less than this, in metres, stays where it is."""

SLIDES = 0.30
"""A hand that goes less far than this on one support, in metres, slides and is not lifted."""

_LIFT, _HIGHEST = 0.12, 0.06  # a step is lifted by a share of its length, and at most so high (m)
_NEAR_FLOOR = 0.02  # metres: a sole so near to the floor leaves or reaches it
_BALL = "ball_of_foot"
_LIMB = {"arm": ("hand", "forearm", "upper_arm"), "leg": ("foot", "shank", "thigh")}


def plan(first: Pose, last: Pose, start: posed.Posed, end: posed.Posed) -> Moves:
    """Say who moves when from one pose to the next."""
    rests = _kept(first, last, start, end)
    planned = {joints.sided(rest.first.part, "right") for rest in rests}
    swings = [each for each in _feet_swung(start, end) if each.part not in planned]
    return Moves(tuple(rests), tuple(swings))


def _limb(part: str) -> str | None:
    """Return the limb that a part (`right_forearm`) belongs to, or None for the trunk's."""
    side, _, kind = part.partition("_")
    return next((f"{side}_{limb}" for limb, kinds in _LIMB.items() if kind in kinds), None)


def _pairs(first: Pose, last: Pose):
    """Yield contacts on one support in both poses, as (part, contact before, contact after)."""
    after = {(contact.part, contact.on): contact for contact in last.contacts}
    for contact in first.contacts:
        other = after.get((contact.part, contact.on))
        if other is not None:
            yield joints.sided(contact.part, "right"), contact, other


def _mark(part: str) -> str:
    side, _, kind = part.partition("_")
    return f"{side}_{read_content('body.toml')['contact'][kind]['at']}"


def _kept(first, last, start, end) -> list[Rest]:
    """List what rests on one support in both poses: it stays, slides, or steps."""
    drags = {joints.sided(limb, "right") for limb in last.drags}
    stay, go = [], []
    for part, contact, other in _pairs(first, last):
        side, _, kind = part.partition("_")
        at = _places(start, end, _mark(part))
        if kind in ("hip", "waist"):
            stay.append(Rest(contact, other, at, None))
            continue
        heel = None
        if contact.heel is not None or other.heel is not None:
            heel = tuple(max(float(each[1]), 0.0) for each in _places(start, end, f"{side}_heel"))
        far = float(np.linalg.norm(at[1] - at[0]))
        rest = Rest(contact, other, at, heel)
        onto_body = contact.on not in ("floor", *(prop.id for prop in first.props))
        dragged = _limb(part) in drags or (kind == "hand" and far < SLIDES)
        if far < HELD or onto_body or dragged:
            stay.append(rest)
        else:
            go.append((kind, far, replace(rest, lift=_height(far))))
    feet = sorted((each for each in go if each[0] == "foot"), key=lambda each: -each[1])
    halves = [ALL] if len(feet) < 2 else [Turn(0.0, 0.5), Turn(0.5, 1.0)]
    steps = [replace(rest, turn=half) for (_, _, rest), half in zip(feet, halves, strict=False)]
    return stay + steps + [rest for kind, _, rest in go if kind != "foot"]


def _feet_swung(start, end) -> list[Swing]:
    """List the feet that leave or reach the floor elsewhere, though nothing says they rest."""
    found = []
    for side in joints.SIDES:
        places = _places(start, end, f"{side}_{_BALL}")
        far = float(np.linalg.norm((places[1] - places[0])[[0, 2]]))
        soles = (
            measure.points_of(posed.flesh(e)[f"{side}_foot"])[:, 1].min() for e in (start, end)
        )
        if far > HELD and min(soles) < _NEAR_FLOOR:
            found.append(Swing(f"{side}_foot", _height(far)))
    return found


def _places(start, end, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where a landmark lies at both ends, as contacts tell it, whatever the stature."""
    size = start.stature / posed.default_stature()
    first, last = (measure.landmark(e.frames, name, e.stature) / size for e in (start, end))
    return first, last


def _height(far: float) -> float:
    """Return how high a step is lifted that goes so far, metres."""
    return min(_LIFT * far + 0.012, _HIGHEST)
