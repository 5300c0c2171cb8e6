"""Draw every step and common error as a picture for paper, and a small one for slow browsers.

A browser draws them, by the modules that draw the live body (`js/stills/stills.js`), on white, of
the person who shows the stretch. That takes a second or two a picture, so only those are drawn of
which something has changed: the body, the position in the ways of its stretch, the scale of the
stretch, the code that draws.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from psoaslib.build.artifact import Artifact, Made, Part, picture, read
from psoaslib.build.poses import posed, stretches
from psoaslib.catalogue import images
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.fingerprint import fingerprint, script
from psoaslib.mesh import packed
from psoaslib.programme.cards import picture_key
from psoaslib.widgets import browser
from psoaslib.widgets.bodies import drawing_front_end, looks
from psoaslib.widgets.join import front_end

SHOWN = (700, 520)
"""Size of a picture in CSS pixels, of which a dense screen has two a side."""

SIZES = {
    "large": {"width": 1400, "height": 1040, "quality": 0.85},
    "small": {"width": images.SMALL[0], "height": images.SMALL[1], "quality": 0.4},
}
BROWSERS = 2
"""So many draw side by side: drawing in software keeps little more than one core busy."""
PAGE = (
    "<!doctype html><style>body{margin:0}canvas{display:block;width:100vw;height:100vh}</style>"
    "<canvas></canvas>"
)

Draw = Callable[[str, str, dict[str, Any] | None], list[bytes]]
"""Takes a position, a side and, of an error, its fault; returns a picture in each size."""


def artifacts(root: Path) -> list[Artifact]:
    """List each position's stills: one side, the same small, the other side, the same small."""
    return [each for stretch in stretches() for each in _positions(root, stretch)]


def _positions(root: Path, stretch: Stretch) -> list[Artifact]:
    ways = packed.unpack(_ways(root, stretch))
    bodies = [
        (root / "images" / "bodies" / f"{name}.mesh").read_bytes()
        for name in (ways.header["build"], "bones")
    ]
    look = json.dumps([looks(), SHOWN, SIZES, PAGE])
    renderer = fingerprint([], script(front_end("stills")), look, *bodies)
    units = [ways.header[name] for name in ("units", "used", "stature", "states")]

    def artifact(record: Step | CommonError) -> Artifact:
        told = dict(ways.header["positions"][record.id])
        rows = [("poses", told.pop("row")), ("lengths", row := told.pop("length")), ("states", row)]
        numbers = [ways.arrays[name][row].tolist() for name, row in rows]
        keys = {side: picture_key(stretch.id, record.id, side) for side in SIDES}
        return Artifact(
            tuple(images.name(key, small) for key in keys.values() for small in (False, True)),
            fingerprint([], renderer, json.dumps([units, told, numbers, error(record)])),
            partial(_draw, record),
            tuple(
                picture(
                    images.name(key),
                    *(fill(text, side) for text in (record.title, record.alt, record.caption)),
                )
                for side, key in keys.items()
            ),
        )

    return [artifact(record) for record in posed(stretch)]


@contextmanager
def studio() -> Iterator[Callable[[bytes], tuple[int, Draw]]]:
    """Open a browser; give what takes up packed ways, and returns their scale and how to draw.

    Raises `browser.MissingError` where there is none.
    """
    with browser.drawing_page(*SHOWN, dense=2) as page:
        page.set_content(PAGE)
        entry = "globalThis.studio = stills(document.querySelector('canvas'));"
        text = drawing_front_end("stills").replace("export default stills;", entry)
        page.add_script_tag(content=text, type="module")
        page.wait_for_function("() => Boolean(globalThis.studio)")

        def opened(ways: bytes) -> tuple[int, Draw]:
            text = base64.b64encode(ways).decode("ascii")
            own = page.evaluate_handle("packed => studio(packed)", text)

            def draw(name: str, side: str, error: dict[str, Any] | None) -> list[bytes]:
                asked = [name, side, error, list(SIZES.values())]
                found = own.evaluate("(own, asked) => own.draw(...asked)", asked)
                return [_plain(base64.b64decode(each)) for each in found]

            return own.evaluate("own => own.scale"), draw

        yield opened


def _plain(webp: bytes) -> bytes:
    """Return a WebP without the colour profile that browsers add: it only names the usual one."""
    rest = webp[12:]
    while rest[:4] != b"VP8 ":
        rest = rest[8 + _even(rest) :]
    picture = rest[: 8 + _even(rest)]
    return b"RIFF" + (4 + len(picture)).to_bytes(4, "little") + b"WEBP" + picture


def _even(chunk: bytes) -> int:
    """Return how many bytes the first chunk of a WebP holds, a last one that fills it up too."""
    size = int.from_bytes(chunk[4:8], "little")
    return size + size % 2


def error(record: Step | CommonError) -> dict[str, Any] | None:
    """Return what a drawing is told of an error, None of a step."""
    return {"fault": record.fault} if isinstance(record, CommonError) else None


def _drawn(root: Path, artifacts: Sequence[Artifact], stale: set[str]) -> Made:
    """Draw what is stale, and all of a stretch whose scale has changed.

    Without a browser that is said, no more.
    """
    print(f"drawing {len(stale)} positions, some seconds each", flush=True)
    groups = [
        [each for each in artifacts if each.name.startswith(f"{stretch.id}/")]
        for stretch in stretches()
    ]
    known = read(root)["artifacts"]
    scales = {each.name: known[each.name]["scale"] for each in artifacts if each.name not in stale}
    parts = min(BROWSERS, max(sum(each.name in stale for each in group) for group in groups))
    try:
        with ThreadPoolExecutor(parts) as pool:
            for drawn in pool.map(
                lambda part: _share(root, groups, scales, slice(part, None, parts)), range(parts)
            ):
                yield from drawn
    except browser.MissingError as reason:
        print(f"images/: stale stills stay as they are. {reason}", file=sys.stderr)


def _share(
    root: Path, groups: list[list[Artifact]], scales: dict[str, int], share: slice
) -> list[tuple[Artifact, Sequence[bytes]]]:
    """Draw one browser's share; scales: those of stills that are not stale, by name."""
    drawn = []
    with studio() as opened:
        for stretch, group in zip(stretches(), groups, strict=True):
            if all(each.name in scales for each in group):
                continue
            scale, draw = opened(_ways(root, stretch))
            keep = {"scale": scale}
            due = [each for each in group if scales.get(each.name) != scale]
            drawn += [(replace(each, keep=keep), each.make(draw)) for each in due[share]]
    return drawn


def _draw(record: Step | CommonError, draw: Draw) -> list[bytes]:
    return [data for side in SIDES for data in draw(record.id, side, error(record))]


def _ways(root: Path, stretch: Stretch) -> bytes:
    return (root / "images" / stretch.id / f"{stretch.id}.ways").read_bytes()


PART = Part(("*.webp",), artifacts, _drawn)
