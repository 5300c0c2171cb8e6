"""Pack a prediction for the browser, which then needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psoaslib.exercises.quiz import LETTERS, sources
from psoaslib.mechanics.measures import filled

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.learning import Prediction


def payload(prediction: Prediction, content: Catalogue) -> dict[str, Any]:
    """Return question, options, answer and sources of a prediction as JSON-able data."""
    options = zip(LETTERS, prediction.options, strict=False)
    return {
        "version": 1,
        "id": prediction.id,
        "question": prediction.question,
        "options": [
            {"letter": letter, "text": each.text, "fits": each.fits} for letter, each in options
        ],
        "answer": prediction.answer,
        "explanation": filled(prediction.explanation),
        "sources": sources(prediction, content.references),
    }
