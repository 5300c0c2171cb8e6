"""Say what the player does with every command and every reading of the clock.

This is the reference for the browser's `machine.js`: a pure function from a state, a command and
the time to the next state. Run sheets and tests use it directly; thousands of generated traces are
replayed through both, and every state is equal.

All times are whole milliseconds. The clock is injected: a `Reading` holds a monotonic clock, which
measures, and the wall clock, which also runs on where a sleeping machine stops the former.

A slow voice lengthens the segments whose lines ask for it; a hold keeps its length. A speed that is
chosen holds from the next segment on, since the line of the present one is under way.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from psoaslib.catalogue.sides import opposite

SLEPT_AFTER_MS = 5000
"""A gap between two ticks longer than this means that the machine or the page was asleep."""

COMMANDS = ("tick", "start", "pause", "yield", "next", "back", "restart", "swap", "finish")


class Reading(NamedTuple):
    """Hold one reading of both clocks in milliseconds, from any origins."""

    mono: float
    wall: float

    def floored(self) -> "Reading":
        """Drop fractions, so that Python and JavaScript add whole numbers."""
        return Reading(math.floor(self.mono), math.floor(self.wall))


@dataclass(frozen=True)
class Entry:
    """Record one hold, or the part of it that was done, in seconds."""

    stretch: str
    side: str
    repetition: int
    seconds: float
    completed: bool


@dataclass(frozen=True)
class State:
    """Hold everything the player knows between two commands; times in milliseconds.

    `turn` is the way to the other side after *Swap side*: "off" while the person comes off, by
    the block's own return; then "change" where the block begins without a change of sides.
    `speed` is that of the voice, 1 its own; `pace` is that by which the present segment is timed.
    """

    status: str
    segment: int
    within: int
    elapsed: int
    sides: tuple[str, ...]
    log: tuple[Entry, ...] = ()
    notice: str | None = None
    last: Reading | None = None
    turn: str | None = None
    speed: float = 1.0
    pace: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """Return the state as the plain object that `machine.js` holds."""
        fields = asdict(self)
        fields["last"] = self.last and self.last._asdict()
        return fields | {"sides": list(self.sides), "log": [asdict(entry) for entry in self.log]}


def initial(programme: Mapping[str, Any], speed: float = 1.0) -> State:
    """Return the idle state at the start of a programme's payload."""
    sides = tuple(block["side"] for block in programme["blocks"])
    return State("idle", 0, 0, 0, sides, speed=speed, pace=speed)


def with_speed(state: State, speed: float) -> State:
    """Return the state with another speed of the voice, from the next segment on.

    A segment that is still to be started has the new speed at once.
    """
    unheard = state.status != "running" and state.within == 0
    return replace(state, speed=speed, pace=speed if unheard else state.pace)


def paced(segment: Mapping[str, Any], speed: float) -> Mapping[str, Any]:
    """Return a segment as it is played at a speed of the voice.

    A hold keeps its length, and of its marks those that run into no other line; each part of any
    other segment takes at least what its line asks for.
    """
    asked = math.ceil(segment["asks_ms"] / speed)
    marks = []
    if segment["kind"] == "hold":
        for mark in segment["marks"]:
            end = mark["at_ms"] + math.ceil(mark["asks_ms"] / speed)
            if asked <= mark["at_ms"] and end <= segment["ms"]:
                marks.append(mark)
                asked = end
        return {**segment, "marks": marks}
    begun = at = 0
    for mark in segment["marks"]:
        at += max(mark["at_ms"] - begun, asked)
        begun = mark["at_ms"]
        asked = math.ceil(mark["asks_ms"] / speed)
        marks.append({**mark, "at_ms": at})
    return {**segment, "marks": marks, "ms": at + max(segment["ms"] - begun, asked)}


