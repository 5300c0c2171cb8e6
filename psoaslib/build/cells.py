"""Make the generated cells of notebooks from content.

A cell is named after what it shows, with what it is about behind a dot: `steps.ball`, `dose`,
`goals`. A name that is not known is an error that lists those that are; `makers.py` has them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from psoaslib import pages
from psoaslib.build.makers import MAKERS
from psoaslib.build.makers import Context as Context
from psoaslib.build.makers import Summary as Summary
from psoaslib.catalogue import Catalogue
from psoaslib.pages.document import Details, Source, markdown


def cell(kind: str, name: str, source: str, **metadata: Any) -> dict[str, Any]:
    """Return a generated cell; its id comes from its name."""
    made = {
        "cell_type": kind,
        "id": f"generated-{name.replace('.', '-')}",
        "metadata": {"psoas": {"generated": name}} | metadata,
        "source": source,
    }
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def setup(source: str) -> dict[str, Any]:
    """Return the set-up cell, folded in JupyterLab, in Colab and on a page."""
    folded = {"tags": ["setup", "hide-input"], "jupyter": {"source_hidden": True}}
    return cell("code", "setup", source, cellView="form", **folded)


_LIVE = re.compile(r"\.(player|ask|answer|quiz|labelling|lab|figure|beside)\(")
_NAMES = {
    "player": "player",
    "ask": "question",
    "answer": "answer",
    "quiz": "quiz",
    "labelling": "figure to label",
    "lab": "lab",
    "figure": "figure",
    "beside": "pair of pictures",
}


def absent(call: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the line below a call that lives in the browser, for when nothing of it is to be seen.

    Before Run All there is nothing, or a NameError; after a new start, "model not found". The
    widget's style sheet hides the line while the widget is there.
    """
    found = _LIVE.search(call["source"]) if call["cell_type"] == "code" else None
    if found is None:
        return None
    words = (
        f"Is there no {_NAMES[found[1]]} above this line? Choose <b>Run → Run All Cells</b> "
        "(in Colab: <b>Runtime → Run all</b>)."
    )
    return cell("markdown", f"absent.{call['id']}", f'<span class="psoas-absent">{words}</span>')


def source(name: str, context: Context, picture: Source) -> str:
    """Return the Markdown of the cell called `name`; `picture` gives a picture's address."""
    kind, _, about = name.partition(".")
    if kind not in MAKERS:
        known = ", ".join(sorted({*MAKERS, "setup", "words", "references"}))
        raise ValueError(f"{context.file}: no generated cell is called {name!r}; known: {known}.")
    text = markdown(MAKERS[kind](context, about), picture)
    return f"{text}\n\n{_STATIC}" if kind in _STAND_INS else text


_STAND_INS = ("beside", "moment_arms", "plate", "tilt_chart")
"""Cells that give way to the call below them, which shows the same."""
_STATIC = '<span class="psoas-static"></span>'


def cited(cells: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the ids of the references that the cells' links point at, each once."""
    texts = (each["source"] for each in cells if each["cell_type"] == "markdown")
    return list(dict.fromkeys(name for text in texts for name in _CITED.findall(text)))


_CITED = re.compile(r"""(?:\]\(|href=")#([A-Z][A-Z0-9]+)[)"]""")


def references(ids: Iterable[str], content: Catalogue) -> str:
    """Return the Markdown of the list of references; an unknown id is an error."""
    missing = [name for name in ids if name not in content.references]
    if missing:
        raise ValueError(f"references.json has no {', '.join(missing)}, which a notebook cites.")
    works = pages.references(ids, content.references)
    listed = Details("The works that this page cites", works)
    return "## References\n\n" + markdown([listed], str)


def words(ids: Iterable[str], content: Catalogue) -> str:
    """Return the Markdown of the list of terms that a page marks."""
    listed = [content.glossary[name] for name in ids]
    title = f"{len(listed)} terms of this page and what they mean"
    meanings = Details(title, pages.terms(listed, content.references))
    return "## Words used on this page\n\n" + markdown([meanings], str)
