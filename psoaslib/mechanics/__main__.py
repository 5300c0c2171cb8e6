"""Two commands that work a table of poses, so that anyone can check them against another engine.

    python -m psoaslib.mechanics psoas --model composite_b --poses poses.csv --out lengths.csv
    python -m psoaslib.mechanics heel --poses lunges.csv --out legs.csv

Tables are CSV in UTF-8, the first line the columns' names; one row is written a pose, in order.
What is wrong is told in one line on stderr, with exit status 2.

`psoas` reads hip_flexion_deg, hip_adduction_deg, hip_rotation_deg, knee_flexion_deg,
lumbar_flexion_deg, lumbar_bend_right_deg, lumbar_rot_left_deg, and for the composites distribution
(LFB, Christophy2012 or uniform5). An absent column and an empty cell count as 0 (LFB); other
columns are ignored, as is the spine by the hip models. It writes lengths in metres and arms -dL/dq
in metres a radian. A row out of range has empty cells, and the number of such rows is told; that is
no failure.

`heel` reads stature_m, hip_x_m, hip_y_m, thigh_extension_deg; all are needed. `in_reach` is 1 or 0,
and a leg out of reach leaves the rest empty. Metres from the toe's contact, x forward, y up; the
thigh's extension is the thigh behind the vertical.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np

from psoaslib.mechanics import tables
from psoaslib.mechanics.angles import HIP, ranges, within
from psoaslib.mechanics.heel import from_thigh
from psoaslib.mechanics.model import Paths, muscles_of, solve

NAME = "psoaslib.mechanics"

LEG = {
    "knee_x_m": "knee_x_m",
    "knee_y_m": "knee_y_m",
    "ankle_x_m": "ankle_x_m",
    "ankle_y_m": "ankle_y_m",
    "heel_x_m": "heel_x_m",
    "heel_height_m": "heel_height_m",
    "knee_flexion_deg": "knee_flexion",
    "ankle_dorsiflexion_deg": "ankle_dorsiflexion",
    "in_reach": "in_reach",
}
"""The columns that `heel` writes, and where they stand in a leg."""


class Refusal(Exception):
    """What is wrong with a command's arguments or its input, in one line."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status, 0, or 2 where it could not be done."""
    try:
        given = _parser().parse_args(arguments)
        remark = given.work(given)
    except Refusal as refusal:
        print(f"{NAME}: {refusal}", file=sys.stderr)
        return 2
    if remark:
        print(f"{NAME}: {remark}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    result = _Parser(prog=f"python -m {NAME}", description=__doc__.splitlines()[0])
    commands = result.add_subparsers(required=True, metavar="psoas|heel")
    for name, work in (("psoas", work_psoas), ("heel", work_heel)):
        command = commands.add_parser(name, help=work.__doc__)
        command.set_defaults(work=work)
        command.add_argument("--poses", required=True, type=Path, help="CSV file of poses")
        command.add_argument("--out", required=True, type=Path, help="CSV file to write")
        if name == "psoas":
            command.add_argument("--model", required=True, help=", ".join(tables.models()))
    return result


def work_psoas(given: argparse.Namespace) -> str:
    """Work out lengths and moment arms for a table of poses."""
    if given.model not in tables.models():
        names = ", ".join(tables.models())
        raise Refusal(f"--model is {given.model}; it must be one of: {names}")
    cells, bad = worked(given.model, read(given.poses))
    write(given.out, columns(given.model), cells)
    if not bad:
        return ""
    limits = ", ".join(f"{name} {a:g}..{b:g}" for name, (a, b) in ranges(given.model).items())
    return (
        f"{bad} of {len(cells)} poses out of the range of {given.model} "
        f"(degrees: {limits}); their cells are empty"
    )


def work_heel(given: argparse.Namespace) -> str:
    """Work out the rear leg of a table of lunges."""
    poses = read(given.poses)
    wanted = ("stature_m", "hip_x_m", "hip_y_m", "thigh_extension_deg")
    values = [column(poses, name, empty=None) for name in wanted]
    try:
        leg = from_thigh(*values)
    except ValueError as error:
        raise Refusal(str(error)) from None
    write(
        given.out,
        list(LEG),
        np.column_stack([getattr(leg, at).astype(float) for at in LEG.values()]),
    )
    return ""


def worked(model: str, poses: list[dict[str, str]]) -> tuple[np.ndarray, int]:
    """Return numbers (poses, columns), NaN out of range, and how many poses are out of range."""
    values = {name: column(poses, f"{name}_deg", empty=0.0) for name in ranges(model)}
    good = within(model, values)
    ways = [None] * len(poses)
    if tables.models()[model].kind == "whole":
        ways = [(row.get("distribution") or "").strip() or "LFB" for row in poses]
    cells = np.full((len(poses), len(columns(model))), np.nan)
    for way in dict.fromkeys(ways):
        if way not in (None, *tables.distributions()):
            names = ", ".join(tables.distributions())
            number = ways.index(way) + 1
            raise Refusal(f"pose {number}, distribution is {way}; it must be one of: {names}")
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


def read(path: Path) -> list[dict[str, str]]:
    """Read a table's rows; a file that cannot be read is a Refusal."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            named = bool(reader.fieldnames)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise Refusal(f"{path} cannot be read: {why}") from None
    if not named:
        raise Refusal(f"{path} has no line with the columns' names")
    return rows


def column(rows: Sequence[dict[str, str]], name: str, empty: float | None) -> np.ndarray:
    """Return a column's numbers; an absent or empty cell is `empty`, or a Refusal where None."""
    result = np.zeros(len(rows))
    for number, row in enumerate(rows):
        cell = (row.get(name) or "").strip()
        try:
            result[number] = empty if not cell and empty is not None else float(cell)
        except ValueError:
            told = f"is {cell!r}" if cell else "is missing"
            raise Refusal(f"pose {number + 1}, {name} {told}; it must be a number") from None
    return result


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


if __name__ == "__main__":
    sys.exit(main())
