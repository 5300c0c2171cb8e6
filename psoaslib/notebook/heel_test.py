"""Offer the heel test of the lunge: how far the rear heel sinks, and what can make it sink.

The call returns a page that shows itself, and whose `repr` says the same in plain words. Degrees,
metres for the body, millimetres for the heel, each with its span over the lunges that we tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from psoaslib.catalogue import Catalogue, catalogue, images
from psoaslib.mechanics import heel, measures
from psoaslib.mechanics.heel import numbers
from psoaslib.notebook.model import chart_words
from psoaslib.notebook.page import Page
from psoaslib.pages.measures import chart, chart_key, findings

if TYPE_CHECKING:
    from psoaslib.catalogue.muscle import Stance
    from psoaslib.pages.document import Block

_STOPS = {
    "heel on the floor": "the heel is on the floor before the thigh is that far back",
    "straight knee": "the knee is straight before the thigh is that far back",
    "range of the ankle": "the ankle bends no further",
    "lowest place of the heel": "were the thigh to go further back, the heel would rise again",
}
"""Why a heel sinks no further, by `Sinking.ended_by`; the hip's end range is what was asked."""
_PLACES = np.arange(0, 1.01, 0.01)
"""Where the hip is tried for who asked for a lunge out of reach, metres ahead of the toe."""


def heel_test(
    tilt_lost: float = 5.0,
    reserve: float = 0.0,
    *,
    knee_flexion: float | None = None,
    hip_x: float | None = None,
    stature_m: float | None = None,
) -> Page:
    """Show how far the rear heel sinks when so much tilt is lost, and what else sinks it as far.

    Parameters
    ----------
    tilt_lost : degrees of posterior tilt given up, the pelvis in its place, 0 or more.
    reserve : degrees that the hip can still extend before its end range, 0 or more.
    knee_flexion, hip_x, stature_m : the lunge: degrees, metres ahead of the toe, metres; without
        them that of `content/measures.toml`.

    A lunge that no leg can take is a ValueError that says which places of the hip it could take.
    """
    for name, value in {"tilt_lost": tilt_lost, "reserve": reserve}.items():
        if numbers(**{name: value})[0] < 0:
            raise ValueError(f"{name} is {value:g}; it must be 0 degrees or more")
    content = catalogue()
    leg, stance = _lunge(knee_flexion, hip_x, stature_m)
    blocks = heel_blocks(leg, stance, tilt_lost, reserve, content)
    sunk = measures.sink_mm(leg, tilt_lost, reserve)
    words = f"The heel sinks by {sunk:.0f} mm with {_given(tilt_lost, reserve)}."
    return Page(words, blocks, content, _Drawn(leg, tilt_lost, reserve))


def heel_blocks(
    leg: heel.Leg, stance: str, tilt_lost: float, reserve: float, content: Catalogue
) -> tuple[Block, ...]:
    """Lay out the heel test: the chart, and what can make the heel sink, in millimetres."""
    legs = measures.legs()
    spare = measures.measure("heel_reserve").size["reserve"]
    lines = []
    # What was asked may be one of the two that every page tells.
    for lost, left in dict.fromkeys([(0, 0), (0, spare), (tilt_lost, reserve)]):
        sunk = measures.sink_mm(leg, lost, left)
        span = _span([measures.sink_mm(each, lost, left) for each in legs])
        given = _given(lost, left)
        lines.append((given[:1].upper() + given[1:], f"the heel sinks by {sunk:.0f} mm{span}"))
    lines.append(("The article's centimetre", _centimetre(leg)))
    sunk = measures.sink_mm(leg, tilt_lost, reserve)
    if round(sunk):
        lines.append(("The loophole", _loophole(leg, sunk)))
    ended = heel.sinking(leg, float(leg.hip_extension) + reserve, tilt_lost).ended_by
    if ended in _STOPS:
        lines.append(("What ends it", _STOPS[ended]))
    if round(sunk) and sunk >= max(measures.sink_mm(each, tilt_lost, reserve) for each in legs):
        lines.append(("Note", "in our lunges the heel never sank further"))
    words = chart(chart_words("heel"), content, heel_said(leg, tilt_lost, reserve))
    return (*words, *findings(stance, lines, content))


def heel_shown() -> tuple[heel.Leg, float, float]:
    """Return what the committed chart shows: the leg, the tilt lost, the hip's reserve."""
    leg, _ = _lunge(None, None, None)
    return leg, measures.measure("heel_5_lost").size["tilt_lost"], 0.0


