"""Take the README's picture anew: the ball stretch in JupyterLab, in the middle of a hold.

python -m tests.browser.screenshot
"""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

import psoaslib as ps
from tests import machine
from tests.browser.conftest import CLOSED_NETWORK
from tests.browser.lab import LabPage, serve
from tests.browser.player import record
from tests.browser.watched import new_page

TARGET = Path(__file__).parents[2] / "images" / "screenshot.png"
SIZE = {"width": 1280, "height": 1030}
INTO_THE_HOLD_MS = 6000


def first_hold_ms() -> int:
    """Return when the first hold begins."""
    segments = ps.stretch("ball").programme().segments
    return next(each.start_ms for each in segments if each.kind == "hold")


def main() -> None:
    """Open the notebook, play into the first hold, and write the picture."""
    machine.let_playwright_use_that_node()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=machine.find_browser(),
            args=CLOSED_NETWORK,
            chromium_sandbox=not machine.is_root(),
        )
        with new_page(browser, viewport=SIZE) as page:
            record(page, clock="running")
            lab = LabPage(page, server=server).start()
            lab.open("notebooks/02_ball_stretch.ipynb")
            lab.keep_every_cell()
            lab.command("application:toggle-left-area")
            lab.run_all()
            calls = [cell["source"] for cell in lab.cells()]
            place = next(n for n, call in enumerate(calls) if ".player(" in call)
            shown = page.locator(".jp-Notebook .jp-Cell").nth(place)
            player = shown.get_by_role("region", name="Stretch player")
            player.get_by_role("button", name="Start", exact=True).click()
            page.clock.run_for(first_hold_ms() + INTO_THE_HOLD_MS)
            expect(player.get_by_role("heading", name="Hold")).to_be_visible()
            shown.evaluate("element => element.scrollIntoView()")
            page.clock.run_for(1000)
            page.screenshot(path=TARGET)
        browser.close()


if __name__ == "__main__":
    main()
