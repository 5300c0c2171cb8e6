"""Make one annotated figure of a step, for a slide or a hand-out.

    ps.stretch("lunge").figure("hold", view="front", labels=True, scale=True).save("hold.pdf")

What may be asked for is checked first, and what is wrong is said in words that a teacher can act
on. The alternative text says what each of the annotations says.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from psoaslib import drawn, images, lengths, people
from psoaslib.body import Posed
from psoaslib.catalogue import Catalogue
from psoaslib.figures import change as changes
from psoaslib.figures import labels as places
from psoaslib.figures.compose import Part, compose
from psoaslib.figures.picture import Layer, Picture
from psoaslib.figures.sheet import Figure
from psoaslib.figures.view import VIEWS, Camera
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.shown import known
from psoaslib.sides import check_side, fill

SEEN = {
    "side": "Seen from the side.",
    "front": "Seen from the front.",
    "back": "Seen from behind, the muscle through the bones.",
    "three_quarter": "Seen from in front and a little to one side.",
}
NEAR = (
    ("T12", (0.04, 0.06, 0.0)),
    ("T12", (-0.10, 0.06, 0.0)),
    ("pelvis", (0.06, 0.05, 0.15)),
    ("pelvis", (0.06, 0.05, -0.15)),
    ("pelvis", (-0.13, 0.05, 0.0)),
    ("right_femur", (0.05, -0.26, 0.0)),
    ("left_femur", (0.05, -0.16, 0.0)),
)
"""Places, for 1.75 m, that the figure of hips and lower back shows; and millimetres round them."""
AROUND = 45.0
_VIEW = re.compile(r"^From the side[:,] |,? from the side(?=[:,])")


@dataclass(frozen=True)
class Asked:
    """Hold what a figure shows; see `psoaslib.lessons.Stretch.figure`."""

    view: str | None = None
    labels: bool | Iterable[str] = False
    change: bool = False
    scale: bool = False
    xray: float = 1.0
    skin: str | None = None
    build: str | None = None
    error: bool | str = False
    dark: bool = False
    close: bool = False


@dataclass(frozen=True)
class _Scene:
    """Hold what all drawings of one figure share."""

    content: Catalogue
    stretch: Stretch
    pictures: images.Gallery
    side: str
    view: str
    build: str
    asked: Asked
    names: tuple[str, ...]

    def words(self, text: str) -> str:
        return fill(text, self.side)

    def drawing(self, record: Step | CommonError) -> drawn.Drawing:
        return drawn.of(self.stretch, record, self.view, self.build, self.pictures)

    def changed(self, record: Step | CommonError) -> tuple[Layer, ...] | None:
        return drawn.changed(self.stretch, record, self.view, self.build, self.pictures)


def figure(
    content: Catalogue,
    stretch: Stretch,
    name: str,
    side: str,
    asked: Asked,
    pictures: images.Gallery = images.COLLECTION,
) -> Figure:
    """Return the figure of a step or a common error of a stretch, by its id."""
    check_side(side)
    record = _record(stretch, name)
    view = record.view if asked.view is None else str(asked.view).replace("-", "_")
    known(VIEWS, view, "view")
    if not 0 <= asked.xray <= 1:
        raise ValueError(f"xray is {asked.xray!r}; it goes from 0 (no bones, no psoas) to 1.")
    skin, build = people.chosen("skin", asked.skin), people.chosen("build", asked.build)
    names = _names(asked)
    records = [record, *_error(stretch, record, asked.error)]
    scene = _Scene(content, stretch, pictures, side, view, build, asked, names)
    made = [_part(scene, each, paired=len(records) > 1) for each in records]
    parts = [part for part, _ in made]
    return compose(
        parts,
        " / ".join(scene.words(each.title) for each in records),
        " ".join([SEEN[view], *(said for _, said in made)]),
        " ".join([*_captions(scene, records), *_key(asked)]),
        build=parts[0].picture.build,
        skin=skin,
        dark=asked.dark,
        xray=asked.xray,
    )


def _part(scene: _Scene, record: Step | CommonError, paired: bool) -> tuple[Part, str]:
    """Return one drawing with its annotations, and what they say."""
    asked, camera = scene.asked, VIEWS[scene.view]
    posed, layers = scene.drawing(record)
    error = isinstance(record, CommonError)
    heading = _heading(scene, record, error) if paired else ""
    said = [f"{heading}." if heading else "", _unseen(scene.words(record.alt).strip())]
    spots = places.spots(posed, layers, camera, scene.names) if scene.names else {}
    words = places.words(scene.content)
    if spots:
        said.append(f"Labelled: {', '.join(words[name] for name in spots)}.")
    shown = list(layers)
    if asked.change and not (paired and error):
        before = _before(scene.stretch, record)
        earlier, earlier_layers = scene.drawing(before)
        made = scene.changed(record)
        if made is None:
            made = changes.overlay(earlier, posed, earlier_layers, camera, layers)
        shown += made
        said.append(_moved(scene.words(before.title), made, earlier, posed, camera))
    rows: Sequence[dict[str, Any]] = ()
    if asked.scale:
        rows = lengths.rows(_figures(scene, record, posed), scene.side)
        said.append(" ".join(map(lengths.sentence, rows)))
    picture = Picture(
        "", "", "", tuple(shown), (0, 0, 1, 1), scene.side == "left", error, posed.build
    )
    window = _near(posed, camera) if asked.close else None
    part = Part(picture, spots, words, rows, heading, window)
    return part, " ".join(filter(None, said))


def _unseen(alt: str) -> str:
    """Return an alternative text without its own view, since a figure may have another."""
    left = _VIEW.sub("", alt)
    return left[:1].upper() + left[1:]


def _heading(scene: _Scene, record: Step | CommonError, error: bool) -> str:
    return f"{'Not like this' if error else 'Like this'}: {scene.words(record.title)}"


def _figures(scene: _Scene, record, posed: Posed):
    """Return the psoas's figures: those of the player, or of this body where it is another."""
    key = f"{scene.stretch.id}/{record.id}.{scene.side}"
    told = scene.pictures.lengths(key) if posed.build == record.pose.build else None
    return told or lengths.figures(posed.angles)


