"""The films that players show: whole, small, without a jump, and at each step the step's picture.

Millimetres of the scene. A film's silhouette is its layer "skin".
"""

import gzip
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import shapely
from scipy.spatial import cKDTree

from psoaslib import body, drawing, filming, images
from psoaslib.catalogue import catalogue
from psoaslib.figures import change, style
from psoaslib.figures.picture import Outline, filmed
from psoaslib.figures.polyline import even, sampled
from psoaslib.figures.subject import subject
from psoaslib.figures.view import VIEWS
from psoaslib.film import unpack
from tests.films import frame
from tests.posing import SOLVED

STRETCHES = [each.id for each in catalogue().stretches.values() if drawing.posed(each)]
JUMP = 0.02  # of the stature
DRAWN = 12.0
"""How far an outline may lie from the flesh it draws, twice: a cell is 4 mm wide, smoothing and few
nodes move an edge by as much, and nodes are whole numbers of 3 mm."""
EDGE = 20.0  # mm between the drawing and the frame

every = pytest.mark.parametrize("stretch", STRETCHES)
every_film = pytest.mark.parametrize(
    ("stretch", "view"), [(each, view) for each in STRETCHES for view in VIEWS]
)


@cache
def shown(stretch, view):
    """Return a film and the lines of its silhouettes, by frame: each a list of (n, 2)."""
    film = images.COLLECTION.film(stretch, view)
    return film, [lines(each, film.header["unit"], "skin") for each in film.frames]


def lines(frame, unit, *looks):
    """Return the lines of the outlines of some looks in a frame, with points every 8 mm."""
    return [
        even(sampled(Outline(unit * np.array(nodes, float), *kind)))
        for look in looks
        for nodes, *kind in dict(frame).get(look, ())
    ]


def stature(stretch):
    record = drawing.posed(catalogue().stretches[stretch])[0]
    return 1000 * body.standing(build=record.pose.build).stature


def off(one, other, near=DRAWN):
    """Return how far a point of some lines lies at most outside of what others enclose.

    Where no lines lie further apart than `near`, what is outside and what is inside is not told.
    """
    points, rim = np.concatenate(one), np.concatenate(other)
    far, _ = cKDTree(rim).query(points)
    if far.max() > near:
        for line in (each for each in other if len(each) > 3):
            within = shapely.Polygon(line).buffer(0)
            far[shapely.contains_xy(within, points)] = 0
    return far.max()


def nothing_moves(stretch, one, two):
    before, after = (SOLVED[stretch, each.id, "right"] for each in (one, two))
    return change.almost_nothing(before, after)


@every_film
def test_a_film_is_small_and_its_header_is_whole(stretch, view):
    packed = images.COLLECTION.packed_films(stretch)
    assert set(packed) == set(VIEWS)
    assert len(packed[view]) <= filming.MOST
    film, _ = shown(stretch, view)
    header, count = film.header, len(film.frames)
    assert (header["stretch"], header["view"], header["count"]) == (stretch, view, count)
    assert header["rate"] >= 15 and header["unit"] > 0
    records = catalogue().stretches[stretch]
    steps = [each for each in records.steps if each.pose]
    assert set(header["steps"]) == {each.id for each in drawing.posed(records)}
    assert len(header["lengths"]) == count
    pairs = [(one.id, other.id) for one, other in pairwise(steps)]
    moves, shorter = header["moves"][: len(pairs)], header["moves"][len(pairs) :]
    assert [(m["from"], m["to"]) for m in moves] == pairs
    for part in shorter:
        assert (part["from"], part["to"]) not in pairs
        assert any(m["first"] <= part["first"] < part["last"] <= m["last"] for m in moves)
    spans = [*moves, *header["breaths"].values()]
    assert all(0 <= each["first"] < each["last"] < count for each in spans)
    assert set(header["breaths"]) == {each.id for each in steps if each.kind == "hold"}
    still = {two.id for one, two in pairwise(steps) if nothing_moves(stretch, one, two)}
    assert set(header["changes"]) == {each.id for each in steps[1:]} - still
    told = [range(each["first"], each["last"] + 1) for each in spans]
    told += [[header["steps"][each.id]] for each in records.errors if each.pose]
    told += [[each] for each in header["changes"].values()]
    assert sorted(k for each in told for k in each) == list(range(count)), "each frame has a use"


