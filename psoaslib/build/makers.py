"""Make what generated cells show, from content: one maker for each name of a cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from psoaslib import pages
from psoaslib.build import tried
from psoaslib.build.minutes import Section
from psoaslib.catalogue import Catalogue
from psoaslib.exercises import labelling, quiz
from psoaslib.pages.document import (
    Block,
    Bullets,
    Details,
    Emph,
    Line,
    Link,
    Strong,
    Table,
    joined,
    paragraph,
    plain,
)
from psoaslib.programme.cards import picture_key

WIDE = 560
"""Width of a picture that stands alone, in pixels."""


@dataclass(frozen=True)
class Summary:
    """What one notebook says of another: its file, title and parts."""

    file: str
    title: str
    sections: tuple[Section, ...]

    def minutes(self, level: str | None = None) -> int:
        """Return the minutes of the page, or of its parts of one level."""
        return sum(each.minutes for each in self.sections if level in (None, each.level))


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

    @property
    def place(self) -> int:
        """The notebook's place among the others."""
        return [each.file for each in self.notebooks].index(self.file)


def _status(context: Context, _: str) -> tuple[Block, ...]:
    review = context.content.safety.review.of(context.stem)
    return (
        paragraph(Strong("Review status:"), f" {review}"),
        paragraph(Strong("Signs:"), f" {pages.LEGEND}"),
    )


def _goals(context: Context, _: str) -> tuple[Block, ...]:
    """Say what a reader will be able to do, what is needed before, and how long it takes."""
    goals: list[Line] = [
        (each.text,)
        for outcome in context.content.outcomes.values()
        for each in outcome.notebooks
        if each.notebook == context.stem
    ]
    page = context.notebooks[context.place]
    core = page.minutes("Core")
    first = f", {core} of them for the core parts" if core else ""
    return (
        paragraph(Strong("You will be able to")),
        Bullets(tuple(goals)),
        paragraph(Strong("Before you start:"), f" {context.about['prerequisites']}"),
        paragraph(Strong("Time:"), f" about {page.minutes()} minutes{first}."),
    )


def _stretch(context: Context, name: str):
    return context.content.stretches[name]


def _side(context: Context, name: str) -> str:
    return _stretch(context, name).article_side


def _steps(context: Context, name: str) -> tuple[Block, ...]:
    """Show the steps of a stretch; in `steps.bed_edge.folded` they stand in a fold."""
    name, _, folded = name.partition(".")
    record = _stretch(context, name)
    shown = pages.steps(record, record.article_side, context.content)
    if not folded:
        return shown
    return (Details(f"{record.title}: the {len(record.steps)} steps, with pictures", shown),)


def _picture(context: Context, name: str) -> tuple[Block, ...]:
    """Show the picture of a step or of an error, named as in `picture.ball.hold`."""
    stretch, _, about = name.partition(".")
    record = _stretch(context, stretch)
    shown = next(each for each in (*record.steps, *record.errors) if each.id == about)
    side = record.article_side
    return pages.plate(shown, picture_key(stretch, about, side), side, WIDE)


def _beside(context: Context, name: str) -> tuple[Block, ...]:
    """Show a step beside an error, named as in `beside.lunge.hold.tilt_lost`."""
    stretch, right, wrong = name.split(".")
    record = _stretch(context, stretch)
    step = next(each for each in record.steps if each.id == right)
    error = next(each for each in record.errors if each.id == wrong)
    return pages.beside(record, step, error, record.article_side)


def _errors(context: Context, name: str) -> tuple[Block, ...]:
    """List the errors; in `errors.lunge.tilt_lost` that one's pictures stand elsewhere.

    In `errors.bed_edge.folded` and `errors.floor.head_back.folded` they stand in a fold.
    """
    name, *more = name.split(".")
    record = _stretch(context, name)
    apart = next((each for each in more if each != "folded"), "")
    shown = pages.errors(record, record.article_side, context.content, apart=apart)
    if "folded" not in more:
        return shown
    return (Details("Common errors, and how to put them right", shown),)


def _topic(context: Context, name: str) -> tuple[Block, ...]:
    """Say a topic in short, as in `topic.gait`; all of it in a fold as `topic.gait.folded`."""
    name, _, folded = name.partition(".")
    record = context.content.topics[name]
    return pages.topic(record, context.content, folded=bool(folded))


