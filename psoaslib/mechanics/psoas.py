"""Say how long the psoas is, as people see it: the two whole-path models together, with their band.

The figure is the mean of `composite_a` and `composite_b`, each the force-weighted mean over eleven
fascicles with the LFB distribution of lumbar motion; the band is the span of the two. Where a pose
lies beyond composite_a, the figure is composite_b's and the band reads *one model only*. Both are
constructions of two published models each (`content/psoas/models.toml`).

Angles in degrees as in `angles`; millimetres for people, metres in arrays. Strain is
the change over the optimal fibre length with the tendon taken as rigid: an upper bound.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from psoaslib.catalogue.names import one_of
from psoaslib.mechanics import angles as read
from psoaslib.mechanics.model import solve
from psoaslib.mechanics.wording import ONE_MODEL, moved, signed, span, whole

MODELS = ("composite_a", "composite_b")
DISTRIBUTION = "LFB"
NOTE = (
    "The band spans two models that join a spine to a hip; where each sets its spine on the pelvis "
    "moves the lumbar part. Strain takes the tendon as rigid, so it is at most that."
)


@dataclass(frozen=True)
class Band:
    """The span of the two models, `low, high = band`; both None where only one model reaches.

    Millimetres, or shares where the unit is %; its text is rounded, and in % where it is a share.
    """

    low: float | None
    high: float | None
    unit: str = "mm"

    @property
    def one_model(self) -> bool:
        """Whether only one model reaches the pose."""
        return self.low is None

    def __iter__(self) -> Iterator[float | None]:
        return iter((self.low, self.high))

    def __str__(self) -> str:
        if self.one_model:
            return ONE_MODEL
        share = 100 if self.unit == "%" else 1
        low, high = (signed(share * each) for each in self)
        return f"{low} {self.unit}" if low == high else f"{low} to {high} {self.unit}"


@dataclass(frozen=True)
class PsoasLength:
    """The psoas of one side in one pose: length, change from standing, strain, each with its band.

    `length_mm`, `change_mm` and `strain` (a share, 0.1 is 10 %) are None where the pose lies beyond
    the models; `beyond` then names the angles that do. `band` is the span of the change.
    """

    side: str
    length_mm: float | None
    change_mm: float | None
    strain: float | None
    band: Band
    length_band: Band
    strain_band: Band
    beyond: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What the band and the strain mean."""
        return NOTE

    def __repr__(self) -> str:
        if self.beyond:
            names = ", ".join(self.beyond)
            return f"Psoas, {self.side} side: this pose is beyond the models ({names})."
        still = not whole(self.change_mm)
        told = "as in standing" if still else f"{moved(self.change_mm)} than in standing"
        most = "at most " if self.strain > 0 and not still else ""
        return (
            f"Psoas, {self.side} side: {signed(self.length_mm)} mm, {told} ({span(*self.band)}); "
            f"strain {most}{signed(100 * self.strain)} % ({self.strain_band})."
        )

    def _repr_markdown_(self) -> str:
        if self.beyond:
            return f"{self!r}\n\n*{NOTE}*"
        rows = (
            ("Length", f"{signed(self.length_mm)} mm", self.length_band),
            ("Change from standing", f"{signed(self.change_mm)} mm", self.band),
            ("Strain, at most", f"{signed(100 * self.strain)} %", self.strain_band),
        )
        table = "\n".join(f"| **{name}** | {value} | {band} |" for name, value, band in rows)
        title = f"| Psoas, {self.side} side | Figure | Band |\n| :--- | :--- | :--- |"
        return f"{title}\n{table}\n\n{self!r}\n\n*{NOTE}*"


@dataclass(frozen=True, eq=False)
class Seen:
    """The same for many poses: arrays of the poses' shape; metres, strain as a share.

    `low` and `high` span the two models, by the names `length_m`, `change_m` and `strain`; they are
    NaN where only one model reaches.
    """

    length_m: np.ndarray
    change_m: np.ndarray
    strain: np.ndarray
    low: dict[str, np.ndarray]
    high: dict[str, np.ndarray]


