"""Hold which figures of the muscle model texts may tell, and the words of its charts."""

from typing import Literal

from psoaslib.records.base import Id, Record, Sourced, Words, by_id

Kind = Literal[
    *("psoas", "length", "drawn", "fascicle", "muscle", "arm", "level_arm"),
    *("sink", "shift", "lost"),
]


class Stance(Record):
    """The lunge in which the heel is tried; `others` are pairs of hip_x and knee_flexion."""

    text: Words
    stature_m: float
    hip_x: float
    pelvic_tilt: float
    hip_extension: float
    knee_flexion: float
    convention: Words
    others: tuple[tuple[float, float], ...]


class Measure(Record):
    """One figure: what it tells, of what, in which pose."""

    id: Id
    title: Words
    tells: Kind = "psoas"
    of: Words = "psoas"
    side: Literal["right", "left"] = "right"
    pose: dict[str, float] = {}
    tilt_lost: float = 0
    reserve: float = 0
    sink_mm: float = 0


class MeasureFile(Record):
    """The file `measures.toml`."""

    stance: Stance
    measures: by_id(Measure)


class Chart(Sourced):
    """The words of a chart; `{measure:id}` stands for a figure."""

    id: Id
    title: Words
    alt: Words
    caption: Words


class ChartFile(Record):
    """The file `charts.toml`."""

    charts: by_id(Chart)
