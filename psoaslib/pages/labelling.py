"""Lay out the labelling of a plate in words: each question, and where its answer lies, folded."""

from typing import Any

from psoaslib.document import Block, Bullets, Details, Line, Strong, paragraph


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