def seen(
    *,
    side: str = "right",
    stature_m: float | None = None,
    trunk: str = "upright",
    **angles: object,
) -> Seen:
    """Return what people see for one pose or many; angles and errors as in `solve`.

    Without `stature_m` each model has its own body's size, 1.80 m and 1.70 m.
    """
    joints = read.named("composite_b", angles, trunk)
    shape, flat = read.checked("composite_b", joints)
    both = read.within("composite_a", flat)
    reached = flat | {"hip_flexion": np.where(both, flat["hip_flexion"], 0.0)}
    found = {}
    known = {"side": side, "stature_m": stature_m, "distribution": DISTRIBUTION, "arms": False}
    for model, pose in zip(MODELS, (reached, flat), strict=True):
        paths = solve(model, **known, **pose)
        found[model] = {name: paths.mean(getattr(paths, name)) for name in _FIGURES}
    value, low, high = {}, {}, {}
    for name in _FIGURES:
        a, b = (found[model][name] for model in MODELS)
        value[name] = np.where(both, (a + b) / 2, b).reshape(shape)
        low[name] = np.where(both, np.minimum(a, b), np.nan).reshape(shape)
        high[name] = np.where(both, np.maximum(a, b), np.nan).reshape(shape)
    return Seen(**value, low=low, high=high)


_FIGURES = ("length_m", "change_m", "strain")


def psoas_length(
    *,
    thigh_extension: float | None = None,
    pelvic_tilt: float | None = None,
    hip_extension: float | None = None,
    hip_flexion: float | None = None,
    trunk: str = "upright",
    hip_adduction: float = 0.0,
    hip_rotation: float = 0.0,
    knee_flexion: float = 0.0,
    lumbar_flexion: float | None = None,
    lumbar_bend_right: float = 0.0,
    lumbar_rot_left: float = 0.0,
    side: str = "right",
    stature_m: float | None = None,
) -> PsoasLength:
    """Return the psoas's length in one pose, with its band.

        psoas_length(thigh_extension=10, pelvic_tilt=8).change_mm

    Degrees. Give the hip either as `thigh_extension` (thigh behind the vertical) with `pelvic_tilt`
    (posterior positive), whose sum is the hip's extension, or as `hip_extension`, or as
    `hip_flexion`; naming it twice is a ValueError. `trunk="upright"` flexes the lumbar spine by the
    tilt, `trunk="with_pelvis"` does not. `side` is the side of the muscle, and of the hip and knee
    whose angles are given; the trunk's angles stay as named. The knee does not move the psoas.
    Without `stature_m` (metres) each model has its own body's size. What is out of the models'
    range is a ValueError that names the angle, the range and the unit.
    """
    angles = {
        "thigh_extension": thigh_extension,
        "pelvic_tilt": pelvic_tilt,
        "hip_extension": hip_extension,
        "hip_flexion": hip_flexion,
        "hip_adduction": hip_adduction,
        "hip_rotation": hip_rotation,
        "knee_flexion": knee_flexion,
        "lumbar_flexion": lumbar_flexion,
        "lumbar_bend_right": lumbar_bend_right,
        "lumbar_rot_left": lumbar_rot_left,
    }
    for name, value in angles.items():
        if np.ndim(value):
            raise ValueError(f"{name} must be one number of degrees; `seen` takes arrays")
    return _told(side, seen(side=side, stature_m=stature_m, trunk=trunk, **angles))


def of_body(angles: Mapping[str, float], side: str, stature_m: float | None = None) -> PsoasLength:
    """Return the psoas's length in a posed body, by its solved angles.

    `angles` has the names of `body.joints.names()`, degrees, such as `right_hip_flexion` and
    `lumbar_bend_right`; angles that the psoas does not cross are ignored, absent ones are 0. A pose
    beyond the models is no error but a result without figures that names the angles beyond them.
    """
    one_of("side", side, read.SIDES)
    pose = {
        name: float(angles.get(name if name in read.LUMBAR else f"{side}_{name}", 0.0))
        for name in (*read.HIP, *read.LUMBAR)
    }
    limits = read.ranges("composite_b")
    beyond = tuple(
        f"{name} {value:g}, the models take {limits[name][0]:g} to {limits[name][1]:g} degrees"
        for name, value in pose.items()
        if not limits[name][0] <= value <= limits[name][1]
    )
    if beyond:
        nothing = (Band(None, None), Band(None, None), Band(None, None, "%"))
        return PsoasLength(side, None, None, None, *nothing, beyond)
    return _told(side, seen(side=side, stature_m=stature_m, **pose))


def _told(side: str, result: Seen) -> PsoasLength:
    """Turn the one pose of a result into plain figures for people."""

    def band(name: str, factor: float, unit: str = "mm") -> Band:
        low, high = factor * float(result.low[name]), factor * float(result.high[name])
        return Band(None, None, unit) if np.isnan(low) else Band(low, high, unit)

    return PsoasLength(
        side=side,
        length_mm=1000 * float(result.length_m),
        change_mm=1000 * float(result.change_m),
        strain=float(result.strain),
        band=band("change_m", 1000),
        length_band=band("length_m", 1000),
        strain_band=band("strain", 1, "%"),
    )
