"""Measure what it costs to solve poses and ways, in processor time of the processes that do.

The ways of all stretches from nothing, one after another, beside what a build from nothing may
take. And an instructor's own stretch, of which the poses of one of the collection's are taken, as
its player begins it: until its hold, all its positions and its ways are there, on the clock, beside
the start of a process that solves nothing.

    uv run python -m benchmarks.solving [STRETCH …]
"""

import argparse
import subprocess
import sys
import time

from psoaslib.catalogue import catalogue
from psoaslib.catalogue.stretch import Stretch
from psoaslib.mesh import packed, ways
from psoaslib.own import solving

MOST = 300
"""Seconds of the processor that all ways may take, half of six minutes on two cores."""

OWN = "worktop"


def from_nothing(stretch: Stretch) -> float:
    """Return the seconds of the processor in which the ways of a stretch are solved."""
    begun = time.process_time()
    ways.written(stretch)
    return time.process_time() - begun


def own(stretch: Stretch) -> dict[str, float]:
    """Return after how many seconds on the clock what is told of a stretch is there."""
    begun, told = time.perf_counter(), {}
    for kind, data in solving._told(stretch):
        known = packed.unpack(data).header["positions"]
        name = "hold" if kind == solving.SOME and len(known) == 1 else kind
        told[name] = time.perf_counter() - begun
    return told


def main() -> None:
    """Measure the chosen stretches and an own one, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stretches", nargs="*", metavar="STRETCH")
    stretches = catalogue().stretches
    chosen = parser.parse_args().stretches or [
        name for name, each in stretches.items() if any(step.pose for step in each.steps)
    ]
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import psoaslib.own.solving"], check=True)
    start = time.perf_counter() - begun
    print(f"a process that solves nothing {start:5.1f} s")
    for name, taken in own(stretches[OWN]).items():
        print(f"own stretch: {name:16} {taken:5.1f} s   x {taken / start:.1f}")
    total = 0.0
    for name in chosen:
        total += (taken := from_nothing(stretches[name]))
        print(f"ways of {name:21} {taken:5.1f} s of the processor", flush=True)
    print(f"all of them                   {total:5.1f} s of the processor   at most {MOST}")


if __name__ == "__main__":
    main()
