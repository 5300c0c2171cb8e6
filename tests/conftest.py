"""Settings for all tests."""

import functools
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by their folder, and put those of the browser last.

    Playwright keeps an event loop running in its process: tests that start a loop of their own
    would fail after it.
    """
    for item in items:
        if TESTS in item.path.parents:
            item.add_marker(item.path.relative_to(TESTS).parts[0])
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Deal the tests out to two processes: what drives the browser to one, the rest to another.

    So what tests share (solved poses, JupyterLab) is made once. Players in pages share nothing:
    their files are dealt out last, one by one, to whichever process is free.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Shares(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::")[0]
            if file.startswith("tests/browser/test_player_"):
                return file
            return "browser" if file.startswith("tests/browser/") else "rest"

    return Shares(config, log)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the browser in the other process go first: its tests read clocks."""
    if "PYTEST_XDIST_WORKER" in os.environ and BROWSER_TESTS not in item.path.parents:
        stand_back()


@functools.cache
def stand_back() -> None:
    """Let others have a core before this process and all that it starts."""
    if hasattr(os, "nice"):
        os.nice(10)


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
