"""Serve a copy of the notebooks by JupyterLab, and drive one page of it.

How each step is done (commands instead of clicks, the kernel's own channel for questions) is what
proved reliable; JupyterLab shows its application object because of `expose_app_in_browser`.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import nbformat
from playwright.sync_api import Locator

from tests.browser.asked import (
    JS_CELLS,
    JS_CLOSE,
    JS_EVAL,
    JS_KERNEL,
    JS_PUT,
    JS_READY,
)
from tests.browser.watched import PATIENCE, Watched

REPOSITORY = Path(__file__).parents[2]
LAB_SIZE = {"width": 1280, "height": 900}
KEPT = "kept.ipynb"
"""The notebook that stays open, whose kernel has loaded the collection."""
SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"
FORGET = """\
import ipywidgets
ipywidgets.Widget.close_all()
get_ipython().run_line_magic("reset", "-f")"""
SERVED = ("notebooks", "images")  # what a reader opens, and what its relative links need
ON_THE_WEB = r'https://raw[^"\s]+/images/([^"\s?]+\.(?:svg|webp))(?:\?sanitize=true)?'
QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "checkForUpdates": False,
        "doNotDisturbMode": True,
        "fetchNews": "false",
    },
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}
# JupyterLab's own words when a kernel restarts, on a slow machine, and where a test drives the
# page's clock while cells are still being laid out; no widget needed.
LABS_OWN_NOISE = (
    "Connection lost, reconnecting",
    "is taking too long to activate",
    "ms to activate",
    "did not appear within",
    # Of a widget that an earlier test closed, when the page is loaded again; what a test shows it
    # looks for itself.
    "widget model not found",
)


@dataclass
class Server:
    """Hold a running JupyterLab: `url`, its `root` folder, its `log` file."""

    url: str
    root: Path
    log: Path

    def write(self, name: str, *cells: str) -> str:
        """Write a scratch notebook of code cells into the root; return its name."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return name


@dataclass
class LabPage(Watched):
    """Drive one JupyterLab page; see `tests/browser/conftest.py` for how a test uses it."""

    server: Server = field(kw_only=True)

    def put(self, *cells: str) -> None:
        """Put code cells into the notebook that is kept open, in place of what it held."""
        self.page.evaluate(JS_PUT, cells)

    def show(self, *cells: str) -> "LabPage":
        """Put code cells into the notebook that is kept open, and run them."""
        self.put(*cells)
        assert self.run_all(), self.cell_errors()
        return self

    def open(self, notebook: str) -> "LabPage":
        """Open a notebook (path from the root) and wait until its kernel is idle."""
        self.command("docmanager:open", path=notebook)
        return self.wait_for_kernel()

    def start(self) -> "LabPage":
        """Start JupyterLab, and the kernel of the notebook that is kept open."""
        self.page.goto(f"{self.server.url}/lab?reset")
        # The launcher comes last, and would take the place of what was opened before it.
        launched = "window.jupyterapp?.shell.currentWidget?.id.startsWith('launcher')"
        self._wait(launched, PATIENCE, "JupyterLab to start")
        return self.open(self.server.write(KEPT))

    def wait_for_kernel(self, seconds: float = 3 * PATIENCE) -> "LabPage":
        """Wait until the notebook's kernel is connected and idle."""
        self._wait(JS_READY, seconds, "the kernel to be connected and idle")
        return self

    def run_all(self) -> bool:
        """Run all cells, wait until they are done; return False after an error in a cell."""
        return bool(self.command("notebook:run-all-cells"))

    def run_cell(self, index: int) -> bool:
        """Run one cell again, by its place from 0, and wait until it is done."""
        self.page.evaluate(
            "index => {jupyterapp.shell.currentWidget.content.activeCellIndex = index}", index
        )
        return bool(self.command("notebook:run-cell"))

    def command(self, name: str, **arguments):
        """Execute one of JupyterLab's commands, as a menu entry would; return its answer."""
        return self.page.evaluate(
            "async ([name, args]) => {"
            "const answer = await jupyterapp.commands.execute(name, args);"
            "return typeof answer === 'object' ? null : answer}",
            [name, arguments],
        )

    def cells(self) -> list[dict]:
        """Read the cells: id, type, source, tags, count (None: not run) and outputs (nbformat)."""
        return self.page.evaluate(JS_CELLS)

    def cell(self, index: int) -> Locator:
        """Locate a cell's element by its place from 0."""
        return self.page.locator(f"{SHOWN} .jp-Notebook .jp-Cell").nth(index)

    def keep_every_cell(self) -> None:
        """Keep far cells in the page too, for a test that goes through a whole long notebook."""
        self.page.evaluate(
            "() => { const notebook = jupyterapp.shell.currentWidget.content;"
            "notebook.notebookConfig = {...notebook.notebookConfig, windowingMode: 'none'} }"
        )

    def outputs(self, index: int) -> list[dict]:
        """Read the outputs (nbformat) of the cell at a place from 0."""
        return self.cells()[index]["outputs"]

    def cell_errors(self) -> list[str]:
        """List the errors that cells show, as "name: message"."""
        shown = [output for cell in self.cells() for output in cell["outputs"]]
        return [f"{o['ename']}: {o['evalue']}" for o in shown if o["output_type"] == "error"]

    def kernel_eval(self, code: str) -> str:
        """Run code in the kernel outside any cell; return what it printed, stripped.

        Raises RuntimeError with the kernel's error. Waits for its turn when the kernel is busy.
        """
        answer = self.page.evaluate(JS_EVAL, code)
        if answer["error"]:
            raise RuntimeError(answer["error"])
        return answer["text"].strip()

    def python(self, expression: str):
        """Return the value of an expression in the kernel."""
        return json.loads(self.kernel_eval(f"import json; print(json.dumps({expression}))"))

    def kernel_start(self, code: str) -> None:
        """Run code in the kernel and come back at once, to have it busy."""
        self.page.evaluate(
            f"code => {{ {JS_KERNEL}.requestExecute({{code, store_history: false}}) }}", code
        )

    def restart_kernel(self) -> None:
        """Restart the kernel without JupyterLab's question, and wait until it is idle."""
        self.page.evaluate(f"async () => {{ await {JS_KERNEL}.restart() }}")
        self.wait_for_kernel()

    def save(self) -> None:
        """Save the notebook, with its widgets' state when JupyterLab is set so."""
        self.command("docmanager:save")

    def reload(self) -> "LabPage":
        """Load the page again, without asking about unsaved changes; the kernel lives on."""
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.page.reload()
        return self.wait_for_kernel()

    def own_console(self) -> list[str]:
        """List warnings and errors on the console that are not JupyterLab's own noise."""
        return [
            f"{kind}: {text}"
            for kind, text, _ in self.console
            if kind in ("error", "warning") and not any(noise in text for noise in LABS_OWN_NOISE)
        ]

    def shut_down(self) -> None:
        """Shut down the notebook's kernel, which would outlive the page."""
        if self.page.url.startswith(self.server.url):
            session = "window.jupyterapp?.shell.currentWidget?.sessionContext"
            self.page.evaluate(f"async () => {{ await {session}?.shutdown() }}")

    def tidy(self) -> None:
        """Close what is open, and empty what is kept; time goes on where a test has stopped it."""
        self.page.clock.resume()
        self.page.evaluate(JS_CLOSE, KEPT)
        self.open(KEPT)
        self.put()
        self.kernel_eval(FORGET)
        for record in (self.console, self.errors, self.requests):
            record.clear()

    def _wait(self, condition: str, seconds: float, what: str) -> None:
        # Asked from here, not by wait_for_function: a test may have stopped the page's clock.
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            if time.monotonic() > end:
                raise TimeoutError(f"waited {seconds:g} s for {what}; see {self.server.log}")
            time.sleep(0.05)


