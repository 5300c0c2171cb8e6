"""The widgets' modules pass their own tests, in Node's test runner, and a check of their types."""

import subprocess
from pathlib import Path

import pytest

from tests.machine import REPOSITORY, find_node, provide_typescript

FILES = sorted(Path(__file__).parent.glob("*.test.mjs"))


def test_there_are_tests():
    assert FILES


@pytest.mark.parametrize("file", FILES)
def test_node_finds_no_fault(file):
    run = subprocess.run([find_node(), file], capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


def test_typescript_finds_no_fault():
    run = subprocess.run(
        [find_node(), provide_typescript(), "--project", REPOSITORY],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.stdout + run.stderr == ""
    assert run.returncode == 0
