"""Draw every step and common error as a picture for paper, and a small one for slow browsers.

A browser draws them, by the modules that draw the live body (`js/stills/stills.js`), on white, of
the person who shows the stretch. That takes a second or two a picture, so only those are drawn of
which something has changed: the body, the position in the ways of its stretch, the scale of the
stretch, the code that draws. `check` compares hashes, and the files with the manifest.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from psoaslib.build import files, listing
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


def write(root: Path) -> list[str]:
    """Draw what is stale; return the files written. Without a browser that is said, no more."""
    known = listing.read(root)
    kept = {stretch.id: _kept(known, stretch) for stretch in stretches()}
    stale = {stretch.id: _stale(root, stretch, kept[stretch.id]) for stretch in stretches()}
    made: dict[Path, bytes] = {}
    if any(stale.values()):
        try:
            made = _drawn(root, kept, stale)
        except browser.Missing as reason:
            print(f"images/: stale stills stay as they are. {reason}", file=sys.stderr)
    entries = [
        _entry(stretch, record, side)
        for stretch in stretches()
        for record in posed(stretch)
        for side in SIDES
        if record.id in kept[stretch.id]["positions"]
    ]
    made[listing.path(root)] = listing.written(known | {"stills": kept, "pictures": entries})
    return files.write(root, made)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over."""
    known = listing.read(root)
    found, entries = [], []
    for stretch in stretches():
        kept = _kept(known, stretch)
        stale = _stale(root, stretch, kept)
        found += [f"images/{stretch.id}/: the stills of {name} are stale" for name in stale]
        entries += [
            _entry(stretch, record, side)
            for record in posed(stretch)
            for side in SIDES
            if record.id not in stale
        ]
    if not found and entries != known["pictures"]:
        found.append("images/manifest.json: does not agree with the stills")
    listed = {path for s in stretches() for r in posed(s) for path in _files(root, s, r.id)}
    left = sorted(set((root / "images").rglob("*.webp")) - listed)
    return found + [f"{files.name(root, path)}: is in no list" for path in left]


@contextmanager
def studio() -> Iterator[Callable[[bytes], tuple[int, Draw]]]:
    """Open a browser; give what takes up packed ways, and returns their scale and how to draw.

    Raises `browser.Missing` where there is none.
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


def _kept(known: dict[str, Any], stretch: Stretch) -> dict[str, Any]:
    """Return what the manifest keeps of a stretch: its scale, and by position hashes."""
    return known["stills"].get(stretch.id, {"scale": None, "positions": {}})


def _stale(root: Path, stretch: Stretch, kept: dict[str, Any]) -> list[str]:
    """Return the positions whose stills are stale or missing."""
    depends = _depends(root, stretch)
    return [
        name
        for name, now in depends.items()
        if kept["positions"].get(name, {}).get("depends") != now
        or kept["positions"][name]["sha256"] != _hashes(_files(root, stretch, name))
    ]


def _drawn(root: Path, kept: dict[str, Any], stale: dict[str, list[str]]) -> dict[Path, bytes]:
    """Draw what is stale, or all where the scale has changed; bring what is kept up to date."""
    parts = min(BROWSERS, max(map(len, stale.values())))
    with ThreadPoolExecutor(parts) as pool:
        shares = pool.map(
            lambda part: _share(root, kept, stale, slice(part, None, parts)), range(parts)
        )
        drawn = [each for share in shares for each in share]
    made: dict[Path, bytes] = {}
    for stretch in (each for each in stretches() if stale[each.id]):
        depends, old = _depends(root, stretch), kept[stretch.id]
        positions = {name: old["positions"].get(name) for name in depends}
        for _, name, scale, found in (each for each in drawn if each[0] == stretch.id):
            made |= dict(zip(_files(root, stretch, name), found, strict=True))
            positions[name] = {"depends": depends[name], "sha256": list(map(_hash, found))}
            old["scale"] = scale
        old["positions"] = positions
    return made


def _share(
    root: Path, kept: dict[str, Any], stale: dict[str, list[str]], share: slice
) -> list[tuple[str, str, int, list[bytes]]]:
    """Draw one browser's share: stretch, position, scale of the stretch, pictures."""
    drawn = []
    with studio() as opened:
        for stretch in (each for each in stretches() if stale[each.id]):
            scale, draw = opened(_ways(root, stretch))
            every = kept[stretch.id]["scale"] != scale
            records = [each for each in posed(stretch) if every or each.id in stale[stretch.id]]
            for record in records[share]:
                found = [data for side in SIDES for data in draw(record.id, side, error(record))]
                drawn.append((stretch.id, record.id, scale, found))
    return drawn


def _depends(root: Path, stretch: Stretch) -> dict[str, str]:
    """Return a hash, by position, of what its stills depend on but the scale."""
    ways = packed.unpack(_ways(root, stretch))
    bodies = [
        root / "images" / "bodies" / f"{name}.mesh" for name in (ways.header["build"], "bones")
    ]
    code = json.dumps([looks(), SHOWN, SIZES, PAGE, *_hashes(bodies)])
    renderer = fingerprint([], script(front_end("stills")), code)
    units = [ways.header[name] for name in ("units", "used", "stature", "states")]

    def of(record: Step | CommonError) -> str:
        told = dict(ways.header["positions"][record.id])
        rows = [("poses", told.pop("row")), ("lengths", row := told.pop("length")), ("states", row)]
        numbers = [ways.arrays[name][row].tolist() for name, row in rows]
        return fingerprint([], renderer, json.dumps([units, told, numbers, error(record)]))

    return {record.id: of(record) for record in posed(stretch)}


def _ways(root: Path, stretch: Stretch) -> bytes:
    return (root / "images" / stretch.id / f"{stretch.id}.ways").read_bytes()


def _files(root: Path, stretch: Stretch, name: str) -> list[Path]:
    """List the files of a position: one side, the same small, the other side, the same small."""
    keys = (picture_key(stretch.id, name, side) for side in SIDES)
    return [root / "images" / images.name(key, small) for key in keys for small in (False, True)]


def _hashes(paths: list[Path]) -> list[str]:
    return [_hash(path.read_bytes()) if path.is_file() else "" for path in paths]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _entry(stretch: Stretch, record: Step | CommonError, side: str) -> dict[str, str]:
    words = (fill(text, side) for text in (record.title, record.alt, record.caption))
    return listing.entry(picture_key(stretch.id, record.id, side), *words)
