"""Get the drawing of one step, in any view and build: a kept one, drawn now, or from its film.

A drawing is the body as posed for the right side stretched, and its layers; the left is its mirror
image. For paper it is drawn with finer cells than a film has, which takes a second or two and needs
scipy (the extra `draw`); without it the film's own frame is taken.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from psoaslib import body, drawing, images, joints
from psoaslib.figures.picture import Layer, Outline, filmed
from psoaslib.figures.view import VIEWS
from psoaslib.fingerprint import fingerprint
from psoaslib.own import kept
from psoaslib.own.gallery import INSTALL, can_draw
from psoaslib.own.telling import Telling
from psoaslib.records import CommonError, Pose, Step, Stretch
from psoaslib.sides import fill

CELL = 1.5
"""Width of a cell, in mm: a film's are 4 mm wide."""

Drawing = tuple[body.Posed, tuple[Layer, ...]]

_drawn: dict[str, Drawing] = {}


def of(
    stretch: Stretch,
    record: Step | CommonError,
    view: str,
    build: str = "",
    pictures: images.Gallery = images.COLLECTION,
) -> Drawing:
    """Return the drawing of a step or error with a pose; build: "" for the pose's own.

    Without scipy only what has been kept or filmed can be had: anything else is a RuntimeError that
    names the line that installs it.
    """
    build = build or record.pose.build
    solved = _solved(stretch, record, build, pictures)
    name = _name(stretch, record, view, build, solved)
    if name not in _drawn:
        found = _read(name)
        if found is None and solved and not can_draw():
            found = _filmed(stretch, record, view, pictures)
        if found is None:
            found = _draw(stretch, record, view, build, solved)
            kept.write(name, {"drawing": json.dumps(_packed(*found))})
        _drawn[name] = found
    return _drawn[name]


def body_of(
    stretch: Stretch,
    record: Step | CommonError,
    build: str = "",
    pictures: images.Gallery = images.COLLECTION,
) -> body.Posed:
    """Return the body of a step or error alone: as it was drawn ahead, or solved now."""
    build = build or record.pose.build
    if solved := _solved(stretch, record, build, pictures):
        return _posed(solved, build)
    return body.solve(_for(record.pose, build), "right")


def changed(
    stretch: Stretch,
    record: Step | CommonError,
    view: str,
    build: str = "",
    pictures: images.Gallery = images.COLLECTION,
) -> tuple[Layer, ...] | None:
    """Return what the film shows as changed since the step before; None where it has nothing."""
    film = pictures.film(stretch.id, view)
    if film is None or build not in ("", record.pose.build):
        return None
    number = film.header.get("changes", {}).get(record.id)
    return None if number is None else filmed(film.frames[number], film.header["unit"])


def _solved(stretch, record, build, pictures) -> dict[str, Any] | None:
    """Return a body that has been solved ahead, as data; None for another build."""
    return pictures.pose(stretch.id, record.id) if build == record.pose.build else None


def _filmed(stretch, record, view, pictures) -> Drawing | None:
    """Return a drawing from the film of its stretch, or None where there is none."""
    film, pose = pictures.film(stretch.id, view), pictures.pose(stretch.id, record.id)
    if film is None or record.id not in film.header["steps"]:
        return None
    frame = film.frames[film.header["steps"][record.id]]
    return _posed(pose, record.pose.build), filmed(frame, film.header["unit"])


def _draw(stretch, record, view, build, solved) -> Drawing:
    if not can_draw():
        raise RuntimeError(
            f"The figure of {record.id!r} from this view has not been drawn ahead, and SciPy, "
            f"which draws it, is missing. To install it, run {INSTALL} in a cell, then restart "
            "the kernel."
        )
    from psoaslib.figures import step
    from psoaslib.figures.subject import subject

    title = fill(record.title, stretch.article_side)
    telling = Telling()
    telling.say(f"Drawing “{title}” for the first time; this takes some seconds.")
    posed = (
        with_room(solved, record.pose) if solved else body.solve(_for(record.pose, build), "right")
    )
    layers = tuple(step.drawn(subject(posed), VIEWS[view], pixel=CELL))
    telling.say(f"“{title}” is drawn.")
    return posed, layers


def with_room(solved: dict[str, Any], pose: Pose) -> body.Posed:
    """Return a body solved ahead, in the room and with the fingers of its pose."""
    from psoaslib.body.solver import Problem

    room = Problem(pose)
    return body.pose(
        solved["angles"], solved["root"], solved["stature"], room.solids, room.curl, pose.build
    )


def _for(pose: Pose, build: str) -> Pose:
    """Return a pose for another build, beginning where the pose's own build came to rest."""
    if build == pose.build:
        return pose
    own = body.solve(pose, "right").angles
    found = {
        name: sign * own[solved]
        for joint in joints.table().values()
        for name in joint.content_names
        for solved, sign in [joints.solved(name, "right")]
    }
    return pose.model_copy(update={"build": build, "angles": found})


def _name(stretch, record, view, build, solved) -> str:
    """Name a kept drawing by all that it depends on."""
    looks = drawing.depends(stretch), drawing.model(), json.dumps(solved, sort_keys=True)
    return fingerprint([Path(__file__)], *looks, record.id, view, build)


def _read(name: str) -> Drawing | None:
    found = kept.read(name, ())
    try:
        return _unpacked(json.loads(found["drawing"])) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def _packed(posed: body.Posed, layers) -> dict[str, Any]:
    return {
        "pose": drawing.solved(posed),
        "build": posed.build,
        "layers": [
            [
                layer.look,
                [[np.round(o.nodes, 1).tolist(), o.closed, o.curved] for o in layer.outlines],
            ]
            for layer in layers
        ],
    }


def _unpacked(data: dict[str, Any]) -> Drawing:
    layers = tuple(
        Layer(look, tuple(Outline(np.array(nodes, float), closed, curved)
                          for nodes, closed, curved in outlines))
        for look, outlines in data["layers"]
    )  # fmt: skip
    return _posed(data["pose"], data["build"]), layers


def _posed(pose: dict[str, Any], build: str) -> body.Posed:
    return body.pose(pose["angles"], pose["root"], pose["stature"], build=build)
