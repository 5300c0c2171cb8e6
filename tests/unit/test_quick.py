"""The quick tests are those that need no browser, no solver and no notebook, and all of them."""

import re

import pytest

from tests import __main__ as command
from tests import machine
from tests.checkouts import ROOT

NOT_QUICK = re.compile(
    r"^(?:from|import) (?:tests\.(?:body|browser|notebooks)|playwright|nb)", re.M
)


@pytest.fixture
def handed_over(monkeypatch):
    """Give what pytest is asked for, on a machine with two cores and no browser."""

    def no_browser():
        raise machine.MissingError("no browser")

    asked = []
    monkeypatch.setattr(command.pytest, "main", lambda arguments: asked.extend(arguments) or 0)
    monkeypatch.setattr(command.workers, "cores", lambda: 2)
    monkeypatch.setattr(machine, "provide_browser", no_browser)
    monkeypatch.setattr(machine, "find_node", lambda: "node")
    monkeypatch.setattr(machine, "provide_typescript", lambda: None)
    return asked


def test_quick_asks_for_no_browser_and_for_two_folders(handed_over):
    assert command.main(["--quick", "-k", "quiz"]) == 0
    assert [each for each in handed_over if each.startswith("tests")] == ["tests/unit", "tests/js"]
    assert handed_over[-2:] == ["-k", "quiz"] and "-n" in handed_over
    assert not any("--nbval" in each for each in handed_over)


def test_the_whole_run_does_not_go_without_a_browser(handed_over, capsys):
    assert command.main([]) == 1
    assert handed_over == [] and "no browser" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["unit", "js"])
def test_what_is_quick_leans_on_nothing_slow(folder):
    files = (ROOT / "tests" / folder).glob("*.py")
    assert [path.name for path in files if NOT_QUICK.search(path.read_text("utf-8"))] == []
