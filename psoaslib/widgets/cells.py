"""Tell which notebook cell is running, so that running it again can replace what it made."""

import hashlib
import sys
import weakref
from dataclasses import dataclass
from typing import Any


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
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None:
        return None
    request = kernel.get_parent()
    header = request.get("header", {})
    if header.get("msg_type") != "execute_request":
        return None
    cell = request.get("metadata", {}).get("cellId") or _digest(request["content"]["code"])
    return Run(cell, header["msg_id"])


class Made:
    """Remember the widgets of one kind that the last run of each cell made."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, weakref.WeakSet]] = {}

    def add(self, widget: Any, run: Run | None) -> None:
        """Remember a widget, and close those that earlier runs of the same cell made.

        Without this an old player would play on unseen, and each run would add its data to the
        saved notebook.
        """
        if run is None:
            return
        last, widgets = self._last.get(run.cell, (run.id, weakref.WeakSet()))
        if last != run.id:
            for former in list(widgets):
                former.close()
            widgets = weakref.WeakSet()
        widgets.add(widget)
        self._last[run.cell] = (run.id, widgets)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()
