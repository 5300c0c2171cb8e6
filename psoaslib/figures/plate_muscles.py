"""Shape the muscles and nerves of the plates as seen from the front; measures as in plate_bones.

The psoas major goes through the landmarks of gait2392 (content/psoas): from the sides of T12 to L5,
over the brim, to the lesser trochanter.
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures.plate_bones import HALF, LEVELS, half, heights
from psoaslib.figures.plate_lines import along, curve
from psoaslib.figures.plate_pen import Sheet

OUTER = [(30, 264), (37, 238), (46, 211), (55.5, 184), (65, 156), (74, 126), (82, 94), (89, 62),
         (94, 36), (97, 10), (99.5, -14), (102, -36), (104, -52), (104, -66)]  # fmt: skip
FREE = [(30, 113), (35, 103), (42, 85), (51, 61), (59.5, 36), (67, 12), (74, -10), (82, -31),
        (90, -50), (95.5, -63)]  # fmt: skip


def edges(low: str = "L5") -> tuple[list, list]:
    """Return the outer and the inner edge of the psoas major, from origin to insertion.

    The inner edge holds to the discs and arches over the waists of the bodies.
    """
    top = heights()["T12"][0] + 9
    outer = [(HALF["T12"] + 1, top + 3), *OUTER]
    inner = [(HALF["T12"] - 2.5, top)]
    for name in LEVELS[::-1]:
        base, high = heights()[name]
        if name != "T12":
            waist = HALF[name] * 0.9 + 1.5
            inner += [(HALF[name] - 2.5, high - 1), (waist, base + 0.5 * (high - base))]
        inner.append((HALF[name] - 2.0, base + 2))
        if name == low:
            break
    return outer, [*inner, *FREE]


def psoas_major(sheet: Sheet, side: int, name: str = "psoas_major") -> None:
    """Draw the psoas major of one side with its slips and fibres."""
    outer, inner = edges()
    rim = half([*outer, (98, -68), *inner[::-1]], side)
    rim = sheet.part("psoas", rim, name, 11.0, lift=1.6)
    a, b = curve(half(outer, side)), curve(half(inner, side))
    sheet.runs("psoas-fibre", fibres(a, b, 17, 0.5), rim)


def fibres(a, b, count, last, end=0.93):
    """Return fibre lines that leave the inner edge `b` one after the other and run down beside `a`.

    The first leaves at the top, the last at the share `last` of the way; they never cross, since
    one that leaves higher keeps further out.
    """
    lines = []
    for number, share in enumerate(np.linspace(0.10, 0.90, count)):
        start = 0.015 + (last - 0.015) * number / (count - 1)
        at = np.linspace(start, end - 0.05 * (number % 3), 48)
        turn = np.clip((at - start) / 0.34, 0, 1)
        out = (1 - (1 - share) * (turn * (2 - turn)))[:, None]
        lines.append((1 - out) * along(a, at) + out * along(b, at))
    return lines


def strand(a, b, share, start, end, count=40):
    """Return a line between two edges (n, 2), at a share of the way from one to the other."""
    at = np.linspace(start, end, count)
    return (1 - share) * along(a, at) + share * along(b, at)


def tendon(sheet: Sheet, side: int) -> None:
    """Draw the common tendon that grows out of the muscle before the hip."""
    outer = [(88, 34, 1), (94, 8), (97.5, -16), (101, -38), (103.5, -53), (104, -66)]
    inner = [(86, 8), (86.5, -14), (89.5, -34), (93, -50), (95.8, -61), (98, -67.5)]
    sheet.part("tendon", half([*outer, *inner[::-1]], side), "tendon", 5.0, line="")
    a, b = curve(half(outer, side)), curve(half([outer[0], *inner], side))
    sheet.runs("plate-fine", [b[len(b) // 4 :]])
    sheet.runs("tendon-fibre", [strand(a, b, f, 0.16, 0.95) for f in (0.05, 0.35, 0.65)])
    sheet.line(
        "plate-line", half([(104, -50), (104.5, -62), (101, -69), (96, -64), (92, -54)], side)
    )


ORIGIN = [(60, 97), (62, 113), (68, 124), (78, 132), (92, 136), (106, 136), (118, 131), (127, 121),
          (132.5, 109), (131.5, 98), (128, 88), (121, 76)]  # fmt: skip
ILIACUS_OUTER = [(121, 76), (119, 62), (118, 46), (116, 28), (113.5, 8), (111, -14), (109, -36),
                 (109, -56), (108, -71)]  # fmt: skip
ILIACUS_INNER = [(60, 97), (64, 80), (70, 58), (76, 34), (80, 10), (84, -16), (92, -42), (99, -60),
                 (104, -72)]  # fmt: skip


def iliacus(sheet: Sheet, side: int) -> None:
    """Draw the fan of the iliacus in the iliac fossa, down to the lesser trochanter."""
    rim = [*ORIGIN, *ILIACUS_OUTER[1:], *ILIACUS_INNER[:0:-1]]
    rim = sheet.part("iliacus", half(rim, side), "iliacus", 13.0, lift=1.6)
    a, b = curve(half(ILIACUS_OUTER, side)), curve(half(ILIACUS_INNER, side))
    arc = curve(half(ORIGIN, side))[::-1]
    lines = []
    for number, f in enumerate(np.linspace(0.05, 0.95, 25)):
        plain = strand(a, b, f, 0, 1)
        swing = along(arc, f) - plain[0]
        reach = np.clip(1 - np.linspace(0, 1, 40) / 0.75, 0, 1)[:, None]
        keep = slice(1 + 2 * (number % 2), 26 + 4 * (number % 3))
        lines.append((plain + swing * reach)[keep])
    sheet.runs("iliacus-fibre", lines, rim)


def psoas_minor(sheet: Sheet, side: int) -> None:
    """Draw the psoas minor: a short belly and a long flat tendon that stops at the pelvis."""
    top = heights()["T12"][0]
    cord = [(33, 196), (37, 172), (42.5, 142), (48, 110), (54, 78), (59, 48), (60.5, 26), (58, 12),
            (53, 4)]  # fmt: skip
    left = [(32, 204), (35.2, 172), (40.8, 142), (46.3, 110), (52.2, 78), (56.8, 48), (57.5, 27),
            (54, 14), (48, 4)]  # fmt: skip
    right = [(36, 204), (39, 172), (44.5, 142), (50, 110), (56, 78), (61.4, 48), (64, 27), (64, 18),
             (62, 13)]  # fmt: skip
    sheet.part("tendon", half([*left, *right[::-1]], side), "psoas_minor", 2.5, line="plate-fine",
               lift=0.8)  # fmt: skip
    sheet.runs("tendon-fibre", [curve(half(cord, side))])
    outer = [(21.5, top + 8), (27, top - 4), (32, 246), (36.5, 226), (37.5, 208), (36, 190)]
    inner = [(18, top + 3), (19.5, top - 9), (22.5, 250), (27, 230), (31, 210), (34.3, 190)]
    sheet.part("minor", half([*outer, *inner[::-1]], side), "psoas_minor", 4.0, lift=0.8)
    a, b = curve(half(outer, side)), curve(half(inner, side))
    sheet.runs("minor-fibre", [strand(a, b, f, 0.08, 0.92) for f in (0.25, 0.5, 0.75)])


def inguinal_ligament(sheet: Sheet, side: int) -> None:
    """Draw the inguinal ligament from the front upper spine of the ilium to the pubis."""
    line = [(121, 70), (104, 49), (84, 25), (62, 1), (42, -17), (25, -27.5)]
    (run,) = sheet.cords("ligament", [("inguinal_ligament", 5.4, half(line, side))], 1.0)
    sheet.runs(
        "plate-faint", [run[3:-6] + np.array([-0.6, -0.9]), run[8:-3] + np.array([0.6, 0.9])]
    )


def obturator_nerve(sheet: Sheet, side: int) -> None:
    """Draw the obturator nerve from the inner edge of the psoas to the obturator foramen."""
    line = [(34, 124), (38, 104), (48, 82), (54, 58), (56, 34), (53, 8), (49, -14), (47, -30),
            (45.5, -38), (45, -50)]  # fmt: skip
    sheet.cords("nerve", [("obturator", 3.2, half(line, side))], 0.7)


def femoral_nerve(sheet: Sheet, side: int) -> None:
    """Draw the femoral nerve from the outer edge of the psoas to below the ligament."""
    lines = (
        (4.8, [(54, 168), (64, 146), (77, 118), (87.5, 88), (94.5, 58), (98, 30), (99.5, 2)]),
        (2.6, [(99.3, 6), (103, -10), (111, -34), (118, -62)]),
        (2.6, [(99.3, 6), (102, -16), (107, -46), (109, -76)]),
        (2.4, [(99.3, 8), (97, -8), (91, -26)]),
    )
    sheet.cords("nerve", [("femoral", width, half(line, side)) for width, line in lines])


def genitofemoral_nerve(sheet: Sheet, side: int) -> None:
    """Draw the genitofemoral nerve on the front of the psoas, with its two branches."""
    lines = (
        (2.4, [(34, 206), (38, 184), (45, 152), (53, 122), (62, 94), (71, 64), (80, 36), (87, 14)]),
        (2.0, [(61, 97), (66, 76), (68, 52), (65, 28), (60, 8)]),
    )
    sheet.cords("nerve", [("genitofemoral", width, half(line, side)) for width, line in lines])
    sheet.ring("plate-fine", [(side * 32.4, -205), (side * 34, -208.5), (side * 36, -206)], "")
