"""What the build makes in `images/`: made again only where what it depends on has changed.

`images/manifest.json` keeps, of each artifact by its first file, hashes of what it depends on and
of its files; and of each picture its words, who may use it and what made it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from psoaslib.fingerprint import fingerprint

GENERATOR = "python -m psoaslib.build"


def picture(file: str, title: str, alt: str, caption: str, by: str = GENERATOR) -> dict[str, str]:
    """Return what the manifest says of a picture."""
    words = {"file": file, "title": title, "alt": alt, "caption": caption}
    return words | {"licence": "CC BY 4.0", "generator": by}


PHOTOGRAPH = picture(
    "screenshot.png",
    "The player in a notebook",
    "JupyterLab with the ball stretch open: the player shows a person lying sideways "
    "over a large ball, the psoas coloured, with the countdown and the buttons beside it.",
    "What opens when a notebook has been run.",
    by="python -m tests.browser.screenshot",
)
"""A picture that a browser takes; it has no hash, since no two browsers paint alike."""


@dataclass(frozen=True)
class Artifact:
    """Files of `images/` that are made together.

    depends: a hash of all that they depend on. keep: what the manifest is to remember besides.
    """

    files: tuple[str, ...]
    depends: str
    make: Callable[..., Sequence[bytes]]
    pictures: tuple[dict[str, str], ...] = ()
    keep: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The first file, by which the manifest knows the artifact."""
        return self.files[0]

    def problem(self, root: Path, known: Mapping[str, Any]) -> str | None:
        """Say what is wrong with the files, or return None."""
        entry = known["artifacts"].get(self.name)
        if not entry or entry["depends"] != self.depends:
            return f"images/{self.name}: what it depends on has changed"
        for file, made in zip(self.files, entry["sha256"], strict=True):
            path = root / "images" / file
            if not path.is_file():
                return f"images/{file}: missing"
            if fingerprint([], path.read_bytes()) != made:
                return f"images/{file}: is not the one that was made"
        return None


Made = Iterator[tuple[Artifact, Sequence[bytes]]]


def _one_by_one(_root: Path, artifacts: Sequence[Artifact], stale: set[str]) -> Made:
    return ((each, each.make()) for each in artifacts if each.name in stale)


@dataclass(frozen=True)
class Part:
    """A part of the build: patterns of all its files, and its artifacts in a checkout.

    made: makes those whose names it is given last, and others that have to change with them.
    """

    patterns: tuple[str, ...]
    artifacts: Callable[[Path], Sequence[Artifact]]
    made: Callable[[Path, Sequence[Artifact], set[str]], Made] = _one_by_one

    def write(self, root: Path) -> list[str]:
        """Write what is stale; return the names of the files written."""
        artifacts, known = self.artifacts(root), read(root)
        stale = {each.name for each in artifacts if each.problem(root, known)}
        written = []
        # One by one: what cost a minute is not lost where a later one is refused.
        for each, data in self.made(root, artifacts, stale) if stale else ():
            hashes = [fingerprint([], content) for content in data]
            entry = {"depends": each.depends, "sha256": hashes, **each.keep}
            known["artifacts"][each.name] = entry
            files = (root / "images" / file for file in each.files)
            wanted = dict(zip(files, data, strict=True))
            written += save(root, wanted | self._manifest(root, artifacts, known))
        written += save(root, self._manifest(root, artifacts, known))
        return list(dict.fromkeys(written))

    def check(self, root: Path) -> list[str]:
        """Return what is stale, missing or left over."""
        artifacts, known = self.artifacts(root), read(root)
        found = [line for each in artifacts if (line := each.problem(root, known))]
        if not found and stale(root, self._manifest(root, artifacts, known)):
            words = ", ".join(self.patterns)
            found.append(f"images/manifest.json: does not agree with images/{words}")
        folder, files = root / "images", {file for each in artifacts for file in each.files}
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        left = sorted(filter(self._owns, there - files))
        return found + [f"images/{file}: is in no list" for file in left]

    def _owns(self, file: str) -> bool:
        return any(fnmatch(file, pattern) for pattern in self.patterns)

    def _manifest(
        self, root: Path, artifacts: Sequence[Artifact], known: dict[str, Any]
    ) -> dict[Path, bytes]:
        """Return the manifest's file with what of this part is there now."""
        mine = {each.name: each for each in artifacts if each.name in known["artifacts"]}
        entries = {
            name: entry
            for name, entry in sorted(known["artifacts"].items())
            if name in mine or not self._owns(name)
        }
        pictures = [each for each in known["pictures"] if not self._owns(each["file"])]
        pictures += [each for artifact in mine.values() for each in artifact.pictures]
        pictures.sort(key=lambda each: each["file"])
        return {_path(root): written({"artifacts": entries, "pictures": pictures})}


def read(root: Path) -> dict[str, Any]:
    """Return the manifest, with nothing made in it where there is none."""
    if not _path(root).is_file():
        return {"artifacts": {}, "pictures": [PHOTOGRAPH]}
    return json.loads(_path(root).read_text(encoding="utf-8"))


def as_made(root: Path, name: str) -> tuple[bytes, dict[str, Any]]:
    """Return an artifact of one file, and what the manifest keeps of it.

    b"" and {} where the file is missing or is not the one that was made.
    """
    path, entry = root / "images" / name, read(root)["artifacts"].get(name)
    data = path.read_bytes() if path.is_file() else b""
    whole = entry and entry["sha256"] == [fingerprint([], data)]
    return (data, entry) if whole else (b"", {})


def written(data: Any) -> bytes:
    """Return JSON as it stands in the files of `images/`."""
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def save(root: Path, wanted: Mapping[Path, bytes]) -> list[str]:
    """Write the files that differ; return their names."""
    changed = stale(root, wanted)
    for name in changed:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(wanted[root / name])
    return changed


def stale(root: Path, wanted: Mapping[Path, bytes]) -> list[str]:
    """Name the files that are missing or hold other bytes, with forward slashes."""
    return [
        path.relative_to(root).as_posix()
        for path, content in wanted.items()
        if not path.is_file() or path.read_bytes() != content
    ]


def _path(root: Path) -> Path:
    return root / "images" / "manifest.json"
