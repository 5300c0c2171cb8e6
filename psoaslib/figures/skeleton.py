"""Shape the bones that show through: vertebrae T10 to L5, sacrum, hip bones and thigh bones.

Measures are our own, by eye after anatomical atlases, in metres in the frames of the body (pelvis
frame: midway between the hip joints). Right side; the left is the mirror image. A bone is a bone
to be recognised, not measured.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from psoaslib.figures import mesh, solids

LUMBAR = ("L5", "L4", "L3", "L2", "L1")
THORACIC_STEP = 0.0245  # height of T12, T11 and T10, all carried by the frame of T12

WING_RIM = [
    (0.066, 0.064, 0.120),
    (0.060, 0.086, 0.129),
    (0.040, 0.108, 0.135),
    (0.008, 0.122, 0.134),
    (-0.035, 0.117, 0.114),
    (-0.066, 0.100, 0.076),
    (-0.080, 0.084, 0.050),
    (-0.078, 0.050, 0.046),
    (-0.048, 0.030, 0.060),
    (-0.030, 0.000, 0.078),
    (0.020, -0.002, 0.084),
    (0.040, 0.018, 0.096),
    (0.050, 0.036, 0.107),
]
SACRUM_RIM = [
    (-0.010, 0.114, 0),
    (-0.028, 0.110, 0.050),
    (-0.062, 0.074, 0.040),
    (-0.086, 0.032, 0.022),
    (-0.098, 0.002, 0.010),
    (-0.094, -0.022, 0.004),
]


@cache
def _hip_bone() -> mesh.Mesh:
    crest = solids.rod(WING_RIM[0:7], [0.007, 0.008, 0.0085, 0.0085, 0.008, 0.0075, 0.007])
    brim = solids.rod(
        [
            (-0.050, 0.052, 0.056),
            (-0.020, 0.026, 0.066),
            (0.010, 0.006, 0.068),
            (0.036, -0.012, 0.052),
            (0.058, -0.028, 0.024),
            (0.064, -0.036, 0.010),
        ],
        [0.012, 0.011, 0.012, 0.0105, 0.010, 0.0105],
    )
    lower = solids.rod(
        [
            (0.063, -0.040, 0.010),
            (0.050, -0.058, 0.020),
            (0.016, -0.078, 0.040),
            (-0.020, -0.094, 0.052),
        ],
        [0.010, 0.0075, 0.0080, 0.0115],
    )
    seat = solids.rod(
        [
            (-0.010, -0.004, 0.074),
            (-0.030, -0.040, 0.064),
            (-0.036, -0.078, 0.056),
            (-0.020, -0.094, 0.052),
        ],
        [0.026, 0.0175, 0.0175, 0.0125],
    )
    socket = solids.rod([(-0.003, 0.004, 0.074), (-0.001, -0.002, 0.078)], [0.031, 0.029])
    front_knob = solids.rod([(0.038, 0.014, 0.094), (0.046, 0.018, 0.094)], [0.010, 0.008])
    wing = solids.plate(WING_RIM, (-0.006, 0.058, 0.098), 0.0055)
    return mesh.join([wing, crest, brim, lower, seat, socket, front_knob])


@cache
def _sacrum() -> mesh.Mesh:
    rim = np.array(SACRUM_RIM)
    both = np.vstack([rim, (rim * [1, 1, -1])[-2:0:-1]])
    return mesh.join(
        [
            solids.plate(both, (-0.052, 0.070, 0), 0.010),
            solids.rod(
                [(-0.094, -0.016, 0), (-0.090, -0.034, 0), (-0.080, -0.046, 0)],
                [0.008, 0.0065, 0.0045],
            ),
        ]
    )


@cache
def _vertebra(height: float) -> mesh.Mesh:
    """Return a vertebra whose body stands on its frame's origin and is `height` tall."""
    share = np.array([0.08, 0.16, 0.50, 0.84, 0.92])
    wide = np.array([0.95, 1.02, 0.90, 1.02, 0.95])
    centre = np.stack([0 * share, height * share, 0 * share], 1)
    body = solids.rings(centre, 0.0185 * wide, 0.0170 * wide, 0.0240 * wide, power=2.5)
    mid = height * 0.5
    arch = [
        solids.rod(
            [(-0.014, mid, 0), (-0.036, mid - 0.004, 0), (-0.058, mid - 0.011, 0)],
            [0.011, 0.007, 0.0085],
        )
    ]
    for side in (-1, 1):
        arch.append(
            solids.rod(
                [(-0.016, mid + 0.003, side * 0.012), (-0.026, mid + 0.004, side * 0.042)],
                [0.007, 0.0048],
            )
        )
    return mesh.join([mesh.hulls(body, body, 0), *arch])


@cache
def _thigh_bone() -> mesh.Mesh:
    head = solids.rod([(0, 0, 0), (0, -0.001, 0.001)], [0.0235, 0.0235])
    neck = solids.rod(
        [(0, -0.003, 0.006), (-0.004, -0.024, 0.034), (-0.006, -0.046, 0.046)],
        [0.0165, 0.0150, 0.0190],
    )
    greater = solids.rod([(-0.014, -0.010, 0.056), (-0.008, -0.046, 0.052)], [0.0150, 0.0170])
    lesser = solids.rod(
        [(-0.004, -0.064, 0.034), (-0.014, -0.061, 0.020), (-0.0185, -0.060, 0.012)],
        [0.0150, 0.0105, 0.0080],
    )
    shaft = solids.rod(
        [
            (-0.006, -0.046, 0.045),
            (-0.002, -0.080, 0.040),
            (0.004, -0.14, 0.034),
            (0.010, -0.22, 0.024),
            (0.008, -0.30, 0.014),
            (0.004, -0.355, 0.008),
            (0.000, -0.400, 0.003),
        ],
        [0.0190, 0.0160, 0.0138, 0.0132, 0.0142, 0.0175, 0.0250],
    )
    knee = [
        solids.rod([(0.004, -0.408, z), (-0.010, -0.420, z)], [0.0215, 0.0225])
        for z in (-0.022, 0.024)
    ]
    return mesh.join([head, neck, greater, lesser, shaft, *knee])


def bones(frames: dict, heights: dict[str, float]) -> dict[str, mesh.Mesh]:
    """Return the bones by name, placed by the frames of a posed body.

    heights: distance from each lumbar frame to the next above, metres.
    """
    out = {}
    for level in LUMBAR:
        out[level] = solids.placed(_vertebra(heights[level]), frames[level])
    rotation, origin = frames["T12"]
    for k, level in enumerate(("T12", "T11", "T10")):
        up = origin + rotation @ np.array([-0.001 * k, THORACIC_STEP * k, 0])
        out[level] = solids.placed(_vertebra(THORACIC_STEP), (rotation, up))
    out["sacrum"] = solids.placed(_sacrum(), frames["pelvis"])
    for side, turn in (("right", lambda m: m), ("left", solids.mirrored)):
        out[f"{side}_hip"] = solids.placed(turn(_hip_bone()), frames["pelvis"])
        out[f"{side}_femur"] = solids.placed(turn(_thigh_bone()), frames[f"{side}_femur"])
    return out
