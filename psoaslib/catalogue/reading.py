"""Read the files of one folder into records: from inside the folder alone, and within a limit.

The collection's `content/` and an instructor's own folder are read alike. What is wrong with a
file raises one `ContentError`; nothing is ever written.
"""

import csv
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from psoaslib.catalogue.pose import PoseFile
from psoaslib.catalogue.problems import ContentError, from_validation
from psoaslib.catalogue.stretch import Stretch

Model = TypeVar("Model", bound=BaseModel)
Complete = Callable[[dict[str, Any]], dict[str, Any]]
Short = Callable[[dict[str, Any], str, Mapping[str, Any]], dict[str, Any]]

MEGABYTE = 1_000_000
LONGEST_TEXT = 2 * MEGABYTE


class ReadError(ValueError):
    """Say why one file cannot be read, without its name."""


class Folder:
    """Read files by their path inside one folder."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def names(self, pattern: str) -> list[str]:
        """List the files of a pattern, hidden ones apart, as they are named from the folder."""
        found = (path.relative_to(self.path).as_posix() for path in self.path.glob(pattern))
        return sorted(name for name in found if not name.rpartition("/")[2].startswith("."))

    def bytes(self, name: str, most: int) -> bytes:
        """Return a file of at most `most` bytes; `ReadError` says why it is not read."""
        try:
            inside = self.path.resolve()
            path = (inside / name).resolve()
            if not path.is_relative_to(inside):
                raise ReadError(f"leads out of {inside.name}/; every file stands inside it")
            if not path.exists():
                raise ReadError(f"is missing from {inside.name}/")
            if not path.is_file():
                raise ReadError("is no file")
            if (size := path.stat().st_size) > most:
                raise ReadError(_too_large(size, most))
            with path.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
            reason = getattr(error, "strerror", None) or "its links lead in a circle"
            raise ReadError(f"cannot be read: {_small(reason)}") from None
        except ValueError as error:
            if isinstance(error, ReadError):
                raise
            raise ReadError("is no name of a file") from None
        if len(data) > most:
            raise ReadError(_too_large(len(data), most))
        return data

    def text(self, name: str) -> str:
        """Return a text of at most two megabytes; what is wrong is a `ContentError`."""
        try:
            return self.bytes(name, LONGEST_TEXT).decode("utf-8-sig")
        except UnicodeDecodeError:
            words = "is not UTF-8 text; save it with that encoding"
            raise ContentError(name, "", "", words) from None
        except ReadError as error:
            raise ContentError(name, "", "", str(error)) from None

    def toml(self, name: str, model: type[Model], complete: Complete = dict) -> Model:
        """Read a TOML file as `model`; `complete` adds to its data what other files give."""
        try:
            data = tomllib.loads(self.text(name))
        except tomllib.TOMLDecodeError as error:
            raise ContentError(name, "", "", f"is not valid TOML: {_small(str(error))}") from None
        except RecursionError:
            raise ContentError(name, "", "", NESTED) from None
        return _validate(model, complete(data), name)

    def json(self, name: str, model: type[Model]) -> Model:
        """Read a JSON file, a list of objects, as the one field of `model`."""
        try:
            rows = json.loads(self.text(name))
        except json.JSONDecodeError as error:
            place = f"{_small(error.msg)} (at line {error.lineno}, column {error.colno})"
            raise ContentError(name, "", "", f"is not valid JSON: {place}") from None
        except RecursionError:
            raise ContentError(name, "", "", NESTED) from None
        if not isinstance(rows, list):
            raise ContentError(name, "", "", "must be a list of entries, in square brackets")
        (field,) = model.model_fields
        return _validate(model, {field: rows}, name)

    def csv(self, name: str, model: type[Model]) -> tuple[Model, ...]:
        """Read a CSV file with a line of names as one `model` a line."""
        table = csv.DictReader(self.text(name).splitlines())
        lines = ((f"line {number}", row) for number, row in enumerate(table, start=2))
        return tuple(_validate(model, row, f"{name}, {line}") for line, row in lines)


NESTED = "has lists within lists without end"


def stretches(
    folder: Folder,
    names: Iterable[str],
    general: Iterable[str],
    short: Short = lambda data, stem, poses: data,
) -> Iterable[Stretch]:
    """Yield the stretches of files with their poses, and the precautions of every stretch.

    names: the files, `<id>.toml` and `<id>.poses.toml`; general: ids of precautions that hold for
    every stretch; short: adds to a file what it leaves out, and is given its id and its poses.
    """
    names = list(names)
    for file in names:
        name = file.rpartition("/")[2]
        stem = name.removesuffix(".toml").removesuffix(".poses")
        poses_file = file.removesuffix(name) + f"{stem}.poses.toml"
        if name.endswith(".poses.toml"):
            if file.removesuffix(".poses.toml") + ".toml" not in names:
                raise ContentError(file, "", "", f"has the poses of {stem}.toml, which is missing")
            continue
        poses = folder.toml(poses_file, PoseFile).poses if poses_file in names else {}

        def complete(data: dict[str, Any], file=file, stem=stem, poses=poses) -> dict[str, Any]:
            return _complete(short(data, stem, poses), list(general), poses, file)

        stretch = folder.toml(file, Stretch, complete)
        if stretch.id != stem:
            words = f'is "{stretch.id}"; it must be "{stem}", as the file'
            raise ContentError(file, "", "id", words)
        pictured = [each.id for each in stretch.steps + stretch.errors]
        passed = {each.id for pose in poses.values() for each in pose.via}
        for pose in poses:
            if pose not in pictured and pose not in passed:
                listed = ", ".join(pictured)
                words = f"is no step or error of {name}, and none passes it; those are {listed}"
                raise ContentError(poses_file, f'poses "{pose}"', "id", words)
        yield stretch


def _complete(
    data: dict[str, Any], general: list[str], poses: Mapping[str, Any], file: str
) -> dict[str, Any]:
    """Add to a stretch what other files say: poses, and precautions of every stretch."""
    data = dict(data)
    own = data.get("precautions", [])
    if isinstance(own, list):
        data["precautions"] = [*general, *(each for each in own if each not in general)]
    for field in ("steps", "errors"):
        rows = data.get(field)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            continue
        for row in rows:
            if "pose" in row:
                words = f"has no place here; poses stand in {data.get('id')}.poses.toml"
                raise ContentError(file, f'{field} "{row.get("id")}"', "pose", words)
        data[field] = [row | {"pose": poses.get(str(row.get("id")))} for row in rows]
    return data


def _validate(model: type[Model], data: Any, file: str) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise from_validation(error, model, data, file) from None


def _too_large(size: int, most: int) -> str:
    return f"has {size / MEGABYTE:.1f} MB; at most {most / MEGABYTE:g} MB are read"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
