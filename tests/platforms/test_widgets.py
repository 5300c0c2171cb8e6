"""Player, quiz and length lab where people type `python -m notebook`.

That is the classic notebook with ipywidgets 7 in Colab's runtimes, and Notebook 7 elsewhere.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.quiz import Asked, questions, right
from tests.browser.watched import until
from tests.platforms import pages
from tests.platforms.environments import COLAB

KINDS = dict.fromkeys(COLAB, pages.ClassicPage) | {"notebook-7": pages.NotebookPage}
CELLS = {
    "Stretch player": "import psoaslib as ps\np = ps.stretch('ball').player()\np",
    "Quiz: ": "import psoaslib as ps\nq = ps.quiz('ball')\nq",
    "Muscle length lab": "import psoaslib as ps\nlab = ps.lab()\nlab",
}
# What the two pages say by themselves, with any widget or none.
THEIR_OWN = (
    "find-and-replace does not exist",
    "jupyter.widget.control",
    "reading 'schema'",
    "[yjs#509]",
    "Menu entry for command",
)

pytestmark = pytest.mark.parametrize("runtime", KINDS, indirect=True, scope="module")


@pytest.fixture(scope="module")
def server(runtime, tmp_path_factory):
    """Serve a notebook of the three widgets, with the collection installed by pip."""
    runtime.install()
    folder = tmp_path_factory.mktemp("served")
    with pages.serve(runtime.programs / "python", runtime.variables, folder) as started:
        started.write("widgets.ipynb", *CELLS.values())
        yield started
    runtime.forget()


@pytest.fixture
def opened(runtime, server, browser):
    """Open the notebook of the three widgets."""
    with pages.page(server, browser, KINDS[runtime.name]) as page:
        yield page.open("widgets.ipynb")


def show(opened, widget):
    """Show one of the widgets; return it, and a function that asks Python about it."""
    root = opened.show([*CELLS].index(widget), widget)

    def ask(expression):
        return json.loads(opened.kernel_eval(f"import json; print(json.dumps({expression}))"))

    return root, ask


def assert_quiet(opened):
    """Hold that the page asked no other host, and that no script or cell failed."""
    said = [text for kind, text, _ in opened.console if kind in ("error", "warning")]
    ours = [text for text in said + opened.errors if not any(own in text for own in THEIR_OWN)]
    assert (opened.outside, opened.cell_errors(), ours) == ([], [], [])


def test_the_player_plays_and_python_reads_and_pauses(opened):
    root, ask = show(opened, "Stretch player")
    root.get_by_role("button", name="Start", exact=True).click()
    assert until(lambda: ask("p.status") == "running")
    timer = root.get_by_role("timer")
    expect(timer).not_to_have_text(timer.inner_text(), timeout=15_000)
    opened.kernel_eval("p.pause()")
    expect(root.get_by_role("button", name="Resume", exact=True)).to_be_visible()
    assert_quiet(opened)


def test_the_quiz_takes_an_answer_and_python_reads_it(opened):
    root, ask = show(opened, "Quiz: ")
    first = questions("ball")[0]
    Asked(opened.page, root).answer(right(first))
    assert until(lambda: [answer["question"] for answer in ask("q.answers")] == [first["id"]])
    assert_quiet(opened)


def test_the_length_lab_follows_its_slider_and_python_reads_the_pose(opened):
    root, ask = show(opened, "Muscle length lab")
    slider = root.get_by_role("slider", name="Pelvic tilt", exact=True)
    slider.press("End")
    assert until(lambda: ask("lab.pose['pelvic_tilt']") == float(slider.get_attribute("max")))
    assert_quiet(opened)
