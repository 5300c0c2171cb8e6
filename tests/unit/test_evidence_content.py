"""The register of claims, the anatomy and the terms keep their promises to students."""

import re
from pathlib import Path

import pytest

from psoaslib.build import notebooks
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.base import Statement

ROOT = Path(__file__).parents[2]
CONTENT_NOW = catalogue()
PSOAS = CONTENT_NOW.muscles["psoas_major"]


def test_all_thirty_claims_are_weighed():
    assert list(CONTENT_NOW.claims) == list(range(1, 31))
    verdicts = {number: claim.verdict for number, claim in CONTENT_NOW.claims.items()}
    assert {number for number in verdicts if verdicts[number] == "supported"} == {12, 13}
    assert {number for number in verdicts if verdicts[number] == "contested"} == {5, 15}
    unsaid = [number for number, each in CONTENT_NOW.claims.items() if not each.sentences]
    heard = [number for number, each in CONTENT_NOW.claims.items() if each.heard_in]
    assert unsaid == [26, *heard] and heard == [28, 29, 30]


def test_every_claim_stands_on_a_page_with_its_verdict():
    pages = "\n".join(path.read_text(encoding="utf-8") for path in notebooks.paths(ROOT))
    for claim in CONTENT_NOW.claims.values():
        assert f"<summary>{claim.title}: {claim.judgement}</summary>" in pages, claim.id


def test_a_claim_stands_with_the_stretch_of_its_sentences():
    for claim in CONTENT_NOW.claims.values():
        for code in claim.sentences:
            stretch = {"B": "ball", "C": "lunge", "D": "floor"}.get(code[0])
            assert stretch is None or stretch in claim.stretches


# ---------------------------------------------------------------- what joins trunk and leg


def test_gluteus_maximus_refutes_the_two_under_both_definitions():
    rows = CONTENT_NOW.connections.rows
    assert len(rows) == 9
    joined = [name for name, row in rows.items() if row.spine.answer == "yes"]
    assert joined == ["psoas_major", "piriformis", "gluteus_maximus"]
    assert rows["gluteus_maximus"].pelvis.answer == "yes"
    assert rows["biceps_femoris"].spine.answer == "indirect"
    assert rows["latissimus_dorsi"].ends == "humerus"
    assert str(rows["piriformis"].spine) == "yes (from the sacrum)"


def test_the_contradiction_in_the_article_is_told():
    claim = CONTENT_NOW.claims[6]
    assert claim.sentences == ("A6",)
    assert claim.verdict == "unsupported"


def test_the_contradiction_is_an_exercise_with_an_answer():
    contradiction = CONTENT_NOW.contradiction
    codes = [code for saying in contradiction.says for code in saying.sentences]
    assert codes[:2] == ["A6", "A7"]
    assert contradiction.question.endswith("?")
    assert "cannot carry the second" in contradiction.answer


# ---------------------------------------------------------------- anatomy


def test_the_psoas_is_told_from_attachment_to_action():
    origin = " ".join(part.text for part in PSOAS.origin.values())
    assert "T12 to L5" in origin and "transverse processes of L1 to L5" in origin
    assert list(PSOAS.origin) == ["anterior_layer", "posterior_layer"]
    assert "lesser trochanter" in PSOAS.insertion.text
    assert "L1 to L3" in PSOAS.innervation.text
    assert {action.chain for action in PSOAS.actions.values()} == {"open", "closed", "regional"}
    assert "between the anterior and the posterior layer" in PSOAS.relations["between_layers"].text


def test_what_is_not_yet_checked_says_so():
    unchecked = {
        f"{muscle.id} {name}"
        for muscle in CONTENT_NOW.muscles.values()
        for name, value in muscle
        if isinstance(value, Statement) and value.unchecked
    }
    assert "iliacus innervation" in unchecked
    assert PSOAS.relations["in_front"].unchecked
    assert CONTENT_NOW.connections.rows["biceps_femoris"].unchecked


@pytest.mark.parametrize("comparison", CONTENT_NOW.anatomy.comparisons.values())
def test_a_comparison_has_a_cell_for_every_muscle(comparison):
    for field in comparison.rows:
        cells = [getattr(CONTENT_NOW.muscles[name], field).text for name in comparison.muscles]
        assert all(cells)
        assert all(len(cell.split()) <= 20 for cell in cells)


def test_sources_of_fibre_length_disagree_and_are_discussed():
    lengths = CONTENT_NOW.anatomy.fibre_lengths
    assert len(lengths.lengths) == 3
    assert {(each.low_cm, each.high_cm) for each in lengths.lengths.values()} == {
        (3, 8),
        (11.69, 11.69),
        (13.8, 13.8),
    }
    assert lengths.question.endswith("?") and lengths.answer


def test_the_clinical_tests_are_there_with_their_limits():
    names = ["thomas", "modified_thomas", "psoas_sign", "ludloff", "resisted_flexion"]
    assert list(CONTENT_NOW.anatomy.tests) == names
    figures = CONTENT_NOW.anatomy.tests["modified_thomas"].figures
    assert {each.text.split()[0].strip(",:") for each in figures} == {"Hip", "Knee"}


@pytest.mark.parametrize("topic", CONTENT_NOW.topics.values())
def test_a_clinical_topic_is_short_and_says_what_is_uncertain(topic):
    for text, most in ((topic.text, 5), (topic.uncertain, 3), (topic.teach, 4)):
        listed = re.split(r"(?<=[.;:?!])\s+", text)
        assert max(len(sentence.split()) for sentence in listed) <= 20, text
        assert len(re.findall(r"[.?!](?:\s|$)", text)) <= most, text


# ---------------------------------------------------------------- terms and outcomes


def test_all_twelve_outcomes_are_there_and_worked_towards():
    assert list(CONTENT_NOW.outcomes) == [f"LO{number}" for number in range(1, 13)]
    assert all(outcome.notebooks for outcome in CONTENT_NOW.outcomes.values())


def test_every_muscle_that_is_taught_is_in_the_glossary():
    terms = {term.term for term in CONTENT_NOW.glossary.values()}
    for muscle in CONTENT_NOW.muscles.values():
        assert muscle.title.lower() in terms
