"""Tell which notebook cell is running, so that running it again can replace what it made."""

import hashlib
import sys
from dataclasses import dataclass


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


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8")).hexdigest()
