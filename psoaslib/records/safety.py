"""Hold what keeps people safe: screening, precautions, stop rules, ball rules, consent."""

from typing import Literal

from pydantic import Field

from psoaslib.records.base import Flag, Id, Record, Statement, Words, by_id


class RedFlag(Statement):
    """A finding that ends the session before it begins."""

    id: Id
    urgency: Literal["emergency", "same_day"]


class Precaution(Statement):
    """A condition in which a stretch waits for clearance, or is changed."""

    id: Id
    level: Literal["clearance", "modify"]
    general: Flag = Field(False, description="true when it holds for every stretch")
    reason: Words
    instead: Words | None = Field(None, description="what to do instead")


class StopRule(Statement):
    """A sensation that ends a hold, or one that asks for less."""

    id: Id
    action: Literal["stop", "ease"]


class Rule(Statement):
    """A rule for equipment or for conduct."""

    id: Id


class Review(Record):
    """Who has looked at the content."""

    status: Words
    words: Words


class Safety(Record):
    """The file `safety.toml`."""

    review: Review
    disclaimer: Words
    screening_note: Words
    stop_note: Words
    red_flags: by_id(RedFlag)
    precautions: by_id(Precaution)
    stop_rules: by_id(StopRule)
    ball_rules: by_id(Rule)
    consent: by_id(Rule)
