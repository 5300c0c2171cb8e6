"""Show a page in a notebook, and the same in plain words everywhere else."""

from __future__ import annotations

import html as _html
import re
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from psoaslib.catalogue import Catalogue, images
from psoaslib.widgets import people

if TYPE_CHECKING:
    from psoaslib.pages.document import Block

_CITATION = re.compile(r'<a href="#([A-Z][A-Z0-9]+)">(.*?)</a>')


WIDTH = 76
"""Letters in a line of words, which fits a projected page."""


class Words(str):
    """Hold words that show themselves without quotation marks.

    Long ones are broken between words: a notebook breaks plain text anywhere.
    """

    def __repr__(self) -> str:
        return textwrap.fill(self, WIDTH, break_long_words=False, break_on_hyphens=False)


def show_people(skin: str | None = None, build: str | None = None) -> Words:
    """Choose who is shown from now on, in players and figures; stills show each stretch's own.

    Parameters
    ----------
    skin : "light", "medium", "brown" or "deep"; without one each person's own.
    build : "a", "b" or "c", the people of `content/builds.toml`, for figures alone; without one
        the person of each stretch.

    An unknown name is a ValueError that lists the valid ones.

    >>> show_people(skin="deep")
    From now on: deep skin, and the build of each stretch's own person.
    """
    people.choose(skin, build)
    tone = f"{skin} skin" if skin else "each person's own skin"
    body = f"build {build} in figures" if build else "the build of each stretch's own person"
    return Words(f"From now on: {tone}, and {body}.")


class Page:
    """Show blocks as a page, with the sources that they cite folded below.

    Where a cell above stands in for it before anything has run, as for a plate, that cell gives
    way once it is `shown`. A page stands alone: it may be shown in any notebook, so its citations
    lead to the works themselves. `repr` says in plain words what it holds.
    """

    def __init__(
        self,
        words: str,
        blocks: Iterable[Block],
        content: Catalogue,
        pictures: images.Gallery = images.COLLECTION,
        *,
        shown: bool = False,
    ) -> None:
        self._words = words
        self._pictures = pictures
        self._blocks = tuple(blocks)
        self._references = content.references
        self._class = ' class="psoas-shown"' if shown else ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the page shows, without its sources."""
        return self._blocks

    def _repr_html_(self) -> str:
        from psoaslib import pages
        from psoaslib.pages.document import Details, html, paragraph

        text = html(self._blocks, self._pictures.address)
        names = list(dict.fromkeys(name for name, _ in _CITATION.findall(text)))
        signs = any(sign in text for sign in pages.SIGNS)
        if names or signs:
            listed = pages.references(names, self._references, anchors=False)
            title = "Sources" if names else "Signs"
            text += "\n" + html([Details(title, (*listed, paragraph(pages.LEGEND)))], str)
        # `lang` and `dir` help a reader whose page is in another language.
        return f'<div{self._class} lang="en-GB" dir="ltr">{_CITATION.sub(self._work, text)}</div>'

    def _work(self, citation: re.Match) -> str:
        """Let a citation lead to the work, or be words where the work has no address."""
        url = self._references[citation[1]].url
        if url is None:
            return citation[2]
        return f'<a href="{_html.escape(url)}" target="_blank" rel="noopener">{citation[2]}</a>'

    def __repr__(self) -> str:
        return self._words
