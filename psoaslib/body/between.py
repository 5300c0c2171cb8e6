"""Find the way of the body from one position to the next: what stays on its support, what steps.

Angles and place go from one position to the other; at some places on the way, the *knots*, the
body is brought onto its supports anew: a hand or foot that rests in one place in both positions
is held there, one that goes to another place is lifted, travels and comes down again, feet one
after the other. Between knots smooth curves run. Only solving needs scipy.

Time is given to the way so that the fastest point of the body moves evenly, and gently at both
ends. Right side stretched; metres, degrees.
"""

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from scipy.interpolate import PchipInterpolator

from psoaslib import joints
from psoaslib.body import measure, posed, solver, surface
from psoaslib.body.solids import Solid
from psoaslib.joints import read_content
from psoaslib.records.pose import Contact, Pose

HELD = 0.010
"""A part whose place differs by less than this, in metres, stays where it is."""

STEP = 0.0195
"""How far the fastest point moves from one frame to the next at most, as a share of the stature."""

_LIFT, _HIGHEST = 0.12, 0.06  # a step is lifted by a share of its length, and at most so high (m)
_KNOTS = 12  # stretches of a way between knots
_RAMP = 0.16  # share of the time in which a move gains its pace, and loses it
_FIXED = 1e-6
_NEAR_FLOOR = 0.02  # metres: a sole so near to the floor leaves or reaches it
_BALL = "ball_of_foot"
_FREE = ("root", *(f"{side}_{limb}" for side in ("same", "other") for limb in ("arm", "leg")))
_LEG = 0.49  # length of a leg, a share of the stature


@dataclass(frozen=True)
class Way:
    """A way through positions, by the share of it that lies behind, 0 to 1.

    bodies: the positions, evenly along it; values: angles and root at each knot, (knots,
    angles + 3), evenly too.
    """

    bodies: tuple[posed.Posed, ...]
    values: np.ndarray

    def at(self, share: float) -> posed.Posed:
        """Return the body at a share of the way."""
        if share <= 0 or share >= 1:
            return self.bodies[0 if share <= 0 else -1]
        found = self.curve(share)
        angles = dict(zip(joints.names(), found[:-3].tolist(), strict=True))
        part, own = divmod(share * (len(self.bodies) - 1), 1)
        first, last = self.bodies[int(part) : int(part) + 2]
        return posed.pose(
            angles,
            found[-3:],
            first.stature,
            _props(first.props, last.props, own),
            _curls(first.curl, last.curl, own),
            first.build,
        )

    @property
    def curve(self) -> PchipInterpolator:
        """The curve through the knots: no angle swings beyond those of its knots."""
        shares = np.linspace(0, 1, len(self.values))
        return PchipInterpolator(shares, self.values, axis=0)

    def frames(self) -> list[posed.Posed]:
        """Return the body at even times, both ends included, so close that no point jumps."""
        fine = np.linspace(0, 1, 160 * (len(self.bodies) - 1) + 1)
        found, first = self.curve(fine), self.bodies[0]
        placed = joints.place(found[:, :-3], found[:, -3:], first.stature)
        flesh = surface.cover(placed, first.stature, first.curl, first.build)
        moved = [np.diff(sweep, axis=0) for sweeps in flesh.values() for sweep in sweeps]
        far = np.max([np.linalg.norm(each, axis=-1).max((1, 2)) for each in moved], axis=0)
        way = np.concatenate([[0.0], np.cumsum(far + _FIXED)])
        count = int(np.ceil(way[-1] / (1 - _RAMP) / (STEP * first.stature)))
        count = max(count, 8)
        shares = np.interp(_eased(np.linspace(0, 1, count + 1)) * way[-1], way, fine)
        return [self.at(share) for share in shares]


def _eased(time: np.ndarray) -> np.ndarray:
    """Return the share of a way at shares of its time: pace is gained and lost evenly."""
    top = 1 / (1 - _RAMP)
    rising = top * time**2 / (2 * _RAMP)
    falling = 1 - top * (1 - time) ** 2 / (2 * _RAMP)
    even = top * (time - _RAMP / 2)
    return np.where(time < _RAMP, rising, np.where(time > 1 - _RAMP, falling, even))


