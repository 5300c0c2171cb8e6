"""Find the way of the body from one position to the next.

Angles and place go from one position to the other; at some places on the way, the *knots*, the
body is brought onto its supports anew, by what `psoaslib.body.steps` says of hands and feet.
Between knots smooth curves run. Only solving needs scipy.

Time is given to the way so that the fastest point of the body moves evenly, and gently at both
ends. Right side stretched; metres, degrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.interpolate import PchipInterpolator

from psoaslib.body import cloud, footing, joints, posed, shape, solver, steps, turning
from psoaslib.body.solids import Solid
from psoaslib.catalogue.pose import Pose

STEP = 0.0195
"""How far the fastest point moves from one frame to the next at most, as a share of the stature."""

KNOTS = 12
"""Parts of a way between two poses, with a knot at the end of each."""

_EVEN = 0.06  # metres that a joint may leave its course from knot to knot
_RAMP = 0.16  # share of the time in which a move gains its pace, and loses it
_FIXED = 1e-6
_FREE = ("root", *(f"{side}_{limb}" for side in ("same", "other") for limb in ("arm", "leg")))
_LEG = 0.49  # length of a leg, a share of the stature


@dataclass(frozen=True)
class Way:
    """A way through positions, by the share of it that lies behind, 0 to 1.

    bodies: the positions, evenly along it; values: angles and root at each knot, (knots,
    angles + 3); shares: where on the way the knots are, (knots,).
    """

    bodies: tuple[posed.Posed, ...]
    values: np.ndarray
    shares: np.ndarray

    def at(self, share: float) -> posed.Posed:
        """Return the body at a share of the way."""
        if share <= 0 or share >= 1:
            return self.bodies[0 if share <= 0 else -1]
        found = self.values_at(share)
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

    def values_at(self, shares) -> np.ndarray:
        """Return angles and root at shares of the way (...), (..., angles + 3).

        No angle swings beyond those of the knots beside it.
        """
        curve = PchipInterpolator(self.shares, turning.packed(self.values), axis=0)
        return turning.unpacked(curve(shares))

    def moments(self) -> np.ndarray:
        """Return the shares of the way at even times, (frames,): so close that no point jumps.

        Both ends are included.
        """
        fine = np.linspace(0, 1, 160 * (len(self.bodies) - 1) + 1)
        found, first = self.values_at(fine), self.bodies[0]
        placed = joints.place(found[:, :-3], found[:, -3:], first.stature)
        flesh = cloud.Flesh(first.stature, first.curl, first.build)
        stack = cloud.stacked(placed)
        moved = (np.diff(flesh.points(part).at(stack), axis=0) for part in shape.parts())
        far = np.max([np.linalg.norm(each, axis=-1).max(1) for each in moved], axis=0)
        way = np.concatenate([[0.0], np.cumsum(far + _FIXED)])
        count = int(np.ceil(way[-1] / (1 - _RAMP) / (STEP * first.stature)))
        count = max(count, 8)
        return np.interp(_eased(np.linspace(0, 1, count + 1)) * way[-1], way, fine)

    def frames(self) -> list[posed.Posed]:
        """Return the body at its moments."""
        return [self.at(share) for share in self.moments()]


def _eased(time: np.ndarray) -> np.ndarray:
    """Return the share of a way at shares of its time: pace is gained and lost evenly."""
    top = 1 / (1 - _RAMP)
    rising = top * time**2 / (2 * _RAMP)
    falling = 1 - top * (1 - time) ** 2 / (2 * _RAMP)
    even = top * (time - _RAMP / 2)
    return np.where(time < _RAMP, rising, np.where(time > 1 - _RAMP, falling, even))


def way(poses: tuple[Pose, ...]) -> Way:
    """Find the way through poses of content, from the first past all others to the last."""
    bodies = [solver.solve(pose, "right") for pose in poses]
    found = [knots(*ends) for ends in pairwise(zip(poses, bodies, strict=True))]
    return joined(bodies, found)


def joined(bodies: Sequence[posed.Posed], found: Sequence[np.ndarray]) -> Way:
    """Return the way through positions, of the knots between each and the next (`knots`)."""
    values, shares = [_values(bodies[0])[None]], [np.zeros(1)]
    for k, (own, end) in enumerate(zip(found, bodies[1:], strict=True)):
        values += [own, _values(end)[None]]
        many = len(own) + 1
        shares.append((k + np.arange(1, many + 1) / many) / len(found))
    return Way(tuple(bodies), np.concatenate(values), np.concatenate(shares))


def knots(begins: tuple[Pose, posed.Posed], ends: tuple[Pose, posed.Posed]) -> np.ndarray:
    """Return angles and root at the knots between two poses, each with its body solved.

    Each knot is sought from the one before it. Where that way bends, or the body does not stand on
    it, knots are sought from the end as well, and each by itself; taken is the most even of those
    on which it stands.
    (knots, angles + 3).
    """
    (first, start), (last, end) = begins, ends
    plan = steps.plan(first, last, start, end)
    values = [_values(start), _values(end)]

    def chain(order: range, linked: bool = True) -> np.ndarray:
        found = {0: values[0], KNOTS: values[1]}
        shift = None
        for k in order:
            share = k / KNOTS
            knot = _Knot(first, start, end, plan.values(*values, share), share, plan)
            found[k] = knot.solve(None if shift is None else knot.wish + shift)
            if linked:
                shift = found[k] - knot.wish
        return np.array([found[k] for k in range(KNOTS + 1)])

    def worth(found: np.ndarray) -> tuple[bool, float]:
        way = joined((start, end), [found[1:-1]])
        return not _stands(way, (first, last)), _bend(found, start.stature)

    onward, back = range(1, KNOTS), range(KNOTS - 1, 0, -1)
    found = chain(onward)
    if worth(found) > (False, _EVEN):
        found = min(found, chain(back), chain(onward, linked=False), key=worth)
    return found[1:-1]


def _stands(way: Way, poses: tuple[Pose, ...]) -> bool:
    moments = way.moments()
    try:
        footing.judged([way.at(share) for share in moments], moments, way.bodies, poses)
    except ValueError:
        return False
    return True


def _bend(values: np.ndarray, stature: float) -> float:
    """Return how far a joint goes at most beyond where its last two places led, metres."""
    placed = joints.place(values[:, :-3], values[:, -3:], stature)
    return max(float(np.abs(np.diff(at, 2, axis=0)).max()) for _, at in placed.values())


def _values(body: posed.Posed) -> np.ndarray:
    return np.concatenate([joints.to_array(body.angles), body.root])


def _props(first: dict, last: dict, share: float) -> dict[str, Solid]:
    """Return the props on the way: those of both positions, each on its own way."""
    both = {**first, **last}
    for key in set(first) & set(last):
        a, b = first[key], last[key]
        if a == b:
            continue
        at = tuple((1 - share) * x + share * y for x, y in zip(a.at, b.at, strict=True))
        turn, squash, up = (
            (1 - share) * getattr(a, name) + share * getattr(b, name)
            for name in ("turn", "squash", "up")
        )
        both[key] = replace(a, at=at, turn=turn, squash=squash, up=up)
    return both


def _curls(first: dict, last: dict, share: float) -> dict[str, float]:
    flat = dict.fromkeys({*first, *last}, shape.DEFAULT_CURL)
    a, b = flat | dict(first), flat | dict(last)
    return {key: (1 - share) * a[key] + share * b[key] for key in flat}


class _Knot(solver.Problem):
    """The search for the body at one knot, which a person sees for a moment."""

    settled = 1e-3

    def __init__(self, first: Pose, start, end, between, share: float, plan: steps.Moves):
        free = {"contacts": plan.contacts(share), "free": _FREE, "hold": 0.3}
        super().__init__(first.model_copy(update=free))
        self.swung = plan.swung(share)
        self.start, self.root = between[:-3].copy(), between[-3:].copy()
        for side, height in plan.lifted(share).items():
            self._lift(side, height)
        self.solids = _props(start.props, end.props, share)
        self.curl = _curls(start.curl, end.curl, share)
        self.flesh = cloud.Flesh(self.stature, self.curl, first.build)

    def _lift(self, side: str, lifted: float) -> None:
        """Begin with a knee so bent that its foot is lifted (metres), not the whole body."""
        bent = np.degrees(np.arccos(1 - lifted / (_LEG * self.stature)))
        by = {"hip_flexion": bent, "knee_flexion": 2 * bent, "ankle_dorsiflexion": bent}
        for joint, turn in by.items():
            self.start[joints.names().index(f"{side}_{joint}")] += turn

    def _kept_out(self, look):
        """Keep off the floor what swings over it, too."""
        found = super()._kept_out(look)
        for part, height in self.swung:
            gap = self._gap(look, part, "floor")
            found.append(solver.TOUCH * np.minimum(gap - height, 0)[:, None])
        return found

    @property
    def wish(self) -> np.ndarray:
        """What the way would be before anything rests: angles and root, (angles + 3,)."""
        return np.concatenate([self.start, self.root])

    def solve(self, begin=None) -> np.ndarray:
        """Return angles and root, (angles + 3,)."""
        return _values(super().solve(begin))


@dataclass(frozen=True)
class Stage:
    """Poses from one position at rest to the next; `back` tells that it is gone from the last."""

    poses: tuple[Pose, ...]
    back: bool = False

    @property
    def begins(self) -> str:
        """Id of the position in which it begins."""
        return self.poses[-1 if self.back else 0].id

    @property
    def ends(self) -> str:
        """Id of the position in which it ends."""
        return self.poses[0 if self.back else -1].id


def stages(poses: Sequence[Pose]) -> list[tuple[Stage, ...]]:
    """Return the stages of each way from one step's pose to the next one's."""
    steps = {pose.id: pose for pose in poses}
    gone: dict[tuple[str, str], Stage] = {}
    found = []
    for first, last in pairwise(poses):
        passed = [first, *last.via, last]
        rests = [k for k, pose in enumerate(passed) if pose.id in steps]
        own = []
        for a, b in pairwise(rests):
            stage = Stage((steps[passed[a].id], *passed[a + 1 : b], steps[passed[b].id]))
            known = gone.get((stage.ends, stage.begins))
            if known and b == a + 1:
                stage = Stage(known.poses, back=True)
            else:
                gone[stage.begins, stage.ends] = stage
            own.append(stage)
        found.append(tuple(own))
    return found
