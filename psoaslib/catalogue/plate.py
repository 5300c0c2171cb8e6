"""Hold the labelled plates of anatomy: what each is called, teaches, and points at.

A label's number is its place in the list, from 1; so the list runs down the left margin of the
plate and then down the right one.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from psoaslib.catalogue.anatomy import Part
from psoaslib.catalogue.base import ById, Id, Record, Sourced, Words, problem

MARGINS = ("left", "right")


class Label(Part):
    """A structure that a plate names; `text` says in one line why it matters."""

    margin: Literal["left", "right"] = Field(description="the margin in which its number stands")
    muscle: Id | None = Field(None, description="the id of a muscle of anatomy.toml")
    term: Id | None = Field(None, description="the id of a term of glossary.toml")
    asked: Words | None = Field(
        None, description="the question for it, where “Where is the” and its title make none"
    )

    @model_validator(mode="after")
    def _asks(self) -> Self:
        if self.asked and not self.asked.endswith("?"):
            raise problem("asked", "is no question; end it with a question mark")
        return self


class Plate(Sourced):
    """A labelled drawing: its title, alternative text, caption and numbered key."""

    id: Id
    title: Words
    view: Words = Field(description="from where one looks, in a few words")
    alt: Words = Field(description="what the plate teaches, for those who do not see it")
    caption: Words = Field(description="the answer that the plate gives")
    labels: ById[str, Label]

    @model_validator(mode="after")
    def _runs_down_each_margin(self) -> Self:
        margins = [each.margin for each in self.labels.values()]
        if not margins:
            raise problem("labels", "is empty; a plate needs a key")
        if margins != sorted(margins, key=MARGINS.index):
            raise problem(
                "labels", "lists the labels of the left margin first, then those of the right"
            )
        return self


class PlateFile(Record):
    """The file `plates.toml`."""

    plates: ById[str, Plate]
