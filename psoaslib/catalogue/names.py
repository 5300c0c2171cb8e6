"""Names that are not known: one error that lists the valid ones and asks which was meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any


def known(records: Mapping, name: Any, kind: str) -> Any:
    """Return a record by its id; ValueError lists the valid ids for one that is not there."""
    try:
        return records[name]
    except (KeyError, TypeError):
        raise ValueError(unknown(kind, name, records)) from None


def unknown(kind: str, name: Any, valid: Iterable[Any]) -> str:
    """Say that there is no such name, which there are, and which was perhaps meant."""
    listed = ", ".join(map(repr, valid))
    return f"There is no {kind} {name!r}. Valid are: {listed}.{nearest(name, valid)}"


def nearest(name: Any, names: Iterable[Any]) -> str:
    """Ask whether the name most like a misspelt one was meant; nothing where none is like it."""
    near = get_close_matches(str(name), map(str, names), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""
