"""Between which parts of a body lines are drawn, and from what gap in depth on, in millimetres.

Parts that grow into each other get a line only where one clearly folds over the other.
"""

from itertools import product
from typing import Any

import numpy as np

SKIN, TOP, SHORTS, HAIR, EAR = range(5)
"""What a label is made of."""

APART, JOINED, SELF, FACE, FOLD = 5, 24, 14, 9, 60
NEVER = 255
"""The gap between parts that never have a line between them."""
TRUNK = ("torso", "upper_arm")
CHAINS = (
    ("torso", "upper_arm", "forearm", "hand"),
    ("torso", "shorts", "thigh", "shank", "foot", "toes"),
    ("torso", "head"),
    ("torso", "thigh"),
)


def gaps(labels: list[list]) -> dict[str, Any]:
    """Return, for a header, the part of every label, and how far apart in depth parts need be.

    A label is [part, side, piece, material]. `part_of` gives the number of a part by label; `gaps`
    the mm by which one part must pass before another for a line between them, row by row.
    """
    parts = sorted({(part, side) for part, side, *_ in labels})
    number = {part: k for k, part in enumerate(parts)}
    return {
        "part_of": [number[part, side] for part, side, *_ in labels],
        "gaps": np.reshape(
            [_gap(*pair) for pair in product(parts, parts)], (len(parts), -1)
        ).tolist(),
    }


def _gap(one: tuple[str, str], other: tuple[str, str]) -> int:
    (a, side), (b, opposite) = one, other
    if {a, b} == {"head", "torso"}:
        return APART
    if one == other and a in ("head", "hand", "toes"):
        return FACE if a == "head" else NEVER
    grown = any(a in c and b in c and abs(c.index(a) - c.index(b)) <= 1 for c in CHAINS)
    if not grown or (side and opposite and side != opposite):
        return APART
    if a in TRUNK and b in TRUNK:
        return FOLD
    return JOINED if a != b else SELF