def way(poses: tuple[Pose, ...]) -> Way:
    """Find the way through poses of content, from the first past all others to the last."""
    bodies = tuple(_solved(pose.model_dump_json()) for pose in poses)
    found = [_values(bodies[0])[None]]
    for pair, ends in zip(pairwise(poses), pairwise(bodies), strict=True):
        found.append(_knots(*pair, *ends))
    return Way(bodies, np.concatenate(found))


@cache
def _solved(pose: str) -> posed.Posed:
    return solver.solve(Pose.model_validate_json(pose), "right")


def _knots(first: Pose, last: Pose, start: posed.Posed, end: posed.Posed) -> np.ndarray:
    """Return angles and root at the knots after the first, (_KNOTS, angles + 3)."""
    ends = [_values(each) for each in (start, end)]
    plan = _plan(first, last, start, end)
    found = []
    for share in np.linspace(0, 1, _KNOTS + 1)[1:-1]:
        between = (1 - share) * ends[0] + share * ends[1]
        found.append(_Knot(first, start, end, between, share, plan).solve())
    return np.array([*found, ends[1]])


def _values(body: posed.Posed) -> np.ndarray:
    return np.concatenate([joints.to_array(body.angles), body.root])


def _props(first: dict, last: dict, share: float) -> dict[str, Solid]:
    """Return the props on the way: those of both positions, each on its own way."""
    both = {**first, **last}
    for key in set(first) & set(last):
        a, b = first[key], last[key]
        at = tuple((1 - share) * x + share * y for x, y in zip(a.at, b.at, strict=True))
        turn, squash, up = (
            (1 - share) * getattr(a, name) + share * getattr(b, name)
            for name in ("turn", "squash", "up")
        )
        both[key] = replace(a, at=at, turn=turn, squash=squash, up=up)
    return both


def _curls(first: dict, last: dict, share: float) -> dict[str, float]:
    flat = dict.fromkeys({*first, *last}, surface.DEFAULT_CURL)
    a, b = flat | dict(first), flat | dict(last)
    return {key: (1 - share) * a[key] + share * b[key] for key in flat}


@dataclass(frozen=True)
class _Rest:
    """What one part does on the way: it rests from `begin` to `end`, or steps in that time."""

    first: Contact
    last: Contact
    at: tuple[np.ndarray, np.ndarray]
    heel: tuple[float, float] | None
    begin: float = 0.0
    end: float = 1.0
    lift: float = 0.0

    def lifted(self, share: float) -> float:
        """Return how high over its support the part is at a share of the way, metres."""
        own = (share - self.begin) / (self.end - self.begin)
        return self.lift * _arch(own)

    def contact(self, share: float) -> Contact:
        """Return the contact at a share of the way."""
        own = np.clip((share - self.begin) / (self.end - self.begin), 0, 1)
        travel = own * own * (3 - 2 * own)
        at = (1 - travel) * self.at[0] + travel * self.at[1]
        press = (1 - share) * self.first.press + share * self.last.press
        lifted = self.lifted(share)
        along = None
        if self.first.along and self.last.along:
            pair = zip(self.first.along, self.last.along, strict=True)
            along = tuple((1 - travel) * a + travel * b for a, b in pair)
        flat = (1 - travel) * self.first.flat + travel * self.last.flat
        heel = None
        if self.heel is not None and not lifted:
            heel = (1 - share) * self.heel[0] + share * self.heel[1]
        return Contact.model_construct(
            part=self.first.part, on=self.first.on, at=(at[0], at[2]), pull=3.0,
            flat=0.0 if heel is not None else flat, along=along, press=press - lifted, heel=heel,
        )  # fmt: skip


