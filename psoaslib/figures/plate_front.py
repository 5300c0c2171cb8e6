"""Draw the plate from the front: bones, psoas major, company and nerves."""

from __future__ import annotations

from psoaslib.figures import plate_bones as bones
from psoaslib.figures import plate_muscles as muscles
from psoaslib.figures.plate_lines import ellipse
from psoaslib.figures.plate_pen import Sheet

FRAME = (-172.0, -318.0, 172.0, 212.0)
SPOTS = {
    "t12": (-14, -288),
    "psoas_minor": (-33, -228),
    "disc": (-14, -188),
    "psoas_major": (-47, -152),
    "iliacus": (-108, -104),
    "inguinal_ligament": (-95, -38),
    "greater_trochanter": (-138, 14),
    "tendon": (-96, 36),
    "transverse_process": (40, -237),
    "genitofemoral": (44.4, -155),
    "l5": (16, -133),
    "iliac_fossa": (112, -106),
    "femoral": (90, -80),
    "sacrum": (20, -70),
    "obturator": (55.5, -26),
    "brim": (57.4, -11),
    "hip_joint": (106.9, -3),
    "lesser_trochanter": (99, 63),
}


def draw() -> Sheet:
    """Return the drawing, without its numbers."""
    sheet = Sheet(FRAME)
    bones.spine(sheet)
    bones.sacrum(sheet)
    for side in (-1, 1):
        bones.hip_inside(sheet, side)
    muscles.obturator_nerve(sheet, 1)
    for side in (-1, 1):
        bones.thigh_bone(sheet, side)
        bones.hip_bone(sheet, side)
    bones.symphysis(sheet)
    muscles.femoral_nerve(sheet, 1)
    muscles.iliacus(sheet, -1)
    for side in (-1, 1):
        muscles.psoas_major(sheet, side)
        muscles.tendon(sheet, side)
    muscles.psoas_minor(sheet, -1)
    muscles.genitofemoral_nerve(sheet, 1)
    for side in (-1, 1):
        muscles.inguinal_ligament(sheet, side)
        bones.behind_tendon(sheet, side)
    sheet.ring("hidden", ellipse(83.5, 0, 23.5, 23.5))
    sheet.write("R", -150, -304)
    sheet.write("L", 150, -304)
    return sheet
