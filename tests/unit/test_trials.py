"""What people try with the muscle model: each call shows a page with the model's figures."""

import doctest
import itertools
import re
from functools import partial

import pytest

import psoaslib as ps
from psoaslib import mechanics
from psoaslib.catalogue import catalogue
from psoaslib.mechanics import heel, measures, wording
from psoaslib.mechanics.wording import change
from psoaslib.notebook import heel_test, model
from psoaslib.pages import document
from tests.unit.test_lessons import Shown, check

PAGES = {
    "holds": model.hold_lengths,
    **{f"parts of {name}": partial(model.length_parts, name) for name in catalogue().stretches},
    "knee": ps.knee_bend,
    "models": model.models_apart,
    "arms": ps.moment_arms,
    "tilt": ps.tilt_chart,
    "heel": ps.heel_test,
    "heel otherwise": partial(ps.heel_test, 8, 2, knee_flexion=20, hip_x=0.2, stature_m=1.6),
}


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_a_page_is_as_good_as_those_of_the_stretches(make):
    assert "not peer reviewed" in check(make(), tells=True).text


def test_the_examples_in_the_code_are_true():
    result = doctest.testmod(model, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted >= 1 and result.failed == 0


def test_a_hold_has_the_figures_of_the_player():
    text = Shown(model.hold_lengths()).text
    for name in catalogue().stretches:
        pose = measures.solved(name, "hold")
        told = wording.figures(pose["angles"])
        assert all(
            f"{wording.words(told[side])} ({wording.band(told[side])})" in text
            for side in wording.SIDES
        )


def test_hip_and_lower_back_add_up_to_the_whole():
    pose = measures.solved("ball", "hold")
    text = Shown(model.length_parts("ball")).text
    for side in ("right", "left"):
        own = {k: v for k, v in pose["angles"].items() if "hip" in k or "lumbar" in k}
        hip = {k: v for k, v in own.items() if "hip" in k}
        back = {k: v for k, v in own.items() if "lumbar" in k}
        parts = [mechanics.of_body(each, side) for each in (hip, back, own)]
        assert parts[0].change_mm + parts[1].change_mm == pytest.approx(parts[2].change_mm)
        assert all(change(each.change_mm, *each.band) in text for each in parts)
        # Both parts lengthen the upper side, and both shorten the lower one.
        assert len({each.change_mm > 0 for each in parts}) == 1


def test_a_front_hip_beyond_the_models_gives_no_figure():
    words = repr(model.length_parts("floor"))
    assert "the other side: hip beyond the models, lower back as long as in standing" in words


def test_the_knee_table_follows_the_hip_that_is_asked_for():
    ten, twenty = repr(ps.knee_bend()), repr(ps.knee_bend(hip_extension=20))
    assert ten != twenty and "extended by 20°" in twenty
    whole = mechanics.psoas_length(hip_extension=20)
    assert twenty.count(f"psoas {change(whole.change_mm, *whole.band)}") == len(model.KNEES)


def test_models_stand_side_by_side_with_their_signs():
    rows = Shown(model.models_apart()).html.split("<tr>")
    (arched,) = (row for row in rows if "arched by 35°" in row)
    figures = re.findall(r"[+−]\d\.\d|0\.0", arched)
    assert len(figures) == 6
    assert {each[0] for each in figures[:3]} == {"−"} and "+" in {each[0] for each in figures[3:]}


def test_the_heel_test_follows_what_is_asked():
    leg, stance = heel_test._lunge(20, 0.25, None)
    page = ps.heel_test(8, knee_flexion=20)
    sunk = measures.sink_mm(leg, 8)
    assert f"sinks by {sunk:.0f} mm with 8° of tilt lost" in repr(page)
    assert "bent by 20°" in stance and stance in Shown(page).text
    assert "reached after" in Shown(page).text
    drawn = [Shown(each).all("img")[0]["src"] for each in (page, ps.heel_test(), ps.heel_test(8))]
    assert len(set(drawn)) == 3


def test_a_tall_step_says_in_words_that_no_leg_can_take_it():
    with pytest.raises(ValueError, match="No leg can stand so: .* hip 0.9 m ahead of the toe"):
        ps.heel_test(hip_x=0.9)
    with pytest.raises(ValueError, match="tilt_lost is -2; it must be 0 degrees or more"):
        ps.heel_test(-2)
    with pytest.raises(ValueError, match="reserve is -1; it must be 0 degrees or more"):
        ps.heel_test(5, -1)
    with pytest.raises(ValueError, match="reserve is 'two'; it must be a finite number"):
        ps.heel_test(5, "two")


def heel_lines(*asked, **lunge):
    """Return what the heel test lists: words by name. Its chart is not drawn."""
    html = document.html(ps.heel_test(*asked, **lunge).blocks, str)
    return dict(re.findall(r"<li><strong>(.*?):</strong> (.*?)</li>", html))


DEEP = {"hip_x": 0.56, "knee_flexion": 60, "stature_m": 1.95}
STUCK = {"hip_x": 0.28, "knee_flexion": 40}
"""A tall person's deep lunge, whose heel can sink far, and one whose ankle bends no further."""


def test_a_heel_that_sinks_below_the_floor_of_other_lunges_counts_those_that_can():
    for asked in ((15, 5), (30, 10)):
        leg, _ = heel_test._lunge(DEEP["knee_flexion"], DEEP["hip_x"], DEEP["stature_m"])
        sunk = measures.sink_mm(leg, *asked)
        heights = [1000 * float(each.heel_height_m) for each in measures.legs()]
        assert min(heights) < sunk
        high = [leg for leg, height in zip(measures.legs(), heights, strict=True) if height > sunk]
        can = [leg for leg in high if heel.shift_for(leg, sunk).leg.ankle_in_range]
        words = heel_lines(*asked, **DEEP)["The loophole"]
        assert (f"in {len(can)} of our {len(heights)} lunges" in words) == bool(can)
        assert "(" not in words or can


def test_the_loophole_asks_no_more_of_the_ankle_than_it_has():
    for asked, free in ((5, True), (15, False)):
        leg = measures.legs()[0]
        shift = heel.shift_for(leg, measures.sink_mm(leg, asked))
        assert bool(shift.leg.ankle_in_range) == free
        words = heel_lines(asked)["The loophole"]
        moves = f"moves by {'' if free else 'more than '}{1000 * shift.shift_m:.0f} mm"
        assert moves in words and ("ankle" in words) != free


def test_none_sinks_further_only_where_that_is_true():
    told = 0
    for asked, lunge in itertools.product((0.1, 20), ({}, DEEP, STUCK)):
        leg, _ = heel_test._lunge(
            *(lunge.get(key) for key in ("knee_flexion", "hip_x", "stature_m"))
        )
        sunk = measures.sink_mm(leg, asked)
        furthest = all(measures.sink_mm(each, asked) <= sunk for each in measures.legs())
        said = "Note" in heel_lines(asked, **lunge)
        assert said == (furthest and sunk > 0.5)
        told += said
    assert told
    assert heel_lines()["Note"] == "in our lunges the heel never sank further"


def test_a_heel_that_does_not_sink_has_neither_span_nor_loophole():
    lines = heel_lines(0)
    assert list(lines) == [
        "Tilt and pelvis held, the hip at its end range",
        "Tilt and pelvis held, the hip with 3° left",
        "The article's centimetre",
    ]
    assert next(iter(lines.values())) == "the heel sinks by 0 mm"
    assert heel_test.heel_said(measures.legs()[0], 0, 0)["sunk"] == "and the heel has not sunk"


def test_what_ends_the_sinking_is_told():
    assert "ankle bends no further" in heel_lines(5, **STUCK)["What ends it"]
    assert "knee is straight" in heel_lines(20)["What ends it"]
    assert "What ends it" not in heel_lines(5)
    told = heel_lines(5, **STUCK)["The article's centimetre"]
    assert told.startswith("not reached, with up to 15° of tilt lost")
    leg, _ = heel_test._lunge(STUCK["knee_flexion"], STUCK["hip_x"], None)
    assert heel_test.heel_said(leg, 5, 0)["centimetre"] == (
        "does not sink by the article's centimetre with up to 15° of lost tilt"
    )


def test_what_was_asked_is_told_once():
    reserve = measures.measure("heel_reserve")
    (line,) = (name for name in heel_lines(0, 3) if f"{reserve.size['reserve']:g}° left" in name)
    assert reserve.text.replace(" (", " (in our lunges ") in heel_lines(0, 3)[line]
    assert "the hip with 7° left" in repr(ps.heel_test(0, 7))
    assert (
        "and the hip extended by up to 2° more"
        in heel_test.heel_said(measures.legs()[0], 8, 2)["after"]
    )


def test_a_lunge_out_of_reach_says_where_the_hip_may_be():
    with pytest.raises(ValueError, match=r"hip_x may be \d") as error:
        ps.heel_test(stature_m=1.95)
    low, high = map(float, re.search(r"be (\S+) to (\S+)\.$", str(error.value)).groups())
    for place in (low, high):
        assert "1.95 m tall" in heel_test._lunge(None, place, 1.95)[1]
    with pytest.raises(ValueError, match="Try another knee_flexion"):
        ps.heel_test(knee_flexion=-20)


def test_the_charts_of_the_page_are_those_of_the_build():
    for name, page in (("moment_arms", ps.moment_arms()), ("tilt", ps.tilt_chart())):
        (picture,) = Shown(page).all("img")
        record = model.chart_words(name)
        assert picture["alt"][:40] == record.alt[:40] and "{" not in picture["alt"]
    with pytest.raises(
        ValueError, match="no chart 'heal'. Valid are: 'tilt', 'moment_arms', 'heel'"
    ):
        model.chart_words("heal")
