"""Tell a player all that it plays; that of a stretch's usual player `build` has prepared.

`images/STRETCH/player.json` holds it, so that a first player starts without reading and checking
content. It counts only as long as nothing that it is made from has changed.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue import images
from psoaslib.fingerprint import matching
from psoaslib.mechanics.wording import bounds
from psoaslib.programme import cards

if TYPE_CHECKING:
    from pathlib import Path

    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.stretch import Stretch

_DEPENDS = (
    *("catalogue/*.py", "programme/*.py", "mechanics/wording.py"),
    *("content/dose.toml", "content/player.toml", "content/safety.toml"),
    *("content/measures.toml", "content/psoas_drawing.toml", "content/references.json"),
)


def told(
    stretch: Stretch, content: Catalogue, pictures: images.Gallery, **choices: Any
) -> dict[str, Any]:
    """Return what a player plays: {programme, pictures, first, build}; choices are `make`'s.

    `pictures` are the keys of all, `first` that which is shown before the start.
    """
    from psoaslib.programme.plan import make

    programme = make(stretch, content, **choices)
    keys = programme.picture_keys()
    lengths = {
        "lengths": cards.lengths(stretch, keys, pictures, content.lines),
        "length_bounds": bounds(),
    }
    return {
        "programme": programme.payload() | lengths,
        "pictures": keys,
        "first": programme.first_picture,
        "build": next((each.pose.build for each in stretch.steps if each.pose), "a"),
    }


def prepared(name: str) -> dict[str, Any] | None:
    """Return what `build` has prepared of a stretch's usual player; None where it is stale."""
    try:
        text = path(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    found = json.loads(text)
    return found["told"] if found["depends"] == depends(name) else None


def depends(name: str) -> str:
    """Return a hash of what the usual player of a stretch is made from, whatever its line ends."""
    seen = hashlib.sha256()
    made_from = matching((*_DEPENDS, f"content/stretches/{name}.*"))
    for each in (*made_from, path(name).with_name("lengths.json")):
        seen.update(each.read_bytes().replace(b"\r\n", b"\n") if each.is_file() else b"")
    return seen.hexdigest()


def path(name: str) -> Path:
    """Return the file of what is prepared of a stretch."""
    return images.folder() / name / "player.json"
