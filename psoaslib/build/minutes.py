"""Count what stands open on a page, and say how long a page and its sections take.

A heading may carry a line that says for whom its section is: *Core*, *Extend* or *Instructor*. The
build writes the minutes behind that word.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from psoaslib.build import citing, outputs
from psoaslib.catalogue import Catalogue
from psoaslib.exercises import quiz

WORDS_A_MINUTE = 130
"""How fast a lesson is read by a student who also looks at its pictures."""
SPENT = {"ask": 1.0, "answer": 0.5, "lab": 3.0, "heel_test": 1.0, "figure": 1.0, "beside": 0.5}
"""Minutes spent with what a call shows."""
TALK, QUESTION, LABEL = 2.0, 0.75, 0.3
"""Minutes of a *Think and talk*, a question of a quiz, a label."""

LEVEL = re.compile(r"^\*(Core|Extend|Instructor)(?: · [^*\n]*)?\*$", re.MULTILINE)
_INNERMOST = re.compile(r"<details[^>]*>((?!<details).)*?</details>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>|\]\([^)]*\)|[\[\]*`]")
_WORD = re.compile(r"[\w’'-]+")
_CALL = re.compile(r'(?:ps|\))\.(\w+)\((?:"([^"]+)")?')
_UNREAD = re.compile(
    "^(own$|generated-(absent|badges|navigation|status|words|references|contents|goals|path))"
)
"""Ids of cells that say where to press or look, and are no part of the reading."""


def words(markdown: str) -> int:
    """Count the words of a text that stand open, outside its folds."""
    left, markdown = None, citing.untitled(markdown)
    while markdown != left:
        left, markdown = markdown, _INNERMOST.sub(" ", markdown)
    return len(_WORD.findall(_MARKUP.sub(" ", markdown)))


def read(cells: Iterable[Mapping[str, Any]]) -> int:
    """Count the words of cells that are there to be read."""
    return sum(
        words(cell["source"])
        for cell in cells
        if cell["cell_type"] == "markdown" and not _UNREAD.match(cell["id"])
    )


@dataclass(frozen=True)
class Section:
    """A part of a page: its title, for whom it is ("" where nothing is said), its minutes."""

    title: str
    level: str
    minutes: int


def sections(cells: Iterable[Mapping[str, Any]], content: Catalogue) -> list[Section]:
    """Return the parts of a page, from one heading of the second level to the next."""
    parts: list[list[Mapping[str, Any]]] = [[]]
    for cell in cells:
        if cell["cell_type"] == "markdown" and cell["source"].startswith("## "):
            parts.append([])
        parts[-1].append(cell)
    made = []
    for part in filter(None, parts):
        title = part[0]["source"].partition("\n")[0].lstrip("# ")
        level = LEVEL.search(part[0]["source"])
        spent = read(part) / WORDS_A_MINUTE + sum(_spent(cell, content) for cell in part)
        made.append(Section(title, level[1] if level else "", math.ceil(spent)))
    return made


def told(cell: dict[str, Any], section: Section) -> None:
    """Write the minutes of a section behind the word for whom it is."""
    unit = "minute" if section.minutes == 1 else "minutes"
    line = f"*{section.level} · {section.minutes} {unit}*"
    cell["source"] = LEVEL.sub(line, cell["source"], count=1)


def _spent(cell: Mapping[str, Any], content: Catalogue) -> float:
    """Return the minutes spent with a cell beside its words."""
    if cell["cell_type"] == "markdown":
        return TALK * cell["source"].count("**Think and talk.**")
    total = 0.0
    for name, about in _CALL.findall(cell["source"]):
        if name == "player":
            planned = outputs.run(cell["source"].replace(".player(", ".programme("), {"ps": _ps()})
            total += planned.total_ms / 60_000
        elif name == "quiz":
            total += QUESTION * len(quiz.chosen(content, about))
        elif name == "labelling":
            total += LABEL * len(content.plates[about].labels)
        else:
            total += SPENT.get(name, 0)
    return total


def _ps() -> Any:
    import psoaslib

    return psoaslib
