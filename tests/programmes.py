"""Make small programmes and traces of commands for the tests of the timer and of the player."""

from hypothesis import strategies as st

from psoaslib.programme.timer import COMMANDS

KINDS = ("ready", "setup", "move", "hold", "rest", "return", "return", "change")


def payload(
    blocks: list[tuple[str, str, list[tuple[str, int]]]], turns: dict[str, int] | None = None
) -> dict:
    """Return the timing part of a payload: blocks of (stretch, side, [(kind, ms), …]).

    `turns` are the milliseconds of a swap's change of sides, by the stretch.
    """
    segments, made = [], []
    for number, (stretch, side, parts) in enumerate(blocks):
        first = len(segments)
        for kind, ms in parts:
            start = segments[-1]["start_ms"] + segments[-1]["ms"] if segments else 0
            repetition = int(kind == "hold") * (
                1 + sum(s["kind"] == "hold" and s["block"] == number for s in segments)
            )
            segments.append(
                {
                    "start_ms": start,
                    "ms": ms,
                    "block": number,
                    "kind": kind,
                    "repetition": repetition,
                    "asks_ms": ms * 2 // 3,
                    "marks": [{"at_ms": ms * 3 // 4, "asks_ms": ms // 5}],
                }
            )
        made.append({"stretch": stretch, "side": side, "first": first, "last": len(segments) - 1})
    return {
        "blocks": made,
        "segments": segments,
        "total_ms": sum(segment["ms"] for segment in segments),
        "turns": {
            stretch: {"ms": ms, "kind": "change", "repetition": 0, "asks_ms": ms, "marks": []}
            for stretch, ms in (turns or {}).items()
        },
    }


parts = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 40_000)), min_size=1, max_size=5)
stretches = st.sampled_from(["ball", "lunge"])
payloads = st.builds(
    payload,
    st.lists(
        st.tuples(stretches, st.sampled_from(["left", "right"]), parts), min_size=1, max_size=4
    ),
    st.dictionaries(stretches, st.integers(1, 40_000)),
)

SPEEDS = (0.5, 0.75, 1, 1.5)

commands = st.one_of(st.just("tick"), st.just("tick"), st.sampled_from([*COMMANDS, *SPEEDS]))
"""Names of commands, and now and then a speed that is chosen for the voice."""

gaps = st.one_of(
    st.floats(0, 400), st.floats(0, 5_001), st.sampled_from([0, 5_000, 5_000.5, 5_001, 90_000])
)
"""Milliseconds between two commands: ordinary ticks, throttled ones, and around a sleep."""

steps = st.tuples(commands, gaps, st.one_of(st.just(0), st.just(0), st.floats(-2_000, 7_000)))
"""A command, the time since the last, and how far the wall clock drifts from the other."""


def trace(drawn: list[tuple[str, float, float]]) -> list[tuple[str, tuple[float, float]]]:
    """Turn drawn steps into commands with readings of both clocks."""
    mono, wall, made = 1_000.25, 1_700_000_000_000.5, []
    for command, gap, drift in drawn:
        mono += gap
        wall += gap + drift
        made.append((command, (mono, wall)))
    return made
