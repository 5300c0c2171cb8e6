"""List terms with their meanings, as the end of a page does for those that it marks."""

from collections.abc import Iterable, Mapping

from psoaslib.catalogue.evidence import Reference
from psoaslib.catalogue.learning import Term
from psoaslib.document import Anchor, Block, Link, Strong
from psoaslib.pages.citations import sourced


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
