"""The predictions as data, and the Python side of their widgets."""

import re
import shutil

import pytest

from psoaslib.catalogue import CONTENT, catalogue, read
from psoaslib.catalogue.problems import ContentError
from psoaslib.exercises.prediction import payload
from psoaslib.mechanics.measures import measure
from psoaslib.widgets import prediction
from psoaslib.widgets.prediction import Prediction
from tests.told import untold

FILE = "predictions.toml"
NOTEBOOKS = {
    "start": "00_start_here",
    "anatomy": "01_psoas_anatomy",
    "ball": "02_ball_stretch",
    "lunge": "03_lunge_pelvic_tilt",
    "floor": "04_floor_hip_stretch",
    "lab": "06_muscle_length_lab",
    "claims": "07_weighing_claims",
    "measuring": "08_measuring_hip_extension",
    "gentler": "10_gentler_stretches",
}


@pytest.fixture
def packed(monkeypatch):
    for name, fresh in {"_kept": {}, "_alive": {}}.items():
        monkeypatch.setattr(prediction, name, fresh)
    return payload(catalogue().predictions["ball"], catalogue())


def committed(turn, choice=1):
    return {"turn": turn, "status": "committed", "choice": choice, "words": ""}


def test_each_notebook_has_its_prediction():
    assert {each.id: each.notebook for each in catalogue().predictions.values()} == NOTEBOOKS


def test_predictions_tell_no_amount_that_is_typed_by_hand():
    for each in catalogue().predictions.values():
        words = " ".join([each.question, each.answer, each.explanation])
        typed = re.sub(r"\{measure:[^}]*\}", "", words)
        assert not any(letter.isdigit() for letter in typed), each.id


def test_an_amount_in_an_answer_comes_from_the_model():
    packed = payload(catalogue().predictions["lab"], catalogue())
    assert measure("lunge_tucked").text in packed["explanation"]
    assert "{" not in packed["explanation"] and untold(packed["explanation"]) == []


def test_a_learner_cannot_guess_from_where_the_fitting_option_stands():
    places = [
        next(n for n, option in enumerate(each.options) if option.fits)
        for each in catalogue().predictions.values()
    ]
    assert len(set(places)) > 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"CHRISTOPHY12"]', '"NOBODY99"]', 'predictions "ball", field "references"'),
        ("fits = true", "fits = false", "options that fit; exactly one is allowed"),
        ('notebook = "02_ball_stretch"', 'notebook = "ball"', "two digits and words"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path, old, new, message):
    shutil.copytree(CONTENT, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FILE).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read(tmp_path)
    assert message in str(error.value) and FILE in str(error.value)


def test_its_words_are_plain_and_stable(packed):
    assert repr(Prediction(packed)) == 'Prediction "ball": the question'
    assert repr(Prediction(packed, "answer")) == 'Prediction "ball": the answer'


def test_what_is_committed_to_reaches_the_answer(packed):
    ask, answer = Prediction(packed), Prediction(packed, "answer")
    ask.commitment = committed(1)
    assert answer.commitment == committed(1)


def test_a_cell_that_runs_again_shows_what_was_committed_to(packed):
    former = Prediction(packed)
    former.commitment = committed(1)
    former.close()
    assert Prediction(packed).commitment == committed(1)


def test_a_late_message_does_not_undo_what_came_after_it(packed):
    ask, answer = Prediction(packed), Prediction(packed, "answer")
    ask.commitment = committed(2, choice=0)
    answer.commitment = committed(1)
    assert ask.commitment == committed(2, choice=0)
    assert Prediction(packed).commitment == committed(2, choice=0)


def test_another_prediction_is_left_alone(packed):
    other = Prediction(payload(catalogue().predictions["lunge"], catalogue()))
    Prediction(packed).commitment = committed(1)
    assert other.commitment["status"] == "open"
