"""What the lunge, the floor stretch and its alternatives teach keeps its promises to students."""

import re

import pytest

from psoaslib.catalogue import catalogue
from psoaslib.programme import make
from psoaslib.records.stretch import STEADY
from psoaslib.sides import SIDES, fill

CONTENT_NOW = catalogue()
STRETCHES = CONTENT_NOW.stretches
LUNGE, FLOOR = STRETCHES["lunge"], STRETCHES["floor"]
OURS = [stretch for stretch in STRETCHES.values() if stretch.ours]
EVERY = pytest.mark.parametrize("stretch", STRETCHES.values(), ids=lambda each: each.id)


def step(stretch, name):
    """Return the step of that id."""
    (found,) = (each for each in stretch.steps if each.id == name)
    return found


def sources(stretch) -> set[str]:
    """List the sentences that steps and remarks of a stretch use."""
    return {code for each in stretch.steps for code in each.source} | {
        remark.sentence for remark in stretch.remarks
    }


def test_the_article_comes_first_and_in_its_order():
    assert list(STRETCHES)[:3] == ["ball", "lunge", "floor"]
    assert {stretch.id for stretch in OURS} == {"worktop", "bed_edge", "figure_four"}


# ---------------------------------------------------------------- the lunge


def test_the_lunge_goes_in_this_order():
    assert " ".join(each.id for each in LUNGE.steps) == "stand step bend tuck heel hold return"
    assert (LUNGE.article_side, fill(LUNGE.side_note, "left")) == ("left", "left leg behind")
    assert [error.step for error in LUNGE.errors if error.id == "tilt_lost"] == ["hold"]


def test_every_sentence_on_the_lunge_is_beside_it():
    assert sources(LUNGE) == {f"C{number}" for number in range(1, 9)}
    assert "lift the heel of the left foot" in fill(step(LUNGE, "bend").article, "left")
    assert "tail between the legs" in step(LUNGE, "tuck").article


def test_the_stride_is_scaled_to_the_person_and_the_metre_stays_visible():
    stride = step(LUNGE, "step")
    assert stride.change == "scaled"
    assert "metre" in stride.article
    assert "half your own height" in stride.coached


def test_the_pelvis_replaces_the_ruler_and_says_why():
    heel = step(LUNGE, "heel")
    assert (heel.change, heel.source) == ("replaced", ("C5", "C6"))
    assert "one centimetre" in heel.article
    for cause in ("calf", "ankle", "stride", "knee"):
        assert cause in heel.reason
    assert "centimetre" not in f"{heel.coached} {heel.cue} {heel.spoken}"


# ---------------------------------------------------------------- the floor stretch


def test_the_floor_stretch_goes_in_this_order():
    order = "check hands_knees fold slide tuck tilt_back hold return"
    assert " ".join(each.id for each in FLOOR.steps) == order
    assert [each.id for each in FLOOR.steps if each.optional] == ["tilt_back"]
    assert sources(FLOOR) == {f"D{number}" for number in range(1, 6)}
    assert step(FLOOR, "hold").limit_s == 30


def test_the_floor_position_is_marked_as_a_reading():
    assert FLOOR.reading_note == (
        "Our reading of the text; the article's picture is not available."
    )
    assert [each.id for each in FLOOR.readings] == ["a", "b", "c"]
    assert [each.id for each in FLOOR.readings if each.taught] == ["a"]
    for reading in FLOOR.readings:
        assert reading.question.endswith("?") and reading.answer


def test_the_neck_stays_in_line_and_the_eyes_open_with_the_reason():
    second = step(FLOOR, "tilt_back")
    assert second.change == "changed"
    assert "head backwards" in second.article and "shut the eyes" in second.article
    for word in ("neck", "head", "eyes"):
        assert word in second.reason
    assert "Neck long, eyes open" in second.spoken
    (error,) = FLOOR.errors
    assert (error.id, error.step) == ("head_back", "tilt_back")


def test_the_floor_stretch_asks_first_whether_one_can_get_up():
    assert FLOOR.steps[0].id == "check"
    assert "chair" in FLOOR.steps[0].coached and "up again" in FLOOR.steps[0].coached
    assert "cannot_rise" in FLOOR.precautions


# ---------------------------------------------------------------- the alternatives


def test_the_floor_stretch_leads_to_each_alternative():
    assert set(FLOOR.alternatives) == {stretch.id for stretch in OURS}


@pytest.mark.parametrize("stretch", OURS, ids=lambda each: each.id)
def test_an_alternative_is_a_stretch_in_full_and_not_the_articles(stretch):
    assert len(stretch.steps) >= 3
    assert {each.kind for each in stretch.steps} == {"setup", "move", "hold", "return"}
    assert {each.change for each in stretch.steps} == {"added"}
    assert "Not in the article" in stretch.article_aim


def test_the_figure_four_says_that_it_is_not_for_the_psoas():
    four = STRETCHES["figure_four"]
    assert (four.target, four.target_words) == ("gluteals", "gluteals and deep rotators")
    assert "does not reach the psoas" in four.aim
    assert all(each.target == "psoas_major" for each in STRETCHES.values() if each is not four)


def test_a_chair_stands_against_a_wall():
    worktop = STRETCHES["worktop"]
    assert any("back is against a wall" in each.title for each in worktop.equipment)
    assert "against the wall" in step(worktop, "stand").coached


# ---------------------------------------------------------------- every stretch


@EVERY
def test_eyes_close_only_where_nothing_depends_on_sight(stretch):
    may_close = stretch.eyes == "may_close"
    assert may_close == (stretch.id in ("bed_edge", "figure_four"))
    assert may_close == (stretch.position in STEADY)
    (hold,) = (each for each in stretch.steps if each.kind == "hold")
    assert ("eyes may close" in hold.spoken) == may_close
    assert ("eyes open" in hold.spoken) == (not may_close)
    if not may_close:
        coached = " ".join(f"{each.coached} {each.cue} {each.spoken}" for each in stretch.steps)
        assert not re.search(r"\b(close|shut)\w* (your |the )?eyes", coached, re.IGNORECASE)


@EVERY
def test_a_stretch_can_be_followed_by_ear_on_both_sides(stretch):
    for side in SIDES:
        lines = [fill(each.spoken, side) for each in (*stretch.steps, stretch.rest)]
        assert len(set(lines)) == len(lines)
        assert any(side in line for line in lines)
        assert all(len(line.split()) >= 8 for line in lines)


@EVERY
def test_a_hold_names_every_rule_that_stops_it(stretch):
    rules = CONTENT_NOW.safety.stop_rules.values()
    for each in stretch.steps:
        if each.kind == "hold":
            assert {rule.id for rule in rules if rule.action == "stop"} <= set(each.stop)


@EVERY
@pytest.mark.parametrize("dose", CONTENT_NOW.doses)
def test_a_stretch_plays_in_every_dose_and_guided(stretch, dose):
    played = make(stretch, CONTENT_NOW, dose=dose)
    assert played.blocks[0].side == stretch.article_side
    assert make(stretch, CONTENT_NOW, dose=dose, guided=True).total_ms == 120_000


def test_every_precaution_is_of_some_stretch():
    used = {name for stretch in STRETCHES.values() for name in stretch.precautions}
    assert used == set(CONTENT_NOW.safety.precautions)
