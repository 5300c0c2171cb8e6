"""Draw what is not body: shadow on the floor, ball, block and wall."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from psoaslib.figures import mesh, raster, tone
from psoaslib.figures.picture import Layer, Outline

RIBS = np.radians([-58, -42, -26, 26, 42, 58])  # ribs of an exercise ball, as latitudes
WALL_BOARD = 0.09  # m, height of the board at a wall's foot
WALL_LONG = 4.0  # the board runs out of the frame
SHADOW_FROM = 0.42  # m: what is higher casts no drawn shadow


def shadow(solid: mesh.Mesh, camera, grid) -> np.ndarray:
    """Return the mask (h, w) of what stands over the floor, seen straight down."""
    low = solid.corners[..., 1].max(1) < SHADOW_FROM
    part = solid.only(low)
    flat = part.corners * [1, 0, 1]
    back = replace(part, corners=flat[:, ::-1])
    both = mesh.join([replace(part, corners=flat), back])
    return raster.depth(both, camera, grid) > raster.NOTHING


def ribs(place: np.ndarray, mask: np.ndarray, centre, half) -> np.ndarray:
    """Return the band of a ball, between its ribs, for places (h, w, 3) of a mask, -1 outside."""
    height = np.clip((place[mask][:, 1] - centre[1]) / half[1], -1, 1)
    band = np.full(mask.shape, -1, np.int8)
    band[mask] = np.digitize(height, np.sin(RIBS))
    return band


def ball_tone(seen: raster.Buffer, mask: np.ndarray, camera, ball) -> np.ndarray:
    """Return the tone (h, w) of a ball on a mask: from its own roundness, so without facets."""
    way = (seen.rest[mask] - ball.centre) / ball.half**2
    way /= np.linalg.norm(way, axis=-1, keepdims=True) + 1e-12
    found = np.zeros(mask.shape)
    found[mask] = way @ camera.axes.T @ (tone.LIGHT / np.linalg.norm(tone.LIGHT))
    return found


def block_face(place: np.ndarray, mask: np.ndarray, block) -> np.ndarray:
    """Return which face of a block each place (h, w, 3) of a mask lies on, -1 outside it.

    The faces are 0, 1 (top or bottom) and 2.
    """
    turn = np.radians(block.turn)
    rotation = np.array(
        [[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]
    )
    face = np.full(mask.shape, -1, np.int8)
    face[mask] = np.argmax(np.abs((place[mask] - block.centre) @ rotation) / block.half, axis=-1)
    return face


def walls(solids: dict, camera) -> list[Layer]:
    """Return the foot of each wall, a low board along the floor: enough to know it by."""
    out = []
    for solid in solids.values():
        if solid.shape == "wall":
            low, _ = solid.sections()
            low = low.mean(0) + (low - low.mean(0)) * WALL_LONG
            board = np.concatenate([low, low[::-1] + [0, WALL_BOARD, 0]])
            out.append(Layer("wall", (Outline(camera.project(board)[:, :2], True, False),)))
    return out
