"""Pack whole numbers in columns, with a header, into few bytes, and unpack them.

A file is, in this order, and gzipped as a whole:

    4 bytes             "psoa"
    u32, little-endian  length of the header
    header              JSON: `kind` and `version`, what the kind needs, and `arrays`, the list of
                        what follows: [name, type, rows, columns, across]
    arrays              one after the other, with nothing between

An array holds whole numbers of its type (u8, i8, u16, i16), and its columns stand one after the
other. A number is written as its difference from what its neighbours foretell: from the number
before; or, where the rows are rings of `m` points, from the number before, the one `m` rows before
and the one before that (a + b - c, as in PNG). `across` says so for runs of rows: [[rows, m], ...],
with m 0 for the first way; each run begins anew. Differences are taken modulo the type, made
positive and small (0, -1, 1, -2 are 0, 1, 2, 3), and of a type of two bytes all low bytes of the
array stand before all high ones.

An array of the type "corners" holds the corners of triangles, three in a row, as one number each:
how far it lies below the first vertex not yet named, in variable length, seven bits a byte, the low
ones first. So vertices have to be in the order of their first use.

`widgets/js/scene/packed.js` reads the same; what is damaged is an error that says so.
"""

import gzip
import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

MAGIC = b"psoa"
VERSION = 1
TYPES = {"u8": np.uint8, "i8": np.int8, "u16": np.uint16, "i16": np.int16}
CORNERS = "corners"


@dataclass(frozen=True)
class Packed:
    """What a file holds: its header, and its arrays by name, (rows, columns)."""

    header: dict[str, Any]
    arrays: dict[str, np.ndarray]


class Packing:
    """Gather arrays, then write them."""

    def __init__(self, kind: str, header: dict[str, Any]):
        self._header = {"kind": kind, "version": VERSION, **header}
        self._listed: list[list] = []
        self._bytes: list[bytes] = []

    def add(self, name: str, kind: str, values, across: list[list[int]] | None = None) -> None:
        """Add an array, (rows, columns); numbers beyond its type are a ValueError."""
        values = np.asarray(values)
        values = values.reshape(len(values), -1)
        if kind == CORNERS:
            runs: list[list[int]] = []
            data = _corners(values)
        else:
            limits = np.iinfo(TYPES[kind])
            if values.size and (values.min() < limits.min or values.max() > limits.max):
                raise ValueError(f"{name} has numbers beyond {limits.min} to {limits.max}")
            runs = across or [[len(values), 0]]
            data = _columns(values, TYPES[kind], runs)
        self._listed.append([name, kind, *values.shape, runs])
        self._bytes.append(data)

    def written(self) -> bytes:
        """Return the file, gzipped; the same arrays make the same bytes."""
        header = {**self._header, "arrays": self._listed}
        told = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
        whole = b"".join([MAGIC, struct.pack("<I", len(told)), told, *self._bytes])
        return gzip.compress(whole, 9, mtime=0)


def unpack(data: bytes) -> Packed:
    """Return what a file holds; bytes that are no such file are a ValueError."""
    try:
        whole = gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise ValueError(f"this file cannot be unzipped: {error}") from None
    header, end = _header(whole)
    arrays = {}
    for name, kind, rows, columns, runs in header["arrays"]:
        if kind == CORNERS:
            arrays[name], end = _read_corners(whole, end, rows)
            continue
        size = rows * columns * TYPES[kind]().itemsize
        if end + size > len(whole):
            raise ValueError(f"this file is cut off in {name}")
        arrays[name] = _read_columns(whole[end : end + size], TYPES[kind], rows, columns, runs)
        end += size
    if end != len(whole):
        raise ValueError(f"this file has {len(whole) - end} bytes too many")
    return Packed(header, arrays)


def _header(whole: bytes) -> tuple[dict[str, Any], int]:
    """Return the header, and where it ends."""
    if whole[:4] != MAGIC or len(whole) < 8:
        raise ValueError("this is no packed body or way: it does not begin with 'psoa'")
    end = 8 + struct.unpack_from("<I", whole, 4)[0]
    if end > len(whole):
        raise ValueError("this file is cut off in its header")
    try:
        header = json.loads(whole[8:end])
    except ValueError:
        raise ValueError("this file has a header that cannot be read") from None
    if header["version"] != VERSION:
        raise ValueError(f"this file has version {header['version']}; version {VERSION} is read")
    return header, end


def _columns(values: np.ndarray, kind: type, runs: list[list[int]]) -> bytes:
    parts, first = [], 0
    for rows, across in runs:
        own = values[first : first + rows].astype(np.int64)
        found = np.diff(own, axis=0, prepend=0)
        if across:
            found[across:] = found[across:] - found[:-across]
        parts.append(found)
        first += rows
    bits = 8 * kind().itemsize
    small = np.concatenate(parts).T.astype(np.int64) if parts else np.empty((0, 0), np.int64)
    small = (small + (1 << (bits - 1))) % (1 << bits) - (1 << (bits - 1))
    small = np.where(small < 0, -2 * small - 1, 2 * small)
    return b"".join(
        ((small >> shift) & 255).astype(np.uint8).tobytes() for shift in range(0, bits, 8)
    )


def _read_columns(data: bytes, kind: type, rows: int, columns: int, runs) -> np.ndarray:
    planes = np.frombuffer(data, np.uint8).reshape(kind().itemsize, columns, rows).astype(np.int64)
    small = sum(plane << (8 * k) for k, plane in enumerate(planes))
    small = np.where(small & 1, -(small + 1) // 2, small // 2).T
    found, first = np.empty((rows, columns), np.int64), 0
    for count, across in runs:
        own = small[first : first + count].copy()
        for row in range(across, count) if across else ():
            own[row] += own[row - across]
        found[first : first + count] = np.cumsum(own, axis=0)
        first += count
    return found.astype(kind)


def _corners(triangles: np.ndarray) -> bytes:
    found, fresh = bytearray(), 0
    for corner in triangles.ravel().tolist():
        if corner > fresh:
            raise ValueError("vertices are not in the order of their first use")
        below = fresh - corner
        fresh += corner == fresh
        while below > 127:
            found.append(below & 127 | 128)
            below >>= 7
        found.append(below)
    return bytes(found)


def _read_corners(whole: bytes, at: int, rows: int) -> tuple[np.ndarray, int]:
    found, fresh = np.empty(3 * rows, np.int64), 0
    for k in range(3 * rows):
        below, shift = 0, 0
        while True:
            if at >= len(whole):
                raise ValueError("this file is cut off in its triangles")
            byte = whole[at]
            at += 1
            below |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if below > fresh:
            raise ValueError("this file names a vertex that is not there")
        found[k] = fresh - below
        fresh += below == 0
    return found.reshape(-1, 3), at
