"""Dress the body: sport shorts and a close top with short sleeves, cut on the body at rest.

Shorts and sleeves are their own cloth, a little wider than the flesh, so that hems show as edges.
On the trunk the top is a pattern drawn on the body at rest (metres from the middle between the
hip joints; x forward, y up, z right), so it follows the trunk in every pose.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline

WAIST = 0.098  # m above the hip joints
HEM_LEG = 0.50  # share of the thigh covered
SLEEVE = 0.36  # share of the upper arm covered


def cut(sweep: np.ndarray, rest: np.ndarray, low: float, high: float, count: int):
    """Return the sweep and its rest between two heights at rest, in `count` sections."""
    height = rest[..., 1].mean(1)
    order = np.argsort(height)
    at = np.linspace(low, high, count)
    return (
        CubicSpline(height[order], sweep[order], axis=0)(at),
        CubicSpline(height[order], rest[order], axis=0)(at),
    )


def widened(sweep: np.ndarray, by) -> np.ndarray:
    """Return sections moved outwards from their middles by `by` metres, one figure or one each."""
    centre = sweep.mean(1, keepdims=True)
    away = sweep - centre
    size = np.linalg.norm(away, axis=2, keepdims=True)
    return sweep + away / size * np.reshape(by, (-1, 1, 1))


def shorts(flesh: dict, rest: dict) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Return the cloth of the shorts as (side, sweep, rest)."""
    torso, torso_rest = flesh["torso"][0], rest["torso"][0]
    low = float(torso_rest[..., 1].mean(1).min()) + 0.004
    hips, hips_rest = cut(torso, torso_rest, low, WAIST, 12)
    out = [("", widened(hips, np.linspace(0.004, 0.0045, 12)), hips_rest)]
    for side in ("right", "left"):
        leg, leg_rest = flesh[f"{side}_thigh"][0], rest[f"{side}_thigh"][0]
        top = float(leg_rest[..., 1].mean(1).max())
        long = top - float(leg_rest[..., 1].mean(1).min())
        cloth, cloth_rest = cut(leg, leg_rest, top - long * HEM_LEG, top - 0.004, 9)
        out.append((side, widened(cloth, np.linspace(0.0115, 0.004, 9)), cloth_rest))
    return out


def sleeve_hem(rest: dict) -> float:
    """Return the height of the sleeves' hem on the body at rest, metres."""
    level = rest["right_upper_arm"][0][..., 1].mean(1)
    return float(level.max() - SLEEVE * (level.max() - level.min()))


def sleeves(flesh: dict, rest: dict) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Return the short sleeves of the top as (side, sweep, rest)."""
    out, hem = [], sleeve_hem(rest)
    for side in ("right", "left"):
        arm, arm_rest = flesh[f"{side}_upper_arm"][0], rest[f"{side}_upper_arm"][0]
        cloth, cloth_rest = cut(arm, arm_rest, hem, arm_rest[..., 1].mean(1).max() - 0.035, 7)
        out.append((side, widened(cloth, np.linspace(0.0085, 0, 7)), cloth_rest))
    return out