@every
def test_all_views_of_a_stretch_tell_one_time(stretch):
    headers = [shown(stretch, view)[0].header for view in VIEWS]
    for own in ("steps", "moves", "breaths", "changes", "lengths", "rate"):
        assert all(each[own] == headers[0][own] for each in headers), own


@every_film
def test_a_move_begins_and_ends_with_the_pictures_of_its_steps(stretch, view):
    film, silhouettes = shown(stretch, view)
    header = film.header
    for move in header["moves"]:
        for end, step in (("first", "from"), ("last", "to")):
            one, other = move[end], header["steps"][move[step]]
            assert film.frames[one] == film.frames[other], move
    for step, breath in header["breaths"].items():
        assert film.frames[breath["first"]] == film.frames[header["steps"][step]]
    assert all(silhouettes[k] for k in header["steps"].values()), "somebody is there"


@every
def test_the_lengths_of_a_film_are_those_of_its_steps(stretch):
    header = shown(stretch, "side")[0].header
    for step, number in header["steps"].items():
        told = images.COLLECTION.lengths(f"{stretch}/{step}.right")
        for own, side in zip(header["lengths"][number], ("same", "other"), strict=True):
            change = told[side]["change_mm"]
            assert own is change is None or own == pytest.approx(change, abs=0.1), (step, side)
    for move in header["moves"]:
        way = header["lengths"][move["first"] : move["last"] + 1]
        for one, other in zip(way, way[1:], strict=False):
            for a, b in zip(one, other, strict=True):
                assert a is None or b is None or abs(a - b) < 12, "the bar does not jump"


@every_film
def test_no_outline_jumps_from_one_frame_to_the_next(stretch, view):
    """Hold that what is seen of a body lies near to where it was seen, or hidden by a prop.

    A point of the body that goes so far takes its place in the silhouette along. So what is
    measured is how far a silhouette reaches beyond the one before, and beyond the one after. Where
    limbs part or meet, a gap between them opens or shuts all at once: its line lies on the other's
    flesh, and is no jump. Nor is what comes out from behind a ball or a block.
    """
    film, silhouettes = shown(stretch, view)
    rough = 2 * (filming.ROUGH - 1) * filming.PIXEL  # one outline, then another, may lie off
    most = JUMP * stature(stretch) + DRAWN + rough
    unit = film.header["unit"]
    for move in film.header["moves"]:
        span = range(move["first"], move["last"] + 1)
        props = {k: lines(film.frames[k], unit, "ball", "block") for k in span}
        for k, after in pairwise(span):
            for one, other in ((k, after), (after, k)):
                jump = off(silhouettes[one], silhouettes[other] + props[other])
                assert jump < most, (move, one, other)


@every_film
def test_filled_outlines_are_closed_and_do_not_cross_themselves(stretch, view):
    film, _ = shown(stretch, view)
    for k in range(0, len(film.frames), 1 + len(film.frames) // 7):
        for layer in filmed(film.frames[k], film.header["unit"]):
            if not style.RULES[layer.look.split()[0]][0]:
                continue
            for outline in layer.outlines:
                assert outline.closed, (k, layer.look)
                x, y = sampled(outline).T
                plain = abs(0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))
                ring = shapely.Polygon(np.stack([x, y], 1)).buffer(0)
                assert abs(ring.area - plain) < 0.05 * plain + 60, (k, layer.look)


@every_film
def test_nothing_but_a_wall_reaches_the_edge_of_the_frame(stretch, view):
    film, _ = shown(stretch, view)
    x, y, wide, high = film.header["frame"]
    assert wide * 3 == pytest.approx(high * 4, abs=4)
    for k, each in enumerate(film.frames):
        for look, outlines in each:
            if look.split()[0] != "wall":
                nodes = film.header["unit"] * np.concatenate([nodes for nodes, *_ in outlines])
                assert (nodes >= [x + EDGE, y + EDGE]).all(), (k, look)
                assert (nodes <= [x + wide - EDGE, y + high - EDGE]).all(), (k, look)


