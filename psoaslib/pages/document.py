"""Write one small document as Markdown for a notebook cell and as HTML for an output.

A document is a list of blocks made of inline pieces. The cards (`cards.py`) make documents;
`markdown` writes them into generated cells, `html` shows them beside a call, so that both
always say the same. The two writers take a function `source(key)` that turns a picture's key
into an address: a relative path in a notebook, a data address in an output.
"""

import html as _html
import re
from collections.abc import Callable, Iterable
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


@dataclass(frozen=True)
class Fold:
    """Fold a line under a summary, inside a table's cell too."""

    summary: str
    line: "Line"


class Break:
    """Start a new line inside a paragraph or a table cell."""


BREAK = Break()
Inline = str | Strong | Emph | Link | Picture | Fold | Break
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
    """Fold blocks under a summary that opens by click or by key."""

    summary: str
    blocks: tuple["Block", ...]


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


Source = Callable[[str], str | None]


def markdown(blocks: Iterable[Block], source: Source) -> str:
    """Write blocks as Markdown that GitHub, JupyterLab and Colab read alike."""
    return "\n\n".join(_markdown_block(block, source) for block in blocks)


def html(blocks: Iterable[Block], source: Source) -> str:
    """Write blocks as HTML without colours of its own, so that it follows any theme."""
    return "\n".join(_html_block(block, source) for block in blocks)


def plain(line: Line) -> str:
    """Write a line as words alone; a picture becomes its alternative text."""
    return "".join(_plain_piece(piece) for piece in line)


# Jupyter sets what follows a fold right under it.
_BELOW = ' style="margin-bottom:1em"'


def _folded(summary: str, inside: str) -> str:
    return f"<details><summary>{_html.escape(summary)}</summary>{inside}</details>"


_SPECIAL = re.compile(r"([\\`*_\[\]|$~])")


def escape_markdown(text: str) -> str:
    r"""Escape what Markdown would read as markup; `$` too, which opens a formula in Jupyter."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def _img(picture: Picture, source: Source) -> str:
    alt = _html.escape(picture.alt)
    address = source(picture.key)
    if not address:  # no such picture: its words stand for it
        return alt
    return f'<img src="{_html.escape(address)}" alt="{alt}" width="{picture.width}">'


def _markdown_piece(piece: Inline, source: Source) -> str:
    match piece:
        case Strong(text):
            return f"**{escape_markdown(text)}**"
        case Emph(text):
            return f"*{escape_markdown(text)}*"
        case Link(text, href):
            return f"[{escape_markdown(text)}]({href})"
        case Picture():
            return _img(piece, source)
        case Fold(summary, line):
            return _folded(summary, _markdown_line(line, source))
        case Break():
            return "<br>"
        case _:
            return escape_markdown(str(piece))


def _markdown_line(line: Line, source: Source) -> str:
    text = "".join(_markdown_piece(piece, source) for piece in line)
    return re.sub(r"^(\d+)([.)])(?= )", r"\1\\\2", text)


def _markdown_block(block: Block, source: Source) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {escape_markdown(text)}"
        case Paragraph(line):
            return _markdown_line(line, source)
        case Anchor(name, line):
            return f'<a id="{name}"></a>{_markdown_line(line, source)}'
        case Bullets(items):
            return "\n".join(f"- {_markdown_line(item, source)}" for item in items)
        case Table(header, rows, row_heads):
            return _markdown_table(header, rows, row_heads, source)
        case Beside(columns):
            return _html_beside(columns, source)
        case Details(summary, blocks):
            title = f"<summary>{_html.escape(summary)}</summary>"
            return f"<details{_BELOW}>\n{title}\n\n{markdown(blocks, source)}\n\n</details>"


def _markdown_table(header, rows, row_heads, source: Source) -> str:
    if any(isinstance(piece, Picture) for row in rows for cell in row for piece in cell):
        return _html_table(header, rows, row_heads, source)
    lines = ["| " + " | ".join(escape_markdown(cell) for cell in header) + " |"]
    lines.append("|" + " :--- |" * len(header))
    for row in rows:
        cells = [_markdown_line(cell, source) for cell in row]
        if row_heads and not cells[0].startswith("**"):
            cells[0] = f"**{cells[0]}**"
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _html_piece(piece: Inline, source: Source) -> str:
    match piece:
        case Strong(text):
            return f"<strong>{_html.escape(text, quote=False)}</strong>"
        case Emph(text):
            return f"<em>{_html.escape(text, quote=False)}</em>"
        case Link(text, href):
            return f'<a href="{_html.escape(href)}">{_html.escape(text, quote=False)}</a>'
        case Picture():
            return _img(piece, source)
        case Fold(summary, line):
            return _folded(summary, _html_line(line, source))
        case Break():
            return "<br>"
        case _:
            return _html.escape(str(piece), quote=False)


def _html_line(line: Line, source: Source) -> str:
    return "".join(_html_piece(piece, source) for piece in line)


# Both ways to say it: Jupyter's own style overrules the attributes, GitHub strips the style.
_LEFT = ' align="left" valign="top" style="text-align:left;vertical-align:top"'


def _html_block(block: Block, source: Source) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_html.escape(text, quote=False)}</h{level}>"
        case Paragraph(line):
            return f"<p>{_html_line(line, source)}</p>"
        case Anchor(name, line):
            return f'<p id="{name}">{_html_line(line, source)}</p>'
        case Bullets(items):
            rows = "".join(f"<li>{_html_line(item, source)}</li>" for item in items)
            return f"<ul>{rows}</ul>"
        case Table(header, rows, row_heads):
            return _html_table(header, rows, row_heads, source)
        case Beside(columns):
            return _html_beside(columns, source)
        case Details(summary, blocks):
            inside = html(blocks, source)
            title = f"<summary>{_html.escape(summary)}</summary>"
            return f"<details{_BELOW}>{title}{inside}</details>"


def _room(cell: Line, beside: bool) -> str:
    """Give a picture its full width, and words beside one enough to be read on a phone."""
    if isinstance(cell[0], Picture):
        return f' width="{cell[0].width}"{_LEFT}'
    return _LEFT.removesuffix('"') + ';min-width:11em"' if beside else _LEFT


def _html_table(header, rows, row_heads, source: Source) -> str:
    head = "".join(
        f'<th scope="col"{_LEFT}>{_html.escape(cell, quote=False)}</th>' for cell in header
    )
    body = []
    for row in rows:
        beside = any(isinstance(cell[0], Picture) for cell in row)
        cells = [f"<td{_room(cell, beside)}>{_html_line(cell, source)}</td>" for cell in row]
        if row_heads:
            cells[0] = f'<th scope="row"{_LEFT}>{_html_line(row[0], source)}</th>'
        body.append("<tr>" + "".join(cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


# Two fit where there is room for 2 × 20 em; a flex row would need what Jupyter's sanitizer strips.
_COLUMN = (
    ' style="display:inline-block;vertical-align:top;width:47%;min-width:20em;margin-right:2%"'
)


def _html_beside(columns, source: Source) -> str:
    inside = (f"<div{_COLUMN}>{html(blocks, source)}</div>" for blocks in columns)
    return f"<div>{''.join(inside)}</div>"


def _plain_piece(piece: Inline) -> str:
    match piece:
        case Strong(text) | Emph(text) | Link(text, _):
            return text
        case Picture(_, alt, _):
            return alt
        case Fold(summary, line):
            return f"{summary}: {plain(line)}"
        case Break():
            return "\n"
        case _:
            return str(piece)
