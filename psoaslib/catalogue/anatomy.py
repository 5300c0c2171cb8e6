"""Hold anatomy (muscles, measurements that disagree, clinical tests) and clinical topics.

Each statement says where it comes from. `unchecked` marks standard anatomy that has not yet been
held against a source.
"""

from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from psoaslib.catalogue.base import ById, Id, Record, Sourced, Statement, Words, problem


class Part(Statement):
    """A statement with a heading of its own, such as a layer, a relation or a finding."""

    id: Id
    title: Words


class Action(Part):
    """What a muscle does; `chain` says which end is fixed, or that a region acts on its own."""

    chain: Literal["open", "closed", "regional"] = Field(
        description="open: the leg moves; closed: the trunk moves; regional: a part of the muscle"
    )


class Muscle(Record):
    """A muscle: where it begins and ends, its nerve, its actions, what lies around it."""

    id: Id
    title: Words
    summary: Statement
    origin: ById[str, Part] = Field(description="where it begins, part by part")
    insertion: Statement
    innervation: Statement
    blood_supply: Statement | None = None
    hip_side: Statement = Field(description="on which side of the hip's axis it passes")
    exit: Statement = Field(description="how it leaves the pelvis")
    main_action: Statement = Field(description="what it does first of all, in standing")
    actions: ById[str, Action]
    lengthened_by: Statement
    neighbour: Statement = Field(description="the neighbour to respect")
    relations: ById[str, Part] = Field(default_factory=lambda: MappingProxyType({}))
    facts: ById[str, Part] = Field(default_factory=lambda: MappingProxyType({}))

    @model_validator(mode="after")
    def _begins_and_acts(self) -> Self:
        for name in ("origin", "actions"):
            if not getattr(self, name):
                raise problem(name, "is empty")
        return self


class FibreLength(Sourced):
    """One source's length of the fibres of the psoas, in centimetres; `sd_cm` is its spread."""

    id: Id
    title: Words
    low_cm: float = Field(gt=0)
    high_cm: float = Field(gt=0)
    sd_cm: float | None = Field(None, gt=0)
    method: Words = Field(description="what was measured, and how")


class Disagreement(Statement):
    """Sources that do not agree on a measurement, why, and what a class can make of it."""

    question: Words
    answer: Words
    lengths: ById[str, FibreLength]


class Comparison(Record):
    """Muscles side by side, row by row; the words come from the muscles' own records."""

    id: Id
    title: Words
    muscles: tuple[Id, ...] = Field(min_length=2)
    rows: dict[Id, Words] = Field(description="a field of a muscle, and the row's heading")
    answer: Statement

    @model_validator(mode="after")
    def _names_fields(self) -> Self:
        for name in self.rows:
            field = Muscle.model_fields.get(name)
            if field is None or field.annotation is not Statement:
                raise problem("rows", f'names "{name}", which is no single statement of a muscle')
        return self


class ClinicalTest(Sourced):
    """A test of the hip flexors: how it is done, what it tells, and how far to trust it."""

    id: Id
    title: Words
    how: Words
    tells: Words
    limits: Words
    figures: tuple[Statement, ...] = Field((), description="published figures, each with a source")


class Topic(Statement):
    """What a clinician meets around the psoas, in short."""

    id: Id
    title: Words
    uncertain: Words
    teach: Words


class TopicFile(Record):
    """The file `topics.toml`."""

    topics: ById[str, Topic]


class Anatomy(Record):
    """The file `anatomy.toml`."""

    note: Words
    muscles: ById[str, Muscle]
    comparisons: ById[str, Comparison]
    fibre_lengths: Disagreement
    tests: ById[str, ClinicalTest]
    norms_note: Words
    norms: ById[str, Part]

    @model_validator(mode="after")
    def _compares_known_muscles(self) -> Self:
        for each in self.comparisons.values():
            for name in each.muscles:
                if name not in self.muscles:
                    known = ", ".join(self.muscles)
                    raise problem(
                        "muscles",
                        f'names "{name}", which is no muscle here; known are {known}',
                        f'comparisons "{each.id}"',
                    )
        return self
