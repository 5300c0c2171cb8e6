"""What the collection teaches: its own content keeps its promises to students."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields

import pytest
from pydantic import BaseModel

from psoaslib.catalogue import catalogue
from psoaslib.records import Stretch
from psoaslib.sides import SIDES, fill

CONTENT_NOW = catalogue()
BALL = CONTENT_NOW.stretches["ball"]
STRETCHES = CONTENT_NOW.stretches.values()
STEPS = [(stretch, step) for stretch in STRETCHES for step in stretch.steps]
IDS = [f"{stretch.id}-{step.id}" for stretch, step in STEPS]

MIRRORED = {"left": "right", "right": "left"}

WORDS_A_SECOND = 2.2
"""A calm speaking pace; browsers' voices are a little quicker."""


def texts(record: object) -> list[str]:
    """List all text in a record, however deep."""
    if isinstance(record, BaseModel):
        return [text for _, value in record for text in texts(value)]
    if isinstance(record, str):
        return [record]
    if isinstance(record, Mapping):
        return [text for value in record.values() for text in texts(value)]
    if isinstance(record, tuple):
        return [text for value in record for text in texts(value)]
    return []


def all_texts() -> list[str]:
    """List all text that a learner may read, references left out."""
    found = []
    for group in (
        CONTENT_NOW.stretches,
        CONTENT_NOW.doses,
        CONTENT_NOW.claims,
        CONTENT_NOW.questions,
        CONTENT_NOW.glossary,
        CONTENT_NOW.article,
        CONTENT_NOW.outcomes,
    ):
        found += [text for record in group.values() for text in texts(record)]
    for group in (
        CONTENT_NOW.safety,
        CONTENT_NOW.lines,
        CONTENT_NOW.breathing,
        CONTENT_NOW.anatomy,
        CONTENT_NOW.connections,
        CONTENT_NOW.contradiction,
    ):
        found += texts(group)
    return found


# ---------------------------------------------------------------- the ball stretch


def test_the_ball_stretch_goes_in_this_order():
    order = "kneel hip_on_top feet roll tuck arm hold return"
    assert " ".join(step.id for step in BALL.steps) == order
    assert [step.id for step in BALL.steps if step.optional] == ["arm"]


def test_the_feet_are_set_before_the_roll_and_it_says_why():
    order = [step.id for step in BALL.steps]
    assert order.index("feet") < order.index("roll")
    for step in BALL.steps:
        if step.id in ("feet", "roll"):
            assert step.change == "changed"
            assert "before" in step.reason


def test_the_ball_is_told_as_the_article_has_it():
    assert BALL.article_side == "right"
    assert fill(BALL.side_note, "right") == "left hip on the ball"
    article = {code: fill(step.article, "right") for step in BALL.steps for code in step.source}
    assert "left hip on the top" in article["B4"]
    assert "elbow to the floor" in article["B5"]
    assert "left leg goes in front" in article["B6"]
    assert "Close the eyes" in article["B7"]


def test_the_eyes_stay_open_on_the_ball_and_the_article_stays_visible():
    (hold,) = (step for step in BALL.steps if step.kind == "hold")
    assert hold.change == "changed"
    assert "eyes open" in hold.coached and "eyes open" in hold.spoken
    assert "Close the eyes" in hold.article
    assert hold.limit_s == 30
    coached = " ".join(f"{step.coached} {step.cue} {step.spoken}" for step in BALL.steps)
    assert not re.search(r"\b(close|shut)\w* (your |the )?eyes", coached, re.IGNORECASE)


def test_a_hold_on_the_ball_names_every_rule_that_stops_it():
    (hold,) = (step for step in BALL.steps if step.kind == "hold")
    rules = CONTENT_NOW.safety.stop_rules.values()
    assert {rule.id for rule in rules if rule.action == "stop"} <= set(hold.stop)


def test_the_elbow_that_does_not_reach_is_told_beside_the_instruction():
    (roll,) = (step for step in BALL.steps if step.id == "roll")
    for way in ("use a block", "a hand on the floor", "a smaller ball"):
        assert way in roll.reason


# ---------------------------------------------------------------- every stretch


