"""Make a timed programme of a stretch: which segment comes when, for how long, in which words.

stretch + dose + side -> blocks (one a side) -> segments. Set-up steps come once a side, moves and
holds once a repetition with a rest between, the return at the end. Both sides have the same
timing, so the player can swap them and only words and pictures change.

Times are whole milliseconds inside, so that Python and the browser agree to the last one.
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor, isfinite

from psoaslib import cards
from psoaslib.catalogue import Catalogue
from psoaslib.paper import paper
from psoaslib.records import Dose, Step, Stretch
from psoaslib.segments import Block, Breath, Mark, Programme, Segment
from psoaslib.sides import SIDES, opposite

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
    guided : one side, one hold, in the time of the article's video.
    include : ids of optional steps that are to be played.

    Raises `ValueError` for an unknown side, dose or step, for a hold above the step's limit, and
    for a guided programme that does not fit.
    """
    steps = _chosen(stretch, include)
    prescribed = _dose(catalogue, dose)
    holds = _holds(stretch, steps, prescribed, hold)
    if guided:
        times = _guided_times(stretch, catalogue, steps, holds)
        if repetitions not in (None, 1):
            raise ValueError(f"repetitions is {repetitions}; a guided programme has 1.")
        repetitions = 1
    else:
        times = {step.id: _ms(step.seconds) for step in steps if step.kind != "hold"} | holds
        repetitions = _repetitions(prescribed, repetitions)
    sides = _sides(stretch, side, guided)
    rest = _ms(prescribed.rest_s)
    blocks: list[Block] = []
    segments: list[Segment] = []
    for number, block_side in enumerate(sides):
        plan = list(_plan(stretch, steps, times, repetitions, rest))
        if number:
            plan.insert(0, ("change", "change", rest, 0))
        first = len(segments)
        for kind, card, ms, repetition in plan:
            segments.append(
                Segment(
                    start_ms=segments[-1].start_ms + segments[-1].ms if segments else 0,
                    ms=ms,
                    block=number,
                    kind=kind,
                    card=f"{stretch.id}/{card}",
                    repetition=repetition,
                    repetitions=repetitions if repetition else 0,
                    **(_of_hold(catalogue, ms) if kind == "hold" else {}),
                    note=_cut(prescribed, hold, ms) if kind == "hold" else None,
                )
            )
        blocks.append(Block(stretch.id, stretch.title, block_side, first, len(segments) - 1))
    return Programme(
        title=stretch.title,
        blocks=tuple(blocks),
        segments=tuple(segments),
        cards=cards.cards(stretch, catalogue.lines, {segment.card for segment in segments}),
        side_words={stretch.id: {each: cards.side_words(stretch, each) for each in SIDES}},
        stop=_stop(catalogue, steps),
        stop_how=cards.stop_how(stretch),
        before=cards.before(stretch, catalogue.safety, sides[0]),
        paper=paper(stretch, prescribed, catalogue),
        disclaimer=catalogue.safety.disclaimer,
        lines=_lines(stretch, catalogue),
    )


def _lines(stretch: Stretch, catalogue: Catalogue) -> dict[str, str]:
    """Return the player's own words; without drawings, without the key to their colours."""
    drawn = any(step.pose for step in stretch.steps)
    lines = catalogue.lines.model_dump()
    return {name: text for name, text in lines.items() if drawn or not name.startswith("key_")}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


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


def _dose(catalogue: Catalogue, dose: str) -> Dose:
    if dose not in catalogue.doses:
        raise ValueError(f"dose is {dose!r}; allowed are {', '.join(catalogue.doses)}.")
    return catalogue.doses[dose]


def _holds(
    stretch: Stretch, steps: Sequence[Step], dose: Dose, own: float | None
) -> dict[str, int]:
    """Return the milliseconds of each hold: the caller's own, or the dose cut to the limit."""
    times = {}
    for step in steps:
        if step.kind != "hold":
            continue
        if own is None:
            times[step.id] = _ms(min(dose.hold_s, step.limit_s))
        elif not (isinstance(own, (int, float)) and isfinite(own) and 1 <= own <= step.limit_s):
            raise ValueError(
                f"hold is {own!r} s; {stretch.title!r} is held for 1 to {step.limit_s:g} s "
                f"(limit of its step {step.title!r})."
            )
        else:
            times[step.id] = _ms(own)
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
    if side not in (None, "both"):
        raise ValueError(f"side is {side!r}; allowed are 'left', 'right' and 'both'.")
    article = stretch.article_side
    return [article] if guided else [article, opposite(article)]


def _plan(
    stretch: Stretch, steps: Sequence[Step], times: dict[str, int], repetitions: int, rest: int
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


def _guided_times(
    stretch: Stretch, catalogue: Catalogue, steps: Sequence[Step], holds: dict[str, int]
) -> dict[str, int]:
    """Share what the hold leaves of the video's time over the other steps, in proportion.

    No step is shorter than the shortest allowed; the sum is exact to the millisecond.
    """
    timing = catalogue.guided
    others = {step.id: step.seconds for step in steps if step.kind != "hold"}
    shortest = _ms(timing.shortest_step_s)
    left = _ms(timing.total_s) - sum(holds.values())
    if left < shortest * len(others):
        longest = (_ms(timing.total_s) - shortest * len(others)) / len(holds)
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
    return times | holds


def _of_hold(catalogue: Catalogue, ms: int) -> dict[str, tuple]:
    """Return the breathing phases and the spoken marks of a hold of `ms`."""
    breathing = catalogue.breathing
    cycle = _ms(breathing.in_s + breathing.out_s)
    breaths = [
        Breath(at, phase)
        for turn in range(ceil(ms / cycle))
        for at, phase in ((turn * cycle, "in"), (turn * cycle + _ms(breathing.in_s), "out"))
        if at < ms
    ]
    half, ten = ms // 2, ms - LAST_SECONDS_MS
    marks = []
    if min(half, ms - half) >= MARK_APART_MS and abs(half - ten) >= MARK_APART_MS:
        marks.append(Mark(half, catalogue.lines.half_way))
    if ten >= MARK_APART_MS:
        marks.append(Mark(ten, catalogue.lines.ten_seconds))
    return {"breaths": tuple(breaths), "marks": tuple(sorted(marks, key=lambda mark: mark.at_ms))}


def _cut(dose: Dose, own: float | None, ms: int) -> str | None:
    """Say that the step's limit cut the dose's hold, where it did."""
    if own is not None or ms >= _ms(dose.hold_s):
        return None
    return (
        f"Held for {ms / 1000:g} s: this position has a limit, "
        f"and the dose would ask for {dose.hold_s:g} s."
    )


def _stop(catalogue: Catalogue, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the words of the stop rules that any hold names, each once."""
    rules = dict.fromkeys(rule for step in steps if step.kind == "hold" for rule in step.stop)
    return tuple(catalogue.safety.stop_rules[rule].text for rule in rules)