def _plan(first: Pose, last: Pose, start, end) -> list[_Rest]:
    """Say which parts stay, and which step, from one pose to another, feet one after the other."""
    kinds = read_content("body.toml")["contact"]
    after = {contact.part: contact for contact in last.contacts}
    stay, go = [], []
    for contact in first.contacts:
        other = after.get(contact.part)
        part = joints.sided(contact.part, "right")
        own, _, kind = part.partition("_")
        if other is None or other.on != contact.on:
            continue
        at = _places(start, end, f"{own}_{kinds[kind]['at']}")
        if kind in ("hip", "waist"):
            stay.append(_Rest(contact, other, at, None))
            continue
        heel = None
        if contact.heel is not None or other.heel is not None:
            heel = tuple(max(float(each[1]), 0.0) for each in _places(start, end, f"{own}_heel"))
        far = float(np.linalg.norm(at[1] - at[0]))
        rest = _Rest(contact, other, at, heel)
        onto_body = contact.on not in ("floor", *(prop.id for prop in first.props))
        if far < HELD or onto_body:
            stay.append(rest)
        else:
            go.append((kind, far, replace(rest, lift=_height(far))))
    feet = sorted((each for each in go if each[0] == "foot"), key=lambda each: -each[1])
    turns = [(0.0, 1.0)] if len(feet) < 2 else [(0.0, 0.5), (0.5, 1.0)]
    moving = [each for kind, _, each in go if kind != "foot"]
    for (_, _, each), (begin, finish) in zip(feet, turns, strict=False):
        moving.append(replace(each, begin=begin, end=finish))
    return stay + moving


def _arch(own: float) -> float:
    """Return how high a step is at a share of it, of its height."""
    return min(1.0, 2.2 * np.sin(np.pi * own)) if 0 < own < 1 else 0.0


def _height(far: float) -> float:
    """Return how high a step is lifted that goes so far, metres."""
    return min(_LIFT * far + 0.012, _HIGHEST)


def _swings(start, end) -> dict[str, float]:
    """Return how high a foot is to be kept over the floor that it leaves or reaches, metres."""
    found = {}
    for side in joints.SIDES:
        places = _places(start, end, f"{side}_{_BALL}")
        far = float(np.linalg.norm((places[1] - places[0])[[0, 2]]))
        soles = (
            measure.points_of(posed.flesh(e)[f"{side}_foot"])[:, 1].min() for e in (start, end)
        )
        if far > HELD and min(soles) < _NEAR_FLOOR:
            found[f"{side}_foot"] = _height(far)
    return found


def _places(start, end, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return where a landmark lies at both ends, for the stature that contacts are told for."""
    size = start.stature / posed.default_stature()
    first, last = (measure.landmark(e.frames, name, e.stature) / size for e in (start, end))
    return first, last


class _Knot(solver.Problem):
    """The search for the body at one knot."""

    def __init__(self, first: Pose, start, end, between, share: float, plan):
        contacts = tuple(each.contact(share) for each in plan)
        free = {"contacts": contacts, "free": _FREE, "hold": 0.3}
        super().__init__(first.model_copy(update=free))
        planned = {joints.sided(each.first.part, "right") for each in plan}
        self.swung = {
            foot: lift * _arch(share)
            for foot, lift in _swings(start, end).items()
            if foot not in planned
        }
        self.start, self.root = between[:-3].copy(), between[-3:].copy()
        for each in plan:
            if each.first.part.endswith("_foot"):
                self._bend(
                    joints.sided(each.first.part, "right")[: -len("_foot")], each.lifted(share)
                )
        self.solids = _props(start.props, end.props, share)
        self.curl = _curls(start.curl, end.curl, share)

    def _bend(self, side: str, lifted: float) -> None:
        """Begin with a knee so bent that its foot is lifted (metres), not the whole body."""
        bent = np.degrees(np.arccos(1 - lifted / (_LEG * self.stature)))
        by = {"hip_flexion": bent, "knee_flexion": 2 * bent, "ankle_dorsiflexion": bent}
        for joint, turn in by.items():
            self.start[joints.names().index(f"{side}_{joint}")] += turn

    def _kept_out(self, flesh):
        """Keep off the floor what swings over it, too."""
        found = super()._kept_out(flesh)
        for foot, height in self.swung.items():
            gap = self._gap("floor", measure.points_of(flesh[foot]))
            found.append(solver.TOUCH * np.minimum(gap - height, 0)[:, None])
        return found

    def solve(self) -> np.ndarray:
        """Return angles and root, (angles + 3,)."""
        return _values(super().solve())
