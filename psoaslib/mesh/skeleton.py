"""Shape the bones that show through: vertebrae T10 to L5, sacrum, hip bones and thigh bones.

The vertebrae are those of `psoaslib.mesh.vertebrae`. All other measures are our own, by eye
after anatomical atlases, in metres for a stature of 1.75 m, and scaled to the body's (pelvis frame:
midway between the hip joints). Right side; the left is the mirror image. A bone is a bone to be
recognised, not measured.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.interpolate import CubicSpline

from psoaslib.mesh import solids, vertebrae
from psoaslib.mesh.vertebrae import LEVELS, LUMBAR, STATURE

# The upper edge of the hip bone from its front corner to its back corner, and the edge below it.
CREST = [
    (0.066, 0.064, 0.118),
    (0.062, 0.086, 0.128),
    (0.040, 0.109, 0.135),
    (0.006, 0.121, 0.133),
    (-0.035, 0.117, 0.113),
    (-0.064, 0.104, 0.076),
    (-0.083, 0.083, 0.045),
]
WING_FOOT = [
    (0.046, 0.018, 0.093),
    (0.034, 0.014, 0.088),
    (0.012, 0.016, 0.079),
    (-0.016, 0.024, 0.068),
    (-0.044, 0.040, 0.058),
    (-0.066, 0.050, 0.046),
    (-0.080, 0.056, 0.043),
]
# The sacrum from its upper end to the tip of the tail bone: forward and up, and half-widths to the
# side, to the front and to the back.
SACRUM = [
    (-0.021, 0.1145, 0.052, 0.017, 0.018),
    (-0.030, 0.104, 0.056, 0.015, 0.022),
    (-0.047, 0.085, 0.052, 0.012, 0.020),
    (-0.063, 0.063, 0.042, 0.010, 0.015),
    (-0.075, 0.040, 0.032, 0.009, 0.011),
    (-0.082, 0.016, 0.022, 0.007, 0.008),
    (-0.084, 0.000, 0.011, 0.006, 0.006),
    (-0.081, -0.014, 0.0075, 0.005, 0.005),
    (-0.074, -0.026, 0.004, 0.004, 0.004),
]
# The shaft of the thigh bone from below the neck to the knee: middle, half-widths to the side and
# to front and back.
SHAFT = [
    ((-0.006, -0.048, 0.044), 0.0185, 0.0180),
    ((-0.002, -0.084, 0.040), 0.0162, 0.0160),
    ((0.004, -0.140, 0.034), 0.0142, 0.0140),
    ((0.010, -0.220, 0.024), 0.0134, 0.0134),
    ((0.008, -0.300, 0.014), 0.0150, 0.0140),
    ((0.004, -0.350, 0.007), 0.0205, 0.0160),
    ((-0.001, -0.385, 0.003), 0.0310, 0.0190),
    ((-0.005, -0.405, 0.001), 0.0385, 0.0180),
    ((-0.008, -0.420, 0.001), 0.0360, 0.0160),
]
LESSER_TIP = (-0.0190, -0.0610, 0.0160)


def _lofted(crest, foot, rows=7, columns=23, bulge=0.007, thick=0.0042) -> solids.Mesh:
    """Return a thick curved sheet between two edges, hollow towards the middle of the body."""
    across = np.linspace(0, 1, rows)[:, None, None]
    u = np.linspace(0, 1, columns)
    edges = [CubicSpline(np.linspace(0, 1, len(e)), np.array(e))(u) for e in (crest, foot)]
    sheet = edges[0] * (1 - across) + edges[1] * across
    out = np.cross(np.gradient(sheet, axis=1), np.gradient(sheet, axis=0))
    out /= np.linalg.norm(out, axis=-1, keepdims=True)
    out *= np.sign(out[..., 2].mean())
    sheet = sheet + out * bulge * 4 * across * (1 - across)
    half = out * thick * (0.55 + 1.6 * (across - 0.5) ** 2)
    ring = np.concatenate([sheet + half, (sheet - half)[::-1]])
    return solids.tube(ring.swapaxes(0, 1), caps=True)


@cache
def _hip_bone() -> solids.Mesh:
    u = np.linspace(0, 1, 15)
    edge = CubicSpline(np.linspace(0, 1, len(CREST)), np.array(CREST))(u)
    thick = 0.0062 + 0.0022 * np.cos(2 * np.pi * (u - 0.42))
    crest = solids.pipe(edge, thick)
    back = solids.pipe([CREST[-1], (-0.084, 0.069, 0.044), WING_FOOT[-1]], [0.0082, 0.0075, 0.0078])
    brim = solids.pipe(
        [
            (-0.062, 0.060, 0.052),
            (-0.040, 0.040, 0.060),
            (-0.014, 0.020, 0.067),
            (0.012, 0.005, 0.066),
            (0.036, -0.010, 0.050),
            (0.054, -0.024, 0.026),
            (0.061, -0.034, 0.011),
        ],
        [0.0090, 0.0095, 0.0110, 0.0125, 0.0095, 0.0088, 0.0110],
    )
    joint = solids.pipe([(0.061, -0.032, 0.009), (0.052, -0.058, 0.010)], [0.0100, 0.0085])
    lower = solids.pipe(
        [(0.050, -0.060, 0.014), (0.020, -0.078, 0.036), (-0.014, -0.092, 0.050)],
        [0.0085, 0.0068, 0.0090],
    )
    seat = solids.pipe(
        [
            (-0.016, -0.008, 0.068),
            (-0.028, -0.036, 0.062),
            (-0.034, -0.070, 0.057),
            (-0.030, -0.088, 0.054),
            (-0.014, -0.096, 0.050),
        ],
        [0.0200, 0.0165, 0.0165, 0.0160, 0.0115],
    )
    spike = solids.pipe([(-0.034, -0.022, 0.058), (-0.048, -0.028, 0.048)], [0.0090, 0.0040])
    pillar = solids.pipe(
        [(-0.044, 0.042, 0.058), (-0.022, 0.020, 0.068), (-0.016, -0.008, 0.068)],
        [0.0100, 0.0150, 0.0190],
    )
    knob = solids.pipe([(0.028, 0.012, 0.086), (0.044, 0.020, 0.093)], [0.0100, 0.0075])
    parts = [_lofted(CREST, WING_FOOT), crest, back, brim, joint, lower, seat]
    return solids.join([*parts, spike, pillar, knob, _socket()])


def _socket() -> solids.Mesh:
    """Return the cup round the head of the thigh bone, open to the side, front and below."""
    axis = np.array([0.28, -0.50, 0.82])
    axis /= np.linalg.norm(axis)
    one = np.cross(axis, [0, 1, 0])
    one /= np.linalg.norm(one)
    two = np.cross(axis, one)
    turn = np.linspace(0, 2 * np.pi, 28, endpoint=False)[:, None]
    round_ = np.cos(turn) * one + np.sin(turn) * two
    rings = []
    for radius, angle in [(0.033, 8), (0.033, 30), (0.033, 55), (0.033, 78), (0.0315, 92),
                          (0.0285, 97), (0.0262, 92), (0.0255, 70)]:  # fmt: skip
        a = np.radians(angle)
        rings.append(radius * (np.sin(a) * round_ - np.cos(a) * axis))
    return solids.moved(solids.tube(np.array(rings)), (0, 0, 0.0835))


@cache
def _sacrum() -> solids.Mesh:
    row = np.array(SACRUM)
    fine = CubicSpline(np.arange(len(row)), row)(np.linspace(0, len(row) - 1, 33))
    way = np.gradient(fine[:, :2], axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    front = np.stack([-way[:, 1], way[:, 0], 0 * way[:, 0]], 1)
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    # Hollow before, with the bodies standing out in the middle; a low crest behind.
    deep = np.where(c > 0, fine[:, 3:4] * (0.35 + 0.65 * np.abs(c) ** 3), fine[:, 4:5])
    # Four pairs of holes for the nerves, as pits.
    down = np.arange(len(fine))[:, None]
    aside = np.exp(-(((np.abs(s) - 0.46) / 0.11) ** 2))
    for row in (6, 10, 14, 18):
        deep = deep - 0.0075 * aside * np.exp(-(((down - row) / 1.1) ** 2))
    middle = np.column_stack([fine[:, :2], 0 * fine[:, 0]])
    side = fine[:, 2:3] * np.sign(s) * np.abs(s) ** 0.9
    rings = middle[:, None] + (deep * c)[..., None] * front[:, None]
    rings = rings + side[..., None] * np.array([0, 0, 1.0])
    parts = [solids.tube(rings, caps=True)]
    for k, radius in ((5, 0.0075), (9, 0.0070), (13, 0.0060), (17, 0.0050)):
        top = middle[k] - front[k] * fine[k, 4]
        low = middle[k + 2] - front[k + 2] * (fine[k + 2, 4] + 0.002)
        parts.append(solids.pipe([top, low], [0.8 * radius, radius]))
    return solids.join(parts)


@cache
def _thigh_bone() -> solids.Mesh:
    head = solids.rod([(0, 0, 0), (0, -0.001, 0.001)], [0.0240, 0.0240])
    neck = solids.pipe(
        [(0.000, -0.006, 0.008), (-0.003, -0.024, 0.030), (-0.006, -0.048, 0.044)],
        [0.0170, 0.0145, 0.0190],
    )
    greater = solids.pipe(
        [(-0.019, -0.013, 0.050), (-0.015, -0.030, 0.055), (-0.006, -0.066, 0.048)],
        [0.0090, 0.0155, 0.0165],
    )
    lesser = solids.pipe(
        [(-0.005, -0.070, 0.037), (-0.0125, -0.0645, 0.026), LESSER_TIP],
        [0.0165, 0.0130, 0.0075],
    )
    middle, side, deep = (np.array(column) for column in zip(*SHAFT, strict=True))
    steps = np.linspace(0, len(SHAFT) - 1, 31)
    middle, side, deep = (
        CubicSpline(np.arange(len(SHAFT)), v)(steps) for v in (middle, side, deep)
    )
    shaft = solids.tube(solids.rings(middle, deep, deep, side), caps=True)
    knee = [
        solids.pipe(
            [(0.010, -0.398, 0.62 * z), (0.004, low, z), (-0.024, low + 0.001, 1.04 * z)],
            [0.0165, 0.0205, 0.0180],
        )
        for z, low in ((-0.022, -0.416), (0.025, -0.413))
    ]
    return solids.join([head, neck, greater, lesser, shaft, *knee])


@cache
def _solids(stature: float) -> dict[str, tuple[str, solids.Mesh]]:
    """Return the bones of a body of this stature by name, each with the frame that carries it."""
    found, size = {}, stature / STATURE
    for level in LEVELS:
        whole = solids.join([vertebrae.vertebra(level), vertebrae.disc(level)])
        found[level] = (level if level in LUMBAR else "T12", solids.scaled(whole, size))
    found["sacrum"] = ("pelvis", solids.scaled(_sacrum(), size))
    for name, shape, frame in (("hip", _hip_bone, "pelvis"), ("femur", _thigh_bone, "{}_femur")):
        right = solids.scaled(shape(), size)
        for side, solid in (("right", right), ("left", solids.mirrored(right))):
            found[f"{side}_{name}"] = (frame.format(side), solid)
    return found


def bones(frames: dict, stature: float) -> dict[str, solids.Mesh]:
    """Return the bones by name, placed by the frames of a posed body of this stature (metres)."""
    found = _solids(stature).items()
    return {name: solids.placed(solid, frames[frame]) for name, (frame, solid) in found}
