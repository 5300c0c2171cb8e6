"""Read `content/` into frozen, validated records: the one loader.

Each file is one record of a module here, read when it is first asked for; what no single record can
know (that an id exists in another file) is checked then too. The first thing that is wrong raises
one `ContentError` (`problems`). What reads is loaded with the first file: a player that `build`
has prepared needs none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psoaslib.catalogue import reading
    from psoaslib.catalogue.anatomy import Anatomy, Muscle, Topic
    from psoaslib.catalogue.base import Statement
    from psoaslib.catalogue.dose import Breathing, Dose, DoseSource, Gain, Guided, Lines, Voice
    from psoaslib.catalogue.evidence import (
        Claim,
        Connections,
        Contradiction,
        Reference,
        Sentence,
    )
    from psoaslib.catalogue.learning import Outcome, Prediction, Question, Term
    from psoaslib.catalogue.plate import Plate
    from psoaslib.catalogue.pose import Joint
    from psoaslib.catalogue.safety import Safety
    from psoaslib.catalogue.stretch import Stretch

CONTENT = Path(__file__).parent.parent / "content"

# file: (module and name of its record, {part of the catalogue: field of the record})
_FILES: dict[str, tuple[str, str, dict[str, str]]] = {
    "safety.toml": ("safety", "Safety", {"safety": ""}),
    "dose.toml": (
        "dose",
        "DoseFile",
        {
            "doses": "doses",
            "dose_sources": "sources",
            "dose_reconciled": "reconciled",
            "dose_gain": "gain",
            "breathing": "breathing",
        },
    ),
    "player.toml": (
        "dose",
        "PlayerFile",
        {"lines": "lines", "guided": "guided", "voice": "voice"},
    ),
    "glossary.toml": ("learning", "GlossaryFile", {"glossary": "terms"}),
    "references.json": ("evidence", "ReferenceFile", {"references": "references"}),
    "outcomes.toml": ("learning", "OutcomeFile", {"outcomes": "outcomes"}),
    "article.toml": ("evidence", "ArticleFile", {"article": "by_code", "article_note": "note"}),
    "claims.toml": (
        "evidence",
        "ClaimFile",
        {
            "claims": "claims",
            "verdicts": "verdicts",
            "certainties": "certainties",
            "connections": "connections",
            "contradiction": "contradiction",
        },
    ),
    "anatomy.toml": ("anatomy", "Anatomy", {"anatomy": "", "muscles": "muscles"}),
    "topics.toml": ("anatomy", "TopicFile", {"topics": "topics"}),
    "plates.toml": ("plate", "PlateFile", {"plates": "plates"}),
    "quiz.json": ("learning", "QuestionFile", {"questions": "questions"}),
    "predictions.toml": ("learning", "PredictionFile", {"predictions": "predictions"}),
    "joints.toml": ("pose", "JointFile", {"joints": "joints"}),
}
PARTS = {part: file for file, (*_, parts) in _FILES.items() for part in parts}


class _Parts:
    """What the files hold; a base, since what a dataclass names itself becomes a field."""

    doses: Mapping[str, Dose]
    dose_sources: tuple[DoseSource, ...]
    dose_reconciled: Statement
    dose_gain: Gain
    breathing: Breathing
    lines: Lines
    guided: Guided
    voice: Voice
    safety: Safety
    glossary: Mapping[str, Term]
    references: Mapping[str, Reference]
    outcomes: Mapping[str, Outcome]
    article: Mapping[str, Sentence]
    article_note: str
    claims: Mapping[int, Claim]
    verdicts: Mapping[str, str]
    certainties: Mapping[str, str]
    connections: Connections
    contradiction: Contradiction
    anatomy: Anatomy
    muscles: Mapping[str, Muscle]
    topics: Mapping[str, Topic]
    plates: Mapping[str, Plate]
    questions: Mapping[str, Question]
    predictions: Mapping[str, Prediction]
    joints: Mapping[str, Joint]


@dataclass(frozen=True, eq=False)
class Catalogue(_Parts):
    """All records of one content folder; mappings go by id, in the order of the files.

    A file is read and checked when a part of it is first asked for.
    """

    folder: reading.Folder
    own: tuple[str, ...] = ()
    """Ids of the stretches that an instructor's own folder adds; see `psoaslib.own`."""

    @cached_property
    def stretches(self) -> Mapping[str, Stretch]:
        """The stretches in the order of the article, and those of ours after them."""
        return _Stretches(self)

    def __getattr__(self, part: str) -> Any:
        if part not in PARTS:
            raise AttributeError(f"a catalogue has no {part!r}")
        file = PARTS[part]
        module, name, parts = _FILES[file]
        from psoaslib.catalogue import checks

        model = getattr(import_module(f"{__name__}.{module}"), name)
        load = self.folder.json if file.endswith(".json") else self.folder.toml
        record = load(file, model)
        checks.check(file, record, self)
        for each, field in parts.items():
            value = getattr(record, field) if field else record
            vars(self)[each] = MappingProxyType(value) if isinstance(value, dict) else value
        return vars(self)[part]

    def having(self, **parts: Any) -> Catalogue:
        """Return the same with other parts in the place of its own."""
        other = Catalogue(self.folder)
        vars(other).update({**vars(self), **parts})
        return other

    def whole(self) -> Catalogue:
        """Read and check all that is not read yet; return the same."""
        for part in PARTS:
            getattr(self, part)
        list(self.stretches.values())
        return self


