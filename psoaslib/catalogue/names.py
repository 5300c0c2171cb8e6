"""Names that are not known: one error that lists the valid ones and asks which was meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any


def known(records: Mapping, name: Any, kind: str) -> Any:
    """Return a record by its id; ValueError lists the valid ids for one that is not there."""
    try:
        return records[name]
    except (KeyError, TypeError):
        listed = ", ".join(map(repr, records))
        meant = nearest(name, records)
        raise ValueError(f"There is no {kind} {name!r}. Valid are: {listed}.{meant}") from None


def one_of(argument: str, value: Any, allowed: Iterable[str]) -> str:
    """Return a value that is allowed; ValueError names the argument and lists those that are."""
    names = tuple(allowed)
    if not isinstance(value, str) or value not in names:
        meant = nearest(value, names)
        raise ValueError(f"{argument} is {value!r}; it must be one of: {', '.join(names)}.{meant}")
    return value


def nearest(name: Any, names: Iterable[Any], alike: float = 0.6) -> str:
    """Ask whether the name most like a misspelt one was meant; nothing where none is `alike`."""
    near = get_close_matches(str(name), map(str, names), n=1, cutoff=alike)
    return f" Did you mean {near[0]!r}?" if near else ""
