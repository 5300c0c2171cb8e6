"""Work a table of poses, so that anyone can check the models against another engine.

    python -m psoaslib.psoas --model composite_b --poses poses.csv --out lengths.csv

Columns read: hip_flexion_deg, hip_adduction_deg, hip_rotation_deg, knee_flexion_deg,
lumbar_flexion_deg, lumbar_bend_right_deg, lumbar_rot_left_deg, and for the composites distribution
(LFB, Christophy2012 or uniform5). An absent column and an empty cell count as 0 (LFB); other
columns are ignored, as is the spine by the hip models. One row is written a pose, in order: lengths
in metres and arms -dL/dq in metres a radian. A row out of range has empty cells, and the number of
such rows is told; that is no failure.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np

from psoaslib.psoas import tables
from psoaslib.psoas.angles import HIP, ranges, within
from psoaslib.psoas.model import Paths, muscles_of, solve


class Refusal(Exception):
    """What is wrong with the command's arguments or its input, in one line."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, 0, or 2 where it could not be done."""
    parser = Parser(prog="python -m psoaslib.psoas", description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help=", ".join(tables.models()))
    parser.add_argument("--poses", required=True, type=Path, help="CSV file of poses, degrees")
    parser.add_argument("--out", required=True, type=Path, help="CSV file to write")
    try:
        given = parser.parse_args(arguments)
        if given.model not in tables.models():
            names = ", ".join(tables.models())
            raise Refusal(f"--model is {given.model}; it must be one of: {names}")
        poses = read(given.poses)
        columns, cells, bad = worked(given.model, poses)
        write(given.out, columns, cells)
    except Refusal as refusal:
        print(f"psoaslib.psoas: {refusal}", file=sys.stderr)
        return 2
    if bad:
        limits = ", ".join(f"{name} {a:g}..{b:g}" for name, (a, b) in ranges(given.model).items())
        print(
            f"psoaslib.psoas: {bad} of {len(poses)} poses out of the range of {given.model} "
            f"(degrees: {limits}); their cells are empty",
            file=sys.stderr,
        )
    return 0


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file's rows; what cannot be read is a Refusal."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Refusal(f"{path} cannot be read: {why}") from None
    if not reader.fieldnames:
        raise Refusal(f"{path} has no line with the columns' names")
    return rows


def write(path: Path, columns: Sequence[str], cells: np.ndarray) -> None:
    """Write numbers (rows, columns) with nine digits, NaN as an empty cell."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for row in cells.tolist():
                writer.writerow("" if cell != cell else f"{cell:.9g}" for cell in row)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}") from None


def worked(model: str, poses: list[dict[str, str]]) -> tuple[list[str], np.ndarray, int]:
    """Return the columns' names, numbers (poses, columns), and how many poses are out of range."""
    columns = columns_of(model)
    values = {name: column(poses, f"{name}_deg") for name in ranges(model)}
    good = within(model, values)
    groups = [None] * len(poses)
    if tables.models()[model].kind == "whole":
        groups = [(row.get("distribution") or "LFB").strip() for row in poses]
    cells = np.full((len(poses), len(columns)), np.nan)
    for name in dict.fromkeys(groups):
        if name not in (None, *tables.distributions()):
            names = ", ".join(tables.distributions())
            line = groups.index(name) + 1
            raise Refusal(f"pose {line}, distribution is {name}; it must be one of: {names}")
        rows = np.flatnonzero(good & np.array([each == name for each in groups]))
        own = {} if name is None else {"distribution": name}
        paths = solve(model, **{key: array[rows] for key, array in values.items()}, **own)
        cells[rows] = filled(paths)
    return columns, cells, int((~good).sum())


def column(poses: list[dict[str, str]], name: str) -> np.ndarray:
    """Return a column's numbers; absent and empty cells are 0, another text is a Refusal."""
    result = np.zeros(len(poses))
    for number, row in enumerate(poses):
        cell = (row.get(name) or "").strip()
        try:
            result[number] = float(cell or 0)
        except ValueError:
            raise Refusal(f"pose {number + 1}, {name} is {cell!r}; it must be a number") from None
    return result


def columns_of(model: str) -> list[str]:
    """Return the names of the columns written for a model."""
    arms = [name.removeprefix("hip_") for name in HIP]
    if tables.models()[model].kind == "whole":
        lengths = [f"{muscle}_length_m" for muscle in muscles_of(model)]
        return [*lengths, *(f"hip_{arm}_ma_m" for arm in arms)]
    return [
        f"{muscle}_{figure}_m"
        for muscle in muscles_of(model)
        for figure in ("length", *(f"ma_{arm}" for arm in arms))
    ]


def filled(paths: Paths) -> np.ndarray:
    """Return the numbers of some poses in the order of the columns."""
    arms = [paths.arms_m[name] for name in HIP]
    if tables.models()[paths.model].kind == "whole":
        # The arm over the hip is common to all fascicles of the psoas.
        return np.column_stack([paths.length_m, *(arm[:, 0] for arm in arms)])
    own = np.stack([paths.length_m, *arms], axis=-1)
    return own.reshape(len(own), -1)


if __name__ == "__main__":
    sys.exit(main())
