"""Time to listen and time to do it: no line is cut, and who moves slowly is not hurried."""

import json
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from psoaslib.catalogue import catalogue
from psoaslib.programme.plan import REPETITION_WORDS, make, spoken_s
from psoaslib.programme.timer import initial, left_ms
from psoaslib.widgets.player import VOICE_SPEEDS
from tests.machine import find_node

LINES = Path(__file__).parent / "lines.mjs"
TICK_S = 0.1
CATALOGUE = catalogue()
STRETCHES = CATALOGUE.stretches
SHORT = CATALOGUE.lines.stop_short
OFFERED = [
    (name, dose)
    for name, each in STRETCHES.items()
    for dose in CATALOGUE.doses
    if dose not in each.not_with
]
FOR_OLDER = [name for name, each in STRETCHES.items() if "older_adult" not in each.not_with]


def heard(programme, number):
    """Return the share of a segment, without its closing rule, in which the player speaks."""
    segment = programme.segments[number]
    words = programme.cards[segment.card][programme.blocks[segment.block].side]["spoken"]
    said = spoken_s(words, CATALOGUE)
    if segment.kind == "move":
        said += REPETITION_WORDS / CATALOGUE.voice.words_per_second
    own = segment.marks[0].at_ms if segment.marks else segment.ms
    return said / (own / 1000)


@pytest.mark.parametrize(
    ("name", "dose", "most"),
    [(name, "older_adult", 0.6) for name in FOR_OLDER]
    + [(name, "adult", 0.85) for name in STRETCHES],
)
def test_a_step_leaves_time_to_do_what_it_says(name, dose, most):
    programme = make(STRETCHES[name], CATALOGUE, dose=dose)
    for number, segment in enumerate(programme.segments):
        if segment.kind in ("setup", "move", "return", "change"):
            assert heard(programme, number) <= most, segment.card


def said(programmes, speed):
    """Return what the player's own code says in each programme, as [seconds, text]."""
    traces = [{"programme": programme.payload(), "speed": speed} for programme in programmes]
    given = json.dumps(traces)
    done = subprocess.run(
        [find_node(), LINES], input=given, capture_output=True, text=True, check=True
    )
    return [[(ms / 1000, text) for ms, text in lines] for lines in json.loads(done.stdout)]


@pytest.mark.parametrize("speed", [min(VOICE_SPEEDS), 1, max(VOICE_SPEEDS)])
def test_no_line_begins_before_the_one_before_it_could_end(speed):
    programmes = [make(STRETCHES[name], CATALOGUE, dose=dose) for name, dose in OFFERED]
    programmes += [make(stretch, CATALOGUE, guided=True) for stretch in STRETCHES.values()]
    for programme, lines in zip(programmes, said(programmes, speed), strict=True):
        for (begin, text), (following, _) in pairwise(lines):
            end = begin + spoken_s(text, CATALOGUE) / speed
            assert end <= following + TICK_S, f"{programme!r}: {text}"
        own = [
            programme.cards[segment.card][programme.blocks[segment.block].side]["spoken"]
            for segment in programme.segments
        ]
        for line in set(own):
            whole = [text for _, text in lines if line in text]
            assert len(whole) == own.count(line), "each line is said whole, once"


@pytest.mark.parametrize(("name", "dose"), OFFERED)
def test_a_voice_at_its_own_speed_or_faster_changes_no_time_and_a_slow_one_no_hold(name, dose):
    programme = make(STRETCHES[name], CATALOGUE, dose=dose)
    payload = programme.payload()
    times = [left_ms(payload, initial(payload, speed)) for speed in VOICE_SPEEDS]
    assert times == sorted(times, reverse=True)
    assert {time for time, speed in zip(times, VOICE_SPEEDS, strict=True) if speed >= 1} == {
        programme.total_ms
    }
    assert programme.total_ms < times[0] < 2 * programme.total_ms


def test_a_rest_names_what_follows_it():
    for stretch in STRETCHES.values():
        programme = make(stretch, CATALOGUE)
        for number, segment in enumerate(programme.segments):
            if segment.kind == "rest":
                side = programme.blocks[segment.block].side
                following = programme.cards[programme.segments[number + 1].card][side]
                words = programme.cards[segment.card][side]
                assert words["spoken"].endswith(f" Next: {following['title']}.")


@pytest.mark.parametrize("name", FOR_OLDER)
def test_older_adults_have_twice_the_time_to_get_there_and_back(name):
    older, adult = (
        make(STRETCHES[name], CATALOGUE, dose=each) for each in ("older_adult", "adult")
    )
    plain = {step.id: step.seconds for step in STRETCHES[name].steps}
    for segment in older.segments:
        if segment.kind in ("setup", "return") and not segment.marks:
            assert segment.ms >= 2000 * plain[segment.card.partition("/")[2]], segment.card
    change = {
        d: next(s.ms for s in p.segments if s.kind == "change")
        for d, p in (("older", older), ("adult", adult))
    }
    assert change["older"] > change["adult"]


@pytest.mark.parametrize("name", STRETCHES)
@pytest.mark.parametrize("guided", [False, True])
def test_first_of_all_the_rules_for_stopping_are_told_whole(name, guided):
    stretch = STRETCHES[name]
    programme = make(stretch, CATALOGUE, guided=guided)
    ready = programme.segments[0]
    side = programme.blocks[0].side
    words = programme.cards[ready.card][side]
    assert ready.kind == "ready" and [s.kind for s in programme.segments].count("ready") == 1
    assert SHORT in words["spoken"] and programme.stop_how[name][side] in words["spoken"]
    assert words["picture"] == programme.cards[programme.segments[1].card][side]["picture"]
    assert heard(programme, 0) < 1


@pytest.mark.parametrize("name", STRETCHES)
def test_before_the_first_hold_of_a_side_the_short_rule_is_said_after_the_step_s_own_words(name):
    programme = make(STRETCHES[name], CATALOGUE)
    for block in programme.blocks:
        kinds = [segment.kind for segment in programme.segments]
        before = programme.segments[kinds.index("hold", block.first) - 1]
        (mark,) = before.marks
        assert mark.text == SHORT
        words = programme.cards[before.card][block.side]["spoken"]
        assert mark.at_ms / 1000 >= spoken_s(words, CATALOGUE)
        assert (before.ms - mark.at_ms) / 1000 >= spoken_s(SHORT, CATALOGUE)
    told = [s for s in programme.segments if any(mark.text == SHORT for mark in s.marks)]
    assert len(told) == len(programme.blocks)


def test_a_trial_is_played_on_the_first_side_only():
    trials = {
        f"{name}/{step.id}" for name, each in STRETCHES.items() for step in each.steps if step.once
    }
    assert trials == {"floor/check"}
    programme = make(STRETCHES["floor"], CATALOGUE)
    assert [s.block for s in programme.segments if s.card in trials] == [0]


def test_the_change_of_a_swap_is_that_between_the_sides():
    programme = make(STRETCHES["lunge"], CATALOGUE, side="left")
    turn = programme.payload()["turns"]["lunge"]
    both = make(STRETCHES["lunge"], CATALOGUE)
    between = next(segment for segment in both.segments if segment.kind == "change")
    assert (turn["kind"], turn["ms"], turn["card"]) == ("change", between.ms, between.card)
    assert "Turn round" in programme.cards["lunge/change"]["right"]["spoken"]
