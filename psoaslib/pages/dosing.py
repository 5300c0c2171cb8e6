"""Lay out doses: a line of plain words for one, a table for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from psoaslib.pages.citations import RULE, cite, cited, sourced
from psoaslib.pages.document import Block, Details, Line, Strong, Table, paragraph

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.dose import Dose
    from psoaslib.catalogue.stretch import Stretch


def dose_words(dose: Dose) -> str:
    """Say a dose in one line, with its total on each side."""
    return (
        f"{dose.title}: {dose.repetitions} holds of {dose.hold_s:g} s a side with "
        f"{dose.rest_s:g} s of rest between, {total_s(dose):g} s a side in a session"
    )


def total_s(dose: Dose) -> float:
    """Return the seconds held on each side in one session."""
    return dose.hold_s * dose.repetitions


def doses(content: Catalogue, stretch: Stretch | None = None) -> tuple[Block, ...]:
    """Lay doses out side by side, each row a question that a learner asks; then the sources.

    For one `stretch` only the figures are shown. Of a dose that it is not offered with a line says
    why.
    """
    refused = stretch.not_with if stretch else ()
    listed = tuple(dose for dose in content.doses.values() if dose.id not in refused)

    def row(title: str, words, *fields: str) -> tuple[Line, ...]:
        cells = []
        for dose in listed:
            convention = any(field in dose.conventions for field in fields)
            cells.append((words(dose), *([f" {RULE}"] if convention else [])))
        return ((title,), *cells)

    figures = (
        row("Hold", lambda dose: f"{dose.hold_s:g} s", "hold_s"),
        row("Repetitions", lambda dose: f"{dose.repetitions} a side", "repetitions"),
        row("Total", lambda dose: f"{total_s(dose):g} s a side in a session"),
        row("Rest between", _rest, "rest_s", "rest_range_s"),
    )
    heads = ("", *(dose.title for dose in listed))
    if stretch is not None:
        return (Table(heads, figures, row_heads=True), *_refused(content, stretch))
    more = (
        row("How often", lambda dose: dose.frequency, "frequency"),
        row("Tested in trials", lambda dose: dose.tested),
        row("In a week", lambda dose: str(dose.weekly), "weekly"),
        row("How strong", lambda dose: dose.intensity, "intensity"),
        row("Warm-up", lambda dose: dose.warm_up, "warm_up"),
        row("Look again", lambda dose: dose.review, "review"),
        row("Next stage", _next, "next_stage"),
        row("Not known", lambda dose: dose.limits, "limits"),
    )
    sources = dict.fromkeys(name for dose in listed for name in dose.references)
    return (
        Table(heads, figures + more, row_heads=True),
        paragraph(Strong("What to promise:"), *_gain(content)),
        paragraph(Strong("Breathing:"), f" {content.breathing.words} {RULE}"),
        Details(
            "Where the doses come from, and what each source adds",
            (
                paragraph(
                    str(content.dose_reconciled),
                    *sourced(content.dose_reconciled, content.references),
                ),
                paragraph("Sources of the doses", *cite(sources, content.references), "."),
                _sources(content),
            ),
        ),
    )


def _gain(content: Catalogue) -> Line:
    gain = content.dose_gain
    words = (
        f" Expect {gain.low_deg:g} to {gain.high_deg:g} degrees of hip extension. The smallest "
        f"change that can be seen is at least {gain.smallest_change_deg:g} degrees. {gain}"
    )
    return (words, *sourced(gain, content.references))


def _refused(content: Catalogue, stretch: Stretch) -> Iterable[Block]:
    for name, why in stretch.not_with.items():
        title = f"Not for {stretch.title.lower()}: {content.doses[name].title.lower()}."
        yield paragraph(Strong(title), f" Here {why.strip()}. {RULE}")


def _sources(content: Catalogue) -> Block:
    rows = tuple(
        (
            cited(source.reference, content.references),
            (source.people,),
            (f"{source.tested}: {source.finding}" if source.tested else source.finding,),
            (source.strength,),
        )
        for source in content.dose_sources
    )
    return Table(("Source", "People", "Finding", "Kind of study"), rows, row_heads=True)


def _rest(dose: Dose) -> str:
    low, high = dose.rest_range_s
    return f"{dose.rest_s:g} s" if low == high else f"{low:g} to {high:g} s; here {dose.rest_s:g} s"


def _next(dose: Dose) -> str:
    stage = dose.next_stage
    return f"{stage.hold_s:g} s, {stage.repetitions} a side" if stage else "–"