@pytest.mark.parametrize(("stretch", "step"), STEPS, ids=IDS)
def test_a_step_reads_on_both_sides(stretch: Stretch, step):
    for name in ("title", "coached", "cue", "breath", "spoken", "error", "correction", "alt"):
        right, left = (fill(getattr(step, name), side) for side in reversed(SIDES))
        assert "{" not in right + left
        swapped = re.sub(
            r"\b(left|right)\b", lambda word: MIRRORED[word[0].lower()], right, flags=re.IGNORECASE
        )
        assert left.lower() == swapped.lower()


@pytest.mark.parametrize(("stretch", "step"), STEPS, ids=IDS)
def test_a_spoken_line_fits_its_step(stretch: Stretch, step):
    words = len(step.spoken.split())
    assert words / WORDS_A_SECOND <= (step.seconds or 20)


@pytest.mark.parametrize(("stretch", "step"), STEPS, ids=IDS)
def test_a_step_is_short_and_says_what_its_picture_teaches(stretch: Stretch, step):
    assert len(re.findall(r"[.!?](?:\s|$)", step.coached)) <= 3
    assert len(step.cue.split()) <= 8
    assert 60 <= len(step.alt) <= 400
    assert step.alt != step.caption


@pytest.mark.parametrize("stretch", STRETCHES)
def test_pictures_are_told_apart_by_their_words(stretch: Stretch):
    rows = [*stretch.steps, *stretch.errors]
    for field in ("alt", "caption"):
        assert len({getattr(row, field) for row in rows}) == len(rows)
    for row in stretch.steps:
        assert "{same}" in row.alt.lower() or "{other}" in row.alt.lower()


def test_every_timing_is_marked_as_a_teaching_convention():
    for _, step in STEPS:
        assert ("limit_s" if step.kind == "hold" else "seconds") in step.conventions


# ---------------------------------------------------------------- the article and the evidence


def test_the_article_is_there_sentence_by_sentence():
    counts = {"A": 12, "B": 8, "C": 8, "D": 5}
    codes = [f"{part}{number}" for part in counts for number in range(1, counts[part] + 1)]
    assert list(CONTENT_NOW.article) == codes


def test_every_sentence_of_the_article_is_used():
    used = {code for _, step in STEPS for code in step.source}
    used |= {remark.sentence for stretch in STRETCHES for remark in stretch.remarks}
    used |= {code for claim in CONTENT_NOW.claims.values() for code in claim.sentences}
    assert used == set(CONTENT_NOW.article)
    assert {remark.sentence for remark in BALL.remarks} == {"B1", "B2", "B3", "B8"}


def test_a_reference_tells_how_it_was_seen():
    told = {"abstract": "abstract", "part": "a part", "record": "record", "full": "in full"}
    marked = {
        "unseen": "not yet checked",
        "secondary": "known from other works",
        "own": "not peer reviewed",
    }
    for reference in CONTENT_NOW.references.values():
        shown = str(reference)
        assert shown.startswith(reference.citation)
        words = (told | marked)[reference.seen]
        assert words in shown.removeprefix(reference.citation)
        assert bool(reference.mark) == (reference.seen in marked)
        assert reference.mark in shown and (reference.note or "") in shown


def test_a_doi_becomes_an_address_that_a_browser_takes():
    references = CONTENT_NOW.references
    assert references["HORAK06"].url == "https://doi.org/10.1093/ageing/afl077"
    assert "<" in references["SKYRME99"].doi and "<" not in references["SKYRME99"].url
    assert references["CPSC09"].url is None


def test_every_verdict_is_explained_and_every_claim_has_another_view():
    verdicts = ["supported", "partly", "contested", "unsupported", "misleading"]
    assert list(CONTENT_NOW.verdicts) == verdicts
    for claim in CONTENT_NOW.claims.values():
        assert claim.verdict in CONTENT_NOW.verdicts
        assert claim.references or claim.convention


def test_no_millimetre_of_the_muscle_is_typed_by_hand():
    for text in all_texts():
        assert not re.search(r"\d\s*(mm\b|millimet)", text), text


# ---------------------------------------------------------------- dose and safety


