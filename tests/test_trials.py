"""What people try with the muscle model: each call shows a page with the model's figures."""

import doctest
import re

import pytest

import psoaslib as ps
from psoaslib import computed, lengths, psoas, sinking, trials
from psoaslib.build import tried
from psoaslib.catalogue import catalogue
from psoaslib.measures import change
from tests import test_lessons
from tests.test_lessons import Shown


def pages():
    yield "holds", ps.hold_lengths()
    for name in catalogue().stretches:
        yield f"parts of {name}", ps.length_parts(name)
    yield "knee", ps.knee_bend()
    yield "models", ps.models_apart()
    yield "arms", ps.moment_arms()
    yield "tilt", ps.tilt_chart()
    yield "heel", ps.heel_test()
    yield "heel otherwise", ps.heel_test(8, 2, knee_flexion=20, hip_x=0.2, stature_m=1.6)


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in pages()])
def test_a_page_is_as_good_as_those_of_the_stretches(page):
    test_lessons.test_a_page_can_be_heard_as_well_as_seen(page)
    test_lessons.test_a_page_says_itself_in_plain_words(page)
    test_lessons.test_a_page_stands_alone_its_citations_lead_to_the_works(page)
    assert "not peer reviewed" in Shown(page).text


def test_the_examples_in_the_code_are_true():
    result = doctest.testmod(trials, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted >= 1 and result.failed == 0


def test_a_hold_has_the_figures_of_the_player():
    text = Shown(ps.hold_lengths()).text
    for name in catalogue().stretches:
        pose = computed.solved(name, "hold")
        told = lengths.figures(pose["angles"])
        assert all(
            f"{lengths.words(told[side])} ({lengths.band(told[side])})" in text
            for side in lengths.SIDES
        )


def test_hip_and_lower_back_add_up_to_the_whole():
    pose = computed.solved("ball", "hold")
    text = Shown(ps.length_parts("ball")).text
    for side in ("right", "left"):
        own = {k: v for k, v in pose["angles"].items() if "hip" in k or "lumbar" in k}
        hip = {k: v for k, v in own.items() if "hip" in k}
        back = {k: v for k, v in own.items() if "lumbar" in k}
        parts = [psoas.of_body(each, side) for each in (hip, back, own)]
        assert parts[0].change_mm + parts[1].change_mm == pytest.approx(parts[2].change_mm)
        assert all(change(each.change_mm, *each.band) in text for each in parts)
        # Both parts lengthen the upper side, and both shorten the lower one.
        assert len({each.change_mm > 0 for each in parts}) == 1


def test_a_front_hip_beyond_the_models_gives_no_figure():
    words = repr(ps.length_parts("floor"))
    assert "the other side: hip beyond the models, lower back as long as in standing" in words


def test_the_knee_table_follows_the_hip_that_is_asked_for():
    ten, twenty = repr(ps.knee_bend()), repr(ps.knee_bend(hip_extension=20))
    assert ten != twenty and "extended by 20°" in twenty
    whole = psoas.psoas_length(hip_extension=20)
    assert twenty.count(f"psoas {change(whole.change_mm, *whole.band)}") == len(trials.KNEES)


def test_models_stand_side_by_side_with_their_signs():
    rows = Shown(ps.models_apart()).html.split("<tr>")
    (arched,) = (row for row in rows if "arched by 35°" in row)
    figures = re.findall(r"[+−]\d\.\d|0\.0", arched)
    assert len(figures) == 6
    assert {each[0] for each in figures[:3]} == {"−"} and "+" in {each[0] for each in figures[3:]}


def test_the_heel_test_follows_what_is_asked():
    leg, stance = sinking._lunge(20, 0.25, None)
    page = ps.heel_test(8, knee_flexion=20)
    sunk = computed.sink_mm(leg, 8)
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


def test_the_charts_of_the_page_are_those_of_the_build():
    for name, page in (("moment_arms", ps.moment_arms()), ("tilt", ps.tilt_chart())):
        (picture,) = Shown(page).all("img")
        record = trials.chart_words(name)
        assert picture["alt"][:40] == record.alt[:40] and "{" not in picture["alt"]
    assert set(tried.CALLS) < set(ps.__all__)
    with pytest.raises(
        ValueError, match="no chart 'heal'. Valid are: 'tilt', 'moment_arms', 'heel'"
    ):
        trials.chart_words("heal")
