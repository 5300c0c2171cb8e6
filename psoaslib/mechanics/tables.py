"""Gather the published figures of a model from `content/psoas/` into what the geometry needs.

Metres and degrees, right leg, in the frames of the published models. Everything is read once, on
first use. Sources stand in the tables, row by row.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import dist

import numpy as np

from psoaslib.catalogue import facts, rows
from psoaslib.catalogue import muscle as records
from psoaslib.mechanics.cylinder import Cylinder
from psoaslib.mechanics.vectors import Number, Vector

LEVELS = ("L5", "L4", "L3", "L2", "L1")
"""The vertebrae that the psoas comes from, from below; each turns on the one under it."""

FILES = {
    "psoas/points.csv": records.PathPoint,
    "psoas/cylinders.csv": records.Cylinder,
    "psoas/frames.csv": records.Frame,
    "psoas/muscles.csv": records.Architecture,
    "psoas/shares.csv": records.Shares,
    "psoas/gait2392_knee.csv": records.TibiaKnee,
    "psoas/rajagopal2016_knee.csv": records.PatellaKnee,
}
"""The tables with the record of each."""


@dataclass(frozen=True)
class HipWay:
    """A muscle's way over the hip: along the pelvis to `last`, then to `first` on the femur.

    Between the two it is straight, or takes `via` while hip flexion lies within `bounds`, or goes
    round `cylinder`. `before` and `after` are the lengths on the pelvis and on the femur.
    """

    last: Vector
    first: Vector
    before: float
    after: float
    via: Vector | None
    bounds: tuple[float, float]
    cylinder: Cylinder | None


@dataclass(frozen=True)
class Joint:
    """A vertebra's joint: where it lies on the parent, a fixed turn about z there, and its own."""

    at: Vector
    turn_z: float
    own: Vector


@dataclass(frozen=True)
class Fascicle:
    """A fascicle of the psoas: its name, its vertebra and its point there."""

    name: str
    level: str
    at: Vector


def table(name: str) -> tuple:
    """Return the rows of one of `FILES`."""
    return rows(name, FILES[name])


@cache
def models() -> dict[str, records.MuscleModel]:
    """Return the models by name, in the order of the file."""
    return dict(_file().models)


@cache
def ranges() -> dict[str, tuple[float, float]]:
    """Return lowest and highest degrees of each angle, as most models take them."""
    return {name: value for name, value in _file().ranges if name != "source"}


def sources() -> dict[str, records.Source]:
    """Return the sources of all figures by name."""
    return dict(_file().sources)


def _file() -> records.MuscleModelFile:
    return facts("psoas/models.toml", records.MuscleModelFile)


@cache
def hip_centre(donor: str) -> Vector:
    """Return the centre of the hip joint in the pelvis."""
    return _frames(donor)["femur"].at


@cache
def points(donor: str, muscle: str) -> tuple[records.PathPoint, ...]:
    """Return the fixed points of a muscle's way, in order."""
    found = [row for row in table("psoas/points.csv") if (row.donor, row.muscle) == (donor, muscle)]
    return tuple(sorted(found, key=lambda row: row.order))


@cache
def hip_way(donor: str, muscle: str) -> HipWay:
    """Return a muscle's way over the hip."""
    way = points(donor, muscle)
    pelvis = [row.at for row in way if row.frame == "pelvis" and not row.active_angle]
    femur = [row.at for row in way if row.frame == "femur"]
    via = [row for row in way if row.active_angle == "hip_flexion"]
    return HipWay(
        last=pelvis[-1],
        first=femur[0],
        before=_along(pelvis),
        after=_along(femur),
        via=via[0].at if via else None,
        bounds=(via[0].active_from_deg, via[0].active_to_deg) if via else (0.0, 0.0),
        cylinder=cylinder(donor, muscle),
    )


