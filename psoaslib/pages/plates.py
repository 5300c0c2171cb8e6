"""Lay out a plate: the drawing, its caption, and the key to its numbers."""

from psoaslib.catalogue import Catalogue
from psoaslib.catalogue.plate import Plate
from psoaslib.document import (
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
from psoaslib.pages.citations import sourced

WIDTH = 720
"""Width of a plate on a page, in pixels."""


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
