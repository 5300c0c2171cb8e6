"""Mark the glossary's terms in free prose, each where a page first uses it.

A mark is a link to the list of words at the end of the page, with an address of its own for the way
back, and with the term's meaning as its title, since in Colab such a link does nothing. The build
sets all of them: it takes the old ones away and marks the first use anew, so that text may be
moved, added and cut without a thought of them. Headings, code, links, summaries of folds and marked
facts stay as they are.
"""

import re
from collections.abc import Iterable, Mapping

from psoaslib.build.citing import title
from psoaslib.catalogue.learning import Term
from psoaslib.pages.citations import term_address, use_address

_MARK = re.compile(
    r'<a id="use-[^"]*" href="#term-[^>]*>(.*?)</a>|\[([^\]]*)\]\(\#term-[^)]*\)', re.DOTALL
)
_LEFT_ALONE = "|".join(
    (
        r"^\#{1,6}\ .*?$",  # a heading
        r"\*(?:Core|Extend|Instructor)\b[^*\n]*\*",  # for whom a part is
        r"^```.*?^```",
        r"`[^`\n]*`",
        r"!?\[[^\]]*\]\([^)\s]*\)",  # a link or a picture
        r"<summary>.*?</summary>",
        r"<span[^>]*>.*?</span>",
        r"<[^>]+>",
    )
)


def unmarked(text: str) -> str:
    """Return a text without the marks of its terms, those written by hand among them."""
    return _MARK.sub(lambda mark: mark[1] or mark[2], text)


def marked(texts: Iterable[str], glossary: Mapping[str, Term]) -> tuple[list[str], list[str]]:
    """Mark the first use of each term in the texts of one page.

    Returns the texts, and the ids of the terms that they use, in the order of their first use. Of
    two terms that begin at one place the longer counts: *psoas minor* is no use of *psoas*.
    """
    if not glossary:
        return [unmarked(text) for text in texts], []
    ids = {_key(form): term.id for term in glossary.values() for form in (term.term, *term.forms)}
    forms = "|".join(map(_pattern, sorted(ids, key=len, reverse=True)))
    either = re.compile(
        rf"(?P<alone>{_LEFT_ALONE})|(?<![\w-])(?P<term>{forms})(?![\w-])",
        re.IGNORECASE | re.MULTILINE | re.DOTALL,
    )
    used: dict[str, None] = {}

    def mark(match: re.Match[str]) -> str:
        if match["alone"] or (name := ids[_key(match["term"])]) in used:
            return match[0]
        used[name] = None
        link = f'id="{use_address(name)}" href="#{term_address(name)}"'
        return f"<a {link} title={title(glossary[name].meaning)}>{match[0]}</a>"

    return [either.sub(mark, unmarked(text)) for text in texts], list(used)


def _key(form: str) -> str:
    return " ".join(form.lower().split())


def _pattern(form: str) -> str:
    return r"\s+".join(map(re.escape, form.split()))
