"""Keep the ways of own stretches in the user's cache, so that a stretch is solved once.

A file's name is the hash of all that it depends on, so a changed pose is solved anew. Where nothing
can be written the ways last as long as the session.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

ENDING = ".z"
MOST_FILES = 60
"""Older files than these are thrown away."""


def folder() -> Path | None:
    """Return the folder of the user's cache; None for a user without a home."""
    try:
        return user_cache_path("psoaslib", appauthor=False) / "ways"
    except RuntimeError:
        return None


def read(name: str) -> bytes | None:
    """Return what is kept under a name, or None where it is missing or damaged."""
    place = folder()
    if place is None:
        return None
    try:
        return zlib.decompress((place / f"{name}{ENDING}").read_bytes())
    except (OSError, zlib.error):
        return None


def write(name: str, data: bytes) -> bool:
    """Keep something under a name, whole or not at all; tell whether it is kept."""
    place = folder()
    if place is None:
        return False
    part = place / f"{name}.{os.getpid()}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        part.write_bytes(zlib.compress(data))
        os.replace(part, place / f"{name}{ENDING}")
        kept = sorted(place.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-MOST_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return False
    return True