class _Stretches(Mapping[str, "Stretch"]):
    """Read and check a stretch when it is first asked for."""

    def __init__(self, content: Catalogue) -> None:
        self._content = content
        self._files: dict[str, list[str]] = {}
        for file in content.folder.names("stretches/*.toml"):
            stem = file.rpartition("/")[2].removesuffix(".toml").removesuffix(".poses")
            self._files.setdefault(stem, []).append(file)
        self._read: dict[str, Stretch] = {}
        self._checked: set[str] = set()

    def __getitem__(self, name: str) -> Stretch:
        stretch = self._unchecked(name)
        if name not in self._checked:
            from psoaslib.catalogue import checks

            checks.check_stretch(stretch, self._content)
            checks.check_ours(stretch)
            self._checked.add(name)
        return stretch

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._files)

    @cached_property
    def _order(self) -> tuple[str, ...]:
        return tuple(sorted(self._files, key=lambda name: _place(self._unchecked(name))))

    def _unchecked(self, name: str) -> Stretch:
        files = self._files[name]
        if name not in self._read:
            from psoaslib.catalogue import reading

            content = self._content
            (self._read[name],) = reading.stretches(content.folder, files, content.safety.general)
        return self._read[name]


@cache
def catalogue() -> Catalogue:
    """Return the package's own content."""
    return Catalogue(_folder(CONTENT))


def read(folder: str | Path) -> Catalogue:
    """Read a whole content folder; raise `ContentError` for the first thing that is wrong."""
    return Catalogue(_folder(folder)).whole()


@cache
def facts(name: str, model: type[reading.Model], folder: Path = CONTENT) -> reading.Model:
    """Return a TOML file that only one room needs as one record, read once, on first use."""
    return _folder(folder).toml(name, model)


@cache
def rows(
    name: str, model: type[reading.Model], folder: Path = CONTENT
) -> tuple[reading.Model, ...]:
    """Return a CSV file's rows as records, read once, on first use."""
    return _folder(folder).csv(name, model)


def _folder(path: str | Path) -> reading.Folder:
    from psoaslib.catalogue import reading

    return reading.Folder(path)


def _place(stretch: Stretch) -> tuple[bool, list[str], str]:
    """Order stretches as the article does, and those of ours after them."""
    return stretch.ours, sorted(code for step in stretch.steps for code in step.source), stretch.id
