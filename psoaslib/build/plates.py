"""Make the plates of anatomy in `images/anatomy/`, and check those that are there.

Their sources are the SVGs of `content/plates/`. Beside each plate stand its hot spots, for the
exercise of labelling (`figures/spots.py`). Plates are made again only when what they depend on has
changed; new words are put into those that are there.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from psoaslib.build import files, listing
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.plate import Plate
from psoaslib.fingerprint import fingerprint, matching, read
from psoaslib.pages.plates import plate_key

DEPENDS = (*(f"figures/{name}.py" for name in ("paths", "plate", "source", "spots")),
           "content/plates/*")  # fmt: skip


def write(root: Path) -> list[str]:
    """Draw what is stale, put present words into the rest; return the files written."""
    known = listing.read(root)
    wanted, plates = drawn(root, known["plates"])
    wanted[listing.path(root)] = listing.written(known | {"plates": plates})
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over."""
    return problems(root, listing.read(root)["plates"])


def drawn(root: Path, known: dict[str, Any]) -> tuple[dict[Path, bytes], dict[str, Any]]:
    """Return the plates' files and what the manifest keeps of them.

    known: what it keeps now; plates whose hash agrees are not drawn again.
    """
    wanted, entries, spots = {}, [], {}
    now = depends()
    for record in catalogue().plates.values():
        path, beside = _file(root, record), _spots(root, record)
        if known["depends"] == now and path.is_file() and beside.is_file():
            svg, found = _worded(read(path), record), read(beside)
        else:
            svg, found = draw(record)
        wanted |= {path: svg.encode("utf-8"), beside: found.encode("utf-8")}
        entries.append(_entry(record, svg))
        spots[record.id] = _hash(found)
    return wanted, {"depends": now, "pictures": entries, "spots": spots}


def problems(root: Path, known: dict[str, Any]) -> list[str]:
    """Return which plates are stale or missing, and what is left over."""
    if known["depends"] != depends():
        return ["images/anatomy/: what the plates depend on has changed"]
    found, entries, spots = [], [], {}
    for record in catalogue().plates.values():
        path, beside = _file(root, record), _spots(root, record)
        if lost := [each for each in (path, beside) if not each.is_file()]:
            found += [f"{files.name(root, each)}: missing" for each in lost]
        elif (svg := read(path)) != _worded(svg, record):
            found.append(f"{files.name(root, path)}: its words are stale")
        else:
            entries.append(_entry(record, svg))
            spots[record.id] = _hash(read(beside))
    if not found and (entries, spots) != (known["pictures"], known.get("spots")):
        found.append("images/manifest.json: does not agree with the plates")
    plates = catalogue().plates.values()
    own = {of(root, record) for record in plates for of in (_file, _spots)}
    left = sorted({*(root / "images" / "anatomy").iterdir()} - own)
    return found + [f"{files.name(root, path)}: is of no plate" for path in left]


def depends() -> str:
    """Return a hash of what the plates depend on, their words apart."""
    labels = [
        json.dumps([record.id, [[each.id, each.margin] for each in record.labels.values()]])
        for record in catalogue().plates.values()
    ]
    return fingerprint(matching(DEPENDS), *labels)


def draw(record: Plate) -> tuple[str, str]:
    """Draw a plate; return its SVG, and its hot spots as JSON with one label a line."""
    # Imported here, since a build with nothing to draw needs no shapely.
    from psoaslib.figures import plate, source, spots

    drawn = source.read(record)
    found = spots.spots(drawn, record)
    lines = ",\n".join(
        f"{json.dumps(name)}:{_short(each)}" for name, each in found["spots"].items()
    )
    text = f'{{"frame":{_short(found["frame"])},"spots":{{\n{lines}\n}}}}\n'
    return plate.svg(drawn, record), text


def _short(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _worded(svg: str, record: Plate) -> str:
    """Return an SVG with the present title and alternative text of its record."""
    return listing.worded(svg, record.title, record.alt)


def _entry(record: Plate, svg: str) -> dict[str, str]:
    entry = listing.entry(plate_key(record.id), record.title, record.alt, record.caption)
    return entry | listing.hashed(svg.encode("utf-8"))


def _file(root: Path, record: Plate) -> Path:
    return root / "images" / f"{plate_key(record.id)}.svg"


def _spots(root: Path, record: Plate) -> Path:
    return _file(root, record).with_suffix(".spots.json")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
