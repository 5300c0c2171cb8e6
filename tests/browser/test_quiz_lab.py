"""The quiz in JupyterLab: beside a kernel, the notebook's keys, and a cell that runs again."""

from playwright.sync_api import expect

from tests.browser.quiz import Asked, questions, right, wrong
from tests.browser.watched import until

CELL = """\
from psoaslib.exercises import quiz
from psoaslib.catalogue import catalogue
from psoaslib.widgets.quiz import Quiz
q = Quiz(quiz.payload(catalogue(), "ball"))
q"""


def test_python_reads_the_answers_and_keys_and_runs_leave_no_trace(same_lab):
    same_lab.show(CELL, "q")
    page, listed = same_lab.page, questions()
    regions = page.get_by_role("region", name="Quiz: ")
    expect(regions).to_have_count(2)
    one, two = (Asked(page, each) for each in regions.all())

    one.option(0).focus()
    before = [cell["source"] for cell in same_lab.cells()]
    for key in ("d", "d", "a", "b", "x", "ArrowDown", "ArrowUp", "Space"):
        page.keyboard.press(key)
    expect(one.option(0)).to_be_checked()
    expect(two.option(0)).to_be_checked()
    assert [cell["source"] for cell in same_lab.cells()] == before

    one.answer(wrong(listed[0]))
    two.answer(right(listed[0]))
    one.main.click()
    expect(two.heading).to_have_text(f"Question 2 of {len(listed)}")
    options = listed[0]["options"]
    choice = options[wrong(listed[0])]["number"]
    expected = [{"question": listed[0]["id"], "choice": choice, "correct": False, "tries": 2}]
    assert until(lambda: same_lab.python("q.answers") == expected), same_lab.python("q.answers")
    score = same_lab.python("q.score")
    assert (score["right"], score["answered"], score["questions"]) == (0, 1, len(listed))

    same_lab.save()
    same_lab.reload()
    expect(page.get_by_role("region", name="Quiz: ")).to_have_count(2)
    expect(Asked(page, page.get_by_role("region", name="Quiz: ").first).heading).to_have_text(
        f"Question 2 of {len(listed)}"
    )

    same_lab.kernel_eval("former = q")
    assert same_lab.run_cell(0)
    assert same_lab.python("former.comm is None")
    fresh = Asked(page, page.get_by_role("region", name="Quiz: ").first)
    expect(fresh.heading).to_have_text(f"Question 2 of {len(listed)}")
    assert until(lambda: same_lab.python("q.answers") == expected), "a new kernel is told too"
    fresh.button("Start again").click()
    expect(fresh.heading).to_have_text(f"Question 1 of {len(listed)}")
    assert until(lambda: same_lab.python("q.answers") == [])
    assert same_lab.outside == [] and same_lab.errors == []
