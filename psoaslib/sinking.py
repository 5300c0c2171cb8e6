"""Offer the heel test of the lunge: how far the rear heel sinks, and what can make it sink.

The call returns a page that shows itself, and whose `repr` says the same in plain words. Degrees,
metres for the body, millimetres for the heel, each with its span over the lunges that we tried.
"""

from collections.abc import Sequence

import numpy as np

from psoaslib import computed, heel, images, measures
from psoaslib.catalogue import Catalogue, catalogue
from psoaslib.document import Block
from psoaslib.pages.measures import chart, chart_key, findings
from psoaslib.shown import Page
from psoaslib.trials import chart_words


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
    tilt_lost : degrees of posterior tilt given up, the pelvis in its place.
    reserve : degrees that the hip can still extend before its end range.
    knee_flexion, hip_x, stature_m : the lunge: degrees, metres ahead of the toe, metres; without
        them that of `content/measures.toml`.

    A lunge that no leg can take is a ValueError that says so.
    """
    content = catalogue()
    leg, stance = _lunge(knee_flexion, hip_x, stature_m)
    blocks = heel_blocks(leg, stance, tilt_lost, reserve, content)
    sunk = computed.sink_mm(leg, tilt_lost, reserve)
    words = (
        f"The heel sinks by {sunk:.0f} mm with {tilt_lost:g}° of tilt lost"
        f"{f' and {reserve:g}° more of hip extension' if reserve else ''}, the pelvis in its place."
    )
    return Page(words, blocks, content, _Drawn(leg, tilt_lost, reserve))


def heel_blocks(
    leg: heel.Leg, stance: str, tilt_lost: float, reserve: float, content: Catalogue
) -> tuple[Block, ...]:
    """Lay out the heel test: the chart, and what can make the heel sink, in millimetres."""
    sunk = computed.sink_mm(leg, tilt_lost, reserve)
    said = heel_said(leg, tilt_lost, reserve)
    legs = computed.legs()
    others = [computed.sink_mm(each, tilt_lost, reserve) for each in legs]
    spared = [computed.sink_mm(each, 0, 3) for each in legs]
    lost = [each for each in (computed.lost_for(one, 10.0) for one in legs) if not np.isnan(each)]
    shifts = [1000 * heel.shift_for(each, sunk).shift_m for each in (leg, *legs)]
    more = f" and {reserve:g}° more of hip extension" if reserve else ""
    lines = [
        ("Tilt and pelvis held, the hip at its end range", _sunk(computed.sink_mm(leg, 0))),
        ("Tilt and pelvis held, the hip with 3° left", _sunk(computed.sink_mm(leg, 0, 3), spared)),
        (
            f"{tilt_lost:g}° of tilt lost{more}, the pelvis in its place",
            _sunk(sunk, others),
        ),
        (
            "The article's centimetre",
            f"reached after {said['centimetre']} (in our lunges after {min(lost):.1f} to "
            f"{max(lost):.1f}°)",
        ),
        (
            "The loophole",
            f"with tilt and hip held, a pelvis that moves by {shifts[0]:.0f} mm lets the heel sink "
            f"as far (in our lunges {np.nanmin(shifts[1:]):.0f} to {np.nanmax(shifts[1:]):.0f} mm)",
        ),
    ]
    if sunk >= max(others):
        lines.append(("Mind", "of our lunges this is the one whose heel sinks furthest"))
    words = chart(chart_words("heel"), content, said)
    return (*words, *findings(stance, lines, content))


def heel_shown() -> tuple[heel.Leg, float, float]:
    """Return what the committed chart shows: the leg, the tilt lost, the hip's reserve."""
    leg, _ = _lunge(None, None, None)
    return leg, measures.measure("heel_5_lost").size["tilt_lost"], 0.0


def heel_said(leg: heel.Leg, tilt_lost: float, reserve: float) -> dict[str, str]:
    """Return what the words of the heel's chart leave open."""
    lost = computed.lost_for(leg, 10.0)
    return {
        "lost": f"{tilt_lost:g}",
        "sunk": f"{computed.sink_mm(leg, tilt_lost, reserve):.0f}",
        "centimetre": "no loss of tilt" if np.isnan(lost) else f"{lost:.1f}° of lost tilt",
    }


def _sunk(millimetres: float, others: Sequence[float] = ()) -> str:
    """Say how far the heel sinks, with the span over the lunges that we tried."""
    words = f"the heel sinks by {millimetres:.0f} mm"
    if not others:
        return words
    return f"{words} (in our lunges {min(others):.0f} to {max(others):.0f} mm)"


def _lunge(knee: float | None, hip_x: float | None, stature: float | None):
    """Return the leg and the words of its stance; ValueError for one out of reach."""
    own = computed.stance()
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
            f"ahead of the toe, the knee bent by {record.knee_flexion:g}°. Try a smaller hip_x."
        )
    return leg, computed.stance_words(record)


class _Drawn(images.Gallery):
    """Draw the heel's chart when it is asked for."""

    def __init__(self, leg: heel.Leg, tilt_lost: float, reserve: float) -> None:
        self._asked = (leg, tilt_lost, reserve)

    def find(self, key: str) -> str | None:
        if key != chart_key("heel"):
            return super().find(key)
        from psoaslib.figures import charts

        record = chart_words("heel")
        return charts.svg(charts.heel_sinks(*self._asked), record.title, record.caption)
