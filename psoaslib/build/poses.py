"""Tell the positions of a stretch, as they stand in its ways, and how long the psoas is in them.

`images/STRETCH/poses.json` and `lengths.json`. The figures of the muscle model take seconds, so
they are worked out anew only where the ways or the model have changed.
"""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from psoaslib.build import files, listing
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.fingerprint import fingerprint, matching
from psoaslib.mechanics import wording
from psoaslib.mesh import packed, sources

ABOUT_POSES = (
    "Solved poses for the right side stretched; the left is the mirror image in z. "
    "Angles in degrees; root in metres (x forward, y up, z right)."
)
ABOUT_LENGTHS = (
    "How long the psoas is in the solved poses of poses.json, against standing. "
    "same: the side stretched; low and high: the two models; strain: at most, a share."
)


def write(root: Path) -> list[str]:
    """Write what is stale; return the files written."""
    known = listing.read(root)
    kept, made = {}, {}
    for stretch in stretches():
        kept[stretch.id] = known["poses"].get(stretch.id)
        if _problem(root, stretch, kept[stretch.id]):
            found = _made(root, stretch)
            made |= found
            kept[stretch.id] = _now(root, stretch) | {"sha256": _hash(*found.values())}
    made[listing.path(root)] = listing.written(known | {"poses": kept})
    return files.write(root, made)


def check(root: Path) -> list[str]:
    """Return what is stale or missing."""
    known = listing.read(root)["poses"]
    return [*filter(None, (_problem(root, each, known.get(each.id)) for each in stretches()))]


def poses(ways: packed.Packed) -> dict[str, dict[str, Any]]:
    """Return the steps and errors of packed ways as plain data, by their names."""
    from psoaslib.body import turning  # which needs scipy

    head = ways.header
    rows = ways.arrays["poses"] * np.repeat(head["units"], (4, 3, len(head["used"])))
    values = np.zeros((len(rows), len(head["names"])))
    values[:, head["used"]] = rows[:, 7:]
    values = turning.unpacked(np.concatenate([rows[:, :4], values], 1))
    return {
        name: {
            "stature": head["stature"],
            "root": [round(float(value), 4) for value in rows[own["row"], 4:7]],
            "angles": {
                joint: round(float(value), 2)
                for joint, value in sorted(zip(head["names"], values[own["row"]], strict=True))
                if round(float(value), 2)
            },
        }
        for name, own in head["positions"].items()
        if "view" in own
    }


def stretches() -> list[Stretch]:
    """List the stretches of which positions are drawn."""
    return [stretch for stretch in catalogue().stretches.values() if posed(stretch)]


def posed(stretch: Stretch) -> list[Step | CommonError]:
    """List the steps and errors that have a pose."""
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def _made(root: Path, stretch: Stretch) -> dict[Path, bytes]:
    found = poses(packed.unpack(_ways(root, stretch)))
    about = {"generator": listing.GENERATOR}
    told = (
        {"about": ABOUT_POSES, **about, "poses": found},
        {"about": ABOUT_LENGTHS, **about, "figures": _figures(found)},
    )
    return dict(zip(_files(root, stretch), map(listing.written, told), strict=True))


def _figures(found: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how long the psoas is in each solved pose, by its name."""
    return {name: wording.figures(pose["angles"]) for name, pose in found.items()}


def _problem(root: Path, stretch: Stretch, kept: dict[str, str] | None) -> str | None:
    """Say what is wrong with the files of a stretch, or return None."""
    place = f"images/{stretch.id}/: poses.json and lengths.json"
    if not kept or kept["depends"] != _now(root, stretch)["depends"]:
        return f"{place} are stale"
    paths = _files(root, stretch)
    if not all(path.is_file() for path in paths):
        return f"{place} are not both there"
    if kept["sha256"] != _hash(*(path.read_bytes() for path in paths)):
        return f"{place} are not those that were made"
    return None


def _now(root: Path, stretch: Stretch) -> dict[str, str]:
    code = fingerprint(matching(("build/poses.py", "body/turning.py", *sources.MODEL)))
    return {"depends": _hash(_ways(root, stretch), code.encode())}


def _ways(root: Path, stretch: Stretch) -> bytes:
    return (root / "images" / stretch.id / f"{stretch.id}.ways").read_bytes()


def _files(root: Path, stretch: Stretch) -> list[Path]:
    return [root / "images" / stretch.id / name for name in ("poses.json", "lengths.json")]


def _hash(*data: bytes) -> str:
    return hashlib.sha256(b"".join(data)).hexdigest()
