"""Replay hundreds of generated traces through the browser's machine and through the reference."""

import json
import subprocess
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from psoaslib.programme.timer import COMMANDS, Reading, initial, reduce, with_speed
from tests.machine import find_node
from tests.programmes import SPEEDS, payload, payloads, steps, trace

REPLAY = Path(__file__).parent / "replay.mjs"
TRACES = 200


def generated() -> list[dict]:
    """Return traces of commands over programmes of their own."""
    made: list[dict] = []

    @settings(
        max_examples=TRACES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(payloads, st.lists(steps, min_size=8, max_size=25))
    def collect(programme, drawn):
        commands = [["start", {"mono": 0, "wall": 1_700_000_000_000}]]
        commands += [[name, Reading(*now)._asdict()] for name, now in trace(drawn)]
        made.append({"programme": programme, "commands": commands})

    collect()
    return made


SWAPPED = payload(
    [("ball", "right", [("setup", 5_000), ("hold", 10_000), ("return", 3_000)])], {"ball": 2_000}
)
SWAP = [
    [name, Reading(at, at)._asdict()]
    for name, at in (
        *(("start", 0), ("tick", 4_000), ("tick", 8_000), ("swap", 9_000), ("tick", 12_000)),
        *(("tick", 14_500), ("pause", 15_000)),
    )
]
"""A swap in the middle of a hold, which no drawn trace need hold."""


def reference(programme: dict, commands: list) -> list[dict]:
    """Return the states of the Python machine, the initial one first."""
    states = [initial(programme)]
    for name, now in commands:
        if name in SPEEDS:
            states.append(with_speed(states[-1], name))
        else:
            states.append(reduce(programme, states[-1], name, (now["mono"], now["wall"])))
    return [state.as_json() for state in states]


def test_browser_and_reference_agree_on_every_state_of_every_trace():
    traces = [*generated(), {"programme": SWAPPED, "commands": SWAP}]
    done = subprocess.run(
        [find_node(), REPLAY], input=json.dumps(traces), capture_output=True, text=True, check=True
    )
    replayed = json.loads(done.stdout)
    expected = [reference(**trace) for trace in traces]

    for number, (mine, theirs) in enumerate(zip(expected, replayed, strict=True)):
        assert theirs == mine, f"trace {number}: {traces[number]}"
    seen = [state for states in expected for state in states]
    assert len(traces) >= TRACES
    assert {state["status"] for state in seen} == {"idle", "running", "paused", "finished"}
    assert {name for one in traces for name, _ in one["commands"]} == {*COMMANDS, *SPEEDS}
    assert {state["notice"] for state in seen} == {None, "slept", "yielded"}
    assert any(state["pace"] != state["speed"] for state in seen)
    assert {state["turn"] for state in seen} == {None, "off", "change"}
    assert any(entry["completed"] for state in seen for entry in state["log"])
