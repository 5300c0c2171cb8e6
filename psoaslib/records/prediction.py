"""Hold what students commit to before the content, and what is known about it."""

from typing import Self

from pydantic import Field, model_validator

from psoaslib.records.base import Flag, Id, Record, Sourced, Words, by_id, problem
from psoaslib.records.learning import Notebook


class Guess(Record):
    """One prediction to choose; `fits` is true for the one that agrees with the answer."""

    text: Words
    fits: Flag


class Prediction(Sourced):
    """A question to commit to, with its answer; without options it is answered in free words."""

    id: Id
    notebook: Notebook
    question: Words
    options: tuple[Guess, ...] = Field((), max_length=6)
    answer: Words
    explanation: Words

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        fitting = sum(option.fits for option in self.options)
        if self.options and fitting != 1:
            raise problem("options", f"has {fitting} options that fit; exactly one is allowed")
        if len(self.options) == 1:
            raise problem("options", "has one option; give two or more, or none for free words")
        if len({option.text for option in self.options}) < len(self.options):
            raise problem("options", "has two options with the same text")
        return self


class PredictionFile(Record):
    """The file `predictions.toml`."""

    predictions: by_id(Prediction)