def _variations(context: Context, name: str) -> tuple[Block, ...]:
    """List what is easier and harder; `variations.lunge.folded` in a fold."""
    name, _, folded = name.partition(".")
    listed = pages.variations(_stretch(context, name), _side(context, name), context.content)
    return (Details("Easier, harder, another way: what to change", listed),) if folded else listed


def _article(context: Context, name: str) -> tuple[Block, ...]:
    return pages.article(_stretch(context, name), context.content)


def _safety(context: Context, name: str) -> tuple[Block, ...]:
    """Show the gate of every stretch, or in `safety.ball` what one adds to it."""
    if not name:
        return pages.gate(context.content)
    return pages.additions(_stretch(context, name), context.content)


def _dose(context: Context, name: str) -> tuple[Block, ...]:
    """Show the doses with their sources, or in `dose.ball` their figures for one stretch."""
    return pages.doses(context.content, _stretch(context, name) if name else None)


def _claims(context: Context, name: str) -> tuple[Block, ...]:
    """List the claims on a stretch or topic, each folded behind its verdict."""
    content = context.content
    listed = [each for each in content.claims.values() if name in (*each.stretches, *each.topics)]
    return pages.claims(listed, content.references)


def _readings(context: Context, name: str) -> tuple[Block, ...]:
    return pages.readings(_stretch(context, name), _side(context, name), context.content)


def _ends(context: Context, name: str) -> tuple[Block, ...]:
    record = context.content.muscles[name]
    title = f"{record.title} in one table: ends, nerve, blood supply, neighbours"
    return (Details(title, pages.ends(record, context.content)),)


def _actions(context: Context, name: str) -> tuple[Block, ...]:
    return pages.actions(context.content.muscles[name], context.content)


def _around(context: Context, name: str) -> tuple[Block, ...]:
    """List what lies around a muscle, and in a fold what else has been found about it."""
    record = context.content.muscles[name]
    title, found = pages.facts(record, context.content)
    words = plain(title.line)  # type: ignore[union-attr]  # a paragraph
    return (*pages.relations(record, context.content), Details(words, (found,)))


def _stretches(context: Context, _: str) -> tuple[Block, ...]:
    listed = context.content.stretches.values()
    return (
        Details(
            f"The {len(listed)} stretches, and the line that opens each", pages.stretches(listed)
        ),
    )


def _compared(context: Context, name: str) -> tuple[Block, ...]:
    return pages.compared(context.content.anatomy.comparisons[name], context.content)


def _folded(context: Context, name: str) -> tuple[Block, ...]:
    """Fold a comparison that a page's figure and text tell already."""
    (title, *rest) = _compared(context, name)
    words = plain(title.line)  # type: ignore[union-attr]  # a paragraph
    return (Details(f"{words.rstrip('?')}: side by side", tuple(rest)),)


def _fibres(context: Context, _: str) -> tuple[Block, ...]:
    return pages.fibre_lengths(context.content)


def _test(context: Context, name: str) -> tuple[Block, ...]:
    """Fold one clinical test, as in `test.psoas_sign`."""
    record = context.content.anatomy.tests[name]
    return (Details(record.title, tuple(pages.test(record, context.content))),)


def _trust(context: Context, name: str) -> tuple[Block, ...]:
    """Fold what was found on the accuracy and the error of a clinical test."""
    record = context.content.anatomy.tests[name]
    found = pages.trust(record, context.content)
    return (Details(f"{record.title}: what was found on its accuracy and error", (found,)),)


def _norms(context: Context, _: str) -> tuple[Block, ...]:
    return pages.norms(context.content)


def _connections(context: Context, _: str) -> tuple[Block, ...]:
    """Ask what joins trunk and leg; the answers stand in a fold, to be compared with one's own."""
    question, *answers = pages.connections(context.content.connections, context.content.references)
    return (question, Details("The table: each muscle under two definitions", tuple(answers)))


def _contradiction(context: Context, _: str) -> tuple[Block, ...]:
    return pages.contradiction(context.content.contradiction, context.content.references)


def _marks(context: Context, _: str) -> tuple[Block, ...]:
    return pages.marks(context.content)