def played(
    programme: Mapping[str, Any], speed: float = 1.0
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield each segment as it is played untouched, behind the millisecond at which it begins."""
    begins = 0
    for each in programme["segments"]:
        segment = paced(each, speed)
        yield begins, segment
        begins += segment["ms"]


def reduce(
    programme: Mapping[str, Any], state: State, command: str, now: Reading | Iterable[float]
) -> State:
    """Return the state after `command` at `now`; `state` itself is unchanged.

    The time since the last reading is credited first, unless the gap shows a sleep: then the
    session is paused where it was. Raises `ValueError` for an unknown command.
    """
    if command not in COMMANDS:
        raise ValueError(f"{command!r} is not a command; allowed are {', '.join(COMMANDS)}.")
    now = Reading(*now).floored()
    state = _advance(programme, state, now)
    step = _STEPS.get(command)
    return step(programme, state, now) if step else state


def segment_now(programme: Mapping[str, Any], state: State) -> Mapping[str, Any]:
    """Return the segment that plays: the state's own, or a swap's change of sides."""
    segment = programme["segments"][state.segment]
    if state.turn == "change":
        stretch = programme["blocks"][segment["block"]]["stretch"]
        segment = {**programme["turns"][stretch], "block": segment["block"]}
    return paced(segment, state.pace)


def position_ms(programme: Mapping[str, Any], state: State) -> int:
    """Return the place in the programme in milliseconds from its start.

    A swap's way to the other side counts as time before the stretch, so it may be negative.
    """
    return _sum_ms(programme["segments"], state) - left_ms(programme, state)


def left_ms(programme: Mapping[str, Any], state: State) -> int:
    """Return the time left of the whole session in milliseconds."""
    segments = programme["segments"]
    left = segment_now(programme, state)["ms"] - state.within
    if state.turn is None:
        return left + _sum_ms(segments[state.segment + 1 :], state)
    block = segments[state.segment]["block"]
    ahead = segments[_begin(programme, block) :]
    if state.turn == "off":
        change = _change(programme, block)
        off = segments[state.segment + 1 : _returns(programme, block).stop]
        ahead = [*off, *([change] if change else []), *ahead]
    return left + _sum_ms(ahead, state)


def _sum_ms(segments: Iterable[Mapping[str, Any]], state: State) -> int:
    """Return the milliseconds of segments that are timed by the voice's speed."""
    return sum(paced(segment, state.speed)["ms"] for segment in segments)


def _begin(programme: Mapping[str, Any], block: int) -> int:
    """Return the first segment of a block in which somebody moves."""
    first, last = (programme["blocks"][block][end] for end in ("first", "last"))
    kinds = ((at, programme["segments"][at]["kind"]) for at in range(first, last + 1))
    return next((at for at, kind in kinds if kind != "ready"), first)


def _returns(programme: Mapping[str, Any], block: int) -> range:
    """Return the run of segments by which a person comes off; empty where a block has none."""
    first, last = (programme["blocks"][block][end] for end in ("first", "last"))
    kinds = [segment["kind"] for segment in programme["segments"]]
    start = next((at for at in range(first, last + 1) if kinds[at] == "return"), last + 1)
    stop = next((at for at in range(start, last + 1) if kinds[at] != "return"), last + 1)
    return range(start, stop)


def _change(programme: Mapping[str, Any], block: int) -> Mapping[str, Any] | None:
    """Return the change of sides that a swap adds, where the block has none of its own."""
    if programme["segments"][_begin(programme, block)]["kind"] == "change":
        return None
    return programme.get("turns", {}).get(programme["blocks"][block]["stretch"])


def _begun(state: State, **changes: Any) -> State:
    """Return the state at the start of a segment, timed by the voice's speed."""
    return replace(state, within=0, pace=state.speed, **changes)


def _advance(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status != "running" or state.last is None:
        return state
    if max(now.mono - state.last.mono, now.wall - state.last.wall) > SLEPT_AFTER_MS:
        return replace(state, status="paused", notice="slept", last=None)
    due = max(0, math.floor(now.mono - state.last.mono))
    state = replace(state, last=now)
    segments = programme["segments"]
    while True:
        length = segment_now(programme, state)["ms"]
        left = length - state.within
        if due < left:
            return replace(state, within=state.within + due, elapsed=state.elapsed + due)
        due -= left
        state = replace(state, within=length, elapsed=state.elapsed + left)
        if state.turn:
            state = _turned(programme, state)
            continue
        state = _logged(programme, state, completed=True)
        if state.segment == len(segments) - 1:
            return replace(state, status="finished", last=None)
        state = _begun(state, segment=state.segment + 1)


def _logged(programme: Mapping[str, Any], state: State, completed: bool) -> State:
    """Add an entry for the present segment if it is a hold."""
    segment = segment_now(programme, state)
    if segment["kind"] != "hold":
        return state
    block = segment["block"]
    entry = Entry(
        programme["blocks"][block]["stretch"],
        state.sides[block],
        segment["repetition"],
        state.within / 1000,
        completed,
    )
    return replace(state, log=(*state.log, entry))


def _leave(programme: Mapping[str, Any], state: State) -> State:
    """Log a hold that is left before its end."""
    begun = state.status != "idle" and state.within > 0
    return _logged(programme, state, completed=False) if begun else state


def _start(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status == "running":
        return state
    if state.status == "finished":
        state = replace(initial(programme, state.speed), sides=state.sides)
    return replace(state, status="running", notice=None, last=now)


def _pause(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    return replace(state, status="paused", last=None) if state.status == "running" else state


def _yield(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    """Pause since another player was started."""
    if state.status != "running":
        return state
    return replace(state, status="paused", last=None, notice="yielded")


def _next(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status == "finished":
        return state
    if state.turn:
        return _turned(programme, state)
    if state.segment < len(programme["segments"]) - 1:
        return _begun(_leave(programme, state), segment=state.segment + 1)
    if state.status == "idle":
        return state
    return replace(_leave(programme, state), status="finished", last=None)


def _back(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status == "finished":
        return state
    if state.turn:  # no way leads back into the position
        block = programme["segments"][state.segment]["block"]
        off = _returns(programme, block).start if state.turn == "off" else state.segment
        return _begun(state, segment=off)
    return _begun(_leave(programme, state), segment=max(0, state.segment - 1))


def _restart(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    return state if state.status == "finished" else _begun(_leave(programme, state))


def _swap(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status == "finished" or state.turn == "off":
        return state
    segment = segment_now(programme, state)
    here = segment["block"]
    state = _leave(programme, state)
    if state.status == "idle" or segment["kind"] == "ready":
        first = programme["blocks"][here]["first"]
        sides = _exchanged(programme, state)
        return _begun(state, sides=sides, segment=first, turn=None)
    back = _returns(programme, here)
    if state.turn or not back or state.segment <= _begin(programme, here):
        return _arrived(programme, state)
    return _begun(state, segment=back.start, turn="off")


def _turned(programme: Mapping[str, Any], state: State) -> State:
    """Go on from the end of a part of the way to the other side."""
    here = programme["segments"][state.segment]["block"]
    if state.turn == "change":
        return _begun(state, turn=None)
    if state.segment + 1 in _returns(programme, here):
        return _begun(state, segment=state.segment + 1)
    return _arrived(programme, state)


def _arrived(programme: Mapping[str, Any], state: State) -> State:
    """Exchange the sides, with nobody in the position, and begin the block by a change."""
    here = programme["segments"][state.segment]["block"]
    return _begun(
        state,
        sides=_exchanged(programme, state),
        segment=_begin(programme, here),
        turn="change" if _change(programme, here) else None,
    )


def _exchanged(programme: Mapping[str, Any], state: State) -> tuple[str, ...]:
    """Return the sides with those of the present stretch exchanged from here on."""
    blocks = programme["blocks"]
    here = programme["segments"][state.segment]["block"]
    return tuple(
        opposite(side)
        if number >= here and blocks[number]["stretch"] == blocks[here]["stretch"]
        else side
        for number, side in enumerate(state.sides)
    )


def _finish(programme: Mapping[str, Any], state: State, now: Reading) -> State:
    if state.status not in ("running", "paused"):
        return state
    if state.turn:
        within = state.within if state.turn == "off" else 0
        return replace(state, status="finished", within=within, turn=None, last=None)
    return replace(_leave(programme, state), status="finished", last=None)


_STEPS = {
    "start": _start,
    "pause": _pause,
    "yield": _yield,
    "next": _next,
    "back": _back,
    "restart": _restart,
    "swap": _swap,
    "finish": _finish,
}
