"""Plan which part of the body moves when, on the way from one position to the next.

A part that rests in one place in both positions stays there; one that rests elsewhere is lifted,
travels and comes down again, a hand that does not go far slides. All move at once, but feet one
after the other. Right side stretched; metres, degrees.
"""

from dataclasses import dataclass, replace

import numpy as np

from psoaslib.body import joints, measure, posed, turning
from psoaslib.body.joints import read_content
from psoaslib.catalogue.pose import Contact, Pose

_PULL = 8.0  # weight with which what rests is kept in its place


@dataclass(frozen=True)
class Turn:
    """The share of the way in which something moves."""

    begin: float = 0.0
    end: float = 1.0

    def own(self, share: float) -> float:
        """Return the share of its own move that lies behind, 0 to 1."""
        return float(np.clip((share - self.begin) / (self.end - self.begin), 0, 1))


ALL = Turn()


@dataclass(frozen=True)
class Rest:
    """What a part does that rests on one support in both positions: it stays, or goes there."""

    first: Contact
    last: Contact
    at: tuple[np.ndarray, np.ndarray]
    heel: tuple[float, float] | None
    turn: Turn = ALL
    lift: float = 0.0

    def lifted(self, share: float) -> float:
        """Return how high over its support the part is at a share of the way, metres."""
        return self.lift * _arch(self.turn.own(share))

    def contact(self, share: float) -> Contact:
        """Return the contact at a share of the way."""
        own = self.turn.own(share)
        travel = own * own * (3 - 2 * own)
        at = (1 - travel) * self.at[0] + travel * self.at[1]
        press = (1 - own) * self.first.press + own * self.last.press
        lifted = self.lifted(share)
        along = None
        if self.first.along and self.last.along:
            pair = zip(self.first.along, self.last.along, strict=True)
            along = tuple((1 - travel) * a + travel * b for a, b in pair)
        flat = (1 - travel) * self.first.flat + travel * self.last.flat
        heel = None
        if self.heel is not None and not lifted:
            heel = (1 - own) * self.heel[0] + own * self.heel[1]
        return Contact.model_construct(
            part=self.first.part, on=self.first.on, at=(at[0], at[2]), pull=_PULL,
            flat=0.0 if heel is not None else flat, along=along, press=press - lifted, heel=heel,
        )  # fmt: skip


@dataclass(frozen=True)
class Swing:
    """A foot in the air, to be kept `height` metres over the floor that it leaves and reaches."""

    part: str
    height: float

    def lifted(self, share: float) -> float:
        """Return how high over the floor the foot is kept at a share of the way, metres."""
        return self.height * _arch(share)


@dataclass(frozen=True)
class Moves:
    """What all parts do on a way."""

    rests: tuple[Rest, ...]
    swings: tuple[Swing, ...]

    def values(self, first: np.ndarray, last: np.ndarray, share: float) -> np.ndarray:
        """Return angles and root at a share of the way, before anything rests, (angles + 3,)."""
        pelvis = turning.between(first, last, share)
        return turning.put((1 - share) * first + share * last, pelvis)

    def contacts(self, share: float) -> tuple[Contact, ...]:
        """Return the contacts at a share of the way."""
        return tuple(rest.contact(share) for rest in self.rests)

    def lifted(self, share: float) -> dict[str, float]:
        """Return how high the feet are lifted that step, by side (`right`), metres."""
        return {
            joints.sided(rest.first.part, "right").partition("_")[0]: rest.lifted(share)
            for rest in self.rests
            if rest.first.part.endswith("_foot")
        }

    def swung(self, share: float) -> list[tuple[str, float]]:
        """Return (part, height in metres) of all that is to be kept off the floor."""
        found = ((swing.part, swing.lifted(share)) for swing in self.swings)
        return [(part, height) for part, height in found if height]


def _arch(own: float) -> float:
    """Return how high a step is at a share of it, of its height."""
    return min(1.0, 2.2 * np.sin(np.pi * own)) if 0 < own < 1 else 0.0


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
