"""Lay out what the muscle model and the heel's geometry say: tables and charts with their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from psoaslib.mechanics.measures import filled, opened
from psoaslib.pages.citations import cite, sourced
from psoaslib.pages.document import (
    Block,
    Bullets,
    Details,
    Emph,
    Line,
    Picture,
    Strong,
    Table,
    paragraph,
)

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.muscle import Chart

WIDTH = 660
"""Width of a chart on a page, in pixels."""
_MODEL = ("MODEL",)


def chart_key(name: str) -> str:
    """Return the key of a chart, such as `charts/tilt`."""
    return f"charts/{name}"


def chart(record: Chart, content: Catalogue, said: Mapping[str, str]) -> tuple[Block, ...]:
    """Lay a chart out with its caption; `said` fills what its words leave open."""
    alt = filled(opened(record.alt, said))
    return (
        paragraph(Picture(chart_key(record.id), alt, WIDTH)),
        paragraph(
            Strong(f"{record.title}."),
            " ",
            Emph(record.caption),
            *sourced(record, content.references),
        ),
        Details("The chart in words", (paragraph(alt),)),
    )


def figures_table(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], note: str, content: Catalogue
) -> tuple[Block, ...]:
    """Lay figures of the model out in a table, each with its band, and a note below."""
    lines: tuple[tuple[Line, ...], ...] = tuple(tuple((cell,) for cell in row) for row in rows)
    return (
        paragraph(Strong(title)),
        Table(tuple(header), lines, row_heads=True),
        paragraph(Emph(note), *cite(_MODEL, content.references)),
    )


def findings(
    stance: str, lines: Sequence[tuple[str, str]], content: Catalogue
) -> tuple[Block, ...]:
    """List what was found in one lunge: a name and words each."""
    listed: tuple[Line, ...] = tuple((Strong(f"{name}:"), f" {words}") for name, words in lines)
    return (
        paragraph(Strong("In this lunge:"), f" {stance}.", *cite(_MODEL, content.references)),
        Bullets(listed),
    )
