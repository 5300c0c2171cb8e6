"""Film the stretches into `images/<stretch>/<view>.film`, and check the films that are there.

A film costs minutes, so one is made only when something that it depends on has changed. `check`
compares a hash of that, the files with the manifest, and draws one frame of each stretch again.
"""

import gzip
import hashlib
from pathlib import Path
from typing import Any

from psoaslib import drawing, film, filming
from psoaslib.build import alike, files, listing, workers
from psoaslib.catalogue import catalogue
from psoaslib.figures.picture import Picture, filmed
from psoaslib.figures.view import VIEWS
from psoaslib.records import Stretch


def write(root: Path) -> list[str]:
    """Film what is stale; return the files written."""
    known = listing.read(root)
    kept = {}
    stale = []
    for stretch in catalogue().stretches.values():
        if not drawing.posed(stretch):
            continue
        kept[stretch.id] = known["films"].get(stretch.id)
        if _problem(root, stretch, kept[stretch.id]):
            stale.append((stretch, filming.depends(stretch), filming.jobs(stretch)))
    wanted: dict[Path, bytes] = {}
    with workers.spread() as over:
        clips = iter(over(filming.done, [job for _, _, jobs in stale for job in jobs]))
        for stretch, depends, jobs in stale:
            shot = [next(clips) for _ in jobs]
            found = filming.cut(stretch, shot)
            wanted |= {_file(root, stretch, view): data for view, data in found.items()}
            kept[stretch.id] = {
                "depends": depends,
                "build": drawing.posed(stretch)[0].pose.build,
                "footing": filming.stood(stretch, shot),
                "frames": {view: _unpacked(data).header["frame"] for view, data in found.items()},
                "sha256": {view: _hash(data) for view, data in found.items()},
            }
    wanted[listing.path(root)] = listing.written(known | {"films": kept})
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return what is stale, missing, too large or left over; draw a sample again."""
    known = listing.read(root)["films"]
    found = []
    listed = set()
    for stretch in catalogue().stretches.values():
        if not drawing.posed(stretch):
            continue
        listed |= {_file(root, stretch, view) for view in VIEWS}
        problem = _problem(root, stretch, known.get(stretch.id)) or _redrawn(root, stretch)
        found += [problem] if problem else []
    left = sorted(set((root / "images").rglob("*.film")) - listed)
    return found + [f"{files.name(root, path)}: is in no list" for path in left]


def _problem(root: Path, stretch: Stretch, kept: dict[str, Any] | None) -> str | None:
    """Say what is wrong with the films of a stretch, or return None."""
    if not kept or kept["depends"] != filming.depends(stretch):
        return f"images/{stretch.id}/: what the films depend on has changed"
    for view in VIEWS:
        path = _file(root, stretch, view)
        if not path.is_file():
            return f"{files.name(root, path)}: missing"
        data = path.read_bytes()
        if _hash(data) != kept["sha256"][view]:
            return f"{files.name(root, path)}: is not the one that was filmed"
        if len(data) > filming.MOST:
            return (
                f"{files.name(root, path)}: has {len(data)} bytes, and {filming.MOST} are allowed"
            )
    return None


def _redrawn(root: Path, stretch: Stretch) -> str | None:
    """Draw a position of a film again and compare; which one, the hash decides."""
    records, views = drawing.posed(stretch), list(VIEWS)
    number = int(filming.depends(stretch), 16)
    record, view = records[number % len(records)], views[number // len(records) % len(views)]
    path = _file(root, stretch, view)
    known = _unpacked(path.read_bytes())
    frame = known.frames[known.header["steps"][record.id]]
    there, now = (
        Picture("", "", "", filmed(each, known.header["unit"]), tuple(known.header["frame"])).svg()
        for each in (frame, filming.still(record.pose, view))
    )
    different = alike.difference(there, now)
    return f"{files.name(root, path)}: {record.id} drawn again, {different}" if different else None


def _unpacked(data: bytes) -> film.Film:
    return film.unpack(gzip.decompress(data))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _file(root: Path, stretch: Stretch, view: str) -> Path:
    return root / "images" / stretch.id / f"{view}.film"
