"""What the lunge, the floor stretch and its alternatives teach keeps its promises to students."""

import re

import pytest

from psoaslib.catalogue import catalogue
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.catalogue.stretch import STEADY
from psoaslib.programme import cards
from psoaslib.programme.plan import make

CONTENT_NOW = catalogue()
STRETCHES = CONTENT_NOW.stretches
LUNGE, FLOOR = STRETCHES["lunge"], STRETCHES["floor"]
OURS = [stretch for stretch in STRETCHES.values() if stretch.ours]
SIDE = re.compile(r"\{(same|other)\}", re.IGNORECASE)
EVERY = pytest.mark.parametrize("stretch", STRETCHES.values())


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


def test_every_sentence_on_a_stretch_is_beside_it():
    for name, part in {"ball": "B", "lunge": "C", "floor": "D"}.items():
        codes = {code for code in CONTENT_NOW.article if code.startswith(part)}
        assert sources(STRETCHES[name]) == codes


# ---------------------------------------------------------------- the lunge


def test_the_lunge_goes_in_this_order():
    assert " ".join(each.id for each in LUNGE.steps) == "stand step bend tuck heel hold return"
    assert (LUNGE.article_side, fill(LUNGE.side_note, "left")) == ("left", "left leg behind")
    assert [error.step for error in LUNGE.errors if error.id == "tilt_lost"] == ["hold"]


def test_the_articles_words_stand_beside_the_lunge():
    assert "lift the heel of the left foot" in fill(step(LUNGE, "bend").article, "left")
    assert "tail between the legs" in step(LUNGE, "tuck").article


def test_the_stride_is_scaled_to_the_person_and_the_metre_stays_visible():
    stride = step(LUNGE, "step")
    assert stride.change == "scaled"
    assert "metre" in stride.article
    assert "half your height" in stride.coached


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
    assert step(FLOOR, "hold").limit_s == 30


def test_the_floor_position_is_marked_as_a_reading():
    assert FLOOR.reading_note == (
        "This is our reading of the text. The article's picture is not available."
    )
    assert [each.id for each in FLOOR.readings] == ["a", "b", "c"]
    assert [each.id for each in FLOOR.readings if each.taught] == ["a"]
    for reading in FLOOR.readings:
        assert reading.question.endswith("?") and reading.answer


def test_the_neck_stays_in_line_and_the_eyes_open_with_the_reason():
    second = step(FLOOR, "tilt_back")
    assert second.change == "changed"
    assert "head backwards" in second.article and "Shut the eyes" in second.article
    for word in ("neck", "head", "eyes"):
        assert word in second.reason
    assert "Neck long, eyes open" in second.spoken
    assert [each.id for each in FLOOR.errors if each.step == "tilt_back"] == ["head_back"]


def test_the_floor_stretch_asks_first_whether_one_can_get_up():
    assert FLOOR.steps[0].id == "check"
    assert "chair" in FLOOR.steps[0].coached and "up again" in FLOOR.steps[0].coached
    assert "cannot_rise" in FLOOR.precautions


# ---------------------------------------------------------------- the alternatives


def test_the_floor_stretch_leads_to_each_alternative():
    assert set(FLOOR.alternatives) == {stretch.id for stretch in OURS}


@pytest.mark.parametrize("stretch", OURS)
def test_an_alternative_is_a_stretch_in_full_and_not_the_articles(stretch):
    assert len(stretch.steps) >= 3
    assert {each.kind for each in stretch.steps} == {"setup", "move", "hold", "return"}
    assert {each.change for each in stretch.steps} == {"added"}
    assert "Not in the article" in stretch.article_aim


def test_the_figure_four_says_that_it_is_not_for_the_psoas():
    four = STRETCHES["figure_four"]
    assert (four.target, four.target_words) == ("gluteals", "gluteals and deep rotators")
    assert "does not stretch the psoas" in four.aim
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
def test_the_line_by_ear_names_a_side_where_the_step_has_one(stretch):
    for each in stretch.steps:
        if each.kind != "hold" and SIDE.search(each.coached):  # a hold moves neither side
            assert SIDE.search(each.spoken), each.id


