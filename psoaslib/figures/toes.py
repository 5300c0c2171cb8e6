"""Shape the toes: five of them, within the slab that stands for them in the body's flesh.

In the frame of the toe joint, as shares of the stature, right foot (the great toe lies towards
the other foot, at negative z).
"""

from __future__ import annotations

import numpy as np

from psoaslib.figures import solids

# z at the root, z at the tip, tip's distance forward, radius at root and tip
TOES = (
    (-0.0158, -0.0178, 0.0385, 0.0088, 0.0078),
    (-0.0042, -0.0048, 0.0378, 0.0062, 0.0052),
    (0.0055, 0.0062, 0.0338, 0.0060, 0.0050),
    (0.0145, 0.0158, 0.0290, 0.0058, 0.0048),
    (0.0222, 0.0240, 0.0232, 0.0056, 0.0046),
)
FLOOR = -0.00743  # the sole under the toe joint


def toes(frame, stature: float, side: str) -> list[np.ndarray]:
    """Return five chains of balls, (n, N, 3), placed by the frame of the toe joint."""
    turn = np.array([1, 1, 1 if side == "right" else -1])
    rotation, origin = frame
    out = []
    for root, tip, reach, thick, thin in TOES:
        points = np.array(
            [
                [-0.006, FLOOR + thick * 1.35, root],
                [reach * 0.45, FLOOR + thick * 1.15, (root + tip) / 2],
                [reach - thin, FLOOR + thin, tip],
            ]
        )
        sweep = solids.chain(points * stature, np.array([thick * 1.1, thick, thin]) * stature)
        out.append((sweep * turn) @ rotation.T + origin)
    return out