@cache
def cylinder(donor: str, muscle: str) -> Cylinder | None:
    """Return the cylinder that a muscle winds round, or None."""
    for row in table("psoas/cylinders.csv"):
        if (row.donor, row.muscle) == (donor, muscle):
            return Cylinder(
                middle=(row.x_m, row.y_m, row.z_m),
                turns=(row.turn_x_deg, row.turn_y_deg, row.turn_z_deg),
                radius=row.radius_m,
                length=row.length_m,
                side=row.side,
            )
    return None


@cache
def fascicles(donor: str) -> tuple[Fascicle, ...]:
    """Return the fascicles of the psoas with their points on the vertebrae, from above."""
    return tuple(
        Fascicle(row.muscle, row.frame, row.at)
        for row in table("psoas/points.csv")
        if row.donor == donor and row.frame in LEVELS
    )


@cache
def spine_joints(donor: str) -> tuple[Joint, ...]:
    """Return the joints below L5 to L1; the first lies on the pelvis, through the fixed sacrum."""
    frames = _frames(donor)
    sacrum = frames["sacrum"].at
    first = frames["L5"]
    on_pelvis = Joint(tuple(a + b for a, b in zip(sacrum, first.at, strict=True)), *_rest(first))
    return (on_pelvis, *(frames[level] for level in LEVELS[1:]))


def _rest(joint: Joint) -> tuple[float, Vector]:
    return joint.turn_z, joint.own


@cache
def shares(distribution: str) -> dict[str, tuple[float, ...]]:
    """Return each lumbar angle's share at the joints below L5 to L1; an unknown name is {}."""
    return {
        row.angle: tuple(getattr(row, f"{level}_pct") / 100 for level in LEVELS)
        for row in table("psoas/shares.csv")
        if row.distribution == distribution
    }


@cache
def distributions() -> tuple[str, ...]:
    """Return the names of the ways to share out lumbar motion."""
    return tuple(dict.fromkeys(row.distribution for row in table("psoas/shares.csv")))


@cache
def architecture(donor: str, muscle: str) -> records.Architecture:
    """Return a muscle's maximal force and optimal fibre length."""
    known = table("psoas/muscles.csv")
    return next(row for row in known if (row.donor, row.muscle) == (donor, muscle))


def tibia_knee(knee_deg: Number, slope: bool = False) -> tuple[np.ndarray, ...]:
    """Return gait2392's knee at some flexion: tibia x, y; the muscle's end x, y, z in it.

    With `slope` the result is how much each grows with a degree of flexion.
    """
    return _columns(_curve("psoas/gait2392_knee.csv")(knee_deg, nu=int(slope)))


def patella_knee(knee_deg: Number, slope: bool = False) -> tuple[np.ndarray, ...]:
    """Return Rajagopal's knee at some flexion: first point x, y, z in the femur; the rest.

    With `slope` the result is how much each grows with a degree of flexion.
    """
    return _columns(_curve("psoas/rajagopal2016_knee.csv")(knee_deg, nu=int(slope)))


def _columns(values: np.ndarray) -> tuple[np.ndarray, ...]:
    return tuple(np.moveaxis(values, -1, 0))


@cache
def _curve(name: str):
    """Return the cubic spline through a table, its ends "not-a-knot"."""
    from scipy.interpolate import CubicSpline

    figures = [row.model_dump(exclude={"source"}) for row in table(name)]
    numbers = np.array([list(row.values()) for row in figures])
    return CubicSpline(numbers[:, 0], numbers[:, 1:])


@cache
def _frames(donor: str) -> dict[str, Joint]:
    return {
        row.frame: Joint(
            (row.x_m, row.y_m, row.z_m), row.turn_z_deg, (row.own_x_m, row.own_y_m, row.own_z_m)
        )
        for row in table("psoas/frames.csv")
        if row.donor == donor
    }


def _along(way: list[Vector]) -> float:
    return sum(dist(a, b) for a, b in pairwise(way))
