"""Say how surfaces are drawn: between which parts lines stand, and from what gap on."""

from __future__ import annotations

from typing import Any

import numpy as np

from psoaslib.figures import scene

NEVER = 255
"""The gap, in mm, between parts that never have a line between them."""


def gaps(labels: list[list]) -> dict[str, Any]:
    """Return, for a header, the part of every label, and how far apart in depth parts need be.

    `part_of` gives the number of a part by label; `gaps` the mm by which one part must pass before
    another for a line between them, row by row.
    """
    found = scene.Scene(None, tuple(scene.Surface(scene.BODY, *words) for words in labels))
    part, need = scene.gaps(found)
    need = np.minimum(need, NEVER)
    return {
        "part_of": part[:-1].tolist(),
        "gaps": need.astype(int).tolist(),
    }
