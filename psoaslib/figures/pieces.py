"""Draw the bones of the length lab as rigid pieces, from the side and from the front.

The browser turns each piece about its joint, so a piece is drawn once, as the plates draw it: in
millimetres of the standing body from the right hip joint, x to the right of the picture and y
downwards. From the side that is forwards; from the front the right hip lies on the left. Lower
thigh bone, kneecap and shin bone are our own, by eye after their general form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from psoaslib.figures import muscle, plate_style
from psoaslib.figures import plate_bones as bones
from psoaslib.figures import plate_side as side
from psoaslib.figures.picture import data
from psoaslib.figures.plate_lines import ellipse
from psoaslib.figures.plate_pen import Sheet

FRAME = (-240.0, -360.0, 240.0, 560.0)
HIP = 83.5
"""How far the hip joints lie from the middle, mm."""
KNEE = (4.0, -402.0)
"""Centre of the knee from the hip joint, (forwards, up) in mm."""
THIGH = [
    *side.FEMUR[:13], (-4, -240), (-1, -290), (0, -330), (-3, -356), (-12, -372), (-24, -382),
    (-32, -394), (-33, -408), (-27, -420), (-14, -425), (0, -422), (14, -423), (26, -418),
    (34, -406), (35, -392), (31, -378), (27, -362), (24, -338), (23, -300), (23.5, -240),
    *side.FEMUR[15:],
]  # fmt: skip
SHIN = [
    (-28, -426, 1), (-14, -423), (0, -424), (16, -424), (27, -427), (31, -434), (30, -445),
    (33, -458), (30, -468), (22, -480), (18, -500, 1), (-11, -500, 1), (-14, -474), (-20, -458),
    (-28, -446), (-32, -436),
]  # fmt: skip
KNEECAP = [(41, -372), (48, -374), (53, -382), (54, -392), (50, -402), (43, -407), (39, -400),
           (37.5, -388)]  # fmt: skip


LINES = 2.3
"""How wide lines are against a plate's, since the lab shows much more in less room."""
LESSER = ("femur", -21, -62)
FAN_ASIDE = [("pelvis", x, y) for x, y in ((-44, 94), (-36, 109), (-18, 117), (4, 119), (26, 114),
                                           (45, 103), (60, 86))]  # fmt: skip
FAN_IN_FRONT = [("pelvis", -x, y) for x, y in ((63, 104), (68, 120), (80, 130), (96, 133),
                                               (112, 129), (124, 116), (129, 100))]  # fmt: skip
FLESH = {"way": [0, 0.2, 0.5, 0.8, 1], "radius": [75, 95, 85, 65, 40]}
CORD = {"way": [0, 1], "radius": [26, 22]}
SPINDLE = {"way": [0, 0.12, 0.35, 0.6, 0.85, 0.95, 1], "radius": [28, 62, 118, 128, 84, 44, 40]}
WIDE = 0.85
"""How wide a strand is drawn, as a share of the slips of content/psoas_drawing.toml."""


def draw() -> dict[str, Any]:
    """Return, for "side" and "front", pieces in drawing order, discs, joints and names.

    A piece is {name, layers: [[look, path data]]}, or {muscle, strands, holds, end, front, shape}
    where a muscle lies in that order; a place of a muscle is [piece, [x, y]]. Tenths of a
    millimetre. "style" is the style block of their looks.
    """
    views = {"side": _side(), "front": _front()}
    pieces = [piece for view in views.values() for piece in view["pieces"]]
    looks = {look for piece in pieces for look, _ in piece.get("layers", ())}
    return views | {"style": plate_style.sheet({*looks, "disc"}, LINES)}


