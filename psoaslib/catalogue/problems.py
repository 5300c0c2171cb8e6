"""Turn what is wrong with content into one error in words for whoever edits it.

A message names the file, the entry (by its id where it has one) and the field, then what was wrong
and what is allowed:

    stretches/ball.toml, steps "roll", field "seconds": is -5; it must be above 0.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

_NAMES = ("id", "code", "sentence", "reference", "notebook")
_FIRST = ("extra_forbidden", "missing")


class ContentError(ValueError):
    """One thing that is wrong with the content, with where it stands."""

    def __init__(self, file: str, entry: str, field: str, problem: str) -> None:
        self.file, self.entry, self.field, self.problem = file, entry, field, problem
        place = ", ".join(
            part for part in (file, entry, f'field "{field}"' if field else "") if part
        )
        super().__init__(f"{place}: {problem}{'' if problem[-1] in '.?' else '.'}")


def from_validation(
    error: ValidationError, model: type[BaseModel], data: Any, file: str
) -> ContentError:
    """Make the one error of all that pydantic found: misspelt fields first, then missing ones."""
    found = error.errors(include_url=False)
    order = {kind: rank for rank, kind in enumerate(_FIRST)}
    worst = min(found, key=lambda each: order.get(each["type"], len(order)))
    context = worst.get("ctx", {})
    loc = [part for part in worst["loc"] if part != "[key]"]
    entry, rest = _entry(loc, data)
    if named := context.get("entry"):
        entry = ", ".join(filter(None, (entry, " ".join([*map(str, rest), named]))))
        rest = []
    field = ".".join([*map(str, rest), *filter(None, [context.get("field")])])
    return ContentError(file, entry, field, _words(worst, model))


def _entry(loc: list[Any], data: Any) -> tuple[str, list[Any]]:
    """Split a location into the words for the innermost entry of a list and the rest."""
    words, node = "", data
    rest: list[Any] = []
    for part in loc:
        parent, node = node, _step(node, part)
        if isinstance(parent, list) and not isinstance(node, Mapping):
            continue
        if isinstance(parent, list) or (rest and _has_rows(parent)):
            row = node if isinstance(node, Mapping) else {}
            number = f"number {part + 1}" if isinstance(part, int) else f'"{part}"'
            named = next((f'"{row[name]}"' for name in _NAMES if name in row), number)
            words = ", ".join(filter(None, (words, " ".join([*map(str, rest), named]))))
            rest = []
        else:
            rest.append(part)
    return words, rest


def _has_rows(node: Any) -> bool:
    """Tell whether a table is keyed by ids, each with a table of its own."""
    return (
        isinstance(node, Mapping)
        and bool(node)
        and all(isinstance(row, Mapping) for row in node.values())
    )


def _step(node: Any, part: Any) -> Any:
    """Go one part down the raw data; rows that became a mapping are found by their id."""
    if isinstance(node, Mapping):
        return node.get(part)
    if isinstance(node, list):
        named = [row for row in node if isinstance(row, Mapping) and row.get("id") == part]
        inside = isinstance(part, int) and part < len(node)
        return named[0] if named else node[part] if inside else None
    return None


def _words(error: Mapping[str, Any], model: type[BaseModel]) -> str:
    """Say what is wrong and what is allowed."""
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    record = _record(model, error["loc"][:-1])
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "content":
        return context["text"]
    if kind == "value_error":
        return str(context["error"])
    if kind == "extra_forbidden":
        allowed = sorted(set(record.model_fields) - {"pose"}) if record else []
        near = get_close_matches(name, allowed, n=1)
        guess = f'; did you mean "{near[0]}"?' if near else "."
        return f"is not a known field{guess} Allowed here: {', '.join(allowed)}"
    if kind == "missing":
        meaning = record.model_fields[name].description if record else None
        return "is missing" + (f"; it holds: {meaning}" if meaning else "")
    if kind == "literal_error":
        return f"is {value!r}; allowed: {context['expected'].replace(' or ', ', ')}"
    if kind in ("greater_than", "greater_than_equal"):
        bound = f"above {context['gt']:g}" if "gt" in context else f"at least {context['ge']:g}"
        return f"is {value!r}; it must be {bound}"
    if kind in ("less_than", "less_than_equal"):
        bound = f"below {context['lt']:g}" if "lt" in context else f"at most {context['le']:g}"
        return f"is {value!r}; it must be {bound}"
    if kind in _TYPES and isinstance(value, (list, Mapping)):
        return f"must be {_TYPES[kind]}"
    if kind in _TYPES:
        return f"is {value!r}; it must be {_TYPES[kind]}"
    if kind == "string_pattern_mismatch":
        return f"is {value!r}; {_PATTERNS.get(context['pattern'], context['pattern'])}"
    if kind in ("string_too_short", "too_short"):
        return "is empty"
    return f"is {value!r}: {error['msg'][0].lower()}{error['msg'][1:]}"


_TYPES = {
    "string_type": "text in quotation marks",
    "float_type": "a number, without quotation marks",
    "int_type": "a whole number, without quotation marks",
    "bool_type": "true or false, without quotation marks",
    "tuple_type": "a list in square brackets",
    "list_type": "a list in square brackets",
    "mapping_type": "a table, or a list of tables that each have an id",
    "dict_type": "a table",
    "model_type": "a table",
    "finite_number": "a finite number",
}

_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "an id has small letters, digits and underscores, a letter first",
    r"^[A-D][1-9][0-9]?$": "a sentence code is a letter from A to D and a number, such as B5",
    r"^[A-Z][A-Z0-9]*$": "a reference id has capitals and digits, such as HORAK06",
    r"^LO[1-9][0-9]?$": "an outcome id is LO and a number, such as LO9",
    r"^Q[0-9]{2,3}$": "a question id is Q and two or three digits, such as Q25",
    r"^[0-9]{2}_[a-z0-9_]+$": "a notebook's name is two digits and words, as in 02_ball_stretch",
}


def _record(model: type[BaseModel], loc: tuple[Any, ...]) -> type[BaseModel] | None:
    """Return the record class at a location, by following the fields' types."""
    here: Any = model
    for part in loc:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(part))
            here = field.annotation if field else None
        else:
            here = next(
                (inner for inner in get_args(here) if _holds_record(inner)),
                None,
            )
        here = _unwrap(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _holds_record(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return True
    return any(_holds_record(inner) for inner in get_args(kind))


def _unwrap(kind: Any) -> Any:
    """Take the record out of `Record | None`; leave lists and mappings as they are."""
    options = [inner for inner in get_args(kind) if inner is not type(None)]
    if type(None) in get_args(kind) and len(options) == 1:
        return options[0]
    return kind
