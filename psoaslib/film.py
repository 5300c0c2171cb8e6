"""Pack the moving drawing of a stretch in one view into few bytes, and unpack it.

A film holds key positions, the frames between them, breath and "what changed"; what has been shown
before is not told again, as where the body goes back the way it came. One frame is a
list of layers, nearest last: `(look, outlines)`, each outline `(nodes, closed, curved)` as in
`psoaslib.figures.picture`, in whole numbers of `unit` millimetres. `js/film.js` reads the same.

    film    u32 (low byte first): length of the header; the header as JSON; the frames
    frame   varint: layers + 1, and they follow; or 0, then varint: which frame it is again
    layer   varint: 2 look + 1 if it is as in the frame before; else varint: outlines
    outline varint: 4 nodes + 2 closed + curved; for each node dx, dy as zigzag varints;
            or 0, then varint: the place of the same outline in this layer of the frame before;
            or 1, then two varints: a look of this frame that stands before, and the place in it

Nodes are told as steps from the node before, running on through a frame. Standard library only.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Nodes = Sequence[Sequence[int]]
Outline = tuple[Nodes, bool, bool]
Layer = tuple[str, Sequence[Outline]]
Frame = Sequence[Layer]


@dataclass(frozen=True)
class Film:
    """A film: `header` as in the file (with `looks` and `count`), and its frames."""

    header: dict[str, Any]
    frames: list[list[Layer]]


def pack(header: dict[str, Any], frames: Sequence[Frame]) -> bytes:
    """Return the bytes of a film; `looks` and `count` are added to its header."""
    looks = list(dict.fromkeys(look for frame in frames for look, _ in frame))
    told = json.dumps(header | {"looks": looks, "count": len(frames)}, separators=(",", ":"))
    body = bytearray()
    before: dict[str, Any] = {}
    for number, frame in enumerate(frames):
        now = dict(frame)
        if len(now) != len(frame):
            raise ValueError("a look stands twice in one frame; a film has one layer of each")
        earlier = frames.index(frame)
        before, known = now, before
        if earlier < number:
            _varint(body, 0)
            _varint(body, earlier)
            continue
        _varint(body, len(frame) + 1)
        last, there = (0, 0), []
        for look, outlines in frame:
            same = look in known and known[look] == outlines
            _varint(body, 2 * looks.index(look) + same)
            if not same:
                last = _outlines(body, outlines, known.get(look, ()), there, last)
            there += [(each, looks.index(look), k) for k, each in enumerate(outlines)]
    text = told.encode("utf-8")
    return struct.pack("<I", len(text)) + text + bytes(body)


def _outlines(body, outlines: Sequence[Outline], before: Sequence[Outline], there, last):
    """Write the outlines of a layer, `there` those of layers before it; return the last node."""
    _varint(body, len(outlines))
    x, y = last
    for outline in outlines:
        if outline in before:
            _varint(body, 0)
            _varint(body, before.index(outline))
            continue
        known = next(((look, k) for each, look, k in there if each == outline), None)
        if known:
            _varint(body, 1)
            _varint(body, known[0])
            _varint(body, known[1])
            continue
        nodes, closed, curved = outline
        _varint(body, 4 * len(nodes) + 2 * closed + curved)
        for nx, ny in nodes:
            _zigzag(body, nx - x)
            _zigzag(body, ny - y)
            x, y = nx, ny
    return x, y


def unpack(data: bytes) -> Film:
    """Return the film of some bytes; bytes that are none are a ValueError."""
    try:
        (size,) = struct.unpack_from("<I", data)
        header = json.loads(data[4 : 4 + size])
        frames = _frames(header, iter(data[4 + size :]))
    except (struct.error, ValueError, LookupError, TypeError, StopIteration) as error:
        raise ValueError("these bytes are no film") from error
    return Film(header, frames)


def _frames(header: dict[str, Any], data: Iterator[int]) -> list[list[Layer]]:
    before: dict[str, list[Outline]] = {}
    shown: list[list[Layer]] = []
    for _ in range(header["count"]):
        frame: list[Layer] = []
        x = y = 0
        layers = _number(data) - 1
        if layers < 0:
            frame = shown[_number(data)]
        for _ in range(layers):
            look, same = divmod(_number(data), 2)
            name = header["looks"][look]
            if same:
                frame.append((name, before[name]))
                continue
            outlines = []
            for _ in range(_number(data)):
                many, kind = divmod(_number(data), 4)
                if not many:
                    there = dict(frame)[header["looks"][_number(data)]] if kind else before[name]
                    outlines.append(there[_number(data)])
                    continue
                nodes = []
                for _ in range(many):
                    x, y = x + _signed(data), y + _signed(data)
                    nodes.append((x, y))
                outlines.append((nodes, kind >= 2, kind % 2 == 1))
            frame.append((name, outlines))
        before = dict(frame)
        shown.append(frame)
    return shown


def _varint(body: bytearray, value: int) -> None:
    while value > 127:
        body.append(value & 127 | 128)
        value >>= 7
    body.append(value)


def _zigzag(body: bytearray, value: int) -> None:
    _varint(body, 2 * value if value >= 0 else -2 * value - 1)


def _number(data: Iterator[int]) -> int:
    value = shift = 0
    while (byte := next(data)) > 127:
        value |= (byte & 127) << shift
        shift += 7
    return value | byte << shift


def _signed(data: Iterator[int]) -> int:
    value = _number(data)
    return value >> 1 if value % 2 == 0 else -(value + 1 >> 1)
