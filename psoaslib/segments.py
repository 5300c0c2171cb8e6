"""Hold a timed programme: its blocks, its segments, and the payload that the player receives.

Times are whole milliseconds, so that Python and the browser agree to the last one.
"""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Breath:
    """Begin a phase of breathing, "in" or "out", `at_ms` after the segment's start."""

    at_ms: int
    phase: str


@dataclass(frozen=True)
class Mark:
    """Say `text` at `at_ms` after the segment's start; it asks for `asks_ms` to be heard."""

    at_ms: int
    text: str
    asks_ms: int


@dataclass(frozen=True)
class Segment:
    """Hold one stretch of time with one card of words; `repetition` counts from 1, 0 is none.

    `asks_ms` is the time that its spoken line asks for, to be heard and done, at the voice's own
    speed. A slower voice asks for more (`timer.paced`).
    """

    start_ms: int
    ms: int
    block: int
    kind: str
    card: str
    asks_ms: int
    repetition: int = 0
    repetitions: int = 0
    breaths: tuple[Breath, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Block:
    """Name the run of segments (`first` to `last`, both within) that stretches one side."""

    stretch: str
    title: str
    side: str
    first: int
    last: int


@dataclass(frozen=True)
class Programme:
    """Hold the segments of a session and the words they show, for both sides.

    `turns` has for each stretch the change of sides that *Swap side* plays in its first block;
    `word_ms` is the time of a spoken word.
    """

    title: str
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    turns: dict[str, Segment]
    cards: dict[str, dict[str, dict[str, Any]]]
    side_words: dict[str, dict[str, str]]
    stop: tuple[str, ...]
    stop_how: dict[str, dict[str, str]]
    before: tuple[dict[str, Any], ...]
    paper: dict[str, dict[str, Any]]
    disclaimer: str
    lines: dict[str, str]
    word_ms: float

    @cached_property
    def total_ms(self) -> int:
        """Sum the segments, in milliseconds."""
        return sum(segment.ms for segment in self.segments)

    def payload(self) -> dict[str, Any]:
        """Return everything the player needs as one JSON-able object."""
        fields = {
            name: getattr(self, name)
            for name in (
                "title",
                "total_ms",
                "cards",
                "side_words",
                "stop_how",
                "paper",
                "disclaimer",
                "lines",
                "word_ms",
            )
        }
        return fields | {
            "version": 1,
            "blocks": [asdict(block) for block in self.blocks],
            "segments": [asdict(segment) for segment in self.segments],
            "turns": {stretch: asdict(turn) for stretch, turn in self.turns.items()},
            "stop": list(self.stop),
            "before": list(self.before),
        }

    def picture_keys(self) -> list[str]:
        """List the pictures that any card shows on any side, its common error's too, each once."""
        cards = [words for sides in self.cards.values() for words in sides.values()]
        pairs = (each for words in cards if words["wrong"] for each in words["wrong"].values())
        keys = [each["picture"] for each in (*cards, *pairs)]
        return list(dict.fromkeys(filter(None, keys)))

    @property
    def first_picture(self) -> str | None:
        """Return the picture that is shown before the start, or None."""
        return self.cards[self.segments[0].card][self.blocks[0].side]["picture"]

    def __repr__(self) -> str:
        holds = [segment for segment in self.segments if segment.kind == "hold"]
        sides = " then ".join(block.side for block in self.blocks)
        seconds = " + ".join(f"{segment.ms / 1000:g}" for segment in holds)
        return f"{self.title}: {minutes(self.total_ms)}; {sides}; holds of {seconds} s"


def minutes(ms: int) -> str:
    """Say a time in minutes and seconds, such as "3 min 40 s"."""
    whole, seconds = divmod(round(ms / 1000), 60)
    parts = [f"{whole} min"] * bool(whole) + [f"{seconds} s"] * bool(seconds or not whole)
    return " ".join(parts)
