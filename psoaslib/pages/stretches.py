"""Lay out a stretch: its steps, what the article says of it, what is easier and harder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue import Catalogue, images
from psoaslib.catalogue.sides import fill
from psoaslib.mechanics import wording
from psoaslib.pages.citations import RULE, cite, sourced
from psoaslib.pages.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Emph,
    Fold,
    Heading,
    Line,
    Picture,
    Strong,
    Table,
    joined,
    paragraph,
)
from psoaslib.programme import cards, timer

if TYPE_CHECKING:
    from psoaslib.catalogue.stretch import CommonError, Reading, Step, Stretch, Variation

PICTURE_WIDTH = 400


def stretches(listed: Iterable[Stretch]) -> tuple[Block, ...]:
    """List stretches with the id that opens each: the article's, then those that we add.

    The side that opens is left to be predicted.
    """
    listed = tuple(listed)
    parts = (
        ("The article’s stretches", [each for each in listed if not each.ours]),
        ("Added by us: other ways to stretch the hip", [each for each in listed if each.ours]),
    )
    return tuple(
        block
        for title, records in parts
        if records
        for block in (
            paragraph(Strong(title)),
            Table(LISTED, tuple(map(_listed, records))),
        )
    )


def own(listed: Iterable[Stretch], folder: str) -> tuple[Block, ...]:
    """List the stretches of an instructor's own folder with the line that opens each."""
    opener = f"ps.load({json.dumps(folder, ensure_ascii=False)})"
    return (Table(LISTED, tuple(_listed(each, opener) for each in listed)),)


LISTED = ("Stretch", "Opens with", "For")


def _listed(stretch: Stretch, opener: str = "ps") -> tuple[Line, ...]:
    side = stretch.article_side
    return (
        (Strong(fill(stretch.title, side)),),
        (f'{opener}.stretch("{stretch.id}")',),
        (fill(stretch.target_words, side),),
    )


def steps(
    stretch: Stretch, side: str, content: Catalogue, pictures: images.Gallery = images.COLLECTION
) -> tuple[Block, ...]:
    """Lay out the steps for one side: picture, what to do, the article's words beside ours."""
    rows = tuple(
        (_picture(stretch, step, side), _step(stretch, step, number, side, content, pictures))
        for number, step in enumerate(stretch.steps, start=1)
    )
    note = (" ", Emph(fill(stretch.reading_note, side))) if stretch.reading_note else ()
    return (
        paragraph(
            Strong(f"{cards.side_words(stretch, side)}."), *note, f" {cards.EYES[stretch.eyes]}"
        ),
        Table(("Picture", "What to do, and what the article says"), rows),
        *(key(content) if any(step.pose for step in stretch.steps) else ()),
    )


def key(content: Catalogue) -> Iterable[Block]:
    """Explain the colours of the muscle in one line, where content has the words."""
    lines = content.lines
    listed = (lines.key_longer, lines.key_shorter, lines.key_standing, lines.key_beyond)
    if words := [each for each in listed if each]:
        yield paragraph(Strong("The psoas in the pictures:"), f" {' · '.join(words)}.")


def run_sheet(programme: Mapping[str, Any], speed: float) -> tuple[Block, ...]:
    """List what a programme does when: the clock, the step, and the spoken line.

    `programme` is the payload that a player plays; `speed` is that of the voice, 1 its own.
    """
    rows = []
    for begins, segment in timer.played(programme, speed):
        side = programme["blocks"][segment["block"]]["side"]
        words = programme["cards"][segment["card"]][side]
        rows.append(
            (
                (clock(begins),),
                (f"{segment['ms'] / 1000:.0f} s",),
                (f"{words['title']} ({side})",),
                (words["spoken"],),
            )
        )
    return (Table(("Clock", "For", "Step", "Spoken"), tuple(rows), row_heads=True),)


def clock(ms: float) -> str:
    """Say a time as the player's countdown does, such as "1:05"."""
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def plate(
    record: Step | CommonError,
    key: str,
    side: str,
    width: int,
    pictures: images.Gallery = images.COLLECTION,
) -> tuple[Block, ...]:
    """Lay out a picture with its caption and figures; what has no pose is shown in words."""
    alt = fill(record.alt, side)
    shown = Picture(key, alt, width) if record.pictured else alt
    figures = measured(key, pictures)
    told = (paragraph(*joined(figures, BREAK)),) if figures else ()
    return (paragraph(shown), paragraph(Emph(fill(record.caption, side))), *told)


