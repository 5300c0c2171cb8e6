"""Write bodies, bones and ways into `images/`, as `psoaslib.body.export` packs them.

Ways cost minutes, so a file is made only when something that it depends on has changed. `check`
compares a hash of that, and the files with the manifest.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psoaslib import drawing
from psoaslib.build import files, listing, workers
from psoaslib.catalogue import catalogue
from psoaslib.fingerprint import fingerprint, matching
from psoaslib.joints import read_content

MESH = (
    "joints.py",
    "body/posed.py",
    "body/shape.py",
    "body/surface.py",
    "body/export/[!w]*.py",
    "figures/dress.py",
    "figures/face.py",
    "figures/head.py",
    "figures/mesh.py",
    "figures/muscle.py",
    "figures/scene.py",
    "figures/skeleton.py",
    "figures/solids.py",
    "figures/subject.py",
    "figures/toes.py",
    "figures/vertebrae.py",
)
WAYS = (
    "joints.py",
    "sides.py",
    "records/pose.py",
    "body/*.py",
    "body/export/packed.py",
    "body/export/skinned.py",
    "body/export/ways.py",
)
"""Code that the files depend on."""


@dataclass(frozen=True)
class _File:
    """A file to be made: its name in `images/`, what it depends on, and how it is made, of what."""

    name: str
    depends: str
    work: Callable[..., bytes]
    of: tuple[Any, ...]


def write(root: Path) -> list[str]:
    """Write what is stale; return the files written."""
    known = listing.read(root)
    wanted = _wanted()
    kept = {each.name: known["meshes"].get(each.name) for each in wanted}
    stale = [each for each in wanted if _problem(root, each, kept[each.name])]
    made: dict[Path, bytes] = {}
    with workers.spread() as over:
        for each, data in zip(stale, over(_done, stale), strict=True):
            made[root / "images" / each.name] = data
            kept[each.name] = {"depends": each.depends, "sha256": _hash(data)}
    made[listing.path(root)] = listing.written(known | {"meshes": kept})
    return files.write(root, made)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over."""
    known, wanted = listing.read(root)["meshes"], _wanted()
    found = [_problem(root, each, known.get(each.name)) for each in wanted]
    listed = {root / "images" / each.name for each in wanted}
    there = [path for kind in ("mesh", "ways") for path in (root / "images").rglob(f"*.{kind}")]
    left = sorted(set(there) - listed)
    return [
        *filter(None, found),
        *(f"{files.name(root, path)}: is in no list" for path in left),
    ]


def _wanted() -> list[_File]:
    from psoaslib.body.export import bones, person, ways

    meshes = fingerprint([*matching(MESH), *drawing.data()])
    solver = fingerprint([*matching(WAYS), *drawing.data()], drawing.model())
    found = [
        _File(f"bodies/{build}.mesh", meshes, person.mesh, (build,))
        for build in read_content("builds.toml")["builds"]
    ]
    found.append(_File("bodies/bones.mesh", meshes, bones.mesh, ()))
    for stretch in catalogue().stretches.values():
        if records := drawing.posed(stretch):
            poses = [[each.view, each.pose.model_dump(mode="json")] for each in records]
            depends = fingerprint([], solver, json.dumps(poses, sort_keys=True))
            found.append(
                _File(f"{stretch.id}/{stretch.id}.ways", depends, ways.written, (stretch,))
            )
    return found


def _done(file: _File) -> bytes:
    return file.work(*file.of)


def _problem(root: Path, file: _File, kept: dict[str, str] | None) -> str | None:
    """Say what is wrong with a file, or return None."""
    path = root / "images" / file.name
    if not kept or kept["depends"] != file.depends:
        return f"{files.name(root, path)}: what it depends on has changed"
    if not path.is_file():
        return f"{files.name(root, path)}: missing"
    if _hash(path.read_bytes()) != kept["sha256"]:
        return f"{files.name(root, path)}: is not the one that was made"
    return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
