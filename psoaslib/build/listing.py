"""Keep `images/manifest.json`: of every picture its words, who may use it, its hash."""

import hashlib
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from psoaslib.catalogue import images
from psoaslib.fingerprint import read as read_text

LICENCE = "CC BY 4.0"
GENERATOR = "python -m psoaslib.build"
NONE: dict[str, Any] = {"depends": "", "pictures": []}
"""What is kept of a part that has not been drawn yet."""
PHOTOGRAPHS = [
    {
        "file": "screenshot.png",
        "title": "The player in a notebook",
        "alt": "JupyterLab with the ball stretch open: the player shows a person lying sideways "
        "over a large ball, the psoas coloured, with the countdown and the buttons beside it.",
        "caption": "What opens when a notebook has been run.",
        "licence": LICENCE,
        "generator": "python -m tests.browser.screenshot",
    },
]
"""Pictures that a browser takes; they have no hash, since no two browsers paint alike."""
_WORDS = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)


def entry(key: str, title: str, alt: str, caption: str) -> dict[str, str]:
    """Return what the manifest says of the picture with this key."""
    return {
        "file": images.name(key),
        "title": title,
        "alt": alt,
        "caption": caption,
        "licence": LICENCE,
        "generator": GENERATOR,
    }


def hashed(data: bytes) -> dict[str, str]:
    """Return what it keeps of a picture that is compared by its hash."""
    return {"sha256": hashlib.sha256(data).hexdigest()}


def worded(svg: str, title: str, alt: str) -> str:
    """Return an SVG with this title and alternative text inside."""
    title, alt = (escape(text, quote=False) for text in (title, alt))
    return _WORDS.sub(lambda _: f"<title>{title}</title><desc>{alt}</desc>", svg, count=1)


def path(root: Path) -> Path:
    """Return where the manifest stands."""
    return root / "images" / "manifest.json"


def read(root: Path) -> dict[str, Any]:
    """Return the manifest, with nothing in it where there is none."""
    nothing = {"pictures": [], "plates": NONE, "charts": NONE}
    nothing |= dict.fromkeys(("meshes", "poses", "stills"), {})
    found = json.loads(read_text(path(root))) if path(root).is_file() else {}
    kept = {name: found.get(name, none) for name, none in nothing.items()}
    return {**kept, "photographs": PHOTOGRAPHS}


def written(data: Any) -> bytes:
    """Return JSON as it stands in the files of `images/`."""
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
