"""Write citations by the references, and let each say its source where no link works.

In Colab a link to another place of the page does nothing. So the build gives a citation its source
as a title, which shows when one points at it.
"""

import re
from collections.abc import Mapping
from html import escape

from psoaslib.catalogue.evidence import Reference
from psoaslib.pages.citations import cited
from psoaslib.pages.document import plain

CITATION = re.compile(r"\[[^\]]+\]\(#([A-Z][A-Z0-9]+)\)‡?")
_LINK = re.compile(r'((?:\(|href=")#([A-Z][A-Z0-9]+)("?))(?: (?:title=)?"[^"]*")?(?=[)>])')


def title(text: str) -> str:
    """Write words as the title of a link, in quotation marks."""
    return '"' + escape(text, quote=False).replace('"', "&quot;") + '"'


def titled(text: str, references: Mapping[str, Reference]) -> str:
    """Give each citation of a text its source as a title; one not known is left alone."""

    def link(match: re.Match[str]) -> str:
        reference = references.get(match[2])
        if reference is None:
            return match[0]
        return f"{match[1]} {'title=' if match[3] else ''}{title(reference.citation)}"

    return _LINK.sub(link, text)


def untitled(text: str) -> str:
    """Return a text without the titles of its citations."""
    return _LINK.sub(r"\1", text)


def labelled(text: str, references: Mapping[str, Reference]) -> str:
    """Give each citation of prose its label, and its sign where the source has not been seen."""

    def link(match: re.Match[str]) -> str:
        if match[1] not in references:
            return match[0]
        label, sign = (plain((piece,)) for piece in cited(match[1], references))
        return f"[{label}](#{match[1]}){sign}"

    return CITATION.sub(link, text)


def problems(text: str, references: Mapping[str, Reference]) -> list[str]:
    """Return the citations in a cell of prose that name no reference, in words."""
    return [
        f"the reference {name} is not in references.json"
        for name in CITATION.findall(text)
        if name not in references
    ]
