"""Find the drawn pictures, in a checkout or in an installed package.

`images/` at the top of the checkout is the one home of pictures; a wheel carries the same
folder as `psoaslib/_images`. A picture's key is its path in there without the ending,
such as `ball/hold.right`. Standard library only.
"""

import base64
import gzip
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """Return the folder of pictures; in a checkout it may not have been drawn yet."""
    package = Path(__file__).resolve().parent
    installed = package / "_images"
    return installed if installed.is_dir() else package.parent / "images"


def path(key: str) -> Path:
    """Return the file of the picture with this key."""
    return folder() / f"{key}.svg"


def exists(key: str) -> bool:
    """Tell whether the picture with this key has been drawn."""
    return path(key).is_file()


def svg(key: str) -> str:
    """Return a picture's SVG text; FileNotFoundError names the command that draws it."""
    try:
        return path(key).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileNotFoundError(
            f"The picture {key!r} has not been drawn. "
            "In a checkout, `python -m psoaslib.build` draws what is missing."
        ) from None


class Gallery:
    """Give the collection's pictures by key; another gallery may give more of its own."""

    lost = ""
    """What a page says once where one of its pictures is not to be had."""

    def find(self, key: str) -> str | None:
        """Return a picture's SVG text, or None where there is no such picture."""
        return svg(key) if exists(key) else None

    def address(self, key: str) -> str:
        """Return a picture as a data address, which needs no file; empty where there is none."""
        found = self.find(key)
        if found is None:
            return ""
        encoded = base64.b64encode(found.encode("utf-8")).decode("ascii")
        return f"data:image/svg+xml;base64,{encoded}"

    def lengths(self, key: str) -> dict | None:
        """Return how long the psoas is in a picture, by `same` and `other` side, or None.

        The figures are those of `psoaslib.lengths.figures`.
        """
        stretch, _, name = key.partition("/")
        return _lengths(stretch).get(name.rpartition(".")[0])

    def bundle(self, keys: Iterable[str]) -> bytes:
        """Pack pictures as gzipped JSON `{key: svg}`; the same pictures give the same bytes.

        A key without a picture is left out: the player then shows the words alone.
        """
        found = {key: self.find(key) for key in sorted(set(keys))}
        texts = {key: text for key, text in found.items() if text is not None}
        return gzip.compress(json.dumps(texts, ensure_ascii=False).encode("utf-8"), mtime=0)


@cache
def _lengths(stretch: str) -> dict:
    """Return the figures of a stretch by step; empty where `build` has not written them."""
    try:
        text = (folder() / stretch / "lengths.json").read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return json.loads(text)["figures"]


COLLECTION = Gallery()


def manifest() -> dict:
    """Return what is known of every picture: title, alt text, caption, licence, generator."""
    return json.loads((folder() / "manifest.json").read_text(encoding="utf-8"))
