"""Measure what a person waits for before the first use.

Importing: `import psoaslib`, and a first player, beside the import of what any interactive
notebook loads. Run All: from the command to a player that can be started, beside a bare anywidget
with one button. Medians of several runs, taken in turn; the ratios carry over to other machines,
the times do not.

    uv run python -m benchmarks.start [--runs 5]
"""

import argparse
import os
import subprocess
import sys
from statistics import median

from playwright.sync_api import Browser

from benchmarks.lab import started, table
from tests.browser.lab import Server

IMPORTS = {
    "import ipywidgets, numpy, pydantic": "import ipywidgets, numpy, pydantic",
    "import psoaslib": "import psoaslib",
    "import psoaslib, make a player": "import psoaslib as ps; ps.stretch('ball').player()",
}

BARE = """
import anywidget

class Bare(anywidget.AnyWidget):
    _esm = '''export default {
      render({ el }) { el.innerHTML = '<button class="bare">Start</button>'; }
    }'''

Bare()
""".strip()
PLAYER = "import psoaslib as ps\nps.stretch('ball').player()"

# name: (cell, what is there when the widget can be used)
WIDGETS = {
    "bare anywidget": (BARE, ("button.bare",)),
    "player": (
        PLAYER,
        (".psoas-player button[data-name=toggle]", ".psoas-player [role=img] :is(img, canvas)"),
    ),
}

RUN_ALL = """selectors => new Promise(done => {
  const begin = performance.now();
  const isShown = selector => document.querySelector(selector)?.getClientRects().length > 0;
  const look = () => {
    if (selectors.every(isShown)) done(performance.now() - begin);
    else requestAnimationFrame(look);
  };
  jupyterapp.commands.execute('notebook:run-all-cells');
  look();
})"""


def import_ms(statement: str) -> float:
    """Time a statement in a Python of its own."""
    code = (
        f"import time; began = time.perf_counter(); {statement}; print(time.perf_counter() - began)"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    return 1000 * float(done.stdout)


def run_all_ms(browser: Browser, server: Server, name: str, run: int) -> float:
    """Time Run All in a fresh kernel and page."""
    cell, selectors = WIDGETS[name]
    notebook = server.write(f"{name} {run}.ipynb", cell)
    with server.page(browser) as lab:
        lab.open(notebook)
        return lab.page.evaluate(RUN_ALL, list(selectors))


def rows(times: dict[str, list[float]]) -> list[list[str]]:
    """Sum up the times of each, with the ratio to the first."""
    base = median(next(iter(times.values())))
    return [
        [name, f"{median(of):.0f}", f"{min(of):.0f}-{max(of):.0f}", f"{median(of) / base:.2f}"]
        for name, of in times.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    # As on a computer where pip has compiled what it installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    head = ("median", "range", "ratio")

    imports: dict[str, list[float]] = {name: [] for name in IMPORTS}
    for run in range(runs + 1):  # the first fills the caches of files and is dropped
        for name, statement in IMPORTS.items():
            took = import_ms(statement)
            if run:
                imports[name].append(took)
    print(table((f"Import, {runs} runs, ms", *head), rows(imports)))
    print()

    shown: dict[str, list[float]] = {name: [] for name in WIDGETS}
    with started() as (browser, server):
        for run in range(runs + 1):
            for name in WIDGETS:
                took = run_all_ms(browser, server, name, run)
                if run:
                    shown[name].append(took)
    print(table((f"Run All to usable, {runs} runs, ms", *head), rows(shown)))


if __name__ == "__main__":
    main()
