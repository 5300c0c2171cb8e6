"""Draw the pictures of `images/` and keep the list of them, `images/manifest.json`.

Drawing takes seconds a picture, so it is done only when something a drawing depends on has
changed: its pose, the body, the code that draws. Words (title, alternative text) are put into the
drawings that are there. How long the psoas is (`lengths.json`) is worked out each time from the
solved poses; where that changes a colour, that picture is drawn again. `check` compares a hash of
what the drawings depend on, the files with the manifest, the figures, and redraws a sample.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from psoaslib import drawing
from psoaslib.build import alike, files, listing, plates, workers
from psoaslib.cards import picture_key
from psoaslib.catalogue import catalogue
from psoaslib.fingerprint import read
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import fill


def write(root: Path) -> list[str]:
    """Draw what is stale, put present words into the rest; return the files written."""
    wanted: dict[Path, bytes] = {}
    known = listing.read(root)
    drawings = {}
    entries = []
    with workers.spread() as over:
        for stretch in catalogue().stretches.values():
            drawn = known["drawings"].get(stretch.id)
            listed = list(drawing.pictures(stretch))
            frame = _framed(known, stretch)
            fresh = drawn and _fresh(drawn, stretch, frame)
            there = [_poses(root, stretch), *(_file(root, key) for key, _, _ in listed)]
            if fresh and all(path.is_file() for path in there):
                svgs = {key: read(_file(root, key)) for key, _, _ in listed}
                poses = json.loads(read(_poses(root, stretch)))
                figures = _figures(poses)
                svgs |= _recoloured(stretch, drawn, figures, over)
            else:
                svgs, drawn, poses = draw(stretch, over, frame)
                figures = _figures(poses)
                wanted[_poses(root, stretch)] = listing.written(poses)
            wanted[_lengths(root, stretch)] = listing.written(figures)
            drawings[stretch.id] = drawn | {"states": _states(figures)}
            for key, record, side in listed:
                svg = drawing.worded(svgs[key], record, side)
                wanted[_file(root, key)] = svg.encode("utf-8")
                entries.append(_entry(key, record, side, svg))
    anatomy, kept = plates.drawn(root, known["plates"])
    wanted |= anatomy
    known |= {"drawings": drawings, "pictures": entries, "plates": kept}
    wanted[listing.path(root)] = listing.written(known)
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over in `images/`; redraw a sample."""
    found = []
    known = listing.read(root)
    entries, drawings = [], {}
    for stretch in catalogue().stretches.values():
        drawn = known["drawings"].get(stretch.id)
        if not drawn or not _fresh(drawn, stretch, _framed(known, stretch)):
            found.append(f"images/{stretch.id}/: what the drawings depend on has changed")
            continue
        drawings[stretch.id] = drawn
        found += _wrong_lengths(root, stretch, drawn)
        for key, record, side in drawing.pictures(stretch):
            path = _file(root, key)
            if not path.is_file():
                found.append(f"{files.name(root, path)}: missing")
            elif (svg := read(path)) != drawing.worded(svg, record, side):
                found.append(f"{files.name(root, path)}: its words are stale")
            else:
                entries.append(_entry(key, record, side, svg))
        if not found:
            found += redrawn(root, stretch, drawn)
    kept = known["plates"]
    present = known | {"drawings": drawings, "pictures": entries}
    if not found and read(listing.path(root)).encode("utf-8") != listing.written(present):
        found.append("images/manifest.json: does not agree with the pictures")
    found += plates.problems(root, kept)
    entries = [*known["pictures"], *kept["pictures"], *known["charts"]["pictures"]]
    listed = {root / "images" / entry["file"] for entry in entries}
    left = sorted(set((root / "images").rglob("*.svg")) - listed)
    return found + [f"{files.name(root, path)}: is in no list" for path in left]


def _framed(known: dict[str, Any], stretch: Stretch) -> list[float] | None:
    """Return the frame of a stretch's film in the view of its pictures, so that both agree."""
    film, records = known["films"].get(stretch.id), drawing.posed(stretch)
    return film["frames"][records[0].view] if film and records else None


def _fresh(drawn: dict[str, Any], stretch: Stretch, frame: list[float] | None) -> bool:
    framed = frame is None or drawn["frame"] == frame
    return framed and drawn["depends"] == drawing.depends(stretch)


def draw(
    stretch: Stretch,
    over: Callable[..., Iterable] = map,
    frame: list[float] | None = None,
) -> tuple[dict[str, str], dict[str, Any], dict[str, Any]]:
    """Draw a stretch by a `map`; return SVGs by key, what the manifest keeps, solved poses."""
    before = drawing.depends(stretch)  # not after: files may change while the drawing goes on
    svgs, frame, bodies = drawing.draw(stretch, over=over, frame=frame and tuple(frame))
    drawn = {"depends": before, "frame": list(frame)}
    poses = {name: drawing.solved(each) for name, each in bodies.items()}
    about = "Solved poses for the right side stretched; the left is the mirror image in z. "
    about += "Angles in degrees; root in metres (x forward, y up, z right)."
    return svgs, drawn, {"about": about, "generator": listing.GENERATOR, "poses": poses}


def _figures(poses: dict[str, Any]) -> dict[str, Any]:
    about = "How long the psoas is in the solved poses of poses.json, against standing. "
    about += "same: the side stretched; low and high: the two models; strain: at most, a share."
    figures = drawing.figures(poses["poses"])
    return {"about": about, "generator": listing.GENERATOR, "figures": figures}


def _states(figures: dict[str, Any]) -> dict[str, list[str]]:
    """Return how each drawing shows the psoas, on the stretched side and the other."""
    return {
        name: [told[side]["state"] for side in ("same", "other")]
        for name, told in figures["figures"].items()
    }


def _recoloured(
    stretch: Stretch, drawn: dict[str, Any], figures: dict[str, Any], over: Callable[..., Iterable]
) -> dict[str, str]:
    """Draw those pictures again whose psoas has another colour than when they were drawn."""
    before, now = drawn.get("states", {}), _states(figures)
    changed = [each for each in drawing.posed(stretch) if before.get(each.id) != now[each.id]]
    return drawing.again(stretch, changed, tuple(drawn["frame"]), over)


def _wrong_lengths(root: Path, stretch: Stretch, drawn: dict[str, Any]) -> list[str]:
    """Return what is stale of the figures of a stretch, and of the colours made of them."""
    poses = _poses(root, stretch)
    if not poses.is_file():
        return [f"{files.name(root, poses)}: missing"]
    figures = _figures(json.loads(read(poses)))
    found = files.stale(root, {_lengths(root, stretch): listing.written(figures)})
    if _states(figures) != drawn.get("states"):
        found.append(f"images/{stretch.id}/: the psoas has another colour by the muscle model")
    return found


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
    different = alike.difference(read(path), picture.svg())
    return [f"{files.name(root, path)}: drawn again, {different}"] if different else []


def _entry(key: str, record: Step | CommonError, side: str, svg: str) -> dict[str, str]:
    words = (fill(text, side) for text in (record.title, record.alt, record.caption))
    return listing.entry(key, *words, svg)


def _file(root: Path, key: str) -> Path:
    return root / "images" / f"{key}.svg"


def _poses(root: Path, stretch: Stretch) -> Path:
    return root / "images" / stretch.id / "poses.json"


def _lengths(root: Path, stretch: Stretch) -> Path:
    return root / "images" / stretch.id / "lengths.json"
