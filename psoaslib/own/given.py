"""Take a given image as it is: check what it is, and wrap it as a picture of the player.

An image becomes data inside an SVG `image` element, so whatever an SVG file holds, no script of
it runs and nothing is fetched.
"""

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from psoaslib.catalogue.reading import MEGABYTE, Folder, ReadError

LONGEST_IMAGE = 5 * MEGABYTE
MOST_PIXELS = 8000
"""The longest side that an image may have."""
KINDS = "PNG, JPEG, WebP or SVG"
UNSIZED = (400.0, 300.0)
"""Width and height of an SVG that names neither."""

_NUMBER = re.compile(r"\s*([0-9.]+(?:e[0-9]+)?)\s*(?:px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Image:
    """Hold a checked image, with its size in pixels."""

    kind: str
    width: float
    height: float
    data: bytes

    def svg(self, title: str, alt: str, mirrored: bool = False) -> str:
        """Return the image as an SVG text with its words; `mirrored` shows the other side."""
        w, h = f"{self.width:g}", f"{self.height:g}"
        turn = f' transform="matrix(-1 0 0 1 {w} 0)"' if mirrored else ""
        address = f"data:image/{self.kind};base64,{base64.b64encode(self.data).decode('ascii')}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" role="img">'
            f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
            f'<image href="{address}" width="{w}" height="{h}"{turn}/></svg>'
        )


def read(folder: Folder, name: str) -> Image:
    """Read an image of a folder; `ReadError` says what is wrong with it."""
    data = folder.bytes(name, LONGEST_IMAGE)
    kind, width, height = _bitmap(data) or ("svg+xml", *_svg(data))
    if not 0 < min(width, height) <= max(width, height) <= MOST_PIXELS:
        words = f"is {width:g} by {height:g} pixels; the longest side may have {MOST_PIXELS}"
        raise ReadError(words)
    return Image(kind, width, height, data)


def _bitmap(data: bytes) -> tuple[str, int, int] | None:
    """Return kind, width and height of a whole PNG, JPEG or WebP; None for anything else."""
    import PIL.Image

    try:
        with PIL.Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as image:
            if max(image.size) <= MOST_PIXELS:
                image.load()
            return (str(image.format).lower(), *image.size)
    except PIL.Image.UnidentifiedImageError:
        return None
    except (OSError, SyntaxError, ValueError):
        raise ReadError("is cut off or damaged") from None
    except PIL.Image.DecompressionBombError:
        raise ReadError(f"is too large; the longest side may have {MOST_PIXELS}") from None


def _svg(data: bytes) -> tuple[float, float]:
    if b"<svg" not in data:
        raise ReadError(f"is no image of a kind that is read: {KINDS}")
    if b"<!ENTITY" in data:
        raise ReadError("declares entities, which no picture needs; save it as plain SVG")
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, LookupError, RecursionError) as error:
        raise ReadError(f"is not valid SVG: {error}") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ReadError('is not valid SVG: it lacks xmlns="http://www.w3.org/2000/svg"')
    for address in _addresses(root):
        if not address.startswith(("#", "data:")):
            raise ReadError(f'shows "{address[:60]}", which is another file; embed it instead')
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4:
        return float(box[2]), float(box[3])
    width, height = (_NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height"))
    return (float(width[1]), float(height[1])) if width and height else UNSIZED


def _addresses(root: ET.Element) -> Iterable[str]:
    """Yield what images and copies within an SVG point at."""
    for each in root.iter():
        if str(each.tag).rpartition("}")[2] in ("image", "use", "feImage"):
            for name in ("href", "{http://www.w3.org/1999/xlink}href"):
                if address := each.get(name):
                    yield address
