"""Take a given image as it is: check what it is, and wrap it as a picture of the player.

An image becomes data inside an SVG `image` element, so whatever an SVG file holds, no script of
it runs and nothing is fetched.
"""

import base64
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from psoaslib.catalogue.reading import MEGABYTE, Folder, Unreadable

LONGEST_IMAGE = 5 * MEGABYTE
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "webp": b"RIFF"}
MOST_PIXELS = 8000
"""The longest side that an image may have."""
KINDS = "PNG, JPEG, WebP or SVG"
UNSIZED = (400.0, 300.0)
"""Width and height of an SVG that names neither."""

_NUMBER = re.compile(r"\s*([0-9.]+(?:e[0-9]+)?)\s*(?:px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that hold its size."""


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
    """Read an image of a folder; `Unreadable` says what is wrong with it."""
    data = folder.bytes(name, LONGEST_IMAGE)
    kind = next((kind for kind, start in STARTS.items() if data.startswith(start)), "svg+xml")
    try:
        width, height = SIZES[kind](data)
    except (IndexError, ValueError, struct.error) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("is cut off or damaged") from None
    if not 0 < min(width, height) <= max(width, height) <= MOST_PIXELS:
        words = f"is {width:g} by {height:g} pixels; the longest side may have {MOST_PIXELS}"
        raise Unreadable(words)
    return Image(kind, width, height, data)


def _png(data: bytes) -> tuple[float, float]:
    if b"IEND" not in data[-64:]:
        raise ValueError
    return struct.unpack(">II", data[16:24])


def _jpeg(data: bytes) -> tuple[float, float]:
    if b"\xff\xd9" not in data[4:]:
        raise ValueError
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 1 if marker == 0xFF else 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    raise ValueError


def _webp(data: bytes) -> tuple[float, float]:
    if data[8:12] != b"WEBP":
        raise Unreadable(f"is no image of a kind that is read: {KINDS}")
    if struct.unpack("<I", data[4:8])[0] + 8 > len(data):
        raise ValueError
    form = data[12:16]
    if form == b"VP8X":
        return tuple(1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
    if form == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return tuple(size & 0x3FFF for size in struct.unpack("<HH", data[26:30]))


def _svg(data: bytes) -> tuple[float, float]:
    if b"<svg" not in data:
        raise Unreadable(f"is no image of a kind that is read: {KINDS}")
    if b"<!ENTITY" in data:
        raise Unreadable("declares entities, which no picture needs; save it as plain SVG")
    try:
        root = ET.fromstring(data)
    except (ET.ParseError, LookupError, RecursionError) as error:
        raise Unreadable(f"is not valid SVG: {error}") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise Unreadable('is not valid SVG: it lacks xmlns="http://www.w3.org/2000/svg"')
    for address in _addresses(root):
        if not address.startswith(("#", "data:")):
            raise Unreadable(f'shows "{address[:60]}", which is another file; embed it instead')
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4:
        return float(box[2]), float(box[3])
    sizes = [_NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    return (float(sizes[0][1]), float(sizes[1][1])) if all(sizes) else UNSIZED


def _addresses(root: ET.Element) -> Iterable[str]:
    """Yield what images and copies within an SVG point at."""
    for each in root.iter():
        if str(each.tag).rpartition("}")[2] in ("image", "use", "feImage"):
            for name in ("href", "{http://www.w3.org/1999/xlink}href"):
                if address := each.get(name):
                    yield address


SIZES = {"png": _png, "jpeg": _jpeg, "webp": _webp, "svg+xml": _svg}
"""How the width and height of each kind are read."""
