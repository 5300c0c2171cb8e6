"""Hold the pieces of a small document: blocks made of inline pieces, as data alone.

`document` writes them as Markdown and as HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Strong:
    """Mark words as important."""

    text: str


@dataclass(frozen=True)
class Emph:
    """Mark words as quoted or stressed."""

    text: str


@dataclass(frozen=True)
class Link:
    """Point at an address inside or outside the page."""

    text: str
    href: str


@dataclass(frozen=True)
class Picture:
    """Stand for a drawn picture, by its key, with the words that replace it."""

    key: str
    alt: str
    width: int | str = 420


class Break:
    """Start a new line inside a paragraph or a table cell."""


BREAK = Break()
Inline = str | Strong | Emph | Link | Picture | Break
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """Open a part of the document."""

    text: str
    level: int = 3


@dataclass(frozen=True)
class Paragraph:
    """Hold running text."""

    line: Line


@dataclass(frozen=True)
class Bullets:
    """List lines."""

    items: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Lay lines out in rows; the first column heads its row when `row_heads`.

    A table with pictures is written as HTML in Markdown too, which alone keeps their width.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    row_heads: bool = False


@dataclass(frozen=True)
class Beside:
    """Set columns side by side, or one under the other where there is no room, as on a phone.

    It is written as HTML in Markdown too.
    """

    columns: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True)
class Details:
    """Fold blocks under a summary that opens by click or by key.

    What links of the page lead to stands `open` from the start: JupyterLab opens no fold for them.
    """

    summary: str
    blocks: tuple["Block", ...]
    open: bool = False


@dataclass(frozen=True)
class Anchor:
    """Give a list item an address, so that a citation can point at it."""

    name: str
    line: Line


Block = Heading | Paragraph | Bullets | Table | Beside | Details | Anchor


def paragraph(*pieces: Inline) -> Paragraph:
    """Make a paragraph of inline pieces."""
    return Paragraph(tuple(pieces))


def joined(pieces: Iterable[Line], between: Inline) -> Line:
    """Join lines into one, with a piece between each two."""
    out: list[Inline] = []
    for line in pieces:
        if out:
            out.append(between)
        out.extend(line)
    return tuple(out)
