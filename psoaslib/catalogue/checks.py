"""Check what no single record can know: that what a file names exists in another one.

What is wrong first raises one `ContentError`. `content` is the catalogue that the other files are
taken from.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from psoaslib.catalogue import facts
from psoaslib.catalogue.base import Sourced
from psoaslib.catalogue.evidence import CERTAINTIES
from psoaslib.catalogue.names import nearest
from psoaslib.catalogue.pose import Contact, Pose
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.stretch import Stretch


def check(name: str, file: Any, content: Any) -> None:
    """Check the record of one file by its name."""
    if name in _CHECKS:
        _CHECKS[name](file, content)


def _safety(file: Any, content: Any) -> None:
    for name, rows in file:
        if isinstance(rows, Mapping):
            check_sources("safety.toml", name, rows, content.references)


def _dose(file: Any, content: Any) -> None:
    known = content.references
    check_sources("dose.toml", "doses", file.doses, known)
    for source in file.sources:
        entry = f'sources "{source.reference}"'
        _known("dose.toml", entry, "reference", [source.reference], known)
    for name in ("reconciled", "gain"):
        _check_cited("dose.toml", name, getattr(file, name), content)


def _glossary(file: Any, content: Any) -> None:
    check_sources("glossary.toml", "terms", file.terms, content.references)


def _claims(file: Any, content: Any) -> None:
    name = "claims.toml"
    check_sources(name, "claims", file.claims, content.references)
    _check_cited(name, "connections", file.connections, content)
    check_sources(name, "connections.rows", file.connections.rows, content.references)
    _check_cited(name, "contradiction", file.contradiction, content)
    topics = {topic for each in content.questions.values() for topic in each.topics}
    for claim in file.claims.values():
        entry = f'claims "{claim.id}"'
        _known(name, entry, "sentences", claim.sentences, content.article)
        _known(name, entry, "stretches", claim.stretches, content.stretches)
        _known(name, entry, "topics", claim.topics, topics)
        carried = [content.references[each].carries for each in claim.references]
        most = max(carried, key=CERTAINTIES.index, default="very_low")
        if CERTAINTIES.index(claim.certainty) > CERTAINTIES.index(most):
            words = f'is "{claim.certainty}"; its sources, as they were seen, allow "{most}"'
            raise ContentError(name, entry, "certainty", words)
    for saying in file.contradiction.says:
        _known(name, "contradiction", "sentences", saying.sentences, content.article)


def _anatomy(file: Any, content: Any) -> None:
    name, known = "anatomy.toml", content.references
    check_sources(name, "tests", file.tests, known)
    check_sources(name, "norms", file.norms, known)
    check_sources(name, "fibre_lengths.lengths", file.fibre_lengths.lengths, known)
    _check_cited(name, "fibre_lengths", file.fibre_lengths, content)
    for each in file.comparisons.values():
        _check_cited(name, f'comparisons "{each.id}", answer', each.answer, content)
    for test in file.tests.values():
        for number, figure in enumerate(test.figures, start=1):
            _check_cited(name, f'tests "{test.id}", figures number {number}', figure, content)
    for muscle in file.muscles.values():
        entry = f'muscles "{muscle.id}"'
        for field, value in muscle:
            if isinstance(value, Sourced):
                _check_cited(name, f"{entry}, {field}", value, content)
            if isinstance(value, Mapping):
                for part in value.values():
                    _check_cited(name, f'{entry}, {field} "{part.id}"', part, content)


def _topics(file: Any, content: Any) -> None:
    check_sources("topics.toml", "topics", file.topics, content.references)


def _plates(file: Any, content: Any) -> None:
    name = "plates.toml"
    check_sources(name, "plates", file.plates, content.references)
    for plate in file.plates.values():
        for label in plate.labels.values():
            entry = f'plates "{plate.id}", labels "{label.id}"'
            named = (
                ("muscle", [label.muscle], content.muscles),
                ("term", [label.term], content.glossary),
                ("references", label.references, content.references),
            )
            for field, names, known in named:
                _known(name, entry, field, filter(None, names), known)


def _questions(file: Any, content: Any) -> None:
    check_sources("quiz.json", "questions", file.questions, content.references)
    for question in file.questions.values():
        entry = f'questions "{question.id}"'
        _known("quiz.json", entry, "outcome", [question.outcome], content.outcomes)
        predicted = filter(None, [question.predicted])
        _known("quiz.json", entry, "predicted", predicted, content.predictions)


def _predictions(file: Any, content: Any) -> None:
    check_sources("predictions.toml", "predictions", file.predictions, content.references)


_CHECKS: dict[str, Callable[[Any, Any], None]] = {
    "safety.toml": _safety,
    "dose.toml": _dose,
    "glossary.toml": _glossary,
    "claims.toml": _claims,
    "anatomy.toml": _anatomy,
    "topics.toml": _topics,
    "plates.toml": _plates,
    "quiz.json": _questions,
    "predictions.toml": _predictions,
}


def _check_cited(file: str, entry: str, statement: Sourced, content: Any) -> None:
    """Check a statement that has no row of its own."""
    _known(file, entry, "references", statement.references, content.references)


def check_ours(stretch: Stretch) -> None:
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
    if stretch.id in stretch.alternatives:
        words = f'names "{stretch.id}", the stretch itself; name others'
        raise ContentError(file, "", "alternatives", words)
    _known(file, "", "alternatives", stretch.alternatives, content.stretches)
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
        for pose in (*row.pose.via, row.pose) if row.pose else ():
            _check_pose(f"{within}{stretch.id}.poses.toml", pose, content)


def check_sources(
    file: str, name: str, rows: Mapping[Any, Any], references: Mapping[str, Any]
) -> None:
    """Check that rows of a file name known references."""
    for row in rows.values():
        _known(file, f'{name} "{row.id}"', "references", row.references, references)


class _Body(BaseModel):
    """Hold the names of `body.toml` that a contact may give: parts that rest, and landmarks."""

    contact: dict[str, dict[str, Any]]
    landmarks: dict[str, Any]


_JOINTS = ("ankle", "elbow", "knee")
"""Landmarks that are the middle of a joint, in the flesh, where nothing can rest."""


def _check_pose(file: str, pose: Pose, content: Any) -> None:
    """Check that a pose names known angles within their ranges, and supports that are there."""
    entry, joints = f'poses "{pose.id}"', content.joints
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
    _known(file, entry, "curl", pose.curl, _sided(["hand"]))
    body = facts("body.toml", _Body, content.folder.path)
    props = [prop.id for prop in pose.props]
    for number, contact in enumerate(pose.contacts, start=1):
        _check_contact(file, f"{entry}, contacts number {number}", contact, props, body)


def _check_contact(file: str, entry: str, contact: Contact, props: list[str], body: _Body) -> None:
    """Check that what rests can rest, and that there is what it rests on."""
    words = f"{', '.join(body.contact)}, each after same_ or other_"
    _allowed(file, entry, "part", contact.part, _sided(body.contact), words)
    part = contact.part.partition("_")[2]
    if (contact.flat or contact.along) and "along" not in body.contact[part]:
        field = "flat" if contact.flat else "along"
        flat = ", ".join(name for name, row in body.contact.items() if "along" in row)
        raise ContentError(file, entry, field, f"has no place with this part; it is for {flat}")
    skin = [name for name in body.landmarks if name not in _JOINTS]
    allowed, words = _sided(skin), f"{', '.join(skin)}, each after same_ or other_"
    if part != "ankle":  # a joint, which is laid on the body alone
        allowed += ["floor", *props]
        listed = ", ".join(props) or "none"
        words = f"floor, the props of this pose ({listed}) and, of the body, {words}"
    _allowed(file, entry, "on", contact.on, allowed, words)


def _sided(names: Iterable[str]) -> list[str]:
    return [f"{side}_{name}" for name in names for side in ("same", "other")]


def _allowed(
    file: str, entry: str, field: str, name: str, allowed: Collection[str], words: str
) -> None:
    """Raise `ContentError` for a name that is not allowed; `words` tells those that are."""
    if name in allowed:
        return
    joint = name in _sided(_JOINTS)
    what = "the middle of a joint, where nothing rests" if joint else "which is not known"
    # The side alone makes any two names rather alike.
    near = nearest(name, allowed, 0.75 if name.startswith(("same_", "other_")) else 0.6)
    raise ContentError(file, entry, field, f'names "{name}", {what}. Allowed are {words}.{near}')


def _known(file: str, entry: str, field: str, names: Iterable[Any], known: Collection[Any]) -> None:
    """Raise `ContentError` for the first name that is not known."""
    for name in names:
        if name not in known:
            raise ContentError(
                file,
                entry,
                field,
                f'names "{name}", which is not known{_choice(name, known, field)}',
            )


_HOMES = {
    "angles": "joints.toml",
    "free": "joints.toml",
    "precautions": "safety.toml",
    "stop": "safety.toml",
    "references": "references.json",
    "aim_references": "references.json",
    "source": "article.toml",
}
"""The files of `content/` that hold what a field may name."""


def _choice(name: Any, known: Collection[Any], field: str) -> str:
    """Say what may be written instead: the nearest, all where they are few, or their place."""
    near = get_close_matches(str(name), map(str, known), n=3, cutoff=0.5)
    if near:
        return f"; did you mean {' or '.join(near)}?"
    if len(known) <= 12:
        return f"; known are {', '.join(map(str, known)) or 'none'}"
    return f"; the known ones stand in content/{_HOMES[field]}" if field in _HOMES else ""
