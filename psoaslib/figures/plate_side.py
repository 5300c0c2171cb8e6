"""Draw the plate from the side: the curve of the spine, and the way of the psoas to the femur.

Points are (forwards, up) from the hip joints in millimetres; the body faces to the right. What
lies nearer than the muscles, hip bone and femur, is drawn as if it were clear.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from psoaslib import body
from psoaslib.figures import mesh, raster
from psoaslib.figures.plate_bones import BODY
from psoaslib.figures.plate_lines import along, curve, ellipse
from psoaslib.figures.plate_muscles import fibres, strand
from psoaslib.figures.plate_pen import Sheet
from psoaslib.figures.view import Camera

FRAME = (-168.0, -330.0, 168.0, 206.0)
LEVELS = ("L5", "L4", "L3", "L2", "L1", "T12", "T9")
SPINOUS = {"L5": 56.0, "L4": 62.0, "L3": 63.0, "L2": 62.0, "L1": 58.0, "T12": 50.0}
"""How far behind the line of the bodies each spinous process ends, mm."""
SPOTS = {
    "t12": (-48, -287),
    "lordosis": (-57, -187),
    "sacrum": (-88, -38),
    "hip_centre": (0, 0),
    "greater_trochanter": (-20, 22),
    "ischium": (-36, 74),
    "femur": (-2, 150),
    "psoas_major": (-9, -219),
    "iliacus": (51, -88),
    "asis": (68, -67),
    "brim": (40, 2),
    "inguinal_ligament": (73, 12),
    "pubis": (62, 50),
    "lesser_trochanter": (-18, 61),
}
HIP = [
    (70, 66, 1), (68, 80), (61, 96), (48, 111), (30, 122), (8, 128), (-16, 127), (-40, 119),
    (-60, 107), (-74, 94), (-79, 86), (-75, 80), (-70, 72), (-66, 66), (-55, 62), (-44, 54),
    (-38, 42), (-36, 28), (-39, 14), (-46, 4), (-54, -3), (-50, -8), (-42, -12), (-40, -22),
    (-43, -34), (-49, -44), (-52, -58), (-49, -74), (-41, -88), (-30, -97), (-18, -98), (-6, -93),
    (10, -84), (27, -74), (42, -67), (54, -66), (60, -58), (65, -46), (68, -37), (63, -31),
    (54, -24), (46, -14), (42, -2), (40, 10), (40, 20), (45, 28), (46, 34), (43, 41), (46, 48),
    (54, 55), (62, 61),
]  # fmt: skip
HOLE = [(12, -37), (28, -34), (44, -37), (50, -46), (42, -56), (26, -64), (8, -72), (-8, -72),
        (-14, -62), (-10, -48)]  # fmt: skip
SACRUM = [(1, 109), (-12, 114), (-33, 118), (-42, 110), (-57, 100), (-66, 88), (-78, 74), (-88, 56),
          (-96, 38), (-102, 20), (-106, 4), (-104, -10), (-99, -26), (-92, -36), (-89, -33),
          (-92, -22), (-95, -8), (-96, 4), (-91, 20), (-80, 38), (-66, 56), (-48, 72), (-28, 86),
          (-10, 98)]  # fmt: skip
FEMUR = [
    (-12, 11), (-22, 9), (-30, 2), (-33, -12), (-31, -28), (-27, -42), (-25, -51), (-29, -57),
    (-28, -64), (-22, -71), (-17, -84), (-13, -110), (-9, -150), (-5, -192, 1), (24, -192, 1),
    (21, -160), (17, -120), (14, -84), (13, -52), (14, -34), (13, -18), (8, -5), (0, 4),
]  # fmt: skip
FRONT = [(-29, 296), (-21, 272), (-10, 246), (-1, 218), (6, 190), (13, 162), (22, 134),
         (34, 104), (46, 73), (56, 42), (59, 16), (55, -8), (44, -29), (26, -45), (6, -57),
         (-10, -64)]  # fmt: skip
BACK = [(-40, 285), (-33, 262), (-26, 236), (-20, 208), (-16, 180), (-14, 152), (-9, 126),
        (4, 96), (19, 64), (31, 36), (37, 12), (34, -8), (24, -23), (8, -38), (-8, -48),
        (-21, -55)]  # fmt: skip
ORIGIN = [(-44, 92), (-46, 104), (-36, 113), (-18, 120), (6, 122), (28, 116), (46, 105), (58, 91),
          (64, 76)]  # fmt: skip
ILIACUS_FRONT = [(64, 76), (58, 58), (52, 40), (56, 16), (54, -8), (42, -30), (22, -48), (0, -62),
                 (-16, -72)]  # fmt: skip
ILIACUS_BACK = [(-44, 92), (-26, 78), (-8, 60), (6, 40), (16, 18), (20, -4), (14, -26), (0, -44),
                (-20, -60)]  # fmt: skip


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(FRAME)
    sheet.part("ghost", _silhouette(), "body", 0, line="")
    _spine(sheet)
    sheet.part("bone", _up(SACRUM), "sacrum", 9.0)
    for line in ([(-22, 93), (-36, 107)], [(-56, 66), (-66, 80)], [(-76, 44), (-88, 52)]):
        sheet.line("plate-faint", _up(line))
    _iliacus(sheet)
    _psoas(sheet)
    sheet.part("clear", _up(HIP), "hip_bone", 12.0, holes=[_up(HOLE)])
    for line in (
        [(62, 88), (50, 101), (32, 112), (8, 118), (-16, 117), (-40, 109), (-60, 97)],
        [(44, 66), (26, 84), (0, 92), (-24, 84), (-40, 66)],
        [(-38, -84), (-26, -88), (-14, -84)],
    ):
        sheet.line("plate-faint", _up(line))
    sheet.name("pubis", np.array(_up([(50, -34), (66, -38), (62, -58), (54, -64), (48, -52)])))
    sheet.name("asis", ellipse(68, -67, 6, 8))
    sheet.name("brim", ellipse(41, 0, 5, 12))
    sheet.name("ischium", np.array(_up(HIP[25:33])))
    sheet.ring("plate-fine", ellipse(0, 0, 29, 28))
    sheet.ring("clear", ellipse(0, 0, 23.5, 23.5), "head")
    sheet.ring("plate-fine", ellipse(0, 0, 23.5, 23.5))
    sheet.part("clear", _up(FEMUR), "femur", 10.0)
    sheet.name("greater_trochanter", np.array(_up(FEMUR[:7] + FEMUR[-2:])))
    sheet.name("lesser_trochanter", ellipse(-19, 60, 9, 9))
    sheet.ring("bone-in", ellipse(9, 192, 14, 4))
    sheet.ring("plate-line", ellipse(9, 192, 14, 4))
    band = _up([(70, 66), (74, 42), (75, 12), (72, -14), (66, -33)])
    sheet.cords("ligament", [("inguinal_ligament", 4.6, band)], 1.0)
    sheet.runs("hidden", [np.array([[0, 0], [37, -6]])])
    sheet.ring("plate-ground", ellipse(0, 0, 4.2, 4.2), "hip_centre")
    sheet.ring("plate-line", ellipse(0, 0, 4.2, 4.2))
    sheet.runs("plate-line", [np.array([[-7, 0], [7, 0]]), np.array([[0, -7], [0, 7]])])
    sheet.write("front", 136, -312)
    sheet.write("back", -136, -312)
    return sheet


def _up(points) -> list[tuple]:
    return [(p[0], -p[1], *p[2:]) for p in points]


def _silhouette() -> list[tuple]:
    """Return the outline of the standing body's trunk and right thigh from the right side.

    It runs on past the frame above and below, so that no edge closes it there.
    """
    posed = body.standing()
    flesh = body.flesh(posed)
    sweeps = [mesh.refine(sweep, 3) for name in ("torso", "right_thigh") for sweep in flesh[name]]
    solid = mesh.join([mesh.hulls(sweep, sweep, 0) for sweep in sweeps])
    middle = 1000 * posed.frames["pelvis"][1]
    left, top, right, bottom = FRAME
    shape = (round(bottom - top), round(right - left))
    grid = raster.Grid(np.array([left + middle[0], top - middle[1]]), shape)
    seen = raster.paint(solid, Camera(0.0, 0.0), grid)
    rows = [np.flatnonzero(row)[[0, -1]] for row in seen.label >= 0]
    edge = np.array([(*row, y) for y, row in enumerate(rows)], float) + [left, left, top]
    # The cells are a millimetre wide: without this their steps show in the line.
    edge[:, :2] = gaussian_filter1d(edge[:, :2], 5.0, axis=0, mode="nearest")
    edge = edge[::9]
    edge = np.vstack([edge[:1] - [0, 0, 20], edge, edge[-1:] + [0, 0, 20]])
    return [*map(tuple, edge[:, [0, 2]]), *map(tuple, edge[::-1, [1, 2]])]


def levels() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return where the disc of each of L5 to T12 begins and its body ends, (forwards, up) in mm."""
    frames = body.standing().frames
    middle = frames["pelvis"][1]
    base = {name: 1000 * (frames[name][1] - middle)[:2] for name in LEVELS}
    top = base["T12"] + 28 / 75 * (base["T9"] - base["T12"])
    ends = [*(base[name] for name in LEVELS[:-1]), top]
    return dict(zip(LEVELS[:-1], zip(ends, ends[1:], strict=False), strict=True))


