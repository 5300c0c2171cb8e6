"""Draw the plate of the slice at L4: what lies round the psoas major, and in it.

Points are (outwards from the middle, forwards from the hip joints) in millimetres; the slice is
seen from below, so the front of the body is up and its right side on the left of the picture. The
skin is that of the standing body at this height, the vertebra stands where its spine has it; all
else is shaped by eye round these, as in plate_bones.
"""

from __future__ import annotations

import numpy as np

from psoaslib import body
from psoaslib.figures.plate_bones import half, heights, whole
from psoaslib.figures.plate_lines import curve, ellipse
from psoaslib.figures.plate_pen import Sheet

FRAME = (-150.0, -122.0, 150.0, 108.0)
SIDES = (-1, 1)
SPOTS = {
    "rectus": (-36, -84),
    "bowel": (-88, -46),
    "vena_cava": (-18, -22),
    "gonadal": (-60.9, -15.4),
    "front_layer": (-46, -1),
    "plexus": (-53.8, 18),
    "back_layer": (-42, 25),
    "quadratus": (-74, 31),
    "erector": (-60, 60),
    "multifidus": (-17, 64),
    "wall": (107, -58),
    "aorta": (10, -22),
    "ureter": (35.4, -21),
    "genitofemoral": (43.8, -18.8),
    "sympathetic": (29.8, -9.4),
    "l4": (15, 5),
    "sac": (3, 31),
    "transverse_process": (42, 35.6),
    "fascia": (87, 46.4),
    "spinous_process": (0.5, 70),
}

BONE = [(0, 11.6), (10, 11.2), (18.5, 7.5), (24, 0.5), (25.5, -8), (23.2, -16), (18.6, -21.4),
        (20.5, -25.5), (28, -30), (38, -32.6), (46, -33.2), (48.2, -35.2), (46, -37.6), (36, -38.4),
        (29.5, -38.6), (27.5, -42), (23, -46), (17, -46.5), (11.5, -49.5), (6.5, -55), (3.8, -61),
        (4.2, -71), (3, -76), (0, -77)]  # fmt: skip
CANAL = [(0, -23.6), (8, -24.4), (12, -29), (9, -36), (4, -40.5), (0, -42)]
CORE = [(0, 9.4), (9, 9), (16.5, 5.8), (21.6, 0), (23, -8), (20.8, -14.6), (14, -19), (6, -20.4),
        (0, -20.2)]  # fmt: skip
FRONT = [(28.4, 7), (34, 14.6), (44.5, 18), (55.5, 14), (62, 4), (62.8, -6), (58.4, -14.2),
         (49, -15.8), (40, -15.8), (32, -16.6), (27.2, -15), (28.2, -7), (27.2, 1)]  # fmt: skip
BACK = [(26.6, -21.4), (34, -20.6), (42, -20.4), (50, -20.4), (58, -18.6), (58.8, -22.8),
        (53, -28), (44, -30.2), (34, -29), (27.4, -26.4)]  # fmt: skip
QUADRATUS = [(51, -33), (57.6, -29), (64.5, -21.6), (75, -19.6), (84, -26), (89.4, -36), (87, -43),
             (78, -41.4), (64, -38)]  # fmt: skip
MULTIFIDUS = [(6.2, -58), (12, -51.6), (18, -48.6), (23.6, -48), (28.6, -43.6), (32, -41.4),
              (33.4, -52), (32.2, -66), (29.4, -77), (17, -77.4), (6, -76), (6.2, -68)]  # fmt: skip
ERECTOR = [(35, -40.8), (46, -40.4), (58, -41.6), (72, -45), (82.6, -49.4), (80, -60), (67, -71),
           (48, -76.6), (31.6, -77.4), (34.2, -66), (35.6, -52)]  # fmt: skip
RECTUS = [(3.8, 88.2), (24, 90), (46, 86.6), (59.4, 79.2), (48, 77.8), (28, 79), (4, 79.4)]
WALL = [(61, 78.6), (84, 68.5), (100, 52), (109, 30), (111, 3), (108, -20), (99.4, -36),
        (88, -46.4)]  # fmt: skip
FLAT = ((0.0, 3.8, 1.0), (4.0, 6.6, 1.0), (10.8, 5.0, 0.88))
"""The flat muscles from within: how far out each begins, how thick it is, how far back it goes."""
SAC = [(0, 36), (54, 33), (67, 22), (77, 11), (90, 18.8), (101.6, 12), (106, 4.4), (109.6, 8),
       (108, 28), (96, 51), (80, 66.4), (58, 75.4), (26, 76.4), (0, 76)]  # fmt: skip