def _questions(context: Context, topic: str) -> tuple[Block, ...]:
    """Say the questions in words, below the quiz that asks the same in the same order."""
    listed = quiz.chosen(context.content, topic)
    words = pages.questions(listed, context.content.references)
    return (Details(f"The {len(listed)} questions in words", words),)


def _plate(context: Context, name: str) -> tuple[Block, ...]:
    """Show a plate of anatomy with its key, as in `plate.front`; `plate.l4.folded` in a fold."""
    name, _, folded = name.partition(".")
    return pages.anatomy_plate(context.content.plates[name], context.content, folded=bool(folded))


def _labelling(context: Context, name: str) -> tuple[Block, ...]:
    return pages.labelled(labelling.payload(context.content, name))


def _prediction(context: Context, name: str) -> tuple[Block, ...]:
    asked = pages.prediction(context.content.predictions[name])
    return (Details("The question in words", asked),)


def _foreseen(context: Context, name: str) -> tuple[Block, ...]:
    """Say the answer to the prediction, folded."""
    content = context.content
    return pages.foreseen(content.predictions[name], content.references)


def _contents(context: Context, _: str) -> tuple[Block, ...]:
    """List the notebooks in their order, and those that are still to come."""
    rows: list[Line] = []
    for each in context.notebooks:
        here = each.file == context.file
        title = Strong(each.title) if here else Link(each.title, each.file)
        notes = (
            f" (this page, {each.minutes()} minutes)" if here else f" ({each.minutes()} minutes)"
        )
        rows.append((each.file[:2], " ", title, notes))
    there = {each.file[:2] for each in context.notebooks}
    coming = [f"{number} {title}" for number, title in COMING.items() if number not in there]
    return (
        Bullets(tuple(rows)),
        *((paragraph(Strong("Still to come:"), f" {', '.join(coming)}."),) if coming else ()),
    )


COMING = {"05": "Guided session", "09": "Clinical cases"}


def _path(context: Context, _: str) -> tuple[Block, ...]:
    """List the core parts of all pages, in their order, with their minutes."""
    rows = tuple(
        (
            (Link(page.title, page.file),),
            ("; ".join(each.title for each in page.sections if each.level == "Core"),),
            (str(page.minutes("Core")),),
        )
        for page in context.notebooks
        if page.minutes("Core")
    )
    total = sum(page.minutes("Core") for page in context.notebooks)
    return (
        Table(("Page", "Core parts", "Minutes"), rows, row_heads=True),
        paragraph(Strong("In all:"), f" about {total} minutes."),
    )


def _navigation(context: Context, _: str) -> tuple[Block, ...]:
    """Point at the notebook before, the contents, and the notebook after."""
    place = context.place
    links: list[Line] = []
    if place > 0:
        before = context.notebooks[place - 1]
        links.append(("Previous: ", Link(before.title, before.file)))
        links.append(("Contents: ", Link(context.notebooks[0].title, context.notebooks[0].file)))
    if place + 1 < len(context.notebooks):
        after = context.notebooks[place + 1]
        links.append(("Next: ", Link(after.title, after.file)))
    else:
        links.append(("Next: ", Emph("this is the last page")))
    return (paragraph(*joined(links, " · ")),)


MAKERS: dict[str, Callable[[Context, str], tuple[Block, ...]]] = {
    "actions": _actions,
    "around": _around,
    "article": _article,
    "beside": _beside,
    "claims": _claims,
    "connections": _connections,
    "contents": _contents,
    "contradiction": _contradiction,
    "dose": _dose,
    "ends": _ends,
    "errors": _errors,
    "folded": _folded,
    "foreseen": _foreseen,
    "fibres": _fibres,
    "goals": _goals,
    "labelling": _labelling,
    "marks": _marks,
    "navigation": _navigation,
    "norms": _norms,
    "path": _path,
    "picture": _picture,
    "plate": _plate,
    "prediction": _prediction,
    "questions": _questions,
    "readings": _readings,
    "safety": _safety,
    "status": _status,
    "steps": _steps,
    "stretches": _stretches,
    "test": _test,
    "trust": _trust,
    "topic": _topic,
    "variations": _variations,
    **tried.MAKERS,
}
