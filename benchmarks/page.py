"""What many live pictures cost a page: six players beside one, and a cell that runs 50 times.

    python -m benchmarks.page

In JupyterLab, drawn in software where there is no graphics card. Told are, while the first player
plays, the time from a click on another control to the next frame, and the page's JavaScript heap
once it is collected; then heap, WebGL contexts and views after a cell with a live figure has run
again and again.
"""

from statistics import median

from playwright.sync_api import Page

from benchmarks.lab import started, table
from psoaslib.catalogue import catalogue
from tests.browser.moving import LIVE

PLAYER = "import psoaslib as ps\nps.stretch('{}').player()"
FIGURE = "import psoaslib as ps\nps.stretch('lunge').figure('hold')"
CLICKS = 15
RUNS = (5, 50)

COUNT_CONTEXTS = """
window.contexts = [];
const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...how) {
  const found = get.call(this, kind, ...how);
  const known = window.contexts.some((each) => each.deref() === found);
  if (found && kind === 'webgl2' && !known) window.contexts.push(new WeakRef(found));
  return found;
};
"""
ALIVE = "window.contexts.filter((each) => each.deref()).length"
VIEWS = "document[Symbol.for('psoaslib.stage.1')].state().views"
LIVE_ARE = """many => document.querySelectorAll('.psoas-player').length === many
  && document.querySelector('.pp-figure')?.dataset.live === 'true'"""
DELAY = """button => new Promise((resolve) => {
  button.addEventListener('click', (event) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - event.timeStamp)));
  }, { once: true });
})"""


def heap_mb(page: Page) -> float:
    """Return the JavaScript heap in use, once what is not is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used / 2**20


def delay_ms(page: Page) -> float:
    """Return how long a click on the last player's *Voice* takes while the first one plays."""
    page.locator(".psoas-player button[data-name=toggle]").first.click()
    button = page.locator(".psoas-player button[data-name=voice]").last
    button.scroll_into_view_if_needed()
    found = []
    for _ in range(CLICKS):
        page.evaluate(f"button => {{ window.delay = ({DELAY})(button); }}", button.element_handle())
        button.click()
        found.append(page.evaluate("window.delay"))
    return median(found)


def main() -> None:
    """Measure and print both tables."""
    with started() as (browser, server):
        players = {}
        for many in (1, 6):
            cells = [PLAYER.format(name) for name in list(catalogue().stretches)[:many]]
            with server.page(browser) as lab:
                lab.page.add_init_script(LIVE + COUNT_CONTEXTS)
                lab.open(server.write(f"{many} players.ipynb", *cells))
                assert lab.run_all(), lab.cell_errors()
                lab.page.wait_for_function(LIVE_ARE, arg=many)
                counts = [lab.page.evaluate(each) for each in (ALIVE, VIEWS)]
                players[many] = (delay_ms(lab.page), heap_mb(lab.page), *counts)
        head = ("", "click to frame, ms", "heap, MB", "contexts", "views")
        rows = [[f"{many} players", *(f"{n:.0f}" for n in of)] for many, of in players.items()]
        ratio = ["ratio", *(f"{six / one:.2f}" for one, six in zip(*players.values(), strict=True))]
        print(table(head, [*rows, ratio]), flush=True)

        figures = []
        with server.page(browser) as lab:
            lab.page.add_init_script(COUNT_CONTEXTS)
            lab.open(server.write("figure.ipynb", FIGURE))
            for run in range(1, max(RUNS) + 1):
                assert lab.run_cell(0), lab.cell_errors()
                lab.page.locator(".psoas-picture canvas").wait_for()
                if run in RUNS:
                    counts = [lab.page.evaluate(each) for each in (ALIVE, VIEWS)]
                    figures.append((heap_mb(lab.page), *counts))
        rows = [
            [f"{n} runs", *(f"{x:.0f}" for x in of)] for n, of in zip(RUNS, figures, strict=True)
        ]
        ratio = ["ratio", *(f"{b / a:.2f}" for a, b in zip(*figures, strict=True))]
        print(table(("", "heap, MB", "contexts", "views"), [*rows, ratio]))


if __name__ == "__main__":
    main()
