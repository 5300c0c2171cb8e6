"""Give every part of a programme its time: to hear its words, and to do what they say.

A step has its own seconds; a dose stretches them, and no step is shorter than its spoken line
asks for. In a guided programme the steps share the time of the article's video instead.

Times are whole milliseconds, for a voice at its own speed; `timer.paced` has a slower one's.
"""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from psoaslib.catalogue import Catalogue
from psoaslib.catalogue.dose import Dose

REPETITION_WORDS = 4
"""What the player says before the first move of a repetition: "Repetition 1 of 2."."""

Words = Mapping[str, Mapping[str, Any]]
"""The words of a card by side."""


def ms_of(seconds: float) -> int:
    """Return seconds as whole milliseconds."""
    return round(seconds * 1000)


def spoken_s(text: str, catalogue: Catalogue) -> float:
    """Return the seconds that a voice takes for a text."""
    return len(text.split()) / catalogue.voice.words_per_second


def spoken_ms(text: str, catalogue: Catalogue) -> int:
    """Return the milliseconds that a voice takes for a text."""
    return ceil(1000 * spoken_s(text, catalogue))


def longest(words: Words) -> str:
    """Return the spoken line of a card, of the side that has more words."""
    return max((each["spoken"] for each in words.values()), key=lambda text: len(text.split()))


def listened_ms(text: str, catalogue: Catalogue) -> int:
    """Return the time of a line that asks for nothing but listening, in whole seconds."""
    return 1000 * ceil(spoken_s(text, catalogue) + catalogue.voice.pause_s)


def paced_ms(kind: str, seconds: float, line: str, dose: Dose, catalogue: Catalogue) -> int:
    """Return the time of a step by the dose's pace, never less than its words ask for.

    `kind` is that of the segment; `seconds` is the step's own time, for a change of sides the
    dose's rest.
    """
    said = spoken_s(line, catalogue)
    if kind == "move":
        said += REPETITION_WORDS / catalogue.voice.words_per_second
    asked = ceil(said / dose.pace.spoken_share)
    return 1000 * max(ceil(seconds * dose.pace.factor(kind)), asked)


def guided_times(
    seconds: Mapping[str, float], lines: Mapping[str, str], rest_ms: int, catalogue: Catalogue
) -> dict[str, int]:
    """Share what is left of the article's video over steps with `seconds` of their own.

    `rest_ms` is the time of all that has no share: the hold and what is told first. Steps get
    theirs in proportion, none less than its line in `lines` takes; the sum is exact to the
    millisecond. Where too little is left, each step has just its least, and the whole is longer.
    """
    timing = catalogue.guided
    least = {
        step: max(ms_of(timing.shortest_step_s), spoken_ms(text, catalogue))
        for step, text in lines.items()
    }
    left = ms_of(timing.total_s) - rest_ms
    if left <= sum(least.values()):
        return least
    others = dict(seconds)
    times: dict[str, int] = {}
    while True:
        share = {step: left * own / sum(others.values()) for step, own in others.items()}
        short = [step for step, ms in share.items() if ms < least[step]]
        if not short:
            break
        for step in short:
            times[step] = least[step]
            left -= least[step]
            del others[step]
    times |= {step: floor(ms) for step, ms in share.items()}
    for step in list(share)[: left - sum(map(floor, share.values()))]:
        times[step] += 1
    return times
