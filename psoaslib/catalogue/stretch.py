"""Hold a stretch: its aim, its steps and what the source article says of each.

All words are templates: they name sides by `{same}` and `{other}`.
"""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from psoaslib.catalogue.base import (
    TWICE,
    Code,
    Fault,
    FileName,
    Flag,
    Id,
    Record,
    ReferenceId,
    Seconds,
    Sourced,
    Template,
    problem,
)
from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.sides import Side

Change = Literal["as_written", "changed", "scaled", "replaced", "added"]
Kind = Literal["setup", "move", "hold", "return"]
View = Literal["side", "three_quarter"]
Position = Literal["ball", "standing", "floor", "on_back", "on_chair"]
Eyes = Literal["open", "may_close"]

STEADY = ("on_back", "on_chair")
"""Positions in which the eyes may close: nothing there depends on sight to stay upright."""


class _Pictured(Record):
    """What has a picture of its own, drawn from a pose or given as a file."""

    view: View = Field(description="from where the picture is drawn")
    image: FileName | None = Field(None, description="a picture in the folder of the stretch")
    pose: Pose | None = None

    @property
    def pictured(self) -> bool:
        """Tell whether there is, or can be drawn, a picture of it."""
        return self.pose is not None or self.image is not None


class Step(_Pictured):
    """One step of a stretch, in the article's words and in ours.

    `seconds`, and for a hold `limit_s`, are teaching conventions always. `conventions` names the
    fields that rest on one; where a step has no reference, the instruction itself does.
    """

    id: Id
    title: Template
    kind: Kind
    optional: Flag = Field(False, description="true when the step is played only if asked for")
    once: Flag = Field(False, description="true when it is played on the first side only")
    source: tuple[Code, ...] = Field((), description="codes of the article's sentences")
    change: Change = Field(description="what we did to the article's instruction")
    article: Template | None = Field(None, description="the article's instruction, paraphrased")
    coached: Template = Field(description="what the learner does")
    reason: Template | None = Field(None, description="why we coach it differently")
    references: tuple[ReferenceId, ...] = Field((), description="ids of references.json")
    conventions: tuple[str, ...] = Field((), description="fields that are teaching conventions")
    cue: Template = Field(description="the movement in a few words")
    breath: Template = Field(description="how to breathe")
    spoken: Template = Field(description="one line that can be followed by ear")
    error: Template | None = Field(None, description="the common error")
    correction: Template | None = Field(None, description="how to correct it")
    seconds: Seconds | None = Field(None, description="how long the step takes")
    limit_s: Seconds | None = Field(None, description="the longest a hold may last, in seconds")
    stop: tuple[Id, ...] = Field((), description="ids of the stop rules in safety.toml")
    alt: Template = Field(description="what the picture teaches, for those who do not see it")
    caption: Template = Field(description="the answer that the picture gives")

    @model_validator(mode="before")
    @classmethod
    def _timing_is_a_convention(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("conventions", []), list):
            return data
        named = data.get("conventions", [])
        timing = [name for name in ("seconds", "limit_s") if name in data and name not in named]
        return {**data, "conventions": [*named, *timing]}

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self._check_article()
        self._check_timing()
        if (self.error is None) != (self.correction is None):
            name = "error" if self.error is None else "correction"
            raise problem(name, "is missing; a common error and its correction come together")
        for name in self.conventions:
            if name not in type(self).model_fields:
                raise problem("conventions", f'names "{name}", which is not a field of a step')
        if not self.references and "coached" not in self.conventions:
            raise problem(
                "references",
                'is missing; name the ids of the references, or write conventions = ["coached"] '
                "where the instruction is a teaching convention",
            )
        return self

    def _check_article(self) -> None:
        added = self.change == "added"
        for name in ("source", "article"):
            if added and getattr(self, name):
                raise problem(name, 'has no place in a step whose change is "added"')
            if not added and not getattr(self, name):
                raise problem(name, f'is missing; a step whose change is "{self.change}" needs it')
        if self.change in ("changed", "scaled", "replaced") and not self.reason:
            raise problem("reason", f'is missing; a step whose change is "{self.change}" needs it')

    def _check_timing(self) -> None:
        if self.kind == "hold":
            if self.seconds is not None:
                raise problem(
                    "seconds",
                    "has no place in a hold: the dose gives its time; write limit_s, the longest "
                    "it may last",
                )
            if self.limit_s is None:
                raise problem("limit_s", "is missing; a hold needs the longest it may last")
            if not self.stop:
                raise problem("stop", "is missing; a hold needs at least one stop rule, by its id")
            return
        if self.seconds is None:
            raise problem("seconds", "is missing; every step but a hold needs its time")
        for name in ("limit_s", "stop"):
            if getattr(self, name):
                raise problem(name, f"belongs to a hold; this step's kind is {self.kind!r}")


class Remark(Sourced):
    """A remark of the article on the stretch, and our comment."""

    sentence: Code
    paraphrase: Template
    comment: Template


class Rest(Record):
    """The pause between two repetitions; it borrows the picture of a step."""

    title: Template
    cue: Template
    breath: Template
    spoken: Template
    picture_of: Id = Field(description="id of the step whose picture is shown")


