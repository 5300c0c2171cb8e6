"""Read `content/` into frozen, validated records: the one loader.

Each file is one record of `psoaslib.records`; what no single record can know (that an id exists
in another file) is checked here. The first thing that is wrong raises one `ContentError`.
"""

import csv
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from psoaslib.records import (
    Anatomy,
    ArticleFile,
    Breathing,
    Claim,
    ClaimFile,
    Connections,
    Contradiction,
    Dose,
    DoseFile,
    DoseSource,
    GlossaryFile,
    Guided,
    Joint,
    JointFile,
    Lines,
    Muscle,
    Outcome,
    OutcomeFile,
    PlayerFile,
    PoseFile,
    Prediction,
    PredictionFile,
    Question,
    QuestionFile,
    Reference,
    ReferenceFile,
    Safety,
    Sentence,
    Statement,
    Stretch,
    Term,
)
from psoaslib.records.checks import check
from psoaslib.records.problems import ContentError, from_validation

__all__ = ["Catalogue", "ContentError", "catalogue", "facts", "read", "rows"]

Model = TypeVar("Model", bound=BaseModel)

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Catalogue:
    """All records of one content folder; mappings go by id, in the order of the files."""

    stretches: Mapping[str, Stretch]
    doses: Mapping[str, Dose]
    dose_sources: tuple[DoseSource, ...]
    dose_reconciled: Statement
    breathing: Breathing
    lines: Lines
    guided: Guided
    safety: Safety
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    outcomes: Mapping[str, Outcome]
    article: Mapping[str, Sentence]
    article_note: str
    claims: Mapping[int, Claim]
    verdicts: Mapping[str, str]
    connections: Connections
    contradiction: Contradiction
    anatomy: Anatomy
    muscles: Mapping[str, Muscle]
    questions: Mapping[str, Question]
    predictions: Mapping[str, Prediction]
    joints: Mapping[str, Joint]


@cache
def catalogue() -> Catalogue:
    """Return the package's own content, read once."""
    return read(CONTENT)


def read(folder: str | Path) -> Catalogue:
    """Read a content folder; raise `ContentError` for the first thing that is wrong with it."""
    folder = Path(folder)
    safety = _toml(folder, "safety.toml", Safety)
    dose = _toml(folder, "dose.toml", DoseFile)
    player = _toml(folder, "player.toml", PlayerFile)
    article = _toml(folder, "article.toml", ArticleFile)
    claims = _toml(folder, "claims.toml", ClaimFile)
    anatomy = _toml(folder, "anatomy.toml", Anatomy)
    content = Catalogue(
        stretches=MappingProxyType(
            {each.id: each for each in sorted(_stretches(folder, safety), key=_place)}
        ),
        doses=dose.doses,
        dose_sources=dose.sources,
        dose_reconciled=dose.reconciled,
        breathing=dose.breathing,
        lines=player.lines,
        guided=player.guided,
        safety=safety,
        glossary=_toml(folder, "glossary.toml", GlossaryFile).terms,
        references=_json(folder, "references.json", ReferenceFile).references,
        outcomes=_toml(folder, "outcomes.toml", OutcomeFile).outcomes,
        article=MappingProxyType({each.code: each for each in article.sentences}),
        article_note=article.note,
        claims=claims.claims,
        verdicts=MappingProxyType(claims.verdicts),
        connections=claims.connections,
        contradiction=claims.contradiction,
        anatomy=anatomy,
        muscles=anatomy.muscles,
        questions=_json(folder, "quiz.json", QuestionFile).questions,
        predictions=_toml(folder, "predictions.toml", PredictionFile).predictions,
        joints=MappingProxyType(_toml(folder, "joints.toml", JointFile).joints),
    )
    check(content)
    return content


@cache
def facts(name: str, model: type[Model], folder: Path = CONTENT) -> Model:
    """Return a TOML file that only one room needs as one record, read once, on first use."""
    return _toml(folder, name, model)


@cache
def rows(name: str, model: type[Model], folder: Path = CONTENT) -> tuple[Model, ...]:
    """Return a CSV file's rows as records, read once, on first use."""
    table = csv.DictReader(_text(folder, name).splitlines())
    lines = ((f"line {number}", row) for number, row in enumerate(table, start=2))
    return tuple(_validate(model, row, f"{name}, {line}") for line, row in lines)


def _stretches(folder: Path, safety: Safety) -> Iterable[Stretch]:
    """Yield each stretch with its poses, and the precautions that hold for every stretch."""
    general = [each.id for each in safety.precautions.values() if each.general]
    names = sorted(path.name for path in (folder / "stretches").glob("*.toml"))
    for name in names:
        file = f"stretches/{name}"
        stem = name.removesuffix(".toml").removesuffix(".poses")
        if name.endswith(".poses.toml"):
            if f"{stem}.toml" not in names:
                raise ContentError(file, "", "", f"has the poses of {stem}.toml, which is missing")
            continue
        poses_file = f"stretches/{stem}.poses.toml"
        poses = {}
        if f"{stem}.poses.toml" in names:
            poses = _toml(folder, poses_file, PoseFile).poses
        complete = partial(_complete, general=general, poses=poses, file=file)
        stretch = _toml(folder, file, Stretch, complete)
        if stretch.id != stem:
            raise ContentError(
                file, "", "id", f'is "{stretch.id}"; it must be "{stem}", as the file'
            )
        pictured = [each.id for each in (*stretch.steps, *stretch.errors)]
        for pose in poses:
            if pose not in pictured:
                words = f"is no step or error of {name}; those are {', '.join(pictured)}"
                raise ContentError(poses_file, f'poses "{pose}"', "id", words)
        yield stretch


def _place(stretch: Stretch) -> tuple[bool, list[str], str]:
    """Order stretches as the article does, and those of ours after them."""
    return stretch.ours, sorted(code for step in stretch.steps for code in step.source), stretch.id


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


def _toml(
    folder: Path, name: str, model: type[Model], complete: Callable[[dict], dict] = dict
) -> Model:
    """Read a TOML file as `model`; `complete` adds to its data what other files give."""
    try:
        data = tomllib.loads(_text(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(name, "", "", f"is not valid TOML: {_small(str(error))}") from None
    return _validate(model, complete(data), name)


def _json(folder: Path, name: str, model: type[Model]) -> Model:
    """Read a JSON file, a list of objects, as the one field of `model`."""
    try:
        rows = json.loads(_text(folder, name))
    except json.JSONDecodeError as error:
        place = f"{_small(error.msg)} (at line {error.lineno}, column {error.colno})"
        raise ContentError(name, "", "", f"is not valid JSON: {place}") from None
    (field,) = model.model_fields
    return _validate(model, {field: rows}, name)


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ContentError(name, "", "", f"is missing from {folder.name}/") from None
    except UnicodeDecodeError:
        raise ContentError(name, "", "", "is not UTF-8 text; save it with that encoding") from None


def _validate(model: type[Model], data: Any, file: str) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise from_validation(error, model, data, file) from None


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
