"""Every figure that a text tells is computed, has its band, and says the right direction."""

import json

import numpy as np
import pytest

import psoaslib as ps
from psoaslib import mechanics
from psoaslib.build import facts
from psoaslib.catalogue import catalogue
from psoaslib.exercises import quiz
from psoaslib.exercises.prediction import payload
from psoaslib.mechanics import heel, measures, wording
from psoaslib.mechanics.measures import amount, change, filled, measure
from psoaslib.pages import claims, foreseen, questions
from psoaslib.pages.document import html
from tests.told import untold
from tests.unit.test_lessons import Shown

CONTENT = catalogue()
MODELS = ("composite_a", "composite_b")
WAYS = tuple(mechanics.distributions())


def mean_mm(model, distribution="LFB", **pose):
    paths = mechanics.solve(model, distribution=distribution, arms=False, **pose)
    return 1000 * float(paths.mean(paths.change_m))


def each_way(**pose):
    """Return the psoas's change in both models, with every sharing out of lumbar motion."""
    return [mean_mm(model, way, **pose) for model in MODELS for way in WAYS]


# ---------------------------------------------------------------- figures in words


def test_a_figure_is_that_of_the_model_with_its_band():
    told = measure("lunge_tucked")
    found = ps.psoas_length(thigh_extension=15, pelvic_tilt=10)
    assert told.value == found.change_mm and (told.low, told.high) == tuple(found.band)
    assert told.text == "12 mm longer (9 to 15 mm)"
    assert told.title == "Thigh 15° behind the vertical, pelvis tucked by 10°"


@pytest.mark.parametrize("name", measures.ids())
def test_every_figure_has_a_band_and_a_title_without_gaps(name):
    told = measure(name)
    assert "(" in told.text and "{" not in told.title
    if told.low is not None:
        assert told.low - 1e-9 <= told.value <= told.high + 1e-9


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((11.9, 9.3, 14.6), "12 mm longer (9 to 15 mm)"),
        ((-47.496, -55.2, -39.8), "48 mm shorter (40 to 55 mm)"),
        ((4.8, 4.6, 5.1), "5 mm longer (both models)"),
        ((-0.1, -0.8, 0.6), "as long as in standing (1 mm shorter to 1 mm longer)"),
        ((-66.0, None, None), "66 mm shorter (one model only)"),
    ],
)
def test_a_change_is_said_with_its_direction(figures, words):
    assert change(*figures) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((31.3, 24.1, 38.6), "31 mm (24 to 39 mm)"),
        ((-2.3, -2.4, -2.3), "−2 mm (both models)"),
        ((0.0, 0.0, 0.0, "all our lunges"), "0 mm (all our lunges)"),
    ],
)
def test_an_amount_is_said_with_its_unit(figures, words):
    assert amount(*figures) == words


def test_texts_are_filled_and_a_wrong_name_says_what_there_is():
    text = "By {measure:bent_away.lumbar_bend_right}: {measure:bent_away}."
    assert filled(text) == "By 20°: 5 mm longer (both models)."
    assert filled("No figure {same}.") == "No figure {same}."
    with pytest.raises(ValueError, match="no measure 'lunge'. Valid are: 'standing'"):
        filled("{measure:lunge}")
    with pytest.raises(ValueError, match="no 'knee'. It has: thigh_extension, pelvic_tilt"):
        filled("{measure:lunge_level.knee}")


def test_a_fact_of_the_prose_is_held_against_the_model():
    data = facts.Data(CONTENT)
    right = '<span data-fact="measures.lunge_tucked.text">12 mm longer (9 to 15 mm)</span>'
    assert facts.problems(f"It is {right}, the thigh back.", data) == []
    for wrong in (
        right.replace("12", "13"),
        right.replace("tucked", "tuck"),
        "It is 12 mm longer.",
    ):
        assert len(facts.problems(wrong, data)) >= 1
    angle = '<span data-fact="measures.lunge_tipped.size.pelvic_tilt">10°</span>'
    shift = '<span data-fact="measures.heel_shift.size.sink_mm">10 mm</span>'
    assert facts.problems(f"{angle} {shift}", data) == []
    assert facts.problems(shift.replace("10 mm", "10 cm"), data)
    assert facts.resolve("doses.adult.hold_s", data) == facts.resolve("doses.adult.hold_s", CONTENT)


