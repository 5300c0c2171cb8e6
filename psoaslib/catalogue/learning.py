"""What students learn by: outcomes, terms, questions, and predictions made before the content."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from psoaslib.catalogue.base import ById, Flag, Id, Record, Sourced, Words, problem

Bloom = Literal["Remember", "Understand", "Apply", "Analyse", "Evaluate", "Create"]
OutcomeId = Annotated[str, StringConstraints(pattern=r"^LO[1-9][0-9]?$")]
QuestionId = Annotated[str, StringConstraints(pattern=r"^Q[0-9]{2,3}$")]
Notebook = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}_[a-z0-9_]+$")]


class InNotebook(Record):
    """An outcome as one notebook words it."""

    notebook: Notebook
    text: Words


class Outcome(Record):
    """What a student can do at the end, and how that is seen."""

    id: OutcomeId
    text: Words
    bloom: Bloom
    measured_by: Words
    notebooks: tuple[InNotebook, ...] = ()


class OutcomeFile(Record):
    """The file `outcomes.toml`."""

    outcomes: ById[str, Outcome]


class Term(Sourced):
    """A term of the glossary; `forms` are the other ways in which texts write it."""

    id: Id
    term: Words
    forms: tuple[Words, ...] = ()
    meaning: Words


class GlossaryFile(Record):
    """The file `glossary.toml`."""

    terms: ById[str, Term]


class Option(Record):
    """One answer to choose, and what the student is told who chooses it."""

    text: Words
    correct: Flag
    feedback: Words


class Question(Sourced):
    """A question with one correct option.

    `predicted` names the prediction whose answer the question asks for again. The topic of that
    name is asked on the same page, so the question stands elsewhere.
    """

    id: QuestionId
    question: Words
    options: tuple[Option, ...] = Field(min_length=3, max_length=6)
    topics: tuple[Id, ...] = Field(min_length=1, description="where it is asked, such as ball")
    predicted: Id | None = Field(None, description="the prediction with the same answer")
    outcome: OutcomeId
    bloom: Bloom

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        correct = sum(option.correct for option in self.options)
        if correct != 1:
            raise problem("options", f"has {correct} correct options; exactly one is allowed")
        for name in ("text", "feedback"):
            if len({getattr(option, name) for option in self.options}) < len(self.options):
                raise problem("options", f"has two options with the same {name}")
        if self.predicted in self.topics:
            words = f'has "{self.predicted}", whose page has predicted the answer; name another'
            raise problem("topics", words)
        return self


class QuestionFile(Record):
    """The file `quiz.json`."""

    questions: ById[str, Question]


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

    predictions: ById[str, Prediction]
