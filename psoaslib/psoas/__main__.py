"""Work a table of poses, so that anyone can check the models against another engine.

    python -m psoaslib.psoas --model composite_b --poses poses.csv --out lengths.csv

Columns read: hip_flexion_deg, hip_adduction_deg, hip_rotation_deg, knee_flexion_deg,
lumbar_flexion_deg, lumbar_bend_right_deg, lumbar_rot_left_deg, and for the composites distribution
(LFB, Christophy2012 or uniform5). An absent column and an empty cell count as 0 (LFB); other
columns are ignored, as is the spine by the hip models. One row is written a pose, in order: lengths
in metres and arms -dL/dq in metres a radian. A row out of range has empty cells, and the number of
such rows is told; that is no failure.
"""

import sys
from collections.abc import Sequence

import numpy as np

from psoaslib import sheets
from psoaslib.psoas import tables
from psoaslib.psoas.angles import HIP, ranges, within
from psoaslib.psoas.model import Paths, muscles_of, solve

NAME = "psoaslib.psoas"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, 0, or 2 where it could not be done."""

    def work() -> str:
        parser = sheets.parser(NAME, __doc__.splitlines()[0])
        parser.add_argument("--model", required=True, help=", ".join(tables.models()))
        given = parser.parse_args(arguments)
        if given.model not in tables.models():
            names = ", ".join(tables.models())
            raise sheets.Refusal(f"--model is {given.model}; it must be one of: {names}")
        cells, bad = worked(given.model, sheets.read(given.poses))
        sheets.write(given.out, columns(given.model), cells)
        if not bad:
            return ""
        limits = ", ".join(f"{name} {a:g}..{b:g}" for name, (a, b) in ranges(given.model).items())
        return (
            f"{bad} of {len(cells)} poses out of the range of {given.model} "
            f"(degrees: {limits}); their cells are empty"
        )

    return sheets.run(NAME, work)


def worked(model: str, poses: list[dict[str, str]]) -> tuple[np.ndarray, int]:
    """Return numbers (poses, columns), NaN out of range, and how many poses are out of range."""
    values = {name: sheets.column(poses, f"{name}_deg", empty=0.0) for name in ranges(model)}
    good = within(model, values)
    ways = [None] * len(poses)
    if tables.models()[model].kind == "whole":
        ways = [(row.get("distribution") or "").strip() or "LFB" for row in poses]
    cells = np.full((len(poses), len(columns(model))), np.nan)
    for way in dict.fromkeys(ways):
        if way not in (None, *tables.distributions()):
            names = ", ".join(tables.distributions())
            number = ways.index(way) + 1
            raise sheets.Refusal(
                f"pose {number}, distribution is {way}; it must be one of: {names}"
            )
        rows = np.flatnonzero(good & np.array([each == way for each in ways]))
        own = {} if way is None else {"distribution": way}
        paths = solve(model, **{name: array[rows] for name, array in values.items()}, **own)
        cells[rows] = numbers(paths)
    return cells, int((~good).sum())


def columns(model: str) -> list[str]:
    """Return the names of the columns written for a model."""
    arms = [name.removeprefix("hip_") for name in HIP]
    if tables.models()[model].kind == "whole":
        lengths = [f"{muscle}_length_m" for muscle in muscles_of(model)]
        return [*lengths, *(f"hip_{arm}_ma_m" for arm in arms)]
    figures = ("length", *(f"ma_{arm}" for arm in arms))
    return [f"{muscle}_{figure}_m" for muscle in muscles_of(model) for figure in figures]


def numbers(paths: Paths) -> np.ndarray:
    """Return the numbers of some poses in the order of the columns."""
    arms = [paths.arms_m[name] for name in HIP]
    if tables.models()[paths.model].kind == "whole":
        # The arm over the hip is common to all fascicles of the psoas.
        return np.column_stack([paths.length_m, *(arm[:, 0] for arm in arms)])
    own = np.stack([paths.length_m, *arms], axis=-1)
    return own.reshape(len(own), own.shape[1] * own.shape[2])


if __name__ == "__main__":
    sys.exit(main())
