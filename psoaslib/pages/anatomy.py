"""Lay out anatomy: a muscle, muscles side by side, measurements that disagree, clinical tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from psoaslib.pages.citations import sourced
from psoaslib.pages.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Emph,
    Heading,
    Line,
    Strong,
    Table,
    joined,
    paragraph,
)

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.anatomy import ClinicalTest, Comparison, FibreLength, Muscle, Topic

CHAINS = {
    "open": "Thigh free (open chain)",
    "closed": "Thigh fixed (closed chain)",
    "regional": "A region of the muscle",
}


def muscle(record: Muscle, content: Catalogue) -> tuple[Block, ...]:
    """Lay out one muscle: attachments, nerve, actions, neighbours, facts."""
    return (
        *ends(record, content),
        *actions(record, content),
        *relations(record, content),
        *facts(record, content),
    )


def ends(record: Muscle, content: Catalogue) -> tuple[Block, ...]:
    """Lay out in short where a muscle begins and ends, with its nerve, main action, neighbour."""
    origin = joined((_titled(each, content) for each in record.origin.values()), BREAK)
    rows: list[tuple[Line, Line]] = [(("Begins",), origin)]
    rows += [
        ((title,), _statement(each, content))
        for title, each in (
            ("Ends", record.insertion),
            ("Nerve", record.innervation),
            ("Blood supply", record.blood_supply),
            ("Side of the hip’s axis", record.hip_side),
            ("Leaves the pelvis", record.exit),
            ("Main action", record.main_action),
            ("Lengthened by", record.lengthened_by),
            ("Neighbour to respect", record.neighbour),
        )
        if each is not None
    ]
    return (
        paragraph(*_statement(record.summary, content)),
        Table(("", record.title), tuple(rows), row_heads=True),
    )


def actions(record: Muscle, content: Catalogue) -> tuple[Block, ...]:
    """Lay out what a muscle does, by which end is fixed."""
    blocks: list[Block] = []
    for chain, title in CHAINS.items():
        listed = [each for each in record.actions.values() if each.chain == chain]
        blocks += _parts(title, listed, content)
    return tuple(blocks)


def relations(record: Muscle, content: Catalogue) -> tuple[Block, ...]:
    """List what lies around a muscle; nothing where content names nothing."""
    return _parts("What lies around it", record.relations.values(), content)


def facts(record: Muscle, content: Catalogue) -> tuple[Block, ...]:
    """List what else has been found; nothing where content names nothing."""
    return _parts("What else has been found", record.facts.values(), content)


def _parts(title: str, listed: Iterable, content: Catalogue) -> tuple[Block, ...]:
    items = tuple(_titled(each, content) for each in listed)
    return (paragraph(Strong(title)), Bullets(items)) if items else ()


def compared(comparison: Comparison, content: Catalogue) -> tuple[Block, ...]:
    """Set muscles side by side, in the words of their own records."""
    listed = [content.muscles[name] for name in comparison.muscles]
    rows = tuple(
        ((heading,), *(_statement(getattr(each, field), content) for each in listed))
        for field, heading in comparison.rows.items()
    )
    return (
        paragraph(Strong(comparison.title)),
        Table(("", *(each.title for each in listed)), rows, row_heads=True),
        paragraph(*_statement(comparison.answer, content)),
    )


def fibre_lengths(content: Catalogue) -> tuple[Block, ...]:
    """Lay out the lengths of fibres that sources give, and why they do not agree."""
    found = content.anatomy.fibre_lengths
    rows = tuple(
        (
            (each.title, *sourced(each, content.references)),
            (centimetres(each),),
            (each.method,),
        )
        for each in found.lengths.values()
    )
    return (
        Table(("Source", "Length", "What was measured"), rows, row_heads=True),
        paragraph(*_statement(found, content)),
        paragraph(Strong("Ask the class:"), f" {found.question}"),
        Details("One answer", (paragraph(found.answer),)),
    )


def centimetres(length: FibreLength) -> str:
    """Say a length as its source gives it, such as "3 to 8 cm"."""
    alike = length.low_cm == length.high_cm
    size = f"{length.low_cm:g}" if alike else f"{length.low_cm:g} to {length.high_cm:g}"
    return f"{size} cm" + (f" (SD {length.sd_cm:g})" if length.sd_cm else "")


def tests(content: Catalogue) -> tuple[Block, ...]:
    """Lay out clinical tests, each with what it tells and how far to trust it."""
    blocks: list[Block] = []
    for each in content.anatomy.tests.values():
        blocks += [Heading(each.title), *test(each, content)]
    return (*blocks, Heading("Figures to compare with"), *norms(content))


def test(test: ClinicalTest, content: Catalogue) -> Iterable[Block]:
    """Lay out one clinical test."""
    yield paragraph(
        *(Emph("How:"), f" {test.how}", BREAK),
        *(Emph("What it tells:"), f" {test.tells}", BREAK),
        *(Emph("How far to trust it:"), f" {test.limits}", *sourced(test, content.references)),
    )
    if test.figures:
        yield trust(test, content)


def trust(test: ClinicalTest, content: Catalogue) -> Block:
    """List what was found on the accuracy and the error of a test."""
    return Bullets(tuple(_statement(each, content) for each in test.figures))


def norms(content: Catalogue) -> tuple[Block, ...]:
    """Lay out hip extension as it was measured in people, the method first."""
    rows = tuple(
        ((each.title,), _statement(each, content)) for each in content.anatomy.norms.values()
    )
    table = Table(("Measured how, in whom", "Found"), rows, row_heads=True)
    return (paragraph(content.anatomy.norms_note), table)


def topic(record: Topic, content: Catalogue, *, folded: bool = False) -> tuple[Block, ...]:
    """Lay out what a clinician meets around the psoas; `folded` leaves its title alone open."""
    told = paragraph(
        Strong(record.title if record.title.endswith("?") else f"{record.title}."),
        f" {record.text}",
        *sourced(record, content.references),
    )
    more = (
        paragraph(Emph("Uncertain:"), f" {record.uncertain}"),
        paragraph(Emph("In practice:"), f" {record.teach}"),
    )
    if folded:
        return (Details(record.title, (told, *more)),)
    return (told, Details("What is uncertain, and what to do in practice", more))


def _titled(part, content: Catalogue) -> Line:
    return (Strong(f"{part.title}."), f" {part.text}", *sourced(part, content.references))


def _statement(record, content: Catalogue) -> Line:
    return (record.text, *sourced(record, content.references))
