"""Lay out what is weighed: the article's claims, and questions with folded answers."""

from collections.abc import Iterable, Mapping

from psoaslib.document import (
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
from psoaslib.pages.citations import CONVENTION, sourced
from psoaslib.records import Claim, Connections, Contradiction, Question, Reference
from psoaslib.records.evidence import MARKS

LETTERS = "ABCDEF"


def claims(
    listed: Iterable[Claim], verdicts: Mapping[str, str], references: Mapping[str, Reference]
) -> tuple[Block, ...]:
    """Lay claims out, each with verdict, reason, the other view, and its sources."""
    blocks: list[Block] = []
    used: dict[str, None] = {}
    for claim in listed:
        used[claim.verdict] = None
        codes = f" ({', '.join(claim.sentences)})" if claim.sentences else ""
        blocks += [
            Heading(f"{claim.id}. {claim.title}{codes}"),
            paragraph(
                Strong(f"{claim.verdict.capitalize()}."),
                f" {claim.explanation}",
                *sourced(claim, references),
                BREAK,
                Emph("Seen otherwise:"),
                f" {claim.competing}",
                BREAK,
                Emph("To be looked at again by:"),
                f" {claim.review_date:%B %Y}",
            ),
        ]
    meanings = [(Strong(f"{name.capitalize()}:"), f" {verdicts[name]}") for name in used]
    return (Details("What the verdicts mean", (Bullets(tuple(meanings)),)), *blocks)


def marks(verdicts: Mapping[str, str]) -> tuple[Block, ...]:
    """Explain the verdicts, and the words that stand beside a source."""
    rows = [(Strong(f"{name.capitalize()}:"), f" {words}") for name, words in verdicts.items()]
    sources = [(Strong(f"{CONVENTION.capitalize()}:"), " our own rule, with no study behind it")]
    for status, words in MARKS.items():
        if words:
            sources.append((Strong(f"{words.capitalize()}:"), f" {_STATUS[status]}"))
    return (
        paragraph(Strong("Verdicts")),
        Bullets(tuple(rows)),
        paragraph(Strong("Words beside a source")),
        Bullets(tuple(sources)),
    )


_STATUS = {
    "secondary": "we have not seen the work or its record, only others who cite it",
    "unconfirmed": (
        "a work whose record we have not found; or, where no work is named, what anatomy books "
        "teach and we have not yet held against one"
    ),
    "own calculation": "done for these pages; it shows a direction, and no study has tested it",
}


def verdicts(listed: Iterable[Claim]) -> tuple[Block, ...]:
    """Put claims and verdicts in one view."""
    rows = tuple(
        ((f"{claim.id}. {claim.title}",), (Strong(claim.verdict),), (", ".join(claim.sentences),))
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


def questions(listed: Iterable[Question], references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """Lay questions out with the answer, and a word on every option, folded below each."""
    blocks: list[Block] = []
    for number, question in enumerate(listed, start=1):
        options: list[Line] = []
        words: list[Line] = []
        for letter, option in zip(LETTERS, question.options, strict=False):
            options.append((f"{letter}. {option.text}",))
            words.append((Strong(f"{letter}."), f" {option.feedback}"))
        answer = next(
            letter
            for letter, option in zip(LETTERS, question.options, strict=False)
            if option.correct
        )
        blocks += [
            paragraph(Strong(f"{number}. {question.question}")),
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
