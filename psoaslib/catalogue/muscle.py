"""Published figures of the muscle models, the figures that texts may tell, and the heel's foot.

The models stand in `content/psoas/`, the rest in `measures.toml`, `charts.toml`, `heel.toml`.

Metres, newtons, degrees; axes x forward, y up, z right; the right leg. `models.toml` says what
each file holds; here every row is one record. `donor` is the published model that a row is from.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from psoaslib.catalogue.base import ById, Id, Record, Sourced, Words, problem

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Maybe = Annotated[Finite | None, BeforeValidator(lambda value: None if value == "" else value)]
Kind = Literal["hip", "whole"]
Angle = Literal[
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_flexion",
    "lumbar_flexion",
    "lumbar_bend_right",
    "lumbar_rot_left",
]


class Row(Record):
    """One row of a table, with the name of its source."""

    source: str


class PathPoint(Row):
    """A point of a muscle's way in a frame; with bounds, it holds between them alone."""

    donor: str
    muscle: str
    order: int
    frame: str
    x_m: Finite
    y_m: Finite
    z_m: Finite
    active_angle: Literal["", "hip_flexion", "knee_flexion"] = ""
    active_from_deg: Maybe = None
    active_to_deg: Maybe = None

    @property
    def at(self) -> tuple[float, float, float]:
        """The point, metres, in its frame."""
        return (self.x_m, self.y_m, self.z_m)


class Cylinder(Row):
    """A cylinder that a muscle winds round, fixed in a frame."""

    donor: str
    muscle: str
    frame: str
    x_m: Finite
    y_m: Finite
    z_m: Finite
    turn_x_deg: Finite
    turn_y_deg: Finite
    turn_z_deg: Finite
    radius_m: Positive
    length_m: Positive
    side: Literal["-y", "all"]


class Architecture(Row):
    """A muscle's or fascicle's maximal isometric force and optimal fibre length."""

    donor: str
    muscle: str
    max_isometric_force_N: Positive
    optimal_fibre_length_m: Positive


class Frame(Row):
    """Where a frame is joined to its parent, and where that joint lies in the frame."""

    donor: str
    frame: str
    parent: str
    x_m: Finite
    y_m: Finite
    z_m: Finite
    turn_z_deg: Finite
    own_x_m: Finite
    own_y_m: Finite
    own_z_m: Finite


class Shares(Row):
    """How one lumbar angle is shared out over the joints below the vertebrae named, per cent."""

    distribution: str
    angle: Literal["lumbar_flexion", "lumbar_bend_right", "lumbar_rot_left"]
    L5_pct: Finite
    L4_pct: Finite
    L3_pct: Finite
    L2_pct: Finite
    L1_pct: Finite
    T12_pct: Finite

    @model_validator(mode="after")
    def _whole(self) -> Self:
        rest = self.L5_pct + self.L4_pct + self.L3_pct + self.L2_pct + self.L1_pct + self.T12_pct
        if abs(rest - 100) > 0.05:
            raise problem("T12_pct", f"makes {rest:g} per cent in all; it must be 100")
        return self


class TibiaKnee(Row):
    """gait2392's knee at one angle: the tibia's origin, and rectus femoris's end in the tibia."""

    knee_flexion_deg: Finite
    tibia_x_m: Finite
    tibia_y_m: Finite
    end_x_m: Finite
    end_y_m: Finite
    end_z_m: Finite


class PatellaKnee(Row):
    """Rajagopal's knee at one angle: rectus femoris's first point on the kneecap, and the rest."""

    knee_flexion_deg: Finite
    point_x_m: Finite
    point_y_m: Finite
    point_z_m: Finite
    rest_m: Positive


class Parts(Record):
    """The donors of a model's frames and muscles."""

    frames: str
    psoas: str
    iliacus: str
    rectfem: str | None = None
    fascicles: str | None = None


class MuscleModel(Record):
    """A model by name: a hip model knows no spine, a whole-path model no rectus femoris."""

    title: str
    kind: Kind
    stature_m: Positive
    highest_hip_flexion: Positive | None = None
    parts: Parts
    source: str


class Ranges(Record):
    """The angles that the models accept, (lowest, highest) in degrees."""

    hip_flexion: tuple[float, float]
    hip_adduction: tuple[float, float]
    hip_rotation: tuple[float, float]
    knee_flexion: tuple[float, float]
    lumbar_flexion: tuple[float, float]
    lumbar_bend_right: tuple[float, float]
    lumbar_rot_left: tuple[float, float]
    source: str


class Source(Record):
    """Where figures come from, with the licence seen there."""

    text: str
    licence: str


class MuscleModelFile(Record):
    """The file `psoas/models.toml`."""

    ranges: Ranges
    models: Mapping[str, MuscleModel]
    sources: Mapping[str, Source]


Tells = Literal[
    "psoas", "length", "drawn", "fascicle", "muscle", "arm", "level_arm", "sink", "shift", "lost"
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
    tells: Tells = "psoas"
    of: Words = "psoas"
    side: Literal["right", "left"] = "right"
    pose: dict[str, float] = {}
    tilt_lost: float = 0
    reserve: float = 0
    sink_mm: float = 0


class MeasureFile(Record):
    """The file `measures.toml`."""

    stance: Stance
    measures: ById[str, Measure]


class Chart(Sourced):
    """The words of a chart; `{measure:id}` stands for a figure."""

    id: Id
    title: Words
    alt: Words
    caption: Words


class ChartFile(Record):
    """The file `charts.toml`."""

    charts: ById[str, Chart]


Share = Annotated[float, Field(gt=0, lt=1)]


class Foot(Record):
    """Where the foot's contacts lie under the ankle, along the floor."""

    toe_ahead_of_ankle: Share
    heel_behind_ankle: Share
    source: str


class HeelFile(Record):
    """The file `heel.toml`."""

    foot: Foot
