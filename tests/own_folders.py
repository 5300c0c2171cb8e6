"""Make folders of an instructor's own content: the example of CONTRIBUTING.md, and its image."""

import re
import struct
import zlib
from pathlib import Path

from psoaslib.catalogue import CONTENT

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"such as `my_folder/wall\.toml`:\n\n```toml\n(.*?)```", PAGE, re.S)[1]
IMAGE = re.search(r"^  ```toml\n(  image = .*?)  ```", PAGE, re.S | re.M)[1].replace("  ", "")
POSE = re.search(r"^  ```toml\n(  \[props.*?)  ```", PAGE, re.S | re.M)[1]
WITH_IMAGE = re.sub(r'(id = "step_back".*?coached = .*?\n)', rf"\1{IMAGE}", EXAMPLE, flags=re.S)
WORKTOP = (CONTENT / "stretches" / "worktop.poses.toml").read_text(encoding="utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0h40"/></svg>'


def png(width: int = 40, height: int = 30) -> bytes:
    """Make an image of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        end = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + end

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\xc0\x40\x20" * width) * height
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def example(folder: Path) -> Path:
    """Write the example, with the image it may have, into a new folder; return that."""
    own = folder / "my_folder"
    own.mkdir()
    (own / "wall.toml").write_text(WITH_IMAGE, encoding="utf-8")
    (own / "step_back.png").write_bytes(png(400, 300))
    return own


def change(own: Path, old: str, new: str, name: str = "wall.toml") -> None:
    """Replace the first `old` in a file of the folder."""
    path = own / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def posed(own: Path, **poses: str) -> None:
    """Give steps of the example poses of the split stance at a worktop, as step="pose"."""
    head = WORKTOP[: WORKTOP.index("# Upright")]
    tables = []
    for step, name in poses.items():
        start = WORKTOP.index(f"[poses.{name}]\n")
        end = WORKTOP.find("\n# ", start)
        table = WORKTOP[start : end if end > 0 else None]
        tables.append(table.replace(f"[poses.{name}", f"[poses.{step}"))
        change(own, f'id = "{step}"\n', f'id = "{step}"\nalt = "The pose {name}."\n')
    (own / "wall.poses.toml").write_text(head + "\n".join(tables), encoding="utf-8")
