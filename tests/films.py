"""Make small films for the tests of the player: a square slides to the right as the body moves.

It is `FRAME_MM` further at each frame, so that its place tells which frame is shown.
"""

import gzip
import json
import struct
from collections.abc import Sequence

from psoaslib import film

MOVE = 20
"""Frames from one step to the next."""
RATE = 10
FRAME_MM = 4
VIEWBOX = (-1000, -1800, 2000, 2000)
BREATH = 6


def square(left: int, low: int, size: int) -> film.Outline:
    """Return a square by whole numbers of two millimetres."""
    right, high = left + size, low - size
    return [(left, low), (right, low), (right, high), (left, high)], True, False


def frame(place: int, wide: int = 0) -> film.Frame:
    """Return the frame of a place in the row of moves; a breath makes it wider."""
    left = place * FRAME_MM // 2
    rounded = [(left, -400), (left + 60, -500), (left + 120, -400), (left + 60, -300)]
    return [
        ("block", [square(-400, 50, 40)]),
        ("skin", [square(left, 0, 150 + wide)]),
        ("bone", [(rounded, True, True)]),
        ("long", [square(left + 30, -420, 40)]),
    ]


def film_of(
    stretch: str,
    view: str,
    steps: Sequence[str],
    root: str = "pf-picture",
    unmoved: Sequence[str] = (),
) -> bytes:
    """Return a film of a stretch whose steps follow each other, gzipped.

    unmoved: steps of which it shows no change. Of the first change it shows an outline alone.
    """
    places = range(MOVE * (len(steps) - 1) + 1)
    frames = [frame(place) for place in places]
    lengths = [[place / 4, -place / 4] for place in places]
    at = {step: MOVE * number for number, step in enumerate(steps)}
    breath = len(frames)
    if "hold" in at:
        frames += [frame(at["hold"], wide) for wide in range(BREATH)]
        lengths += [lengths[at["hold"]]] * BREATH
    changed = [step for step in steps[1:] if step not in unmoved]
    changes = {step: len(frames) + number for number, step in enumerate(changed)}
    for step in changed:
        ghost = ("ghost", [square(at[step] * FRAME_MM // 2 - 80, 0, 150)])
        frames.append([ghost] if step == steps[1] else [ghost, ("arrow", [square(0, -40, 20)])])
        lengths.append([None, None])
    header = {
        "stretch": stretch,
        "view": view,
        "frame": VIEWBOX,
        "unit": 2.0,
        "rate": RATE,
        "steps": at,
        "moves": [
            {"from": one, "to": two, "first": at[one], "last": at[two]}
            for one, two in zip(steps, steps[1:], strict=False)
        ],
        "breaths": {"hold": {"first": breath, "last": breath + BREATH - 1}} if "hold" in at else {},
        "changes": changes,
        "lengths": lengths,
    }
    return gzip.compress(film.pack(header, frames), mtime=0)


def trait(films: dict[tuple[str, str], bytes], sheet: str = ".pf-picture path{fill:tan}") -> bytes:
    """Return the player's trait of some films by stretch and view."""
    listed = [
        {"stretch": stretch, "view": view, "root": "pf-picture", "bytes": len(packed)}
        for (stretch, view), packed in films.items()
    ]
    head = json.dumps({"sheet": sheet, "films": listed}).encode("utf-8")
    return struct.pack("<I", len(head)) + head + b"".join(films.values())
