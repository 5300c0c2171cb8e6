"""Find the hot spots of a plate: for each label its place, and all that counts as right.

A spot is what a reader sees of a structure: its outlines, on both sides of the body where both
are drawn, less what something drawn later covers. They come from the plate's own drawing, so a
structure that moves takes its spot along. Units and axes as in `plate`: tenths of a millimetre,
y down, whole numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from contourpy import contour_generator
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt, gaussian_filter, label

from psoaslib.figures.plate_pen import UNITS, Sheet, thin

CELL = 0.5  # mm of the grid on which is found what covers what
LINE = 2.4  # mm: how wide an open line counts
SMALLEST = 3.0  # mm2: smaller outlines are left out
REMAINS = 25.0, 0.1  # mm2, share: what is smaller than both beside the largest piece is left out
WITHIN = 1.0  # mm: so far from the edge a spot's place lies, where it is wide enough
TOLERANCE = 4.0  # units: how far a written outline may lie off


def spots(sheet: Sheet, record, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """Return the hot spots of a drawing, ready to be written as JSON.

    `frame` is (x, y, width, height) of the drawing without its margins. `spots` maps each label of
    the record to `at`, the place (x, y) that its leader points at, or the nearest to it well within
    what is seen; `half`, the radius of the largest disc within it; and `shapes`, closed outlines
    (x, y, x, y, ...) to be filled by the even-odd rule. places: as SPOTS of a plate's module, in
    mm. A label of which nothing is seen is a ValueError that names it.
    """
    left, top, right, bottom = sheet.frame
    found = {}
    for name, mask in seen(sheet, list(record.labels)).items():
        shapes = _outlines(mask, sheet)
        if not shapes:
            raise ValueError(f"plate {record.id!r}: nothing is seen of {name!r}")
        found[name] = {
            "at": _onto(mask, places[name], sheet),
            "half": round(UNITS * CELL * distance_transform_edt(np.pad(mask, 1)).max()),
            "shapes": shapes,
        }
    frame = [round(UNITS * v) for v in (left, top, right - left, bottom - top)]
    return {"frame": frame, "spots": found}


def _onto(mask: np.ndarray, place: tuple[float, float], sheet: Sheet) -> list[int]:
    """Return the place itself where it lies well within a mask, else the nearest that does."""
    deep = CELL * distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
    within = deep >= min(WITHIN, 0.6 * deep.max())
    corner = np.array(sheet.frame[:2])
    last = np.array(mask.shape)[::-1] - 1
    column, row = np.clip((np.array(place) - corner) // CELL, 0, last).astype(int)
    if not within[row, column]:
        nearest = distance_transform_edt(~within, return_distances=False, return_indices=True)
        row, column = nearest[:, row, column]
        place = corner + CELL * (np.array([column, row]) + 0.5)
    return [round(UNITS * v) for v in place]


def seen(sheet: Sheet, names: list[str]) -> dict[str, np.ndarray]:
    """Return for each name the cells (h, w) of the frame in which it is seen."""
    left, top, right, bottom = sheet.frame
    shape = (round((bottom - top) / CELL), round((right - left) / CELL))
    masks = {name: np.zeros(shape, bool) for name in names}
    for shown in sheet.shown:
        if not (shown.hides or shown.name in masks):
            continue
        patch = _patch(shown, sheet.frame, shape)
        for name, mask in masks.items():
            if name == shown.name:
                mask |= patch
            elif shown.hides:
                mask &= ~patch
    return {name: _whole(mask) for name, mask in masks.items()}


def _whole(mask: np.ndarray) -> np.ndarray:
    """Return the cells of a structure without slivers that peep out from behind another."""
    pieces, _ = label(mask)
    sizes = np.bincount(pieces.ravel())[1:] * CELL**2
    area, share = REMAINS
    kept = (sizes >= area) | (sizes >= share * sizes.max(initial=0))
    return np.concatenate([[False], kept])[pieces]


def _patch(shown, frame, shape) -> np.ndarray:
    """Return the cells that an outline fills, or that an open line runs through."""
    image = Image.new("1", shape[::-1])
    pen = ImageDraw.Draw(image)
    for number, rim in enumerate(shown.rims):
        cells = [tuple(p) for p in (rim - np.array(frame[:2])) / CELL - 0.5]
        if shown.closed:
            pen.polygon(cells, fill=number == 0)
        else:
            pen.line(cells, fill=1, width=round(LINE / CELL), joint="curve")
    return np.array(image)


def _outlines(mask: np.ndarray, sheet: Sheet) -> list[list[int]]:
    """Return the outlines of cells, holes among them, in units; the longest first."""
    field = np.pad(gaussian_filter(mask.astype(float), 0.7) - 0.5, 1, constant_values=-0.5)
    found = []
    for loop in contour_generator(z=field).lines(0.0):
        x, y = loop.T
        area = 0.5 * abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) * CELL**2
        if area > SMALLEST:
            run = UNITS * ((loop[:-1] - 0.5) * CELL + np.array(sheet.frame[:2]))
            found.append(np.round(thin(run, True, TOLERANCE)).astype(int))
    return [run.ravel().tolist() for run in sorted(found, key=len, reverse=True)]