def _side() -> dict[str, Any]:
    levels = side.levels()
    pieces = [
        *(_piece(f"{name} arch", lambda s, n=name: side.arch(s, n, *levels[n])) for name in levels),
        _piece("pelvis sacrum", _sacrum_aside),
        *(_piece(name, lambda s, n=name: side.vertebra(s, n, *levels[n])) for name in levels),
        _muscle("iliacus", FAN_ASIDE, [("pelvis", 42, 34), ("pelvis", 40, -8)], LESSER, FLESH),
        _muscle(
            "psoas",
            _slips_aside(levels),
            [("pelvis", 45, 40), ("pelvis", 46, -4)],
            LESSER,
            _psoas_shape(),
        ),
        _piece("shin", _shin),
        _piece("femur", _thigh_aside),
        _piece("pelvis", _hip_aside),
        _muscle("tendon", [("kneecap", 45, -404)], [], ("shin", 30, -462), CORD),
        _muscle(
            "rectus_femoris",
            [("pelvis", 48, 24)],
            [("femur", 31, -16), ("femur", 33, -180)],
            ("kneecap", 48, -376),
            SPINDLE,
        ),
        _piece("kneecap", _kneecap),
    ]
    joints = {name: _tenths(low * [1, -1]) for name, (low, _) in levels.items()}
    return {
        "pieces": pieces,
        "joints": joints | {"hip": [0, 0], "knee": _tenths((KNEE[0], -KNEE[1]))},
        "discs": {name: _disc_aside(name, *ends) for name, ends in levels.items()},
        "names": {name: _tenths(np.add(low * [1, -1], (-84, -10)))
                  for name, (low, _) in levels.items()},
    }  # fmt: skip


def _front() -> dict[str, Any]:
    heights = bones.heights()
    pieces = [
        _piece("T12 rib", lambda s: [bones.rib(s, way) for way in (-1, 1)]),
        *(_piece(f"{name} process", lambda s, n=name: [bones.transverse(s, n, w) for w in (-1, 1)])
          for name in bones.LEVELS[:-1]),
        _piece("pelvis sacrum", bones.sacrum),
        *(_piece(name, lambda s, n=name: bones.vertebra(s, n)) for name in bones.LEVELS),
        _piece("pelvis wall", lambda s: [bones.hip_inside(s, way) for way in (-1, 1)]),
        _piece("femur", lambda s: bones.thigh_bone(s, -1)),
        _piece("pelvis", _hips_in_front),
        _muscle("iliacus", FAN_IN_FRONT, [("pelvis", -100, 40), ("pelvis", -101, -14)],
                ("femur", -102, -64), FLESH, -1),
        _muscle("psoas", [(name, -bones.HALF[name] - 1, low + 0.55 * (high - low))
                          for name, (low, high) in heights.items()],
                [("pelvis", -56, 96), ("pelvis", -76, 36), ("pelvis", -87, -14)],
                ("femur", -99, -62), _psoas_shape(), -1),
    ]  # fmt: skip
    order = list(bones.LEVELS)
    starts = {}
    for number, name in enumerate(order):
        low = heights[name][0]
        starts[name] = (heights[order[number - 1]][1] + low) / 2 if number else low - 5
    return {
        "pieces": pieces,
        "joints": {name: _tenths((0, -y)) for name, y in starts.items()}
        | {"hip": _tenths((-HIP, 0))},
        "discs": {name: _disc_in_front(name, heights, order) for name in order},
        "names": {name: _tenths((0, -(low + high) / 2 + 3))
                  for name, (low, high) in heights.items()},
    }  # fmt: skip


def _slips_aside(levels) -> list[tuple[str, float, float]]:
    """Return where the slips of the psoas arise on the vertebrae, seen from the side."""
    slips = []
    for name, (low, high) in reversed(levels.items()):
        up = high - low
        ahead = np.array([up[1], -up[0]]) / np.linalg.norm(up)
        slips.append((name, *(low + 0.6 * up + 2 * ahead)))
    return slips


def _psoas_shape() -> dict[str, list[float]]:
    """Return how thick a slip of the psoas is along its way, from content, in tenths of mm."""
    shape = muscle.content()["shape"]
    return {"way": shape["way"], "radius": [round(1e4 * WIDE * r) for r in shape["radius"]]}