def measured(key: str, pictures: images.Gallery = images.COLLECTION) -> tuple[Line, ...]:
    """Say how long the psoas is in a picture, a line a side; nothing where there is no figure."""
    figures = pictures.lengths(key)
    rows = wording.rows(figures, key.rpartition(".")[2]) if figures else ()
    said = [wording.sentence(row) for row in rows]
    return tuple(
        (f" {words}",) if number else (Emph("By the models:"), f" {words}")
        for number, words in enumerate(said)
    )


def _picture(stretch: Stretch, step: Step, side: str) -> Line:
    words = cards.step_words(stretch, step, side)
    if not words["picture"]:
        return ("–",)
    return (Picture(words["picture"], words["alt"], PICTURE_WIDTH),)


def _step(
    stretch: Stretch,
    step: Step,
    number: int,
    side: str,
    content: Catalogue,
    pictures: images.Gallery,
) -> Line:
    words = cards.step_words(stretch, step, side)
    optional = " (optional)" if step.optional else ""
    source = cite(step.references, content.references, "coached" in step.conventions)
    lines: list[Line] = [
        (Strong(f"{number}. {words['title']}{optional}"),),
        (words["coached"], *source),
        (Emph("Cue:"), f" {words['cue']} · ", Emph("Breath:"), f" {words['breath']}"),
    ]
    if step.limit_s:
        lines.append((Emph("At the longest:"), f" {step.limit_s:g} s {RULE}"))
    told: list[Line] = []
    if words["article"]:
        told.append((f"It says: {words['article']}",))
    if words["reason"]:
        told.append((Emph("Why:"), f" {words['reason']}"))
    told += measured(words["picture"], pictures) if words["picture"] else ()
    summary = words["change_words"]
    folded = (Fold(summary, joined(told, BREAK)),) if told else (f"{summary}.",)
    return (*joined(lines, BREAK), *(() if told else (BREAK,)), *folded)


def article(stretch: Stretch, content: Catalogue) -> tuple[Block, ...]:
    """Set what the article says of a stretch as a whole beside what we make of it."""
    side = stretch.article_side
    source = cite(stretch.aim_references, content.references, stretch.aim_convention)
    aim = (fill(stretch.aim, side), *source)
    remarks = (
        (
            (fill(remark.paraphrase, side),),
            (fill(remark.comment, side), *sourced(remark, content.references)),
        )
        for remark in sorted(stretch.remarks, key=lambda each: each.sentence)
    )
    rows = (((fill(stretch.article_aim, side),), aim), *remarks)
    table = Table(("The article says (in our words)", "What we make of it"), rows)
    return (
        Details(
            "The article's other remarks on this stretch", (paragraph(content.article_note), table)
        ),
    )


def readings(stretch: Stretch, side: str, content: Catalogue) -> tuple[Block, ...]:
    """Lay out the ways to read the article's words, each a question with its answer folded."""

    def one(reading: Reading) -> tuple[Block, ...]:
        taught = (" ", Emph("Our steps follow this one.")) if reading.taught else ()
        answer = (fill(reading.answer, side), *sourced(reading, content.references))
        return (
            Heading(fill(reading.title, side)),
            paragraph(
                *(fill(reading.text, side), *taught, BREAK),
                *(Strong("Ask the class:"), f" {fill(reading.question, side)}"),
            ),
            Details(f"Answer to {reading.title.partition(':')[0]}", (paragraph(*answer),)),
        )

    blocks = tuple(block for reading in stretch.readings for block in one(reading))
    note = (paragraph(Emph(fill(stretch.reading_note, side))),) if stretch.reading_note else ()
    return (*note, *blocks)


def variations(stretch: Stretch, side: str, content: Catalogue) -> tuple[Block, ...]:
    """List what is easier, what is harder, and what else reaches the same aim."""

    def change(each: Variation) -> Line:
        source = sourced(each, content.references)
        return (Strong(f"{fill(each.title, side)}."), f" {fill(each.text, side)}", *source)

    def other(name: str) -> Line:
        each = content.stretches[name]
        source = cite(each.aim_references, content.references, each.aim_convention)
        opens = "" if name in content.own else f' It opens with ps.stretch("{each.id}").'
        return (Strong(f"{fill(each.title, side)}."), f" {fill(each.aim, side)}", *source, opens)

    parts = (
        ("Easier", tuple(map(change, stretch.regressions))),
        ("Harder", tuple(map(change, stretch.progressions))),
        ("Another way", tuple(map(other, stretch.alternatives))),
    )
    return tuple(
        block
        for title, lines in parts
        if lines
        for block in (paragraph(Strong(title)), Bullets(lines))
    )
