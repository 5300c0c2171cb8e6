"""Serve notebooks by an environment's own `python -m notebook`, and drive one page of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, expect

from tests.browser.lab import LabPage, Server, free_port, running
from tests.browser.watched import Watched, new_page

# The page knows its kernel some time before the kernel answers; a cell that is run in between may
# have a widget that is never shown.
JS_READY = "() => window.Jupyter?.notebook?.kernel?.info_reply?.protocol_version"
JS_RUN = "index => { Jupyter.notebook.execute_cells([index]) }"
JS_ERRORS = """() => Jupyter.notebook.get_cells().flatMap(cell => cell.output_area.toJSON())
  .filter(output => output.output_type === 'error')
  .map(output => `${output.ename}: ${output.evalue}`)"""
JS_EVAL = """code => new Promise((resolve, reject) => {
  let text = '';
  const heard = message => {
    if (message.header.msg_type === 'stream') text += message.content.text;
    if (message.header.msg_type === 'error') reject(new Error(message.content.evalue));
  };
  const done = () => setTimeout(() => resolve(text.trim()));
  Jupyter.notebook.kernel.execute(
    code, {iopub: {output: heard}, shell: {reply: done}}, {silent: false, store_history: false});
})"""
JS_END = "() => new Promise(done => Jupyter.notebook.session.delete(done, done))"
TRIES = 5


@dataclass
class ClassicPage(Watched):
    """Drive one page of the classic notebook (version 6)."""

    server: Server = field(kw_only=True)

    def open(self, notebook: str) -> "ClassicPage":
        """Open a notebook (path from the root) and wait until its kernel has answered."""
        self.page.goto(f"{self.server.url}/notebooks/{notebook}")
        self.page.wait_for_function(JS_READY, timeout=60_000)
        return self

    def show(self, index: int, widget: str) -> Locator:
        """Run a cell until the widget of that name shows: it may take a second run, as for people.

        The classic notebook drops a widget now and then that comes soon after the page.
        """
        shown = self.page.get_by_role("region", name=widget)
        for tries_left in reversed(range(TRIES)):
            self.page.evaluate(JS_RUN, index)
            try:
                expect(shown).to_be_visible(timeout=15_000)
                break
            except AssertionError:
                if not tries_left or self.cell_errors():
                    raise
        return shown

    def cell_errors(self) -> list[str]:
        """List the errors that cells show, as "name: message"."""
        return self.page.evaluate(JS_ERRORS)

    def kernel_eval(self, code: str) -> str:
        """Run code in the kernel outside any cell; return what it printed, stripped."""
        return self.page.evaluate(JS_EVAL, code)

    def shut_down(self) -> None:
        """Shut down the notebook's kernel, which would outlive the page."""
        self.page.evaluate(JS_END)


@dataclass
class NotebookPage(LabPage):
    """Drive one page of Notebook 7, which is made of JupyterLab's parts."""

    def open(self, notebook: str) -> "NotebookPage":
        """Open a notebook (path from the root) and wait until its kernel is idle."""
        self.page.goto(f"{self.server.url}/notebooks/{notebook}")
        self.wait_for_kernel()
        return self

    def show(self, index: int, widget: str) -> Locator:
        """Run a cell and wait until the widget of that name shows."""
        self.run_cell(index)
        shown = self.page.get_by_role("region", name=widget)
        expect(shown).to_be_visible(timeout=30_000)
        return shown


@contextmanager
def serve(python: Path, variables: dict[str, str], folder: Path) -> Iterator[Server]:
    """Run an environment's notebook server over an empty folder."""
    server = Server(f"http://127.0.0.1:{free_port()}", folder / "root", folder / "server.log")
    server.root.mkdir()
    options = [
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={urlsplit(server.url).port}",
        "--NotebookApp.token=",
        "--NotebookApp.password=",
        "--JupyterNotebookApp.expose_app_in_browser=True",  # Notebook 7's; the classic has no such
    ]
    with running([python, "-m", "notebook", *options], server, variables):
        yield server


@contextmanager
def page(
    server: Server, browser: Browser, kind: type[ClassicPage] | type[NotebookPage]
) -> Iterator[ClassicPage | NotebookPage]:
    """Make a page with a profile of its own; shut its kernel down at the end."""
    with new_page(browser, viewport={"width": 1280, "height": 900}) as made:
        opened = kind(made, server=server)
        try:
            yield opened
        finally:
            opened.shut_down()