# ---------------------------------------------------------------- where they are told


def every_text():
    for claim in CONTENT.claims.values():
        yield f"claim {claim.id}", html_of(claims([claim], CONTENT.references))
    for topic in quiz.topics(CONTENT):
        listed = quiz.chosen(CONTENT, topic)
        yield f"questions on {topic}", html_of(questions(listed, CONTENT.references))
        yield f"quiz on {topic}", json.dumps(quiz.payload(CONTENT, topic), ensure_ascii=False)
    for record in CONTENT.predictions.values():
        yield f"prediction {record.id}", html_of(foreseen(record, CONTENT.references))
        yield f"asked {record.id}", json.dumps(payload(record, CONTENT), ensure_ascii=False)


def html_of(blocks):
    return html(blocks, str)


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in every_text()])
def test_every_millimetre_told_comes_from_the_model(text):
    assert untold(text) == []
    assert "{measure" not in text


def test_no_millimetre_is_typed_into_content():
    typed = [claim.explanation + claim.competing for claim in CONTENT.claims.values()]
    typed += [
        question.question + " ".join(option.text + option.feedback for option in question.options)
        for question in CONTENT.questions.values()
    ]
    typed += [each.explanation for each in CONTENT.predictions.values()]
    assert not [text for text in typed if " mm" in text]


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (14, ("ball_upper", "lunge_tucked", "bent_away", "bent_away_high")),
        (21, ("heel_reserve", "heel_5_lost")),
        (25, ("arched",)),
    ],
)
def test_a_claim_on_length_tells_the_figure_with_its_band(number, names):
    claim = CONTENT.claims[number]
    assert "geometry" in claim.explanation and "MODEL" in claim.references
    shown = repr(Shown(ps.claim(number)).text)
    assert all(measure(name).text in shown for name in names)


@pytest.mark.parametrize(
    ("number", "right", "wrong"),
    [("Q09", "lunge_tucked", "lunge_tipped"), ("Q25", "ball_upper", "ball_lower")],
)
def test_the_keyed_answer_is_the_longest_by_the_model(number, right, wrong):
    question = CONTENT.questions[number]
    (keyed,) = (option for option in question.options if option.correct)
    assert f"{{measure:{right}}}" in keyed.feedback
    assert measure(right).low > measure(wrong).high


# ---------------------------------------------------------------- what the lab's sentences say


def test_the_tuck_lengthens_in_every_model_and_every_way():
    for thigh in (5, 15, 25):
        tipped, level, tucked = (
            each_way(thigh_extension=thigh, pelvic_tilt=tilt) for tilt in (-10, 0, 10)
        )
        assert all(a < b < c for a, b, c in zip(tipped, level, tucked, strict=True))


def test_in_the_lunge_all_of_the_length_comes_from_the_hip():
    pose = measures.solved("lunge", "hold")["angles"]
    hip = {name: angle for name, angle in pose.items() if "hip" in name}
    whole, part = (mechanics.of_body(each, "right") for each in (pose, hip))
    assert 0 < part.change_mm - whole.change_mm < 3


def test_a_deeper_lunge_with_the_tilt_lost_by_as_much_gains_hardly_anything():
    for model in MODELS:
        gained = mean_mm(model, thigh_extension=25, pelvic_tilt=-10) - mean_mm(
            model, thigh_extension=15, pelvic_tilt=0
        )
        assert abs(gained) < 1


