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
THORACIC_STEP = 0.0245       # height of T12, T11 and T10, all carried by the frame of T12

WING_RIM = [(.066, .064, .120), (.060, .086, .129), (.040, .108, .135), (.008, .122, .134),
            (-.035, .117, .114), (-.066, .100, .076), (-.080, .084, .050), (-.078, .050, .046),
            (-.048, .030, .060), (-.030, .000, .078), (.020, -.002, .084), (.040, .018, .096),
            (.050, .036, .107)]
SACRUM_RIM = [(-.010, .114, 0), (-.028, .110, .050), (-.062, .074, .040), (-.086, .032, .022),
              (-.098, .002, .010), (-.094, -.022, .004)]


@cache
def _hip_bone() -> mesh.Mesh:
    crest = solids.rod(WING_RIM[0:7], [.007, .008, .0085, .0085, .008, .0075, .007])
    brim = solids.rod([(-.050, .052, .056), (-.020, .026, .066), (.010, .006, .068),
                       (.036, -.012, .052), (.058, -.028, .024), (.064, -.036, .010)],
                      [.012, .011, .012, .0105, .010, .0105])
    lower = solids.rod([(.063, -.040, .010), (.050, -.058, .020), (.016, -.078, .040),
                        (-.020, -.094, .052)], [.010, .0075, .0080, .0115])
    seat = solids.rod([(-.010, -.004, .074), (-.030, -.040, .064), (-.036, -.078, .056),
                       (-.020, -.094, .052)], [.026, .0175, .0175, .0125])
    socket = solids.rod([(-.003, .004, .074), (-.001, -.002, .078)], [.031, .029])
    front_knob = solids.rod([(.038, .014, .094), (.046, .018, .094)], [.010, .008])
    wing = solids.plate(WING_RIM, (-.006, .058, .098), .0055)
    return mesh.join([wing, crest, brim, lower, seat, socket, front_knob])


@cache
def _sacrum() -> mesh.Mesh:
    rim = np.array(SACRUM_RIM)
    both = np.vstack([rim, (rim * [1, 1, -1])[-2:0:-1]])
    return mesh.join([solids.plate(both, (-.052, .070, 0), .010),
                      solids.rod([(-.094, -.016, 0), (-.090, -.034, 0), (-.080, -.046, 0)],
                                 [.008, .0065, .0045])])


@cache
def _vertebra(height: float) -> mesh.Mesh:
    """Return a vertebra whose body stands on its frame's origin and is `height` tall."""
    share = np.array([.08, .16, .50, .84, .92])
    wide = np.array([.95, 1.02, .90, 1.02, .95])
    centre = np.stack([0 * share, height * share, 0 * share], 1)
    body = solids.rings(centre, .0185 * wide, .0170 * wide, .0240 * wide, power=2.5)
    mid = height * .5
    arch = [solids.rod([(-.014, mid, 0), (-.036, mid - .004, 0), (-.058, mid - .011, 0)],
                       [.011, .007, .0085])]
    for side in (-1, 1):
        arch.append(solids.rod([(-.016, mid + .003, side * .012), (-.026, mid + .004, side * .042)],
                               [.007, .0048]))
    return mesh.join([mesh.hulls(body, body, 0), *arch])


@cache
def _thigh_bone() -> mesh.Mesh:
    head = solids.rod([(0, 0, 0), (0, -.001, .001)], [.0235, .0235])
    neck = solids.rod([(0, -.003, .006), (-.004, -.024, .034), (-.006, -.046, .046)],
                      [.0165, .0150, .0190])
    greater = solids.rod([(-.014, -.010, .056), (-.008, -.046, .052)], [.0150, .0170])
    lesser = solids.rod([(-.004, -.064, .034), (-.014, -.061, .020), (-.0185, -.060, .012)],
                        [.0150, .0105, .0080])
    shaft = solids.rod([(-.006, -.046, .045), (-.002, -.080, .040), (.004, -.14, .034),
                        (.010, -.22, .024), (.008, -.30, .014), (.004, -.355, .008),
                        (.000, -.400, .003)], [.0190, .0160, .0138, .0132, .0142, .0175, .0250])
    knee = [solids.rod([(.004, -.408, z), (-.010, -.420, z)], [.0215, .0225])
            for z in (-.022, .024)]
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
        up = origin + rotation @ np.array([-.001 * k, THORACIC_STEP * k, 0])
        out[level] = solids.placed(_vertebra(THORACIC_STEP), (rotation, up))
    out["sacrum"] = solids.placed(_sacrum(), frames["pelvis"])
    for side, turn in (("right", lambda m: m), ("left", solids.mirrored)):
        out[f"{side}_hip"] = solids.placed(turn(_hip_bone()), frames["pelvis"])
        out[f"{side}_femur"] = solids.placed(turn(_thigh_bone()), frames[f"{side}_femur"])
    return out