def heel_said(leg: heel.Leg, tilt_lost: float, reserve: float) -> dict[str, str]:
    """Return what the words of the heel's chart leave open."""
    sunk = measures.sink_mm(leg, tilt_lost, reserve)
    after = [f"{tilt_lost:g}° of it lost"] if tilt_lost else []
    after += [f"the hip extended by up to {reserve:g}° more"] if reserve else []
    lost = measures.lost_for(leg, _mark())
    return {
        "after": f"with {' and '.join(after)}" if after else "once more the same",
        "sunk": f"the thigh has gone back, and the heel is {sunk:.0f} mm lower"
        if round(sunk)
        else "and the heel has not sunk",
        "centimetre": f"does not sink by the article's centimetre with up to {measures.MOST_DEG:g}°"
        " of lost tilt"
        if np.isnan(lost)
        else f"has sunk by the article's centimetre after {lost:.1f}° of lost tilt",
    }


def _mark() -> float:
    """Return how far a heel may sink by the article, in millimetres."""
    return measures.measure("heel_centimetre").size["sink_mm"]


def _given(tilt_lost: float, reserve: float) -> str:
    """Say what the heel is given to sink by."""
    if tilt_lost:
        more = f" and {reserve:g}° more of hip extension" if reserve else ""
        return f"{tilt_lost:g}° of tilt lost{more}, the pelvis in its place"
    left = f"with {reserve:g}° left" if reserve else "at its end range"
    return f"tilt and pelvis held, the hip {left}"


def _centimetre(leg: heel.Leg) -> str:
    """Say after how much lost tilt the heel has sunk by the article's centimetre."""
    lost = measures.lost_for(leg, _mark())
    found = [measures.lost_for(each, _mark()) for each in measures.legs()]
    span = _span([each for each in found if not np.isnan(each)], "°", 1, "after ")
    if np.isnan(lost):
        return f"not reached, with up to {measures.MOST_DEG:g}° of tilt lost{span}"
    return f"reached after {lost:.1f}° of lost tilt{span}"


def _loophole(leg: heel.Leg, sunk: float) -> str:
    """Say how far the pelvis must move for the heel to sink as far with tilt and hip held."""
    high = [each for each in measures.legs() if 1000 * each.heel_height_m >= sunk]
    found = [heel.shift_for(each, sunk) for each in high]
    span = _span([1000 * each.shift_m for each in found if each.leg.ankle_in_range])
    own = heel.shift_for(leg, sunk)
    move = f"{1000 * own.shift_m:.0f} mm"
    if own.leg.ankle_in_range:
        return (
            f"with tilt and hip held, a pelvis that moves by {move} lets the heel sink as far{span}"
        )
    return (
        f"with tilt and hip held, the heel sinks as far only if the pelvis moves by more than "
        f"{move}, since the ankle bends no further{span}"
    )


def _span(values: Sequence[float], unit: str = " mm", digits: int = 0, word: str = "") -> str:
    """Say the span over those of our lunges that have a value; nothing where none has, or all 0.

    digits: decimals of each figure; word: what stands before the figures.
    """
    if not values:
        return ""
    total = len(measures.legs())
    low, high = (f"{each:.{digits}f}" for each in (min(values), max(values)))
    if not float(high):
        return ""
    few = "" if len(values) == total else f"{len(values)} of "
    told = f"{high}{unit}" if low == high else f"{low} to {high}{unit}"
    return f" (in {few}our {f'{total} ' if few else ''}lunges {word}{told})"


def _lunge(knee: float | None, hip_x: float | None, stature: float | None):
    """Return the leg and the words of its stance; ValueError for one out of reach."""
    own = measures.stance()
    record = own.model_copy(
        update={
            key: value
            for key, value in (("knee_flexion", knee), ("hip_x", hip_x), ("stature_m", stature))
            if value is not None
        }
    )
    leg = heel.from_joints(
        record.stature_m,
        record.hip_x,
        record.pelvic_tilt,
        record.hip_extension,
        record.knee_flexion,
    )
    if not leg.in_reach:
        raise ValueError(
            f"No leg can stand so: stature {record.stature_m:g} m, the hip {record.hip_x:g} m "
            f"ahead of the toe, the knee bent by {record.knee_flexion:g}°. {_instead(record)}"
        )
    return leg, measures.stance_words(record)


def _instead(record: Stance) -> str:
    """Say where the hip can be for that stature and knee."""
    tried = heel.from_joints(
        record.stature_m, _PLACES, record.pelvic_tilt, record.hip_extension, record.knee_flexion
    )
    if not tried.in_reach.any():
        return "Try another knee_flexion."
    places = _PLACES[tried.in_reach]
    return f"With them, hip_x may be {places[0]:.2f} to {places[-1]:.2f}."


class _Drawn(images.Gallery):
    """Draw the heel's chart when it is asked for."""

    def __init__(self, leg: heel.Leg, tilt_lost: float, reserve: float) -> None:
        self._asked = (leg, tilt_lost, reserve)

    def find(self, key: str, small: bool = False) -> str | None:
        return self._chart if key == chart_key("heel") else super().find(key, small)

    @cached_property
    def _chart(self) -> str:
        from psoaslib.figures import charts

        record = chart_words("heel")
        return charts.svg(charts.heel_sinks(*self._asked), record.title, record.caption)
