"""A widget that belongs to a notebook's cell: the cell's next run replaces it, and frees it."""

import hashlib
import sys
import weakref
from dataclasses import dataclass
from typing import Any

import anywidget
import traitlets as t

from psoaslib.widgets.join import front_end


@dataclass(frozen=True)
class Run:
    """Name one run (`id`) of one cell (`cell`)."""

    cell: str
    id: str


def present_run() -> Run | None:
    """Return the run that this code is part of; None outside a notebook's cell.

    JupyterLab names the cell in its request; elsewhere a cell is known by its text. A widget's
    message that runs code belongs to no cell.
    """
    kernel = getattr(_shell(), "kernel", None)
    if kernel is None:
        return None
    request = kernel.get_parent()
    header = request.get("header", {})
    if header.get("msg_type") != "execute_request":
        return None
    cell = request.get("metadata", {}).get("cellId") or _digest(request["content"]["code"])
    return Run(cell, header["msg_id"])


class CellWidget(anywidget.AnyWidget):
    """Close the widgets that earlier runs of the same cell made, and leave nothing of a closed one.

    Else an old player would play on unseen, each run would add its data to the saved notebook, and
    the kernel would keep all of them. `code` is the widget's front end, which a page keeps once.
    """

    _esm = front_end("loader")

    code = t.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        run = present_run()
        if run is not None:
            _replace_former(self, run)

    def close(self) -> None:
        """Take the widget out of the page and out of all that would keep it in the kernel."""
        if self.comm is None:
            return
        self.layout.close()
        super().close()
        _forget_result(self)


_made: dict[str, tuple[str, weakref.WeakSet]] = {}
"""The last run of each cell, and the widgets that it made."""


def _replace_former(widget: CellWidget, run: Run) -> None:
    last, widgets = _made.get(run.cell, (run.id, weakref.WeakSet()))
    if last != run.id:
        for former in list(widgets):
            former.close()
        widgets = weakref.WeakSet()
    widgets.add(widget)
    _made[run.cell] = (run.id, widgets)


def _forget_result(widget: CellWidget) -> None:
    """Take a widget out of the results that the shell remembers: `Out`, `_`, `_12`."""
    shell = _shell()
    if shell is None:
        return
    results = shell.user_ns["_oh"]
    numbers = [number for number, result in results.items() if result is widget]
    for number in numbers:
        del results[number]
    latest = ("_", "__", "___")
    shell.drop_by_id(dict.fromkeys((*latest, *(f"_{number}" for number in numbers)), widget))
    for name in latest:
        if getattr(shell.displayhook, name) is widget:
            setattr(shell.displayhook, name, "")


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()
