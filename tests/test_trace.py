"""What the pen must not do: lose a hole, break a line, walk away from a curve."""

import numpy as np

from psoaslib.figures import nodes, trace
from psoaslib.figures.picture import Outline


def test_loops_run_round_masks_and_their_holes():
    mask = np.zeros((20, 30), bool)
    mask[3:15, 4:24] = True
    mask[6:12, 8:16] = False
    outer, hole = sorted(trace.loops(mask, 1), key=len, reverse=True)
    assert (outer.min(0) == [4, 3]).all() and (outer.max(0) == [24, 15]).all()
    assert (hole.min(0) == [8, 6]).all() and (hole.max(0) == [16, 12]).all()
    corner = np.zeros((4, 4), bool)
    corner[1, 1] = corner[2, 2] = True
    assert len(trace.loops(corner, 0.5)) == 2


def test_a_line_goes_straight_on_where_another_meets_it():
    across, down = np.zeros((40, 39), bool), np.zeros((39, 40), bool)
    down[19] = True
    across[20:, 19] = True
    found = sorted(trace.runs(across, down), key=lambda item: -len(item[0]))
    assert [len(run) for run, _ in found] == [41, 21]
    assert not any(ring for _, ring in found)
    even = trace.smooth(found[0][0], False, 2.0)
    assert np.ptp(even[:, 1]) < 1e-9
    assert len(nodes.thin(even, False, 0.5, longest=99)) == 2


def test_rounding_does_not_walk_away_from_the_curve():
    turn = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    nodes = np.stack([900.3 * np.cos(turn), 500.7 * np.sin(turn)], 1)
    _, pieces = Outline(nodes).segments()
    controls = pieces[:, 0]
    assert np.abs(controls - nodes[: len(controls)]).max() <= 1.0
    assert np.array_equal(pieces, np.round(pieces))
