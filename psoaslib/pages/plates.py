"""Lay out a plate: the drawing, its caption, and the key to its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psoaslib.pages.citations import sourced
from psoaslib.pages.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Emph,
    Line,
    Picture,
    Strong,
    Table,
    paragraph,
)

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.plate import Plate

WIDTH = 720
"""Width of a plate on a page, in pixels."""


LABELS = {
    "psoas_major": "front",
    "t12": "front",
    "l5": "front",
    "sacrum": "front",
    "brim": "front",
    "greater_trochanter": "front",
    "lesser_trochanter": "front",
    "femur": "side",
}
"""The parts that a picture of the body may label, in the order in which they are told, each with
the plate whose word is taken. Where it points, `widgets/js/scene/spots.js` finds in the picture."""


def label_words(content: Catalogue, name: str) -> str:
    """Return the words of a label."""
    return content.plates[LABELS[name]].labels[name].title


def plate_key(name: str) -> str:
    """Return the key of a plate's drawing, such as `anatomy/front`."""
    return f"anatomy/{name}"


def anatomy_plate(record: Plate, content: Catalogue, *, folded: bool = False) -> tuple[Block, ...]:
    """Lay out a plate with its caption and its numbered key, each line with its source.

    With the key `folded` the plate asks: its numbers can be named before the fold is opened.
    """
    # A list and no table: it stays readable on a phone.
    lines: tuple[Line, ...] = tuple(
        (
            Strong(f"{number} {each.title}."),
            f" {each.text}",
            *sourced(each, content.references),
        )
        for number, each in enumerate(record.labels.values(), start=1)
    )
    key = Bullets(lines)
    return (
        paragraph(Picture(plate_key(record.id), record.alt, WIDTH)),
        paragraph(Strong(f"{record.title}."), f" {record.view}."),
        paragraph(Emph(record.caption), *sourced(record, content.references)),
        Details(f"The key: what the numbers 1 to {len(lines)} show", (key,)) if folded else key,
    )


def anatomy_plates(content: Catalogue) -> tuple[Block, ...]:
    """List the plates with the lines that open each, to look at and to be asked."""
    rows: tuple[tuple[Line, ...], ...] = tuple(
        (
            (Strong(each.title),),
            (f'ps.plate("{each.id}")', BREAK, f'ps.labelling("{each.id}")'),
            (each.view,),
        )
        for each in content.plates.values()
    )
    return (Table(("Plate", "Opens with", "Seen"), rows),)


def labelled(labelling: dict[str, Any]) -> tuple[Block, ...]:
    """Fold the questions of a labelling's payload, for beside the exercise that asks them."""
    count = len(labelling["find"])
    return (Details(f"The {count} questions in words", labelling_questions(labelling)),)


def labelling_questions(labelling: dict[str, Any]) -> tuple[Block, ...]:
    """List where each structure is asked for, in the order of the payload; answers are folded.

    An answer tells the number on the plate and the part of the picture. At the end stands the
    other way round: the names of the numbers.
    """
    spots = labelling["spots"]
    blocks: list[Block] = []
    for number, asked in enumerate(labelling["find"], start=1):
        told = paragraph(*_told(spots[asked["spot"]]))
        blocks += [
            paragraph(Strong(f"{number}. {asked['question']}")),
            Details(f"Answer to question {number}", (told,)),
        ]
    named = sorted(spots, key=lambda spot: spot["number"])
    lines: tuple[Line, ...] = tuple((f"{each['number']} {each['title']}",) for each in named)
    return (
        *blocks,
        paragraph(Strong("And the other way round: name each number on the plate.")),
        Details(f"The names of the numbers 1 to {len(lines)}", (Bullets(lines),)),
    )


def _told(spot: dict[str, Any]) -> Line:
    labels = (
        ", ".join(filter(None, (source["label"], source["mark"]))) for source in spot["sources"]
    )
    where = f"Number {spot['number']} on the plate ({spot['place']})."
    return (where, f" {spot['text']} ({'; '.join(labels)})")
