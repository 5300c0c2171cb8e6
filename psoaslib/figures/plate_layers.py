"""Draw the plate of the two layers: whole on one side of the body, opened on the other.

Points as in plate_bones; a broken line shows at what height the plate of the slice is cut.
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures import plate_bones as bones
from psoaslib.figures import plate_muscles as muscles
from psoaslib.figures.plate_bones import HALF, LEVELS, REACH, half, heights
from psoaslib.figures.plate_lines import curve, ellipse
from psoaslib.figures.plate_pen import Sheet

FRAME = (-104.0, -318.0, 104.0, -91.0)
AREA = (*FRAME[:3], 80.0)  # what is drawn runs on past the foot of the frame
SPOTS = {
    "t12": (-12, -288),
    "disc": (-14, -188),
    "level": (-82, -171.4),
    "whole": (-50, -140),
    "transverse_process": (36, -268),
    "stump": (28, -249),
    "upper_nerves": (69, -208.4),
    "plexus": (40, -190),
    "deep": (55, -155),
    "femoral": (60.6, -124),
    "obturator": (39, -107),
}
SLIPS = ("L1", "L2", "L3", "L4", "L5")
FOOT = {"L1": (79, 69), "L2": (73, 63), "L3": (67, 57), "L4": (61, 51), "L5": (55, 45)}
END = 78  # how high the slips are drawn to, mm: below the frame


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(AREA)
    bones.spine(sheet)
    bones.sacrum(sheet)
    muscles.psoas_major(sheet, -1, "whole")
    for name in SLIPS:
        _slip(sheet, name)
    _plexus(sheet)
    _stumps(sheet)
    level = -sum(heights()["L4"]) / 2
    for side in (-1, 1):
        line = np.array([[side * 66, level], [side * 84, level], [side * 103, level]])
        sheet.runs("hidden", [line])
        sheet.name("level", line, closed=False)
    sheet.write("R", -96, -306)
    sheet.write("L", 96, -306)
    sheet.frame = FRAME
    return sheet


def _slip(sheet: Sheet, name: str) -> None:
    """Draw a slip of the back layer, from its transverse process to the common foot."""
    low, high = heights()[name]
    y = low + 0.62 * (high - low) - 1
    near, far = HALF[name] + 4, REACH[name] - 5
    outer_foot, inner_foot = FOOT[name]
    low = y - 0.55 * (y - END)
    outer = [(far, y + 1), (far + 2, y - 10), (far + 0.5 * (outer_foot - far), low + 6),
             (outer_foot, END)]  # fmt: skip
    inner = [(near, y), (near + 3, y - 11), (near + 0.5 * (inner_foot - near), low),
             (inner_foot, END)]  # fmt: skip
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
        ("upper_nerves", 2.4, [root("L1"), (33, 240), (46, 226), (64, 212), (80, 200)]),
        ("plexus", 2.0, [root("L1"), (31, 238), (35, 222), (38, 206), (39.5, 190)]),
        ("plexus", 3.4, [root("L2"), (34, 208), (41, 190), (46, 168), (50, 148)]),
        ("plexus", 3.6, [root("L3"), (36, 178), (44, 162), (50, 146)]),
        ("plexus", 3.6, [root("L4"), (37, 146), (46, 138), (57.5, 130)]),
        ("obturator", 2.8, [root("L4"), (34, 142), (36, 124), (40, 104), (47, 78)]),
        ("plexus", 2.2, [(42, 186), (40, 166), (37, 146), (36, 126)]),
        ("femoral", 5.4, [(48.5, 152), (53, 140), (60, 124), (70, 104), (83, 78)]),
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
