"""Draw the picture of one step from a posed body.

Order of the layers: shadow and props, body and dress (base, then shade), lines, face, and over
them what shows through, cut out where an arm, the head or a prop passes before it. Which surface
is before which is settled cell by cell (raster.py), so a ball between the legs needs no care.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from psoaslib import body
from psoaslib.figures import cells, ink, props, raster, scene, tone, xray
from psoaslib.figures.face import Face, features
from psoaslib.figures.fault import marked
from psoaslib.figures.outlines import Grain, closed, lines
from psoaslib.figures.picture import Layer, Picture
from psoaslib.figures.scene import EAR, HAIR, SHORTS, SKIN, TOP
from psoaslib.figures.subject import Subject, subject
from psoaslib.figures.view import VIEWS, Camera

MARGIN = 70.0
BEFORE_FACE = 40.0  # mm: nearer things than this hide the face; the nose does not
BOLD = 4.5  # mm by which all but hands, toes and head are smoothed
EVEN = 5.0  # mm over which tone is evened
SHADED, LIT = 0.16, 0.86  # tones from which a surface is drawn shaded or lit


def step_picture(
    posed, view, stretched_side, *, title, alt, caption, error=False, fault=None, viewbox=None
) -> Picture:
    """Draw a posed body with its props as a picture.

    posed: a `body.Posed`, as it stands for `stretched_side`; view: a name of `view.VIEWS` or a
    `Camera`. The picture for the left is the picture of the mirrored body, mirrored, so both
    sides are one drawing. The psoas has the colour that the muscle model gives it
    (`lengths.states`). error marks the picture as the error, at the place that `fault` names
    (`fault.PLACES`). viewbox: the frame; None takes the drawing's own bounds.
    """
    if stretched_side == "left":
        posed = body.mirror(posed)
    camera = view if isinstance(view, Camera) else VIEWS[view]
    layers = tuple(draw(posed, camera))
    picture = Picture(
        title,
        alt,
        caption,
        layers,
        (0, 0, 1, 1),
        flipped=stretched_side == "left",
        error=error,
        build=posed.build,
        mark=marked(fault, posed, layers, camera) if error and fault else None,
    )
    return picture.framed(viewbox or frame([picture]))


def frame(pictures, margin: float = MARGIN, ratio: float = 4 / 3):
    """Return one frame (x, y, w, h) that holds all pictures, with a margin, w : h = `ratio`."""
    return frame_of([p.bounds for p in pictures], margin, ratio)


def frame_of(bounds, margin: float = MARGIN, ratio: float = 4 / 3):
    """Return one frame (x, y, w, h) that holds bounds (left, top, right, bottom), as `frame`."""
    bounds = np.array(bounds)
    low, high = bounds[:, :2].min(0) - margin, bounds[:, 2:].max(0) + margin
    w, h = high - low
    wide, tall = max(w, h * ratio), max(h, w / ratio)
    x = low[0] - (wide - w) / 2
    y = high[1] - tall  # the floor keeps its place at the bottom
    return tuple(float(round(v)) for v in (x, y, wide, tall))


def draw(posed, camera: Camera, near: str = "right") -> list[Layer]:
    """Return the layers of a posed body, nearest last."""
    return drawn(subject(posed), camera, near)


def drawn(
    of: Subject, camera: Camera, near: str = "right", pixel: float = 1.0, rough: float = 1.0
) -> list[Layer]:
    """Return the layers of a subject from one side, nearest last.

    near: the side of the body that is drawn whole where both show through; pixel: mm of a cell; a
    drawing with coarser cells has fewer nodes and takes less time; rough: how far, in cells, the
    outlines of the body may lie off on coarse ones.
    """
    shown, things = _in_view(of, camera)
    grid = raster.extent(camera.project(shown.mesh.corners), 30, pixel)
    grid = replace(grid, rough=rough)
    seen = raster.paint(shown.mesh, camera, grid)
    tips, fine, block = (
        cells.grown(part, grid.cells(8))
        for part in (
            shown.shows(seen, "hand", "toes"),
            shown.shows(seen, "hand", "toes", "head"),
            shown.shows(seen, "block"),
        )
    )
    seen = raster.mended(seen, tips)
    stuff = scene.material(shown, seen, of.hem)
    grain = Grain(fine | block, block, BOLD)
    under = props.shadow(shown.mesh, camera, grid)
    layers = [
        *props.walls(of.posed.props, camera),
        Layer("shadow", closed(cells.evened(under, grid.span(6)), grid, 400, 4.0, 1.6)),
    ]
    layers += _props(things, camera, shown, pixel)
    person = _body(seen, stuff, grain)
    layers += person
    layers += _ink(seen, stuff, shown, grain, person[0].outlines)
    layers += _face(of, camera, seen)
    layers += _xray(of, camera, seen, stuff, near)
    return [layer for layer in layers if layer.outlines]


def _in_view(of, camera):
    """Return the scene and the props without those that would hide the person from here."""
    view = next((name for name, known in VIEWS.items() if known == camera), "")
    things = {key: each for key, each in of.things.items() if view not in each.unseen_from}
    if len(things) == len(of.things):
        return of.shown, things
    seen = of.shown.column(lambda s: bool(s and (s.thing == scene.BODY or s.thing in things)))
    solid = of.shown.mesh.only(seen[:-1][of.shown.mesh.label])
    return replace(of.shown, mesh=solid), things


def _props(things, camera, shown, pixel):
    """Draw the props as if nobody were there: the body lies over them, less what they hide."""
    if not things:
        return []
    out, alone = [], shown.column(lambda s: bool(s and s.thing != scene.BODY))[:-1]
    solid = shown.mesh.only(alone[shown.mesh.label])
    grid = raster.extent(camera.project(solid.corners), pixel=pixel)
    seen = raster.paint(solid, camera, grid)
    for key, thing in things.items():
        mask = shown.column(lambda s, key=key: bool(s and s.thing == key))[seen.label]
        if thing.shape == "ball":
            light = props.ball_tone(seen, mask, camera, thing)
            band = props.ribs(seen.rest, mask, thing.centre, thing.half)
            out += [
                Layer("ball", closed(mask, grid, 40, 4, 0.8)),
                Layer("ball-shade", closed((light < 0.12) & mask, grid, 200, 5, 1.0)),
                Layer("ball-light", closed((light > 0.90) & mask, grid, 200, 5, 1.0)),
                Layer("ball-seam", lines(*ink.borders(band, mask), grid, 20, 5, 0.8)),
            ]
        else:
            face = props.block_face(seen.rest, mask, thing)
            out += [
                Layer("block", closed(mask, grid, tolerance=1.0)),
                Layer("block-side", closed((face != 1) & mask, grid, 60, 1.0, 1.5)),
                Layer("block-line", lines(*ink.borders(face, mask), grid, 20, 3, 1.5)),
            ]
    return out


def _body(seen, stuff, grain):
    def area(mask, look, smallest=900.0):
        return Layer(look, closed(mask, seen.grid, smallest, 2.0, 0.75, grain))

    light = tone.tone(seen, stuff=np.where(stuff <= EAR, stuff, -1), within=EVEN)
    flesh = (stuff >= 0) & (stuff <= EAR)
    skin = (stuff == SKIN) | (stuff == EAR)
    hair = stuff == HAIR
    out = [area(flesh, "skin", smallest=40), area((light < SHADED) & skin, "skin-shade")]
    for name, number in (("top", TOP), ("shorts", SHORTS)):
        mask = stuff == number
        out += [area(mask, name, smallest=40), area((light < SHADED) & mask, name + "-shade")]
    return [*out, area(hair, "hair", smallest=40), area((light > LIT) & hair, "hair-light")]


def _ink(seen, stuff, shown, grain, rim):
    """Draw the lines: the rim of the person, which is drawn as it is filled, and all others."""
    thing = {name: k for k, name in enumerate(sorted({s.thing for s in shown.table}))}
    of_thing = shown.column(lambda s: thing[s.thing] if s else -1)[seen.label]
    kind = np.where(stuff < 0, -1, stuff * 16 + of_thing)
    part, gaps = scene.gaps(shown)
    across, down = ink.edges(seen, kind, part[seen.label], gaps)
    flesh = (stuff >= 0) & (stuff <= EAR)
    edge = ink.borders(flesh, np.ones(kind.shape, bool))
    # Folds are drawn where they are long; borders of things, hands and faces always.
    border = ink.borders(kind, np.ones(kind.shape, bool))
    sure = grain.fine.copy()
    sure[:, 1:] |= border[0]
    sure[1:] |= border[1]
    sure = cells.grown(sure, 1)
    inner = across & ~edge[0], down & ~edge[1]
    drawn = lines(*inner, seen.grid, 22, 2.0, 0.7, grain, sure=sure)
    return [Layer("line", rim + drawn), Layer("fine", _digits(seen, shown, across, down))]


def _digits(seen, shown, across, down):
    """Draw the lines between fingers and between toes, where they do not crowd the outline."""
    numbered = {s: k for k, s in enumerate(shown.table)}
    which = shown.column(lambda s: numbered[s] if s and s.part in ("toes", "hand") else -1)
    digit = shown.column(lambda s: bool(s and (s.part == "toes" or s.part == "hand" and s.piece)))
    member = which[seen.label] >= 0
    a, d = ink.borders(which[seen.label], digit[seen.label])
    over_across, over_down = ink.edges(seen, np.where(member, 0, -1), gap=scene.CLOSE)
    a |= over_across & member[:, 1:] & member[:, :-1]
    d |= over_down & member[1:] & member[:-1]
    edge = np.zeros(member.shape, bool)
    edge[:, 1:] |= across
    edge[1:] |= down
    near = cells.grown(edge & member, seen.grid.cells(4))
    return lines(a & ~across, d & ~down, seen.grid, 12, beside=near)


def _face(of, camera, seen):
    face = Face(of.skull, of.posed.frames["head"], camera, of.posed.stature / 1.75)

    def covered(points):
        return seen.depth[seen.grid.find(points)] > points[:, 2] + BEFORE_FACE

    return features(face, covered, of.posed.build)


def _xray(of, camera, seen, stuff, near):
    whole = seen.grid

    def hidden(*parts):
        hides = of.shown.column(lambda s: bool(s and (s.thing != scene.BODY or s.part in parts)))[
            seen.label
        ]
        hides = cells.shrunk(cells.grown(hides, whole.cells(9)), whole.cells(9))
        return cells.grown(hides, whole.cells(3))

    body = stuff >= 0
    clear = body & ~hidden(*scene.COVERING)
    arm = body & ~clear & ~hidden("head")
    inner = camera.project(np.concatenate([b.corners for b in of.bones.values()]))
    grid, clear = raster.crop(inner, whole, clear)
    _, arm = raster.crop(inner, whole, arm)
    return xray.bone_layers(of.bones, near, camera, grid, clear) + xray.muscle_layers(
        of.slips, of.states, of.bones, near, camera, grid, (clear, arm), of.posed.stature
    )
