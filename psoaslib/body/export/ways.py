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

from typing import Any

import numpy as np

from psoaslib import joints, lengths
from psoaslib.body import between, footing, posed, surface, turning
from psoaslib.body.export.packed import Packing
from psoaslib.body.export.skinned import angles
from psoaslib.body.solids import Solid
from psoaslib.body.stages import Stage, stages
from psoaslib.records import Pose, Stretch

UNITS = (5e-5, 1e-4, 0.02)
"""What whole numbers of a row count: numbers of a quaternion, metres, degrees."""

RATE = 20
"""Moments a second that a way is divided into."""

EVERY = 150
"""Milliseconds from one time to the next at which a share and the lengths are written."""

SHARE = 65535
"""The whole of a stage, in `times`."""

NONE = -32768
STATES = (lengths.LONG, lengths.STILL, lengths.SHORT, lengths.BEYOND)


def written(stretch: Stretch) -> bytes:
    """Solve and write the ways of a stretch; one on which the body slides or sinks is refused."""
    making = _Ways(stretch)
    for step in making.steps:
        making.position(step.pose, step.view)
    for error in (each for each in stretch.errors if each.pose):
        making.position(error.pose, error.view)
    for way in stages([step.pose for step in making.steps]):
        making.move(way)
    return making.written()


class _Ways:
    """The ways of one stretch in the making."""

    def __init__(self, stretch: Stretch):
        self.stretch = stretch
        self.steps = [step for step in stretch.steps if step.pose]
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
        body = between._solved(pose.model_dump_json())
        told = {
            "row": self._row(_values(body)[None]),
            "props": [_prop(solid) for solid in body.props.values()],
            "curl": {hand: body.curl.get(hand, surface.DEFAULT_CURL) for hand in _HANDS},
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
        """Return the number of a stage, solved when it is first gone."""
        through = tuple(pose.id for pose in stage.poses)
        if through in self._numbers:
            return self._numbers[through]
        for pose in stage.poses:
            self.position(pose)
        way = between.way(stage.poses)
        shares = way.moments()
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
            "row": self._row(way.values), "knots": _knots(way.shares, len(through) - 1),
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
        told = lengths.figures(body.angles)
        figures = [told[side] for side in lengths.SIDES]
        keys = ("change_mm", "low_mm", "high_mm")
        self._lengths.append([_tenths(each[key]) for each in figures for key in keys])
        self._states.append([STATES.index(each["state"]) for each in figures])
        return len(self._lengths) - 1

    def written(self) -> bytes:
        """Return the file."""
        bodies = [step.pose for step in self.steps]
        poses = np.concatenate(self._poses)
        free = [k for k in range(poses.shape[1] - 7) if k not in turning.columns()]
        used = [k for k in free if np.abs(poses[:, 7 + k]).max() > UNITS[2]]
        units = np.repeat(UNITS, (4, 3, len(used)))
        packing = Packing("ways", {
            "stretch": self.stretch.id,
            "build": bodies[0].build,
            "stature": posed.default_stature(bodies[0].build),
            **angles(), "used": used, "units": list(UNITS),
            "positions": self.positions, "stages": self.stages, "moves": self.moves,
            "states": STATES,
        })  # fmt: skip
        chosen = [*range(7), *(7 + k for k in used)]
        packing.add("poses", "i16", np.round(poses[:, chosen] / units), self._runs())
        packing.add("times", "u16", np.round(SHARE * np.array(self._times)))
        packing.add("lengths", "i16", np.array(self._lengths))
        packing.add("states", "u8", np.array(self._states))
        return packing.written()

    def _runs(self) -> list[list[int]]:
        return [[len(rows), 0] for rows in self._poses]


_HANDS = ("right_hand", "left_hand")


def _values(body: posed.Posed) -> np.ndarray:
    return np.concatenate([joints.to_array(body.angles), body.root])


def _knots(shares: np.ndarray, pairs: int) -> list[int]:
    """Return how many knots lie on each way from one position to the next."""
    ends = np.searchsorted(shares, np.arange(pairs + 1) / pairs - 1e-9)
    return np.diff(ends).tolist()


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