def _muscle(name, strands, holds, end, shape, front=1) -> dict[str, Any]:
    """Return a muscle: where its strands begin, what holds them off the bone, where they end.

    front: 1 where the holds keep it to the right of its way down in the picture, else -1.
    """

    def at(place):
        return [place[0], _tenths((place[1], -place[2]))]

    return {
        "muscle": name,
        "strands": [at(place) for place in strands],
        "holds": [at(place) for place in holds],
        "end": at(end),
        "front": front,
        "shape": shape,
    }


def _piece(name: str, drawn: Callable[[Sheet], Any]) -> dict[str, Any]:
    sheet = Sheet(FRAME)
    drawn(sheet)
    paths = ((layer.look, data(layer)) for layer in sheet.layers)
    return {"name": name, "layers": [[look, path] for look, path in paths if path]}


def _up(points) -> list[tuple]:
    return [(p[0], -p[1], *p[2:]) for p in points]


def _sacrum_aside(sheet: Sheet) -> None:
    sheet.part("bone", _up(side.SACRUM), "sacrum", 9.0)
    for line in ([(-22, 93), (-36, 107)], [(-56, 66), (-66, 80)], [(-76, 44), (-88, 52)]):
        sheet.line("plate-faint", _up(line))


def _hip_aside(sheet: Sheet) -> None:
    """Draw the hip bone, clear, with its socket, since the muscles pass behind it."""
    sheet.part("clear", _up(side.HIP), "hip_bone", 12.0, holes=[_up(side.HOLE)])
    for line in (
        [(62, 88), (50, 101), (32, 112), (8, 118), (-16, 117), (-40, 109), (-60, 97)],
        [(44, 66), (26, 84), (0, 92), (-24, 84), (-40, 66)],
        [(-38, -84), (-26, -88), (-14, -84)],
    ):
        sheet.line("plate-faint", _up(line))
    sheet.ring("plate-fine", ellipse(0, 0, 29, 28))


def _thigh_aside(sheet: Sheet) -> None:
    sheet.ring("bone", ellipse(0, 0, 23.5, 23.5))
    sheet.ring("plate-fine", ellipse(0, 0, 23.5, 23.5))
    sheet.part("clear", _up(THIGH), "femur", 11.0)
    for line in (
        [(-24, -404), (-10, -412), (6, -412), (20, -404)],
        [(28, -366), (33, -384), (33, -400)],
        [(-18, -10), (-20, -26), (-16, -40)],
    ):
        sheet.line("plate-faint", _up(line))


def _shin(sheet: Sheet) -> None:
    sheet.part("bone", _up(SHIN), "shin", 9.0)
    sheet.line("plate-faint", _up([(-24, -434), (-6, -431), (12, -432), (26, -436)]))
    sheet.ring("bone-in", ellipse(3.5, 500, 14.5, 3.6))
    sheet.ring("plate-line", ellipse(3.5, 500, 14.5, 3.6))


def _kneecap(sheet: Sheet) -> None:
    sheet.part("bone", _up(KNEECAP), "kneecap", 7.0)


def _hips_in_front(sheet: Sheet) -> None:
    for way in (-1, 1):
        bones.hip_bone(sheet, way)
    bones.symphysis(sheet)


def _disc_aside(name: str, low: np.ndarray, high: np.ndarray) -> list[list[int]]:
    """Return the corners of a disc: front and back below, back and front above."""
    below = side.foot(name, low, high) * [1, -1]
    h = np.linalg.norm(high - low)
    up = (high - low) / h
    ahead = np.array([up[1], -up[0]])
    gap = (1 - bones.BODY) * h + 0.5
    above = (low + np.array([[-16.5, gap], [18, gap]]) @ np.array([ahead, up])) * [1, -1]
    return [_tenths(p) for p in (*below, *above)]


def _disc_in_front(name: str, heights, order: list[str]) -> list[list[int]]:
    low = heights[name][0]
    number = order.index(name)
    below = heights[order[number - 1]][1] if number else low - 8.5
    w = bones.HALF[name]
    corners = [(w, -below), (-w, -below), (-w + 1.5, -low - 1.5), (w - 1.5, -low - 1.5)]
    return [_tenths(p) for p in corners]


def _tenths(point) -> list[int]:
    return [round(10 * float(v)) for v in point]
