"""Make one annotated figure of a step, for a slide or a hand-out.

    ps.stretch("lunge").figure("hold", view="front", labels=True, scale=True)

What may be asked for is checked first, and what is wrong is said in words that a teacher can act
on. The browser draws the figure (`widgets/picture.py`); the words here say the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any

from psoaslib.catalogue import Catalogue, images
from psoaslib.catalogue.names import known, nearest
from psoaslib.catalogue.sides import check_side, fill
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.mechanics import wording
from psoaslib.pages.plates import LABELS, label_words
from psoaslib.programme import cards
from psoaslib.widgets import people
from psoaslib.widgets.picture import Figure

SEEN = {
    "side": "Seen from the side.",
    "front": "Seen from the front.",
    "back": "Seen from behind, the muscle through the bones.",
    "three_quarter": "Seen from in front and a little to one side.",
}
WIDTH = 2400
"""Pixels of a saved figure: some 20 cm as printed."""
_VIEW = re.compile(r"^From the side[:,] |,? from the side(?=[:,])")


@dataclass(frozen=True)
class Asked:
    """Hold what a figure shows; see `psoaslib.notebook.stretch.Stretch.figure`."""

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
    known(SEEN, view, "view")
    if not isinstance(asked.xray, Real) or not 0 <= asked.xray <= 1:
        raise ValueError(f"xray is {asked.xray!r}; it goes from 0 (no bones, no psoas) to 1.")
    labels = {label: label_words(content, label) for label in _labels(asked)}
    records = (record, *_error(stretch, record, asked.error))
    before = _before(stretch, record) if asked.change else None
    panels = [
        _panel(stretch, each, side, pictures)
        | {
            "view": view,
            "heading": _heading(each, side) if len(records) > 1 else "",
            "rows": _rows(stretch, each, side, pictures) if asked.scale else [],
            "before": _earlier(before, side) if before and each is record else None,
            "said": "",
        }
        for each in records
    ]
    told = {
        "title": " / ".join(fill(each.title, side) for each in records),
        "alt": " ".join([SEEN[view], *(_said(panel, labels) for panel in panels)]),
        "caption": " ".join([*_captions(records, side), *_key(asked)]),
        "labels": [list(each) for each in labels.items()],
        "panels": panels,
    }
    return _figure(stretch, record, side, told, asked, pictures)


def beside(
    stretch: Stretch,
    right: Step,
    wrong: CommonError,
    side: str,
    words: str,
    pictures: images.Gallery = images.COLLECTION,
) -> Figure:
    """Return a step beside a common error, so that the difference is seen; `words` say it."""
    panels = []
    for record in (right, wrong):
        rows = _rows(stretch, record, side, pictures)
        caption = fill(record.caption, side).strip()
        panels.append(
            _panel(stretch, record, side, pictures)
            | {
                "view": record.view,
                "heading": _heading(record, side),
                "rows": [],
                "before": None,
                "said": " ".join([caption, *map(wording.sentence, rows)]),
            }
        )
    no_gain = cards.no_gain(stretch, right, wrong, side, pictures)
    told = {
        "title": words.removesuffix("."),
        "alt": " ".join(f"{each['heading']}. {each['alt']} {each['said']}" for each in panels),
        "caption": " ".join(cards.NO_GAIN) if no_gain else "",
        "labels": [],
        "panels": panels,
    }
    return _figure(stretch, right, side, told, Asked(), pictures, words)


def _figure(stretch, record, side, told, asked: Asked, pictures, words: str = "") -> Figure:
    ways = pictures.ways(stretch.id)
    needed = [panel["id"] for panel in told["panels"]]
    needed += [panel["before"]["id"] for panel in told["panels"] if panel["before"]]
    for name in needed:
        if not ways or pictures.pose(stretch.id, name) is None:
            raise RuntimeError(
                f"The position {name!r} of {stretch.id!r} is not solved yet, so it cannot be "
                "drawn. Run the line again in some seconds."
            )
    shared = {
        "stretch": stretch.id,
        "width": WIDTH,
        "side": side,
        "xray": asked.xray,
        "skin": people.chosen("skin", asked.skin),
        "build": people.chosen("build", asked.build) or record.pose.build,
        "dark": bool(asked.dark),
        "close": bool(asked.close),
    }
    return Figure(told | shared, ways, words)


def _panel(stretch, record, side: str, pictures) -> dict[str, Any]:
    error = isinstance(record, CommonError)
    return {
        "id": record.id,
        "alt": _unseen(fill(record.alt, side).strip()),
        "error": error,
        "fault": record.fault if error else None,
    }


def _rows(stretch, record, side: str, pictures) -> list[dict[str, Any]]:
    key = cards.picture_key(stretch.id, record.id, side)
    figures = pictures.lengths(key)
    return wording.rows(figures, side) if figures else []


def _earlier(before: Step, side: str) -> dict[str, str]:
    title = fill(before.title, side)
    return {"id": before.id, "title": title, "nothing": cards.almost_nothing_moves(title)}


def _said(panel: dict[str, Any], labels: Mapping[str, str]) -> str:
    """Say what a panel shows, wherever it is turned to."""
    said = [f"{panel['heading']}." if panel["heading"] else "", panel["alt"]]
    if labels:
        said.append(f"Labelled, where they are seen: {', '.join(labels.values())}.")
    if panel["before"]:
        said.append(
            f"A pale shape behind shows the body before, at “{panel['before']['title']}”, "
            "and arrows show where it has moved."
        )
    said += map(wording.sentence, panel["rows"])
    return " ".join(filter(None, said))


def _captions(records, side: str) -> list[str]:
    said = [fill(each.caption, side).strip() for each in records]
    return said if len(said) == 1 else [f"Like this: {said[0]}", f"Not like this: {said[1]}"]


def _key(asked: Asked) -> list[str]:
    said = []
    if asked.change:
        said.append("Pale, behind: the step before. Arrows: what has moved since.")
    if asked.scale:
        said.append("Bars: length of the psoas against standing, with the span of two models.")
    return said


def _unseen(alt: str) -> str:
    """Return an alternative text without its own view, since a figure may have another."""
    left = _VIEW.sub("", alt)
    return left[:1].upper() + left[1:]


def _heading(record: Step | CommonError, side: str) -> str:
    kind = "Not like this" if isinstance(record, CommonError) else "Like this"
    return f"{kind}: {fill(record.title, side)}"


def _record(stretch: Stretch, name: str) -> Step | CommonError:
    posed = {each.id: each for each in stretch.steps + stretch.errors if each.pose}
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


def _labels(asked: Asked) -> tuple[str, ...]:
    """Return the ids of the labels asked for."""
    if asked.labels is False or asked.labels is None:
        return ()
    if asked.xray == 0:
        raise ValueError("With xray=0 bones and psoas are hidden, and labels would name nothing.")
    if asked.labels is True:
        return tuple(LABELS)
    if not isinstance(asked.labels, Iterable):
        raise ValueError(
            f"labels is {asked.labels!r}; it is True for all, or a list such as {list(LABELS)[:2]}."
        )
    names = (asked.labels,) if isinstance(asked.labels, str) else tuple(asked.labels)
    for name in names:
        known(LABELS, name, "label")
    return tuple(dict.fromkeys(names))
