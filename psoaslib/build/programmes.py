"""Prepare the programme of each stretch's usual player in `images/STRETCH/player.json`.

Cheap to make, so `check` makes all anew and compares.
"""

import json
from pathlib import Path

from psoaslib.build import artifact
from psoaslib.catalogue import catalogue, images
from psoaslib.programme import prepared


def write(root: Path) -> list[str]:
    """Write what is stale; return the files written."""
    return artifact.save(root, _made(root))


def check(root: Path) -> list[str]:
    """Return what is stale or missing."""
    return [f"{name}: stale" for name in artifact.stale(root, _made(root))]


def _made(root: Path) -> dict[Path, bytes]:
    content = catalogue()
    made = {}
    for name, stretch in content.stretches.items():
        told = prepared.told(stretch, content, images.COLLECTION)
        data = {"depends": prepared.depends(name), "told": told}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        made[root / "images" / name / "player.json"] = f"{text}\n".encode()
    return made
