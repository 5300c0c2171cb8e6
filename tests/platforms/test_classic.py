"""Player, quiz and length lab in the classic notebook with ipywidgets 7, as it comes from Colab."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.quiz import Asked, questions, right, until
from tests.platforms import classic
from tests.platforms.colab import ARCHIVE

CELLS = {
    "Stretch player": "import psoaslib as ps\np = ps.stretch('ball').player()\np",
    "Quiz: ": "import psoaslib as ps\nq = ps.quiz('ball')\nq",
    "Muscle length lab": "import psoaslib as ps\nlab = ps.lab()\nlab",
}
# What the classic notebook says by itself, with any widget.
ITS_OWN = ("find-and-replace does not exist", "jupyter.widget.control")


@pytest.fixture(scope="module")
def server(runtime, tmp_path_factory):
    """Serve a notebook of the three widgets, with the collection installed by pip."""
    runtime.run("python", "-m", "pip", "install", "--quiet", f"psoaslib @ {ARCHIVE}")
    python, folder = runtime.programs / "python", tmp_path_factory.mktemp("classic")
    with classic.serve(python, runtime.variables, folder) as started:
        started.write("widgets.ipynb", *CELLS.values())
        yield started
    runtime.run("python", "-m", "pip", "uninstall", "--yes", "psoaslib")


@pytest.fixture
def opened(server, browser):
    """Open the notebook of the three widgets."""
    with classic.page(server, browser) as page:
        yield page.open("widgets.ipynb")


def show(opened, widget):
    """Show one of the widgets; return it, and a function that asks Python about it."""
    root = opened.run([*CELLS].index(widget), widget)

    def ask(expression):
        return json.loads(opened.kernel_eval(f"import json; print(json.dumps({expression}))"))

    return root, ask


def quiet(opened):
    """Tell whether the page asked no other host, and no script or cell failed."""
    said = [text for kind, text, _ in opened.console if kind in ("error", "warning")]
    ours = [text for text in said if not any(own in text for own in ITS_OWN)]
    assert (opened.outside, opened.errors, opened.cell_errors(), ours) == ([], [], [], [])


def test_the_player_plays_and_python_reads_and_pauses(opened):
    root, ask = show(opened, "Stretch player")
    root.get_by_role("button", name="Start", exact=True).click()
    assert until(lambda: ask("p.status") == "running")
    timer = root.get_by_role("timer")
    before = timer.inner_text()
    expect(timer).not_to_have_text(before, timeout=15_000)
    opened.kernel_eval("p.pause()")
    expect(root.get_by_role("button", name="Resume", exact=True)).to_be_visible()
    quiet(opened)


def test_the_quiz_takes_an_answer_and_python_reads_it(opened):
    root, ask = show(opened, "Quiz: ")
    first = questions("ball")[0]
    Asked(opened.page, root).answer(right(first))
    assert until(lambda: [answer["question"] for answer in ask("q.answers")] == [first["id"]])
    quiet(opened)


def test_the_length_lab_follows_its_slider_and_python_reads_the_pose(opened):
    root, ask = show(opened, "Muscle length lab")
    slider = root.get_by_role("slider", name="Pelvic tilt", exact=True)
    slider.press("End")
    assert until(lambda: ask("lab.pose['pelvic_tilt']") == float(slider.get_attribute("max")))
    quiet(opened)
