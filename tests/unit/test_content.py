"""What the collection teaches: its own content keeps its promises to students."""

import re
from collections.abc import Mapping

import pytest
from pydantic import BaseModel

from psoaslib.catalogue import CONTENT, catalogue
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.catalogue.stretch import Stretch

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
        CONTENT_NOW.topics,
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
    for way in ("a block", "a hand on the floor", "a smaller ball"):
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
    assert len(step.coached.split()) <= 65
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


def test_every_reference_is_cited():
    root = CONTENT.parents[1]
    files = [*CONTENT.rglob("*.toml"), CONTENT / "quiz.json", *(root / "notebooks").glob("*.ipynb")]
    words = set(re.findall(r"[A-Z][A-Z0-9]+", " ".join(each.read_text("utf-8") for each in files)))
    assert set(CONTENT_NOW.references) <= words


def test_a_reference_tells_how_it_was_seen():
    told = {"abstract": "abstract", "part": "a part", "full": "in full"}
    marked = {
        "record": "record",
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
        assert claim.competing


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


# ---------------------------------------------------------------- questions, terms, outcomes


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


def test_outcomes_are_worked_towards():
    asked = {question.outcome for question in CONTENT_NOW.questions.values()}
    assert asked == set(CONTENT_NOW.outcomes)
    for notebook in (
        "00_start_here",
        "01_psoas_anatomy",
        "02_ball_stretch",
        "03_lunge_pelvic_tilt",
        "04_floor_hip_stretch",
        "10_gentler_stretches",
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