class ChangeOfSides(Rest):
    """The way from one side to the other; {same} is the side that comes."""


class CommonError(_Pictured, Sourced):
    """A common error with a picture of its own."""

    id: Id
    step: Id = Field(description="id of the step in which it happens")
    also: tuple[Id, ...] = Field((), description="ids of other steps whose error it shows too")
    beside: Id | None = Field(None, description="id of the step that it is set against, if another")
    fault: Fault | None = Field(None, description="the part of the body that its mark points to")
    title: Template
    alt: Template
    caption: Template
    correction: Template

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the steps in which it happens, its own first."""
        return (self.step, *self.also)

    @property
    def right(self) -> str:
        """The id of the step whose picture is the correct one."""
        return self.beside or self.step


class Variation(Sourced):
    """A regression or a progression."""

    id: Id
    title: Template
    text: Template

    def __str__(self) -> str:
        return f"{self.title}: {self.text}"


class Equipment(Sourced):
    """One thing that is needed, and why."""

    title: Template
    text: Template

    def __str__(self) -> str:
        return f"{self.title}: {self.text}"


class Reading(Sourced):
    """One way to read the article's words, with a question for the class."""

    id: Id
    title: Template
    text: Template
    taught: Flag = Field(False, description="true for the reading that the steps follow")
    question: Template
    answer: Template


class Stretch(Record):
    """A stretch as content tells it; `article_side` is the side that its article stretches.

    `ours` marks a stretch that the article does not have; its `article_side` comes first.
    """

    id: Id
    title: Template
    aim: Template
    aim_references: tuple[ReferenceId, ...] = Field((), description="ids of references.json")
    aim_convention: Flag = Field(False, description="true where the aim is a teaching convention")
    article_aim: Template = Field(description="what the article says of its aim")
    article_side: Side = Field(description="the side stretched in the article's version")
    target: Id = Field(description="id of the muscle, such as psoas_major")
    target_words: Template = Field(description="the target in plain words, such as hip flexors")
    ours: Flag = Field(False, description="true for a stretch that is not in the article")
    position: Position | None = Field(None, description="what the body rests on")
    eyes: Eyes = Field("open", description="whether the eyes may close in the hold")
    reading_note: Template | None = Field(None, description="that the position is a reading")
    readings: tuple[Reading, ...] = Field((), description="ways to read the article's words")
    side_note: Template | None = Field(None, description="how the side looks, in a few words")
    equipment: tuple[Equipment, ...]
    steps: tuple[Step, ...] = Field(min_length=1)
    rest: Rest
    change: ChangeOfSides | None = None
    stop_how: Template | None = Field(None, description="how to come off in a hurry")
    remarks: tuple[Remark, ...] = ()
    errors: tuple[CommonError, ...] = ()
    regressions: tuple[Variation, ...] = ()
    progressions: tuple[Variation, ...] = ()
    alternatives: tuple[Id, ...] = Field((), description="ids of other stretches")
    precautions: tuple[Id, ...] = Field((), description="ids of precautions in safety.toml")
    not_with: dict[Id, Template] = Field({}, description="doses refused: why, and what instead")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        steps = [step.id for step in self.steps]
        self._check_ids()
        self._check_origin()
        if not self.aim_references and not self.aim_convention:
            raise problem(
                "aim_references",
                "is missing; name the ids of the references, or write aim_convention = true",
            )
        if self.eyes == "may_close" and self.position not in STEADY:
            steady = " or ".join(map(repr, STEADY))
            raise problem("eyes", f'is "may_close"; eyes close only where position is {steady}')
        if not any(step.kind == "hold" for step in self.steps):
            raise problem("steps", 'has no step whose kind is "hold"')
        for name in ("rest", "change"):
            pause = getattr(self, name)
            if pause and pause.picture_of not in steps:
                raise problem("picture_of", _unknown(pause.picture_of, steps), name)
        for error in self.errors:
            named = [("step", error.step), *(("also", each) for each in error.also)]
            for name, each in [*named, ("beside", error.right)]:
                if each not in steps:
                    raise problem(name, _unknown(each, steps), f'errors "{error.id}"')
        return self

    def _check_origin(self) -> None:
        """Refuse the article's words in a stretch of ours, and readings without one taught."""
        if self.ours and self.remarks:
            raise problem("remarks", "has no place in a stretch that is not in the article")
        for step in self.steps:
            if self.ours and step.change != "added":
                words = f'is "{step.change}"; in a stretch of ours every step is "added"'
                raise problem("change", words, f'steps "{step.id}"')
        if self.readings and sum(each.taught for each in self.readings) != 1:
            raise problem("readings", "must have exactly one row with taught = true")

    def _check_ids(self) -> None:
        """Refuse an id used twice; steps and errors share theirs, for both have poses."""
        for fields in (("steps", "errors"), ("regressions",), ("progressions",), ("readings",)):
            taken = set()
            for field in fields:
                for row in getattr(self, field):
                    if row.id in taken:
                        raise problem("id", TWICE, f'{field} "{row.id}"')
                    taken.add(row.id)


def _unknown(name: str, steps: list[str]) -> str:
    return f'is "{name}", which is no step; the steps are {", ".join(steps)}'
