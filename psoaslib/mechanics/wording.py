"""Tell how long the psoas of a posed body is on both sides, as plain data and in words.

The figures are those of `psoaslib.mechanics`, millimetres against standing with the band of the two
models. `build` writes them beside the pictures (`images/<stretch>/lengths.json`), so that a player
shows them without numpy: of this module only `figures` and `states` need it.

What a picture calls longer or shorter is decided here too: a change of at least so many
millimetres (`content/psoas_drawing.toml`) of which no model says the opposite.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import copysign, floor
from typing import Any

from psoaslib.catalogue.sides import opposite

LONG, STILL, SHORT, BEYOND = "long", "still", "short", "beyond"
SIDES = ("same", "other")
ONE_MODEL, BOTH_MODELS = "one model only", "both models"
"""What stands for a band where one model alone reaches, and where the two agree."""

Figure = Mapping[str, Any]
"""One side: `state`, `change_mm`, `low_mm`, `high_mm`, `strain` (a share), `beyond`.

The figures are None beyond the models, where `beyond` names the joints; low and high also where
only one model reaches.
"""


@cache
def bounds() -> dict[str, float]:
    """Return from which change a picture says longer or shorter, millimetres, by name."""
    text = (files("psoaslib") / "content" / "psoas_drawing.toml").read_text("utf-8")
    return tomllib.loads(text)["states"]


def state(change: float | None, low: float | None = None, high: float | None = None) -> str:
    """Say "long", "still", "short" or "beyond" of a change in millimetres and its band.

    None is beyond the models. A change whose band reaches across zero is none that shows.
    """
    if change is None:
        return BEYOND
    if change >= bounds()["lengthened_from"] and (low is None or low > 0):
        return LONG
    if change <= bounds()["shortened_from"] and (high is None or high < 0):
        return SHORT
    return STILL


def figures(angles: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Return the figures of a body posed for the right side: `same` is right, `other` left.

    angles: solved angles by name, degrees. Both models keep their own bodies' size, as in
    `psoas_length`, the lab and the prose, so that one pose has one figure everywhere.
    """
    from psoaslib import mechanics

    def one(side: str) -> dict[str, Any]:
        told = mechanics.of_body(angles, side)
        low, high = told.band
        return {
            "state": state(told.change_mm, low, high),
            "change_mm": _rounded(told.change_mm),
            "low_mm": _rounded(low),
            "high_mm": _rounded(high),
            "strain": _rounded(told.strain, 4),
            "beyond": [words.split()[0] for words in told.beyond],
        }

    return {"same": one("right"), "other": one("left")}


def states(angles: Mapping[str, float]) -> dict[str, str]:
    """Return how the psoas of a posed body is drawn, by its own sides, "right" and "left"."""
    found = figures(angles)
    return {"right": found["same"]["state"], "left": found["other"]["state"]}


def _rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits) + 0.0


def rows(told: Mapping[str, Figure], side: str) -> list[dict[str, Any]]:
    """Return what a page shows for the side stretched: that side first, then the other.

    A row has `side`, `state`, `change`, `low` and `high` (millimetres), `words` and the `band` in
    words.
    """
    return [
        {
            "side": own,
            "state": told[name]["state"],
            "change": told[name]["change_mm"],
            "low": told[name]["low_mm"],
            "high": told[name]["high_mm"],
            "words": f"{own.capitalize()} psoas: {words(told[name])}",
            "band": band(told[name]),
        }
        for name, own in zip(SIDES, (side, opposite(side)), strict=True)
    ]


def words(figure: Figure) -> str:
    """Say a figure without its band, such as "16 mm longer than in standing"."""
    change = figure["change_mm"]
    if change is None:
        return "no figure"
    if figure["state"] != STILL:
        return f"{moved(change)} than in standing"
    return "about as in standing" + (f", {moved(change)}" if whole(change) else "")


def band(figure: Figure) -> str:
    """Say how sure a figure is, such as "14 to 18 mm"."""
    if figure["change_mm"] is None:
        joints = ", ".join(name.replace("_", " ") for name in figure["beyond"])
        return f"beyond the models: {joints}"
    return span(figure["low_mm"], figure["high_mm"])


def change(value: float, low: float | None, high: float | None) -> str:
    """Say a change from standing with its band, such as "12 mm longer (9 to 15 mm)"."""
    told = moved(value) if whole(value) else "as long as in standing"
    return f"{told} ({span(low, high)})"


def span(low: float | None, high: float | None) -> str:
    """Say between which changes the two models lie, millimetres, such as "9 to 15 mm"."""
    if low is None or high is None:
        return ONE_MODEL
    if whole(low) < 0 < whole(high):
        return f"{moved(low)} to {moved(high)}"
    least, most = sorted((abs(whole(low)), abs(whole(high))))
    return BOTH_MODELS if least == most else f"{least} to {most} mm"


def moved(change: float) -> str:
    """Say a change of length in millimetres, such as "12 mm longer"."""
    return f"{abs(whole(change))} mm {'shorter' if change < 0 else 'longer'}"


def whole(value: float) -> int:
    """Round to a whole number by way of hundredths, as figures are kept; halves away from zero."""
    return int(copysign(floor(abs(round(value, 2)) + 0.5), value))


def signed(value: float) -> str:
    """Write a rounded number, below zero with a minus sign and not with a hyphen."""
    return f"{whole(value):d}".replace("-", "\N{MINUS SIGN}")


def sentence(row: Mapping[str, Any]) -> str:
    """Return a row in one sentence, with its band."""
    return f"{row['words']} ({row['band']})."
