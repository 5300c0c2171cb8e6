"""Shape the bones of the plates as seen from the front: vertebrae, discs, pelvis, thigh bones.

Measures are our own, by eye after the general form of these bones, hung on the landmarks of the
standing body. Points are (outwards from the middle, up from the hip joints) in millimetres; `side`
is -1 for the half on the left of the picture and 1 for the other.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from psoaslib import body
from psoaslib.figures.plate_lines import curve, ellipse
from psoaslib.figures.plate_pen import Sheet

LEVELS = ("L5", "L4", "L3", "L2", "L1", "T12")
HALF = {"L5": 27.0, "L4": 25.5, "L3": 24.5, "L2": 23.0, "L1": 22.0, "T12": 20.5}
REACH = {"L5": 47.0, "L4": 46.0, "L3": 49.0, "L2": 44.0, "L1": 39.0}
BODY = 0.74  # share of a level's height that is bone; the rest is the disc below it


@cache
def heights() -> dict[str, tuple[float, float]]:
    """Return for each level how high its body begins and ends over the hip joints, mm."""
    frames = body.standing().frames
    hips = frames["pelvis"][1][1]
    base = [1000 * (frames[name][1][1] - hips) for name in LEVELS]
    tops = [*base[1:], base[-1] + 28.0]
    return {
        name: (low + (1 - BODY) * (high - low), high)
        for name, low, high in zip(LEVELS, base, tops, strict=True)
    }


def half(points, side: int) -> list[tuple]:
    """Return points of one half of the body in the picture; a third member marks a corner."""
    return [(side * p[0], -p[1], *p[2:]) for p in points]


def whole(points) -> list[tuple]:
    """Return a closed outline from its left half, given from the top down."""
    return half(points, -1) + half(points, 1)[::-1]


def spine(sheet: Sheet) -> None:
    """Draw T12 to L5 with their discs, processes and the lowest ribs."""
    for side in (-1, 1):
        rib(sheet, side)
        for name in LEVELS[:-1]:
            transverse(sheet, name, side)
    for name in LEVELS:
        low, _ = heights()[name]
        below = heights()[LEVELS[LEVELS.index(name) - 1]][1] if name != "L5" else low - 8.5
        w = HALF[name]
        disc = [(w - 1.5, low + 1.5), (w + 0.8, (low + below) / 2), (w - 0.5, below - 1.5)]
        sheet.part("disc", whole(disc), "disc", 5.0)
        vertebra(sheet, name)


def rib(sheet: Sheet, side: int) -> None:
    """Draw the lowest rib of a side."""
    y = heights()["T12"][1] - 8
    shape = [(19, y + 2), (34, y + 4), (56, y - 5), (78, y - 21), (92, y - 36), (97, y - 44),
             (94, y - 46), (84, y - 35), (70, y - 22), (52, y - 11), (34, y - 4),
             (19, y - 6)]  # fmt: skip
    sheet.part("bone", half(shape, side), "rib", 3.0, line="plate-fine")


def vertebra(sheet: Sheet, name: str) -> None:
    """Draw the body of a vertebra, with its name."""
    low, high = heights()[name]
    h, w = high - low, HALF[name]
    shape = [(w - 5, high + 0.8), (w + 0.5, high - 0.8), (w + 0.3, high - 3.5),
             (w * 0.90, high - 0.34 * h), (w * 0.875, low + 0.45 * h),
             (w * 0.93, low + 0.2 * h), (w + 1.6, low + 3.2), (w + 1.8, low + 0.8),
             (w - 4, low - 0.9)]  # fmt: skip
    sheet.part("bone", whole(shape), name.lower(), 9.0)
    rim = [(-w + 1, -(low + 4.5)), (-w / 2, -(low + 3)), (0, -(low + 2.6)), (w / 2, -(low + 3))]
    sheet.line("plate-faint", rim)
    sheet.write(name, 0, -(low + 0.55 * h))


def transverse(sheet: Sheet, name: str, side: int) -> None:
    """Draw the transverse process of a vertebra on a side."""
    low, high = heights()[name]
    h, w, far = high - low, HALF[name], REACH[name]
    y = low + 0.62 * h
    rise = {"L5": 4.0, "L4": 3.5}.get(name, -0.5)
    thick = 6.5 if name == "L5" else 4.2
    shape = [(w * 0.8, y + thick + 1), (w + 6, y + thick - 0.5), (far - 7, y + rise + thick),
             (far, y + rise + 1.5), (far - 1.5, y + rise - 3.5), (far - 9, y + rise - thick),
             (w + 5, y - thick), (w * 0.8, y - thick - 2)]  # fmt: skip
    sheet.part("bone", half(shape, side), "transverse_process", 4.0, line="plate-fine")


SACRUM = [
    (24, 112.5), (30, 110), (38, 112), (49, 114), (57, 110), (60, 101), (58, 90), (53, 78),
    (47, 66), (40, 53), (33.5, 40), (28.5, 28), (24, 19), (18, 12), (11, 7.5), (8.5, 3), (6, -4),
    (3, -7.5),
]  # fmt: skip
HOLES = [(18.5, 83, 4.6, 3.4, -24), (17, 61, 4.2, 3.2, -18), (14.8, 42, 3.6, 2.9, -12),
         (12.5, 25.5, 3.0, 2.4, -8)]  # fmt: skip


def sacrum(sheet: Sheet) -> None:
    """Draw sacrum and coccyx from the front."""
    coccyx = [(6.5, -5), (7.5, -9), (5.5, -16), (3.5, -22), (2.2, -28), (0.8, -30)]
    sheet.part("bone", whole(coccyx), "coccyx", 4.0)
    for y in (-13.5, -20.5):
        sheet.line("plate-fine", [(-4.5, -y), (0, -y + 0.8), (4.5, -y)])
    sheet.part("bone", whole(SACRUM), "sacrum", 11.0)
    for side in (-1, 1):
        for x, y, wide, high, lean in HOLES:
            sheet.ring("bone-hole", ellipse(side * x, -y, wide, high, side * lean), "")
            sheet.ring("plate-fine", ellipse(side * x, -y, wide, high, side * lean), "")
            groove = [(x + wide, y + 1.5), (x + wide + 7, y - 1), (x + wide + 13, y - 4.5)]
            sheet.line("plate-faint", half(groove, side))
        sheet.line("plate-fine", half([(26, 110), (33, 102), (44, 95), (57, 85)], side))
    for (x, y, *_), (_, lower, *_) in zip(HOLES, HOLES[1:], strict=False):
        mid = (y + lower) / 2
        sheet.line("plate-fine", [(-x + 4, -mid), (0, -mid + 1.5), (x - 4, -mid)])
    top = [(-26, -111), (-14, -107.5), (0, -106), (14, -107.5), (26, -111)]
    sheet.line("plate-line", top)


BRIM = [(27, 109), (40, 101), (51, 92), (58, 80), (63, 66), (66, 50), (66, 34), (62, 19), (55, 7),
        (45, -6), (35, -17), (25, -27), (14, -31), (3, -33)]  # fmt: skip
INNER = [(57, 100, 1), (60, 84), (64, 66), (66, 50), (66, 34), (62, 18), (56, 6), (52, -4),
         (49, -12), (44, -12, 1), (42, -4), (42, 2, 1), (47, 10), (51, 22), (53, 38), (53, 54),
         (50, 66), (47, 76), (48, 90)]  # fmt: skip
HIP = [
    (52, 100, 1), (53, 112), (59, 124), (69, 131.5), (82, 136), (98, 138.5), (113, 137),
    (126, 130.5), (135, 119), (139, 106), (138, 95), (134, 85), (129, 77), (124, 69, 1),
    (121.5, 64), (120.5, 58), (121, 51), (119.5, 45), (116, 39.5), (114.5, 33), (114, 27),
    (112.5, 21, 1), (106, 13),
    (98, 2), (89, -10), (80, -20), (73, -25), (67, -29), (63.5, -35), (62.5, -44), (66, -54),
    (70, -64), (73, -74), (75, -84), (74, -94), (69, -102), (61, -105), (54, -101), (46, -93),
    (37, -85), (27, -77), (17, -71), (9, -70), (4, -67), (3, -56), (2.6, -44), (3, -35),
    (8, -31.5), (16, -30.5), (22, -26), (27, -25), (33, -18.5), (42, -9), (51, 1), (58, 10),
    (63, 19), (66, 32), (66.5, 48), (64, 66), (59, 80),
]  # fmt: skip
HOLE = [(28, -35), (38, -29), (49, -27), (56, -33), (59, -44), (60, -58), (58, -72), (52, -78),
        (43, -74), (34, -66), (27, -57), (24, -46)]  # fmt: skip


def hip_inside(sheet: Sheet, side: int) -> None:
    """Draw the wall of the true pelvis, with the spine of the ischium, behind everything else."""
    sheet.part("bone-in", half(INNER, side), "wall", 7.0)


def hip_bone(sheet: Sheet, side: int) -> None:
    """Draw a hip bone from the front, with its wing, brim, rami and obturator foramen."""
    sheet.part("bone", half(HIP, side), "hip_bone", 13.0, holes=[half(HOLE, side)])
    fossa = [
        (61, 102),
        (66, 116),
        (76, 126),
        (91, 131),
        (107, 130),
        (119, 124),
        (128, 114),
        (131, 103),
        (128, 92),
        (121, 80),
        (113, 66),
        (100, 56),
        (86, 55),
        (74, 64),
        (66, 82),
    ]
    sheet.hollow("bone", half(fossa, side), "iliac_fossa")
    crest = [(58, 112), (64, 122), (74, 129.5), (90, 134.5), (106, 133.5), (119, 128), (129, 118),
             (133.5, 105), (131, 93), (126, 83), (120, 73)]  # fmt: skip
    sheet.line("plate-fine", half(crest, side))
    sheet.line("plate-line", half(BRIM[3:10], side))
    for line in (
        [(116, 48), (108, 43), (101, 35), (98, 26)],
        [(68, 30), (76, 24), (85, 21), (94, 21)],
        [(37, -15), (31, -23), (27, -25)],
        [(62, 11), (56, 2), (47, -10), (40, -20), (31, -30)],
        [(66, -90), (60, -96), (52, -95)],
    ):
        sheet.line("plate-faint", half(line, side))
    sheet.name("brim", curve(half(BRIM[3:10], side)), closed=False)


def symphysis(sheet: Sheet) -> None:
    """Draw the disc between the pubic bones."""
    sheet.part("disc", whole([(2, -33), (3.6, -37), (3.2, -50), (3.8, -64), (2.5, -69)]),
               "symphysis", 2.0, line="plate-fine")  # fmt: skip


FEMUR = [
    (66, 16), (71, 21), (79, 24.3), (88, 24), (97, 19.8), (103, 13.5), (109, 8.5), (115, 5),
    (120, 4.5), (124, 8), (130, 10.5), (137, 9), (143, 1), (147, -10), (148, -21), (146, -33),
    (142, -46), (139.5, -62), (138.5, -85), (136, -120), (132, -155), (127, -190), (125.5, -200, 1),
    (97.5, -200, 1), (101, -175), (105, -140), (108, -110), (109, -90), (107.5, -78), (103, -70.5),
    (98, -67), (95, -62), (96.5, -56), (102, -50.5), (104.5, -44), (103, -35), (99, -28), (93, -22),
    (85, -24), (76, -23), (67, -16.5), (61, -7), (60, 4),
]  # fmt: skip


def thigh_bone(sheet: Sheet, side: int) -> None:
    """Draw the upper half of a femur from the front, cut across below."""
    sheet.part("bone", half(FEMUR, side), "femur", 13.0)
    head = [(103, 13.5), (107, 6), (107, -4), (104, -14), (98, -21.5), (93, -22)]
    sheet.line("plate-fine", half(head, side))
    ridge = [(124, 5), (122, -4), (128, -14), (126, -26), (119, -38), (111, -49), (104, -58)]
    sheet.line("plate-fine", half(ridge, side))
    sheet.line("plate-faint", half([(96, -60), (101, -57), (106, -60), (108, -67)], side))
    sheet.ring("bone-in", ellipse(side * 111.5, 200, 14, 4.2))
    sheet.ring("plate-line", ellipse(side * 111.5, 200, 14, 4.2))
    sheet.ring("bone-hole", ellipse(side * 111.5, 200, 7, 1.9))
    outer = [(124, 8), (131, 10.5), (138, 8), (145, -4), (148, -20), (144, -38), (135, -40),
             (128, -18)]  # fmt: skip
    sheet.name("greater_trochanter", np.array(half(outer, side)))


def behind_tendon(sheet: Sheet, side: int) -> None:
    """Name the joint and the bump that the tendon hides: it passes the one, ends on the other."""
    sheet.name("hip_joint", ellipse(side * 83.5, 0, 24, 24))
    bump = [(104, -50), (97, -56), (95, -62), (98, -67), (107, -76), (110, -62)]
    sheet.name("lesser_trochanter", np.array(half(bump, side)))