LAYERS = (
    [(2, -79), (18, -80), (34, -80), (50, -79.2), (69, -73), (82.4, -61), (85.4, -50),
     (88, -46.6)],
    [(47.6, -36.6), (60, -39.6), (74, -43.4), (88, -46.6)],
    [(46, -31), (57, -26.8), (64, -19.4), (75, -17.4), (85.4, -24.6), (91.4, -36), (88, -46.6)],
)  # fmt: skip
LOOPS = ((-77, 48, 21, 14, 38), (-35, 59, 21, 14, -7), (6, 58, 18, 15, 14), (47, 59, 20, 14, 10),
         (83, 43, 18, 14, -48), (-45, 38.4, 15, 6.6, 6), (44, 38.8, 16, 6.6, -6))  # fmt: skip
URETER = (34.4, 18.2)
COLON = {-1: (88, 0.5, 14.5, 15), 1: (87, 0.5, 11.5, 12)}


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(FRAME)
    _skin(sheet)
    _wall(sheet)
    _belly(sheet)
    for side in SIDES:
        _back(sheet, side)
    _vertebra(sheet)
    for side in SIDES:
        _psoas(sheet, side)
    for line in LAYERS:
        sheet.cords("ligament", [("fascia", 1.7, half(line, side)) for side in SIDES], 1.0)
    _vessels(sheet)
    sheet.write("front", 0, -113)
    sheet.write("back", 0, 101)
    sheet.write("R", -138, -108)
    sheet.write("L", 138, -108)
    return sheet


def skin() -> np.ndarray:
    """Return the outline (n, 2) of the standing body at the middle of L4, as points of a plate."""
    posed = body.standing()
    hips = posed.frames["pelvis"][1]
    torso = 1000 * (body.flesh(posed)["torso"][0] - hips)
    level = sum(heights()["L4"]) / 2
    above = np.searchsorted(torso[:, :, 1].mean(1), level)
    low, high = torso[above - 1], torso[above]
    share = (level - low[:, 1].mean()) / (high[:, 1].mean() - low[:, 1].mean())
    ring = (1 - share) * low + share * high
    return np.stack([-ring[:, 2], -ring[:, 0]], 1)


def offset(line: np.ndarray, far) -> np.ndarray:
    """Return a line (n, 2) moved to its left by `far` mm, a number or one for each point."""
    way = np.gradient(line, axis=0)
    across = np.stack([way[:, 1], -way[:, 0]], 1) / np.linalg.norm(way, axis=1)[:, None]
    return line + across * np.broadcast_to(far, len(line))[:, None]


def _skin(sheet: Sheet) -> None:
    rim = curve(skin(), True, 4.0)
    middle = rim.mean(0)
    inner = middle + (rim - middle) * (1 - 3.0 / np.linalg.norm(rim - middle, axis=1))[:, None]
    sheet.part("skin", rim, "skin", 0)
    sheet.ring("fat", inner)
    sheet.ring("plate-fine", inner)


def _wall(sheet: Sheet) -> None:
    """Draw rectus and the three flat muscles, from within outwards."""
    for side in SIDES:
        sheet.part("muscle", half(RECTUS, side), "rectus", 2.5, line="plate-fine")
        sheet.bundles("muscle-bundle", half(RECTUS, side), 4.6)
        guide = curve(half(WALL, side), step=3.0)
        share = np.linspace(0, 1, len(guide))
        for start, thick, end in FLAT:
            keep = share <= end
            swell = np.sqrt(np.sin(np.pi * np.linspace(0.03, 0.97, keep.sum())))
            near = offset(guide, side * start * np.sqrt(np.sin(np.pi * share)))[keep]
            far = near + offset(guide, side * thick)[keep] - guide[keep]
            far = near + (far - near) * swell[:, None]
            rim = np.vstack([near, far[::-1]])
            sheet.part("muscle", rim[::2], "wall", 1.6, line="plate-fine")
            lines = [(1 - f) * near + f * far for f in (0.35, 0.68)]
            sheet.runs("muscle-line", [line[4:-4] for line in lines])
    alba = [(0, 90.4), (2.8, 87.4), (3, 80.6), (0, 78.8)]
    sheet.part("ligament", whole(alba), "", 0, line="plate-fine")


def _belly(sheet: Sheet) -> None:
    """Draw the space within, the bowel as pale loops, and the fat behind the peritoneum."""
    for side in SIDES:
        x, y, wide, high = COLON[side]
        _loop(sheet, side * x, -y, wide, high, 0)
    rim = sheet.ring("cavity", whole(SAC), "cavity")
    sheet.runs("plate-faint", [np.vstack([rim, rim[:1]])])
    for x, y, wide, high, lean in LOOPS:
        _loop(sheet, x, -y, wide, high, -lean)


