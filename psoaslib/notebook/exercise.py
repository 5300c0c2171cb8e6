"""What people answer in a notebook: predictions, questions, structures to find on a plate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psoaslib.catalogue import Catalogue, catalogue
from psoaslib.catalogue.names import known
from psoaslib.exercises import SEED
from psoaslib.exercises import labelling as labelling_of
from psoaslib.exercises import prediction as prediction_of
from psoaslib.exercises import quiz as quiz_of

if TYPE_CHECKING:
    from psoaslib.catalogue.learning import Prediction as PredictionRecord


def quiz(topic: str | None = None, seed: int = SEED):
    """Make the quiz on a topic, such as "lunge", which says at once why a choice is right or not.

    Parameters
    ----------
    topic : what a page or a stretch is about; all questions without one.
    seed : fixes the order of the options; another number shuffles them anew, the same for all
        who use it.
    """
    from psoaslib.widgets.quiz import Quiz

    return Quiz(quiz_of.payload(catalogue(), topic, seed))


def labelling(name: str = "front", way: str = "find", seed: int = SEED):
    """Make the labelling of a plate: point at what is named, or name what is marked.

    Parameters
    ----------
    name : the plate's, as for `plate`; an unknown one is an error that lists the valid ones.
    way : what is asked first, to "find" or to "name"; whoever answers may change over.
    seed : fixes the order of the questions; another number shuffles them anew, the same for all
        who use it.

    >>> labelling("front")
    Labelling: The psoas major and its company, from the front, 18 structures to find and to name
    """
    from psoaslib.widgets.labelling import Labelling

    content = catalogue()
    known(content.plates, name, "plate")
    packed = labelling_of.payload(content, name, way, seed)
    return Labelling(packed, labelling_of.drawing(content, name))


def prediction(name: str) -> Prediction:
    """Open a prediction by its id; an unknown id is an error that lists the valid ones.

    >>> prediction("lunge")
    Prediction "lunge", for 03_lunge_pelvic_tilt
    """
    content = catalogue()
    return Prediction(content, known(content.predictions, name, "prediction"))


class Prediction:
    """Hold one prediction: asked before the content, and shown again beside the answer."""

    def __init__(self, content: Catalogue, record: PredictionRecord) -> None:
        self._content = content
        self._record = record

    def __repr__(self) -> str:
        return f'Prediction "{self._record.id}", for {self._record.notebook}'

    def ask(self):
        """Make the part that asks, and keeps what a person commits to."""
        return self._part("ask")

    def answer(self):
        """Make the part that shows the prediction again, beside the answer."""
        return self._part("answer")

    def _part(self, part: str):
        from psoaslib.widgets.prediction import Prediction as Widget

        return Widget(prediction_of.payload(self._record, self._content), part)
