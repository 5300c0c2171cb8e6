"""Make the generated cells of the muscle model: the same pages that its calls show."""

from collections.abc import Callable

from psoaslib import sinking, trials
from psoaslib.document import Block
from psoaslib.shown import Page

CALLS: dict[str, Callable[..., Page]] = {
    "heel_test": sinking.heel_test,
    "hold_lengths": trials.hold_lengths,
    "knee_bend": trials.knee_bend,
    "length_parts": trials.length_parts,
    "models_apart": trials.models_apart,
    "moment_arms": trials.moment_arms,
    "tilt_chart": trials.tilt_chart,
}


def cell(kind: str) -> Callable[..., tuple[Block, ...]]:
    """Return the maker of the cell that shows a call's page; what it is about is its argument."""

    def make(_, about: str) -> tuple[Block, ...]:
        return (CALLS[kind](about) if about else CALLS[kind]()).blocks

    return make


MAKERS = {kind: cell(kind) for kind in CALLS}