def _moved(title: str, made: Sequence[Layer], earlier: Posed, posed: Posed, camera: Camera) -> str:
    """Say what a dashed outline and arrows show."""
    said = f"A dashed outline shows the body before, at “{title}”."
    arrows = sum(len(layer.outlines) for layer in made if layer.look == "arrow")
    if arrows and changes.tilting(earlier, posed, camera) is not None:
        tucked = posed.angles["pelvis_tilt"] > earlier.angles["pelvis_tilt"]
        turned = "tucks under" if tucked else "tips forward"
        said += f" A bent arrow at the hip: the pelvis {turned}."
        arrows -= 1
    return said + (" Arrows show where the body has moved." if arrows else "")


def _captions(scene: _Scene, records) -> list[str]:
    said = [scene.words(each.caption).strip() for each in records]
    return said if len(said) == 1 else [f"Like this: {said[0]}", f"Not like this: {said[1]}"]


def _key(asked: Asked) -> list[str]:
    said = []
    if asked.change:
        said.append("Dashed: the step before. Arrows: what has moved since.")
    if asked.scale:
        said.append("Bars: length of the psoas against standing, with the span of two models.")
    return said


def _near(posed: Posed, camera: Camera) -> tuple[float, ...]:
    """Return the frame of hips and lower back."""
    size = posed.stature / 1.75
    at = [posed.point(frame, size * np.array(place)) for frame, place in NEAR]
    spots = camera.project(np.array(at))[:, :2]
    low, high = spots.min(0) - AROUND, spots.max(0) + AROUND
    return (*low.tolist(), *(high - low).tolist())


def _record(stretch: Stretch, name: str) -> Step | CommonError:
    posed = {each.id: each for each in (*stretch.steps, *stretch.errors) if each.pose}
    if not posed:
        raise ValueError(
            f"No position of {stretch.id!r} is drawn, so there is no figure of it. "
            "CONTRIBUTING.md shows how positions are drawn."
        )
    return known(posed, name, "drawn step")


def _before(stretch: Stretch, record: Step | CommonError) -> Step:
    """Return the step that a change is seen from: of an error, the step in which it happens."""
    steps = [each for each in stretch.steps if each.pose]
    if isinstance(record, CommonError):
        return known({each.id: each for each in steps}, record.step, "drawn step")
    number = steps.index(record)
    if number == 0:
        raise ValueError(
            f"{record.id!r} is the first step, so nothing has changed before it. "
            f"Leave change out, or ask for a later step, such as {steps[1].id!r}."
            if len(steps) > 1
            else f"{record.id!r} is the only drawn step, so nothing has changed before it."
        )
    return steps[number - 1]


def _error(stretch: Stretch, record, asked: bool | str) -> list[CommonError]:
    """Return the common error to be shown beside a step: the one named, or the step's own."""
    if asked is False or asked is None:
        return []
    if isinstance(record, CommonError):
        raise ValueError(f"{record.id!r} is an error itself; name a step, and its error beside it.")
    drawn_errors = {each.id: each for each in stretch.errors if each.pose}
    if asked is not True:
        return [known(drawn_errors, asked, "drawn common error")]
    own = [each for each in drawn_errors.values() if each.step == record.id]
    if not own:
        listed = ", ".join(f'error="{each}"' for each in drawn_errors) or "none in this stretch"
        raise ValueError(f"No common error of {record.id!r} is drawn. There are: {listed}.")
    return own[:1]


def _names(asked: Asked) -> tuple[str, ...]:
    """Return the ids of the labels asked for."""
    if asked.labels is False or asked.labels is None:
        return ()
    if asked.xray == 0:
        raise ValueError("With xray=0 bones and psoas are hidden, and labels would name nothing.")
    if asked.labels is True:
        return places.NAMES
    names = (asked.labels,) if isinstance(asked.labels, str) else tuple(asked.labels)
    for name in names:
        known(dict.fromkeys(places.NAMES), name, "label")
    return tuple(dict.fromkeys(names))
