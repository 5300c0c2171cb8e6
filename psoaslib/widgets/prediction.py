"""Let a person commit to a prediction, and show it again beside the answer.

Question and answer stand in different cells, so they are two widgets. What was committed to goes
from one to the other in the browser, so that it works with no kernel, and through Python, since
some notebooks show each cell in a frame that meets no other. Each commitment has a number, `turn`,
and the later one counts: so none is undone by an older one that comes late, and a cell that runs
again shows what was committed to before.
"""

import weakref
from typing import Any

import traitlets as t

from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import front_end, style

SHEETS = ("shared/asking", "prediction")
NOTHING = {"turn": 0, "status": "open", "choice": None, "words": ""}

_kept: dict[str, dict[str, Any]] = {}
_alive: dict[str, weakref.WeakSet] = {}


class Prediction(CellWidget):
    """Hold one part, "ask" or "answer", of a prediction, and what a person has committed to.

    Parameters
    ----------
    prediction : the payload of `psoaslib.exercises.prediction.payload`.

    `commitment` is {turn, status, choice, words}: `status` is "open", "committed" or "compared"
    (the answer has been seen), `choice` the option's place from 0 or None, `words` the reason, or
    the prediction itself where it is free.
    """

    _css = style(SHEETS)

    prediction = t.Dict().tag(sync=True)
    part = t.Enum(("ask", "answer"), "ask").tag(sync=True)
    commitment = t.Dict().tag(sync=True)

    def __init__(self, prediction: dict[str, Any], part: str = "ask", **traits: Any) -> None:
        kept = _kept.setdefault(prediction["id"], NOTHING)
        given = {"prediction": prediction, "part": part, "commitment": kept, **traits}
        super().__init__(code=front_end("prediction"), **given)
        _alive.setdefault(prediction["id"], weakref.WeakSet()).add(self)

    @t.observe("commitment")
    def _share(self, change: Any) -> None:
        """Keep the latest commitment, and tell the other widgets of the same prediction."""
        name = self.prediction["id"]
        if change["new"]["turn"] <= _kept.get(name, NOTHING)["turn"]:
            return
        _kept[name] = change["new"]
        for other in list(_alive.get(name, ())):
            if other.comm is not None:
                other.commitment = change["new"]

    def __repr__(self) -> str:
        part = "the question" if self.part == "ask" else "the answer"
        return f'Prediction "{self.prediction["id"]}": {part}'
