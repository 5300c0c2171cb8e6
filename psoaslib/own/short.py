"""Add what a short stretch file leaves out, so that an instructor writes only what is new.

Whatever has the wrong form is left as it is: the records say what is wrong with it.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

SAME_AS = {"cue": "title", "caption": "title", "spoken": "coached"}
"""Fields of a step that say the same as another one unless the file says more."""

SOURCED = ("equipment", "errors", "regressions", "progressions", "readings")


def complete(data: dict[str, Any], name: str, poses: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole data of a stretch; `name` is its file's and `poses` those it has."""
    given = defaults()
    data = {"id": name} | given["stretch"] | data
    if "target" not in data and "target_words" not in data:
        data |= given["target"]
    if "aim_references" not in data:
        data.setdefault("aim_convention", True)
    for field in SOURCED:
        data = _each(data, field, conventional)
    data = _each(data, "steps", lambda row: _step(row, poses))
    data = _each(data, "errors", lambda row: {"view": given["step"]["view"]} | _same(row))
    if isinstance(rest := data.get("rest", {}), dict):
        data["rest"] = given["rest"] | {"picture_of": _resting(data.get("steps"))} | rest
    if isinstance(change := data.get("change", {}), dict):
        data["change"] = given["change"] | {"picture_of": _first(data.get("steps"))} | change
    return data


def conventional(row: dict[str, Any]) -> dict[str, Any]:
    """Mark a row that names no source as the teaching convention that it then is."""
    named = any(row.get(name) for name in ("references", "convention", "unchecked"))
    return row if named else row | {"convention": True}


@cache
def defaults() -> dict[str, Any]:
    """Return what `defaults.toml` holds."""
    path = Path(__file__).parent / "defaults.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _step(row: dict[str, Any], poses: Mapping[str, Any]) -> dict[str, Any]:
    given = defaults()
    kind = row.get("kind")
    of_kind = given["steps"].get(kind, {}) if isinstance(kind, str) else {}
    row = given["step"] | of_kind | _same(row)
    if "image" not in row and str(row.get("id")) not in poses and "coached" in row:
        row.setdefault("alt", row["coached"])  # no picture: the player shows these words
    conventions = row.get("conventions", [])
    if not row.get("references") and isinstance(conventions, list):
        row["conventions"] = [*conventions, *({"coached"} - {*map(str, conventions)})]
    return row


def _same(row: dict[str, Any]) -> dict[str, Any]:
    return {field: row[other] for field, other in SAME_AS.items() if other in row} | row


def _first(steps: Any) -> str:
    """Return the step whose picture a change of sides shows."""
    return str(next(iter(_rows(steps)), {}).get("id"))


def _resting(steps: Any) -> str:
    """Return the step whose picture a rest shows: the one before the first hold."""
    before = ""
    for row in _rows(steps):
        if row.get("kind") == "hold":
            return before or str(row.get("id"))
        before = str(row.get("id"))
    return before


def _rows(steps: Any) -> list[dict[str, Any]]:
    return [row for row in steps if isinstance(row, dict)] if isinstance(steps, list) else []


def _each(data: dict[str, Any], field: str, change) -> dict[str, Any]:
    """Change every row of a list of tables."""
    rows = data.get(field)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return data
    return data | {field: [change(row) for row in rows]}
