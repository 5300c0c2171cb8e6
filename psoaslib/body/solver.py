"""Bring a hand-set pose onto its supports by bounded least squares.

Residuals are metres: gaps of the contacts, distance from the places wished for, flesh inside
floor, props or other parts; and a small pull back to the angles set by hand. The Jacobian is by
differences, all columns posed at once. The only module that needs scipy.
"""

from functools import cache

import numpy as np
from scipy.optimize import least_squares

from psoaslib import joints
from psoaslib.body import measure, posed, reach, solids, surface
from psoaslib.catalogue.pose import Pose
from psoaslib.joints import read_content

_SHARE, _LEAST, _MOST = 0.25, 6.0, 40.0  # one unit of the search: a share of a joint's range
_ROOT = 0.3  # and of the root, metres
_STEP = 1e-4
_PULL = 0.012  # how strongly angles are pulled to the hand-set ones, metres a unit
TOUCH = 5.0  # weight of a gap
_FACE = 0.1  # metres that one unit of a wrong direction counts
_SLACK = 0.002  # flesh may go this deep before it counts
_NEAR = 0.02  # metres beyond the nearest point within which points are followed


def solve(pose: Pose, side: str, stature: float | None = None) -> posed.Posed:
    """Solve a pose for the side stretched. An unknown side or part is a ValueError.

    A pose is solved for the stature of its build. For another the same body is made larger or
    smaller with its room, so that all sizes stand alike.
    """
    if side not in joints.SIDES:
        raise ValueError(f"side is 'right' or 'left', not {side!r}")
    result = _solved(pose.model_dump_json())
    result = result if stature is None else posed.resized(result, stature)
    return result if side == "right" else posed.mirror(result)


@cache
def _solved(pose):
    """Solve a pose, given as JSON, for the right side stretched; each is solved once."""
    return Problem(Pose.model_validate_json(pose)).solve()


def _named(part):
    """Name a part of content for the right side stretched, which is the one solved."""
    return joints.sided(part, "right")


