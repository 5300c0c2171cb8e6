"""Read and write the tables of the commands, and say in one line what is wrong with them.

Tables are CSV in UTF-8, the first line the columns' names. `Refusal` is raised with one sentence;
`run` turns it into a line on stderr and the exit status 2.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np


class Refusal(Exception):
    """What is wrong with a command's arguments or its input, in one line."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise Refusal(message)


def parser(name: str, description: str) -> argparse.ArgumentParser:
    """Return a parser for a command that makes one table of another."""
    result = _Parser(prog=f"python -m {name}", description=description)
    result.add_argument("--poses", required=True, type=Path, help="CSV file of poses")
    result.add_argument("--out", required=True, type=Path, help="CSV file to write")
    return result


def run(name: str, work: Callable[[], str]) -> int:
    """Do a command's work and return its exit status; what it tells goes to stderr.

    `work` returns a remark, or nothing where all is well.
    """
    try:
        remark = work()
    except Refusal as refusal:
        print(f"{name}: {refusal}", file=sys.stderr)
        return 2
    if remark:
        print(f"{name}: {remark}", file=sys.stderr)
    return 0


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
