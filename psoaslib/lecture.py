"""Make one annotated figure of a step, for a slide or a hand-out.

    ps.stretch("lunge").figure("hold", view="front", labels=True, scale=True).save("hold.pdf")

What may be asked for is checked first, and what is wrong is said in words that a teacher can act
on. The alternative text says what each of the annotations says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from numbers import Real
from typing import Any

from psoaslib import images, people
from psoaslib.annotated import Asked, Scene, part
from psoaslib.catalogue import Catalogue
from psoaslib.figures import labels as places
from psoaslib.figures.compose import Part, compose
from psoaslib.figures.sheet import Figure
from psoaslib.figures.view import VIEWS
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.shown import known, nearest
from psoaslib.sides import check_side

SEEN = {
    "side": "Seen from the side.",
    "front": "Seen from the front.",
    "back": "Seen from behind, the muscle through the bones.",
    "three_quarter": "Seen from in front and a little to one side.",
}


def asked(choices: Mapping[str, Any]) -> Asked:
    """Return what a figure shall show; a TypeError names a setting that there is not."""
    settings = [each.name for each in fields(Asked)]
    for name in choices:
        if name not in settings:
            raise TypeError(
                f"A figure has no setting {name!r}. It has: side, {', '.join(settings)}."
                f"{nearest(name, ['side', *settings])}"
            )
    return Asked(**choices)


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
    if not isinstance(asked.xray, Real) or not 0 <= asked.xray <= 1:
        raise ValueError(f"xray is {asked.xray!r}; it goes from 0 (no bones, no psoas) to 1.")
    skin, build = people.chosen("skin", asked.skin), people.chosen("build", asked.build)
    names = _names(asked)
    records = (record, *_error(stretch, record, asked.error))
    before = _before(stretch, record) if asked.change else None
    scene = Scene(content, stretch, pictures, side, view, build, asked, names, before, records)
    made = [part(scene, each) for each in records]
    parts = [each for each, _ in made]
    return compose(
        parts,
        " / ".join(scene.words(each.title) for each in records),
        " ".join([SEEN[view], *(said for _, said in made)]),
        " ".join([*_captions(scene, records), *_key(asked, parts[0])]),
        build=parts[0].picture.build,
        skin=skin,
        dark=asked.dark,
        xray=asked.xray,
    )


def _captions(scene: Scene, records) -> list[str]:
    said = [scene.words(each.caption).strip() for each in records]
    return said if len(said) == 1 else [f"Like this: {said[0]}", f"Not like this: {said[1]}"]


def _key(asked: Asked, part: Part) -> list[str]:
    said = []
    if asked.change and not part.note:
        said.append("Dashed: the step before. Arrows: what has moved since.")
    if asked.scale:
        said.append("Bars: length of the psoas against standing, with the span of two models.")
    return said


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
    own += [each for each in drawn_errors.values() if record.id in each.also]
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
    if not isinstance(asked.labels, Iterable):
        raise ValueError(
            f"labels is {asked.labels!r}; it is True for all, or a list such as "
            f"{list(places.NAMES[:2])}."
        )
    names = (asked.labels,) if isinstance(asked.labels, str) else tuple(asked.labels)
    for name in names:
        known(dict.fromkeys(places.NAMES), name, "label")
    return tuple(dict.fromkeys(names))
