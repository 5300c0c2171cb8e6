"""Pack the labelling of a plate: its bare drawing, its hot spots, and questions in two ways.

To *find* is to point at what is named; to *name* is to choose the name of what is marked. Both
ask about every label of the plate, in an order that a seed fixes. Where a structure lies, and what
counts as right, is read from the file that the plate's own drawing has made (`figures/spots.py`).
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue import Catalogue, images
from psoaslib.catalogue.names import one_of
from psoaslib.exercises import SEED, quiz
from psoaslib.pages.citations import UNCHECKED
from psoaslib.pages.plates import plate_key

if TYPE_CHECKING:
    from psoaslib.catalogue.plate import Label, Plate

WAYS = ("find", "name")
OPTIONS = 4
NEIGHBOURS = 6
"""Names to choose from, and how many of the nearest structures the wrong ones come from."""
THIRDS = ("upper", "middle", "lower")
MIDDLE = 0.06
"""How far from the middle line a place still is in the middle, as a share of the width."""

_SIGNS = re.compile(r'<g class="pf-signs">.*?</g>')
_TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")
_VIEW = re.compile(r'viewBox="[^"]*"')


def payload(content: Catalogue, name: str, way: str = WAYS[0], seed: int = SEED) -> dict[str, Any]:
    """Pack the labelling of a plate for the browser, which then needs only the drawing.

    `spots` run down the picture; `find` and `name` list the questions of each way, where `spot`
    and `options` are places in that list. Lengths are tenths of a millimetre of the body, x to the
    right and y down. Raises ValueError for an unknown way.
    """
    one_of("way", way, WAYS)
    record = content.plates[name]
    found = images.spots(plate_key(name))
    spots = sorted(
        (_spot(number, label, found, content) for number, label in _numbered(record)),
        key=lambda spot: (spot["at"][1], spot["at"][0]),
    )
    ids = [spot["id"] for spot in spots]
    return {
        "version": 1,
        "plate": name,
        "title": record.title,
        "view": record.view,
        "alt": record.alt,
        "way": way,
        "seed": seed,
        "frame": found["frame"],
        "spots": spots,
        "find": [
            {"spot": ids.index(each), "question": question(record.labels[each])}
            for each in _shuffled(ids, f"{seed}/{name}/find")
        ],
        "name": [
            {"spot": ids.index(each), "options": _options(spots, ids.index(each), seed)}
            for each in _shuffled(ids, f"{seed}/{name}/name")
        ],
    }


def question(label: Label) -> str:
    """Ask where a structure is.

    >>> question(catalogue().plates["front"].labels["hip_joint"])
    'Where is the hip joint?'
    """
    title = label.title
    if title[1:2].islower() or title[1:2] == " ":  # no abbreviation, such as ASIS or L4
        title = title[0].lower() + title[1:]
    return label.asked or f"Where is the {title}?"


def drawing(content: Catalogue, name: str) -> bytes:
    """Return the bare drawing of a plate, packed as the pictures of a player are.

    It has no numbers and no leaders, and no word that a label's name holds too, such as *T12*; its
    view is the frame of the payload.
    """
    key = plate_key(name)
    bare = _SIGNS.sub("", numbered(content, name))
    view = " ".join(map(str, images.spots(key)["frame"]))
    bare = _VIEW.sub(f'viewBox="{view}"', bare, count=1)
    return gzip.compress(json.dumps({name: bare}).encode("utf-8"), mtime=0)


def numbered(content: Catalogue, name: str) -> str:
    """Return a plate as SVG with its numbers, and without the words that its labels' names hold."""
    titles = " ".join(label.title for label in content.plates[name].labels.values())
    words = set(re.findall(r"\w+", titles))

    def kept(match: re.Match[str]) -> str:
        text = match[1]
        known = not text.isdigit() and len(text) > 1 and text in words
        return "" if known else match[0]

    return _TEXT.sub(kept, images.svg(plate_key(name)))


def place(
    at: Sequence[float], frame: Sequence[float], shapes: Sequence[Sequence[float]] = ()
) -> str:
    """Say where a place lies, such as "left half of the picture, upper third".

    The picture's left: that of the body may be its right. Where `shapes`, the outlines of what is
    marked, lie in both halves, the words name both.

    >>> place((20, 10), (0, 0, 100, 60), [[10, 5, 30, 5, 30, 15], [70, 5, 90, 5, 90, 15]])
    'both halves of the picture, upper third'
    """
    left, top, width, height = frame
    across, down = (at[0] - left) / width, (at[1] - top) / height
    side = f"{'left' if across < 0.5 else 'right'} half of the picture"
    middle = left + width / 2
    if {max(run[::2]) < middle for run in shapes if not _spans(run, middle)} == {True, False}:
        side = "both halves of the picture"
    if abs(across - 0.5) < MIDDLE:
        side = "near the middle of the picture"
    return f"{side}, {THIRDS[min(2, int(3 * down))]} third"


def _spans(run: Sequence[float], middle: float) -> bool:
    return min(run[::2]) <= middle <= max(run[::2])


def _numbered(record: Plate) -> list[tuple[int, Label]]:
    return list(enumerate(record.labels.values(), start=1))


def _spot(number: int, label: Label, found: dict[str, Any], content: Catalogue) -> dict[str, Any]:
    spot = found["spots"][label.id]
    return {
        "id": label.id,
        "number": number,
        "title": label.title,
        "text": label.text,
        "place": place(spot["at"], found["frame"], spot["shapes"]),
        "sources": _sources(label, content),
        **spot,
    }


def _sources(label: Label, content: Catalogue) -> list[dict[str, Any]]:
    if label.unchecked:
        words = f"{UNCHECKED.capitalize()}: taught everywhere, and not yet held against a source."
        return [{"label": UNCHECKED, "citation": words, "url": None, "mark": ""}]
    return quiz.sources(label, content.references)


def _shuffled(ids: list[str], seed: str) -> list[str]:
    # Only `random()` is drawn, whose sequence Python promises to keep.
    return sorted(ids, key=lambda each: Random(f"{seed}/{each}").random())


def _options(spots: list[dict[str, Any]], right: int, seed: int) -> list[int]:
    """Choose the names to offer for a spot: its own and some of its neighbours', shuffled.

    None that holds the marked place too: of two names that are both true none is wrong.
    """
    asked = spots[right]
    draw = Random(f"{seed}/{asked['id']}/options")
    others = [
        number
        for number, each in enumerate(spots)
        if number != right
        and each["title"] != asked["title"]
        and not (inside(asked["at"], each["shapes"]) or inside(each["at"], asked["shapes"]))
    ]
    near = sorted(others, key=lambda number: _apart(spots[number]["at"], asked["at"]))[:NEIGHBOURS]
    wrong = sorted(near, key=lambda _: draw.random())[: OPTIONS - 1]
    return sorted([right, *wrong], key=lambda _: draw.random())


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def inside(at: Sequence[float], shapes: Sequence[Sequence[float]]) -> bool:
    """Tell whether outlines (x, y, x, y, ...) filled by the even-odd rule hold a place."""
    x, y = at
    held = False
    for shape in shapes:
        points = list(zip(shape[::2], shape[1::2], strict=True))
        for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                held = not held
    return held
