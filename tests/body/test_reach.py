"""What may touch: nothing that touches is ever out of reach."""

import numpy as np

from psoaslib import body
from psoaslib.body import cloud, joints, measure, reach, shape
from psoaslib.body.solids import Solid

ROOM = (
    Solid("ball", "ball", (0.0, -0.1), (0.65,), 0.0, 0.85),
    Solid("block", "block", (0.3, 0.2), (0.5, 0.3, 0.4), 20.0),
    Solid("wall", "wall", (-0.2, 0.0)),
)


def test_nothing_that_touches_is_out_of_reach():
    random = np.random.default_rng(2)
    low, high = joints.ranges().T
    touching = 0
    for build in ("a", "b") * 8:
        angles = dict(zip(joints.names(), random.uniform(low, high), strict=True))
        curl = {"right_hand": random.uniform(0, 40)}
        posed = body.pose(angles, (0, random.uniform(0.1, 0.9), 0), None, None, curl, build)
        flesh = shape.cover(posed.frames, posed.stature, curl, build)
        spheres = reach.Spheres(cloud.Flesh(posed.stature, curl, build))
        near = reach.Reach(spheres, cloud.stacked(posed.frames))
        pairs = near.pairs()
        for pair in measure.pairs():
            if measure.overlap(flesh, pair) > 0:
                assert pair in pairs, pair
                touching += 1
        for on in (None, *ROOM):
            for part, sweeps in flesh.items():
                points = measure.points_of(sweeps)
                if (on.distance(points) if on else points[:, 1]).min() < 0:
                    assert part in near.of(on), (part, on)
                    touching += 1
    assert touching > 100
