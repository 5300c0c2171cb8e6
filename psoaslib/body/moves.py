"""Hold what each part of the body does on the way from one position to the next.

A share of the way goes from 0 to 1. Right side stretched; metres, degrees.
"""

from dataclasses import dataclass

import numpy as np

from psoaslib import joints
from psoaslib.body import turning
from psoaslib.catalogue.pose import Contact

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
