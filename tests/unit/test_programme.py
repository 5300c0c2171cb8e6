"""Hold the programme to the dose, to the article's video, and to the limits of a position."""

import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import psoaslib as ps
from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.sides import SIDES, opposite
from psoaslib.catalogue.stretch import ChangeOfSides
from psoaslib.programme import minutes
from psoaslib.programme.cards import step_words
from psoaslib.programme.plan import make
from psoaslib.programme.prepared import prepared

CATALOGUE = catalogue()
BALL = CATALOGUE.stretches["ball"].model_copy(update={"not_with": {}})
"""The ball stretch as if it were offered with every dose: it has all kinds of segments."""
HOLD = next(step for step in BALL.steps if step.kind == "hold")


def ball(**chosen):
    return make(BALL, CATALOGUE, **chosen)


def kinds(programme, block=0):
    return [segment.kind for segment in programme.segments if segment.block == block]


def holds(programme):
    return [segment for segment in programme.segments if segment.kind == "hold"]


def with_limit(seconds):
    """Return the ball stretch as if its hold had another limit."""
    steps = [
        step.model_copy(update={"limit_s": seconds}) if step.kind == "hold" else step
        for step in BALL.steps
    ]
    return BALL.model_copy(update={"steps": tuple(steps)})


@pytest.mark.parametrize("dose", CATALOGUE.doses)
def test_a_programme_holds_what_its_dose_says(dose):
    record = CATALOGUE.doses[dose]
    programme = ball(dose=dose)
    assert [segment.ms for segment in holds(programme)] == [
        round(record.hold_s * 1000)
    ] * record.repetitions * 2
    rests = [segment.ms for segment in programme.segments if segment.kind == "rest"]
    assert rests == [round(record.rest_s * 1000)] * (record.repetitions - 1) * 2


def test_both_sides_begin_with_the_articles_side():
    assert [block.side for block in ball().blocks] == [
        BALL.article_side,
        opposite(BALL.article_side),
    ]


def test_set_up_comes_once_and_moves_come_with_every_hold():
    setup = sum(step.kind == "setup" for step in BALL.steps)
    moves = sum(step.kind == "move" and not step.optional for step in BALL.steps)
    order = kinds(ball(side="left", repetitions=2))
    once = ["ready"] + ["setup"] * setup
    each = ["move"] * moves + ["hold"]
    assert order == once + each + ["rest"] + each + ["return"]
    assert kinds(ball(), block=1)[0] == "change"


def test_segments_follow_one_another_without_a_gap():
    for programme in (ball(), ball(guided=True), ball(dose="older_adult", include=["arm"])):
        at = 0
        for segment in programme.segments:
            assert segment.start_ms == at and segment.ms > 0
            at += segment.ms
        assert at == programme.total_ms


def test_both_sides_have_the_same_timing():
    programme = ball()
    left, right = (
        [
            (s.kind, s.card, s.ms)
            for s in programme.segments
            if s.block == b and s.kind not in ("ready", "change")
        ]
        for b in (0, 1)
    )
    assert left == right


def test_every_segment_has_words_for_both_sides():
    programme = ball(include="arm")
    for segment in programme.segments:
        for side in SIDES:
            words = programme.cards[segment.card][side]
            assert words["title"] and words["spoken"] and words["coached"]
            assert not [text for text in words.values() if "{" in (text or "")]


def test_optional_steps_stay_off_until_they_are_chosen():
    optional = [step.id for step in BALL.steps if step.optional]
    assert optional == ["arm"]
    assert "ball/arm" not in ball().cards
    assert "ball/arm" in ball(include="arm").cards
    with pytest.raises(ValueError, match="'leg'; the optional steps of .* are: arm"):
        ball(include=["leg"])


def test_a_dose_above_the_limit_is_cut_and_says_so():
    programme = make(with_limit(12), CATALOGUE)
    assert {segment.ms for segment in holds(programme)} == {12_000}
    assert all("12 s" in segment.note and "30 s" in segment.note for segment in holds(programme))
    assert all(segment.note is None for segment in holds(ball()))


def test_an_own_hold_above_the_limit_names_it():
    with pytest.raises(ValueError, match=f"hold is 31 s; .* 1 to {HOLD.limit_s:g} s"):
        ball(hold=31)


@pytest.mark.parametrize("hold", [0, -3, float("nan"), float("inf"), "20"])
def test_an_impossible_hold_says_what_is_allowed(hold):
    with pytest.raises(ValueError, match="is held for 1 to"):
        ball(hold=hold)


@pytest.mark.parametrize("repetitions", [0, 11, 1.5, True, "2"])
def test_impossible_repetitions_say_what_is_allowed(repetitions):
    with pytest.raises(ValueError, match="whole numbers from 1 to 10"):
        ball(repetitions=repetitions)


def test_an_unknown_side_or_dose_lists_the_known_ones():
    with pytest.raises(ValueError, match="one of: left, right, both"):
        ball(side="top")
    with pytest.raises(ValueError, match="There is no dose .*adult.*older_adult"):
        ball(dose="athlete")


@given(st.integers(1, int(HOLD.limit_s)), st.sampled_from([None, *SIDES]), st.booleans())
def test_guided_is_exactly_as_long_as_the_articles_video(hold, side, arm):
    programme = ball(hold=hold, side=side, guided=True, include=["arm"] if arm else [])
    assert programme.total_ms == round(CATALOGUE.guided.total_s * 1000)
    assert len(programme.blocks) == len(holds(programme)) == 1
    assert programme.blocks[0].side == (side or BALL.article_side)
    shortest = round(CATALOGUE.guided.shortest_step_s * 1000)
    assert all(segment.ms >= shortest for segment in programme.segments if segment.kind != "hold")


