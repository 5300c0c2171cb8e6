"""Make a timed programme of a stretch: which segment comes when, for how long, in which words.

stretch + dose + side -> blocks (one a side) -> segments. First of all the rules for stopping are
told. Set-up steps come once a side, moves and holds once a repetition with a rest between, the
return at the end. Words and pictures are there for both sides, so that the player can swap them;
`turns` holds the change of sides that it plays then.

Times are whole milliseconds inside, so that Python and the browser agree to the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import ceil, floor, isfinite
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue.names import known, one_of
from psoaslib.catalogue.sides import SIDES, opposite
from psoaslib.programme import cards, minutes
from psoaslib.programme.cards import paper

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.dose import Dose
    from psoaslib.catalogue.stretch import Step, Stretch


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


MARK_APART_MS = 4000
"""Two spoken marks, or a mark and the end of its segment, are at least so far apart."""
LAST_SECONDS_MS = 10_000


def make(
    stretch: Stretch,
    catalogue: Catalogue,
    *,
    side: str | None = None,
    dose: str = "adult",
    hold: float | None = None,
    repetitions: int | None = None,
    guided: bool = False,
    include: Iterable[str] = (),
) -> Programme:
    """Return the programme of one stretch.

    Parameters
    ----------
    side : "left", "right" or "both"; the side that is stretched. By default both, the article's
        first; with `guided` the article's.
    dose : the id of a dose, which gives hold, repetitions and rest.
    hold, repetitions : seconds and number that replace the dose's own.
    guided : one side, one hold, in the time of the article's video; longer only where its words
        and its hold ask for more.
    include : ids of optional steps that are to be played.

    Raises `ValueError` for an unknown side, dose or step, for a dose that the stretch is not
    offered with, and for a hold above the step's limit.
    """
    steps = _chosen(stretch, include)
    prescribed = known(catalogue.doses, dose, "dose")
    check_dose(stretch, prescribed)
    holds = _holds(stretch, steps, prescribed, hold)
    made = cards.cards(stretch, catalogue.lines, steps)
    said = {name.partition("/")[2]: longest(words) for name, words in made.items()}
    ready = listened_ms(said["ready"], catalogue)
    others = {step.id: (step.kind, step.seconds) for step in steps if step.seconds is not None}
    if guided:
        seconds = {name: own for name, (_, own) in others.items()}
        lines = {name: said[name] for name in others}
        times = holds | guided_times(seconds, lines, ready + sum(holds.values()), catalogue)
        if repetitions not in (None, 1):
            raise ValueError(f"repetitions is {repetitions}; a guided programme has 1.")
        repetitions = 1
    else:
        times = holds | {
            name: paced_ms(kind, own, said[name], prescribed, catalogue)
            for name, (kind, own) in others.items()
        }
        repetitions = _repetitions(prescribed, repetitions)
    sides = _sides(stretch, side, guided)
    rest = max(ms_of(prescribed.rest_s), 1000 * ceil(spoken_ms(said["rest"], catalogue) / 1000))
    change = paced_ms("change", prescribed.rest_s, said["change"], prescribed, catalogue)
    reminder = catalogue.lines.stop_short
    remind = 0 if guided else listened_ms(reminder, catalogue)

    def asked(kind: str, line: str, ms: int) -> int:
        """Return what a line asks for of the `ms` that it has; a hold it may overrun."""
        heard = spoken_ms(line, catalogue)
        if kind == "hold":
            return heard
        if kind == "ready":
            return ms
        acted = not guided and kind != "rest"
        return min(ms, ceil(heard / prescribed.pace.spoken_share) if acted else heard)

    blocks: list[Block] = []
    segments: list[Segment] = []
    for number, block_side in enumerate(sides):
        played = [step for step in steps if not (number and step.once)]
        plan = list(_plan(played, times, repetitions, rest))
        plan.insert(0, ("change", "change", change, 0) if number else ("ready", "ready", ready, 0))
        first = len(segments)
        before_hold = next(at for at, each in enumerate(plan) if each[0] == "hold") - 1
        for at, (kind, card, ms, repetition) in enumerate(plan):
            told = remind if at == before_hold else 0
            note = _cut(prescribed, hold, ms) if kind == "hold" else None
            opens = repetitions > 1 and repetition and plan[at - 1][3] != repetition
            breaths, marks = _of_hold(catalogue, ms) if kind == "hold" else ((), ())
            parts = [f"Repetition {repetition} of {repetitions}."] if opens else []
            parts += [said[card]] + ([note] if note and repetition <= 1 else [])
            segments.append(
                Segment(
                    start_ms=segments[-1].start_ms + segments[-1].ms if segments else 0,
                    ms=ms + told,
                    block=number,
                    kind=kind,
                    card=f"{stretch.id}/{card}",
                    asks_ms=asked(kind, " ".join(parts), ms),
                    repetition=repetition,
                    repetitions=repetitions if repetition else 0,
                    breaths=breaths,
                    marks=(Mark(ms, reminder, told),) if told else marks,
                    note=note,
                )
            )
        blocks.append(Block(stretch.id, stretch.title, block_side, first, len(segments) - 1))
    turn = Segment(
        0, change, 0, "change", f"{stretch.id}/change", asked("change", said["change"], change)
    )
    return Programme(
        title=stretch.title,
        blocks=tuple(blocks),
        segments=tuple(segments),
        turns={stretch.id: turn},
        cards={
            name: words
            for name, words in made.items()
            if name == turn.card or any(segment.card == name for segment in segments)
        },
        side_words={stretch.id: {each: cards.side_words(stretch, each) for each in SIDES}},
        stop=_stop(catalogue, steps),
        stop_how=cards.stop_how(stretch),
        before=cards.before(stretch, catalogue.safety, sides[0]),
        paper=paper(stretch, prescribed, catalogue),
        disclaimer=catalogue.safety.warning,
        lines=_lines(stretch, catalogue),
        word_ms=1000 / catalogue.voice.words_per_second,
    )


def _lines(stretch: Stretch, catalogue: Catalogue) -> dict[str, str]:
    """Return the player's own words; without drawings, without the key to their colours."""
    drawn = any(step.pose for step in stretch.steps)
    lines = catalogue.lines.model_dump()
    return {name: text for name, text in lines.items() if drawn or not name.startswith("key_")}


