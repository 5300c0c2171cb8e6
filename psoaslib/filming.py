"""Film a stretch: its steps and errors, the ways between the steps, breath, and what changed.

A film is what `psoaslib.film` packs. One is made for each view; the body on its way is solved
once, its surfaces are shaped once a frame and drawn from all sides. `build` films
the collection.
"""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from psoaslib import body, drawing, film, lengths
from psoaslib.body import Posed, between, footing
from psoaslib.body.stages import Stage, stages
from psoaslib.figures import change, step, tilt
from psoaslib.figures.picture import Layer, Outline, Picture
from psoaslib.figures.subject import subject
from psoaslib.figures.view import VIEWS
from psoaslib.fingerprint import PACKAGE, fingerprint
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.records.pose import Pose

PIXEL = 4.0
"""Width of a cell, in mm."""

UNIT = 3.0
"""Millimetres in one whole number of a node."""

RATE = 20
"""Frames a second."""

ROUGH = 2.0
"""How far, in cells, outlines may lie off while the body moves; at rest it is one."""

BREATHS = 5
"""Frames from breathed out to breathed in."""

CODE = ("film.py", "filming.py", "lengths.py", "figures/change.py", "figures/polyline.py")
MOST = 300_000
"""How many bytes a film may have, compressed."""

QUIET = (
    ("bone-shade", "hair-light"),
    ("bone-line far", "bone-line fade1", "bone-line fade2", "bone-rim"),
    ("bone-line",),
    ("shadow",),
    ("fine", "crease"),
    ("bone-far", "bone fade1", "bone fade2"),
    ("skin-shade", "top-shade", "shorts-shade"),
)
"""What a body on its way does without, one after the other, where a film would be too large."""

FILLED = (lengths.LONG, lengths.STILL, lengths.SHORT, lengths.BEYOND)


@dataclass
class Clip:
    """Frames by view, one after the other; the bounds that they reach, by view, in mm.

    lengths: a frame, how long the psoas of the stretched and the other side is, against standing,
    mm; changes: by view, a frame that shows what changed from the first to the last; footing: how
    well the body stood on the way, by what was measured, mm; rests: the frames in which a body on
    its way is at rest.
    """

    frames: dict[str, list[film.Frame]] = field(default_factory=lambda: {v: [] for v in VIEWS})
    bounds: dict[str, list[tuple[float, ...]]] = field(
        default_factory=lambda: {v: [] for v in VIEWS}
    )
    lengths: list[list[float | None]] = field(default_factory=list)
    changes: dict[str, film.Frame] = field(default_factory=dict)
    footing: dict[str, float] = field(default_factory=dict)
    rests: list[int] = field(default_factory=list)


def depends(stretch: Stretch) -> str:
    """Return a hash of what the films of a stretch depend on."""
    kinds = json.dumps([(each.id, each.kind) for each in stretch.steps])
    mine = [PACKAGE / name for name in CODE]
    return fingerprint(mine, drawing.depends(stretch), drawing.model(), kinds)


Job = tuple[Callable[[Any], Clip], Any]
"""What makes a clip, and of what."""


def jobs(stretch: Stretch) -> list[Job]:
    """List the clips of a stretch: ways between steps, then common errors, then breaths."""
    steps, errors, holds = _parts(stretch)
    found = [(_move, each) for each in stages([each.pose for each in steps])]
    found += [(_still, each) for each in errors]
    return found + [(_breathe, each) for each in holds]


def done(job: Job) -> Clip:
    """Make a clip."""
    work, of = job
    return work(of)


def _parts(stretch: Stretch) -> tuple[list[Step], list[CommonError], list[Step]]:
    steps = [each for each in stretch.steps if each.pose]
    errors = [each for each in stretch.errors if each.pose]
    return steps, errors, [each for each in steps if each.kind == "hold"]


def stood(stretch: Stretch, clips: list[Clip]) -> dict[str, dict[str, float]]:
    """Return how well the body stood on each way of a stretch, `from -> to`, mm."""
    pairs = pairwise(_parts(stretch)[0])
    return {f"{a.id} -> {b.id}": clip.footing for (a, b), clip in zip(pairs, clips, strict=False)}


def cut(stretch: Stretch, clips: list[Clip]) -> dict[str, bytes]:
    """Make the films of a stretch of its clips; return them by view, gzipped."""
    steps, errors, holds = _parts(stretch)
    pairs = list(pairwise(steps))
    first = np.concatenate([[0], np.cumsum([len(each.lengths) for each in clips])]).tolist()
    spans = [{"first": a, "last": b - 1} for a, b in zip(first, first[1:], strict=False)]
    moves = [
        {"from": one.id, "to": other.id, **span}
        for (one, other), span in zip(pairs, spans, strict=False)
    ]
    rest = spans[len(pairs) :]
    rests = {first[k] + own for k, clip in enumerate(clips) for own in clip.rests}
    moving = {k for m in moves for k in range(m["first"], m["last"])} - rests
    stills = {steps[0].id: 0} | {move["to"]: move["last"] for move in moves}
    stills |= {each.id: span["first"] for each, span in zip(errors, rest, strict=False)}
    # Where almost nothing moves, nothing is shown as changed.
    changed = [k for k in range(len(pairs)) if any(clips[k].changes.values())]
    breaths = zip(holds, rest[len(errors) :], strict=True)
    told = {
        "stretch": stretch.id,
        "unit": UNIT,
        "rate": RATE,
        "steps": stills,
        "moves": moves + _shorter(steps, first, clips),
        "breaths": {each.id: span for each, span in breaths},
        "changes": {pairs[k][1].id: first[-1] + n for n, k in enumerate(changed)},
        "lengths": [each for clip in clips for each in clip.lengths]
        + [[None, None]] * len(changed),
    }
    films = {}
    for view in VIEWS:
        frames = [each for clip in clips for each in clip.frames[view]]
        frames += [clips[k].changes[view] for k in changed]
        own = {"view": view, "frame": _frame(view, clips, stretch)}
        films[view] = _fitting(told | own, frames, moving)
    return films


