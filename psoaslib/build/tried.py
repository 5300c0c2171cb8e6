"""Make the generated cells of the muscle model: the same pages that its calls show."""

from collections.abc import Callable

from psoaslib.notebook import heel_test, model
from psoaslib.notebook.page import Page
from psoaslib.pages.document import Block

CALLS: dict[str, Callable[..., Page]] = {
    "heel_test": heel_test.heel_test,
    "hold_lengths": model.hold_lengths,
    "knee_bend": model.knee_bend,
    "length_parts": model.length_parts,
    "models_apart": model.models_apart,
    "moment_arms": model.moment_arms,
    "tilt_chart": model.tilt_chart,
}


def cell(kind: str) -> Callable[..., tuple[Block, ...]]:
    """Return the maker of the cell that shows a call's page; what it is about is its argument."""

    def make(_, about: str) -> tuple[Block, ...]:
        return (CALLS[kind](about) if about else CALLS[kind]()).blocks

    return make


MAKERS = {kind: cell(kind) for kind in CALLS}
