"""Compute the figures that texts may tell (`content/measures.toml`), and the heel's lunges.

Each maker takes a measure's record and returns value, low and high, in millimetres or degrees. The
band of the psoas spans the two whole-path models, that of a single hip muscle the two hip models,
that of the heel a few lunges.
"""

import json
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from psoaslib import heel, psoas
from psoaslib.catalogue import images
from psoaslib.catalogue.muscle import Measure, Stance
from psoaslib.measures import read
from psoaslib.psoas.seen import MODELS

HIP_MODELS = ("rajagopal2016", "gait2392")
LEVELS = ("L5", "L4", "L3", "L2", "L1")
"""The vertebra above each lumbar joint, in the order of `Paths.level_arms_m`."""
MOST_DEG = 15.0
"""The most degrees of lost tilt that are tried for a sink of the heel."""
Figure = tuple[float, float | None, float | None]


def _span(values: list[float]) -> Figure:
    return sum(values) / len(values), min(values), max(values)


def _psoas(record: Measure) -> Figure:
    found = psoas.psoas_length(**record.pose)
    return found.change_mm, *found.band


def _length(record: Measure) -> Figure:
    found = psoas.psoas_length(**record.pose)
    return found.length_mm, *found.length_band


def solved(stretch: str, step: str) -> dict[str, Any]:
    """Return the solved pose of a drawn step: `angles` in degrees, `stature` in metres."""
    text = (images.folder() / stretch / "poses.json").read_text(encoding="utf-8")
    return json.loads(text)["poses"][step]


def _drawn(record: Measure) -> Figure:
    pose = solved(*record.of.split("/"))
    found = psoas.of_body(pose["angles"], record.side)
    return found.change_mm, *found.band


def _in(models: tuple[str, ...], record: Measure) -> Figure:
    paths = [psoas.solve(model, arms=False, **record.pose) for model in models]
    return _span([1000 * float(each.change_m[..., each.of(record.of)]) for each in paths])


def _arm(record: Measure) -> Figure:
    paths = [psoas.solve(model, **record.pose) for model in MODELS]
    return _span([1000 * float(each.mean(each.arms_m[record.of])) for each in paths])


def _level_arm(record: Measure) -> Figure:
    level = LEVELS.index(record.of)
    paths = [psoas.solve(model, **record.pose) for model in MODELS]
    return _span([1000 * float(each.mean(each.level_arms_m[:, level, 0])) for each in paths])


def legs() -> list[heel.Leg]:
    """Return the lunges in which the heel is tried, the one that texts tell of first."""
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
    return heel.sinking(leg, float(leg.hip_extension) + reserve, tilt_lost).sink_mm


def lost_for(leg: heel.Leg, sink: float) -> float:
    """Return the degrees of tilt that are lost when the heel has sunk so far; NaN if it cannot."""
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
    "fascicle": lambda record: _in(MODELS, record),
    "muscle": lambda record: _in(HIP_MODELS, record),
    "arm": _arm,
    "level_arm": _level_arm,
    "sink": lambda record: _over_lunges(lambda leg: sink_mm(leg, record.tilt_lost, record.reserve)),
    "shift": lambda record: _over_lunges(
        lambda leg: 1000 * heel.shift_for(leg, record.sink_mm).shift_m
    ),
    "lost": lambda record: _over_lunges(lambda leg: lost_for(leg, record.sink_mm)),
}