def test_the_doses_are_the_prescribed_ones():
    adult, older = CONTENT_NOW.doses["adult"], CONTENT_NOW.doses["older_adult"]
    assert (adult.hold_s, adult.repetitions) == (30, 2)
    assert (older.hold_s, older.repetitions) == (20, 3)
    assert (older.next_stage.hold_s, older.next_stage.repetitions) == (30, 2)
    assert adult.next_stage is None
    for dose in CONTENT_NOW.doses.values():
        assert dose.hold_s * dose.repetitions == 60
        assert (dose.weekly.floor_min, dose.weekly.ceiling_min) == (2, 10)
        assert re.findall(r"\d+", str(dose.weekly)) == ["2", "10"]


def test_a_hold_ends_with_a_breath_out():
    cycle = CONTENT_NOW.breathing.in_s + CONTENT_NOW.breathing.out_s
    assert CONTENT_NOW.breathing.out_s > CONTENT_NOW.breathing.in_s
    for dose in CONTENT_NOW.doses.values():
        assert dose.hold_s % cycle == 0


def test_every_source_of_a_dose_is_explained():
    explained = {source.reference for source in CONTENT_NOW.dose_sources}
    for dose in CONTENT_NOW.doses.values():
        assert set(dose.references) <= explained


def test_nobody_is_told_that_a_clinician_has_reviewed_this():
    assert CONTENT_NOW.safety.review.status == "not yet reviewed by a clinician"


def test_the_emergency_signs_are_told_with_every_session():
    for sign in ("chest pain", "genitals", "bowels", "weak", "fever", "your emergency number"):
        assert sign in CONTENT_NOW.safety.warning


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.;?!])\s+", text.strip())


def test_a_line_on_which_safety_hangs_has_at_most_fifteen_words():
    safety = CONTENT_NOW.safety
    lines = [safety.emergency, CONTENT_NOW.lines.stop_short]
    lines += [each.text for each in (*safety.red_flags.values(), *safety.stop_rules.values())]
    lines += [each.then for each in safety.red_flags.values() if each.then]
    long = [line for text in lines for line in sentences(text) if len(line.split()) > 15]
    assert long == []


def test_an_emergency_number_is_that_of_the_reader_s_country():
    for text in all_texts():
        assert not re.search(r"\b(999|112|911)\b", text), text
        for number in re.findall(r"(\w+) emergency number", text):
            assert number == "your", text


def test_pain_in_the_chest_that_passes_ends_the_day_s_session():
    safety = CONTENT_NOW.safety
    assert safety.red_flags["chest_pain_passed"].urgency == "same_day"
    for text in (safety.emergency, safety.stop_rules["chest_pain"].text):
        assert "do no more" in " ".join(text.split()) and "the same day" in " ".join(text.split())


def test_unsteadiness_that_is_new_is_looked_into_before_anything_else():
    safety = CONTENT_NOW.safety
    assert safety.red_flags["new_unsteadiness"].urgency == "same_day"
    for row in safety.precautions.values():
        assert "nsteadiness" not in row.text or row.text.startswith("Long-standing"), row.id
    (key,) = (option for option in CONTENT_NOW.questions["Q57"].options if option.correct)
    assert "ask and check" in key.text


def test_one_rule_for_osteoporosis_holds_for_every_stretch():
    precautions = CONTENT_NOW.safety.precautions
    levels = {}
    for stretch in STRETCHES:
        rows = [precautions[name] for name in stretch.precautions]
        rule, own = (row for row in rows if "steoporosis" in row.text)
        assert rule.general and own.replaces == rule.id == "osteoporosis"
        assert own.instead and "BROOKE22" in own.references
        assert own.convention and rule.convention
        levels[stretch.id] = own.level
    assert levels.pop("ball") == "no" and levels.pop("floor") == "clearance"
    assert set(levels.values()) == {"modify"}
    (offered,) = (option for option in CONTENT_NOW.questions["Q43"].options if option.correct)
    assert "hands on a worktop" in offered.text


def test_pain_at_the_side_of_the_hip_keeps_people_off_the_ball():
    precautions = CONTENT_NOW.safety.precautions
    assert precautions["side_of_the_hip"].level == "no"
    assert "side_of_the_hip" in BALL.precautions
    (hold,) = (step for step in BALL.steps if step.kind == "hold")
    assert "hip_side" in hold.stop


# ---------------------------------------------------------------- what a source does not say