def test_bending_away_lengthens_and_the_high_slips_most():
    assert min(each_way(lumbar_bend_right=-20)) > 0 > max(each_way(lumbar_bend_right=20))
    assert measure("bent_away_high").low > measure("bent_away_low").high
    drawn_up = each_way(lumbar_bend_right=-20, hip_flexion=45)
    assert max(drawn_up) < 0


def test_the_knee_moves_rectus_femoris_and_not_the_psoas():
    for model in measures.HIP_MODELS:
        paths = mechanics.solve(model, hip_extension=10, knee_flexion=np.arange(0, 121, 10))
        rectus, own = (1000 * paths.length_m[:, paths.of(m)] for m in ("rectfem", "psoas"))
        assert (np.diff(rectus) > 0).all() and np.ptp(own) < 1e-9


def test_lunge_floor_and_bed_edge_lie_within_each_other_s_spans():
    spans = []
    for name in ("lunge", "floor", "bed_edge"):
        pose = measures.solved(name, "hold")
        told = wording.figures(pose["angles"])["same"]
        spans.append((told["low_mm"], told["high_mm"], told["change_mm"]))
    assert max(low for low, _, _ in spans) < min(high for _, high, _ in spans)
    worktop = measures.solved("worktop", "hold")
    least = wording.figures(worktop["angles"])["same"]["change_mm"]
    assert least < min(value for _, _, value in spans)


def test_an_arch_is_told_in_no_direction_where_the_models_differ_in_sign():
    a, b = (mean_mm(model, lumbar_flexion=-35) for model in MODELS)
    assert a < 0 < b and abs(b - a) < 2
    assert "shorter to" in measure("arched_far").text
    assert min(each_way(lumbar_flexion=-20)) > -0.5


def test_the_psoas_bends_the_hip_at_every_angle_of_the_chart():
    for model in MODELS:
        paths = mechanics.solve(model, hip_flexion=np.arange(-30, 91, 1))
        assert (paths.mean(paths.arms_m["hip_flexion"]) > 0.02).all()


def test_levers_along_the_back_are_mixed_above_and_round_the_lowest_joint():
    apart = {}
    for level in measures.LEVELS:
        column = measures.LEVELS.index(level)
        means = []
        for model in MODELS:
            paths = mechanics.solve(model)
            arms = 1000 * paths.level_arms_m[:, column, 0]
            crossing = arms[np.abs(arms) > 1e-9]
            means.append(float(paths.mean(arms)))
            if level == "L5":
                assert (crossing > 0).all()
            if level in ("L2", "L3"):
                assert crossing.min() < 0 < crossing.max()
        apart[level] = abs(means[1] - means[0])
        assert max(map(abs, means)) < 3 or level in ("L4", "L5")
    assert max(apart, key=apart.get) == "L5"


def test_the_models_differ_most_in_the_hip():
    def gap(**pose):
        a, b = (mean_mm(model, **pose) for model in MODELS)
        return abs(a - b)

    assert gap(hip_extension=20) > gap(lumbar_bend_right=-20) + gap(lumbar_flexion=20)


def test_the_heel_sinks_alike_by_lost_tilt_and_by_honest_extension():
    for leg in measures.legs():
        assert bool(leg.in_reach) and bool(leg.ankle_in_range)
        assert measures.sink_mm(leg, 0) == 0
        assert measures.sink_mm(leg, 3) == pytest.approx(measures.sink_mm(leg, 0, 3))
        assert measures.sink_mm(leg, measures.lost_for(leg, 10)) == pytest.approx(10, abs=0.1)
        after = heel.from_thigh(leg.stature_m, leg.hip_x_m, leg.hip_y_m, leg.thigh_extension + 5)
        assert after.knee_flexion < leg.knee_flexion
        shifted = heel.shift_for(leg, 10).leg
        assert shifted.hip_extension == pytest.approx(leg.hip_extension)


def test_a_heel_that_cannot_sink_so_far_has_no_loss_of_tilt_for_it():
    assert np.isnan(measures.lost_for(measures.legs()[0], 500.0))
