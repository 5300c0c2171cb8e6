"""Lay out a stretch: its steps, its common errors, what the article says of it."""

from collections.abc import Iterable

from psoaslib import cards
from psoaslib.catalogue import Catalogue
from psoaslib.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Emph,
    Heading,
    Inline,
    Line,
    Picture,
    Strong,
    Table,
    joined,
    paragraph,
)
from psoaslib.pages.citations import CONVENTION, cite, sourced
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import fill

PICTURE_WIDTH = 400


def stretches(listed: Iterable[Stretch]) -> tuple[Block, ...]:
    """List stretches with the id that opens each; the side that opens is left to be predicted."""
    rows = tuple(
        (
            (Strong(fill(stretch.title, stretch.article_side)),),
            (f'ps.stretch("{stretch.id}")',),
            (fill(stretch.target_words, stretch.article_side),),
        )
        for stretch in listed
    )
    return (Table(("Stretch", "Opens with", "For"), rows),)


def steps(stretch: Stretch, side: str, content: Catalogue) -> tuple[Block, ...]:
    """Lay out the steps for one side: picture, what to do, the article's words beside ours."""
    rows = tuple(
        (_picture(stretch, step, side), _step(stretch, step, number, side, content))
        for number, step in enumerate(stretch.steps, start=1)
    )
    return (
        paragraph(Strong(f"{cards.side_words(stretch, side)}.")),
        Table(("Picture", "What to do, and what the article says"), rows),
        *key(content),
        paragraph(
            f"“{CONVENTION.capitalize()}”: ours, with no study behind it; "
            "so is the time of each step in the player."
        ),
    )


def key(content: Catalogue) -> Iterable[Block]:
    """Explain the colours of the muscle in one line, where content has the words."""
    lines = content.lines
    listed = (lines.key_longer, lines.key_shorter, lines.key_standing)
    if words := [each for each in listed if each]:
        yield paragraph(Strong("The psoas in the pictures:"), f" {' · '.join(words)}.")


def plate(record: Step | CommonError, key: str, side: str, width: int) -> tuple[Block, ...]:
    """Lay out a picture with its caption; what has no pose is shown in words."""
    alt = fill(record.alt, side)
    shown = Picture(key, alt, width) if record.pose else alt
    return (paragraph(shown), paragraph(Emph(fill(record.caption, side))))


def _picture(stretch: Stretch, step: Step, side: str) -> Line:
    words = cards.step_words(stretch, step, side)
    if not words["picture"]:
        return ("–",)
    return (Picture(words["picture"], words["alt"], PICTURE_WIDTH),)


def _step(stretch: Stretch, step: Step, number: int, side: str, content: Catalogue) -> Line:
    words = cards.step_words(stretch, step, side)
    optional = " (optional)" if step.optional else ""
    source = cite(step.references, content.references, "coached" in step.conventions)
    lines: list[Line] = [
        (Strong(f"{number}. {words['title']}{optional}"),),
        (words["coached"], *source),
        (Emph("Cue:"), f" {words['cue']} · ", Emph("Breath:"), f" {words['breath']}"),
    ]
    if step.limit_s:
        lines.append((Emph("At the longest:"), f" {step.limit_s:g} s ({CONVENTION})"))
    lines.append(())
    said = f" {', '.join(step.source)}: {words['article']}" if words["article"] else ""
    lines.append((Strong(f"{words['change_words']}."), said))
    if words["reason"]:
        lines.append((Emph("Why:"), f" {words['reason']}"))
    return joined(lines, BREAK)


def errors(stretch: Stretch, side: str, content: Catalogue) -> tuple[Block, ...]:
    """Lay out what goes wrong and how to put it right: the drawn errors, then every step's."""
    blocks: list[Block] = []
    for error in stretch.errors:
        key = cards.picture_key(stretch.id, error.id, side)
        blocks.append(Heading(fill(error.title, side)))
        if error.pose:
            blocks.append(paragraph(Picture(key, fill(error.alt, side))))
        blocks += [
            paragraph(fill(error.caption, side)),
            paragraph(
                Strong("Put it right:"),
                f" {fill(error.correction, side)}",
                *sourced(error, content.references),
            ),
        ]
    rows = tuple(
        ((fill(step.title, side),), (fill(step.error, side),), (fill(step.correction, side),))
        for step in stretch.steps
    )
    table = Table(("Step", "Common error", "Put it right"), rows, row_heads=True)
    return (*blocks, Details("What goes wrong at each step", (table,)))


def article(stretch: Stretch, content: Catalogue) -> tuple[Block, ...]:
    """Set what the article says of a stretch beside what we make of it."""
    side = stretch.article_side
    aim = (fill(stretch.aim, side), *cite(stretch.aim_references, content.references))
    rows: dict[tuple[str, ...], tuple[Line, Line]] = {(): ((fill(stretch.article_aim, side),), aim)}
    steps: dict[tuple[str, ...], tuple[Line, Line]] = {}
    for remark in stretch.remarks:
        comment = (fill(remark.comment, side), *sourced(remark, content.references))
        said = (f"{remark.sentence}: {fill(remark.paraphrase, side)}",)
        rows[(remark.sentence,)] = (said, comment)
    for step in stretch.steps:
        if step.source:
            words = cards.step_words(stretch, step, side)
            ours: list[Inline] = [Strong(f"{words['change_words']}.")]
            if words["reason"]:
                ours += [f" {words['reason']}", *cite(step.references, content.references)]
            steps[step.source] = ((f"{', '.join(step.source)}: {words['article']}",), tuple(ours))
    header = ("The article says (in our words)", "What we make of it")
    return (
        paragraph(content.article_note),
        Table(header, tuple(row for _, row in sorted(rows.items()))),
        Details(
            "What it says of single steps, as in the table of steps",
            (Table(header, tuple(row for _, row in sorted(steps.items()))),),
        ),
    )


def variations(stretch: Stretch, side: str, content: Catalogue) -> tuple[Block, ...]:
    """List what is easier, what is harder, and what else reaches the same aim."""

    def listed(records) -> Bullets:
        return Bullets(
            tuple(
                (
                    Strong(f"{fill(each.title, side)}."),
                    f" {fill(each.text, side)}",
                    f" Lengthens {each.lengthens}." if hasattr(each, "lengthens") else "",
                    *sourced(each, content.references),
                )
                for each in records
            )
        )

    others = [content.safety.alternatives[name] for name in stretch.alternatives]
    parts = (
        ("Easier", stretch.regressions),
        ("Harder", stretch.progressions),
        ("Another way", others),
    )
    return tuple(
        block
        for title, records in parts
        if records
        for block in (paragraph(Strong(title)), listed(records))
    )