@EVERY
def test_one_can_stop_and_change_sides_by_ear(stretch):
    assert stretch.stop_how.startswith("To stop:")
    assert 12 <= len(stretch.stop_how.split()) <= 30, "said in one breath or two"
    assert SIDE.search(stretch.change.spoken)
    assert stretch.change.spoken != stretch.rest.spoken


@pytest.mark.parametrize(
    ("name", "things"),
    {
        "ball": "block ball",
        "lunge": "chair wall",
        "floor": "chair cushion blocks mat",
        "worktop": "worktop chair wall",
        "bed_edge": "bed pillow",
        "figure_four": "chair wall",
    }.items(),
)
def test_things_stand_in_their_place_before_they_are_needed(name, things):
    first = STRETCHES[name].steps[0]
    for thing in things.split():
        assert thing in first.coached
        assert any(thing in str(each).lower() for each in STRETCHES[name].equipment)


@EVERY
def test_there_are_pictures_enough(stretch):
    drawn = [each for each in (*stretch.steps, *stretch.errors) if each.pose]
    assert len(drawn) >= (3 if stretch.ours else 6)


@EVERY
def test_every_movement_has_its_common_error_drawn(stretch):
    drawn = {name for error in stretch.errors if error.pose for name in error.steps}
    assert {each.id for each in stretch.steps if each.kind in ("move", "hold")} <= drawn
    places = [[each.id for each in stretch.steps].index(error.step) for error in stretch.errors]
    assert places == sorted(places), "they are told in the order of the steps"
    for error in stretch.errors:
        assert error.references or error.convention


@EVERY
def test_a_card_brings_the_error_and_what_is_right_beside_it(stretch):
    content = cards.cards(stretch, CONTENT_NOW.lines, stretch.steps)
    for error in stretch.errors:
        for name in error.steps:
            for side in SIDES:
                shown = content[f"{stretch.id}/{name}"][side]["wrong"]
                assert shown["wrong"]["picture"] == f"{stretch.id}/{error.id}.{side}"
                assert shown["wrong"]["alt"] == fill(error.alt, side)
                assert shown["right"]["picture"] == f"{stretch.id}/{error.right}.{side}"
    assert content[f"{stretch.id}/{stretch.steps[0].id}"]["left"]["wrong"] is None


@EVERY
def test_nobody_is_held_in_a_stretch(stretch):
    (hold,) = (each for each in stretch.steps if each.kind == "hold")
    back = stretch.steps[-1]
    assert back.kind == "return"
    assert re.search(r"\bstop\b|open", hold.spoken)
    assert re.search(r"wait|stay|stand|breaths", back.spoken, re.IGNORECASE)


@EVERY
def test_a_knee_that_hurts_is_asked_about(stretch):
    asked = (CONTENT_NOW.safety.precautions[name].text for name in stretch.precautions)
    assert any("knee" in text.lower() for text in asked)


@EVERY
def test_a_hold_names_every_rule_that_stops_it(stretch):
    rules = CONTENT_NOW.safety.stop_rules.values()
    for each in stretch.steps:
        if each.kind == "hold":
            assert {rule.id for rule in rules if rule.action == "stop"} <= set(each.stop)


@EVERY
@pytest.mark.parametrize("dose", CONTENT_NOW.doses)
def test_a_stretch_plays_in_every_dose_that_it_is_offered_with_and_guided(stretch, dose):
    if dose in stretch.not_with:
        with pytest.raises(ValueError, match="is not offered with it: .* Take "):
            make(stretch, CONTENT_NOW, dose=dose)
        return
    played = make(stretch, CONTENT_NOW, dose=dose)
    assert played.blocks[0].side == stretch.article_side
    guided = make(stretch, CONTENT_NOW, dose=dose, guided=True)
    assert guided.total_ms >= 120_000


def test_every_precaution_is_of_some_stretch():
    used = {name for stretch in STRETCHES.values() for name in stretch.precautions}
    assert used == set(CONTENT_NOW.safety.precautions)
