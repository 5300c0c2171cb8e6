"""A film gives back the frames that were packed, and bytes that are none are refused."""

import json
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from psoaslib import film

LOOKS = ("skin", "line", "bone far", "long", "long again")
HEADER = {"stretch": "ball", "view": "side", "unit": 3.0, "steps": {"hold": 0}}

# Small steps take one byte, large ones several; both signs.
places = st.one_of(st.integers(-70, 70), st.integers(-(2**40), 2**40))
nodes = st.lists(st.tuples(places, places), min_size=1, max_size=6)
outlines = st.tuples(nodes, st.booleans(), st.booleans())


@st.composite
def films(draw):
    """Draw frames that say the same again: outlines of other looks, layers, whole frames."""
    pool = draw(st.lists(outlines, min_size=1, max_size=5))
    one = st.one_of(st.sampled_from(pool), outlines)
    frames = []
    for _ in range(draw(st.integers(0, 5))):
        looks = draw(st.lists(st.sampled_from(LOOKS), unique=True))
        frame = [(look, draw(st.lists(one, max_size=4))) for look in looks]
        if frames:
            before = dict(frames[-1])
            kept = draw(st.sets(st.sampled_from(LOOKS)))
            frame = [(k, before[k] if k in kept and k in before else v) for k, v in frame]
        frames.append(frame)
    return frames


@given(films())
@example([])
@example([[], [], []])
@example([[("skin", [])], [("line", []), ("skin", [])]])
def test_what_is_packed_is_unpacked(frames):
    found = film.unpack(film.pack(HEADER, frames))
    assert found.frames == frames
    assert {key: found.header[key] for key in HEADER} == HEADER
    assert found.header["count"] == len(frames)
    assert set(found.header["looks"]) == {look for frame in frames for look, _ in frame}


@given(films())
def test_the_same_film_gives_the_same_bytes(frames):
    packed = film.pack(HEADER, frames)
    again = [[(look, [*shown]) for look, shown in frame] for frame in frames]
    assert film.pack(dict(HEADER), again) == packed
    found = film.unpack(packed)
    own = {key: found.header[key] for key in HEADER}
    assert film.pack(own, found.frames) == packed


@given(films(), st.data())
def test_bytes_that_were_cut_off_are_no_film(frames, data):
    packed = film.pack(HEADER, frames)
    kept = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(ValueError, match="no film"):
        film.unpack(packed[:kept])


@given(st.one_of(st.binary(max_size=80), st.none() | st.integers() | st.lists(st.integers())))
@example({"count": 1, "looks": []})
@example({"count": "1", "looks": ["skin"]})
@example({"looks": []})
def test_other_bytes_are_no_film(other):
    if not isinstance(other, bytes):
        text = json.dumps(other).encode("utf-8")
        other = struct.pack("<I", len(text)) + text + b"\2\0\1\2\0\0"
    with pytest.raises(ValueError, match="no film"):
        film.unpack(other)


@given(films().filter(lambda frames: any(frames)), st.data())
def test_a_frame_has_one_layer_of_each_look(frames, data):
    number = data.draw(st.sampled_from([k for k, frame in enumerate(frames) if frame]))
    look = data.draw(st.sampled_from([look for look, _ in frames[number]]))
    twice = [*frames[number], (look, [([(0, 0)], True, True)])]
    with pytest.raises(ValueError, match="twice"):
        film.pack(HEADER, [*frames[:number], twice, *frames[number + 1 :]])


@given(outlines, st.lists(outlines, max_size=3))
def test_what_was_shown_before_costs_little(outline, others):
    long = ([*outline[0], *((1000 * k, -999 * k) for k in range(60))], *outline[1:])
    once = len(film.pack(HEADER, [[("skin", [long, *others])]]))
    for frames in (
        [[("skin", [long, *others])], [("skin", [long, *others])]],
        [[("skin", [long, *others])], [("skin", [*others, long])]],
        [[("skin", [long, *others]), ("line", [long])]],
    ):
        looks = len(json.dumps("line")) + 1
        assert len(film.pack(HEADER, frames)) < once + looks + 40 + 20 * len(others)


@given(films().filter(len))
def test_a_way_gone_back_costs_three_bytes_a_frame_at_most(frames):
    there = film.pack(HEADER, frames)
    back = film.pack(HEADER, [*frames, *frames[::-1]])
    assert len(back) <= len(there) + 3 * len(frames) + len(str(len(frames)))
