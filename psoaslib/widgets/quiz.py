"""Ask questions with one right answer, and tell about each choice why it is right or not.

As with the player, Python prepares everything and the browser does the rest, so that a quiz works
while the kernel is busy and on a page that has no kernel.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.catalogue import catalogue
from psoaslib.pages.document import (
    BREAK,
    Block,
    Bullets,
    Details,
    Line,
    Link,
    Strong,
    html,
    joined,
    paragraph,
)
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import front_end, style
from psoaslib.widgets.page import standalone
from psoaslib.widgets.quiz_paper import sheet

SHEETS = ("shared/asking", "quiz")


class Quiz(CellWidget):
    """Hold questions, and tell how a person has answered them.

    Parameters
    ----------
    quiz : the payload of `psoaslib.exercises.quiz.payload`; its options are in the order shown.

    `answers` lists the answers of the first round as {question, choice, correct, tries}: `choice`
    is the option chosen first, by its place in the content from 0 (None where the answer was
    asked for at once); `correct` tells whether that first one was right; `tries` counts the
    options tried. `score` is {right, answered, questions, outcomes: {id: {right, answered}}},
    of first choices. `progress` is what the browser needs to go on after a reload.
    """

    _css = style(SHEETS)

    quiz = t.Dict().tag(sync=True)
    answers: "t.List[Any]" = t.List().tag(sync=True)
    score = t.Dict().tag(sync=True)
    progress = t.Dict().tag(sync=True)

    def __init__(self, quiz: dict[str, Any], **traits: Any) -> None:
        score = {"right": 0, "answered": 0, "questions": len(quiz["questions"]), "outcomes": {}}
        super().__init__(code=front_end("quiz"), quiz=quiz, **{"score": score, **traits})

    def save_html(self, path: str | Path) -> Path:
        """Write one file that works from disk, with no network and no kernel; return its path.

        Printed, it is a sheet of questions with a line for a name, and a key on its last pages.
        """
        path = Path(path)
        words = html(_words(self.quiz), str)
        traits = {"quiz": self.quiz, "progress": {}}
        paper = sheet(self.quiz, catalogue().safety.review.words.strip())
        sheets = (*SHEETS, "quiz/paper")
        page = standalone("quiz", self.quiz["title"], traits, words, sheets=sheets, paper=paper)
        path.write_text(page, encoding="utf-8")
        return path

    def __repr__(self) -> str:
        count = len(self.quiz["questions"])
        return f"Quiz: {self.quiz['title']}, {count} question{'s' if count > 1 else ''}"


def _words(quiz: dict[str, Any]) -> Iterable[Block]:
    """Say everything that the quiz shows, with the answers folded away."""
    for number, question in enumerate(quiz["questions"], start=1):
        options = question["options"]
        answer = next(option["letter"] for option in options if option["correct"])
        yield paragraph(Strong(f"{number}. {question['question']}"))
        lines: list[Line] = [(f"{each['letter']}. {each['text']}",) for each in options]
        yield paragraph(*joined(lines, BREAK))
        words = [(Strong(f"{each['letter']}."), f" {each['feedback']}") for each in options]
        yield Details(
            f"Answer to question {number}, with a word on each choice",
            (
                paragraph(Strong(f"Answer: {answer}.")),
                Bullets(tuple(words)),
                Bullets(tuple(source_line(each) for each in question["sources"])),
            ),
        )


def source_line(source: dict[str, Any]) -> Line:
    """Name a packed source in full."""
    address = (" ", Link(source["url"], source["url"])) if source["url"] else ()
    mark = f" [{source['mark']}]" if source["mark"] else ""
    return (source["citation"], *address, mark)
