"""Run every test: get what this machine lacks, then hand over to one pytest run.

    python -m tests [arguments for pytest]

That one run holds the unit, property and content tests, Ruff and codespell, Node's tests, every
cell of every notebook (nbval), and the browser tests; so its closing line counts them all. It is
one process on purpose: two would be done in two thirds of the time, but a browser that shares two
cores with another is late, and tests of a clock notice. Without a browser it fails and says what to
install.
"""

import os
import sys
from pathlib import Path

import pytest

from tests import machine


def main(arguments: list[str]) -> int:
    """Provide browser and Node, run pytest, return its exit status."""
    os.chdir(Path(__file__).parents[1])
    try:
        print(f"Browser: {machine.provide_browser()}")
        print(f"Node: {machine.find_node()}", flush=True)
    except machine.Missing as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return pytest.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
