"""Name the present state of files of the package by a hash, so that a build sees what is stale."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).parent


def matching(patterns: Iterable[str]) -> list[Path]:
    """List the files of the package that match: pattern after pattern, those of each sorted."""
    return [path for pattern in patterns for path in sorted(PACKAGE.glob(pattern))]


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Return a hash of the names and texts of files of the package, and of the texts `more`."""
    seen = hashlib.sha256()
    for path in paths:
        seen.update(f"{path.relative_to(PACKAGE).as_posix()}\n{read(path)}\n".encode())
    for text in more:
        seen.update(text.encode())
    return seen.hexdigest()


def read(path: Path) -> str:
    """Return a text with line ends as in the repository, whatever a checkout made of them."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
