"""Lay out what is weighed: the article's claims, and questions with folded answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from psoaslib.mechanics.measures import filled
from psoaslib.pages.citations import sourced
from psoaslib.pages.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Emph,
    Line,
    Strong,
    Table,
    joined,
    paragraph,
)

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.evidence import Claim, Connections, Contradiction, Reference
    from psoaslib.catalogue.learning import Prediction, Question

LETTERS = "ABCDEF"


def claims(listed: Iterable[Claim], references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Lay claims out: the verdict open, behind it the reason, the other view and the sources."""

    def one(claim: Claim) -> Block:
        heard = f"Not in the article; heard in {claim.heard_in}. " if claim.heard_in else ""
        why = paragraph(
            f"{heard}{filled(claim.explanation)}",
            *sourced(claim, references),
            BREAK,
            Emph("Applies to:"),
            f" {claim.applies_to}.",
            BREAK,
            Emph("Other views:"),
            f" {filled(claim.competing)}",
            BREAK,
            Emph("Review due:"),
            f" {claim.review_date:%B %Y}",
        )
        return Details(f"{claim.title}: {claim.judgement}", (why,))

    return tuple(map(one, listed))


def marks(content: Catalogue) -> tuple[Block, ...]:
    """Explain the verdicts, and how sure one can be of them."""
    meant = {name.capitalize(): words for name, words in content.verdicts.items()}
    for name, words in content.certainties.items():
        meant[f"{name.replace('_', ' ').capitalize()} certainty"] = words
    return (Bullets(tuple((Strong(f"{name}:"), f" {words}") for name, words in meant.items())),)


def connections(found: Connections, references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Lay out which muscles join trunk and leg, under each definition of the trunk."""
    names = tuple(found.definitions)
    rows = tuple(
        (
            (each.title, *sourced(each, references)),
            (each.begins,),
            (each.ends,),
            *((str(getattr(each, name)),) for name in names),
        )
        for each in found.rows.values()
    )
    header = ("Muscle", "Begins", "Ends", *(found.definitions[name] for name in names))
    return (
        paragraph(Strong(found.question)),
        Table(header, rows, row_heads=True),
        paragraph(found.text, *sourced(found, references)),
    )


def contradiction(found: Contradiction, references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Lay out sentences of the article that cannot all be true, with the answer folded."""
    says = tuple((each.text,) for each in found.says)
    answer = paragraph(found.text, " ", found.answer, *sourced(found, references))
    return (
        paragraph(Strong(found.title)),
        Bullets(says),
        paragraph(Strong("Ask the class:"), f" {found.question}"),
        Details("One answer", (answer,)),
    )


def prediction(asked: Prediction) -> tuple[Block, ...]:
    """Lay out what is asked before the content, and what may be chosen."""
    options: list[Line] = [
        (f"{letter}. {each.text}",) for letter, each in zip(LETTERS, asked.options, strict=False)
    ]
    return (paragraph(Strong(asked.question.strip())), paragraph(*joined(options, BREAK)))


def foreseen(asked: Prediction, references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Fold the answer to a prediction, with its reason and its sources."""
    source = sourced(asked, references)
    words = (paragraph(Strong(asked.answer)), paragraph(filled(asked.explanation), *source))
    return (Details("The answer to your prediction, in words", words),)


def questions(listed: Iterable[Question], references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Lay questions out with the answer, and a word on every option, folded below each."""
    blocks: list[Block] = []
    for number, question in enumerate(listed, start=1):
        options: list[Line] = []
        words: list[Line] = []
        for letter, option in zip(LETTERS, question.options, strict=False):
            options.append((f"{letter}. {filled(option.text)}",))
            words.append((Strong(f"{letter}."), f" {filled(option.feedback)}"))
        answer = next(
            letter
            for letter, option in zip(LETTERS, question.options, strict=False)
            if option.correct
        )
        blocks += [
            paragraph(Strong(f"{number}. {filled(question.question)}")),
            paragraph(*joined(options, BREAK)),
            Details(
                "Answer, with a word on each choice",
                (
                    paragraph(Strong(f"Answer: {answer}."), *sourced(question, references)),
                    Bullets(tuple(words)),
                ),
            ),
        ]
    return tuple(blocks)
