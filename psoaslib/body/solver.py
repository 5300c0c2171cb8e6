"""Bring a hand-set pose onto its supports by bounded least squares.

Residuals are metres: gaps of the contacts, distance from the places wished for, flesh inside
floor, props or other parts; and a small pull back to the angles set by hand. The Jacobian is by
differences, all columns posed at once, of those points of the flesh alone that matter there.
"""

from functools import cache, cached_property

import numpy as np

from psoaslib.body import cloud, joints, measure, posed, reach, shape, solids
from psoaslib.body.joints import read_content
from psoaslib.catalogue.pose import Pose

_SHARE, _LEAST, _MOST = 0.25, 6.0, 40.0  # one unit of the search: a share of a joint's range
_ROOT = 0.3  # and of the root, metres
_STEP = 1e-4
_WITHIN = 1e-6  # how far the search keeps within a joint's range
_PULL = 0.012  # how strongly angles are pulled to the hand-set ones, metres a unit
TOUCH = 5.0  # weight of a gap
_FACE = 0.1  # metres that one unit of a wrong direction counts
_SLACK = 0.002  # flesh may go this deep before it counts
_TRIES = 60
_DAMPING = 3e-4
_STILL = 1e-4  # a step that ends the search


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
    """The search for one pose, with the right side stretched.

    settled: by what share the residuals' squares must fall in a step for the search to go on.
    """

    settled = 1e-4

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
        self.flesh = cloud.Flesh(self.stature, self.curl, pose.build)
        self.facing = read_content("body.toml")["contact"]
        self.press = {}
        for contact in pose.contacts:
            side, _, kind = _named(contact.part).partition("_")
            if kind not in self.facing:
                known = ", ".join(self.facing)
                raise ValueError(f"{contact.part!r} cannot rest on anything; these can: {known}")
            # Where the trunk's side rests, the thigh beside it gives as well.
            parts = (f"{side}_{kind}",) if kind in shape.CARRIER else ("torso", f"{side}_thigh")
            self.press |= {(part, contact.on): contact.press for part in parts}

    @cached_property
    def spheres(self) -> reach.Spheres:
        """The spheres round the flesh."""
        return reach.Spheres(self.flesh)

    def solve(self, begin=None):
        """Return the solved body; begin: angles and root (angles + 3,) near to it, where known."""
        low, high = joints.ranges()[self.columns].T / self.unit + [[_WITHIN], [-_WITHIN]]
        if self.moves_root:
            low = np.concatenate([low, np.full(3, -np.inf)])
            high = np.concatenate([high, np.full(3, np.inf)])
        set_by_hand = np.concatenate([self.start, self.root])
        self.first, first = (
            np.clip(self._packed(each), low, high)
            for each in (set_by_hand, set_by_hand if begin is None else begin)
        )
        values, root = self._spread(self._descended(first, low, high)[None])
        angles = dict(zip(joints.names(), values[0].tolist(), strict=True))
        build = self.pose.build
        return posed.pose(angles, root[0], self.stature, self.solids, self.curl, build)

    def _descended(self, x, low, high):
        """Return the point of least residuals near x, by damped steps of Gauss and Newton.

        What stands at a bound and is pushed beyond it stays there for a step (Levenberg 1944).
        """
        if not len(x):
            return x
        look, damping = _Look(self, x), _DAMPING
        slope, residuals = look.slope(), look.residuals
        for _ in range(_TRIES):
            pull = residuals @ slope
            free = ~((x <= low) & (pull > 0) | (x >= high) & (pull < 0))
            own = slope[:, free]
            square = own.T @ own
            square[np.diag_indices_from(square)] += damping
            step = np.zeros_like(x)
            step[free] = np.linalg.solve(square, -pull[free])
            tried = np.clip(x + step, low, high)
            step = tried - x
            there = _Look(self, tried)
            cost, now = (each @ each for each in (residuals, there.residuals))
            if now >= cost:
                damping *= 6
                if np.abs(step).max() < _STILL:
                    break
                continue
            x, look, residuals = tried, there, there.residuals
            if cost - now < self.settled * cost:
                break
            damping /= 2
            slope = look.slope()
        return x

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

    def residuals(self, x, look):
        """Return the residuals of many points of the search, (poses, residuals), metres.

        look: what is near the first of them, which is noted in it when that is looked at alone.
        """
        values, root = self._spread(x)
        look.put(joints.place(values, root, self.stature))
        found = [_PULL * (x - self.first)]
        if self.moves_root:
            found.append(self.pose.hold * (root - self.root))
        for contact in self.pose.contacts:
            found += self._contact(contact, look)
        found += self._kept_out(look)
        return np.concatenate(found, axis=-1)

    def _contact(self, contact, look):
        """Return the residuals of one contact: gap or distance, place, and the way it faces."""
        part = _named(contact.part)
        side, _, kind = part.partition("_")
        facing, frames = self.facing[kind], look.frames
        middle = measure.landmark(frames, f"{side}_{facing['at']}", self.stature)
        if contact.on == "floor" or contact.on in self.solids:
            found, normal = self._resting(contact, part, middle, look)
        else:
            target = _named(contact.on)
            found = [contact.pull * (middle - measure.landmark(frames, target, self.stature))]
            normal = measure.outwards(frames, target)

        def way(key):
            turn = frames[f"{side}_{shape.CARRIER[kind]}"][0]
            return (turn @ (shape.MIRROR[side] * facing[key])[:, None])[..., 0]

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

    def _resting(self, contact, part, middle, look):
        """Return residuals of a part that rests on floor or prop, and the surface's normal."""
        solid = self.solids.get(contact.on)
        if solid is None or solid.boxy:
            # What rests on a box rests on its top; its sides only keep parts out. The trunk and a
            # hand may reach beyond an edge, another limb rests on the top as a whole.
            if solid and (part not in shape.parts() or part.endswith("_hand")):
                gap = self._gap(look, part, contact.on, "over")
            else:
                gap = self._gap(look, part, "floor") - (solid.top if solid else 0.0)
            normal = np.broadcast_to([0.0, 1.0, 0.0], middle.shape)
        else:
            gap, normal = self._gap(look, part, contact.on), solid.normal(middle)
        found = [TOUCH * (gap[:, None] + contact.press)]
        if contact.at is not None:
            wish = np.array(contact.at) * self.stature / posed.default_stature()
            found.append(contact.pull * (middle[..., [0, 2]] - wish))
        return found, normal

    def _gap(self, look, part, on, by="distance"):
        """Return the least distance of a part to the floor or a prop, (poses,)."""
        measured = getattr(self.solids[on], by) if on in self.solids else lambda c: c[..., 1]
        key = part, on, by
        if key not in look.near:
            points = self.flesh.points(part)
            own = measured(look.at(points)[0])
            look.near[key] = points.chosen(own < own.min() + 2 * measure.HAIR)
            return own.min(keepdims=True)
        return measured(look.at(look.near[key])).min(-1)

    def _kept_out(self, look):
        """Return how deep each part is inside floor, props and other parts, (poses, n)."""
        if look.inside is None:
            reached = reach.Reach(self.spheres, look.stack)
            look.inside = [
                (part, on)
                for on in ("floor", *self.solids)
                for part in reached.of(self.solids.get(on))
                if self._gap(look, part, on)[0] < measure.HAIR - self._slack(part, on)
            ]
            look.through = [
                found for pair in reached.pairs() for found in self._through(look, *pair)
            ]
        found = [
            np.minimum(self._gap(look, part, on) + self._slack(part, on), 0)
            for part, on in look.inside
        ]
        for points, rings in look.through:
            depth = measure.inside(look.at(points), look.at(rings)).max(-1)
            found.append(np.minimum(_SLACK - depth, 0))
        return [TOUCH * np.stack(found, -1)] if found else []

    def _slack(self, part, on):
        return max(_SLACK, self.press.get((part, on), 0.0))

    def _through(self, look, part, other):
        """Yield the points of a part that may be deepest in another, and the sweep they are in."""
        points = self.flesh.outline(part)
        here = look.at(points)[0]
        for rings in self.flesh.rings(other):
            own = look.at(rings)[0]
            near = np.flatnonzero(measure.boxed(here, own))
            if len(near):
                depth = measure.inside(here[near], own)
                if depth.max() > _SLACK - measure.HAIR:
                    yield points.chosen(near[depth > depth.max() - measure.HAIR]), rings


class _Look:
    """A point of the search looked at, and what matters of its flesh within a hair of it."""

    def __init__(self, problem, x):
        self._problem, self._x = problem, x
        self.near = {}
        self.inside = self.through = None
        self.residuals = problem.residuals(x[None], self)[0]

    def put(self, frames):
        """Put the flesh on frames, those of the point itself at first."""
        self.frames, self.stack, self._put = frames, cloud.stacked(frames), {}

    def at(self, points):
        """Return points of the flesh where they are, (poses, ..., 3)."""
        key = id(points)
        if key not in self._put:
            self._put[key] = points, points.at(self.stack)
        return self._put[key][1]

    def slope(self):
        """Return how the residuals change with the point, (residuals, free), by differences."""
        there = self._problem.residuals(self._x + _STEP * np.eye(len(self._x)), self)
        return (there - self.residuals).T / _STEP
