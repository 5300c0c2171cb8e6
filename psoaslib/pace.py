"""Give every part of a programme its time: to hear its words, and to do what they say.

A step has its own seconds; a dose stretches them, and no step is shorter than its spoken line
asks for. In a guided programme the steps share the time of the article's video instead.

Times are whole milliseconds.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

from psoaslib.catalogue import Catalogue
from psoaslib.records import Dose, Step, Stretch

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


def listened_ms(text: str, catalogue: Catalogue) -> int:
    """Return the time of a line that asks for nothing but listening, in whole seconds."""
    return 1000 * ceil(spoken_s(text, catalogue) + catalogue.voice.pause_s)


def paced_ms(kind: str, seconds: float, words: Words, dose: Dose, catalogue: Catalogue) -> int:
    """Return the time of a step by the dose's pace, never less than its words ask for.

    `kind` is that of the segment; `seconds` is the step's own time, for a change of sides the
    dose's rest.
    """
    longest = max((each["spoken"] for each in words.values()), key=lambda text: len(text.split()))
    said = spoken_s(longest, catalogue)
    if kind == "move":
        said += REPETITION_WORDS / catalogue.voice.words_per_second
    asked = ceil(said / dose.pace.spoken_share)
    return 1000 * max(ceil(seconds * dose.pace.factor(kind)), asked)


def guided_times(
    stretch: Stretch,
    catalogue: Catalogue,
    steps: Sequence[Step],
    holds: Mapping[str, int],
    ready: int,
) -> dict[str, int]:
    """Share what hold and `ready` leave of the video's time over the other steps, in proportion.

    No step is shorter than the shortest allowed; the sum is exact to the millisecond. Raises
    `ValueError` where the hold leaves too little.
    """
    timing = catalogue.guided
    others = {step.id: step.seconds for step in steps if step.kind != "hold"}
    shortest = ms_of(timing.shortest_step_s)
    room = ms_of(timing.total_s) - ready
    left = room - sum(holds.values())
    if left < shortest * len(others):
        longest = (room - shortest * len(others)) / len(holds)
        raise ValueError(
            f"hold is {max(holds.values()) / 1000:g} s; with {len(others)} other steps of at least "
            f"{timing.shortest_step_s:g} s, a guided {stretch.title!r} of {timing.total_s:g} s "
            f"has room for a hold of {longest / 1000:g} s at the longest."
        )
    times: dict[str, int] = {}
    while True:
        share = {step: left * seconds / sum(others.values()) for step, seconds in others.items()}
        short = [step for step, ms in share.items() if ms < shortest]
        if not short:
            break
        for step in short:
            times[step] = shortest
            left -= shortest
            del others[step]
    times |= {step: floor(ms) for step, ms in share.items()}
    for step in list(share)[: left - sum(map(floor, share.values()))]:
        times[step] += 1
    return times | dict(holds)
