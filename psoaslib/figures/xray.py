"""Draw what shows through: bones, and the psoas major of both sides.

Far bones are faint. Near bones and both muscles are whole; arms and head that pass before them
hide them, and so does a prop. A muscle lies over the bones, so that all of its way is seen, and
shows faintly through an arm before it; but the far one is hidden where the spine stands before it
by more than a little.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_fill_holes, distance_transform_edt, gaussian_filter

from psoaslib import lengths
from psoaslib.figures import cells, ink, mesh, muscle, nodes, raster, tone
from psoaslib.figures.outlines import closed, lines
from psoaslib.figures.picture import Layer, Outline

HATCH_STEP = 15  # mm between the lines of the hatch
UNDER = 14  # mm by which what shows through an arm goes on under what shows clearly
VEILED = 250  # mm²: less of a muscle is not shown through an arm


def bone_layers(bones: dict[str, mesh.Mesh], near: str, camera, grid, clear):
    """Return the layers of the bones; clear (h, w) is where they may show."""
    far = "left" if near == "right" else "right"
    groups = [
        ([f"{far}_femur", f"{far}_hip"], "far"),
        (["T10"], "fade2"),
        (["T11"], "fade1"),
        (["T12", "L1", "L2", "L3", "L4", "L5", "sacrum", f"{near}_hip", f"{near}_femur"], ""),
    ]
    layers = []
    for members, also in groups:
        solid = mesh.join([bones[n].numbered(k) for k, n in enumerate(members)])
        seen = raster.paint(solid, camera, grid)
        mask = (seen.label >= 0) & clear
        word = f" {also}" if also else ""
        look = "bone-far" if also == "far" else "bone" + word
        fill = closed(mask, grid)
        layers.append(Layer(look, fill))
        if not also:
            shade = gaussian_filter(tone.tone(seen, 12), grid.span(2.0)) < 0.36
            layers.append(Layer("bone-shade", closed(shade & mask, grid, 100, 3.0, 1.0)))
        kind = np.where(mask, settled(seen.label, len(members), grid.span(3.0)), -1)
        across, down = ink.edges(seen, kind, gap=7.0)
        layers.append(Layer("bone-line" + word, lines(across, down, grid, 24, 3.0)))
    return layers


def settled(label, count, sigma):
    """Return labels by majority within `sigma` cells, so that two bones meet in an even line."""
    part = cells.box(label >= 0)
    votes = [gaussian_filter((label[part] == k).astype(np.float32), sigma) for k in range(count)]
    out = np.zeros(label.shape, np.int8)
    if count and out[part].size:
        out[part] = np.argmax(votes, axis=0)
    return out


def muscle_layers(
    slips: dict, states: dict, bones: dict, near: str, camera, grid, shows, stature: float
):
    """Return the layers of both muscles, the far one first.

    shows: where they show (h, w), and where they show through an arm.
    """
    clear, arm = shows
    far = "left" if near == "right" else "right"
    spine = mesh.join([bones[n] for n in ("T12", "L1", "L2", "L3", "L4", "L5", "sacrum")])
    before = raster.depth(spine, camera, grid)
    layers = []
    for side in (far, near):
        deep = raster.depth(muscle.belly(slips[side], 0, stature), camera, grid)
        seen = deep > raster.NOTHING
        if side == far:
            seen &= before < deep + 12
        state = states[side]
        whole = trim(seen & (clear | arm), grid)
        veiled = whole & cells.grown(seen & arm, grid.cells(UNDER))
        if veiled.sum() * grid.pixel**2 > VEILED:
            layers.append(Layer(state + " veil", closed(veiled, grid, VEILED, 3.0)))
        mask = trim(seen & clear, grid)
        outline = closed(mask, grid, 60, 3.0)
        # Light round dark, so that its edge is seen on any skin, cloth or bone.
        layers.append(Layer("bone-rim", outline))
        layers.append(Layer(state, outline))
        if state == lengths.SHORT:
            layers.append(Layer("short-hatch", hatch(whole, grid)))
        elif state != lengths.BEYOND:  # without a figure it stays blank
            layers.append(Layer(state + "-fibre", fibres(slips[side], mask, camera, grid)))
    return layers


def trim(mask, grid, reach=9.0):
    """Close the gaps between slips, `reach` mm wide on either side, and drop hairs."""
    if not mask.any():
        return mask
    reach = grid.span(reach)
    box = cells.box(mask, int(reach) + 2)
    near = distance_transform_edt(~mask[box]) <= reach
    solid = binary_fill_holes(distance_transform_edt(near) > reach)
    out = np.zeros_like(mask)
    out[box] = gaussian_filter(solid.astype(float), grid.span(2.5)) > 0.5
    return out


def fibres(slips, mask, camera, grid):
    """Return fibre lines inside a muscle's mask."""
    inside = cells.shrunk(mask, grid.cells(5))
    out = []
    for slip in slips[::2]:
        line, share = muscle.curve(slip, 60)
        line = line[(share > 0.10) & (share < 0.86)]
        spot = camera.project(line)[:, :2]
        keep = inside[grid.find(spot)]
        for run in np.split(np.arange(len(spot)), np.flatnonzero(np.diff(keep.astype(int))) + 1):
            if keep[run[0]] and len(run) > 8:
                out.append(Outline(nodes.thin(spot[run], False, 0.8 * grid.pixel, 60), False))
    return tuple(out)


def hatch(mask, grid):
    """Return straight diagonal lines inside a mask."""
    inside = cells.shrunk(mask, grid.cells(2))
    h, w = mask.shape
    out = []
    for start in range(-h, w, grid.cells(HATCH_STEP)):
        y = np.arange(max(0, -start), min(h, w - start))
        x = y + start
        run = np.flatnonzero(np.diff(np.concatenate([[0], inside[y, x], [0]])))
        for a, b in zip(run[::2], run[1::2], strict=True):
            if b - a > grid.span(5):
                ends = np.array([[x[a], y[a]], [x[b - 1], y[b - 1]]], float) + 0.5
                out.append(Outline(grid.place(ends), False, False))
    return tuple(out)
