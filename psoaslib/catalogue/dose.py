"""Hold doses: how long, how often, and on whose word; and the words and times of the player."""

import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from psoaslib.catalogue.base import (
    ById,
    Count,
    Id,
    Record,
    ReferenceId,
    Seconds,
    Statement,
    Words,
    problem,
)

Degrees = Annotated[float, Field(strict=True, gt=0, lt=180, allow_inf_nan=False)]
Wait = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]


class Stage(Record):
    """A later stage of a dose: seconds of a hold, and how many a side."""

    hold_s: Seconds
    repetitions: Count


class Weekly(Record):
    """Minutes a week for one muscle group: the least that is advised, the most that adds.

    `words` says both by `{floor}` and `{ceiling}`, so that no figure stands twice.
    """

    floor_min: Seconds
    ceiling_min: Seconds
    words: Words

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.floor_min >= self.ceiling_min:
            raise problem("floor_min", "must be below ceiling_min")
        if set(re.findall(r"\{(.*?)\}", self.words)) != {"floor", "ceiling"}:
            raise problem("words", "must name {floor} and {ceiling}, and nothing else in braces")
        return self

    def __str__(self) -> str:
        return self.words.format(floor=f"{self.floor_min:g}", ceiling=f"{self.ceiling_min:g}")


Factor = Annotated[float, Field(strict=True, ge=1, le=5, allow_inf_nan=False)]


class Pace(Record):
    """How much longer than a step's own seconds this dose takes: a teaching convention always.

    Each kind of step has a factor; `change` is that of the dose's rest.
    """

    setup: Factor
    move: Factor
    way_out: Factor = Field(description="the return")
    change: Factor
    spoken_share: Annotated[float, Field(strict=True, gt=0, le=1)] = Field(
        description="at most this share of a step goes to its spoken line"
    )

    def factor(self, kind: str) -> float:
        """Return the factor of a segment's kind."""
        return getattr(self, "way_out" if kind == "return" else kind)


class Dose(Record):
    """A prescription; `conventions` names the fields that no study gives in this form."""

    id: Id
    title: Words
    hold_s: Seconds
    repetitions: Count = Field(description="holds on each side")
    rest_s: Wait = Field(description="rest between repetitions, in seconds")
    rest_range_s: tuple[Wait, Wait]
    pace: Pace
    frequency: Words
    weekly: Weekly
    warm_up: Words
    intensity: Words
    tested: Words = Field(description="the dose that trials tested, and in whom")
    review: Words = Field(description="when progress is looked at again, and by what")
    next_stage: Stage | None = None
    limits: Words = Field(description="what the sources do not tell")
    references: tuple[ReferenceId, ...] = Field(min_length=1)
    conventions: tuple[str, ...]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        low, high = self.rest_range_s
        if not low <= self.rest_s <= high:
            raise problem("rest_s", f"is {self.rest_s:g}, outside rest_range_s")
        for name in self.conventions:
            if name not in type(self).model_fields:
                raise problem("conventions", f'names "{name}", which is not a field of a dose')
        return self


class DoseSource(Record):
    """What one study adds to the dose."""

    reference: ReferenceId
    people: Words
    tested: Words | None = Field(None, description="its dose for the hip flexors of older adults")
    finding: Words
    strength: Words = Field(description="the kind of study, and how far it carries")


class Breathing(Record):
    """The breathing of a hold, in seconds of each phase: a teaching convention."""

    in_s: Seconds
    out_s: Seconds
    words: Words


class Gain(Statement):
    """What stretching may be expected to add, beside the smallest change that can be seen."""

    low_deg: Degrees
    high_deg: Degrees
    smallest_change_deg: Degrees


class DoseFile(Record):
    """The file `dose.toml`."""

    breathing: Breathing
    doses: ById[str, Dose]
    sources: tuple[DoseSource, ...]
    reconciled: Statement = Field(description="why floor and ceiling do not conflict")
    gain: Gain


class Lines(Record):
    """What the player says of itself."""

    half_way: Words
    ten_seconds: Words
    change_sides: Words
    finished: Words
    ready_title: Words = Field(description="the title of what is told before anybody moves")
    ready_cue: Words
    ready_breath: Words
    stop_short: Words = Field(description="when to stop, in one short line")
    key_longer: Words = Field(description="how the picture shows a longer muscle")
    key_shorter: Words = Field(description="how it shows a shorter one")
    key_standing: Words = Field(description="how it shows the length of standing")
    key_beyond: Words = Field(description="how it shows a muscle for which there is no figure")
    key_through: Words = Field(description="how it shows a muscle that lies behind the bones")
    reach: Words = Field(description="what hips give that extend less than the drawn one")


class Guided(Record):
    """The times of a guided programme, in seconds."""

    total_s: Seconds = Field(description="the length of the article's video")
    shortest_step_s: Seconds = Field(description="no step but a hold is shorter")


class Voice(Record):
    """The time that spoken lines take: teaching conventions."""

    words_per_second: Annotated[float, Field(strict=True, ge=1, le=5)]
    pause_s: Wait = Field(description="the silence after a line that is only listened to")


class PlayerFile(Record):
    """The file `player.toml`."""

    lines: Lines
    voice: Voice
    guided: Guided
