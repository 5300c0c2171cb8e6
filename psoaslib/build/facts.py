"""Hold the numbers of free prose against the data.

A number with a unit in a notebook's own prose is marked with where it comes from:

    <span data-fact="doses.adult.hold_s">30 s</span>
    <span data-fact="measures.lunge_tucked.text">12 mm longer (9 to 15 mm)</span>

The address walks the catalogue, beside which the figures of the muscle model stand as `measures`:
attributes, keys, and ids or references of list members; ` * ` multiplies two.
A field's last letters give its unit (`_s` seconds, `_cm` centimetres), so `2 minutes` may stand
for 120. A range in the text is compared number by number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from psoaslib.mechanics import measures

_MARKED = re.compile(r'<span data-fact="([^"]*)">(.*?)</span>', re.DOTALL)
_NUMBER = r"\d+(?:[.,]\d+)?"
_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_SCALES: dict[str, dict[str, float]] = {
    "s": {"s": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600},
    "mm": {"mm": 1, "cm": 10, "m": 1000, "millimetre": 1, "centimetre": 10},
    "cm": {"mm": 0.1, "cm": 1, "m": 100, "centimetre": 1, "metre": 100, "meter": 100},
}
_COUNTED = "repetition hold set day week year degree".split()
_UNITS = sorted(
    {unit for scale in _SCALES.values() for unit in scale if len(unit) > 1}
    | {"s", "m", "h", "kg", "kilogram", *_COUNTED, "percent"},
    key=len,
    reverse=True,
)
_UNIT = rf"(?:(?:{'|'.join(_UNITS)})s?\b|%|°)"
_RANGE = rf"(?:{_NUMBER}|\b(?:{'|'.join(_WORDS)})\b)"
_MEASURE = re.compile(
    rf"(?<![\w.])({_RANGE})(?:\s*(?:–|-|to|or)\s*({_RANGE}))?[\s-]*({_UNIT})", re.IGNORECASE
)
_NOT_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]+>")


class Data:
    """The catalogue, and beside it the figures of `psoaslib.mechanics.measures`."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self.measures = Measures()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._content, name)


class Measures(Mapping):
    """The figures of the muscle model by id, each made when it is asked for."""

    def __getitem__(self, name: str) -> measures.Told:
        return measures.measure(name)

    def __contains__(self, name: object) -> bool:
        return name in measures.ids()

    def __iter__(self) -> Iterator[str]:
        return iter(measures.ids())

    def __len__(self) -> int:
        return len(measures.ids())


def problems(text: str, data: Any) -> list[str]:
    """Return what is wrong with the facts in one cell of prose, in words; none is an empty list."""
    found = []
    for address, words in _MARKED.findall(text):
        try:
            value, unit = resolve(address, data)
        except LookupError as error:
            found.append(f"the fact {address!r} ({words!r}): {error.args[0]}")
            continue
        if not agrees(words, value, unit):
            found.append(f"the text says {words!r}, the data ({address}) say {value!r}")
    rest = _NOT_PROSE.sub(" ", _MARKED.sub(" ", text))
    for match in _MEASURE.finditer(rest):
        found.append(
            f"{match[0]!r} is a number with a unit and is not marked as a fact "
            '(<span data-fact="address">…</span>)'
        )
    return found


def resolve(address: str, data: Any) -> tuple[Any, str]:
    """Return the value at an address and its unit; LookupError says where the walk ended."""
    factors = [_walk(part.strip(), data) for part in address.split(" * ")]
    units = {unit for _, unit in factors if unit}
    if len(factors) == 1:
        return factors[0]
    value = 1
    for factor, _ in factors:
        value *= factor
    return value, units.pop() if len(units) == 1 else ""


def _walk(address: str, data: Any) -> tuple[Any, str]:
    value = data
    for name in address.split("."):
        value = _member(value, name)
    unit = address.rpartition("_")[2] if "_" in address.rpartition(".")[2] else ""
    return value, unit if unit in _SCALES else ""


def _member(value: Any, name: str) -> Any:
    if isinstance(value, Mapping):
        if key := next((key for key in value if str(key) == name), None):
            return value[key]
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for member in value:
            if name in (getattr(member, "id", None), getattr(member, "reference", None)):
                return member
        if name.isdigit() and int(name) < len(value):
            return value[int(name)]
    elif not name.startswith("_") and hasattr(value, name):
        return getattr(value, name)
    raise LookupError(f"there is no {name!r}")


def agrees(words: str, value: Any, unit: str) -> bool:
    """Tell whether words such as "30 s" or "15 to 30 seconds" state the value."""
    if isinstance(value, str):
        return " ".join(words.split()) == " ".join(value.split())
    wanted = list(value) if isinstance(value, Sequence) else [value]
    numbers = [_number(text) for text in re.findall(_RANGE, words, re.IGNORECASE)]
    said = re.search(_UNIT, words, re.IGNORECASE)
    scale = 1.0
    if unit:
        if said is None:
            return False
        name = said[0].lower()
        known = _SCALES[unit].get(name, _SCALES[unit].get(name.removesuffix("s")))
        if known is None:
            return False
        scale = known
    return len(numbers) == len(wanted) and all(
        abs(number * scale - float(target)) < 1e-9
        for number, target in zip(numbers, wanted, strict=True)
    )


def _number(text: str) -> float:
    return float(_WORDS.get(text.lower()) or text.replace(",", "."))
