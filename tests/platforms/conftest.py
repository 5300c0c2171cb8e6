"""Fixtures for tests in other places: Colab's runtimes, with what surrounds a notebook there.

def test_something(runtime, tmp_path):
    runtime.run("python", "-m", "pip", "list", folder=tmp_path)
"""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import browser
from tests.platforms import colab, environments
from tests.platforms.colab import StandIn

__all__ = ["browser"]


@dataclass
class Runtime:
    """Hold an environment: its name, its programs, its environment variables, what stands in."""

    name: str
    programs: Path
    variables: dict[str, str]
    stand_in: StandIn

    def run(self, program: str, *arguments, folder: Path | None = None) -> str:
        """Run one of its programs and return what it said; raise when it fails."""
        command = [self.programs / program, *arguments]
        run = subprocess.run(
            command,
            env=self.variables,
            cwd=folder,
            text=True,
            capture_output=True,
            encoding="utf-8",
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout + run.stderr

    def packages(self) -> set[str]:
        """Name each package that is there, with its version."""
        return {path.stem for path in self.programs.parent.glob("lib/*/site-packages/*.dist-info")}

    def install(self) -> str:
        """Install the collection from the copy on GitHub; return what pip said."""
        return self.run("python", "-m", "pip", "install", f"psoaslib @ {colab.ARCHIVE}")

    def forget(self) -> None:
        """Take the collection away again."""
        environments.pip(self.programs, "uninstall", "psoaslib")


@pytest.fixture(scope="session")
def github(tmp_path_factory) -> Iterator[StandIn]:
    """Stand in for the runtime's list of sessions, and for GitHub."""
    with colab.stand_in(tmp_path_factory.mktemp("stand-in")) as started:
        yield started


@pytest.fixture(scope="module", params=environments.COLAB)
def runtime(request, github: StandIn, tmp_path_factory) -> Runtime:
    """Give each of Colab's runtimes in turn, or the environments that a test names.

    The collection is unknown to them.
    """
    programs = environments.installed(request.param)
    home = tmp_path_factory.mktemp("home")
    # Nothing of this machine's own set-up is read or written.
    variables = {"PATH": f"{programs}:/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    made = Runtime(
        request.param, programs, variables | github.environment(environments.WHEELS), github
    )
    made.forget()  # where an earlier run was stopped half-way
    return made


@pytest.fixture
def fresh(runtime: Runtime) -> Iterator[Runtime]:
    """Take the collection away again after a test that installs it; all else must be as it was."""
    before = runtime.packages()
    runtime.stand_in.asked.clear()
    yield runtime
    after = runtime.packages()
    runtime.forget()
    assert before <= after
    [added] = after - before
    assert added.startswith("psoaslib-")
