"""What people hold when they study: muscles, comparisons, claims; as pages and in plain words."""

import doctest

import pytest

import psoaslib as ps
from psoaslib.notebook import study
from tests.unit.test_lessons import Shown, check


def pages():
    for name in ("psoas_major", "iliacus", "psoas_minor", "piriformis"):
        muscle = ps.muscle(name)
        yield name, muscle
        yield f"{name} actions", muscle.actions()
        yield f"{name} relations", muscle.relations()
        yield f"{name} facts", muscle.facts()
    for name in ("clinical_tests", "fibre_lengths"):
        yield name, getattr(ps, name)()
    yield "claims", ps.claims()
    yield "claims on anatomy", ps.claims("anatomy")
    yield "claim", ps.claim(6)


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in pages()])
def test_a_page_is_as_good_as_those_of_the_stretches(page):
    check(page)


def test_the_examples_in_the_code_are_true():
    result = doctest.testmod(study, optionflags=doctest.ELLIPSIS)
    assert result.attempted >= 3 and result.failed == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ps.muscle("psoas"), "no muscle 'psoas'. Valid are: 'psoas_major'"),
        (lambda: ps.claim(31), "no claim 31. Valid are: 1, 2"),
        (lambda: ps.claims("lungs"), "no claims on 'lungs'. Topics: "),
    ],
)
def test_an_error_lists_what_is_valid(call, said):
    with pytest.raises(ValueError) as error:
        call()
    assert said in str(error.value)


def test_what_has_no_source_yet_says_so():
    assert "Femoral nerve, L2 to L3. ‡" in Shown(ps.muscle("iliacus")).text


def test_all_claims_are_shown_with_their_verdicts():
    content = study.catalogue()
    text = Shown(ps.claims()).text
    assert len(content.claims) == 30
    for each in content.claims.values():
        assert each.title in text
        assert f"{each.id}. {each.title}: {each.verdict}" in repr(ps.claims())


def test_answers_to_class_questions_are_folded():
    shown = Shown(ps.fibre_lengths())
    assert "Ask the class:" in shown.text
    assert len(shown.all("details")) == 2  # and the sources
