"""Build our muscle models in OpenSim, from the same tables, to measure beside.

Only what psoas and iliacus need: pelvis (as ground), femur, and in the composites L5 to L1. Every
lumbar joint has its own coordinates, set to its share of the whole.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import opensim

from psoaslib.mechanics import LUMBAR, models, tables

HIP = {"hip_flexion": (0, 0, 1), "hip_adduction": (1, 0, 0), "hip_rotation": (0, 1, 0)}
SPINE = dict(zip(LUMBAR, ((0, 0, -1), (1, 0, 0), (0, 1, 0)), strict=True))


class OpenSimModel:
    """A model of ours with some of its muscles, in OpenSim."""

    def __init__(self, name: str, muscles: Sequence[str]) -> None:
        opensim.Logger.setLevelString("Off")
        record = models()[name]
        self.model = opensim.Model()
        self.bodies = {"pelvis": self.model.getGround()}
        parts = record.parts
        self._join("femur", "pelvis", tables.hip_centre(parts.frames), 0.0, (0, 0, 0), HIP)
        self.levels = tables.LEVELS if record.kind == "whole" else ()
        joints = tables.spine_joints(parts.frames) if self.levels else ()
        for below, level, joint in zip(("pelvis", *self.levels), self.levels, joints, strict=False):
            axes = {f"{level}_{angle}": axis for angle, axis in SPINE.items()}
            self._join(level, below, joint.at, joint.turn_z, joint.own, axes)
        self.model.finalizeConnections()
        self.muscles = [self._muscle(record.parts, muscle) for muscle in muscles]
        self.model.finalizeConnections()
        self.state = self.model.initSystem()
        held = self.model.getCoordinateSet()
        self.coordinates = {held.get(i).getName(): held.get(i) for i in range(held.getSize())}

    def lengths(self, poses: Mapping[str, np.ndarray], shares: Mapping[str, Sequence[float]]):
        """Return lengths (poses, muscles) in metres for angles in degrees, pose by pose."""
        columns = {name: np.radians(poses[name]) for name in HIP}
        for number, level in enumerate(self.levels):
            for angle in LUMBAR:
                columns[f"{level}_{angle}"] = np.radians(shares[angle][number] * poses[angle])
        coordinates = [self.coordinates[name] for name in columns]
        result = []
        for values in np.column_stack(list(columns.values())).tolist():
            for coordinate, value in zip(coordinates, values, strict=True):
                coordinate.setValue(self.state, value, False)
            self.model.realizePosition(self.state)
            result.append([muscle.getLength(self.state) for muscle in self.muscles])
        return np.array(result)

    def _join(self, name, parent, at, turn_z, own, axes) -> None:
        body = opensim.Body(name, 1.0, opensim.Vec3(0), opensim.Inertia(0.1, 0.1, 0.1))
        self.model.addBody(body)
        motion = opensim.SpatialTransform()
        for number, (coordinate, axis) in enumerate(axes.items(), start=1):
            turn = getattr(motion, f"upd_rotation{number}")()
            turn.setAxis(vector(axis))
            turn.append_coordinates(coordinate)
            turn.set_function(opensim.LinearFunction(1.0, 0.0))
        for number, axis in enumerate(((1, 0, 0), (0, 1, 0), (0, 0, 1)), start=1):
            move = getattr(motion, f"upd_translation{number}")()
            move.setAxis(vector(axis))
            move.set_function(opensim.Constant(0.0))
        turned = opensim.Vec3(0, 0, np.radians(turn_z))
        joint = opensim.CustomJoint(
            f"{name}_joint",
            self.bodies[parent],
            vector(at),
            turned,
            body,
            vector(own),
            opensim.Vec3(0),
            motion,
        )
        self.model.addJoint(joint)
        self.bodies[name] = body

    def _muscle(self, parts, name: str):
        muscle = opensim.PathActuator()
        muscle.setName(name)
        donor, way = getattr(parts, name, parts.psoas), name
        rows = tables.points(donor, "psoas" if name.startswith("Ps_") else name)
        if name.startswith("Ps_"):
            way = "psoas"
            first = next(each for each in tables.fascicles(parts.fascicles) if each.name == name)
            muscle.addNewPathPoint("P1", self.bodies[first.level], vector(first.at))
            rows = rows[1:]
        for row in rows:
            if not row.active_angle:
                muscle.addNewPathPoint(f"P{row.order}", self.bodies[row.frame], vector(row.at))
                continue
            point = opensim.ConditionalPathPoint()
            point.setName(f"P{row.order}")
            point.setParentFrame(self.bodies[row.frame])
            point.setLocation(vector(row.at))
            point.setCoordinate(self.model.getCoordinateSet().get(row.active_angle))
            point.setRangeMin(np.radians(row.active_from_deg))
            point.setRangeMax(np.radians(row.active_to_deg))
            muscle.updGeometryPath().updPathPointSet().adoptAndAppend(point)
        self.model.addForce(muscle)
        if (cylinder := tables.cylinder(donor, way)) is not None:
            self._wrap(muscle, cylinder)
        return muscle

    def _wrap(self, muscle, cylinder) -> None:
        """Lead a muscle round a cylinder of the pelvis, between its second and third point."""
        wrap = opensim.WrapCylinder()
        wrap.setName(f"{muscle.getName()}_brim")
        wrap.set_radius(cylinder.radius)
        wrap.set_length(cylinder.length)
        wrap.set_translation(vector(cylinder.middle))
        wrap.set_xyz_body_rotation(vector(np.radians(cylinder.turns)))
        wrap.set_quadrant(cylinder.side)
        self.bodies["pelvis"].addWrapObject(wrap)
        path = muscle.updGeometryPath()
        path.addPathWrap(wrap)
        own = path.updWrapSet().get(0)
        own.set_method("hybrid")
        own.set_range(0, 2)
        own.set_range(1, 3)


def vector(numbers):
    """Return three numbers as OpenSim's vector."""
    return opensim.Vec3(*(float(number) for number in numbers))
