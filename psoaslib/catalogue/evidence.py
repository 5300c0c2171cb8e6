"""Hold references, the article's sentences, and claims weighed against the evidence."""

import re
from datetime import date
from functools import cached_property
from typing import Literal, Self, get_args
from urllib.parse import quote

from pydantic import Field, model_validator

from psoaslib.catalogue.base import (
    TWICE,
    ById,
    Code,
    Count,
    Flag,
    Id,
    Record,
    ReferenceId,
    Sourced,
    Statement,
    Words,
    problem,
)

Verdict = Literal["supported", "partly", "contested", "unsupported", "misleading"]
Certainty = Literal["very_low", "low", "moderate", "high"]

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
"""From the least certain to the most."""

SEEN = {
    "full": "read in full",
    "part": "a part of it was seen",
    "abstract": "its abstract was seen",
    "record": "its record was seen",
    "secondary": "known from other works",
    "unseen": "not yet checked",
    "own": "own calculation, not peer reviewed",
}
"""How a source was seen, and what a reader is told of it."""

UNREAD = ("record", "secondary", "unseen")
"""How a source was seen of which nothing was read."""

MARKED = (*UNREAD, "own")
"""What is told wherever a source is cited; the rest stands in the list of references."""

_AUTHOR = re.compile(r"^([^\W\d][\w' -]*?) [A-Z]{1,3}(?=[,.])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF_VOLUME = re.compile(r"\b((?:19|20)\d\d)[;:]")


class Reference(Record):
    """A source; `seen` says how much of it was seen."""

    id: ReferenceId
    citation: Words
    doi: str | None = None
    seen: Literal["full", "part", "abstract", "record", "secondary", "unseen", "own"]
    note: Words | None = Field(None, description="what was cut off, or is not known of it")
    short: Words | None = Field(None, description="its name, where the citation begins with none")

    @cached_property
    def name(self) -> str:
        """The reference in a few words, such as "Horak 2006"; namesakes have the same."""
        if self.short:
            return self.short
        text = self.citation
        if self.seen == "own":
            return "Own calculation"
        author = _AUTHOR.match(text)
        name = author[1] if author else re.split(r"[.,/(:]", text)[0].strip()
        years = _YEAR_OF_VOLUME.findall(text) or _YEAR.findall(text)[-1:]
        return " ".join([name, *years[:1]])

    @property
    def url(self) -> str | None:
        """The address that the DOI resolves to."""
        return f"https://doi.org/{quote(self.doi, safe='/:().')}" if self.doi else None

    @property
    def read(self) -> bool:
        """Whether at least the abstract, or a part, was read; or it is ours."""
        return self.seen not in UNREAD

    @property
    def carries(self) -> Certainty:
        """The highest certainty that a verdict may have on this source alone."""
        if self.read:
            return "high"
        return "low" if self.seen == "record" else "very_low"

    @property
    def mark(self) -> str:
        """What a reader must be told wherever it is cited; empty when the work itself was seen."""
        return SEEN[self.seen] if self.seen in MARKED else ""

    @property
    def told(self) -> str:
        """How the reference was seen, in words."""
        return "; ".join(filter(None, (SEEN[self.seen], self.note)))

    def __str__(self) -> str:
        parts = [self.citation]
        if self.doi:
            parts.append(f"doi:{self.doi}")
        return " ".join([*parts, f"[{self.told}]"])


class Sentence(Record):
    """A sentence of the article, in short and in other words."""

    code: Code
    paraphrase: Words


class ArticleFile(Record):
    """The file `article.toml`."""

    note: Words
    sentences: tuple[Sentence, ...]

    @property
    def by_code(self) -> dict[str, Sentence]:
        """The sentences by their codes."""
        return {each.code: each for each in self.sentences}

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [each.code for each in self.sentences]
        for code in codes:
            if codes.count(code) > 1:
                raise problem("code", TWICE, f'sentences "{code}"')
        return self


class AppliesTo(Record):
    """What the sources of a claim studied; `direct` where it is what the claim speaks of."""

    people: Words
    position: Words
    outcome: Words
    direct: Flag

    def __str__(self) -> str:
        return f"{self.people}; {self.position}; {self.outcome}"


class Claim(Sourced):
    """A claim with our verdict: of the article, omitted there, or heard elsewhere (`heard_in`).

    `review_date` is the day by which to weigh it again.
    """

    id: Count
    title: Words
    sentences: tuple[Code, ...] = ()
    heard_in: Words | None = Field(None, description="where it is heard, if not in the article")
    verdict: Verdict
    certainty: Certainty
    applies_to: AppliesTo
    explanation: Words
    competing: Words = Field(description="the evidence that others would cite")
    review_date: date
    stretches: tuple[Id, ...] = Field((), description="ids of the stretches it concerns")
    topics: tuple[Id, ...] = Field((), description="where else it is shown, such as anatomy")

    @model_validator(mode="after")
    def _is_no_stronger_than_its_source(self) -> Self:
        if self.heard_in and self.sentences:
            raise problem("heard_in", "has no place beside sentences of the article")
        if self.verdict == "supported":
            if self.certainty not in ("moderate", "high"):
                raise problem("certainty", "must be moderate or high for the verdict supported")
            if not self.applies_to.direct:
                words = "must be true for the verdict supported: people like the reader's"
                raise problem("applies_to.direct", words)
        return self

    @property
    def sure(self) -> str:
        """How sure the verdict is, such as "very low certainty"."""
        return f"{self.certainty.replace('_', ' ')} certainty"

    @property
    def judgement(self) -> str:
        """The verdict, with how sure it is."""
        return f"{self.verdict} ({self.sure})"


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
    rows: ById[str, Connection]


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
    certainties: dict[Certainty, Words]
    claims: ById[int, Claim]
    connections: Connections
    contradiction: Contradiction


class ReferenceFile(Record):
    """The file `references.json`."""

    references: ById[str, Reference]
