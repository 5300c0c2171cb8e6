"""Make the generated cells of notebooks from content.

A cell is named after what it shows, with what it is about behind a dot: `steps.ball`, `dose`,
`goals`. A name that is not known is an error that lists those that are.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from psoaslib import pages, quizzes
from psoaslib.cards import picture_key
from psoaslib.catalogue import Catalogue
from psoaslib.document import (
    Block,
    Bullets,
    Details,
    Emph,
    Line,
    Link,
    Strong,
    joined,
    markdown,
    paragraph,
)

PICTURES = "../images"
"""Where pictures are, seen from a notebook."""
WIDE = 560
"""Width of a picture that stands alone, in pixels."""


@dataclass(frozen=True)
class Summary:
    """What one notebook says of another: its file, title and minutes (least, most)."""

    file: str
    title: str
    minutes: tuple[int, ...]


@dataclass(frozen=True)
class Context:
    """What a generated cell may ask about: its notebook, the others, the content."""

    file: str
    about: Mapping[str, Any]
    notebooks: tuple[Summary, ...]
    content: Catalogue

    @property
    def stem(self) -> str:
        """The notebook's name without its ending."""
        return self.file.removesuffix(".ipynb")


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


def source(name: str, context: Context) -> str:
    """Return the Markdown of the cell called `name`."""
    kind, _, about = name.partition(".")
    if kind not in _MAKERS:
        known = ", ".join(sorted({*_MAKERS, "setup", "references"}))
        raise ValueError(f"{context.file}: no generated cell is called {name!r}; known: {known}.")
    return markdown(_MAKERS[kind](context, about), lambda key: f"{PICTURES}/{key}.svg")


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
    listed = Details("The works that this page cites", pages.references(ids, content.references))
    return "## References\n\n" + markdown([listed], str)


def _status(context: Context, _: str) -> tuple[Block, ...]:
    review = context.content.safety.review
    return (paragraph(Strong("Review status:"), f" {review.words}"),)


def _goals(context: Context, _: str) -> tuple[Block, ...]:
    """Say what a reader will be able to do, what is needed before, and how long it takes."""
    goals: list[Line] = [
        (each.text,)
        for outcome in context.content.outcomes.values()
        for each in outcome.notebooks
        if each.notebook == context.stem
    ]
    least, most = context.about["minutes"]
    return (
        paragraph(Strong("You will be able to")),
        Bullets(tuple(goals)),
        paragraph(Strong("Before you start:"), f" {context.about['prerequisites']}"),
        paragraph(Strong("Time:"), f" {least} to {most} minutes"),
    )


def _stretch(context: Context, name: str):
    return context.content.stretches[name]


def _side(context: Context, name: str) -> str:
    return _stretch(context, name).article_side


def _steps(context: Context, name: str) -> tuple[Block, ...]:
    return pages.steps(_stretch(context, name), _side(context, name), context.content)


def _picture(context: Context, name: str) -> tuple[Block, ...]:
    """Show the picture of a step or of an error, named as in `picture.ball.hold`."""
    stretch, _, about = name.partition(".")
    record = _stretch(context, stretch)
    shown = next(each for each in (*record.steps, *record.errors) if each.id == about)
    side = record.article_side
    return pages.plate(shown, picture_key(stretch, about, side), side, WIDE)


def _errors(context: Context, name: str) -> tuple[Block, ...]:
    return pages.errors(_stretch(context, name), _side(context, name), context.content)


def _variations(context: Context, name: str) -> tuple[Block, ...]:
    return pages.variations(_stretch(context, name), _side(context, name), context.content)


def _article(context: Context, name: str) -> tuple[Block, ...]:
    return pages.article(_stretch(context, name), context.content)


def _safety(context: Context, name: str) -> tuple[Block, ...]:
    if not name:
        return pages.gate(context.content)
    return pages.safety(_stretch(context, name), context.content)


def _precautions(context: Context, name: str) -> tuple[Block, ...]:
    return pages.additions(_stretch(context, name), context.content)


