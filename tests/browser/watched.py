"""Watch a browser page: everything it says on the console, every error, every host it asks."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

OWN_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
SCHEMES_OF_THE_NETWORK = {"http", "https", "ws", "wss"}

PATIENCE = 60
"""How many seconds to wait for what must come: a busy machine is late, and is not at fault."""


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until a question has a true answer; return the last answer."""
    end = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


@dataclass
class Watched:
    """Hold a page and what was recorded of it since it was made.

    page     -- Playwright's Page (set up its clock and init scripts before the first visit)
    console  -- every console message, as (type, text, address of the script)
    errors   -- every uncaught exception, as text
    requests -- every address asked for
    """

    page: Page
    console: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        # The context's event also reports what workers ask for.
        self.page.context.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        # A graphics driver tells its own speed there; what is wrong with a picture is an error.
        if message.type == "warning" and message.text.startswith("[.WebGL"):
            return
        self.console.append((message.type, message.text, message.location.get("url", "")))

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def outside(self) -> list[str]:
        """List the addresses asked for that lie on another host."""
        parts = ((address, urlsplit(address)) for address in self.requests)
        return [
            address
            for address, part in parts
            if part.scheme in SCHEMES_OF_THE_NETWORK and part.hostname not in OWN_HOSTS
        ]


@contextmanager
def new_page(browser: Browser, **options) -> Iterator[Page]:
    """Make a page in a context (profile) of its own; `options` go to Playwright's new_context."""
    context: BrowserContext = browser.new_context(**options)
    context.set_default_timeout(1000 * PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()


SIZE = {"width": 1280, "height": 720}


class Lender:
    """Lend pages of one browser again and again, since a new one takes half a second.

    A page comes back empty, and what it stored is forgotten. Its size and what its user prefers are
    set at each loan; a page made with other options is lent for the same options alone.
    """

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[tuple[Callable | None, str], list[Page]] = {}

    @contextmanager
    def page(
        self,
        viewport: dict[str, int] = SIZE,
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
        forced_colors: str = "none",
        before: Callable[[Page], None] | None = None,
        **options,
    ) -> Iterator[Page]:
        """Lend an empty page, prepared by `before`; `options` go to Playwright's new_context.

        What prepares a page cannot be undone: who asks for the same by an equal `before` gets it.
        """
        free = self._free.setdefault((before, repr(sorted(options.items()))), [])
        page = free.pop() if free else self._made(options, before)
        page.set_viewport_size(viewport)
        page.emulate_media(
            media="null",
            color_scheme=color_scheme,
            reduced_motion=reduced_motion,
            forced_colors=forced_colors,
        )
        yield page
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        free.append(page)

    def _made(self, options: dict, before: Callable[[Page], None] | None) -> Page:
        context = self.browser.new_context(**options)
        context.set_default_timeout(1000 * PATIENCE)
        page = context.new_page()
        if before:
            before(page)
        return page
