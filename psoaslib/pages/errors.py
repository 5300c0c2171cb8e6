"""Lay out what goes wrong: each common error beside the position that it departs from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psoaslib.catalogue import Catalogue, images
from psoaslib.catalogue.sides import fill
from psoaslib.pages.citations import sourced
from psoaslib.pages.document import (
    BREAK,
    Beside,
    Block,
    Details,
    Emph,
    Inline,
    Picture,
    Strong,
    Table,
    joined,
    paragraph,
)
from psoaslib.pages.stretches import measured
from psoaslib.programme import cards

if TYPE_CHECKING:
    from psoaslib.catalogue.stretch import CommonError, Step, Stretch


def beside(
    stretch: Stretch,
    right: Step,
    wrong: CommonError,
    side: str,
    pictures: images.Gallery = images.COLLECTION,
    *,
    brief: bool = False,
) -> tuple[Block, ...]:
    """Set the picture of a step beside that of an error, so that the difference is seen.

    `brief` leaves out what the table of steps says of the step, the side not stretched, and all
    figures where the error leaves the psoas as long.
    """
    misled = cards.no_gain(stretch, right, wrong, side, pictures)

    def column(label: str, record: Step | CommonError) -> tuple[Block, ...]:
        key, alt = cards.picture_key(stretch.id, record.id, side), fill(record.alt, side)
        told = () if brief and misled else measured(key, pictures)[: 1 if brief else None]
        caption = () if brief and record is right else (Emph(fill(record.caption, side)),)
        return (
            paragraph(Strong(f"{label}: {fill(record.title, side)}")),
            paragraph(Picture(key, alt, "100%") if record.pictured else alt),
            *(paragraph(*words) for words in (caption, joined(told, BREAK)) if words),
        )

    pair = Beside((column("Like this", right), column("Not like this", wrong)))
    if brief or not misled:
        return (pair,)
    verdict, reason = cards.NO_GAIN
    return pair, paragraph(Strong(verdict), f" {reason}")


def errors(
    stretch: Stretch,
    side: str,
    content: Catalogue,
    pictures: images.Gallery = images.COLLECTION,
    *,
    apart: str = "",
) -> tuple[Block, ...]:
    """Lay out what goes wrong and how to put it right: the drawn errors, then every step's.

    An error stands beside the correct position of its step, folded where the step is optional;
    `apart` is the id of one whose pictures have their place elsewhere on the page.
    """
    steps = {step.id: step for step in stretch.steps}
    blocks: list[Block] = []
    for error in stretch.errors:
        told = _told(stretch, error, side, content)
        if error.id == apart:
            blocks += [paragraph(Strong(fill(error.title, side))), told]
            continue
        pair = beside(stretch, steps[error.right], error, side, pictures, brief=True)
        if steps[error.step].optional:
            blocks.append(
                Details(f"An error in an optional step: {fill(error.title, side)}", (*pair, told))
            )
        else:
            blocks += [*pair, told]
    rows = tuple(
        ((fill(step.title, side),), (fill(step.error, side),), (fill(step.correction, side),))
        for step in stretch.steps
        if step.error and step.correction
    )
    table = Table(("Step", "Common error", "Put it right"), rows, row_heads=True)
    return (*blocks, Details("What goes wrong at each step", (table,)))


def _told(stretch: Stretch, error: CommonError, side: str, content: Catalogue) -> Block:
    """Say how an error is put right, and in which other steps it happens."""
    label, named = ("In:", error.steps) if error.beside else ("Also in:", error.also)
    titles = "; ".join(fill(step.title, side) for step in stretch.steps if step.id in named)
    more: tuple[Inline, ...] = (BREAK, Emph(label), f" {titles}.") if titles else ()
    source = sourced(error, content.references)
    return paragraph(Strong("Put it right:"), f" {fill(error.correction, side)}", *source, *more)
