"""Compute the outputs that notebooks keep: those of cells tagged `nbval-check-output`.

The code cells of a notebook run here one after another, in this process, up to the last tagged
one. A kept output is what a kernel would show as `text/plain`, and nothing else.
"""

import ast
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager
from IPython.lib.pretty import pretty

TAG = "nbval-check-output"


def tagged(cell: dict[str, Any]) -> bool:
    """Tell whether a cell's output is kept and compared."""
    return TAG in cell["metadata"].get("tags", [])


def fill(cells: list[dict[str, Any]]) -> None:
    """Give the tagged cells the outputs that their code has now."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    last = max((number for number, cell in enumerate(code) if tagged(cell)), default=-1)
    space: dict[str, Any] = {"__name__": "__main__"}
    for count, cell in enumerate(code[: last + 1], start=1):
        value = run(cell["source"], space)
        if tagged(cell):
            # The count of Run All; nbval refuses an output without one.
            cell["execution_count"] = count
            cell["outputs"] = [_output(cell, value, count)]


def run(source: str, space: dict[str, Any]) -> Any:
    """Run a cell and return the value of its last line, as a notebook shows it."""
    tree = ast.parse(TransformerManager().transform_cell(source))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), space)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)


def _output(cell: dict[str, Any], value: Any, count: int) -> dict[str, Any]:
    rich = [name for name in ("_repr_html_", "_repr_mimebundle_") if hasattr(value, name)]
    if value is None or rich:
        raise ValueError(
            f"The cell {cell['id']} is tagged {TAG}, so its last line has to be short text; "
            f"it is {'nothing' if value is None else 'something that shows itself as a page'}."
        )
    return {
        "data": {"text/plain": pretty(value).splitlines(keepends=True)},
        "execution_count": count,
        "metadata": {},
        "output_type": "execute_result",
    }
