"""A page asks before it tells, brings the answer back, and has all of it in words as well."""

import re

import psoaslib as ps
from psoaslib.build import notebooks
from psoaslib.catalogue import catalogue
from psoaslib.exercises import quiz
from tests.notebooks.test_notebooks import EACH, cells, code

ASKED = re.compile(r'ps\.prediction\("(\w+)"\)\.ask\(\)')
ANSWERED = re.compile(r'ps\.prediction\("(\w+)"\)\.answer\(\)')
QUIZ = re.compile(r'ps\.quiz\("(\w+)"\)')


def place(path, wanted):
    """Return the number of the one cell that `wanted` says yes to."""
    (number,) = (number for number, cell in enumerate(cells(path)) if wanted(cell))
    return number


def called(path, pattern):
    """Return the place of the one code cell with such a call, and what the call names."""
    (name,) = (match[1] for cell in code(path) if (match := pattern.fullmatch(cell["source"])))
    return place(path, lambda cell: pattern.fullmatch(cell["source"])), name


def heading(path, start):
    return place(path, lambda cell: cell["source"].startswith(start))


def words_of(path, kind, name):
    return place(path, lambda cell: notebooks.generated(cell) == f"{kind}.{name}")


def below(path, number):
    """Return the place after a call and its line for a page on which no widget shows."""
    absent = (notebooks.generated(cells(path)[number + 1]) or "").startswith("absent.")
    return number + (2 if absent else 1)


@EACH
def test_it_asks_before_it_tells_and_answers_in_a_section(path):
    asked, name = called(path, ASKED)
    answered, again = called(path, ANSWERED)
    assert name == again
    assert heading(path, "## Predict") < asked < heading(path, "## 1. ") < answered
    assert answered < heading(path, "## Check yourself")
    assert repr(ps.prediction(name)).endswith(path.stem)


@EACH
def test_the_question_and_its_answer_stand_in_words_below_their_cells(path):
    asked, name = called(path, ASKED)
    answered, _ = called(path, ANSWERED)
    assert words_of(path, "prediction", name) == below(path, asked)
    assert words_of(path, "foreseen", name) == below(path, answered)


@EACH
def test_a_quiz_has_its_questions_in_words_below_and_one_comes_at_the_end(path):
    places = []
    for number, cell in enumerate(cells(path)):
        if match := cell["cell_type"] == "code" and QUIZ.fullmatch(cell["source"]):
            places.append(number)
            assert words_of(path, "questions", match[1]) == below(path, number)
    assert heading(path, "## Check yourself") + 1 in places


@EACH
def test_no_question_is_asked_twice_on_a_page(path):
    topics = [match[1] for cell in cells(path) if (match := QUIZ.fullmatch(cell["source"]))]
    asked = [each.id for topic in topics for each in quiz.chosen(catalogue(), topic)]
    assert len(asked) == len(set(asked))


@EACH
def test_what_is_predicted_is_not_asked_a_second_time_in_the_prose(path):
    """The question has one source: content, by the cell and the words below it."""
    _, name = called(path, ASKED)
    asked = " ".join(catalogue().predictions[name].question.split())
    for cell in cells(path):
        if cell["cell_type"] == "markdown" and not notebooks.generated(cell):
            assert asked not in " ".join(cell["source"].split())
