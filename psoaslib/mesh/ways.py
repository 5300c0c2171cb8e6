"""Write how the body moves between the steps of a stretch: its positions and the ways between.

A way is written as it was found, by its knots: angles, place, and the pelvis as a quaternion, since
its three angles swing far where it turns little. Between knots run the curves of `between.Way`,
which the reader draws again. Right side stretched; the left is the mirror image.

The header of a file of the kind "ways" has

    stretch, build, stature; names, mirror and pelvis, which `skinned.angles` tells
    used         numbers of the angles that are in `poses`; all others are 0
    units        of a quaternion, of metres and of degrees, in that order, in the rows of `poses`
    positions    by id, what is passed: `row` of `poses`, `props`, `curl`, `contacts`; of steps and
                 errors also `view`, and `length`, a row of `lengths`
    stages       from, to; `through`, the ids passed; `row`, the first of the knots, which are so
                 many on each way from one position to the next as `knots` says, after one for the
                 beginning; `ms`, how long it takes, and `times`, the first and number of the rows
                 of `times` and `lengths` that lie evenly in that time
    moves        from, to; `stages` as [number, whether gone backwards]
    states       names of the states of a psoas

and the arrays: `poses`, a quaternion, the root and the used angles; `times`, the share of a stage
that lies behind at a time; `lengths`, of the psoas of the stretched and the other side: change, low
and high against standing in tenths of a millimetre, `NONE` where there is none; `states`, theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from psoaslib.body import footing, joints, motion, posed, shape, solver, turning
from psoaslib.body.motion import Stage, stages
from psoaslib.body.solids import Solid
from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.mechanics import wording
from psoaslib.mesh import sources
from psoaslib.mesh.packed import Packing
from psoaslib.mesh.skinned import angles

UNITS = (5e-5, 1e-4, 0.02)
"""What whole numbers of a row count: numbers of a quaternion, metres, degrees."""

RATE = 20
"""Moments a second that a way is divided into."""

EVERY = 150
"""Milliseconds from one time to the next at which a share and the lengths are written."""

SHARE = 65535
"""The whole of a stage, in `times`."""

NONE = -32768
STATES = (wording.LONG, wording.STILL, wording.SHORT, wording.BEYOND)


Over = Callable[..., Iterable]
"""A `map`, such as that of several processes."""


@dataclass(frozen=True)
class Known:
    """What need not be solved: bodies by the ids of their poses, knots by the ids of two."""

    bodies: Mapping[str, posed.Posed] = field(default_factory=dict)
    knots: Mapping[tuple[str, str], np.ndarray] = field(default_factory=dict)


def written(
    stretch: Stretch, over: Over = map, judged: bool = True, known: Known | None = None
) -> bytes:
    """Solve and write the ways of a stretch.

    judged: one on which the body slides or sinks is a ValueError (`footing`).
    """
    known = known or Known()
    ways = stages([step.pose for step in stretch.steps if step.pose])
    poses = sources.poses(stretch)
    bodies = dict(known.bodies)
    bodies |= _each(over, _solved, {name: poses[name] for name in poses if name not in bodies})
    pairs = dict.fromkeys(
        pair for way in ways for stage in way for pair in pairwise(_through(stage))
    )
    ends = {pair: tuple((poses[name], bodies[name]) for name in pair) for pair in pairs}
    knots = {pair: known.knots[pair] for pair in ends if pair in known.knots}
    knots |= _each(over, _knots, {pair: own for pair, own in ends.items() if pair not in knots})
    making = _Ways(stretch, bodies, knots, judged)
    for record in _posed(stretch):
        making.position(record.pose, record.view)
    for way in ways:
        making.move(way)
    return making.written()


def positions(stretch: Stretch, bodies: Mapping[str, posed.Posed]) -> bytes:
    """Write the positions of a stretch that are solved, by id, without any way."""
    making = _Ways(stretch, bodies, {})
    for record in _posed(stretch):
        if record.id in bodies:
            making.position(record.pose, record.view)
    return making.written()


def _each(over: Over, work: Callable, items: Mapping) -> dict:
    return dict(zip(items, over(work, items.values()), strict=True))


def _posed(stretch: Stretch) -> list[Step | CommonError]:
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def _solved(pose: Pose) -> posed.Posed:
    return solver.solve(pose, "right")


def _knots(ends: tuple[tuple[Pose, posed.Posed], ...]) -> np.ndarray:
    return motion.knots(*ends)


def _through(stage: Stage) -> tuple[str, ...]:
    return tuple(pose.id for pose in stage.poses)


class _Ways:
    """The ways of one stretch in the making, of its solved bodies and of the knots between two."""

    def __init__(
        self,
        stretch: Stretch,
        bodies: Mapping[str, posed.Posed],
        knots: Mapping[tuple[str, str], np.ndarray],
        judged: bool = False,
    ):
        self.stretch = stretch
        self.bodies = bodies
        self.knots = knots
        self.judged = judged
        self.positions: dict[str, dict[str, Any]] = {}
        self.stages: list[dict[str, Any]] = []
        self.moves: list[dict[str, Any]] = []
        self._numbers: dict[tuple[str, ...], int] = {}
        self._poses: list[np.ndarray] = []
        self._times: list[float] = []
        self._lengths: list[list[int]] = []
        self._states: list[list[int]] = []

    def position(self, pose: Pose, view: str | None = None) -> None:
        """Add a position that is shown or passed."""
        if pose.id in self.positions:
            return
        body = self.bodies[pose.id]
        told = {
            "row": self._row(_values(body)[None]),
            "props": [_prop(solid) for solid in body.props.values()],
            "curl": {hand: body.curl.get(hand, shape.DEFAULT_CURL) for hand in _HANDS},
            "contacts": [[_right(each.part), _right(each.on)] for each in pose.contacts],
        }
        if view:
            told |= {"view": view, "length": self._length(body)}
        self.positions[pose.id] = told

    def move(self, way: tuple[Stage, ...]) -> None:
        """Add a way from step to step, and those of its stages that are gone on it alone."""
        ways = [(stage, (self._stage(stage), stage.back)) for stage in way]
        self.moves.append(
            {"from": way[0].begins, "to": way[-1].ends, "stages": [own for _, own in ways]}
        )
        for stage, own in ways if len(way) > 1 else ():
            if not stage.back:
                self.moves.append({"from": stage.begins, "to": stage.ends, "stages": [own]})

    def _stage(self, stage: Stage) -> int:
        """Return the number of a stage, which is joined when it is first gone."""
        through = _through(stage)
        if through in self._numbers:
            return self._numbers[through]
        for pose in stage.poses:
            self.position(pose)
        knots = [self.knots[pair] for pair in pairwise(through)]
        way = motion.joined([self.bodies[name] for name in through], knots)
        shares = way.moments()
        if self.judged:
            footing.judged([way.at(each) for each in shares], shares, way.bodies, stage.poses)
        ms = 1000 * (len(shares) - 1) / RATE
        many = int(np.ceil(ms / EVERY)) + 1
        at = np.interp(np.linspace(0, 1, many), np.linspace(0, 1, len(shares)), shares)
        first = len(self._lengths)
        self._times += [0.0] * (first - len(self._times)) + at.tolist()
        for share in at:
            self._length(way.at(share))
        self._numbers[through] = len(self.stages)
        self.stages.append({
            "from": through[0], "to": through[-1], "through": through,
            "row": self._row(way.values), "knots": [len(own) + 1 for own in knots],
            "ms": round(ms), "times": [first, many],
        })  # fmt: skip
        return self._numbers[through]

    def _row(self, values: np.ndarray) -> int:
        """Add rows of angles and root, (rows, angles + 3); return the number of the first."""
        packed = turning.packed(values)
        first = sum(map(len, self._poses))
        self._poses.append(np.concatenate([packed[:, :4], packed[:, -3:], packed[:, 4:-3]], 1))
        return first

    def _length(self, body: posed.Posed) -> int:
        told = wording.figures(body.angles)
        figures = [told[side] for side in wording.SIDES]
        keys = ("change_mm", "low_mm", "high_mm")
        self._lengths.append([_tenths(each[key]) for each in figures for key in keys])
        self._states.append([STATES.index(each["state"]) for each in figures])
        return len(self._lengths) - 1

    def written(self) -> bytes:
        """Return the file."""
        build = _posed(self.stretch)[0].pose.build
        poses = np.concatenate(self._poses)
        free = [k for k in range(poses.shape[1] - 7) if k not in turning.columns()]
        used = [k for k in free if np.abs(poses[:, 7 + k]).max() > UNITS[2]]
        units = np.repeat(UNITS, (4, 3, len(used)))
        packing = Packing("ways", {
            "stretch": self.stretch.id,
            "build": build,
            "stature": posed.default_stature(build),
            **angles(), "used": used, "units": list(UNITS),
            "positions": self.positions, "stages": self.stages, "moves": self.moves,
            "states": STATES,
        })  # fmt: skip
        chosen = [*range(7), *(7 + k for k in used)]
        packing.add("poses", "i16", np.round(poses[:, chosen] / units), self._runs())
        times = np.zeros(len(self._lengths))
        times[: len(self._times)] = self._times
        packing.add("times", "u16", np.round(SHARE * times))
        packing.add("lengths", "i16", np.array(self._lengths))
        packing.add("states", "u8", np.array(self._states))
        return packing.written()

    def _runs(self) -> list[list[int]]:
        return [[len(rows), 0] for rows in self._poses]


_HANDS = ("right_hand", "left_hand")


def _values(body: posed.Posed) -> np.ndarray:
    return np.concatenate([joints.to_array(body.angles), body.root])


def _prop(solid: Solid) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": solid.id,
        "shape": solid.shape,
        "at": np.round(solid.at, 4).tolist(),
        "size": np.round(solid.size, 4).tolist(),
        "turn": round(solid.turn, 2),
        "squash": round(solid.squash, 4),
        "up": round(solid.up, 4),
        "unseen": list(solid.unseen_from),
    }
    return told


def _right(name: str) -> str:
    """Name a part or landmark of the body for the right side stretched; a prop keeps its name."""
    return joints.sided(name, "right") if name.startswith(("same_", "other_")) else name


def _tenths(value: float | None) -> int:
    return NONE if value is None else round(10 * value)