@contextmanager
def serve(folder: Path) -> Iterator[Server]:
    """Run JupyterLab over a copy of the notebooks, with settings of its own, under `folder`."""
    root = folder / "klön 1"  # a space and an umlaut, as in many people's folders
    for name in SERVED:
        shutil.copytree(REPOSITORY / name, root / name)
    for path in root.glob("notebooks/*.ipynb"):  # an address puts its pictures on the web
        path.write_text(re.sub(ON_THE_WEB, r"../images/\1", path.read_text("utf-8")), "utf-8")
    overrides = folder / "config" / "labconfig" / "default_setting_overrides.json"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(json.dumps(QUIET), encoding="utf-8")
    server = Server(f"http://127.0.0.1:{free_port()}", root, folder / "server.log")
    arguments = [
        "--LabApp.expose_app_in_browser=True",
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        "--ServerApp.open_browser=False",
        "--ServerApp.allow_root=True",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={urlsplit(server.url).port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
    ]
    with running([sys.executable, "-m", "jupyterlab", *arguments], server, environment(folder)):
        yield server


@contextmanager
def running(command: list, server: Server, env: dict[str, str]) -> Iterator[None]:
    """Run the command of a notebook server; come in once it answers, and end it at the end."""
    with server.log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=server.root,
            env=env,
        )
    try:
        _wait_for_answer(server, process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment(folder: Path) -> dict[str, str]:
    """Make an environment in which nothing of the user's own set-up is read or written."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    home = folder / "home"
    home.mkdir()
    own = {
        "HOME": home,
        "IPYTHONDIR": folder / "ipython",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "data",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": folder / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": folder / "workspaces",
        "MPLCONFIGDIR": folder / "matplotlib",
    }
    return kept | {key: str(value) for key, value in own.items()}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for_answer(
    server: Server, process: subprocess.Popen, seconds: float = 3 * PATIENCE
) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(f"{server.url}/api/status", timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                said = server.log.read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"The notebook server did not start:\n{said[-3000:]}") from None
            time.sleep(0.1)
