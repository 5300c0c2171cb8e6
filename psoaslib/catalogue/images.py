"""Find the drawn pictures, in a checkout or in an installed package.

`images/` at the top of the checkout is the one home of pictures; a wheel carries the same
folder as `psoaslib/_images`. A picture's key is its path in there without the ending, such as
`anatomy/front`. Stills, whose keys end in a side as `ball/hold.right` does, are WebP, in two sizes;
all else is SVG. Standard library only.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from psoaslib.catalogue.sides import SIDES

SMALL = (520, 386)
"""Width and height of a small still, in pixels."""

SHORT = 20_000
"""Bytes of pictures that are not worth gzipping: a small still."""

_STILL = tuple(f".{side}" for side in SIDES)


@cache
def folder() -> Path:
    """Return the folder of pictures; in a checkout it may not have been drawn yet."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_images"
    return installed if installed.is_dir() else package.parent / "images"


def name(key: str, small: bool = False) -> str:
    """Return the file of a picture in the folder; a still may be small."""
    if not key.endswith(_STILL):
        return f"{key}.svg"
    place, _, own = key.rpartition("/")
    return f"{place}/small/{own}.webp" if small else f"{key}.webp"


def path(key: str) -> Path:
    """Return the file of the picture with this key."""
    return folder() / name(key)


def svg(key: str) -> str:
    """Return a plate's or chart's SVG text; FileNotFoundError names the command that draws it."""
    try:
        return path(key).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The picture {key!r} has not been drawn. "
            "In a checkout, `python -m psoaslib.build` draws what is missing."
        ) from None


def spots(key: str) -> dict:
    """Return the hot spots of a labelled plate, as `figures.spots` finds them.

    FileNotFoundError names the command that finds them.
    """
    try:
        return json.loads((folder() / f"{key}.spots.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The hot spots of {key!r} have not been found. "
            "In a checkout, `python -m psoaslib.build` finds what is missing."
        ) from None


def packed(name: str) -> bytes:
    """Return a file of `psoaslib.mesh`, such as `bodies/a.mesh` or `ball/ball.ways`.

    FileNotFoundError names the command that makes it.
    """
    try:
        return (folder() / name).read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The file {name!r} has not been made. "
            "In a checkout, `python -m psoaslib.build` makes what is missing."
        ) from None


def address(picture: str) -> str:
    """Return an SVG as a data address, which needs no file; what is one already stays."""
    return picture if picture.startswith("data:") else _packed("svg+xml", picture.encode("utf-8"))


def _packed(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def bundled(pictures: dict[str, str]) -> bytes:
    """Pack pictures as JSON, gzipped unless it is short; the same ones give the same bytes.

    A browser shows what is not gzipped at once.
    """
    text = json.dumps(pictures, ensure_ascii=False).encode("utf-8")
    return text if len(text) < SHORT else gzip.compress(text, mtime=0)


def unbundled(data: bytes) -> dict[str, str]:
    """Return the pictures that `bundled` packed; none of no bytes."""
    return json.loads(data if data.startswith(b"{") else gzip.decompress(data)) if data else {}


class Gallery:
    """Give the collection's pictures by key; another gallery may give more of its own."""

    def find(self, key: str, small: bool = False) -> str | None:
        """Return an SVG's text, or the data address of a still; None for no such picture."""
        file = folder() / name(key, small)
        if not file.is_file():
            return None
        return _packed("webp", file.read_bytes()) if file.suffix == ".webp" else svg(key)

    def own(self, key: str) -> bool:
        """Tell whether a picture is none of the collection's."""
        return False

    def address(self, key: str) -> str:
        """Return a picture as a data address, which needs no file; empty where there is none."""
        found = self.find(key)
        return "" if found is None else address(found)

    def lengths(self, key: str) -> dict | None:
        """Return how long the psoas is in a picture, by `same` and `other` side, or None.

        The figures are those of `psoaslib.mechanics.wording.figures`.
        """
        stretch, _, name = key.partition("/")
        return _lengths(stretch).get(name.rpartition(".")[0])

    def ways(self, stretch: str) -> bytes:
        """Return how the body moves in a stretch, as `mesh.ways` writes it; b"" for none."""
        path = folder() / stretch / f"{stretch}.ways"
        return path.read_bytes() if path.is_file() else b""

    def solved(self, stretch: str, wait: bool = False) -> bool:
        """Tell whether the ways of a stretch are all that there will be; `wait` until they are."""
        return True

    def pose(self, stretch: str, name: str) -> dict[str, Any] | None:
        """Return the solved body of a step or error, as `poses.json` has it, or None."""
        return _poses(stretch).get(name)

    def bundle(self, keys: Iterable[str]) -> bytes:
        """Pack small pictures by key, each as `find` returns it.

        A key without a picture is left out: the player then shows the words alone.
        """
        found = {key: self.find(key, small=True) for key in sorted(set(keys))}
        return bundled({key: each for key, each in found.items() if each})


@cache
def _lengths(stretch: str) -> dict:
    """Return the figures of a stretch by step; empty where `build` has not written them."""
    try:
        text = (folder() / stretch / "lengths.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return json.loads(text)["figures"]


@cache
def _poses(stretch: str) -> dict:
    """Return the solved bodies of a stretch by step; empty where `build` has not written them."""
    try:
        text = (folder() / stretch / "poses.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return json.loads(text)["poses"]


COLLECTION = Gallery()


def manifest() -> dict:
    """Return what is known of every picture: title, alt text, caption, licence, generator."""
    return json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))