def _dose(context: Context, _: str) -> tuple[Block, ...]:
    return pages.doses(context.content)


def _claims(context: Context, name: str) -> tuple[Block, ...]:
    listed = [
        each for each in context.content.claims.values() if name in (*each.stretches, *each.topics)
    ]
    return pages.claims(listed, context.content.verdicts, context.content.references)


def _readings(context: Context, name: str) -> tuple[Block, ...]:
    return pages.readings(_stretch(context, name), _side(context, name), context.content)


def _muscle(context: Context, name: str) -> tuple[Block, ...]:
    return pages.muscle(context.content.muscles[name], context.content)


def _compared(context: Context, name: str) -> tuple[Block, ...]:
    return pages.compared(context.content.anatomy.comparisons[name], context.content)


def _fibres(context: Context, _: str) -> tuple[Block, ...]:
    return pages.fibre_lengths(context.content)


def _tests(context: Context, _: str) -> tuple[Block, ...]:
    return pages.tests(context.content)


def _connections(context: Context, _: str) -> tuple[Block, ...]:
    return pages.connections(context.content.connections, context.content.references)


def _contradiction(context: Context, _: str) -> tuple[Block, ...]:
    return pages.contradiction(context.content.contradiction, context.content.references)


def _marks(context: Context, _: str) -> tuple[Block, ...]:
    return pages.marks(context.content.verdicts)


def _questions(context: Context, topic: str) -> tuple[Block, ...]:
    """Say the questions in words, below the quiz that asks the same in the same order."""
    listed = quizzes.chosen(context.content, topic)
    words = pages.questions(listed, context.content.references)
    return (Details(f"The {len(listed)} questions in words", words),)


def _prediction(context: Context, name: str) -> tuple[Block, ...]:
    asked = pages.prediction(context.content.predictions[name])
    return (Details("The question in words", asked),)


def _foreseen(context: Context, name: str) -> tuple[Block, ...]:
    """Say the answer to the prediction, folded."""
    content = context.content
    return pages.foreseen(content.predictions[name], content.references)


def _contents(context: Context, _: str) -> tuple[Block, ...]:
    """List the notebooks in their order."""
    rows: list[Line] = []
    for each in context.notebooks:
        minutes = f" ({each.minutes[0]} to {each.minutes[1]} minutes)" if each.minutes else ""
        here = (
            (Strong(each.title), " (this page)")
            if each.file == context.file
            else (Link(each.title, each.file),)
        )
        rows.append((*here, minutes))
    return (Bullets(tuple(rows)),)


def _navigation(context: Context, _: str) -> tuple[Block, ...]:
    """Point at the notebook before, the contents, and the notebook after."""
    files = [each.file for each in context.notebooks]
    place = files.index(context.file)
    links: list[Line] = []
    if place > 0:
        before = context.notebooks[place - 1]
        links.append(("Previous: ", Link(before.title, before.file)))
        links.append(("Contents: ", Link(context.notebooks[0].title, context.notebooks[0].file)))
    if place + 1 < len(files):
        after = context.notebooks[place + 1]
        links.append(("Next: ", Link(after.title, after.file)))
    else:
        links.append(("Next: ", Emph("this is the last page for now")))
    return (paragraph(*joined(links, " · ")),)


_MAKERS: dict[str, Callable[[Context, str], tuple[Block, ...]]] = {
    "article": _article,
    "claims": _claims,
    "compared": _compared,
    "connections": _connections,
    "contents": _contents,
    "contradiction": _contradiction,
    "dose": _dose,
    "errors": _errors,
    "foreseen": _foreseen,
    "fibres": _fibres,
    "goals": _goals,
    "marks": _marks,
    "muscle": _muscle,
    "navigation": _navigation,
    "picture": _picture,
    "precautions": _precautions,
    "prediction": _prediction,
    "questions": _questions,
    "readings": _readings,
    "safety": _safety,
    "status": _status,
    "steps": _steps,
    "tests": _tests,
    "variations": _variations,
}
