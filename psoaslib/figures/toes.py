"""Shape the toes: five of them, within the slab that stands for them in the body's flesh.

In the frame of the toe joint, as shares of the stature, right foot (the great toe lies towards
the other foot, at negative z).
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures import solids

# z at the root, z at the tip, tip's distance forward, radius at root and tip
TOES = ((-.0158, -.0178, .0385, .0088, .0078), (-.0042, -.0048, .0378, .0062, .0052),
        (.0055, .0062, .0338, .0060, .0050), (.0145, .0158, .0290, .0058, .0048),
        (.0222, .0240, .0232, .0056, .0046))
FLOOR = -.00743          # the sole under the toe joint


def toes(frame, stature: float, side: str) -> list[np.ndarray]:
    """Return five chains of balls, (n, N, 3), placed by the frame of the toe joint."""
    turn = np.array([1, 1, 1 if side == "right" else -1])
    rotation, origin = frame
    out = []
    for root, tip, reach, thick, thin in TOES:
        points = np.array([[-.006, FLOOR + thick * 1.35, root],
                           [reach * .45, FLOOR + thick * 1.15, (root + tip) / 2],
                           [reach - thin, FLOOR + thin, tip]])
        sweep = solids.chain(points * stature, np.array([thick * 1.1, thick, thin]) * stature)
        out.append((sweep * turn) @ rotation.T + origin)
    return out
