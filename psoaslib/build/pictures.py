"""Draw the pictures of `images/` and keep the list of them, `images/manifest.json`.

Drawing takes seconds a picture, so it is done only when something a drawing depends on has
changed: its pose, the body, the code that draws. Words (title, alternative text) are put into the
drawings that are there. `check` compares a hash of what the drawings depend on, the files with the
manifest, and redraws a sample.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from psoaslib import drawing
from psoaslib.build import alike, files, listing, plates, workers
from psoaslib.cards import picture_key
from psoaslib.catalogue import catalogue
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import fill


def write(root: Path) -> list[str]:
    """Draw what is stale, put present words into the rest; return the files written."""
    wanted: dict[Path, bytes] = {}
    known = _manifest(root)
    drawings = {}
    entries = []
    with workers.spread() as over:
        for stretch in catalogue().stretches.values():
            drawn = known["drawings"].get(stretch.id)
            listed = list(drawing.pictures(stretch))
            fresh = drawn and drawn["depends"] == drawing.depends(stretch)
            if fresh and all(_file(root, key).is_file() for key, _, _ in listed):
                svgs = {key: drawing.read(_file(root, key)) for key, _, _ in listed}
            else:
                svgs, drawn, poses = draw(stretch, over)
                wanted[_poses(root, stretch)] = _json(poses)
            drawings[stretch.id] = drawn
            for key, record, side in listed:
                svg = drawing.worded(svgs[key], record, side)
                wanted[_file(root, key)] = svg.encode("utf-8")
                entries.append(_entry(key, record, side, svg))
    anatomy, kept = plates.drawn(root, known.get("plates", plates.NONE))
    wanted |= anatomy
    wanted[root / "images" / "manifest.json"] = _json(_listed(drawings, entries, kept))
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over in `images/`; redraw a sample."""
    found = []
    known = _manifest(root)
    entries, drawings = [], {}
    for stretch in catalogue().stretches.values():
        drawn = known["drawings"].get(stretch.id)
        if not drawn or drawn["depends"] != drawing.depends(stretch):
            found.append(f"images/{stretch.id}/: what the drawings depend on has changed")
            continue
        drawings[stretch.id] = drawn
        for key, record, side in drawing.pictures(stretch):
            path = _file(root, key)
            if not path.is_file():
                found.append(f"{files.name(root, path)}: missing")
            elif (svg := drawing.read(path)) != drawing.worded(svg, record, side):
                found.append(f"{files.name(root, path)}: its words are stale")
            else:
                entries.append(_entry(key, record, side, svg))
        if not found:
            found += redrawn(root, stretch, drawn)
    kept = known.get("plates", plates.NONE)
    if not found and known != _listed(drawings, entries, kept):
        found.append("images/manifest.json: does not agree with the pictures")
    found += plates.problems(root, kept)
    listed = {root / "images" / entry["file"] for entry in known["pictures"] + kept["pictures"]}
    left = sorted(set((root / "images").rglob("*.svg")) - listed)
    return found + [f"{files.name(root, path)}: is in no list" for path in left]


def draw(
    stretch: Stretch, over: Callable[..., Iterable] = map
) -> tuple[dict[str, str], dict[str, Any], dict[str, Any]]:
    """Draw a stretch by a `map`; return SVGs by key, what the manifest keeps, solved poses."""
    before = drawing.depends(stretch)  # not after: files may change while the drawing goes on
    svgs, frame, bodies = drawing.draw(stretch, over=over)
    drawn = {"depends": before, "frame": list(frame)}
    poses = {name: _solved(each) for name, each in bodies.items()}
    about = "Solved poses for the right side stretched; the left is the mirror image in z. "
    about += "Angles in degrees; root in metres (x forward, y up, z right)."
    return svgs, drawn, {"about": about, "generator": listing.GENERATOR, "poses": poses}


def _solved(posed) -> dict[str, Any]:
    angles = {name: round(value, 2) for name, value in sorted(posed.angles.items())}
    return {
        "stature": posed.stature,
        "root": [round(value, 4) for value in posed.root],
        "angles": {name: value for name, value in angles.items() if value},
    }


def redrawn(root: Path, stretch: Stretch, drawn: dict[str, Any]) -> list[str]:
    """Draw one picture of a stretch again and compare; which one, the hash decides."""
    from psoaslib import body

    records = drawing.posed(stretch)
    if not records:
        return []
    record = records[int(drawn["depends"], 16) % len(records)]
    posed = body.solve(record.pose, "right")
    picture = drawing.picture(record, posed, tuple(drawn["frame"]))
    path = _file(root, picture_key(stretch.id, record.id, "right"))
    different = alike.difference(drawing.read(path), picture.svg())
    return [f"{files.name(root, path)}: drawn again, {different}"] if different else []


def _entry(key: str, record: Step | CommonError, side: str, svg: str) -> dict[str, str]:
    words = (fill(text, side) for text in (record.title, record.alt, record.caption))
    return listing.entry(key, *words, svg)


def _listed(
    drawings: dict[str, Any], entries: list[dict[str, str]], kept: dict[str, Any]
) -> dict[str, Any]:
    return {"drawings": drawings, "pictures": entries, "plates": kept}


def _manifest(root: Path) -> dict[str, Any]:
    path = root / "images" / "manifest.json"
    return json.loads(drawing.read(path)) if path.is_file() else _listed({}, [], plates.NONE)


def _file(root: Path, key: str) -> Path:
    return root / "images" / f"{key}.svg"


def _poses(root: Path, stretch: Stretch) -> Path:
    return root / "images" / stretch.id / "poses.json"


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
