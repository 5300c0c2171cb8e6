"""Run every test, or the quick ones: get what this machine lacks, then hand over to one pytest run.

    python -m tests [--quick] [arguments for pytest]

That one run holds the unit, property and content tests, Ruff and codespell, Node's tests, every
cell of every notebook (nbval), and the browser tests; so its closing line counts them all. With
nothing asked for, and two cores, two processes share them (`conftest.py` deals them out). Without
a browser it fails and says what to install; `--quick` needs none.
"""

import os
import sys
from pathlib import Path

import pytest

from psoaslib.build import workers
from tests import machine

QUICK = ["tests/unit", "tests/js", "-p", "no:nbval"]
NBVAL = [
    # Run every cell; compare the outputs of cells tagged nbval-check-output alone.
    "--nbval-lax",
    # A notebook names "python3", which on some machines is somebody else's kernel.
    "--nbval-current-env",
    "--nbval-cell-timeout=300",
]
BESIDE = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]


def main(arguments: list[str]) -> int:
    """Provide browser and Node, run pytest, return its exit status."""
    os.chdir(Path(__file__).parents[1])
    # Dozens of processes start in a run: what one has compiled the next need not compile again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    quick = "--quick" in arguments
    arguments = [each for each in arguments if each != "--quick"]
    try:
        if not quick:
            print(f"Browser: {machine.provide_browser()}")
        print(f"Node: {machine.find_node()}", flush=True)
        machine.provide_typescript()
    except machine.MissingError as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    if workers.cores() > 1 and (quick or not arguments):
        arguments = [*BESIDE, *arguments]
    return pytest.main([*(QUICK if quick else NBVAL), "--durations=10", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
