"""Annotate the drawing of a step or error: labels, what changed, bars, the mark of an error.

Each annotation comes with the words that say the same. What may be asked for is settled before, in
`lecture`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from psoaslib import drawn, images, lengths
from psoaslib.body import Posed
from psoaslib.cards import almost_nothing_moves
from psoaslib.catalogue import Catalogue
from psoaslib.figures import change as changes
from psoaslib.figures import labels as places
from psoaslib.figures import tilt
from psoaslib.figures.compose import Part
from psoaslib.figures.fault import marked
from psoaslib.figures.picture import BADGE, Layer, Mark, Picture
from psoaslib.figures.view import VIEWS, Camera
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import fill

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
WIDER, RIM = 150.0, 12.0
"""Millimetres by which it may be wider, to hold an error's mark; and round the mark."""
NEAR_START = 6.0  # mm, by which a film's whole numbers may move the start of an arrow
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
class Scene:
    """Hold what all drawings of one figure share."""

    content: Catalogue
    stretch: Stretch
    pictures: images.Gallery
    side: str
    view: str
    build: str
    asked: Asked
    names: tuple[str, ...]
    before: Step | None
    records: tuple[Step | CommonError, ...]

    def words(self, text: str) -> str:
        return fill(text, self.side)

    def drawing(self, record: Step | CommonError) -> drawn.Drawing:
        return drawn.of(self.stretch, record, self.view, self.build, self.pictures)

    def body(self, record: Step | CommonError) -> Posed:
        return drawn.body_of(self.stretch, record, self.build, self.pictures)

    def changed(self, record: Step | CommonError) -> tuple[Layer, ...] | None:
        return drawn.changed(self.stretch, record, self.view, self.build, self.pictures)


def part(scene: Scene, record: Step | CommonError) -> tuple[Part, str]:
    """Return one drawing with its annotations, and what they say."""
    asked, camera = scene.asked, VIEWS[scene.view]
    posed, layers = scene.drawing(record)
    error, paired = isinstance(record, CommonError), len(scene.records) > 1
    heading = _heading(scene, record, error) if paired else ""
    said = [f"{heading}." if heading else "", _unseen(scene.words(record.alt).strip())]
    spots = _spots(scene, record) if scene.names else {}
    words = places.words(scene.content)
    if spots:
        said.append(f"Labelled: {', '.join(words[name] for name in spots)}.")
    shown, note = layers, ""
    if asked.change and not (paired and error):
        seen = _changed(scene, record)
        shown = (*layers, *seen.layers)
        spots, words, note = spots | seen.spots, words | seen.labels, seen.note
        said.append(seen.words)
    rows: Sequence[dict[str, Any]] = ()
    if asked.scale:
        rows = lengths.rows(_figures(scene, record, posed), scene.side)
        said.append(" ".join(map(lengths.sentence, rows)))
    fault = record.fault if error else None
    mark = marked(fault, posed, layers, camera) if fault else None
    window = _near(posed, camera) if asked.close else None
    if window:
        wider = _holding(window, mark) if mark else window
        if wider is None:
            mark = marked(fault, posed, layers, camera, window)
        window = wider or window
        x, y, wide, tall = window
        spots = {
            name: at for name, at in spots.items() if x < at[0] < x + wide and y < at[1] < y + tall
        }
    left = scene.side == "left"
    picture = Picture("", "", "", shown, (0, 0, 1, 1), left, error, posed.build, mark)
    made = Part(picture, spots, words, rows, heading, note, window)
    return made, " ".join(filter(None, said))


def _spots(scene: Scene, record: Step | CommonError) -> dict[str, tuple[float, float]]:
    """Return where labels point in a drawing: the same labels in all drawings of a figure."""
    made = [
        places.spots(*scene.drawing(each), VIEWS[scene.view], scene.names) for each in scene.records
    ]
    own = made[scene.records.index(record)]
    return {name: at for name, at in own.items() if all(name in each for each in made)}


@dataclass(frozen=True, eq=False)
class _Changed:
    """Hold what shows that something has changed, and says so."""

    layers: tuple[Layer, ...]
    words: str
    note: str = ""
    spots: dict[str, tuple[float, float]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)


def _changed(scene: Scene, record: Step | CommonError) -> _Changed:
    """Return what has changed since the step before: ghost, arrows, and the words for them."""
    camera, (posed, layers) = VIEWS[scene.view], scene.drawing(record)
    before = scene.before
    title, earlier = scene.words(before.title), scene.body(before)
    made = scene.changed(record)
    if made is None and not changes.almost_nothing(earlier, posed):
        _, earlier_layers = scene.drawing(before)
        made = tuple(changes.overlay(earlier, posed, earlier_layers, camera, layers))
    if not made:
        note = almost_nothing_moves(title)
        return _Changed((), note, note)
    said = []
    if any(layer.look == "ghost" for layer in made):
        said.append(f"A dashed outline shows the body before, at “{title}”.")
    starts = [o.nodes[0] for layer in made if layer.look == "arrow" for o in layer.outlines]
    spots, labels, line = {}, {}, tilt.turn(earlier, posed, camera)
    drawn_ = [at for at in starts if line is not None and np.abs(at - line[0]).max() < NEAR_START]
    if drawn_:
        way = "tucks under" if tilt.tucks(earlier, posed) else "tips forward"
        up = "up" if line[-1][1] < line[0][1] else "down"
        arrow = "A bent arrow at the hip" if tilt.bends(line) else f"An arrow {up} at the pelvis"
        said.append(f"{arrow}: the pelvis {way}.")
        spots, labels = {"tilt": tuple(line[0].tolist())}, {"tilt": f"Pelvis {way}"}
    if len(starts) > len(drawn_):
        said.append("Arrows show where the body has moved.")
    return _Changed(made, " ".join(said), "", spots, labels)


def _unseen(alt: str) -> str:
    """Return an alternative text without its own view, since a figure may have another."""
    left = _VIEW.sub("", alt)
    return left[:1].upper() + left[1:]


def _heading(scene: Scene, record: Step | CommonError, error: bool) -> str:
    return f"{'Not like this' if error else 'Like this'}: {scene.words(record.title)}"


def _figures(scene: Scene, record, posed: Posed):
    """Return the psoas's figures: those of the player, or of this body where it is another."""
    key = f"{scene.stretch.id}/{record.id}.{scene.side}"
    told = scene.pictures.lengths(key) if posed.build == record.pose.build else None
    return told or lengths.figures(posed.angles)


def _near(posed: Posed, camera: Camera) -> tuple[float, ...]:
    """Return the frame of hips and lower back."""
    size = posed.stature / 1.75
    at = [posed.point(frame, size * np.array(place)) for frame, place in NEAR]
    spots = camera.project(np.array(at))[:, :2]
    low, high = spots.min(0) - AROUND, spots.max(0) + AROUND
    return (*low.tolist(), *(high - low).tolist())


def _holding(window: Sequence[float], mark: Mark) -> tuple[float, ...] | None:
    """Return a frame widened so that it holds the mark of an error; None where it is far off."""
    low, size = np.array(window[:2]), np.array(window[2:])
    at = np.array(mark.at)
    first = np.minimum(low, at - BADGE - RIM)
    last = np.maximum(low + size, at + BADGE + RIM)
    if (last - first - size).max() > WIDER:
        return None
    return (*first.tolist(), *(last - first).tolist())
