"""Run every test: get what this machine lacks, then hand over to one pytest run.

    python -m tests [arguments for pytest]

That one run holds the unit, property and content tests, Ruff and codespell, Node's tests, every
cell of every notebook (nbval), and the browser tests; so its closing line counts them all. With
nothing asked for, and two cores, the browser tests run beside all others (`conftest.py` deals them
out), and those beside them stand back. Without a browser it fails and says what to install.
"""

import os
import sys
from pathlib import Path

import pytest

from psoaslib.build import workers
from tests import machine

BESIDE = ["-n", "2", "--dist", "loadscope"]


def main(arguments: list[str]) -> int:
    """Provide browser and Node, run pytest, return its exit status."""
    os.chdir(Path(__file__).parents[1])
    try:
        print(f"Browser: {machine.provide_browser()}")
        print(f"Node: {machine.find_node()}", flush=True)
    except machine.Missing as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return pytest.main(arguments or (BESIDE if workers.cores() > 1 else []))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
