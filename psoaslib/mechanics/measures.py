"""Tell figures of the muscle model in words, each with its band, for texts, facts and pages.

    measure("lunge_tucked").text                     # "12 mm longer (9 to 15 mm)"
    filled("So: {measure:lunge_tucked}.")            # a text of content with its figures

Which figures there are stands in `content/measures.toml`; each is made when
it is asked for. Millimetres are rounded to whole ones: a band of several allows no more.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from psoaslib import mechanics
from psoaslib.catalogue import facts, images
from psoaslib.catalogue.names import known
from psoaslib.mechanics.wording import BOTH_MODELS, change, signed

if TYPE_CHECKING:
    from psoaslib.catalogue.muscle import Measure, MeasureFile, Stance
    from psoaslib.mechanics import heel

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
    # Imported late, as much below: most pages tell no figure.
    from psoaslib.catalogue.muscle import MeasureFile

    return facts("measures.toml", MeasureFile)


def ids() -> tuple[str, ...]:
    """Return the ids of all figures, in the order of the file."""
    return tuple(read().measures)


@cache
def measure(name: str) -> Told:
    """Return one figure by its id; an unknown id is a ValueError that lists the valid ones."""
    record = known(read().measures, name, "measure")
    value, low, high = MAKERS[record.tells](record)
    unit = "degrees" if record.tells == "lost" else "mm"
    if record.tells in ("psoas", "drawn", "fascicle", "muscle"):
        text = change(value, low, high)
    elif record.tells == "lost":
        text = turned(value, low, high)
    else:
        heel = record.tells in ("sink", "shift")
        text = amount(value, low, high, "all our lunges" if heel else BOTH_MODELS)
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


def amount(value: float, low: float, high: float, same: str = BOTH_MODELS) -> str:
    """Say millimetres with their band, such as "31 mm (24 to 38 mm)".

    `same` stands in the brackets where low and high agree.
    """
    told, first, last = (signed(each) for each in (value, low, high))
    return f"{told} mm ({same})" if first == last else f"{told} mm ({first} to {last} mm)"


def turned(value: float, low: float, high: float) -> str:
    """Say degrees with their band, such as "2.5° (2.4° to 3.9°)"."""
    return f"{value:.1f}° ({low:.1f}° to {high:.1f}°)"


HIP_MODELS = ("rajagopal2016", "gait2392")
LEVELS = ("L5", "L4", "L3", "L2", "L1")
"""The vertebra above each lumbar joint, in the order of `Paths.level_arms_m`."""
MOST_DEG = 15.0
"""The most degrees of lost tilt that are tried for a sink of the heel."""
Figure = tuple[float, float | None, float | None]


def _span(values: list[float]) -> Figure:
    return sum(values) / len(values), min(values), max(values)


def _psoas(record: Measure) -> Figure:
    found = mechanics.psoas_length(**record.pose)
    return found.change_mm, *found.band


def _length(record: Measure) -> Figure:
    found = mechanics.psoas_length(**record.pose)
    return found.length_mm, *found.length_band


def solved(stretch: str, step: str) -> dict[str, Any]:
    """Return the solved pose of a drawn step: `angles` in degrees, `stature` in metres."""
    text = (images.folder() / stretch / "poses.json").read_text(encoding="utf-8")
    return json.loads(text)["poses"][step]


def _drawn(record: Measure) -> Figure:
    pose = solved(*record.of.split("/"))
    found = mechanics.of_body(pose["angles"], record.side)
    return found.change_mm, *found.band


def _in(models: tuple[str, ...], record: Measure) -> Figure:
    paths = [mechanics.solve(model, arms=False, **record.pose) for model in models]
    return _span([1000 * float(each.change_m[..., each.of(record.of)]) for each in paths])


def _arm(record: Measure) -> Figure:
    paths = [mechanics.solve(model, **record.pose) for model in mechanics.MODELS]
    return _span([1000 * float(each.mean(each.arms_m[record.of])) for each in paths])


def _level_arm(record: Measure) -> Figure:
    level = LEVELS.index(record.of)
    paths = [mechanics.solve(model, **record.pose) for model in mechanics.MODELS]
    return _span([1000 * float(each.mean(each.level_arms_m[:, level, 0])) for each in paths])


def legs() -> list[heel.Leg]:
    """Return the lunges in which the heel is tried, the one that texts tell of first."""
    from psoaslib.mechanics import heel

    stance = read().stance
    return [
        heel.from_joints(stance.stature_m, x, stance.pelvic_tilt, stance.hip_extension, knee)
        for x, knee in ((stance.hip_x, stance.knee_flexion), *stance.others)
    ]


def stance() -> Stance:
    """Return the lunge in which the heel is tried."""
    return read().stance


def stance_words(record: Stance) -> str:
    """Say a lunge in words."""
    return record.text.format(**record.model_dump(exclude={"text"}), hip_cm=100 * record.hip_x)


def _over_lunges(tried: Callable[[heel.Leg], float]) -> Figure:
    values = [tried(leg) for leg in legs()]
    return values[0], min(values), max(values)


def sink_mm(leg: heel.Leg, tilt_lost: float, reserve: float = 0.0) -> float:
    """Return how far the heel sinks, the pelvis in place, the hip `reserve` from its end range."""
    from psoaslib.mechanics import heel

    return heel.sinking(leg, float(leg.hip_extension) + reserve, tilt_lost).sink_mm


def _shift_mm(leg: heel.Leg, sink: float) -> float:
    from psoaslib.mechanics import heel

    return 1000 * heel.shift_for(leg, sink).shift_m


def lost_for(leg: heel.Leg, sink: float) -> float:
    """Return the degrees of tilt that are lost when the heel has sunk so far; NaN if it cannot."""
    import numpy as np

    steps = np.linspace(0, MOST_DEG, 301)
    sunk = cache(lambda number: sink_mm(leg, steps[number]))
    last = len(steps) - 1
    if sunk(last) < sink:
        return float("nan")
    # With more tilt lost the heel sinks no less, so few of the steps need be tried.
    after = bisect_left(range(last), sink, key=sunk)
    between = [max(after - 1, 0), after]
    return float(np.interp(sink, [sunk(number) for number in between], steps[between]))


MAKERS: dict[str, Callable[[Measure], Figure]] = {
    "psoas": _psoas,
    "length": _length,
    "drawn": _drawn,
    "fascicle": lambda record: _in(mechanics.MODELS, record),
    "muscle": lambda record: _in(HIP_MODELS, record),
    "arm": _arm,
    "level_arm": _level_arm,
    "sink": lambda record: _over_lunges(lambda leg: sink_mm(leg, record.tilt_lost, record.reserve)),
    "shift": lambda record: _over_lunges(lambda leg: _shift_mm(leg, record.sink_mm)),
    "lost": lambda record: _over_lunges(lambda leg: lost_for(leg, record.sink_mm)),
}
