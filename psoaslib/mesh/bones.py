"""Write the bones that show through, and what the drawn psoas needs to be laid over them.

Both are made for one stature, and a reader scales them. The solids of `skeleton` have far
more triangles than show, so they are thinned: by quadric errors, so that thin blades stay whole.
The header's `psoas` has, for the right side: `starts` of the fascicles by frame, the two last
points (`ends`) in the frame of the thigh bone, the `cylinder` at the brim in the pelvis with a
radius for each fascicle, how `thick` each is along its way, and how many points lie on the brim
(`arc`) and how often a line is evened (`smooth`). `strands` says what for.
"""

from __future__ import annotations

import numpy as np

from psoaslib.mesh import skeleton, strands
from psoaslib.mesh.skinned import Skinned, number, rigid, table
from psoaslib.mesh.vertebrae import STATURE

KEPT = 0.32
"""The share of a bone's triangles that is kept."""

_WELD = 5  # decimals of a metre to which corners are one


def mesh() -> bytes:
    """Return the file of the bones and the way of the psoas."""
    made = Skinned()
    at = table(STATURE)["at"]
    thinned = {}
    for name, (frame, solid) in skeleton._solids(STATURE).items():
        # Left is the exact mirror image of right.
        twin = thinned.get(name.replace("left_", "right_"))
        points, triangles = thinned[name] = _mirrored(*twin) if twin else thin(solid)
        place = points + at[number(frame)]
        made.solid(place, triangles, rigid(frame)[0], made.label(name, _side(name), 0, 0))
    return made.written("bones", {**table(STATURE), "psoas": _psoas()})


def _side(name: str) -> str:
    side = name.partition("_")[0]
    return side if side in ("right", "left") else ""


def _mirrored(points, triangles):
    return points * [1, 1, -1], triangles[:, ::-1]


def thin(solid) -> tuple[np.ndarray, np.ndarray]:
    """Return points (n, 3) and triangles (m, 3) of a thinned solid."""
    import fast_simplification  # of the build alone

    places, corners = welded(solid)
    points, triangles = fast_simplification.simplify(
        places, corners, 1 - KEPT, agg=3, preserve_border=True
    )
    return points.astype(float), triangles


def welded(solid) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of a solid as points (n, 3), each once, and triangles (m, 3) of them."""
    flat = np.round(solid.corners.reshape(-1, 3), _WELD)
    places, corners = np.unique(flat, axis=0, return_inverse=True)
    triangles = corners.reshape(-1, 3)
    a, b, c = triangles.T
    return places, triangles[(a != b) & (b != c) & (a != c)]


def _psoas() -> dict:
    """Return the way of the psoas: see `strands`, which draws it in Python."""
    start, end, (centre, axes, radii) = strands._registered(STATURE)

    def told(values, digits=6):
        return np.round(values, digits).tolist()

    return {
        "starts": [[number(level), told(points)] for level, points in start],
        "ends": told(end),
        "cylinder": {"centre": told(centre), "axes": told(axes, 8), "radii": told(radii)},
        "thick": told(strands._radii(), 5),
        "arc": strands.ARC,
        "smooth": strands.SMOOTH,
    }
