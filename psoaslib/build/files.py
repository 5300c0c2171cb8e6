"""Write generated files only where they change, and name those that differ."""

from collections.abc import Mapping
from pathlib import Path


def differs(path: Path, content: bytes) -> bool:
    """Tell whether a file is missing or holds other bytes."""
    return not path.is_file() or path.read_bytes() != content


def name(root: Path, path: Path) -> str:
    """Name a file as the repository does, with forward slashes."""
    return path.relative_to(root).as_posix()


def write(root: Path, wanted: Mapping[Path, bytes]) -> list[str]:
    """Write the files that differ; return their names."""
    changed = [path for path, content in wanted.items() if differs(path, content)]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[path])
    return [name(root, path) for path in changed]


def stale(root: Path, wanted: Mapping[Path, bytes]) -> list[str]:
    """Return the names of the files that are missing or differ."""
    return [name(root, path) for path, content in wanted.items() if differs(path, content)]
