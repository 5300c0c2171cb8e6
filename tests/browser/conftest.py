"""Fixtures for tests in a real browser. Nothing here reaches the network.

    def test_run_all(lab_page):                      # a fresh page and profile for each test
        lab_page.open("notebooks/02_ball_stretch.ipynb")
        assert lab_page.run_all() and not lab_page.cell_errors()
        lab_page.page.get_by_role("button", name="Start").click()      # Playwright's Page
        assert lab_page.kernel_eval("print(6 * 7)") == "42"
        assert not lab_page.outside and not lab_page.errors and not lab_page.own_console()

    def test_scratch(lab, lab_page):                 # a notebook of the test's own
        lab_page.page.clock.install()                # clocks and init scripts: before open()
        lab_page.open(lab.write("scratch.ipynb", "import psoaslib as ps", "ps.stretch('ball')"))

    def test_saved_page(page_file, tmp_path):        # a local .html file, opened by file:
        saved = page_file(tmp_path / "ball.html", before=lambda page: page.clock.install())
        saved.page.get_by_role("timer"); saved.outside; saved.errors; saved.console

`lab.page(browser, **options)` makes a further page; options go to Playwright's `new_context`
(`color_scheme="dark"`, `reduced_motion="reduce"`, `viewport=…`, `has_touch=True`).
The server's root is a copy: tests may save. Scratch names must be unique over all tests.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from inspect import isfunction
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from psoaslib.widgets.player import Player
from tests import machine
from tests.browser import moving, player
from tests.browser.lab import LAB_SIZE, LabPage, Server, serve
from tests.browser.watched import PATIENCE, Lender, Watched, new_page

expect.set_options(timeout=1000 * PATIENCE)

# No request may leave the machine, asked for by a page or by the browser itself.
CLOSED_NETWORK = [
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


SOFTWARE = [
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",  # the pictures alone: the page around them is quicker without
]
"""Lets the browser draw in three dimensions without a graphics card."""

FEATURES_OFF = [
    # Each new window would load them, unseen, in half the time of a test.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    # Playwright's own list gives way to this one; of it, these are what tests rest on.
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
]


@pytest.fixture(scope="session")
def playing() -> Iterator[Playwright]:
    """Start Playwright once."""
    machine.let_playwright_use_that_node()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playing: Playwright) -> Iterator[Browser]:
    """Start the browser once, where nothing is drawn in three dimensions: players show stills.

    It paints without imitating a graphics card, which is quicker.
    """
    yield from started(playing, "--disable-gpu")


@pytest.fixture(scope="session")
def drawing_browser(playing: Playwright) -> Iterator[Browser]:
    """Start a browser that draws in three dimensions, by software."""
    yield from started(playing, *SOFTWARE)


def started(playing: Playwright, *options: str) -> Iterator[Browser]:
    """Start a browser; a machine without one fails the tests and never skips them."""
    program = machine.find_browser()
    if program is None:
        pytest.fail("no browser found; `python -m tests` installs one or says how to")
    # Containers and CI machines forbid the kernel feature that Chromium's sandbox is made of.
    sandbox = not (machine.is_root() or machine.under_ci())
    args = [*CLOSED_NETWORK, f"--disable-features={','.join(FEATURES_OFF)}", *options]
    found = playing.chromium.launch(executable_path=program, args=args, chromium_sandbox=sandbox)
    yield found
    found.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of the notebooks by JupyterLab for the whole session."""
    with serve(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture
def lab_page(lab: Server, browser: Browser) -> Iterator[LabPage]:
    """Give a fresh JupyterLab page; its kernel ends with the test."""
    with lab.page(browser) as page:
        yield page


@pytest.fixture(scope="session")
def open_lab(lab: Server, browser: Browser) -> Iterator[Page]:
    """Give a page in which JupyterLab has started, which takes seconds."""
    with new_page(browser, viewport=LAB_SIZE) as page:
        yield LabPage(page, server=lab).start().page


@pytest.fixture
def same_lab(lab: Server, open_lab: Page) -> Iterator[LabPage]:
    """Give a JupyterLab that has started and shows no notebook; its kernel ends with the test.

    For tests that set nothing up before JupyterLab starts.
    """
    lab_page = LabPage(open_lab, server=lab, started=True)
    yield lab_page
    lab_page.close()


@pytest.fixture(scope="session")
def saved_player(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a saved player of the ball stretch, the same for all tests that only open it."""
    return player.saved(tmp_path_factory.mktemp("player"))


@pytest.fixture
def shown(drawing_page: Callable, tmp_path: Path) -> Callable[..., moving.Seen]:
    """Give a function that opens a player that draws live; options go to the browser's context.

    A file that shows anything else has a `shown` of its own.
    """

    def open_(widget: Player | None = None, loaded: bool = True, **options) -> moving.Seen:
        return moving.opened(drawing_page, tmp_path, widget, loaded, **options)

    return open_


@pytest.fixture(scope="session")
def lender(browser: Browser) -> Lender:
    """Lend pages of the browser that draws nothing in three dimensions."""
    return Lender(browser)


@pytest.fixture(scope="session")
def drawing_lender(drawing_browser: Browser) -> Lender:
    """Lend pages of the browser that can draw live."""
    return Lender(drawing_browser)


@pytest.fixture
def drawing_page(drawing_lender: Lender) -> Iterator[Callable[..., Watched]]:
    """Give a function that opens a local HTML file in a browser that can draw live."""
    with ExitStack() as pages:
        yield visitor(drawing_lender, pages)


@pytest.fixture
def page_file(lender: Lender) -> Iterator[Callable[..., Watched]]:
    """Give a function that opens a local HTML file and records what the page does."""
    with ExitStack() as pages:
        yield visitor(lender, pages)


def visitor(lender: Lender, pages: ExitStack) -> Callable[..., Watched]:
    """Give a function that opens a local HTML file in a page that goes back with `pages`.

    What a test of its own does to a page `before` cannot be undone, so that page is a new one.
    """

    def visit(path: Path | str, before: Callable[[Page], None] | None = None, **options) -> Watched:
        own = before if isfunction(before) else None
        lent = new_page(lender.browser, **options) if own else lender.page(before=before, **options)
        watched = Watched(pages.enter_context(lent))
        if own:
            own(watched.page)
        watched.page.goto(Path(os.path.abspath(path)).as_uri())
        return watched

    return visit