def cited(name: str) -> list[str]:
    """Return the words of every record that cites a reference."""
    found = []

    def walk(record: object) -> None:
        if isinstance(record, BaseModel):
            references = (
                *getattr(record, "references", ()),
                *getattr(record, "aim_references", ()),
                getattr(record, "reference", ""),
            )
            if name in references:
                found.append(" ".join(" ".join(texts(record)).split()))
            for _, value in record:
                walk(value)
        elif isinstance(record, Mapping):
            for value in record.values():
                walk(value)
        elif isinstance(record, tuple):
            for value in record:
                walk(value)

    for field in fields(CONTENT_NOW):
        if field.name != "references":
            walk(getattr(CONTENT_NOW, field.name))
    return found


def test_kim_s_figures_are_of_the_knee():
    for text in cited("KIM15"):
        assert "Knee" in text and not re.search(r"\bhip\b", text, re.IGNORECASE), text
    assert cited("KIM15")


def test_the_one_trial_of_the_tuck_is_told_as_it_was_done():
    told = cited("GONZALEZ24")
    assert len(told) >= 4
    for text in told:
        assert "half-kneeling" in text.lower(), text
        assert "young" in text or "early twenties" in text or "22.5 years" in text, text
    claim = CONTENT_NOW.claims[19]
    assert claim.judgement == "partly, very low certainty"
    assert "hip range was not among the outcomes" in " ".join(claim.explanation.split())


def test_yoga_injuries_are_counted_among_those_who_practise_yoga():
    for text in cited("SWAIN16"):
        assert "practised yoga" in " ".join(text.split()), text
    assert len(cited("SWAIN16")) >= 2


def test_no_lengthening_is_told_of_a_muscle_that_the_models_have_not():
    for text in all_texts():
        if re.search(r"quadratus|\bflank\b", text):
            assert not re.search(r"larger share|for its size|at least as much|in proportion", text)


def test_the_psoas_minor_is_lengthened_by_what_it_does_not_do():
    minor = CONTENT_NOW.muscles["psoas_minor"]
    assert "tilts the pelvis backwards" in minor.actions["trunk_and_pelvis"].text
    assert "tipped forwards" in minor.lengthened_by.text


# ---------------------------------------------------------------- questions, terms, outcomes


def test_each_notebook_of_the_collection_has_at_least_six_questions():
    topics = Counter(topic for each in CONTENT_NOW.questions.values() for topic in each.topics)
    for topic in ("anatomy", "ball", "lunge", "floor"):
        assert topics[topic] >= 6
    assert topics["start"] >= 2


@pytest.mark.parametrize("question", CONTENT_NOW.questions.values())
def test_a_question_answers_every_choice(question):
    assert len(question.options) == 4
    assert sum(option.correct for option in question.options) == 1
    assert len({option.feedback for option in question.options}) == 4
    for option in question.options:
        assert option.feedback.startswith("Yes.") == option.correct
        assert "of the above" not in option.text
    lengths = [len(option.text) for option in question.options]
    assert max(lengths) <= 1.6 * min(lengths)


def test_the_key_cannot_be_guessed_from_its_place_or_length():
    questions = CONTENT_NOW.questions.values()
    keys = [[option.correct for option in each.options].index(True) for each in questions]
    assert max(Counter(keys).values()) <= len(keys) / 2
    longest = [
        max(range(4), key=lambda place, each=each: len(each.options[place].text))
        for each in questions
    ]
    assert sum(key == place for key, place in zip(keys, longest, strict=True)) <= len(keys) / 2


def test_outcomes_are_worked_towards():
    asked = {question.outcome for question in CONTENT_NOW.questions.values()}
    assert asked == set(CONTENT_NOW.outcomes)
    for notebook in (
        "00_start_here",
        "01_psoas_anatomy",
        "02_ball_stretch",
        "03_lunge_pelvic_tilt",
        "04_floor_hip_stretch",
    ):
        assert any(
            each.notebook == notebook
            for outcome in CONTENT_NOW.outcomes.values()
            for each in outcome.notebooks
        )


def test_a_term_is_written_in_one_way_only_once():
    forms = [
        form.lower() for term in CONTENT_NOW.glossary.values() for form in (term.term, *term.forms)
    ]
    assert len(set(forms)) == len(forms)
