"""Hold the measures of the heel test's foot: `content/heel.toml`, shares of the stature."""

from typing import Annotated

from pydantic import Field

from psoaslib.records.base import Record

Share = Annotated[float, Field(gt=0, lt=1)]


class Foot(Record):
    """Where the foot's contacts lie under the ankle, along the floor."""

    toe_ahead_of_ankle: Share
    heel_behind_ankle: Share
    source: str


class HeelFile(Record):
    """The file `heel.toml`."""

    foot: Foot
