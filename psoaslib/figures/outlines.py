"""Make outlines of a picture from masks and marked cracks of the grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from psoaslib.figures import nodes, trace
from psoaslib.figures.picture import Outline

STUB = 75  # mm: a shorter fold in cloth or skin is left out
CROWDED = 5  # mm: fine lines nearer to each other than this are left out
LEAST = 1.2  # cells: with less smoothing the steps of the grid show


@dataclass(frozen=True)
class Grain:
    """Say where outlines are fine, where stiff (h, w), and how much the rest is smoothed."""

    fine: np.ndarray
    stiff: np.ndarray
    coarse: float


def closed(mask, grid, smallest=40.0, sigma=2.0, tolerance=0.55, grain=None):
    """Return smoothed outlines of a mask in picture places; `grain` as in `Grain`.

    smallest: mm² below which an area is left out; sigma: mm of smoothing; tolerance: mm.
    """
    loops = trace.loops(mask, grid.area(smallest))
    return _placed(((loop, True) for loop in loops), grid, sigma, tolerance, grain)


def lines(
    across, down, grid, shortest, sigma=2.0, tolerance=0.55, grain=None, beside=None, sure=None
):
    """Return smoothed lines along marked cracks; runs under `shortest` mm are left out.

    With the mask `beside` (h, w) also runs that crowd what it marks, or each other. With the mask
    `sure` also runs shorter than STUB that lie mostly outside it.
    """
    found = [run for run in trace.runs(across, down) if len(run[0]) >= grid.span(shortest)]
    if sure is not None:
        stub = grid.span(STUB)
        found = [run for run in found if len(run[0]) >= stub or _share(run[0], sure) > 0.5]
    if beside is not None:
        found = trace.sparse(found, beside, grid.cells(CROWDED))
    return _placed(found, grid, sigma, tolerance, grain)


def _share(run, mask):
    x, y = np.minimum(run.astype(int), np.array(mask.shape)[::-1] - 1).T
    return mask[y, x].mean()


def _placed(runs, grid, sigma, tolerance, grain):
    out = []
    for run, ring in runs:
        stiff = None
        if grain is None:
            even = trace.smooth(run, ring, max(grid.span(sigma), LEAST))
        else:
            light, bold = (max(grid.span(length), LEAST) for length in (sigma, grain.coarse))
            even = trace.smooth(run, ring, light, bold, grain.fine)
            cell = np.minimum(run.astype(int), np.array(grain.stiff.shape)[::-1] - 1)
            stiff = grain.stiff[cell[:, 1], cell[:, 0]]
        placed = grid.place(even)
        if grid.pixel > 1:
            straight = stiff is not None and len(stiff) and stiff.mean() > 0.5
            few = nodes.lean(
                placed, ring, max(tolerance, 1 if straight else grid.rough) * grid.pixel
            )
        else:
            few = nodes.thin(placed, ring, tolerance, stiff=stiff)
        out.append(Outline(few, ring))
    return tuple(out)