def test_guided_shares_the_rest_in_proportion():
    programme = ball(guided=True)
    own = {f"ball/{step.id}": step.seconds for step in BALL.steps if step.kind != "hold"}
    shares = [
        segment.ms / own[segment.card] for segment in programme.segments if segment.card in own
    ]
    assert max(shares) / min(shares) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("name", CATALOGUE.stretches)
def test_guided_takes_longer_than_the_video_only_where_its_words_need_it(name):
    programme = make(CATALOGUE.stretches[name], CATALOGUE, guided=True)
    video = round(CATALOGUE.guided.total_s * 1000)
    spare = [s.ms - s.asks_ms for s in programme.segments if s.kind not in ("hold", "ready")]
    assert programme.total_ms == video or (programme.total_ms > video and not any(spare))


def test_guided_refuses_both_sides_and_more_than_one_hold():
    with pytest.raises(ValueError, match="a guided programme has one side"):
        ball(guided=True, side="both")
    with pytest.raises(ValueError, match="a guided programme has 1"):
        ball(guided=True, repetitions=2)


def test_breathing_fills_every_hold_from_its_start():
    for segment in holds(ball()):
        at = [breath.at_ms for breath in segment.breaths]
        assert at[0] == 0 and at == sorted(set(at)) and at[-1] < segment.ms
        phases = [breath.phase for breath in segment.breaths]
        assert phases == [("in", "out")[n % 2] for n in range(len(phases))]


@given(st.integers(1, int(HOLD.limit_s)))
def test_marks_never_crowd_a_hold(hold):
    for segment in holds(ball(hold=hold)):
        times = [0, *(mark.at_ms for mark in segment.marks), segment.ms]
        assert all(
            later - sooner >= 4_000
            for sooner, later in zip(times, times[1:], strict=False)
            if len(times) > 2
        )


def test_marks_of_the_adult_hold_are_half_way_and_ten_seconds():
    marks = [(mark.at_ms, mark.text) for mark in holds(ball(dose="adult"))[0].marks]
    assert marks == [
        (15_000, CATALOGUE.lines.half_way),
        (20_000, CATALOGUE.lines.ten_seconds),
    ]


def test_the_programme_says_its_length_in_plain_words():
    assert minutes(220_000) == "3 min 40 s"
    assert minutes(60_000) == "1 min" and minutes(9_000) == "9 s" and minutes(0) == "0 s"
    assert repr(ball(guided=True)).startswith(f"{BALL.title}: 2 min; right; holds of 30 s")


def test_the_articles_words_are_never_mirrored():
    feet = next(step for step in BALL.steps if "{other}" in (step.article or ""))
    own, mirrored = (step_words(BALL, feet, side)["article"] for side in ("right", "left"))
    assert "left hip" in own and "right" not in own
    assert mirrored == f"{own} (The article names only this side.)"
    hold = step_words(BALL, HOLD, "left")["article"]
    assert hold == HOLD.article, "a sentence that names no side needs no remark"


def test_how_to_come_off_is_carried_for_each_side():
    told = BALL.model_copy(update={"stop_how": "Press the {other} hand down and roll back."})
    payload = make(told, CATALOGUE).payload()
    assert payload["stop_how"]["ball"] == {
        "left": "Press the right hand down and roll back.",
        "right": "Press the left hand down and roll back.",
    }
    silent = BALL.model_copy(update={"stop_how": None})
    assert make(silent, CATALOGUE).payload()["stop_how"] == {}


def test_the_change_of_sides_says_how_where_the_stretch_tells_it():
    way = ChangeOfSides(
        title="Change sides",
        cue="Round the ball",
        breath="Breathe as it comes",
        spoken="Walk round the ball and lay your {other} hip on it.",
        picture_of=BALL.steps[1].id,
    )
    card = make(BALL.model_copy(update={"change": way}), CATALOGUE).cards["ball/change"]["left"]
    side = "Left side stretched, right hip on the ball."
    assert card["spoken"] == (
        f"{CATALOGUE.lines.change_sides} {side} Walk round the ball and lay your right hip on it."
    )
    assert (card["cue"], card["breath"]) == ("Round the ball", "Breathe as it comes")
    assert card["picture"] == f"ball/{BALL.steps[1].id}.left"
    plain = make(BALL.model_copy(update={"change": None}), CATALOGUE).cards["ball/change"]["left"]
    assert plain["spoken"] == f"{CATALOGUE.lines.change_sides} {side}"


def test_the_payload_carries_what_to_look_at_before_the_start():
    groups = {each["title"]: each["items"] for each in ball().payload()["before"]}
    items = [item for group in groups.values() for item in group]
    safety = CATALOGUE.safety
    assert all(flag.text in items for flag in safety.red_flags.values())
    for name in BALL.precautions:
        assert any(item.startswith(safety.precautions[name].text) for item in items), name
    assert groups["What you need"] == [str(each) for each in BALL.equipment]
    assert not [item for item in items for key in CATALOGUE.references if key in item]


def test_the_usual_player_is_prepared_and_reads_no_content():
    code = (
        "import sys, psoaslib as ps; ps.stretch('ball').player(); print('pydantic' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_what_is_prepared_counts_only_while_its_sources_are_as_they_were(tmp_path, monkeypatch):
    shutil.copytree(images.folder() / "ball", tmp_path / "ball")
    played = ps.stretch("ball").player().programme
    monkeypatch.setattr(images, "folder", lambda: tmp_path)
    assert prepared("ball")["programme"] == played
    with (tmp_path / "ball" / "lengths.json").open("a") as file:
        file.write("\n")
    assert prepared("ball") is None
    assert prepared("unknown") is None
