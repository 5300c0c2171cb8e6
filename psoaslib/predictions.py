"""Read the predictions of the notebooks, and pack one for the browser."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from psoaslib.catalogue import CONTENT, Catalogue, ContentError, _toml, catalogue
from psoaslib.quizzes import LETTERS, sources
from psoaslib.records.prediction import Prediction, PredictionFile

FILE = "predictions.toml"


@cache
def predictions() -> Mapping[str, Prediction]:
    """Return the package's own predictions by id, read once."""
    return read(CONTENT, catalogue())


def read(folder: str | Path, content: Catalogue) -> Mapping[str, Prediction]:
    """Read the predictions of a content folder; raise `ContentError` for what is wrong."""
    found = _toml(Path(folder), FILE, PredictionFile).predictions
    for each in found.values():
        for name in each.references:
            if name not in content.references:
                entry = f'predictions "{each.id}"'
                raise ContentError(FILE, entry, "references", f'names "{name}", which is unknown')
    return found


def payload(prediction: Prediction, content: Catalogue) -> dict[str, Any]:
    """Pack a prediction for the browser, which then needs nothing else."""
    options = zip(LETTERS, prediction.options, strict=False)
    return {
        "version": 1,
        "id": prediction.id,
        "question": prediction.question,
        "options": [
            {"letter": letter, "text": each.text, "fits": each.fits} for letter, each in options
        ],
        "answer": prediction.answer,
        "explanation": prediction.explanation,
        "sources": sources(prediction, content.references),
    }
