"""Every process collects the same tests under the same names, whatever its clock and its dice."""

import os
import re
import subprocess
import sys

from tests.own_folders import ROOT

# What a process starts with, before it reads any test.
ELSEWHEN = """
import random
import time

now, now_ns = time.time, time.time_ns
time.time = lambda: now() + 1_000_000
time.time_ns = lambda: now_ns() + 10**15
random.seed(2)
"""

NO_WORDS = re.compile(r"\\x[0-9a-f]{2}|<lambda>| at 0x|\\n")


def collect(listing, *options: str, seed: str) -> subprocess.Popen:
    """Start a process that writes the name of every test that it finds."""
    # Without what names nothing: cells of notebooks have numbers, and asserts are not run.
    plain = ["-o", "addopts=", "-p", "no:nbval", "-p", "no:cacheprovider", "--assert=plain"]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    with listing.open("w", encoding="utf-8") as file:
        return subprocess.Popen(
            [sys.executable, "-m", "pytest", "tests", "--collect-only", "-q", *plain, *options],
            cwd=ROOT,
            env=environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(listing.parent)},
            stdout=file,
        )


def test_another_clock_another_seed_and_another_order_of_sets_find_the_same_tests(tmp_path):
    (tmp_path / "elsewhen.py").write_text(ELSEWHEN, encoding="utf-8")
    listings = tmp_path / "here", tmp_path / "there"
    here = collect(listings[0], seed="1")
    there = collect(listings[1], "-p", "elsewhen", seed="2")
    assert here.wait() == there.wait() == 0
    names, others = (
        path.read_text(encoding="utf-8").split("\n\n")[0].splitlines() for path in listings
    )
    assert len(names) > 1000
    assert [pair for pair in zip(names, others, strict=True) if pair[0] != pair[1]] == []
    assert [name for name in names if NO_WORDS.search(name)] == []
