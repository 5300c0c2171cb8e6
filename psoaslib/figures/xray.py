"""Draw what shows through: bones, and the psoas major of both sides.

Far bones are faint. Near bones and both muscles are whole; arms and head that pass before them
hide them, and so does a prop. A muscle lies over the bones, so that all of its way is seen; but
the far one is hidden where the spine stands before it by more than a little.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import binary_fill_holes, distance_transform_edt, gaussian_filter

from psoaslib import lengths
from psoaslib.figures import cells, ink, mesh, muscle, raster, tone, trace
from psoaslib.figures.outlines import closed, lines
from psoaslib.figures.picture import Layer, Outline

HATCH_STEP = 15  # cells between the lines of the hatch


def bone_layers(bones: dict[str, mesh.Mesh], near: str, camera, origin, shape, clear):
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
        seen = raster.paint(solid, camera, origin, shape)
        mask = (seen.label >= 0) & clear
        word = f" {also}" if also else ""
        look = "bone-far" if also == "far" else "bone" + word
        fill = closed(mask, origin)
        layers.append(Layer(look, fill))
        if not also:
            shade = gaussian_filter(tone.tone(seen, 12), 2.0) < 0.36
            layers.append(Layer("bone-shade", closed(shade & mask, origin, 100, 3.0, 1.0)))
        kind = np.where(mask, settled(seen.label, len(members)), -1)
        across, down = ink.edges(
            raster.Buffer(origin, seen.depth, seen.label, seen.normal, seen.rest), kind, gap=7.0
        )
        layers.append(Layer("bone-line" + word, lines(across, down, origin, 24, 3.0)))
    return layers


def settled(label, count, sigma=3.0):
    """Return labels by majority round each cell, so that two bones meet in an even line."""
    part = cells.box(label >= 0)
    votes = [gaussian_filter((label[part] == k).astype(np.float32), sigma) for k in range(count)]
    out = np.zeros(label.shape, np.int8)
    if count and out[part].size:
        out[part] = np.argmax(votes, axis=0)
    return out


def muscle_layers(slips: dict, states: dict, bones: dict, near: str, camera, origin, shape, clear):
    """Return the layers of both muscles, the far one first."""
    far = "left" if near == "right" else "right"
    spine = mesh.join([bones[n] for n in ("T12", "L1", "L2", "L3", "L4", "L5", "sacrum")])
    before = raster.depth(spine, camera, origin, shape)
    layers = []
    for side in (far, near):
        deep = raster.depth(muscle.belly(slips[side], 0), camera, origin, shape)
        mask = (deep > raster.NOTHING) & clear
        if side == far:
            mask &= before < deep + 12
        mask = trim(mask)
        outline = closed(mask, origin, 60, 3.0)
        state = states[side]
        layers.append(Layer(state, outline))
        if state == lengths.SHORT:
            layers.append(Layer("short-hatch", hatch(mask, origin)))
        elif state != lengths.BEYOND:  # without a figure it stays blank
            layers.append(Layer(state + "-fibre", fibres(slips[side], mask, camera, origin)))
    return layers


def trim(mask, reach=9.0):
    """Close the gaps between slips, `reach` cells wide on either side, and drop hairs."""
    if not mask.any():
        return mask
    box = cells.box(mask, int(reach) + 2)
    near = distance_transform_edt(~mask[box]) <= reach
    solid = binary_fill_holes(distance_transform_edt(near) > reach)
    out = np.zeros_like(mask)
    out[box] = gaussian_filter(solid.astype(float), 2.5) > 0.5
    return out


def fibres(slips, mask, camera, origin):
    """Return fibre lines inside a muscle's mask."""
    inside = cells.shrunk(mask, 5)
    out = []
    for slip in slips[1:5]:
        line, share = muscle.curve(slip, 60)
        line = line[(share > 0.10) & (share < 0.86)]
        spot = camera.project(line)[:, :2]
        cell = np.clip(
            ((spot - origin) / raster.PIXEL).astype(int), 0, np.array(mask.shape)[::-1] - 1
        )
        keep = inside[cell[:, 1], cell[:, 0]]
        for run in np.split(np.arange(len(spot)), np.flatnonzero(np.diff(keep.astype(int))) + 1):
            if keep[run[0]] and len(run) > 8:
                out.append(Outline(trace.thin(spot[run], False, 0.8, 60), False))
    return tuple(out)


def hatch(mask, origin):
    """Return straight diagonal lines inside a mask."""
    inside = cells.shrunk(mask, 2)
    h, w = mask.shape
    out = []
    for start in range(-h, w, HATCH_STEP):
        y = np.arange(max(0, -start), min(h, w - start))
        x = y + start
        run = np.flatnonzero(np.diff(np.concatenate([[0], inside[y, x], [0]])))
        for a, b in zip(run[::2], run[1::2], strict=True):
            if b - a > 5:
                ends = np.array([[x[a], y[a]], [x[b - 1], y[b - 1]]], float) + 0.5
                out.append(Outline(trace.place(ends, origin), False, False))
    return tuple(out)
