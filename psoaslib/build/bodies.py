"""Write bodies, bones and ways into `images/`, as `psoaslib.mesh` packs them.

Ways cost a minute, so a file is made only when something that it depends on has changed. `check`
compares a hash of that, and the files with the manifest.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from psoaslib.body.joints import read_content
from psoaslib.build import files, listing, workers
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.stretch import Stretch
from psoaslib.mesh import sources


@dataclass(frozen=True)
class _File:
    """A file to be made: its name in `images/`, what the manifest keeps of it, and what makes it.

    `make` takes a `map`, the file that is there (b"" for none) and what was kept of that.
    """

    name: str
    told: dict[str, Any]
    make: Callable[[Callable, bytes, dict[str, Any]], bytes]


def write(root: Path) -> list[str]:
    """Write what is stale; return the files written."""
    known = listing.read(root)
    wanted = _wanted()
    kept = {each.name: known["meshes"].get(each.name) for each in wanted}
    written = []
    with workers.spread() as over:
        for each in wanted:
            if not _problem(root, each, kept[each.name]):
                continue
            path = root / "images" / each.name
            old = path.read_bytes() if path.is_file() else b""
            data = each.make(over, old, kept[each.name] or {})
            kept[each.name] = {**each.told, "sha256": _hash(data)}
            # One by one: what cost a minute is not lost where a later one is refused.
            told = listing.written(known | {"meshes": kept})
            written += files.write(root, {path: data, listing.path(root): told})
    return list(dict.fromkeys(written))


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
    meshes = {"depends": sources.meshes()}
    builds = read_content("builds.toml")["builds"]
    found = [_File(f"bodies/{name}.mesh", meshes, partial(_mesh, name)) for name in builds]
    found.append(_File("bodies/bones.mesh", meshes, _bones))
    for stretch in catalogue().stretches.values():
        if any(step.pose for step in stretch.steps):
            told = {
                "depends": sources.ways(stretch),
                "solver": sources.solver(),
                "poses": sources.hashes(stretch),
            }
            name = f"{stretch.id}/{stretch.id}.ways"
            found.append(_File(name, told, partial(_ways, stretch)))
    return found


# What makes the files is imported only where one is stale.


def _mesh(build: str, _over: Callable, _old: bytes, _kept: dict[str, Any]) -> bytes:
    from psoaslib.mesh import person

    return person.mesh(build)


def _bones(_over: Callable, _old: bytes, _kept: dict[str, Any]) -> bytes:
    from psoaslib.mesh import bones

    return bones.mesh()


def _ways(stretch: Stretch, over: Callable, old: bytes, kept: dict[str, Any]) -> bytes:
    """Make the ways of a stretch; what was solved of poses that are as they were is taken over."""
    from psoaslib.mesh import reading, ways

    if not old or kept.get("sha256") != _hash(old) or kept.get("solver") != sources.solver():
        return ways.written(stretch, over)
    now = sources.hashes(stretch).items() & kept["poses"].items()
    same = {name: sources.poses(stretch)[name] for name, _ in now}
    knots = {pair: own for pair, own in reading.knots(old).items() if {*pair} <= {*same}}
    return ways.written(stretch, over, known=ways.Known(reading.bodies(old, same), knots))


def _problem(root: Path, file: _File, kept: dict[str, Any] | None) -> str | None:
    """Say what is wrong with a file, or return None."""
    path = root / "images" / file.name
    if not kept or kept["depends"] != file.told["depends"]:
        return f"{files.name(root, path)}: what it depends on has changed"
    if not path.is_file():
        return f"{files.name(root, path)}: missing"
    if _hash(path.read_bytes()) != kept["sha256"]:
        return f"{files.name(root, path)}: is not the one that was made"
    return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
