"""Draw the plate of the two layers: whole on one side, opened on the other, and a slice below.

Points as in plate_bones; the slice stands in its own field at the foot of the plate.
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures import plate_bones as bones
from psoaslib.figures import plate_muscles as muscles
from psoaslib.figures.plate_bones import HALF, LEVELS, REACH, half, heights, whole
from psoaslib.figures.plate_pen import Sheet, curve, ellipse

FRAME = (-104.0, -316.0, 104.0, 32.0)
FIELD = -92.0  # where the slice's field begins, mm in the picture
SPOTS = {
    "t12": (-12, -288),
    "disc": (-14, -188),
    "whole": (-46, -150),
    "slice_body": (-12, -50),
    "slice_front": (-43, -42),
    "transverse_process": (36, -268),
    "stump": (29, -216),
    "plexus": (40, -190),
    "deep": (53, -166),
    "femoral": (58, -132),
    "slice_nerve": (39, -26),
    "slice_back": (50, -18.5),
}
SLIPS = ("L1", "L2", "L3", "L4", "L5")
FOOT = {"L1": (76, 66), "L2": (70, 60), "L3": (64, 54), "L4": (58, 48), "L5": (52, 42)}


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(FRAME)
    bones.spine(sheet)
    bones.sacrum(sheet)
    muscles.psoas_major(sheet, -1, "whole")
    for name in SLIPS:
        _slip(sheet, name)
    _plexus(sheet)
    _stumps(sheet)
    _slice(sheet)
    return sheet


def _slip(sheet: Sheet, name: str) -> None:
    """Draw a slip of the back layer, from its transverse process to the common foot."""
    low, high = heights()[name]
    y = low + 0.62 * (high - low) - 1
    near, far = HALF[name] + 4, REACH[name] - 5
    outer_foot, inner_foot = FOOT[name]
    low = y - 0.55 * (y - 84)
    outer = [(far, y + 1), (far + 2, y - 10), (far + 0.5 * (outer_foot - far), low + 6),
             (outer_foot, 84)]  # fmt: skip
    inner = [(near, y), (near + 3, y - 11), (near + 0.5 * (inner_foot - near), low),
             (inner_foot, 84)]  # fmt: skip
    rim = half([*outer, *inner[::-1]], 1)
    rim = sheet.part("back-layer", rim, "deep", 6.0, line="plate-fine", lift=0.8)
    a, b = curve(half(outer, 1)), curve(half(inner, 1))
    lines = [muscles.strand(a, b, f, 0.03, 0.97) for f in np.linspace(0.12, 0.88, 5)]
    sheet.runs("back-layer-fibre", lines, rim)


def _plexus(sheet: Sheet) -> None:
    """Draw the ventral rami L1 to L4 and what they form."""

    def root(name):
        low, _ = heights()[name]
        return (HALF[name] + 1.5, low - 3)

    lines = (
        ("plexus", 2.4, [root("L1"), (33, 240), (46, 226), (64, 212), (80, 200)]),
        ("plexus", 2.0, [root("L1"), (31, 238), (35, 222), (38, 206), (39.5, 190)]),
        ("plexus", 3.4, [root("L2"), (34, 208), (41, 190), (46, 168), (50, 148)]),
        ("plexus", 3.6, [root("L3"), (36, 178), (44, 162), (50, 146)]),
        ("plexus", 3.6, [root("L4"), (37, 146), (46, 138), (57.5, 130)]),
        ("plexus", 2.8, [root("L4"), (34, 142), (36, 124), (40, 104), (46, 84)]),
        ("plexus", 2.2, [(42, 186), (40, 166), (37, 146), (36, 126)]),
        ("femoral", 5.4, [(48.5, 152), (53, 140), (60, 124), (70, 104), (80, 84)]),
    )
    sheet.cords("nerve", [(name, width, half(line, 1)) for name, width, line in lines])


def _stumps(sheet: Sheet) -> None:
    """Draw what is left of the front layer where it was cut from bodies and discs."""
    for upper, lower in zip(LEVELS[:0:-1], LEVELS[-2::-1], strict=True):
        top, foot = heights()[upper][0] + 4, heights()[lower][1] - 4
        w = (HALF[upper] + HALF[lower]) / 2
        stump = [(w - 3, top + 2), (w + 3, top + 1.5), (w + 8.5, top - 4), (w + 9, foot - 5),
                 (w + 5, foot - 6), (w - 1, foot - 1), (w - 3.5, foot + 3)]  # fmt: skip
        sheet.part("psoas", half(stump, 1), "stump", 4.0, line="plate-fine", lift=0.6)
        middle = (top + foot) / 2 - 2.5
        sheet.ring("cut", ellipse(w + 7, -middle, 2.8, (top - foot) / 2 + 2.2, -4))
        sheet.ring("plate-fine", ellipse(w + 7, -middle, 2.8, (top - foot) / 2 + 2.2, -4))


def _slice(sheet: Sheet) -> None:
    """Draw a slice through L3: front of the body up, right side of the body on the left."""
    left, _, right, bottom = FRAME
    low, wide = bottom + 20, right + 60
    field = [(-wide, FIELD, 1), (wide, FIELD, 1), (wide, low, 1), (-wide, low, 1)]
    sheet.ring("plate-ground", field)
    sheet.runs("plate-faint", [np.array([[left, FIELD], [right, FIELD]])])
    arch = [(4, -14), (10, -12), (15, -17), (22, -18), (32, -15), (44, -10), (50, -8.5), (52, -5.5),
            (48, -4.5), (36, -8), (25, -9), (21, -4), (19, 4), (13, 6), (9, 3), (5, 9), (3.2, 18),
            (3.6, 26), (1.5, 28)]  # fmt: skip
    sheet.part("bone", whole([(x, -y) for x, y in arch]), "slice_arch", 4.0)
    canal = [(0, -17), (8, -15.5), (11, -11), (7, -4), (0, 0.5), (-7, -4), (-11, -11), (-8, -15.5)]
    sheet.ring("bone-in", canal)
    sheet.ring("plate-line", canal)
    core = [(6, 60), (17, 58.5), (24.5, 51), (25, 40), (22, 29), (17, 20), (9, 16.5), (3, 17.5)]
    sheet.part("bone", whole(core), "slice_body", 7.0)
    sheet.ring("plate-faint", whole([(x - 3, 38 + 0.86 * (y - 38)) for x, y in core]))
    for side in (-1, 1):
        front = [(27, 56), (37, 58), (49, 53), (57, 43), (59, 32), (55, 25.5), (46, 25), (36, 27),
                 (28, 25.5), (25, 30), (27, 40)]  # fmt: skip
        back = [(28, 21.5), (36, 23), (46, 22), (55, 22), (59.5, 19), (56, 13.5), (46, 13),
                (34, 17.5), (27, 19)]  # fmt: skip
        sheet.part("back-layer", half(back, side), "slice_back", 4.0)
        for x, y in ((34, 20), (41, 18.5), (48, 17.5), (54, 18)):
            sheet.ring("back-layer-fibre", ellipse(side * x, -y, 2.4, 1.6))
        sheet.part("psoas", half(front, side), "slice_front", 8.0)
        for x, y in ((32, 50), (41, 52), (50, 46), (36, 42), (45, 41), (53, 36), (32, 33), (41, 32),
                     (49, 30)):  # fmt: skip
            sheet.ring("cut-line", ellipse(side * x, -y, 3.4, 2.6, 20 * side))
        for x, y, wide in ((39, 25.2, 2.6), (46.5, 23.6, 1.8), (32.5, 23.8, 1.7)):
            sheet.ring("nerve", ellipse(side * x, -y, wide, wide), "slice_nerve")
            sheet.ring("plate-fine", ellipse(side * x, -y, wide, wide))
    sheet.write("front", 0, FIELD + 17)
    sheet.write("L3", 0, -38)
    sheet.write("Slice at L3", -80, FIELD + 9)
    sheet.write("R", -72, -38)
    sheet.write("L", 72, -38)
