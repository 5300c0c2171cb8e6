"""Draw the face: open eyes, brows, nose, mouth and the fold of the ear, as lines on the head.

Features are curves in the frame of the head joint (metres for a stature of 1.75 m) that lie on
the skull and are drawn where the skull is seen and faces the viewer.
"""

from __future__ import annotations

import numpy as np


def _ring(centre, half_width, half_height, count):
    a = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([centre[0] + half_width * np.cos(a), centre[1] + half_height * np.sin(a)], 1)


# Features of the right half as (z, y) points; z counts outwards from the middle.
EYE = np.array(
    [
        (0.0180, 0.0135),
        (0.0245, 0.0205),
        (0.0325, 0.0235),
        (0.0405, 0.0212),
        (0.0460, 0.0150),
        (0.0400, 0.0098),
        (0.0320, 0.0080),
        (0.0245, 0.0096),
    ]
)
LID = np.array(
    [(0.0165, 0.0115), (0.0210, 0.0190), (0.0320, 0.0250), (0.0430, 0.0215), (0.0490, 0.0135)]
)
IRIS = _ring((0.0322, 0.0162), 0.0075, 0.0078, 8)
BROW = np.array([(0.0150, 0.0365), (0.0270, 0.0420), (0.0390, 0.0425), (0.0500, 0.0350)])
MOUTH = np.array(
    [(-0.0245, -0.0525), (-0.0120, -0.0562), (0, -0.0572), (0.0120, -0.0562), (0.0245, -0.0525)]
)
LIP = np.array([(-0.0100, -0.0690), (0, -0.0708), (0.0100, -0.0690)])
# Under the nose, with the distance forward of the face.
NOSE = np.array(
    [
        (-0.0150, -0.0310, 0.004),
        (-0.0095, -0.0362, 0.006),
        (0, -0.0385, 0.007),
        (0.0095, -0.0362, 0.006),
        (0.0150, -0.0310, 0.004),
    ]
)
EAR = np.array([(-0.0040, 0.0165), (-0.0160, 0.0200), (-0.0225, 0.0070), (-0.0170, -0.0100)])


# Lines of age: beside the mouth, beside the eye and under it.
CREASES = (
    np.array([(0.0205, -0.0300), (0.0270, -0.0420), (0.0300, -0.0540)]),
    np.array([(0.0540, 0.0190), (0.0590, 0.0240)]),
    np.array([(0.0540, 0.0110), (0.0600, 0.0090)]),
    np.array([(0.0240, 0.0010), (0.0330, -0.0010), (0.0410, 0.0020)]),
)
# By build: how lids and brows are drawn, and the lines of age.
LINES = {
    "a": ("lid", "brow", ()),
    "b": ("lid-dark", "brow-thin", ()),
    "c": ("lid", "brow", CREASES),
}


class Face:
    """Place features on a skull given by its rings at rest, at a scale against stature 1.75."""

    def __init__(self, sections, scale):
        self.scale = scale
        level = sections[..., 1].mean(1)
        order = np.argsort(level)
        self.level = level[order]
        self.front = sections[..., 0].max(1)[order]
        self.wide = sections[..., 2].max(1)[order]

    def surface(self, across, height):
        """Return points on the front of the skull for z and y (metres at stature 1.75)."""
        z, y = across * self.scale, height * self.scale
        front, wide = (np.interp(y, self.level, v) for v in (self.front, self.wide))
        share = np.clip(np.abs(z) / wide, 0, 0.98)
        x = -0.005 * self.scale + (front + 0.005 * self.scale) * (1 - share**2.2) ** (1 / 2.2)
        return np.stack([x + 0.0008, y, z], -1)