def _chosen(stretch: Stretch, include: Iterable[str]) -> list[Step]:
    """Leave out the optional steps that were not asked for."""
    include = [include] if isinstance(include, str) else list(include)
    optional = [step.id for step in stretch.steps if step.optional]
    for name in include:
        if name not in optional:
            raise ValueError(
                f"include names {name!r}; the optional steps of {stretch.title!r} are: "
                f"{', '.join(optional) or 'none'}."
            )
    return [step for step in stretch.steps if not step.optional or step.id in include]


def check_dose(stretch: Stretch, dose: Dose) -> None:
    """Refuse a dose that the stretch is not offered with, and say what to take instead."""
    if dose.id in stretch.not_with:
        raise ValueError(
            f"dose is {dose.id!r}; {stretch.title!r} is not offered with it: "
            f"{stretch.not_with[dose.id].strip()}."
        )


def _holds(
    stretch: Stretch, steps: Sequence[Step], dose: Dose, own: float | None
) -> dict[str, int]:
    """Return the milliseconds of each hold: the caller's own, or the dose cut to the limit."""
    times = {}
    for step in steps:
        if step.limit_s is None:  # no hold
            continue
        if own is None:
            times[step.id] = ms_of(min(dose.hold_s, step.limit_s))
        elif not (isinstance(own, (int, float)) and isfinite(own) and 1 <= own <= step.limit_s):
            raise ValueError(
                f"hold is {own!r} s; {stretch.title!r} is held for 1 to {step.limit_s:g} s "
                f"(limit of its step {step.title!r})."
            )
        else:
            times[step.id] = ms_of(own)
    return times


def _repetitions(dose: Dose, own: int | None) -> int:
    if own is None:
        return dose.repetitions
    if isinstance(own, bool) or not isinstance(own, int) or not 1 <= own <= 10:
        raise ValueError(f"repetitions is {own!r}; allowed are whole numbers from 1 to 10.")
    return own


def _sides(stretch: Stretch, side: str | None, guided: bool) -> list[str]:
    if guided and side == "both":
        raise ValueError(
            "side is 'both'; a guided programme has one side, like the article's video: "
            f"name {' or '.join(map(repr, SIDES))}, or none for the article's."
        )
    if side in SIDES:
        return [side]
    if side is not None:
        one_of("side", side, (*SIDES, "both"))
    article = stretch.article_side
    return [article] if guided else [article, opposite(article)]


def _plan(
    steps: Sequence[Step], times: dict[str, int], repetitions: int, rest: int
) -> Iterable[tuple[str, str, int, int]]:
    """Yield (kind, card, milliseconds, repetition) of one side in the order of playing."""

    def of(*kinds: str, repetition: int = 0) -> Iterable[tuple[str, str, int, int]]:
        return (
            (step.kind, step.id, times[step.id], repetition) for step in steps if step.kind in kinds
        )

    yield from of("setup")
    for repetition in range(1, repetitions + 1):
        if repetition > 1:
            yield "rest", "rest", rest, 0
        yield from of("move", "hold", repetition=repetition)
    yield from of("return")


def _of_hold(catalogue: Catalogue, ms: int) -> tuple[tuple[Breath, ...], tuple[Mark, ...]]:
    """Return the breathing phases and the spoken marks of a hold of `ms`."""
    breathing = catalogue.breathing
    cycle = ms_of(breathing.in_s + breathing.out_s)
    breaths = [
        Breath(at, phase)
        for turn in range(ceil(ms / cycle))
        for at, phase in ((turn * cycle, "in"), (turn * cycle + ms_of(breathing.in_s), "out"))
        if at < ms
    ]
    half, ten = ms // 2, ms - LAST_SECONDS_MS
    lines = catalogue.lines
    marks = []
    if min(half, ms - half) >= MARK_APART_MS and abs(half - ten) >= MARK_APART_MS:
        marks.append(Mark(half, lines.half_way, spoken_ms(lines.half_way, catalogue)))
    if ten >= MARK_APART_MS:
        marks.append(Mark(ten, lines.ten_seconds, spoken_ms(lines.ten_seconds, catalogue)))
    return tuple(breaths), tuple(sorted(marks, key=lambda mark: mark.at_ms))


def _cut(dose: Dose, own: float | None, ms: int) -> str | None:
    """Say that the step's limit cut the dose's hold, where it did."""
    if own is not None or ms >= ms_of(dose.hold_s):
        return None
    return (
        f"Held for {ms / 1000:g} s: this position has a limit, "
        f"and the dose would ask for {dose.hold_s:g} s."
    )


def _stop(catalogue: Catalogue, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the words of the stop rules that any hold names, each once."""
    rules = dict.fromkeys(rule for step in steps if step.kind == "hold" for rule in step.stop)
    return tuple(catalogue.safety.stop_rules[rule].text for rule in rules)
