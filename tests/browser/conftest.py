"""Fixtures for tests in a real browser. Nothing here reaches the network.

    def test_cells(same_lab):                        # JupyterLab is started once for all tests
        same_lab.show("import psoaslib as ps", "ps.stretch('ball').player()")
        same_lab.page.get_by_role("button", name="Start").click()      # Playwright's Page
        assert same_lab.python("6 * 7") == 42
        assert not same_lab.outside and not same_lab.errors and not same_lab.own_console()

    def test_run_all(same_lab):                      # a notebook with a kernel of its own
        same_lab.open("notebooks/02_ball_stretch.ipynb")
        assert same_lab.run_all() and not same_lab.cell_errors()

    def test_saved_page(page_file, tmp_path):        # a local .html file, opened by file:
        saved = page_file(tmp_path / "ball.html", before=lambda page: page.clock.install())
        saved.page.get_by_role("timer"); saved.outside; saved.errors; saved.console

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


@pytest.fixture(scope="session")
def open_lab(lab: Server, browser: Browser) -> Iterator[LabPage]:
    """Start JupyterLab and a kernel, which takes seconds, with a player's recorders."""
    with new_page(browser, viewport=LAB_SIZE) as page:
        player.record(page, voice=True, clock="running")
        yield LabPage(page, server=lab).start()


@pytest.fixture
def same_lab(open_lab: LabPage) -> Iterator[LabPage]:
    """Give a JupyterLab that has started and shows an empty notebook, its clock taken over."""
    yield open_lab
    open_lab.tidy()


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
