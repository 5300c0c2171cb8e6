"""Measure how many lengths a second the muscle models give, beside OpenSim.

Random poses over the whole range of each model, the same ones for both, in one process. OpenSim's
model is built through its API from the same tables with only these muscles; a pose is set without
enforcing constraints, realized to positions, and each muscle asked for its length. Medians of
several runs in turn, and how far the lengths lie apart, so that both did the same work.

OpenSim is no dependency; without it, our own figures alone are printed.

    uv run --with opensim python -m benchmarks.model [--poses 20000] [--runs 5]
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from psoaslib import mechanics
from psoaslib.mechanics import tables

try:
    from benchmarks.opensim_model import OpenSimModel
except ModuleNotFoundError:
    OpenSimModel = None

OWN_RUNS = 5
"""Our own runs beside each of OpenSim's, which takes so much longer that noise matters less."""
FASCICLES = tuple(name for name in mechanics.muscles_of("composite_a") if name.startswith("Ps_"))
TASKS = (
    ("rajagopal2016", ("psoas", "iliacus"), 50),
    ("gait2392", ("psoas", "iliacus"), 50),
    ("composite_a", FASCICLES, 40),
    ("composite_b", FASCICLES, 40),
)


def poses_of(model: str, count: int) -> dict[str, np.ndarray]:
    """Return random poses over a model's whole range, degrees, the same at each run."""
    random = np.random.default_rng(2016)
    return {
        name: random.uniform(low, high, count)
        for name, (low, high) in mechanics.ranges(model).items()
        if name != "knee_flexion"
    }


def timed(work: Callable, *arguments, **named) -> tuple[float, np.ndarray]:
    """Return the seconds that a piece of work takes, and its result."""
    began = time.perf_counter()
    result = work(*arguments, **named)
    return time.perf_counter() - began, result


def measured(model: str, muscles: tuple[str, ...], wanted: int, count: int, runs: int) -> str:
    """Return a line for a model: lengths a second, and beside OpenSim where it is installed."""
    poses = poses_of(model, count)
    other = OpenSimModel(model, muscles) if OpenSimModel else None
    ours, theirs, apart = [], [], np.zeros(1)
    mechanics.lengths(model, muscles=muscles, **poses)  # reads content once
    for _ in range(runs):
        for _ in range(OWN_RUNS):
            seconds, own = timed(mechanics.lengths, model, muscles=muscles, **poses)
            ours.append(seconds)
        if other:
            seconds, reference = timed(other.lengths, poses, tables.shares("LFB"))
            theirs.append(seconds)
            apart = 1000 * np.abs(own - reference)
    lengths = count * len(muscles)
    line = f"{model:14} {len(muscles):2} muscles  {lengths / median(ours):12,.0f} lengths/s"
    if other:
        ratio = median(theirs) / median(ours)
        line += f"  OpenSim {lengths / median(theirs):9,.0f}  ratio {ratio:4.0f}, wanted {wanted}"
        line += f"  apart {np.sqrt((apart**2).mean()):.4f} mm RMS, {apart.max():.3f} mm at most"
    return line


def main() -> None:
    """Print one line a model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poses", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if OpenSimModel is None:
        print("OpenSim is not installed: our own figures alone.")
    for model, muscles, wanted in TASKS:
        print(measured(model, muscles, wanted, given.poses, given.runs), flush=True)


if __name__ == "__main__":
    main()
