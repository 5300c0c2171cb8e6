"""Tell figures of the muscle model in words, each with its band, for texts, facts and pages.

    measure("lunge_tucked").text                     # "12 mm longer (9 to 15 mm)"
    filled("So: {measure:lunge_tucked}.")            # a text of content with its figures

Which figures there are stands in `content/measures.toml`; `computed` makes them, and is loaded when
the first one is asked for. Millimetres are rounded to whole ones: a band of several allows no more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from psoaslib.catalogue import facts
from psoaslib.catalogue.muscle import MeasureFile

ONE_MODEL = "one model only"
_PLACE = re.compile(r"\{measure:([a-z0-9_]+)(?:\.([a-z_]+))?\}")


@dataclass(frozen=True)
class Told:
    """One figure: value, low and high (None where one model alone reaches), title and text.

    `unit` is mm or degrees; `size` has the angles of its pose without sign, and the amounts that
    its title names.
    """

    id: str
    title: str
    text: str
    value: float
    low: float | None
    high: float | None
    unit: str
    pose: dict[str, float]
    size: dict[str, float]


def read() -> MeasureFile:
    """Return the file `measures.toml`."""
    return facts("measures.toml", MeasureFile)


def known() -> tuple[str, ...]:
    """Return the ids of all figures, in the order of the file."""
    return tuple(read().measures)


@cache
def measure(name: str) -> Told:
    """Return one figure by its id; an unknown id is a ValueError that lists the valid ones."""
    if name not in read().measures:
        raise ValueError(f"There is no measure {name!r}. Valid are: {', '.join(known())}.")
    record = read().measures[name]
    # Imported here, since most pages tell no figure and then need no numpy.
    from psoaslib.computed import MAKERS

    value, low, high = MAKERS[record.tells](record)
    unit = "degrees" if record.tells == "lost" else "mm"
    if record.tells in ("psoas", "drawn", "fascicle", "muscle"):
        text = change(value, low, high)
    elif record.tells == "lost":
        text = turned(value, low, high)
    else:
        heel = record.tells in ("sink", "shift")
        text = amount(value, low, high, "all our lunges" if heel else "both models")
    size = {key: abs(angle) for key, angle in record.pose.items()}
    size |= {key: getattr(record, key) for key in ("tilt_lost", "reserve", "sink_mm")}
    title = record.title.format(**{key: f"{number:g}" for key, number in size.items()})
    return Told(name, title, text, value, low, high, unit, record.pose, size)


def filled(text: str) -> str:
    """Return a text with its figures in place of `{measure:id}`, and `{measure:id.angle}`."""
    return _PLACE.sub(lambda place: _placed(*place.groups()), text)


def _placed(name: str, part: str | None) -> str:
    told = measure(name)
    if part is None:
        return told.text
    if part not in told.size:
        raise ValueError(f"The measure {name!r} has no {part!r}. It has: {', '.join(told.size)}.")
    return f"{told.size[part]:g}{' mm' if part.endswith('_mm') else '°'}"


def opened(text: str, said: Mapping[str, str]) -> str:
    """Return a text with the words of `said` in place of `{name}`."""
    for name, words in said.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def change(value: float, low: float | None, high: float | None) -> str:
    """Say a change from standing in millimetres, such as "12 mm longer (9 to 15 mm)"."""
    told = _moved(value) if _whole(value) else "as long as in standing"
    if low is None or high is None:
        return f"{told} ({ONE_MODEL})"
    if _whole(low) < 0 < _whole(high):
        return f"{told} ({_moved(low)} to {_moved(high)})"
    least, most = sorted((abs(_whole(low)), abs(_whole(high))))
    return f"{told} (both models)" if least == most else f"{told} ({least} to {most} mm)"


def amount(value: float, low: float, high: float, same: str = "both models") -> str:
    """Say millimetres with their band, such as "31 mm (24 to 38 mm)".

    `same` stands in the brackets where low and high agree.
    """
    told, first, last = (_signed(_whole(each)) for each in (value, low, high))
    return f"{told} mm ({same})" if first == last else f"{told} mm ({first} to {last} mm)"


def turned(value: float, low: float, high: float) -> str:
    """Say degrees with their band, such as "2.5° (2.4° to 3.9°)"."""
    return f"{value:.1f}° ({low:.1f}° to {high:.1f}°)"


def _moved(value: float) -> str:
    return f"{abs(_whole(value))} mm {'shorter' if value < 0 else 'longer'}"


def _whole(value: float) -> int:
    """Round to a whole number, by way of hundredths as the figures of `lengths` are."""
    return round(round(value, 2))


def _signed(value: int) -> str:
    """Write a whole number, below zero with a minus sign and not with a hyphen."""
    return f"{value:d}".replace("-", "\N{MINUS SIGN}")
