"""Ask for the structures of a plate: find them on the picture, or name what is marked.

As with the other widgets, Python prepares everything and the browser does the rest, so that a
labelling works while the kernel is busy and on a page that has no kernel.
"""

from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.catalogue import catalogue, images
from psoaslib.exercises.labelling import WAYS, numbered
from psoaslib.pages import labelling_questions
from psoaslib.pages.document import Emph, Picture, html, paragraph
from psoaslib.pages.plates import plate_key
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import front_end, style
from psoaslib.widgets.labelling_paper import sheet
from psoaslib.widgets.page import standalone

SHEETS = ("shared/asking", "labelling")


class Labelling(CellWidget):
    """Hold the labelling of a plate, and tell how a person has answered it.

    Parameters
    ----------
    labelling : the payload of `psoaslib.exercises.labelling.payload`.
    drawing : the bare plate of `psoaslib.exercises.labelling.drawing`.

    `answers` lists the answers of the first round of each way as {way, question, choice, correct,
    tries}: `question` and `choice` are ids of labels, `choice` the one chosen first (None where the
    answer was asked for at once); `correct` tells whether that first one was right; `tries` counts
    the ones tried. `score` is {way: {right, answered, shown, questions}}, of first choices; what
    was shown without a choice is no answer. `progress` is what the browser needs to go on after a
    reload.
    """

    _css = style(SHEETS)

    labelling = t.Dict().tag(sync=True)
    drawing = t.Bytes().tag(sync=True)
    answers: "t.List[Any]" = t.List().tag(sync=True)
    score = t.Dict().tag(sync=True)
    progress = t.Dict().tag(sync=True)

    def __init__(self, labelling: dict[str, Any], drawing: bytes, **traits: Any) -> None:
        score = {
            way: {"right": 0, "answered": 0, "shown": 0, "questions": len(labelling[way])}
            for way in WAYS
        }
        given = {"labelling": labelling, "drawing": drawing, "score": score, **traits}
        super().__init__(code=front_end("labelling"), **given)

    def save_html(self, path: str | Path) -> Path:
        """Write one file that works from disk, with no network and no kernel; return its path.

        Printed, it is a sheet: the plate with its numbers and a line for each, a key behind it.
        """
        path = Path(path)
        packed, content = self.labelling, catalogue()
        key = plate_key(packed["plate"])
        words = (
            paragraph(Picture(key, packed["alt"], 560)),
            paragraph(Emph(f"{packed['view']}.")),
            *labelling_questions(packed),
        )
        page = standalone(
            "labelling",
            packed["title"],
            {"labelling": packed, "progress": {}},
            html(words, images.COLLECTION.address),
            {"drawing": self.drawing},
            sheets=(*SHEETS, "quiz/paper", "labelling/paper"),
            paper=sheet(
                packed,
                images.address(numbered(content, packed["plate"])),
                images.COLLECTION.address(key),
                content.safety.review.words,
            ),
        )
        path.write_text(page, encoding="utf-8")
        return path

    def __repr__(self) -> str:
        count = len(self.labelling["spots"])
        return f"Labelling: {self.labelling['title']}, {count} structures to find and to name"
