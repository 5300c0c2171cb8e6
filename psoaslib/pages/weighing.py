"""Lay out what is weighed: the article's claims, and questions with folded answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from psoaslib.mechanics.measures import filled
from psoaslib.pages.citations import CONVENTION, sourced
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
    from psoaslib.catalogue.evidence import Claim, Connections, Contradiction, Reference
    from psoaslib.catalogue.learning import Prediction, Question

LETTERS = "ABCDEF"


def claims(
    listed: Iterable[Claim], verdicts: Mapping[str, str], references: Mapping[str, Reference]
) -> tuple[Block, ...]:
    """Lay claims out: the verdict open, behind it the reason, the other view and the sources."""
    blocks: list[Block] = [Details("What the verdicts mean", (_meanings(verdicts),))]
    for claim in listed:
        codes = f" ({', '.join(claim.sentences)})" if claim.sentences else ""
        why = paragraph(
            filled(claim.explanation),
            *sourced(claim, references),
            BREAK,
            Emph("Seen otherwise:"),
            f" {filled(claim.competing)}",
            BREAK,
            Emph("To be looked at again by:"),
            f" {claim.review_date:%B %Y}",
        )
        blocks.append(Details(f"{claim.title}{codes}: {claim.judgement}", (why,)))
    return tuple(blocks)


def _meanings(verdicts: Mapping[str, str]) -> Block:
    rows = [(Strong(f"{name.capitalize()}:"), f" {words}") for name, words in verdicts.items()]
    return Bullets(tuple(rows))


def marks(verdicts: Mapping[str, str]) -> tuple[Block, ...]:
    """Explain the verdicts, and the words that stand beside a source, in folds."""
    from psoaslib.catalogue.evidence import MARKED, SEEN

    sources = [(Strong(f"{CONVENTION.capitalize()}:"), " our own rule, with no study behind it")]
    for seen in MARKED:
        sources.append((Strong(f"{SEEN[seen].capitalize()}:"), f" {_MEANT[seen]}"))
    sources.append((Strong("No words:"), f" {_MEANT['']}"))
    return (
        Details("What the verdicts mean", (_meanings(verdicts),)),
        Details("What the words beside a source mean", (Bullets(tuple(sources)),)),
    )


_MEANT = {
    "": (
        "we saw the work, or its record at least; the list of references says how much: in full, a "
        "part, its abstract, or its record alone"
    ),
    "secondary": "we have not seen the work or its record, only others who cite or report it",
    "unseen": (
        "a work whose record we have not found; or, where no work is named, what anatomy books "
        "teach and we have not yet held against one"
    ),
    "own": "done for these pages from published models; no study has tested it",
}


def verdicts(listed: Iterable[Claim]) -> tuple[Block, ...]:
    """Put claims and verdicts in one view."""
    rows = tuple(
        ((claim.title,), (Strong(claim.judgement),), (", ".join(claim.sentences),))
        for claim in listed
    )
    return (Table(("Claim", "Verdict", "Sentences"), rows),)


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
    says = tuple((f"{', '.join(each.sentences)}: {each.text}",) for each in found.says)
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
