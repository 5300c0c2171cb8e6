"""Draw the plates of anatomy into `images/anatomy/`, and check those that are there.

Part of the pictures' build, which keeps the manifest. Plates are drawn again only when what they
depend on has changed; new words are put into drawings that are there.
"""

import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from psoaslib import drawing
from psoaslib.build import alike, files, listing
from psoaslib.catalogue import catalogue
from psoaslib.pages.plates import plate_key
from psoaslib.records import Plate

CODE = ("joints.py", "body/*.py", *(f"figures/{n}.py" for n in ("plate*", "picture", "raster",
        "cells", "mesh", "view")))  # fmt: skip
_WORDS = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)


def drawn(root: Path, known: dict[str, Any]) -> tuple[dict[Path, bytes], dict[str, Any]]:
    """Return the plates' files and what the manifest keeps of them.

    known: what it keeps now; plates whose hash agrees are not drawn again.
    """
    wanted, entries = {}, []
    now = depends()
    for record in catalogue().plates.values():
        path = _file(root, record)
        fresh = known["depends"] == now and path.is_file()
        svg = _worded(drawing.read(path), record) if fresh else draw(record)
        wanted[path] = svg.encode("utf-8")
        entries.append(_entry(record, svg))
    return wanted, {"depends": now, "pictures": entries}


def problems(root: Path, known: dict[str, Any]) -> list[str]:
    """Return which plates are stale or missing; draw one again and compare."""
    if known["depends"] != depends():
        return ["images/anatomy/: what the plates depend on has changed"]
    found, entries = [], []
    for record in catalogue().plates.values():
        path = _file(root, record)
        if not path.is_file():
            found.append(f"{files.name(root, path)}: missing")
        elif (svg := drawing.read(path)) != _worded(svg, record):
            found.append(f"{files.name(root, path)}: its words are stale")
        else:
            entries.append(_entry(record, svg))
    if not found and entries != known["pictures"]:
        found.append("images/manifest.json: does not agree with the plates")
    return found or redrawn(root, known)


def depends() -> str:
    """Return a hash of what the plates depend on, their words apart."""
    seen = hashlib.sha256()
    code = [path for pattern in CODE for path in sorted(drawing.PACKAGE.glob(pattern))]
    for path in [*code, *(drawing.PACKAGE / "content" / name for name in drawing.DATA)]:
        text = drawing.read(path)
        seen.update(f"{path.relative_to(drawing.PACKAGE).as_posix()}\n{text}\n".encode())
    for record in catalogue().plates.values():
        labels = [[each.id, each.margin] for each in record.labels.values()]
        seen.update(json.dumps([record.id, labels]).encode())
    return seen.hexdigest()


def draw(record: Plate) -> str:
    """Draw a plate; return its SVG."""
    # Imported here, since a build with nothing to draw needs no scipy.
    from psoaslib.figures.plate import plate

    return plate(record).svg()


def redrawn(root: Path, known: dict[str, Any]) -> list[str]:
    """Draw one plate again and compare; which one, the hash decides."""
    records = list(catalogue().plates.values())
    record = records[int(known["depends"], 16) % len(records)]
    path = _file(root, record)
    different = alike.difference(drawing.read(path), draw(record))
    return [f"{files.name(root, path)}: drawn again, {different}"] if different else []


def _worded(svg: str, record: Plate) -> str:
    """Return an SVG with the present title and alternative text of its record."""
    title, alt = (escape(text, quote=False) for text in (record.title, record.alt))
    return _WORDS.sub(lambda _: f"<title>{title}</title><desc>{alt}</desc>", svg, count=1)


def _entry(record: Plate, svg: str) -> dict[str, str]:
    return listing.entry(plate_key(record.id), record.title, record.alt, record.caption, svg)


def _file(root: Path, record: Plate) -> Path:
    return root / "images" / f"{plate_key(record.id)}.svg"
