"""Colours as other eyes see them, and how far two of them lie apart.

Colour blindness is simulated after Machado, Oliveira and Fernandes 2009 (IEEE Trans Vis Comput
Graph 15(6):1291-1298), severity 1.0: a matrix on linear RGB. Greyscale keeps the luminance of
ITU-R BT.709. Contrast is that of WCAG 2; the difference of colours is CIEDE2000 (Sharma, Wu and
Dalal 2005, Color Res Appl 30(1):21-30), on CIE Lab under D65.
"""

from functools import cache

import numpy as np

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
EYES = {
    "all colours": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "greyscale": np.tile(LUMINANCE, (3, 1)),
}
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = XYZ.sum(1)


@cache
def seen(colour: str, eyes: str) -> np.ndarray:
    """Return a colour such as "#c23a12" as linear RGB (3,), from 0 to 1, as some eyes see it."""
    value = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.clip(EYES[eyes] @ linear, 0, 1)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """Return the contrast of two colours in linear RGB, from 1 to 21."""
    low, high = sorted(float(LUMINANCE @ colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: np.ndarray) -> np.ndarray:
    """Return CIE L*, a*, b* of a colour in linear RGB."""
    share = XYZ @ colour / WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Return CIEDE2000 between two colours in CIE Lab; about 1 can just be seen side by side."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - np.sqrt(chroma**7 / (chroma**7 + 25**7)))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a * stretch)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    hue = np.radians(h1 + turn / 2 if c1 * c2 else h1 + h2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = (
        1
        - 0.17 * np.cos(hue - np.radians(30))
        + 0.24 * np.cos(2 * hue)
        + 0.32 * np.cos(3 * hue + np.radians(6))
        - 0.20 * np.cos(4 * hue - np.radians(63))
    )
    d_light = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    d_hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    round_blue = 60 * np.exp(-(((np.degrees(hue) % 360 - 275) / 25) ** 2))
    mixed = -2 * np.sqrt(chroma**7 / (chroma**7 + 25**7)) * np.sin(np.radians(round_blue))
    return float(np.sqrt(d_light**2 + d_chroma**2 + d_hue**2 + mixed * d_chroma * d_hue))
