"""Draw the plate from behind: piriformis and sciatic nerve on one side, bare bones on the other.

Points as in plate_bones; seen from behind, the right side of the body is on the right.
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures.plate_bones import FEMUR, HALF, REACH, half, heights, whole
from psoaslib.figures.plate_lines import curve, ellipse
from psoaslib.figures.plate_muscles import strand
from psoaslib.figures.plate_pen import Sheet

FRAME = (-172.0, -199.0, 172.0, 206.0)
SPOTS = {
    "crest": (-128, -127),
    "psis": (-45, -88),
    "foramen": (-52, -36),
    "ligaments": (-44, 30),
    "lesser_trochanter": (-99, 62),
    "l5": (22, -145),
    "sacrum": (18, -72),
    "superior_gluteal": (84, -55.8),
    "piriformis": (84, -32),
    "inferior_gluteal": (45.6, -5),
    "greater_trochanter": (138, 14),
    "sciatic": (88, 36),
    "ischium": (64, 88),
    "femur": (122, 130),
}
PUBIS = [(58, -4), (48, -4), (38, -16), (27, -25), (14, -30), (4, -34), (3, -50), (5, -66),
         (14, -70), (28, -76), (42, -88), (54, -98), (66, -90), (70, -60), (70, -30)]  # fmt: skip
HOLE = [(28, -36), (40, -28), (52, -28), (59, -38), (60, -56), (56, -72), (48, -76), (38, -68),
        (28, -56), (25, -45)]  # fmt: skip
HIP = [
    (40, 84), (41, 94), (46, 106), (55, 118), (68, 129), (84, 136), (101, 138), (117, 135),
    (129, 127), (137, 115), (140, 102), (137, 89), (130, 76), (123, 64), (119, 52), (116, 40),
    (113, 29), (112, 20), (109, 8), (104, -6), (97, -19), (88, -29), (80, -38), (77, -52),
    (78, -68), (77, -84), (72, -97), (63, -105), (53, -104), (46, -96), (44, -84), (45, -68),
    (48, -54), (52, -42), (55, -30), (54, -20), (49, -12), (42.5, -5), (43, -1), (52, 4), (58, 12),
    (63, 24), (65, 38), (62, 50), (55, 58), (46, 63), (39, 69), (37.5, 75),
]  # fmt: skip
SACRUM = [(15, 116), (24, 118), (31, 115), (40, 112), (48, 106), (51, 96), (49, 82), (43, 69),
          (37.5, 56), (33, 42), (29.5, 30), (26, 20), (19, 12), (11, 8), (8, 2), (6, -5),
          (3, -8)]  # fmt: skip
UPPER = [(24, 74), (38, 66), (52, 55.5), (68, 47), (86, 38), (104, 27), (119, 17), (130, 11)]
LOWER = [(22, 26), (36, 25), (52, 23), (70, 21), (88, 18), (106, 13), (118, 9), (130, 6)]


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(FRAME)
    for name in ("L4", "L5"):
        _vertebra(sheet, name)
    for side in (-1, 1):
        sheet.part("bone-in", half(PUBIS, side), "pubis", 8.0, holes=[half(HOLE, side)])
        _femur(sheet, side)
        _hip_bone(sheet, side)
    _sciatic(sheet)
    _piriformis(sheet)
    _sacrum(sheet)
    for side in (-1, 1):
        _back_spines(sheet, side)
    _ligaments(sheet)
    front = [(38, 64), (27, 71), (15, 68), (12, 52), (13, 36), (22, 27), (31, 26.5)]
    sheet.line("hidden", half(front, 1))
    sheet.write("L", -150, -184)
    sheet.write("R", 150, -184)
    return sheet


def _vertebra(sheet: Sheet, name: str) -> None:
    low, high = heights()[name]
    h, w, far = high - low, HALF[name], REACH[name]
    below = low - 8.5
    sheet.part("disc", whole([(w - 1, low + 1), (w, (low + below) / 2), (w - 1, below)]), "", 4.0)
    sheet.part("bone", whole([(w - 3, high), (w, high - 2), (w * 0.9, low + h / 2),
                              (w + 1, low + 2), (w - 3, low)]), name.lower(), 7.0)  # fmt: skip
    for side in (-1, 1):
        y = low + 0.62 * h
        bar = [(14, y + 6), (26, y + 6), (far - 8, y + 8), (far, y + 4), (far - 1, y - 2),
               (far - 9, y - 3), (26, y - 5), (14, y - 6)]  # fmt: skip
        sheet.part("bone", half(bar, side), "", 4.0, line="plate-fine")
    arch = [(5, high - 3), (12, high + 1), (15, high + 9), (20, high + 10), (23, high + 3),
            (22, high - 7), (17, low + 0.45 * h), (20, low + 4), (21, low - 7), (16, low - 9),
            (12, low - 2), (6, low + 2)]  # fmt: skip
    sheet.part("bone", whole(arch), name.lower(), 6.0)
    spine = [(2, high - 3), (3, low + 0.5 * h), (4.5, low + 2), (4, low - 5), (1, low - 7)]
    sheet.part("bone", whole(spine), "", 3.5, line="plate-fine")


def _femur(sheet: Sheet, side: int) -> None:
    sheet.part("bone", half(FEMUR, side), "femur", 13.0)
    ridge = [(127, 7), (130, -8), (128, -24), (121, -38), (112, -50), (105, -60)]
    sheet.line("plate-fine", half(ridge, side))
    bump = [(113, -49), (104, -50), (97.5, -55.5), (95, -62), (98, -68), (105, -72), (112, -70),
            (116, -60)]  # fmt: skip
    sheet.name("lesser_trochanter", np.array(half(bump, side)))
    sheet.line("plate-fine", half([(104, -51), (110, -54), (111.5, -62), (107, -70)], side))
    for line in ([(131, -56), (127, -84), (121, -120), (118, -160)],
                 [(112, -82), (116, -110), (116, -140), (115.5, -170)]):  # fmt: skip
        sheet.line("plate-faint", half(line, side))
    sheet.ring("bone-in", ellipse(side * 111.5, 200, 14, 4.2))
    sheet.ring("plate-line", ellipse(side * 111.5, 200, 14, 4.2))
    outer = [(124, 6), (131, 10.5), (138, 8), (145, -4), (148, -20), (144, -38), (132, -38),
             (128, -18)]  # fmt: skip
    sheet.name("greater_trochanter", np.array(half(outer, side)))


def _hip_bone(sheet: Sheet, side: int) -> None:
    sheet.part("bone", half(HIP, side), "hip_bone", 13.0)
    crest = [(47, 100), (57, 113), (70, 123), (86, 129.5), (102, 131), (116, 128), (127, 120),
             (133, 109), (134, 98)]  # fmt: skip
    sheet.line("plate-fine", half(crest, side))
    for line in (
        [(112, 126), (104, 112), (92, 96), (78, 80), (66, 62)],
        [(60, 116), (60, 102), (56, 88), (50, 76)],
        [(108, 30), (98, 26), (90, 16), (86, 2), (84, -16)],
        [(74, -60), (66, -64), (56, -62), (50, -66)],
    ):
        sheet.line("plate-faint", half(line, side))
    sheet.name("crest", np.array(half([*HIP[2:11], *crest[::-1]], side)))
    sheet.name("ischium", np.array(half(HIP[23:33], side)))


def _back_spines(sheet: Sheet, side: int) -> None:
    """Draw the edge of the ilium that lies over the sacrum, with its two back spines."""
    edge = [(55, 118), (46, 108), (40.5, 97), (38.5, 87), (41, 80), (39.5, 74), (41, 67), (47, 62)]
    sheet.part("bone", half([*edge, (58, 66), (66, 90), (62, 112)], side), "hip_bone", 0, line="")
    sheet.name("psis", ellipse(side * 43, -88, 8, 9))
    sheet.line("plate-line", half([(59, 121.5), *edge, (52, 59.8)], side))


def _sacrum(sheet: Sheet) -> None:
    coccyx = [(6, -5), (7, -9), (5, -16), (3.5, -22), (2.2, -28), (0.8, -30)]
    sheet.part("bone", whole(coccyx), "coccyx", 4.0)
    sheet.part("bone", whole(SACRUM), "sacrum", 9.0)
    for side in (-1, 1):
        for x, y in ((21, 86), (19.5, 66), (17, 47), (14.5, 30)):
            sheet.ring("bone-hole", ellipse(side * x, -y, 3.0, 2.5))
            sheet.ring("plate-fine", ellipse(side * x, -y, 3.0, 2.5))
        sheet.line("plate-faint", half([(29, 98), (28, 76), (25, 56), (21, 36), (16, 20)], side))
        sheet.line("plate-faint", half([(13, 96), (12, 76), (10.5, 56), (9, 36), (7, 20)], side))
    for y, wide in ((98, 3.6), (79, 3.4), (60, 3.0), (42, 2.6)):
        knob = [(wide * 0.6, y + 6), (wide, y), (wide * 0.7, y - 6)]
        sheet.part("bone", whole(knob), "", 3.0, line="plate-fine")
    sheet.ring("bone-hole", [(0, -22), (3.4, -13), (0, -10), (-3.4, -13)])


def _piriformis(sheet: Sheet) -> None:
    rim = sheet.part("piriformis", half([*UPPER, *LOWER[::-1]], 1), "piriformis", 9.0, lift=1.6)
    a, b = curve(half(UPPER, 1)), curve(half(LOWER, 1))
    shares = np.linspace(0.08, 0.92, 11)
    lines = [strand(a, b, f, 0.04, 0.92 - 0.05 * (k % 3)) for k, f in enumerate(shares)]
    sheet.runs("piriformis-fibre", lines, rim)
    tip = [(104, 25), (118, 17.5), (131, 12), (133, 8), (128, 5.5), (114, 11)]
    sheet.part("tendon", half(tip, 1), "piriformis", 4.0, line="plate-fine")


def _sciatic(sheet: Sheet) -> None:
    line = [(50, 34), (60, 14), (70, -4), (82, -24), (90, -46), (94, -74), (95, -110), (94, -150),
            (92, -200)]  # fmt: skip
    above = [[(50, 48), (58, 53.5), (68, 56), (82, 56), (98, 51), (110, 44)],
             [(66, 55.8), (76, 62), (86, 72), (94, 82)]]  # fmt: skip
    below = [[(42, 34), (45, 18), (45.5, 4), (43, -10), (38, -20)],
             [(45.4, 8), (49, -4), (51, -16), (50, -26)]]  # fmt: skip
    for name, lines in (("superior_gluteal", above), ("inferior_gluteal", below)):
        sheet.cords("nerve", [(name, 2.6, half(each, 1)) for each in lines], 0.7)
    (run,) = sheet.cords("nerve", [("sciatic", 9.5, half(line, 1))])
    for shift in (-1.6, 1.6):
        sheet.runs("plate-faint", [run[8:] + np.array([shift, 0])])


def _ligaments(sheet: Sheet) -> None:
    spinous = [(27, 24), (36, 10), (45, -1), (43.5, -5.5), (32, -1), (17, 7), (18, 14)]
    sheet.part("ligament", half(spinous, -1), "ligaments", 0, line="plate-fine")
    tuberous = [(38, 74), (36, 50), (35, 30), (38, 6), (43, -20), (49, -50), (56, -74), (62, -90),
                (56, -97), (47, -92), (42, -72), (35, -44), (28, -18), (21, 0), (20, 12), (27, 24),
                (31, 42), (35, 60)]  # fmt: skip
    rim = sheet.part("ligament", half(tuberous, -1), "ligaments", 0, line="plate-fine", lift=1.0)
    a = curve(half([(38, 72), (36, 40), (38, 6), (46, -36), (60, -84)], -1))
    b = curve(half([(22, 14), (24, 2), (30, -20), (39, -54), (50, -92)], -1))
    sheet.runs("plate-faint", [strand(a, b, f, 0.05, 0.95) for f in (0.25, 0.5, 0.75)], rim)
    hole = [(38, 66), (48, 60), (57, 54), (63, 44), (63, 30), (58, 14), (50, 5), (42, 3), (37, 20),
            (37, 46)]  # fmt: skip
    sheet.name("foramen", np.array(half(hole, -1)))
