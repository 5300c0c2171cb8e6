"""Spread work that costs seconds a piece over all cores, or do it here where that cannot be."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any


def cores() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


@contextmanager
def spread(count: int | None = None) -> Iterator[Callable[..., Iterable]]:
    """Give a `map` that works in `count` processes (default: one a core), results in order.

    Processes are started afresh and only once there is work, so this serves on all systems. Where
    they cannot run, or die, the rest of the work is done in this one.
    """
    count = count or cores()
    if count == 1:
        yield map
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield lambda work, items: _mapped(pool, work, list(items))


def _mapped(pool: ProcessPoolExecutor, work: Callable, items: list[Any]) -> Iterator[Any]:
    done = 0
    try:
        for result in pool.map(work, items):
            yield result
            done += 1
    except (BrokenProcessPool, OSError):
        yield from map(work, items[done:])
