"""Check what no single record can know: that what a file names exists in another one.

`check` takes a whole catalogue and raises one `ContentError` for the first thing that is wrong.
"""

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from psoaslib.catalogue.base import Sourced
from psoaslib.catalogue.plate import Plate
from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.stretch import Stretch


def check(content: Any) -> None:
    """Check a catalogue; raise `ContentError` for the first thing that is wrong with it."""
    for stretch in content.stretches.values():
        check_stretch(stretch, content)
        _check_ours(stretch)
    for plate in content.plates.values():
        _check_plate(plate, content)
    for file, entry, row in _cited(content):
        _known(file, entry, "references", row.references, content.references)
    for file, name, rows in _sourced(content):
        check_sources(file, name, rows, content.references)
    for source in content.dose_sources:
        entry = f'sources "{source.reference}"'
        _known("dose.toml", entry, "reference", [source.reference], content.references)
    reconciled = content.dose_reconciled.references
    _known("dose.toml", "reconciled", "references", reconciled, content.references)
    topics = {topic for each in content.questions.values() for topic in each.topics}
    for claim in content.claims.values():
        entry = f'claims "{claim.id}"'
        _known("claims.toml", entry, "sentences", claim.sentences, content.article)
        _known("claims.toml", entry, "stretches", claim.stretches, content.stretches)
        _known("claims.toml", entry, "topics", claim.topics, topics)
    for saying in content.contradiction.says:
        _known("claims.toml", "contradiction", "sentences", saying.sentences, content.article)
    for question in content.questions.values():
        entry = f'questions "{question.id}"'
        _known("quiz.json", entry, "outcome", [question.outcome], content.outcomes)


def _sourced(content: Any) -> Iterable[tuple[str, str, Mapping[Any, Any]]]:
    """Yield (file, field, rows) of all rows with references, but for those of stretches."""
    for name, rows in content.safety:
        if isinstance(rows, Mapping):
            yield "safety.toml", name, rows
    yield "glossary.toml", "terms", content.glossary
    yield "plates.toml", "plates", content.plates
    yield "dose.toml", "doses", content.doses
    yield "claims.toml", "claims", content.claims
    yield "quiz.json", "questions", content.questions
    yield "predictions.toml", "predictions", content.predictions
    yield "claims.toml", "connections.rows", content.connections.rows
    yield "anatomy.toml", "tests", content.anatomy.tests
    yield "anatomy.toml", "norms", content.anatomy.norms
    yield "anatomy.toml", "fibre_lengths.lengths", content.anatomy.fibre_lengths.lengths


def _cited(content: Any) -> Iterable[tuple[str, str, Sourced]]:
    """Yield (file, entry, statement) of the statements that have no row of their own."""
    yield "claims.toml", "connections", content.connections
    yield "claims.toml", "contradiction", content.contradiction
    yield "anatomy.toml", "fibre_lengths", content.anatomy.fibre_lengths
    for each in content.anatomy.comparisons.values():
        yield "anatomy.toml", f'comparisons "{each.id}", answer', each.answer
    for test in content.anatomy.tests.values():
        for number, figure in enumerate(test.figures, start=1):
            yield "anatomy.toml", f'tests "{test.id}", figures number {number}', figure
    for muscle in content.muscles.values():
        entry = f'muscles "{muscle.id}"'
        for name, value in muscle:
            if isinstance(value, Sourced):
                yield "anatomy.toml", f"{entry}, {name}", value
            if isinstance(value, Mapping):
                for part in value.values():
                    yield "anatomy.toml", f'{entry}, {name} "{part.id}"', part


def _check_ours(stretch: Stretch) -> None:
    """Check what the collection asks of its own stretches, and of an instructor's it does not."""
    file = f"stretches/{stretch.id}.toml"
    for step in stretch.steps:
        if not step.error:
            raise ContentError(file, f'steps "{step.id}"', "error", "is missing")
    for name in ("steps", "errors"):
        for row in getattr(stretch, name):
            if row.image:
                words = "has no place in the collection, whose pictures are drawn from poses"
                raise ContentError(file, f'{name} "{row.id}"', "image", words)


