"""What a cell's next run does to the widgets of its last one: they are closed, and then freed."""

import gc
import weakref

import IPython
import pytest
from jupyter_client.manager import start_new_kernel

import psoaslib as ps
from psoaslib.widgets import cells
from psoaslib.widgets.cells import Run

MAKERS = {
    "player": 'ps.stretch("ball").player()',
    "quiz": 'ps.quiz("ball")',
    "labelling": 'ps.labelling("side")',
    "question": 'ps.prediction("ball").ask()',
    "answer": 'ps.prediction("ball").answer()',
    "lab": "ps.lab()",
}
EACH = pytest.mark.parametrize("code", MAKERS.values(), ids=MAKERS)


def made(code):
    return eval(code, {"ps": ps})


def closed(widget):
    return widget.comm is None


@pytest.fixture
def running(monkeypatch):
    """Give a function that says which run of which cell is going on."""

    def run(cell, number):
        monkeypatch.setattr(cells, "present_run", lambda: Run(cell, number))

    return run


@EACH
def test_running_a_cell_again_closes_what_it_made(running, code):
    running("cell", f"first {code}")
    former, beside = made(code), made(code)
    assert not closed(former) and not closed(beside), "widgets of one run stay"
    running("cell", f"second {code}")
    present = made(code)
    assert closed(former) and closed(beside) and not closed(present)


def test_another_cell_leaves_them_alone(running):
    running("cell", "first")
    here = made(MAKERS["quiz"])
    running("another", "second")
    made(MAKERS["quiz"])
    assert not closed(here)


def test_outside_a_notebook_nothing_is_closed():
    first, second = made(MAKERS["quiz"]), made(MAKERS["quiz"])
    assert not closed(first) and not closed(second)


@EACH
def test_nothing_is_left_of_a_closed_widget(code):
    widget = made(code)
    parts = [weakref.ref(widget), weakref.ref(widget.layout), weakref.ref(type(widget))]
    widget.close()
    del widget
    gc.collect()
    assert [part() for part in parts] == [None, None, None]


# Each widget has a second one, its layout; a message channel belongs to each.
COUNTED = """
import gc, ipywidgets
gc.collect()
print(sum(isinstance(each, ipywidgets.Widget) for each in gc.get_objects()))
print(len(get_ipython().kernel.comm_manager.comms))
"""


def test_in_a_kernel_fifty_runs_of_a_cell_leave_no_more_than_one():
    manager, client = start_new_kernel(startup_timeout=300)

    def run(code):
        printed = []

        def hear(message):
            assert message["msg_type"] != "error", message["content"]
            printed.append(message["content"].get("text", ""))

        client.execute_interactive(code, output_hook=hear, timeout=300)
        return "".join(printed)

    try:
        run("import psoaslib as ps")
        for code in MAKERS.values():
            run(code)
        once = run(COUNTED)
        for code in [*list(MAKERS.values()) * 3, *[MAKERS["question"]] * 50]:
            run(code)
        assert run(COUNTED) == once
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


class Kernel:
    """Stand for the shell and its kernel."""

    def __init__(self, request):
        self.kernel = self
        self.request = request

    def get_parent(self):
        return self.request


def test_the_running_cell_is_known_from_its_request(monkeypatch):
    def run(request):
        monkeypatch.setattr(IPython, "get_ipython", lambda: Kernel(request))
        return cells.present_run()

    def request(kind="execute_request", number="m1", code="1", **metadata):
        header = {"msg_type": kind, "msg_id": number}
        return {"header": header, "metadata": metadata, "content": {"code": code}}

    assert run(request(cellId="c1")) == Run("c1", "m1")
    assert run(request("comm_msg")) is None and run({}) is None
    # Without a cell's name its text stands for it.
    texts = [run(request(number=n, code=code)).cell for n, code in ("1a", "2a", "3b")]
    assert texts[0] == texts[1] != texts[2]
