"""Look at the scene: a camera that projects metres onto the plane of the picture.

Scene: x forward, y up, z right, metres. Picture: x to the right, y downwards, depth towards the
viewer, all in millimetres. The projection is orthographic, so one scale holds for every picture.
Azimuth 0 looks at the right side of a body that faces +x; a larger azimuth walks round towards
its front.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

UNITS_PER_METRE = 1000.0


@dataclass(frozen=True)
class Camera:
    """Hold a direction of view: azimuth and elevation in degrees."""

    azimuth: float
    elevation: float

    @property
    def axes(self) -> np.ndarray:
        """Return the rows right, down and towards the viewer, shape (3, 3)."""
        a, e = np.radians((self.azimuth, self.elevation))
        right = np.array([np.cos(a), 0.0, -np.sin(a)])
        toward = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
        return np.stack([right, np.cross(right, toward), toward])

    def project(self, points) -> np.ndarray:
        """Project points (..., 3) in metres to picture x, y and depth (..., 3) in millimetres."""
        return np.asarray(points, float) @ self.axes.T * UNITS_PER_METRE
