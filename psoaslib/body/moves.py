"""Hold what each part of the body does on the way from one position to the next.

A share of the way goes from 0 to 1. Right side stretched; metres, degrees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from psoaslib import joints
from psoaslib.body import turning
from psoaslib.records.pose import Contact

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
        return _resting(
            self.first, at, press - lifted, 0.0 if heel is not None else flat, along, heel
        )


@dataclass(frozen=True)
class Leaves:
    """What a part does that rests in one of the two positions only: up to its turn, or after it."""

    only: Contact
    at: np.ndarray
    heel: float | None
    turn: Turn
    before: bool

    def contact(self, share: float) -> Contact | None:
        """Return the contact at a share of the way, or None while there is none."""
        if share > self.turn.begin if self.before else share < self.turn.end:
            return None
        flat = 0.0 if self.heel is not None else self.only.flat
        return _resting(self.only, self.at, self.only.press, flat, self.only.along, self.heel)


def _resting(of: Contact, at, press, flat, along, heel) -> Contact:
    return Contact.model_construct(
        part=of.part, on=of.on, at=(at[0], at[2]), pull=_PULL,
        flat=flat, along=along, press=press, heel=heel,
    )  # fmt: skip


@dataclass(frozen=True)
class Swing:
    """A hand or foot in the air, to be kept `height` metres over what it leaves and reaches."""

    part: str
    over: tuple[str, ...]
    height: float
    turn: Turn = ALL


@dataclass(frozen=True)
class Moves:
    """What all parts do on a way; `turns` are those of the angles, by their place in a pose."""

    rests: tuple[Rest | Leaves, ...]
    swings: tuple[Swing, ...]
    turns: Mapping[str, Turn]
    knots: int

    def values(self, first: np.ndarray, last: np.ndarray, share: float) -> np.ndarray:
        """Return angles and root at a share of the way, before anything rests, (angles + 3,)."""
        own = np.array([self.turns.get(mover, ALL).own(share) for mover in _movers()])
        trunk = self.turns.get("trunk", ALL).own(share)
        own = np.append(own, np.full(3, trunk))
        pelvis = turning.between(first, last, trunk)
        return turning.put((1 - own) * first + own * last, pelvis)

    def contacts(self, share: float) -> tuple[Contact, ...]:
        """Return the contacts at a share of the way."""
        found = (rest.contact(share) for rest in self.rests)
        return tuple(contact for contact in found if contact is not None)

    def lifted(self, share: float) -> dict[str, float]:
        """Return how high the feet are lifted that step, by side (`right`), metres."""
        return {
            joints.sided(rest.first.part, "right").partition("_")[0]: rest.lifted(share)
            for rest in self.rests
            if isinstance(rest, Rest) and rest.first.part.endswith("_foot")
        }

    def swung(self, share: float) -> list[tuple[str, str, float]]:
        """Return (part, support, height in metres) of all that is to be kept off a support."""
        return [
            (swing.part, on, swing.height * _arch(swing.turn.own(share)))
            for swing in self.swings
            for on in swing.over
            if _arch(swing.turn.own(share))
        ]


@cache
def _movers() -> tuple[str, ...]:
    """Return who moves each angle, in their order: a limb (`right_arm`) or the trunk."""
    kinds = {name: joint for joint in joints.table().values() for name in joint.solved_names}
    return tuple(
        f"{name.partition('_')[0]}_{kinds[name].group}" if kinds[name].kind == "limb" else "trunk"
        for name in joints.names()
    )


def _arch(own: float) -> float:
    """Return how high a step is at a share of it, of its height."""
    return min(1.0, 2.2 * np.sin(np.pi * own)) if 0 < own < 1 else 0.0
