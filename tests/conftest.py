"""Settings for all tests."""

import os
import subprocess
import types
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from psoaslib.__main__ import find_uv
from psoaslib.own import kept
from tests.checkouts import copied

TESTS = Path(__file__).parent
BROWSER_TESTS = TESTS / "browser"
OTHER_PLACES = TESTS / "platforms"
FOLDERS = sorted(each.parent.name for each in TESTS.glob("*/__init__.py"))

# Machines differ and are shared: how long one example takes says nothing.
hypothesis.settings.register_profile("collection", deadline=None)
hypothesis.settings.load_profile("collection")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks: each test bears that of its folder."""
    for folder in FOLDERS:
        config.addinivalue_line("markers", f"{folder}: stands in tests/{folder}")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave tests/platforms to those who name it: its environments take minutes to install."""
    if collection_path != OTHER_PLACES:
        return None
    named = [Path(argument.partition("::")[0]).absolute() for argument in config.args]
    return not any(OTHER_PLACES in (path, *path.parents) for path in named)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by their folder, and put them in the order in which they are dealt out.

    Playwright keeps an event loop running in its process, after which tests that start kernels
    would fail: one process alone runs the browser last, and of two the other takes the kernels.
    """
    for item in items:
        if TESTS in item.path.parents:
            item.add_marker(item.path.relative_to(TESTS).parts[0])
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(share(item.nodeid)))
    else:
        items.sort(key=lambda item: BROWSER_TESTS in item.path.parents)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a parameter in words, which are the same in every process that collects."""
    match val:
        case bytes():
            raise pytest.UsageError(f"{argname} is bytes: name it in words, by `ids`")
        case str():
            return " ".join(val.split()) if "\n" in val else None
        case tuple() | list() if all(isinstance(each, str | int | float) for each in val):
            return "-".join(map(str, val))
        case dict() if all(isinstance(each, str | int | float) for each in val.values()):
            return " ".join(f"{key} {each}" for key, each in val.items()) or "nothing"
        case types.FunctionType():
            return argname
        case _:
            name = getattr(val, "id", None) or getattr(val, "name", None)
            return name if isinstance(name, str) else None


KERNELS = "kernels"
JUPYTERLAB = "jupyterlab"
IN_JUPYTERLAB = [
    f"tests/browser/test_{name}.py"
    for name in "lab labelling_lab length_lab_notebook notebooks own".split()
    + "player_lab prediction_lab quiz_lab".split()
]
LONGEST = [
    JUPYTERLAB,
    KERNELS,
    "tests/body",
    "tests/browser/test_length_lab.py",
    "tests/browser/test_labelling_look.py",
    "tests/browser/test_labelling.py",
    "tests/browser",
    "tests/js",
    "tests/unit",
]
"""What is dealt out first: of two processes that each take the next share, both end together."""


def share(nodeid: str) -> str:
    """Name the share that a test belongs to: its file, or what is best made once for several."""
    file = nodeid.split("::")[0]
    if file.startswith(("notebooks/", "tests/notebooks/")):
        return KERNELS
    if file in IN_JUPYTERLAB:
        return JUPYTERLAB
    return "tests/body" if file.startswith("tests/body/") else file


def rank(name: str) -> int:
    """Return the place of a share, or of its folder, among the longest."""
    return LONGEST.index(name if name in LONGEST else name.rpartition("/")[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Deal the tests out to two processes, share by share, to whichever is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Shares(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share(nodeid)

    return Shares(config, log)


@pytest.fixture
def checkout(tmp_path) -> Path:
    """Give a copy of what the build reads and writes, which a test may change."""
    return copied(tmp_path)


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Iterator[Path]:
    """Keep drawings in a folder of the tests' own, and draw each once."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "folder", lambda: place)
        yield place


@pytest.fixture(scope="session")
def newcomer(tmp_path_factory) -> dict[str, str]:
    """Make a newcomer's environment: an empty home folder, and no network.

    What would be downloaded comes from the cache of the uv that made the environment in which
    this test runs.
    """
    uv = os.environ.get("UV") or find_uv()
    assert uv, "this test needs uv: run the tests by `python3 -m psoaslib test`"
    uv_cache = subprocess.run([uv, "cache", "dir"], capture_output=True, text=True, check=True)
    home = str(tmp_path_factory.mktemp("home"))
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("JUPYTER", "PYTEST", "UV_", "VIRTUAL_ENV", "XDG_"))
    }
    return kept | {
        "HOME": home,
        "USERPROFILE": home,
        "PATH": os.pathsep.join([str(Path(uv).parent), os.environ["PATH"]]),
        "UV_CACHE_DIR": uv_cache.stdout.strip(),
        "UV_OFFLINE": "1",
    }
