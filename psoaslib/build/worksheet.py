"""Write the worksheet of a clinician who reviews: each statement, its place and its source.

`python -m psoaslib.build worksheet` writes `_build/worksheet.html`, to be printed. It is not
kept, so it is never stale, and it is made only when it is asked for.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from psoaslib.build import artifact, citing, notebooks
from psoaslib.catalogue import Catalogue, catalogue
from psoaslib.catalogue.dose import Weekly
from psoaslib.catalogue.sides import fill
from psoaslib.mechanics.measures import filled
from psoaslib.pages.citations import OURS, RULE, label
from psoaslib.pages.document import (
    BREAK,
    Block,
    Heading,
    Line,
    Table,
    html,
    joined,
    paragraph,
)

PARTS = (
    *("safety", "stretches", "doses", "dose_sources", "dose_gain", "dose_reconciled"),
    *("claims", "connections", "contradiction", "anatomy", "topics", "predictions", "questions"),
)
"""The parts of the catalogue that say something clinical, what people are hurt by first."""
NO_WORDS = ("references", "aim_references", "reference", "id", "alt")
ONE_WORD = ("title", "text", "term", "verdict", "certainty", "level", "urgency", "action")
NOT_CLINICAL = ("welcome", "path", "page", "page-notice", "try", "predict", "check", "own")
"""Cells of prose that say how a page is used."""
HEADER = ("No.", "Verdict", "Place", "Statement", "Source, and how it was seen", "Reviewer")
VERDICTS = ("☐ agree", BREAK, "☐ amend", BREAK, "☐ reject")
ASK = """
Give each statement a verdict, and write beside what you amend or reject why, and what may happen.
Begin with safety. Sign below for each page that you have read whole. Your name then goes into
content/safety.toml, and that page says who reviewed it and when. Until then no page says reviewed.
"""
SIGN = ("Page of the collection", "Name, profession, registration", "Date", "Signature")
STYLE = """
@page { size: A4 landscape; margin: 12mm }
body { font: 10pt/1.35 system-ui, sans-serif; margin: 1em }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 1px solid #777; padding: 3px 5px; overflow-wrap: anywhere }
.rows th:nth-child(1) { width: 2.5em }
.rows th:nth-child(2) { width: 5em }
.rows th:nth-child(3) { width: 11% }
.rows th:nth-child(5) { width: 22% }
.rows th:nth-child(6) { width: 16% }
.sign td { height: 2.2em }
"""
_REFERENCE = re.compile(r"\(#([A-Z][A-Z0-9]+)\b")
_MARKUP = re.compile(r"<summary>.*?</summary>|<[^>]+>|\]\([^)]*\)|[*\[#`|]|(?<=\n)- ")


def write(root: Path) -> list[str]:
    """Write the worksheet; return its name where it has changed."""
    text = page(root, catalogue())
    return artifact.save(root, {root / "_build/worksheet.html": text.encode("utf-8")})


def check(_root: Path) -> list[str]:
    """Return nothing: what is not kept is not stale."""
    return []


def page(root: Path, content: Catalogue) -> str:
    """Return the worksheet as a page of HTML."""
    blank: tuple[Line, ...] = ((" ",),) * len(SIGN)
    signed = html([Heading("Worksheet for a clinician", 1), paragraph(ASK.strip())], str)
    pages = len(notebooks.paths(root))
    signed += f'<div class="sign">{html([Table(SIGN, (blank,) * pages)], str)}</div>'
    blocks: list[Block] = []
    number = count(1)
    for title, rows in listed(root, content):
        told = tuple(_row(next(number), *row, content) for row in rows)
        blocks += [Heading(title, 2), Table(HEADER, told)]
    body = f'{signed}<div class="rows">{html(blocks, str)}</div>'
    head = f'<meta charset="utf-8"><title>Worksheet for a clinician</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="en-GB"><head>{head}</head><body>{body}</body></html>\n'


Row = tuple[str, str, list[str]]
"""A place, a statement, and what stands behind it: ids of references, or words."""


def listed(root: Path, content: Catalogue) -> Iterator[tuple[str, list[Row]]]:
    """Yield each part of the catalogue, then each notebook's own prose, with its rows."""
    for part in PARTS:
        yield part.replace("_", " ").capitalize(), list(_stated(getattr(content, part), part))
    for path in notebooks.paths(root):
        yield path.name, list(_prose(path))


def _row(
    number: int, place: str, text: str, sources: list[str], content: Catalogue
) -> tuple[Line, ...]:
    told = []
    for source in sources:
        reference = content.references.get(source)
        name = reference and f"{label(reference, content.references)}: {reference.told}"
        told.append((name or source,))
    seen = joined(told, BREAK) or ("no source",)
    place, text = place.replace("_", " "), text.replace("_", " ")
    return (str(number),), VERDICTS, (place,), (text,), seen, (" ",)


def _stated(node: Any, place: str, side: str = "right") -> Iterator[Row]:
    """Yield the statements within a record, each with the words that are its own."""
    if isinstance(node, BaseModel):
        side = getattr(node, "article_side", side)
        if words := _sources(node):
            texts = (filled(text) for text in _texts(node))
            filled_in = (fill(text, side) if "{" in text else text for text in texts)
            yield place, " · ".join(filled_in), words
        inside = [(name, value) for name, value in node if name not in NO_WORDS]
    elif isinstance(node, Mapping):
        inside = list(node.items())
    elif isinstance(node, tuple):
        inside = [(getattr(each, "id", str(n)), each) for n, each in enumerate(node, start=1)]
    else:
        return
    for name, value in inside:
        yield from _stated(value, f"{place} {name}", side)


def _sources(record: BaseModel) -> list[str]:
    """Return what stands behind a record's words; nothing where it does not say."""

    def of(name: str) -> Any:
        return getattr(record, name, ())

    found = [*(of("references") or of("aim_references")), *filter(None, [of("reference")])]
    if of("convention") or of("aim_convention") or of("conventions"):
        found.append(OURS)
    return [*found, "not checked yet"] if of("unchecked") else found


def _texts(node: Any, name: Any = "") -> Iterator[str]:
    """Yield the words of a record that no record within it has a source of its own for."""
    if isinstance(node, str):
        if " " in node or name in ONE_WORD:
            yield " ".join(node.split())
    elif node is True and name == "correct":
        yield "(the answer)"
    elif isinstance(node, Weekly):
        yield str(node)
    elif isinstance(node, BaseModel):
        for field, value in node:
            if field not in NO_WORDS:
                yield from _inside(value, field)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _inside(value, key)
    elif isinstance(node, tuple):
        for value in node:
            yield from _inside(value, name)


def _inside(value: Any, name: Any) -> Iterator[str]:
    if not (isinstance(value, BaseModel) and _sources(value)):
        yield from _texts(value, name)


def _prose(path: Path) -> Iterator[Row]:
    """Yield the paragraphs that people wrote into a notebook, with the references they cite."""
    for cell in notebooks.read(path)["cells"]:
        if cell["cell_type"] != "markdown" or notebooks.generated(cell):
            continue
        if cell["id"] in NOT_CLINICAL:
            continue
        for text in citing.untitled(cell["source"]).split("\n\n"):
            words = " ".join(_MARKUP.sub("", text).split())
            if not text.startswith("#") and len(words.split()) > 4:
                ours = [OURS] if RULE in text else []
                yield cell["id"], words, [*dict.fromkeys(_REFERENCE.findall(text)), *ours]
