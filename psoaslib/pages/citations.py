"""Cite references inside a line and list them at the end, with how they were seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from psoaslib.pages.document import Anchor, Block, Inline, Line, Link, Strong, joined, paragraph

if TYPE_CHECKING:
    from psoaslib.catalogue.base import Sourced
    from psoaslib.catalogue.evidence import Reference
    from psoaslib.catalogue.learning import Term

CONVENTION = "teaching convention"
UNCHECKED = "not yet checked"
OURS = "our own rule, or common practice: we cite no study for it"
SIGNS = RULE, UNSEEN = "†", "‡"
"""The signs of a convention, and of what has not been checked, behind a statement on a page."""
LEGEND = (
    f"{RULE} {OURS.capitalize()}. "
    f"{UNSEEN} Not checked yet: we have not read the source, or its abstract."
)


def label(reference: Reference, references: Mapping[str, Reference]) -> str:
    """Name a reference in a few words, such as "Horak 2006"; a letter tells namesakes apart."""
    name = reference.name
    same = sorted(each.id for each in references.values() if each.name == name)
    return name + ("abcdefgh"[same.index(reference.id)] if len(same) > 1 else "")


def cited(name: str, references: Mapping[str, Reference]) -> Line:
    """Name one reference, with a sign where it was not seen itself."""
    reference = references[name]
    sign = "" if reference.read else UNSEEN
    return (Link(label(reference, references), f"#{name}"), sign)


def cite(ids: Iterable[str], references: Mapping[str, Reference], convention: bool = False) -> Line:
    """Cite references in brackets, with a sign on each that was not seen itself.

    `convention` adds the sign of a teaching convention behind the statement, or a part of it.
    """
    parts: list[Line] = [cited(name, references) for name in ids]
    source = (" (", *joined(parts, "; "), ")") if parts else ()
    return (*source, f" {RULE}") if convention else source


def sourced(record: Sourced, references: Mapping[str, Reference]) -> Line:
    """Cite what a statement rests on: studies, a teaching convention, or neither as yet."""
    if record.unchecked:
        return (f" {UNSEEN}",)
    return cite(record.references, references, record.convention)


def references(
    ids: Iterable[str], references: Mapping[str, Reference], anchors: bool = True
) -> tuple[Block, ...]:
    """List references by name, each with how it was seen; `anchors` are what citations lead to."""
    listed = {label(references[name], references): references[name] for name in ids}
    rows: list[Block] = []
    for name, reference in sorted(listed.items(), key=lambda each: each[0].casefold()):
        line: list[Inline] = [Strong(f"{name}."), f" {reference.citation}"]
        if reference.url:
            line += [" ", Link(f"doi:{reference.doi}", reference.url), "."]
        line.append(f" [{reference.told}]")
        rows.append(Anchor(reference.id, tuple(line)) if anchors else paragraph(*line))
    return tuple(rows)


def term_address(name: str) -> str:
    """Return the address of a term's meaning on its page, from its id: "term-pelvic-brim"."""
    return f"term-{name.replace('_', '-')}"


def use_address(name: str) -> str:
    """Return the address of the place where a page first uses a term: "use-pelvic-brim"."""
    return f"use-{name.replace('_', '-')}"


def terms(listed: Iterable[Term], references: Mapping[str, Reference]) -> tuple[Block, ...]:
    """List terms by name, each with an address that its mark leads to, and the way back."""
    return tuple(
        Anchor(
            term_address(each.id),
            (
                *(Strong(f"{each.term}:"), f" {each.meaning}", *sourced(each, references)),
                *(" ", Link("Back to the text", f"#{use_address(each.id)}")),
            ),
        )
        for each in sorted(listed, key=lambda term: term.term.casefold())
    )