def _loop(sheet: Sheet, x, y, wide, high, lean) -> None:
    sheet.part("bowel", ellipse(x, y, wide, high, lean), "bowel", 5.0, line="plate-faint")
    turn = np.linspace(0, 2 * np.pi, 54, endpoint=False)
    folds = 0.1 * np.cos(9 * turn)[:, None] * (1 if wide > high + 1 else 0.6)
    middle = np.array([x, y])
    lumen = ellipse(x, y, 0.66 * wide, 0.58 * high, lean, 54)
    sheet.ring("bowel-in", middle + (lumen - middle) * (1 + folds))


def _back(sheet: Sheet, side: int) -> None:
    for name, points, size in (
        ("quadratus", QUADRATUS, 5.0),
        ("multifidus", MULTIFIDUS, 5.6),
        ("erector", ERECTOR, 6.4),
    ):
        rim = sheet.part("muscle", half(points, side), name, 3.0, line="plate-fine")
        sheet.bundles("muscle-bundle", rim, size)


def _vertebra(sheet: Sheet) -> None:
    sheet.part("bone", whole(BONE), "bone", 4.0, holes=[whole(CANAL)])
    sheet.ring("plate-faint", whole(CORE), "l4")
    sheet.ring("fat", whole(CANAL))
    sheet.ring("plate-line", whole(CANAL))
    sheet.part("sac", ellipse(0, 31, 8.4, 6.2), "sac", 2.0)
    for x, y in ((-5, 31), (-3.2, 28.4), (-2.6, 33.6), (0, 30.6), (0.4, 34.6), (2.8, 28.6),
                 (3, 33), (5.4, 31), (0, 27.4)):  # fmt: skip
        sheet.ring("nerve", ellipse(x, y, 0.95, 0.95, count=8))
        sheet.ring("plate-hair", ellipse(x, y, 0.95, 0.95, count=8))
    for side in SIDES:
        sheet.name("transverse_process", np.array(half(BONE[7:15], side)))
    sheet.name("spinous_process", np.array(whole(BONE[-5:])))
    sheet.write("L4", 0, 3)


def _psoas(sheet: Sheet, side: int) -> None:
    rim = sheet.part("back-layer", half(BACK, side), "back_layer", 3.0)
    sheet.bundles("back-layer-bundle", rim, 4.0)
    rim = sheet.part("psoas", half(FRONT, side), "front_layer", 4.5)
    sheet.bundles("psoas-bundle", rim, 4.6)
    for name, x, y, wide, high in (
        ("plexus", 50.4, -18.2, 3.0, 2.4),
        ("plexus", 40.4, -18.2, 2.1, 1.9),
        ("plexus", 32, -19, 1.8, 1.7),
        ("genitofemoral", 42.6, 19.5, 1.7, 1.4),
        ("sympathetic", 26.6, 9.8, 2.3, 1.5),
    ):
        spot = ellipse(side * x, -y, wide, high, count=12)
        sheet.ring("nerve", spot, name)
        sheet.ring("plate-fine", spot)


def _vessels(sheet: Sheet) -> None:
    for name, look, x, y, wide, high in (
        ("vena_cava", "vein", -17.5, 22, 12, 8.4),
        ("aorta", "artery", 10, 22.5, 9.2, 9.2),
        *(("gonadal", "vein", side * 58.6, 15.2, 2.3, 2.0) for side in SIDES),
        *(("gonadal", "artery", side * 53.6, 17.9, 1.6, 1.6) for side in SIDES),
    ):
        sheet.part(look, ellipse(x, -y, wide, high, count=14), name, 0, line="plate-fine")
        wall = min(1.7 if look == "artery" else 1.0, 0.4 * high)
        sheet.ring(f"{look}-in", ellipse(x, -y, wide - wall, high - wall, count=14))
    for side in SIDES:
        sheet.part("ureter", ellipse(side * URETER[0], -URETER[1], 2.9, 2.6, count=12), "ureter", 0,
                   line="plate-fine")  # fmt: skip
        star = [(2.0 * (1 if k % 2 else 0.35)) * np.array([np.cos(t), np.sin(t)]) / 1.5
                for k, t in enumerate(np.linspace(0, 2 * np.pi, 8, endpoint=False))]  # fmt: skip
        sheet.ring("bone-hole", [(side * URETER[0] + p[0], p[1] - URETER[1]) for p in star])
