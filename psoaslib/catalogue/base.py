"""Hold what all records share: frozen fields, the kinds of text, where a statement comes from.

Content is edited by hand, so every record refuses a field it does not know, and text may be broken
over lines: runs of blanks become one.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from psoaslib.catalogue.sides import check_template


class Record(BaseModel):
    """Freeze a record and refuse fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def problem(field: str, text: str, entry: str = "") -> PydanticCustomError:
    """Make the error that a validator raises when fields of one record do not agree.

    `entry` names a row within the record, such as 'errors "waist_on_ball"'.
    """
    return PydanticCustomError("content", "{text}", {"field": field, "text": text, "entry": entry})


def _one_line(text: Any) -> Any:
    return " ".join(text.split()) if isinstance(text, str) else text


def _mirrorable(text: str) -> str:
    check_template(text)
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-D][1-9][0-9]?$")]
ReferenceId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$")]
Words = Annotated[str, BeforeValidator(_one_line), StringConstraints(min_length=1)]
Template = Annotated[Words, AfterValidator(_mirrorable)]
"""Text of a stretch: `{same}` is the side stretched, `{other}` the opposite one."""
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Flag = Annotated[bool, Field(strict=True)]
Count = Annotated[int, Field(strict=True, ge=1)]
Seconds = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]


TWICE = "is used twice; every entry of a file needs an id of its own"


def _keyed(rows: Any) -> Any:
    """Make {id: row} of a list of rows; leave for pydantic what has another form."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return rows
    keyed: dict[Any, Any] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row.get("id"), (str, int)):
            raise problem("id", "is missing; every entry needs an id", f"number {number}")
        if row["id"] in keyed:
            raise problem("id", TWICE, f'"{row["id"]}"')
        keyed[row["id"]] = row
    return keyed


Key = TypeVar("Key")
Row = TypeVar("Row")
ById = Annotated[
    Mapping[Key, Row],
    BeforeValidator(_keyed),
    AfterValidator(MappingProxyType),
    PlainSerializer(dict),
]
"""A read-only mapping from id to record, written as a list of rows."""


class Sourced(Record):
    """A record that says where it comes from: references, a convention, or not yet checked."""

    references: tuple[ReferenceId, ...] = Field((), description="ids of references.json")
    convention: Flag = Field(False, description="true where this is a teaching convention")
    unchecked: Flag = Field(
        False, description="true for standard knowledge not yet held against a source"
    )

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if not self.references and not self.convention and not self.unchecked:
            raise problem(
                "references",
                "is missing; name the ids of the references, or write convention = true "
                "where no study stands behind the statement",
            )
        if self.unchecked and (self.references or self.convention):
            raise problem("unchecked", "has no place beside references or a convention")
        return self


class Statement(Sourced):
    """One sentence or two, with where they come from."""

    text: Words

    def __str__(self) -> str:
        return self.text


Fault = Literal[
    "head",
    "neck",
    "shoulders",
    "chest",
    "lower_back",
    "other_waist",
    "other_shoulder",
    "same_hip",
    "other_knee",
    "same_foot",
]
"""Where the fault of an error is seen; `figures.fault` knows the places."""
