"""Work spread over processes comes back whole and in order, whatever happens to a process."""

import os

import pytest

from psoaslib.build import workers


def doubled(number):
    return 2 * number, os.getpid()


def fatal_elsewhere(item):
    """End the process it runs in, unless that is the one that asked."""
    number, home = item
    if os.getpid() != home:
        os._exit(1)
    return number


def refused(number):
    raise ValueError(f"no {number}")


def test_results_come_in_order_from_other_processes():
    with workers.spread(2) as over:
        found = list(over(doubled, range(6)))
    assert [number for number, _ in found] == [0, 2, 4, 6, 8, 10]
    assert os.getpid() not in {process for _, process in found}


def test_one_core_works_here():
    with workers.spread(1) as over:
        assert {process for _, process in over(doubled, range(3))} == {os.getpid()}


def test_where_processes_die_the_work_is_done_here():
    with workers.spread(2) as over:
        assert list(over(fatal_elsewhere, [(k, os.getpid()) for k in range(4)])) == [0, 1, 2, 3]


def test_an_error_of_the_work_is_its_own():
    with workers.spread(2) as over, pytest.raises(ValueError, match="no 1"):
        list(over(refused, [1, 2]))
