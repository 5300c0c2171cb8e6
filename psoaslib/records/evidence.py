"""Hold references, the article's sentences, and claims weighed against the evidence."""

from datetime import date
from typing import Literal, Self
from urllib.parse import quote

from pydantic import Field, model_validator

from psoaslib.records.base import (
    TWICE,
    Code,
    Count,
    Id,
    Record,
    ReferenceId,
    Sourced,
    Statement,
    Words,
    by_id,
    problem,
)

Verdict = Literal["supported", "partly", "contested", "unsupported", "misleading"]

MARKS = {
    "confirmed": "",
    "secondary": "known from other works' reference lists",
    "unconfirmed": "not yet checked",
    "own calculation": "own calculation, not peer reviewed",
}


class Reference(Record):
    """A source; `status` says how surely the record behind it was seen."""

    id: ReferenceId
    citation: Words
    doi: str | None = None
    status: Literal["confirmed", "secondary", "unconfirmed", "own calculation"]

    @property
    def url(self) -> str | None:
        """The address that the DOI resolves to."""
        return f"https://doi.org/{quote(self.doi, safe='/:().')}" if self.doi else None

    @property
    def mark(self) -> str:
        """What a reader must be told about the reference; empty when it is confirmed."""
        return MARKS[self.status]

    def __str__(self) -> str:
        parts = [self.citation]
        if self.doi:
            parts.append(f"doi:{self.doi}")
        if self.mark:
            parts.append(f"[{self.mark}]")
        return " ".join(parts)


class Sentence(Record):
    """A sentence of the article, in short and in other words."""

    code: Code
    paraphrase: Words


class ArticleFile(Record):
    """The file `article.toml`."""

    note: Words
    sentences: tuple[Sentence, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [each.code for each in self.sentences]
        for code in codes:
            if codes.count(code) > 1:
                raise problem("code", TWICE, f'sentences "{code}"')
        return self


class Claim(Sourced):
    """A claim of the article, or an omission, with our verdict.

    `review_date` is the day by which the verdict is to be looked at again. A claim without
    sentences is an omission.
    """

    id: Count
    title: Words
    sentences: tuple[Code, ...] = ()
    verdict: Verdict
    explanation: Words
    competing: Words = Field(description="what those who see it otherwise can point to")
    review_date: date
    stretches: tuple[Id, ...] = Field((), description="ids of the stretches it concerns")
    topics: tuple[Id, ...] = Field((), description="where else it is shown, such as anatomy")


class Answer(Record):
    """Whether a muscle counts under one definition, and on what condition."""

    answer: Literal["yes", "partly", "indirect", "no"]
    note: Words | None = None

    def __str__(self) -> str:
        return f"{self.answer} ({self.note})" if self.note else self.answer


class Connection(Sourced):
    """A muscle from end to end, and whether it joins trunk and leg under each definition."""

    id: Id
    title: Words
    begins: Words
    ends: Words
    spine: Answer = Field(description="from spine or sacrum to the femur?")
    pelvis: Answer = Field(description="from the pelvis to femur or lower leg?")


class Connections(Statement):
    """The table of what joins trunk and leg; `definitions` words the two verdict columns."""

    question: Words
    definitions: dict[Literal["spine", "pelvis"], Words] = Field(min_length=2)
    rows: by_id(Connection)


class Saying(Record):
    """What the article says at one place, as a step of its argument."""

    sentences: tuple[Code, ...] = Field(min_length=1)
    text: Words


class Contradiction(Statement):
    """Sentences of the article that cannot all be true, as an exercise in logic."""

    title: Words
    says: tuple[Saying, ...] = Field(min_length=2)
    question: Words
    answer: Words


class ClaimFile(Record):
    """The file `claims.toml`."""

    verdicts: dict[Verdict, Words]
    claims: by_id(Claim, int)
    connections: Connections
    contradiction: Contradiction


class ReferenceFile(Record):
    """The file `references.json`."""

    references: by_id(Reference)