@every_film
def test_a_breath_widens_the_silhouette_and_leaves_the_head(stretch, view):
    film, silhouettes = shown(stretch, view)
    for breath in film.header["breaths"].values():
        frames = [dict(each) for each in film.frames[breath["first"] : breath["last"] + 1]]
        assert all(each.get("hair") == frames[0].get("hair") for each in frames)
        out, full = silhouettes[breath["first"]], silhouettes[breath["last"]]
        assert off(out, full, near=1) < DRAWN, "nothing shrinks"
        assert off(full, out, near=1) < 13 + DRAWN, "a breath is 13 mm"


def test_a_breath_can_be_seen_from_the_side():
    seen = []
    for stretch in STRETCHES:
        film, silhouettes = shown(stretch, "side")
        for breath in film.header["breaths"].values():
            seen.append(off(silhouettes[breath["last"]], silhouettes[breath["first"]], near=1))
    assert max(seen) > 6


def test_only_the_trunk_breathes():
    posed = SOLVED["lunge", "hold", "right"]
    out, half, full = (trunk_and_rest(posed, breath) for breath in (0.0, 0.5, 1.0))
    for other in (half, full):
        np.testing.assert_array_equal(other[1], out[1])
    wide = [cKDTree(out[0]).query(trunk)[0].max() for trunk, _ in (half, full)]
    assert wide[1] == pytest.approx(0.013, abs=0.002)
    assert 0.3 * wide[1] < wide[0] < 0.7 * wide[1]


def trunk_and_rest(posed, breath):
    """Return the corners of a body's triangles, (n, 3): of trunk and waist, and the others."""
    scene = subject(posed, breath).shown
    parts = ("torso", "shorts")
    trunk = scene.column(lambda each: bool(each and each.part in parts))[scene.mesh.label]
    return [scene.mesh.corners[which].reshape(-1, 3) for which in (trunk, ~trunk)]


def test_where_a_film_is_too_large_the_body_on_its_way_goes_without_quiet_tones(monkeypatch):
    ball = catalogue().stretches["ball"]
    chance = np.random.default_rng(1)

    def noisy(place):
        rows = [[tuple(xy) for xy in chance.integers(-500, 500, (30, 2)).tolist()] for _ in "12"]
        return [
            *frame(place),
            ("fine", [(rows[0], False, True)]),
            ("shadow", [(rows[1], True, True)]),
        ]

    def clip(job):
        count = 5 if job[0].__name__ == "_move" else 2
        frames = {view: [noisy(k) for k in range(count)] for view in VIEWS}
        bounds = {view: [(-900, -1700, 900, 0)] for view in VIEWS}
        changes = {view: frame(0) for view in VIEWS}
        rests = [*range(len(job[1])), count - 1] if count == 5 else []
        return filming.Clip(frames, bounds, [[0.0, 0.0]] * count, changes, rests=rests)

    clips = [clip(job) for job in filming.jobs(ball)]
    whole = filming.cut(ball, clips)["side"]
    monkeypatch.setattr(filming, "MOST", len(whole) - 1)
    less = filming.cut(ball, clips)["side"]
    assert len(less) < len(whole)
    before, after = (unpack(gzip.decompress(each)) for each in (whole, less))
    moves = list(zip(after.header["moves"], clips, strict=False))
    moving = {k for move, _ in moves for k in range(move["first"], move["last"])}
    moving -= {move["first"] + own for move, clip in moves for own in clip.rests}
    assert moving
    for k, (one, other) in enumerate(zip(before.frames, after.frames, strict=True)):
        gone = [look for look, _ in one if look not in dict(other)]
        assert gone == (["shadow"] if k in moving else [])
        assert [layer for layer in one if layer[0] not in gone] == other
