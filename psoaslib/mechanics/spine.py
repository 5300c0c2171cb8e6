"""Place the fascicles' points on the vertebrae, and turn pulls there into arms on the lumbar spine.

Pelvis frame x forward, y up, z right; metres. Each of L5 to L1 turns on the one below by
R = Rz(-flexion) Rx(bend right) Ry(rotation left), each angle being the joint's share of the whole.
"""

from dataclasses import dataclass

from psoaslib.mechanics import vectors as v
from psoaslib.mechanics.tables import LEVELS, Fascicle, Joint
from psoaslib.mechanics.vectors import Number, Turn, Vector

Columns = tuple[Vector, Vector, Vector]


@dataclass(frozen=True)
class Level:
    """A vertebra in the pelvis: its origin and its axes; its joint's centre and axes of motion.

    `motion` are the axes about which flexion, bend to the right and rotation to the left turn it,
    so that a positive angle is a right-handed turn.
    """

    origin: Vector
    axes: Columns
    centre: Vector
    motion: Columns

    def point(self, at: Vector) -> Vector:
        """Take a point of the vertebra into the pelvis."""
        return v.plus(self.origin, _combined(self.axes, at))


def levels(
    joints: tuple[Joint, ...],
    shares: dict[str, tuple[float, ...]],
    flexion: Number,
    bend: Number,
    rotation: Number,
) -> dict[str, Level]:
    """Place L5 to L1 by the whole lumbar angles in degrees and each joint's share of them."""
    axes: Columns = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    origin: Vector = (0.0, 0.0, 0.0)
    placed = {}
    for number, (name, joint) in enumerate(zip(LEVELS, joints, strict=True)):
        centre = v.plus(origin, _combined(axes, joint.at))
        if joint.turn_z:
            axes = _about_own_z(axes, v.turn(joint.turn_z))
        down = v.turn(-shares["lumbar_flexion"][number] * flexion)
        aside = v.turn(shares["lumbar_bend_right"][number] * bend)
        round_ = v.turn(shares["lumbar_rot_left"][number] * rotation)
        flexed = _about_own_z(axes, down)
        bent = _about_own_x(flexed, aside)
        motion = (v.times(-1.0, axes[2]), flexed[0], bent[1])
        axes = _about_own_y(bent, round_)
        origin = v.minus(centre, _combined(axes, joint.own))
        placed[name] = Level(origin, axes, centre, motion)
    return placed


def arms(
    placed: dict[str, Level], fascicle: Fascicle, point: Vector, slope: Vector
) -> dict[str, tuple[Number, Number, Number]]:
    """Return a fascicle's arms -dL/dq at the joint below each vertebra that carries it.

    `slope` tells how the length grows as the fascicle's point moves. The three are the arms about
    flexion, bend to the right and rotation to the left of that joint alone.
    """
    result = {}
    for name in LEVELS[: LEVELS.index(fascicle.level) + 1]:
        level = placed[name]
        moment = v.cross(v.minus(point, level.centre), slope)
        result[name] = tuple(-v.dot(axis, moment) for axis in level.motion)
    return result


def whole(
    by_level: dict[str, tuple[Number, Number, Number]], shares: dict[str, tuple[float, ...]]
) -> tuple[Number, Number, Number]:
    """Return the arms about the whole lumbar angles: each joint's arm times its share."""
    order = ("lumbar_flexion", "lumbar_bend_right", "lumbar_rot_left")
    return tuple(
        sum(shares[angle][LEVELS.index(name)] * three[i] for name, three in by_level.items())
        for i, angle in enumerate(order)
    )


def _combined(axes: Columns, at: Vector) -> Vector:
    """Return x times the first axis and so on; a coordinate of 0 costs nothing."""
    parts = [v.times(part, axis) for part, axis in zip(at, axes, strict=True) if part]
    if not parts:
        return 0.0, 0.0, 0.0
    total = parts[0]
    for part in parts[1:]:
        total = v.plus(total, part)
    return total


def _about_own_x(axes: Columns, angle: Turn) -> Columns:
    (c, s), (x, y, z) = angle, axes
    return x, _mixed(c, y, s, z), _mixed(-s, y, c, z)


def _about_own_y(axes: Columns, angle: Turn) -> Columns:
    (c, s), (x, y, z) = angle, axes
    return _mixed(c, x, -s, z), y, _mixed(s, x, c, z)


def _about_own_z(axes: Columns, angle: Turn) -> Columns:
    (c, s), (x, y, z) = angle, axes
    return _mixed(c, x, s, y), _mixed(-s, x, c, y), z


def _mixed(a: Number, one: Vector, b: Number, other: Vector) -> Vector:
    return tuple(a * p + b * q for p, q in zip(one, other, strict=True))
