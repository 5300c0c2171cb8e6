"""Read `content/` into frozen, validated records: the one loader.

Each file is one record of a module here; what no single record can know (that an id exists
in another file) is checked here. The first thing that is wrong raises one `ContentError`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from psoaslib.catalogue import reading
from psoaslib.catalogue.anatomy import Anatomy, Muscle
from psoaslib.catalogue.base import Statement
from psoaslib.catalogue.checks import check
from psoaslib.catalogue.dose import (
    Breathing,
    Dose,
    DoseFile,
    DoseSource,
    Guided,
    Lines,
    PlayerFile,
    Voice,
)
from psoaslib.catalogue.evidence import (
    ArticleFile,
    Claim,
    ClaimFile,
    Connections,
    Contradiction,
    Reference,
    ReferenceFile,
    Sentence,
)
from psoaslib.catalogue.learning import (
    GlossaryFile,
    Outcome,
    OutcomeFile,
    Prediction,
    PredictionFile,
    Question,
    QuestionFile,
    Term,
)
from psoaslib.catalogue.plate import Plate, PlateFile
from psoaslib.catalogue.pose import Joint, JointFile
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.safety import Safety
from psoaslib.catalogue.stretch import Stretch

__all__ = ["Catalogue", "ContentError", "catalogue", "facts", "read", "rows"]

CONTENT = Path(__file__).parent.parent / "content"


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
    voice: Voice
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
    plates: Mapping[str, Plate]
    questions: Mapping[str, Question]
    predictions: Mapping[str, Prediction]
    joints: Mapping[str, Joint]
    own: tuple[str, ...] = ()
    """Ids of the stretches that an instructor's own folder adds; see `psoaslib.own`."""


@cache
def catalogue() -> Catalogue:
    """Return the package's own content, read once."""
    return read(CONTENT)


def read(folder: str | Path) -> Catalogue:
    """Read a content folder; raise `ContentError` for the first thing that is wrong with it."""
    folder = reading.Folder(folder)
    safety = folder.toml("safety.toml", Safety)
    dose = folder.toml("dose.toml", DoseFile)
    player = folder.toml("player.toml", PlayerFile)
    article = folder.toml("article.toml", ArticleFile)
    claims = folder.toml("claims.toml", ClaimFile)
    anatomy = folder.toml("anatomy.toml", Anatomy)
    stretches = reading.stretches(folder, folder.names("stretches/*.toml"), safety.general)
    content = Catalogue(
        stretches=MappingProxyType({each.id: each for each in sorted(stretches, key=_place)}),
        doses=dose.doses,
        dose_sources=dose.sources,
        dose_reconciled=dose.reconciled,
        breathing=dose.breathing,
        lines=player.lines,
        guided=player.guided,
        voice=player.voice,
        safety=safety,
        glossary=folder.toml("glossary.toml", GlossaryFile).terms,
        references=folder.json("references.json", ReferenceFile).references,
        outcomes=folder.toml("outcomes.toml", OutcomeFile).outcomes,
        article=MappingProxyType({each.code: each for each in article.sentences}),
        article_note=article.note,
        claims=claims.claims,
        verdicts=MappingProxyType(claims.verdicts),
        connections=claims.connections,
        contradiction=claims.contradiction,
        anatomy=anatomy,
        muscles=anatomy.muscles,
        plates=folder.toml("plates.toml", PlateFile).plates,
        questions=folder.json("quiz.json", QuestionFile).questions,
        predictions=folder.toml("predictions.toml", PredictionFile).predictions,
        joints=MappingProxyType(folder.toml("joints.toml", JointFile).joints),
    )
    check(content)
    return content


@cache
def facts(name: str, model: type[reading.Model], folder: Path = CONTENT) -> reading.Model:
    """Return a TOML file that only one room needs as one record, read once, on first use."""
    return reading.Folder(folder).toml(name, model)


@cache
def rows(
    name: str, model: type[reading.Model], folder: Path = CONTENT
) -> tuple[reading.Model, ...]:
    """Return a CSV file's rows as records, read once, on first use."""
    return reading.Folder(folder).csv(name, model)


def _place(stretch: Stretch) -> tuple[bool, list[str], str]:
    """Order stretches as the article does, and those of ours after them."""
    return stretch.ours, sorted(code for step in stretch.steps for code in step.source), stretch.id
