"""Shape the vertebrae T10 to L5 on the body's own spine, and say where a muscle finds them.

Each bone turns with its frame (content/body.toml), and leans in it as the neutral spine curves
there, so that the lordosis shows. Other measures are our own, by eye after anatomical atlases, in
metres for a stature of 1.75 m, and scaled to the body's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import CubicHermiteSpline

from psoaslib.body import joints
from psoaslib.mesh import solids

STATURE = 1.75
LUMBAR = ("L5", "L4", "L3", "L2", "L1")
THORACIC = ("T12", "T11", "T10")  # all carried by the frame of T12
LEVELS = LUMBAR + THORACIC

# Half-widths of the bodies to the side and to front and back, from L5 up, metres at 1.75 m.
BODY_SIDE = (0.0262, 0.0250, 0.0240, 0.0230, 0.0220, 0.0210, 0.0190, 0.0175)
BODY_DEEP = (0.0175, 0.0175, 0.0172, 0.0168, 0.0163, 0.0160, 0.0155, 0.0150)
TRANSVERSE = (0.0440, 0.0430, 0.0470, 0.0435, 0.0390, 0.0270, 0.0300, 0.0320)
DISC = 0.14  # share of a level's height that is half a disc, below and above the body


@dataclass(frozen=True)
class Level:
    """A vertebra in its own frame: at and lean of its lower and upper end, and its half-widths.

    `ends` (2, 2) are the middles of the discs below and above, forward and up; `lean` (2,) how far
    the way up leans forward there, radians. Metres.
    """

    ends: np.ndarray
    lean: np.ndarray
    side: float
    deep: float
    transverse: float
    lumbar: bool

    def at(self, share, forward=0.0, side=0.0) -> np.ndarray:
        """Return points at shares of the way up, so far before the middle and to the side."""
        share = np.asarray(share, float)
        lean = self.leaning(share)
        way = np.stack([np.sin(self.lean), np.cos(self.lean)], 1)
        long = np.linalg.norm(self.ends[1] - self.ends[0])
        middle = CubicHermiteSpline([0, 1], self.ends, way * long)(share)
        x = middle[..., 0] + forward * np.cos(lean)
        y = middle[..., 1] - forward * np.sin(lean)
        return np.stack(np.broadcast_arrays(x, y, side), -1)

    def wall(self, share: float, forward: float, off: float) -> np.ndarray:
        """Return the point (3,) beside the body or disc, so far before its middle and `off` it."""
        before = np.clip(forward / self.deep, -0.7, 0.7)
        return self.at(
            share, before * self.deep, off + self.side * (1 - abs(before) ** 2.4) ** 0.42
        )

    def spur(self, side: float) -> np.ndarray:
        """Return the point (3,) on the front of the right transverse process, so far out."""
        return self.at(0.60, -1.35 * self.deep, side)

    def leaning(self, share):
        """Return the lean forward at shares of the way up, radians."""
        return self.lean[0] + (self.lean[1] - self.lean[0]) * share


@cache
def spine(stature: float) -> dict[str, Level]:
    """Return the vertebrae from L5 up to T10, each in the frame that carries it."""
    rest, slope = joints.rest(stature), joints.read_content("body.toml")["sacrum"]["slope"]
    at = np.array([rest[name][:2] for name in (*LUMBAR, "T12", "T9")])
    third = (at[6] - at[5]) / 3
    at = np.vstack([at[:6], at[5] + third, at[5] + 2 * third, at[6]])
    step = np.diff(at, axis=0)
    chord = np.arctan2(step[:, 0], step[:, 1])
    lean = np.concatenate([[np.radians(slope)], (chord[1:] + chord[:-1]) / 2, chord[-1:]])
    size = stature / STATURE
    found = {}
    for k, name in enumerate(LEVELS):
        origin = at[min(k, 5)]
        widths = size * np.array([BODY_SIDE[k], BODY_DEEP[k], TRANSVERSE[k]])
        found[name] = Level(at[k : k + 2] - origin, lean[k : k + 2], *widths, name in LUMBAR)
    return found


@cache
def vertebra(name: str) -> solids.Mesh:
    """Return a vertebra at 1.75 m, in the frame that carries it: body, arch and processes."""
    level = spine(STATURE)[name]
    share = np.array([DISC, DISC + 0.06, 0.34, 0.5, 0.66, 0.94 - DISC, 1 - DISC])
    waist = np.array([0.93, 1.0, 0.91, 0.88, 0.91, 1.0, 0.93])[:, None]
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    c, s = (np.sign(v) * np.abs(v) ** (2 / 2.4) for v in (np.cos(angle), np.sin(angle)))
    # The back of a body is flat or a little hollow, towards the canal.
    forward = waist * level.deep * np.where(c > 0, c, 0.86 * c)
    body = level.at(share[:, None] + 0 * c, forward, waist * level.side * s)
    parts = [solids.tube(body, caps=True)]

    def rod(points, radii):
        way = np.array([level.at(up, before, aside) for up, before, aside in points])
        parts.append(solids.pipe(way, np.array(radii)))

    pillar = 0.62 * level.side
    for sign in (-1, 1):
        z = sign * pillar
        rod([(0.62, -0.012, z), (0.58, -0.028, z)], [0.0060, 0.0060])
        rod([(1.02, -0.028, 1.05 * z), (0.5, -0.032, z), (0.00, -0.036, 0.85 * z)],
            [0.0050, 0.0062, 0.0052])  # fmt: skip
        rod([(0.5, -0.033, z), (0.36, -0.045, 0)], [0.0058, 0.0060])
        tip = sign * level.transverse
        back = -0.036 if level.lumbar else -0.042
        rod([(0.56, -0.027, z), (0.60, -0.031, 0.6 * tip + 0.4 * z), (0.62, back, tip)],
            [0.0060, 0.0042, 0.0046])  # fmt: skip
    if level.lumbar:
        blade = [(0.56, -0.040), (0.20, -0.040), (0.40, -0.068), (0.02, -0.070), (0.20, -0.074)]
    else:
        blade = [(0.50, -0.040), (0.20, -0.040), (0.00, -0.064), (-0.30, -0.068), (-0.1, -0.070)]
    points = np.array([level.at(up, before, 0.0) for up, before in blade])
    balls = solids.chain(points, np.array([0.0042, 0.0042, 0.0040, 0.0046, 0.0046]))
    parts.append(solids.hull(balls.reshape(-1, 3)))
    return solids.join(parts)


@cache
def disc(name: str) -> solids.Mesh:
    """Return the disc under a vertebra at 1.75 m, in the vertebra's frame."""
    level = spine(STATURE)[name]
    angle = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    share = np.array([-DISC, DISC])
    forward, side = 0.84 * level.deep * np.cos(angle), 0.88 * level.side * np.sin(angle)
    return solids.tube(level.at(share[:, None] + 0 * angle, forward, side))
