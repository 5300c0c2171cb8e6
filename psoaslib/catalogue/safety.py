"""Hold what keeps people safe: screening, precautions, stop rules, ball rules, consent."""

from datetime import date
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from psoaslib.catalogue.base import ById, Flag, Id, Record, Statement, Words
from psoaslib.catalogue.learning import Notebook


class RedFlag(Statement):
    """A finding that ends the session before it begins."""

    id: Id
    urgency: Literal["emergency", "same_day"]
    then: Words | None = Field(None, description="what to do, where that is not plain")


class Precaution(Statement):
    """A condition in which a stretch is left out, waits for clearance, or is changed."""

    id: Id
    level: Literal["no", "clearance", "modify"]
    general: Flag = Field(False, description="true when it holds for every stretch")
    reason: Words
    instead: Words | None = Field(None, description="what to do instead")
    replaces: Id | None = Field(None, description="id of the general one in whose place it stands")


class StopRule(Statement):
    """A sensation that ends a hold, or one that asks for less."""

    id: Id
    action: Literal["stop", "ease"]


class Rule(Statement):
    """A rule for equipment or for conduct."""

    id: Id


class Signature(Record):
    """Who has read one page of the collection whole, and when."""

    page: Notebook
    by: Words = Field(description="name and profession")
    on: date


class Review(Record):
    """Who has looked at the content: nobody, but for the pages that are signed."""

    status: Words
    words: Words
    signed: tuple[Signature, ...] = ()

    def of(self, page: str) -> str:
        """Say who has reviewed one page, by its name such as "02_ball_stretch"."""
        listed = [each for each in self.signed if each.page == page]
        signed = [f"{each.by}, {each.on.day} {each.on:%B %Y}" for each in listed]
        return f"Reviewed by {'; '.join(signed)}." if signed else self.words


class Safety(Record):
    """The file `safety.toml`."""

    review: Review
    disclaimer: Words
    emergency: Words = Field(description="when to ring for help, one sign a sentence")
    screening_note: Words
    stop_note: Words
    red_flags: ById[str, RedFlag]
    precautions: ById[str, Precaution]
    stop_rules: ById[str, StopRule]
    ball_rules: ById[str, Rule]
    consent: ById[str, Rule]

    @property
    def warning(self) -> str:
        """What is said wherever the lists of signs may not be read: disclaimer and emergencies."""
        return f"{self.disclaimer.strip()} {self.emergency.strip()}"

    @property
    def general(self) -> list[str]:
        """List the ids of the precautions that hold for every stretch."""
        return [each.id for each in self.precautions.values() if each.general]


def _none() -> MappingProxyType:
    return MappingProxyType({})


class Additions(Record):
    """The file `safety.toml` of an instructor's own folder: what it adds to the collection's."""

    precautions: ById[str, Precaution] = Field(default_factory=_none)
    stop_rules: ById[str, StopRule] = Field(default_factory=_none)
