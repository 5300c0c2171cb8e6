"""The web site plays, asks and shows with no kernel, asks no other host, and is light."""

import gzip
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import faults

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site" / "_build" / "html"
PAGE = "notebooks/02_ball_stretch.html"
MOST_BYTES = 1_000_000


@pytest.fixture(scope="module")
def site():
    """Write the site with one notebook, and serve it; return its address."""
    url = ["--url", "https://site.test"]
    subprocess.run([sys.executable, "site/make.py", *url, "02_ball_stretch"], cwd=ROOT, check=True)
    handler = partial(SimpleHTTPRequestHandler, directory=SITE)
    handler.log_message = lambda *_: None
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def opened(site, lender):
    """Give a function that opens a page of the site, and what it asked for."""

    def open_(path, **options):
        page = stack.enter_context(lender.page(**options))
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}/{path}")
        return page, asked

    with ExitStack() as stack:
        yield open_


def weight(asked, site):
    """Return the bytes of a page and all that it asked for, compressed."""
    files = {url.removeprefix(site).split("?")[0].lstrip("/") for url in asked}
    texts = (".html", ".js", ".css", ".svg", ".json")
    read = {each: (SITE / each).read_bytes() for each in files if (SITE / each).is_file()}
    return sum(
        len(gzip.compress(data)) if name.endswith(texts) else len(data)
        for name, data in read.items()
    )


def test_a_page_plays_and_asks_with_no_kernel_and_asks_no_other_host(site, opened):
    page, asked = opened(PAGE)
    player = page.get_by_role("region", name="Stretch player")
    expect(player.get_by_role("timer")).to_be_visible()
    first = player.locator(".pp-figure img").first.get_attribute("src")
    for _ in range(4):
        player.get_by_role("button", name="Next", exact=True).click()
    expect(player.locator(".pp-figure img").first).not_to_have_attribute("src", first)
    player.get_by_role("button", name="Start", exact=True).click()
    expect(player.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    quiz = page.locator(".psoas-quiz")
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Check", exact=True).click()
    expect(quiz.locator(".pa-feedback:visible").first).to_be_visible()
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {site.split("/")[2]}
    assert "Is there no player" not in page.locator("article").inner_text()


def test_a_page_with_a_player_is_light_and_so_is_that_for_phones(site, opened):
    for path in (PAGE, "play/ball.html"):
        page, asked = opened(path, viewport={"width": 390, "height": 844})
        expect(page.get_by_role("region", name="Stretch player")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert weight(asked, site) <= MOST_BYTES
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_for_phones_has_a_page_and_a_code_for_each_stretch(site, opened):
    page, _ = opened("play/index.html")
    assert page.get_by_role("img", name="QR code of this page").count() == 6
    assert faults(page) == []
    page.get_by_role("link", name="Ball stretch").click()
    expect(page.get_by_role("region", name="Stretch player")).to_be_visible()


def test_widgets_follow_the_theme_of_the_site(opened):
    page, _ = opened(PAGE)
    player = page.locator(".psoas-player")
    expect(player).to_be_visible()
    light = player.evaluate("e => getComputedStyle(e).backgroundColor")
    page.evaluate("document.body.dataset.theme = 'dark'")
    expect(player).not_to_have_css("background-color", light)