def check_stretch(stretch: Stretch, content: Any, within: str = "stretches/") -> None:
    """Check that what a stretch names is there; `within` is the folder that its file stands in."""
    file = f"{within}{stretch.id}.toml"
    safety = content.safety
    _known(file, "", "aim_references", stretch.aim_references, content.references)
    _known(file, "", "precautions", stretch.precautions, safety.precautions)
    _known(file, "", "not_with", stretch.not_with, content.doses)
    others = [name for name in content.stretches if name != stretch.id]
    _known(file, "", "alternatives", stretch.alternatives, others)
    for name in ("equipment", "remarks", "errors", "regressions", "progressions", "readings"):
        for number, row in enumerate(getattr(stretch, name), start=1):
            named = getattr(row, "id", None) or getattr(row, "sentence", None)
            entry = f'{name} "{named}"' if named else f"{name} number {number}"
            _known(file, entry, "references", row.references, content.references)
    for remark in stretch.remarks:
        entry = f'remarks "{remark.sentence}"'
        _known(file, entry, "sentence", [remark.sentence], content.article)
    for step in stretch.steps:
        entry = f'steps "{step.id}"'
        _known(file, entry, "references", step.references, content.references)
        _known(file, entry, "source", step.source, content.article)
        _known(file, entry, "stop", step.stop, safety.stop_rules)
    for row in (*stretch.steps, *stretch.errors):
        if row.pose:
            _check_pose(f"{within}{stretch.id}.poses.toml", row.pose, content.joints)


def check_sources(
    file: str, name: str, rows: Mapping[Any, Any], references: Mapping[str, Any]
) -> None:
    """Check that rows of a file name known references."""
    for row in rows.values():
        _known(file, f'{name} "{row.id}"', "references", row.references, references)


def _check_plate(plate: Plate, content: Any) -> None:
    """Check that the labels of a plate name known muscles, terms and references."""
    for label in plate.labels.values():
        entry = f'plates "{plate.id}", labels "{label.id}"'
        named = (
            ("muscle", [label.muscle], content.muscles),
            ("term", [label.term], content.glossary),
            ("references", label.references, content.references),
        )
        for field, names, known in named:
            _known("plates.toml", entry, field, filter(None, names), known)


def _check_pose(file: str, pose: Pose, joints: dict[str, Any]) -> None:
    """Check that a pose names known angles within their ranges, and supports that are there."""
    entry = f'poses "{pose.id}"'
    by_name = {name: joint for joint in joints.values() for name in joint.content_names}
    for name, angle in pose.angles.items():
        _known(file, entry, "angles", [name], by_name)
        low, high = by_name[name].range
        if not low <= angle <= high:
            raise ContentError(
                file,
                entry,
                f"angles.{name}",
                f"is {angle:g} degrees; it must be from {low:g} to {high:g}",
            )
    freeable = {name for joint in joints.values() for name in joint.free_names} | {"root"}
    _known(file, entry, "free", pose.free, sorted(freeable))


def _known(file: str, entry: str, field: str, names: Iterable[Any], known: Collection[Any]) -> None:
    """Raise `ContentError` for the first name that is not known."""
    for name in names:
        if name not in known:
            raise ContentError(
                file,
                entry,
                field,
                f'names "{name}", which is not known{_choice(name, known)}',
            )


def _choice(name: Any, known: Collection[Any]) -> str:
    """Say what may be written instead: the nearest, or all where they are few."""
    near = get_close_matches(str(name), map(str, known), n=3, cutoff=0.5)
    if near:
        return f"; did you mean {' or '.join(near)}?"
    if len(known) <= 12:
        return f"; known are {', '.join(map(str, known)) or 'none'}"
    return ""
