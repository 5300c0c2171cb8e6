"""Find, and where allowed install, what the tests need besides Python: a browser, Node, TypeScript.

`find_*` only looks (`widgets/browser.py`); `provide_*` installs when nothing is found.
Nothing here ever decides that a test may be left out.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from psoaslib.widgets.browser import MissingError as MissingError
from psoaslib.widgets.browser import find_browser as find_browser
from psoaslib.widgets.browser import find_node as find_node
from psoaslib.widgets.browser import is_root as is_root
from psoaslib.widgets.browser import let_playwright_use_that_node as let_playwright_use_that_node

REPOSITORY = Path(__file__).parents[1]

HOW_TO_GET_A_BROWSER = {
    "linux": "sudo apt-get install chromium    (or install Google Chrome, Chromium or Edge)",
    "darwin": "brew install --cask google-chrome    (or install Chrome, Chromium or Edge by hand)",
    "win32": "winget install Google.Chrome    (or repair Microsoft Edge)",
}


def under_ci() -> bool:
    """Tell whether a CI service, or someone who acts as one, runs this."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def provide_browser() -> Path:
    """Find a browser or install one; raise MissingError with the line to type when neither works.

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
    raise MissingError(
        "The tests drive JupyterLab in a real browser, and this machine has none of Chromium, "
        f"Chrome and Edge.\nInstall one, then run the same line again:\n\n    {line}\n\n"
        "If one is installed in an unusual place, set PSOAS_BROWSER to its program file."
    )


def provide_typescript() -> Path:
    """Return TypeScript's compiler, of the version in package-lock.json; npm fetches it once.

    Raises MissingError where npm cannot. npm comes with the Node of the tests' environment.
    """
    package = REPOSITORY / "node_modules" / "typescript"
    lock = json.loads((REPOSITORY / "package-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"]["node_modules/typescript"]["version"]
    try:
        found = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except FileNotFoundError:
        found = None
    if found != wanted:
        print(f"Fetching TypeScript {wanted} into node_modules (once).", flush=True)
        npm = [find_node(), _npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run = subprocess.run(npm, cwd=REPOSITORY, capture_output=True, encoding="utf-8")
        if run.returncode != 0:
            raise MissingError(
                "npm could not fetch TypeScript, which checks the types of the widgets' "
                f"JavaScript: does this machine reach the Internet?\n\n{run.stderr}"
            )
    return package / "bin" / "tsc"


def _npm() -> Path:
    """Return the program of npm, which lies beside Node."""
    folder = find_node().resolve().parent
    for modules in (folder / "node_modules", folder.parent / "lib" / "node_modules"):
        program = modules / "npm" / "bin" / "npm-cli.js"
        if program.is_file():
            return program
    raise MissingError("The tests need npm, and there is none beside Node: `uv sync --group test`.")


def _try(*command: str) -> None:
    """Run a command whose failure is no error: what counts is what is found afterwards."""
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, flush=True)