def _shorter(steps: list[Step], first: list[int], clips: list[Clip]) -> list[dict[str, Any]]:
    """List the moves which leave steps out: the stages of a longer one that are gone in it only."""
    ways = stages([each.pose for each in steps])
    return [
        {"from": stage.begins, "to": stage.ends, "first": start + a, "last": start + b}
        for way, start, clip in zip(ways, first, clips, strict=False)
        for stage, (a, b) in zip(way, pairwise(clip.rests), strict=True)
        if len(way) > 1 and not stage.back
    ]


def _fitting(header: dict[str, Any], frames: list[film.Frame], moving: set[int]) -> bytes:
    """Return a film, gzipped, which in `moving` frames shows what there is room for."""
    packed = _gzipped(header, frames)
    for looks in QUIET:
        if len(packed) <= MOST:
            break
        frames = [
            [layer for layer in frame if k not in moving or layer[0] not in looks]
            for k, frame in enumerate(frames)
        ]
        packed = _gzipped(header, frames)
    return packed


def _gzipped(header: dict[str, Any], frames: list[film.Frame]) -> bytes:
    return gzip.compress(film.pack(header, frames), 9, mtime=0)


def _move(way: tuple[Stage, ...]) -> Clip:
    """Film the body on its way, stage after stage; in between it is at rest for one frame."""
    bodies, rests, stood = [], [0], []
    for stage in way:
        own = between.way(stage.poses)
        moments = own.moments()
        frames = [own.at(share) for share in moments]
        stood.append(footing.judged(frames, moments, own.bodies, stage.poses))
        bodies += (frames[::-1] if stage.back else frames)[1 if bodies else 0 :]
        rests.append(len(bodies) - 1)
    clip, layers = _shot([(each, 0.0) for each in bodies], rests)
    clip.rests = rests
    clip.footing = {key: max(each[key] for each in stood) for key in stood[0]}
    straight = len(way) == 1 and len(way[0].poses) == 2
    between_them = bodies[1:-1] if straight else ()  # arrows along a long way would wriggle
    for view, camera in VIEWS.items():
        before, after = layers[0][view], layers[-1][view]
        room = tilt.around(clip.bounds[view])
        made = change.overlay(bodies[0], bodies[-1], before, camera, after, between_them, room)
        clip.changes[view] = _whole(made)
    return clip


def _still(error: CommonError) -> Clip:
    """Film a common error: one frame."""
    return _shot([(body.solve(error.pose, "right"), 0.0)])[0]


def _breathe(step: Step) -> Clip:
    """Film one breath in, from breathed out to breathed in."""
    posed = body.solve(step.pose, "right")
    return _shot([(posed, k / BREATHS) for k in range(BREATHS + 1)])[0]


def _shot(
    shots: list[tuple[Posed, float]], rests: Sequence[int] | None = None
) -> tuple[Clip, list[dict[str, list[Layer]]]]:
    """Film bodies, each with how far it has breathed in; return their layers by view as well.

    rests: which bodies are at rest, where not all are. The layers are those of the first and the
    last body.
    """
    clip, drawn = Clip(), []
    for number, (posed, breath) in enumerate(shots):
        of = subject(posed, breath)
        rough = 1.0 if rests is None or number in rests else ROUGH
        layers = {
            view: step.drawn(of, camera, pixel=PIXEL, rough=rough) for view, camera in VIEWS.items()
        }
        for view, found in layers.items():
            clip.frames[view].append(_whole(_one_of_each(found)))
            clip.bounds[view].append(Picture("", "", "", tuple(found), (0, 0, 1, 1)).bounds)
        told = lengths.figures(posed.angles)
        clip.lengths.append([_tenth(told[side]["change_mm"]) for side in lengths.SIDES])
        drawn = [*drawn[:1], layers]
    return clip, drawn


def _tenth(change: float | None) -> float | None:
    return None if change is None else round(change, 1)


def _one_of_each(layers: list[Layer]) -> list[Layer]:
    """Join layers of one look; a muscle that is drawn on both sides stays two, lines and all."""
    found: dict[str, Layer] = {}
    for layer in layers:
        look = layer.look
        if look in found and look.split()[0].split("-")[0] in FILLED:
            look += " again"
        known = found[look].outlines if look in found else ()
        found[look] = Layer(look, known + layer.outlines)
    return list(found.values())


def _whole(layers: list[Layer]) -> film.Frame:
    """Return layers in whole numbers, for a film."""

    def one(outline: Outline) -> film.Outline:
        nodes = np.round(np.asarray(outline.nodes) / UNIT).astype(int).tolist()
        return [tuple(node) for node in nodes], bool(outline.closed), bool(outline.curved)

    return [(layer.look, [one(each) for each in layer.outlines]) for layer in layers]


def _frame(view: str, clips: list[Clip], stretch: Stretch) -> list[float]:
    """Return the frame of a view: one for both views that pictures are drawn in."""
    shown = {each.view for each in drawing.posed(stretch)}
    views = shown if view in shown else {view}
    return list(step.frame_of([each for clip in clips for v in views for each in clip.bounds[v]]))


def still(pose: Pose, view: str) -> film.Frame:
    """Draw one position as a film shows it."""
    drawn = step.drawn(subject(body.solve(pose, "right")), VIEWS[view], pixel=PIXEL)
    return _whole(_one_of_each(drawn))