class Problem:
    """The search for one pose, with the right side stretched."""

    def __init__(self, pose):
        self.pose = pose
        self.stature = posed.default_stature(pose.build)
        size = self.stature / posed.default_stature()
        placed = (solids.placed(prop, "right") for prop in pose.props)
        self.solids = {solid.id: solids.resized(solid, size) for solid in placed}
        self.curl = {_named(key): value for key, value in pose.curl.items()}
        self.start = joints.to_array(joints.angles(pose, "right"))
        self.root = np.array(pose.root) * size
        free = joints.free(pose, "right")
        self.columns = np.array([i for i, n in enumerate(joints.names()) if n in free], dtype=int)
        spans = np.diff(joints.ranges()[self.columns], axis=1)[:, 0]
        self.unit = np.clip(_SHARE * spans, _LEAST, _MOST)
        self.moves_root = "root" in pose.free
        self.spheres = reach.spheres(self.stature, tuple(self.curl.items()), pose.build)
        self.facing = read_content("body.toml")["contact"]
        self.press = {}
        for contact in pose.contacts:
            side, _, kind = _named(contact.part).partition("_")
            if kind not in self.facing:
                known = ", ".join(self.facing)
                raise ValueError(f"{contact.part!r} cannot rest on anything; these can: {known}")
            # Where the trunk's side rests, the thigh beside it gives as well.
            parts = (f"{side}_{kind}",) if kind in surface.CARRIER else ("torso", f"{side}_thigh")
            self.press |= {(part, contact.on): contact.press for part in parts}

    def solve(self, begin=None):
        """Return the solved body; begin: angles and root (angles + 3,) near to it, where known."""
        low, high = joints.ranges()[self.columns].T / self.unit
        if self.moves_root:
            low = np.concatenate([low, np.full(3, -np.inf)])
            high = np.concatenate([high, np.full(3, np.inf)])
        set_by_hand = np.concatenate([self.start, self.root])
        self.first, first = (
            np.clip(self._packed(each), low + 1e-6, high - 1e-6)
            for each in (set_by_hand, set_by_hand if begin is None else begin)
        )
        values, root = self._spread(first[None])
        if len(first):
            found = least_squares(
                lambda x: self.residuals(x[None])[0], first, self._slope,
                bounds=(low, high), max_nfev=60, xtol=1e-4, ftol=1e-5,
            )  # fmt: skip
            values, root = self._spread(found.x[None])
        angles = dict(zip(joints.names(), values[0].tolist(), strict=True))
        build = self.pose.build
        return posed.pose(angles, root[0], self.stature, self.solids, self.curl, build)

    def _packed(self, values):
        """Turn angles and root (angles + 3,) into a point of the search."""
        free = values[self.columns] / self.unit
        return np.concatenate([free, values[-3:] / _ROOT]) if self.moves_root else free

    def _spread(self, x):
        """Turn points of the search (poses, free) into all angles and roots."""
        values = np.repeat(self.start[None], len(x), axis=0)
        values[:, self.columns] = x[:, : len(self.columns)] * self.unit
        root = x[:, -3:] * _ROOT if self.moves_root else np.repeat(self.root[None], len(x), axis=0)
        return values, root

    def _slope(self, x):
        steps = _STEP * np.eye(len(x))
        here, *there = self.residuals(np.concatenate([x[None], x + steps]))
        return (np.array(there) - here).T / _STEP

    def residuals(self, x):
        """Return the residuals of many points of the search, (poses, residuals), metres."""
        values, root = self._spread(x)
        frames = joints.place(values, root, self.stature)
        flesh = surface.Flesh(frames, self.stature, self.curl, self.pose.build)
        found = [_PULL * (x - self.first)]
        if self.moves_root:
            found.append(self.pose.hold * (root - self.root))
        for contact in self.pose.contacts:
            found += self._contact(contact, frames, flesh)
        found += self._kept_out(flesh, reach.Reach(self.spheres, frames))
        return np.concatenate(found, axis=-1)

    def _contact(self, contact, frames, flesh):
        """Return the residuals of one contact: gap or distance, place, and the way it faces."""
        part = _named(contact.part)
        side, _, kind = part.partition("_")
        facing = self.facing[kind]
        middle = measure.landmark(frames, f"{side}_{facing['at']}", self.stature)
        if contact.on == "floor" or contact.on in self.solids:
            found, normal = self._resting(contact, part, middle, flesh)
        else:
            target = _named(contact.on)
            found = [contact.pull * (middle - measure.landmark(frames, target, self.stature))]
            normal = measure.outwards(frames, target)

        def way(key):
            turn = frames[f"{side}_{surface.CARRIER[kind]}"][0]
            return (turn @ (surface.MIRROR[side] * facing[key])[:, None])[..., 0]

        if contact.flat and "faces" in facing:
            found.append(contact.flat * _FACE * (way("faces") + normal))
        elif contact.flat:
            found.append(contact.flat * _FACE * (way("along") * normal).sum(-1, keepdims=True))
        if contact.along is not None:
            wish = np.array(contact.along) / np.linalg.norm(contact.along)
            found.append(_FACE * (way("along") - wish))
        if contact.heel is not None:
            found += self._on_toes(side, contact.heel, frames)
        return found

    def _on_toes(self, side, height, frames):
        """Return the residuals of a foot on its ball: the heel's height, the toes flat."""
        heel = measure.landmark(frames, f"{side}_heel", self.stature)
        wish = height * self.stature / posed.default_stature()
        toes = frames[f"{side}_toes"][0][..., :, 1]
        return [heel[..., 1:2] - wish, _FACE * (toes - np.array([0.0, 1.0, 0.0]))]

    def _resting(self, contact, part, middle, flesh):
        """Return residuals of a part that rests on floor or prop, and the surface's normal."""
        cloud = measure.part_points(flesh, part, self.stature)
        solid = self.solids.get(contact.on)
        if solid is None or solid.boxy:
            # What rests on a box rests on its top; its sides only keep parts out. The trunk and a
            # hand may reach beyond an edge, another limb rests on the top as a whole.
            if solid and (part not in flesh or part.endswith("_hand")):
                gap = self._gap(contact.on, cloud, "over")
            else:
                gap = self._gap("floor", cloud) - (solid.top if solid else 0.0)
            normal = np.broadcast_to([0.0, 1.0, 0.0], middle.shape)
        else:
            gap, normal = self._gap(contact.on, cloud), solid.normal(middle)
        found = [TOUCH * (gap[:, None] + contact.press)]
        if contact.at is not None:
            wish = np.array(contact.at) * self.stature / posed.default_stature()
            found.append(contact.pull * (middle[..., [0, 2]] - wish))
        return found, normal

    def _gap(self, on, cloud, by="distance"):
        """Return the least distance of clouds (poses, m, 3) to the floor or a prop, (poses,).

        All poses of one call lie within a step of the first, so points far from the surface in
        the first are left out of the others.
        """
        measured = getattr(self.solids[on], by) if on in self.solids else lambda c: c[..., 1]
        first = measured(cloud[0])
        if len(cloud) == 1:
            return first.min(keepdims=True)
        return measured(cloud[:, first < first.min() + _NEAR]).min(-1)

    def _kept_out(self, flesh, near):
        """Return how deep each part is inside floor, props and other parts, (poses, n).

        What is out of reach in the first pose is looked at no closer: all poses lie near it.
        """
        frames, *more = flesh.of
        poses = len(frames["pelvis"][1])
        one = surface.Flesh({k: (t[:1], at[:1]) for k, (t, at) in frames.items()}, *more)
        one = flesh if poses == 1 else one
        found = [np.zeros(poses)] * (len(surface.parts()) * (1 + len(self.solids)))
        clouds = {}
        for k, on in enumerate(("floor", *self.solids)):
            for part in near.of(self.solids.get(on)):
                if part not in clouds:
                    clouds[part] = measure.points_of(one[part])
                gap = self._gap(on, clouds[part])
                slack = max(_SLACK, self.press.get((part, on), 0.0))
                if gap[0] + slack > measure.HAIR:
                    continue
                if poses > 1:
                    gap = self._gap(on, measure.points_of(flesh[part]))
                place = surface.parts().index(part) * (1 + len(self.solids)) + k
                found[place] = np.minimum(gap + slack, 0)
        touching = near.pairs()
        for number, pair in enumerate(measure.pairs()):
            depth = measure.overlap(one, pair) if number in touching else np.zeros(1)
            if poses > 1:
                deep = depth[0] > _SLACK - measure.HAIR
                depth = measure.overlap(flesh, pair, close=True) if deep else np.zeros(poses)
            found.append(np.minimum(_SLACK - depth, 0))
        return [TOUCH * np.stack(found, axis=-1)]
