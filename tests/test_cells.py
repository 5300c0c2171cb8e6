"""Work on parts of the grid gives what the same work on the whole grid would give."""

import numpy as np
import pytest
from scipy import ndimage

from psoaslib.figures import cells, mesh, raster
from psoaslib.figures.view import Camera

MASKS = {
    "blobs": ndimage.gaussian_filter(np.random.default_rng(3).normal(size=(60, 80)), 3) > 0.06,
    "at the border": np.pad(np.ones((30, 40), bool), ((0, 30), (40, 0))),
    "one cell": np.pad(np.ones((1, 1), bool), ((20, 39), (30, 49))),
    "nothing": np.zeros((60, 80), bool),
}
each = pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)


@each
def test_the_box_holds_the_mask_and_no_more(mask):
    part = cells.box(mask)
    assert mask[part].sum() == mask.sum()
    assert not mask.any() or all(mask[part].any(k)[[0, -1]].all() for k in (0, 1))
    rows, columns = cells.box(mask, 100)
    assert not mask.any() or (rows.stop, columns.stop) == mask.shape


@each
@pytest.mark.parametrize("by", [1, 4, 9])
def test_growing_and_shrinking_are_those_of_the_whole_grid(mask, by):
    assert np.array_equal(cells.grown(mask, by), ndimage.binary_dilation(mask, iterations=by))
    assert np.array_equal(cells.shrunk(mask, by), ndimage.binary_erosion(mask, iterations=by))


@each
def test_an_evened_border_is_that_of_the_whole_grid(mask):
    whole = ndimage.gaussian_filter(np.pad(mask, 20).astype(np.float32), 3) > 0.5
    inner = np.pad(mask, 20)
    assert np.array_equal(cells.evened(inner, 3), whole)


def test_a_triangle_paints_the_cells_whose_middle_it_holds():
    corners = np.random.default_rng(5).uniform(0, 0.05, size=(40, 3, 3))
    camera, shape = Camera(0, 0), (50, 50)
    flat = camera.project(corners)[..., :2]
    origin = np.array([0.0, -50.0])
    found = np.zeros(shape, bool)
    y, x = np.mgrid[:50, :50] + 0.5
    for a, b, c in flat - origin:
        turns = [
            (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0])
            for p, q in ((a, b), (b, c), (c, a))
        ]
        found |= np.all(np.array(turns) < 0, axis=0)  # a back face turns the other way
    solid = mesh.Mesh(corners, corners, np.ones_like(corners), np.arange(40))
    grid = raster.Grid(origin, shape)
    painted = raster.depth(solid, camera, grid)
    assert 200 < found.sum() < 2400
    assert np.array_equal(painted > raster.NOTHING, found)
    seen = raster.paint(solid, camera, grid)
    assert np.array_equal(seen.depth, painted) and np.array_equal(seen.label >= 0, found)
    deep = seen.rest @ camera.axes[2] * 1000
    np.testing.assert_allclose(deep[found], painted[found], atol=1e-2)
