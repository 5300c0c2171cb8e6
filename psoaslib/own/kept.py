"""Keep drawings in the user's cache, so that a stretch is drawn once.

A file's name is the hash of all that its drawings depend on, so a changed pose is drawn anew.
Where nothing can be written the drawings last as long as the session. Standard library only.
"""

import gzip
import json
import os
import sys
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

ENDING = ".json.gz"
MOST_FILES = 60
"""Older drawings than these are thrown away."""


def folder() -> Path | None:
    """Return the folder of the user's cache; None for a user without a home."""
    try:
        return place(sys.platform, os.environ, Path.home())
    except RuntimeError:
        return None


def place(system: str, environ: Mapping[str, str], home: Path) -> Path:
    """Return where a system keeps what can be made again."""
    if system == "darwin":
        base = home / "Library" / "Caches"
    else:
        name, usual = (
            ("LOCALAPPDATA", home / "AppData" / "Local")
            if system == "win32"
            else ("XDG_CACHE_HOME", home / ".cache")
        )
        base = Path(environ.get(name, ""))
        base = base if base.is_absolute() else usual
    return base / "psoaslib" / "drawings"


def read(name: str, keys: Iterable[str]) -> dict[str, str] | None:
    """Return the drawings kept under a name, or None where any is missing or damaged."""
    place = folder()
    if place is None:
        return None
    try:
        svgs = json.loads(gzip.decompress((place / f"{name}{ENDING}").read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    if not isinstance(svgs, dict) or not all(
        isinstance(svgs.get(key), str) and svgs[key].startswith("<svg") for key in keys
    ):
        return None
    return svgs


def write(name: str, svgs: dict[str, str]) -> bool:
    """Keep drawings under a name, whole or not at all; tell whether they are kept."""
    place = folder()
    if place is None:
        return False
    part = place / f"{name}.{os.getpid()}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        part.write_bytes(gzip.compress(json.dumps(svgs).encode("utf-8"), mtime=0))
        os.replace(part, place / f"{name}{ENDING}")
        kept = sorted(place.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
