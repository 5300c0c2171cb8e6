"""Hold the reference timer to what a person relies on: no second lost, none made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from psoaslib.programme import timer
from psoaslib.programme.timer import (
    SLEPT_AFTER_MS,
    Reading,
    initial,
    left_ms,
    position_ms,
    reduce,
    segment_now,
    with_speed,
)
from tests.programmes import SPEEDS, payload, payloads, steps, trace

BLOCKS = [
    ("ball", "right", [("setup", 5_000), ("hold", 10_000), ("return", 3_000)]),
    ("ball", "left", [("change", 2_000), ("setup", 5_000), ("hold", 10_000)]),
]
TWO_SIDES = payload(BLOCKS)


def play(programme, *events, state=None):
    """Apply (command, milliseconds) pairs, both clocks in step."""
    state = state or initial(programme)
    for command, at in events:
        state = reduce(programme, state, command, Reading(at, at))
    return state


def running(programme, milliseconds, state=None, begin=0):
    """Start, and tick four times a second for `milliseconds`."""
    ticks = [("tick", at) for at in range(begin, begin + milliseconds + 1, 250)]
    return play(programme, ("start", begin), *ticks, state=state)


class Session(RuleBasedStateMachine):
    """Play any programme in any way, beside a much simpler account of the time."""

    @initialize(programme=payloads)
    def begin(self, programme):
        self.programme = programme
        self.state = initial(programme)
        self.now = 0
        self.credit = 0

    @rule(gap=st.integers(0, SLEPT_AFTER_MS), command=st.sampled_from(timer.COMMANDS))
    def command(self, gap, command):
        before = self.state
        self.now += gap
        self.state = reduce(self.programme, before, command, Reading(self.now, self.now))
        if before.status == "running":
            self.credit += min(gap, left_ms(self.programme, before))
        if command == "start" and self.ended(before, gap):
            self.credit = 0
        may_rise = command in ("back", "restart", "swap") or (
            command == "start" and self.ended(before, gap)
        )
        if not may_rise:
            assert left_ms(self.programme, self.state) <= left_ms(self.programme, before)

    @rule(speed=st.sampled_from(SPEEDS))
    def choose(self, speed):
        before = self.state
        self.state = with_speed(before, speed)
        if before.within:
            here = [segment_now(self.programme, state) for state in (before, self.state)]
            assert here[0] == here[1], "the line under way has the time that it began with"

    def ended(self, state, gap):
        """Tell whether the session is over when a command arrives `gap` after `state`."""
        return state.status == "finished" or (
            state.status == "running" and gap >= left_ms(self.programme, state)
        )

    @rule(gap=st.integers(SLEPT_AFTER_MS + 1, 10**7))
    def sleep(self, gap):
        before = self.state
        self.now += gap
        self.state = reduce(self.programme, before, "tick", Reading(self.now, self.now))
        assert position_ms(self.programme, self.state) == position_ms(self.programme, before)
        if before.status == "running":
            assert (self.state.status, self.state.notice) == ("paused", "slept")

    @invariant()
    def elapsed_is_the_time_run(self):
        assert self.state.elapsed == self.credit

    @invariant()
    def log_holds_only_holds_and_only_time_done(self):
        holds = {
            (self.programme["blocks"][segment["block"]]["stretch"], segment["repetition"])
            for segment in self.programme["segments"]
            if segment["kind"] == "hold"
        }
        for entry in self.state.log:
            assert (entry.stretch, entry.repetition) in holds
        assert sum(entry.seconds for entry in self.state.log) * 1000 <= self.credit + 1e-6

    @invariant()
    def place_is_inside_the_programme(self):
        segment = segment_now(self.programme, self.state)
        assert 0 <= self.state.within <= segment["ms"]
        assert (self.state.last is not None) == (self.state.status == "running")


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@given(payloads, st.lists(st.integers(0, SLEPT_AFTER_MS), max_size=30))
def test_the_number_of_ticks_changes_nothing(programme, gaps):
    state, now = play(programme, ("start", 0)), 0
    for gap in gaps:
        now += gap
        state = play(programme, ("tick", now), state=state)
    assert position_ms(programme, state) == min(now, programme["total_ms"])


@given(payloads, st.lists(steps, max_size=25))
def test_a_state_is_never_changed_in_place(programme, drawn):
    state = initial(programme)
    for command, now in trace(drawn):
        before = state.as_json()
        chosen = command in SPEEDS
        after = with_speed(state, command) if chosen else reduce(programme, state, command, now)
        assert state.as_json() == before
        state = after


def test_played_to_the_end_logs_every_hold_as_completed():
    state = running(TWO_SIDES, 40_000)
    assert state.status == "finished"
    assert state.elapsed == TWO_SIDES["total_ms"]
    assert [(e.side, e.repetition, e.seconds, e.completed) for e in state.log] == [
        ("right", 1, 10, True),
        ("left", 1, 10, True),
    ]


def test_pause_keeps_the_place_for_as_long_as_it_lasts():
    state = play(TWO_SIDES, ("pause", 7_250), state=running(TWO_SIDES, 7_000))
    later = play(TWO_SIDES, ("tick", 10**6), ("start", 10**6), ("tick", 10**6 + 250), state=state)
    assert (state.segment, state.within) == (1, 2_250)
    assert (later.segment, later.within, later.elapsed) == (1, 2_500, 7_500)


@pytest.mark.parametrize("command", ["next", "back", "restart", "swap", "finish"])
def test_a_hold_left_early_is_logged_as_not_completed(command):
    state = play(TWO_SIDES, (command, 9_000), state=running(TWO_SIDES, 9_000))
    assert [(e.side, e.seconds, e.completed) for e in state.log] == [("right", 4, False)]


def test_swap_in_the_position_comes_off_changes_and_then_begins_the_other_side():
    programme = payload(BLOCKS, {"ball": 2_000})
    begun = running(programme, 9_000)
    state = play(programme, ("swap", 9_000), state=begun)
    assert (state.turn, state.segment, state.within) == ("off", 2, 0)
    assert state.sides == ("right", "left"), "the person still comes off the first side"
    assert left_ms(programme, state) == 3_000 + 2_000 + programme["total_ms"]
    ignored = play(programme, ("swap", 10_000), state=state)
    assert (ignored.turn, ignored.within, ignored.sides) == ("off", 1_000, state.sides)
    state = play(programme, ("tick", 12_000), state=state)
    assert (state.turn, state.segment, state.within) == ("change", 0, 0)
    assert (state.sides, state.status) == (("left", "right"), "running")
    state = play(programme, ("tick", 14_500), state=state)
    assert (state.turn, state.segment, state.within) == (None, 0, 500)
    assert left_ms(programme, state) == programme["total_ms"] - 500


def test_before_anybody_moves_swap_only_exchanges_the_sides():
    ready = payload([("ball", "right", [("ready", 4_000), ("setup", 5_000), ("return", 9)])])
    for state in (initial(ready), running(ready, 1_000)):
        state = play(ready, ("swap", 1_000), state=state)
        assert (state.sides, state.segment, state.turn) == (("left",), 0, None)


def test_finish_and_next_leave_a_swap_s_way_in_order():
    swapped = play(TWO_SIDES, ("swap", 9_000), state=running(TWO_SIDES, 9_000))
    ended = play(TWO_SIDES, ("finish", 10_000), state=swapped)
    assert (ended.status, ended.segment, ended.turn) == ("finished", 2, None)
    moved_on = play(TWO_SIDES, ("next", 10_000), state=swapped)
    assert (moved_on.sides, moved_on.segment, moved_on.turn) == (("left", "right"), 0, None)
    back = play(TWO_SIDES, ("back", 11_000), state=swapped)
    assert (back.turn, back.segment, back.within) == ("off", 2, 0), "no way leads back in"


def test_swap_in_the_second_block_leaves_the_first_as_it_was_done():
    state = play(TWO_SIDES, ("swap", 21_000), state=running(TWO_SIDES, 21_000))
    assert (state.sides, state.segment) == (("right", "right"), 3)


def test_swap_leaves_another_stretch_alone():
    programme = payload([("ball", "right", [("hold", 9)]), ("lunge", "left", [("hold", 9)])])
    assert play(programme, ("swap", 0)).sides == ("left", "left")


def test_a_sleep_that_only_the_wall_clock_saw_pauses_too():
    state = play(TWO_SIDES, ("start", 0))
    state = reduce(TWO_SIDES, state, "tick", Reading(100, SLEPT_AFTER_MS + 1))
    assert (state.status, state.notice, state.elapsed) == ("paused", "slept", 0)


def test_leafing_before_the_start_runs_no_clock_and_logs_nothing():
    state = play(TWO_SIDES, ("next", 0), ("next", 9), ("back", 99), ("restart", 999))
    assert (state.status, state.segment, state.elapsed, state.log) == ("idle", 1, 0, ())


def test_start_after_the_end_is_a_new_session():
    state = play(TWO_SIDES, ("finish", 7_000), state=running(TWO_SIDES, 7_000))
    state = play(TWO_SIDES, ("start", 99_000), state=state)
    assert (state.status, state.segment, state.elapsed, state.log) == ("running", 0, 0, ())


def test_next_on_the_last_step_ends_the_session():
    last = play(TWO_SIDES, ("start", 0), *[("next", 0)] * 5)
    assert (last.status, last.segment) == ("running", 5)
    assert play(TWO_SIDES, ("next", 0), state=last).status == "finished"


def test_a_slow_voice_lengthens_all_but_the_holds_and_none_that_is_under_way():
    begun = running(TWO_SIDES, 1_000)
    slow = with_speed(begun, 0.5)
    assert segment_now(TWO_SIDES, slow)["ms"] == 5_000
    later = play(TWO_SIDES, ("next", 1_000), state=slow)
    assert segment_now(TWO_SIDES, later)["ms"] == 10_000, "a hold keeps its length"
    back = play(TWO_SIDES, ("back", 1_000), state=later)
    assert segment_now(TWO_SIDES, back)["ms"] > 5_000
    assert left_ms(TWO_SIDES, with_speed(initial(TWO_SIDES), 1.5)) == TWO_SIDES["total_ms"]


@given(payloads, st.sampled_from(SPEEDS))
def test_what_is_played_untouched_takes_as_long_as_the_machine_says(programme, speed):
    begins, last = list(timer.played(programme, speed))[-1]
    assert begins + last["ms"] == timer.left_ms(programme, initial(programme, speed))


def test_another_player_pauses_this_one_and_says_so():
    begun = running(TWO_SIDES, 1_000)
    paused = play(TWO_SIDES, ("yield", 1_000), state=begun)
    assert (paused.status, paused.notice, paused.within) == ("paused", "yielded", 1_000)
    assert play(TWO_SIDES, ("start", 9_000), state=paused).notice is None
    assert play(TWO_SIDES, ("yield", 0)).status == "idle"


def test_an_unknown_command_names_the_known_ones():
    with pytest.raises(ValueError, match="'stop' is not a command; allowed are tick, start"):
        play(TWO_SIDES, ("stop", 0))