def _spine(sheet: Sheet) -> None:
    """Draw T12 to L5 with discs, arches and spinous processes."""
    for name, (low, high) in levels().items():
        arch(sheet, name, low, high)
        gap, _, _, at = _level(low, high)
        disc = [*((f[0], -f[1]) for f in foot(name, low, high)),
                *at([(-16.5, gap + 0.5), (18, gap + 0.5)])]  # fmt: skip
        sheet.part("disc", disc, "disc", 4.0)
        vertebra(sheet, name, low, high)


def _level(low: np.ndarray, high: np.ndarray):
    """Return the disc's height, the whole height, the two directions, and what places points."""
    h = np.linalg.norm(high - low)
    up = (high - low) / h
    ahead = np.array([up[1], -up[0]])

    def at(points):
        return [(*((low + p[0] * ahead + p[1] * up) * [1, -1]), *p[2:]) for p in points]

    return (1 - BODY) * h, h, np.array([ahead, up]), at


def foot(name: str, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Return the front and back end (2, 2) of where a level's disc stands, mm."""
    if name == "L5":
        return np.array([-17.0, 112.0]) + np.array([[16, -4], [-17, 7.0]])
    _, _, axes, _ = _level(low, high)
    return np.array([[17.5, 0.5], [-17, 0.5]]) @ axes + low


def arch(sheet: Sheet, name: str, low: np.ndarray, high: np.ndarray) -> None:
    """Draw the arch of a vertebra with its processes."""
    _, h, _, at = _level(low, high)
    far = SPINOUS[name]
    spine = [(-0.28, 0.74), (-0.75, 0.66), (-0.95, 0.60), (-1, 0.46), (-0.97, 0.12), (-0.84, 0.02),
             (-0.5, 0.16), (-0.22, 0.30)]  # fmt: skip
    shape = [(-14, 0.74 * h), (-24, 0.80 * h), (-27, 1.04 * h), (-32, 1.06 * h), (-33, 0.80 * h),
             *((-33 + (far - 33) * x, y * h) for x, y in spine),
             (-36, 0.30 * h), (-36, 0.06 * h), (-30, 0.04 * h), (-28, 0.36 * h),
             (-20, 0.50 * h), (-14, 0.50 * h)]  # fmt: skip
    sheet.part("bone", at(shape), f"arch_{name}", 4.0, line="plate-fine")
    if name != "T12":
        sheet.part("bone", at([(-27, 0.72 * h), (-21, 0.70 * h), (-21, 0.56 * h),
                               (-27, 0.55 * h)]), "", 3.0, line="plate-fine")  # fmt: skip


def vertebra(sheet: Sheet, name: str, low: np.ndarray, high: np.ndarray) -> None:
    """Draw the body of a vertebra, with its name beside it."""
    gap, h, _, at = _level(low, high)
    shape = [(17, h), (18.5, h - 2.5), (16.6, 0.80 * h), (15.2, 0.58 * h), (16.8, 0.38 * h),
             (18.8, gap + 2), (17.5, gap - 0.5), (-15.5, gap - 0.5), (-17, gap + 2),
             (-15.5, 0.45 * h), (-15.5, 0.7 * h), (-17, h - 1.5), (-15.5, h)]  # fmt: skip
    sheet.part("bone", at(shape), name.lower(), 8.0)
    if name != "T12":
        level = [(19, 0), (-40, 0.05 * h), (-64, 0.2 * h), (-64, 0.7 * h), (-33, 1.06 * h), (18, h)]
        sheet.name("lordosis", np.array(at(level)))
    # L5 leans so far that its own front points into the muscle.
    sheet.write(name, *((29, -150) if name == "L5" else at([(31, 0.60 * h)])[0]))


def _iliacus(sheet: Sheet) -> None:
    rim = _up([*ORIGIN, *ILIACUS_FRONT[1:], *ILIACUS_BACK[:0:-1]])
    rim = sheet.part("iliacus", rim, "iliacus", 12.0, lift=1.2)
    a, b, arc = (curve(_up(line)) for line in (ILIACUS_BACK, ILIACUS_FRONT, ORIGIN))
    lines = []
    for number, f in enumerate(np.linspace(0.05, 0.95, 22)):
        plain = strand(a, b, f, 0, 1)
        reach = np.clip(1 - np.linspace(0, 1, 40) / 0.75, 0, 1)[:, None]
        lines.append((plain + (along(arc, f) - plain[0]) * reach)[1 + number % 2 : 34])
    sheet.runs("iliacus-fibre", lines, rim)


def _psoas(sheet: Sheet) -> None:
    rim = sheet.part("psoas", _up([*FRONT, (-20, -64), *BACK[::-1]]), "psoas_major", 11.0, lift=1.2)
    a, b = curve(_up(FRONT)), curve(_up(BACK))
    sheet.runs("psoas-fibre", fibres(a, b, 15, 0.42, 0.95), rim)
