"""Tell the positions of a stretch, as they stand in its ways, and how long the psoas is in them.

`images/STRETCH/poses.json` and `lengths.json`. The figures of the muscle model take seconds, so
they are worked out anew only where the ways or the model have changed.
"""

from functools import partial
from pathlib import Path
from typing import Any

from psoaslib.build.artifact import GENERATOR, Artifact, Part, written
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


def artifacts(root: Path) -> list[Artifact]:
    """List the two files of each stretch."""
    code = ("build/poses.py", "mesh/reading.py", "body/turning.py", *sources.MODEL)
    model, found = fingerprint(matching(code)), []
    for stretch in stretches():
        ways = (root / "images" / stretch.id / f"{stretch.id}.ways").read_bytes()
        files = (f"{stretch.id}/poses.json", f"{stretch.id}/lengths.json")
        found.append(Artifact(files, fingerprint([], ways, model), partial(_told, ways)))
    return found


PART = Part(("*/poses.json", "*/lengths.json"), artifacts)


def stretches() -> list[Stretch]:
    """List the stretches of which positions are drawn."""
    return [stretch for stretch in catalogue().stretches.values() if posed(stretch)]


def posed(stretch: Stretch) -> list[Step | CommonError]:
    """List the steps and errors that have a pose."""
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def poses(ways: bytes) -> dict[str, dict[str, Any]]:
    """Return the steps and errors of packed ways as plain data, by their names."""
    from psoaslib.mesh import reading  # which needs scipy

    positions = packed.unpack(ways).header["positions"]
    return {
        name: {
            "stature": pose["stature"],
            "root": [round(value, 4) for value in pose["root"]],
            "angles": {
                joint: round(value, 2)
                for joint, value in sorted(pose["angles"].items())
                if round(value, 2)
            },
        }
        for name, pose in reading.poses(ways).items()
        if "view" in positions[name]
    }


def _told(ways: bytes) -> list[bytes]:
    found = poses(ways)
    figures = {name: wording.figures(pose["angles"]) for name, pose in found.items()}
    about = {"generator": GENERATOR}
    return [
        written({"about": ABOUT_POSES, **about, "poses": found}),
        written({"about": ABOUT_LENGTHS, **about, "figures": figures}),
    ]
