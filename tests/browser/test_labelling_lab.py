"""The labelling in JupyterLab: beside a kernel, the notebook's keys, and after a reload."""

import json

from playwright.sync_api import expect

from tests.browser.labelling import Labelled
from tests.browser.watched import until

CELL = 'import psoaslib as ps\nlabelling = ps.labelling("front")\nlabelling'


def ask(lab_page, expression):
    return json.loads(lab_page.kernel_eval(f"import json; print(json.dumps({expression}))"))


def test_two_views_agree_python_reads_the_answers_and_a_reload_keeps_them(lab, lab_page):
    lab_page.open(lab.write("labelling.ipynb", CELL, "labelling"))
    assert lab_page.run_all(), lab_page.cell_errors()
    page = lab_page.page
    regions = page.get_by_role("region", name="Labelling: ")
    expect(regions).to_have_count(2)
    one, two = (Labelled(page, root=each) for each in regions.all())
    first, other = one.asked(0), one.other(0)

    one.spot(other["id"]).focus()
    before = [cell["source"] for cell in lab_page.cells()]
    for key in ("d", "d", "a", "b", "x", "Home", "ArrowDown"):
        page.keyboard.press(key)
    assert [cell["source"] for cell in lab_page.cells()] == before
    one.spot(other["id"]).focus()
    page.keyboard.press("Enter")
    for each in (one, two):
        expect(each.told).to_contain_text(f"That is: {other['title']}.")
    two.spot(first["id"]).focus()
    page.keyboard.press("Enter")
    expect(one.told).to_contain_text(f"Right. {first['title']}.")
    two.main.click()

    expected = [
        {
            "way": "find",
            "question": first["id"],
            "choice": other["id"],
            "correct": False,
            "tries": 2,
        }
    ]
    assert until(lambda: ask(lab_page, "labelling.answers") == expected)
    score = ask(lab_page, "labelling.score")
    count = len(one.exercise["find"])
    assert score["find"] == {"right": 0, "answered": 1, "shown": 0, "questions": count}

    lab_page.save()
    lab_page.reload()
    expect(regions).to_have_count(2)
    again = Labelled(page, root=regions.first)
    expect(again.heading).to_have_text(f"Find it: question 2 of {count}")

    lab_page.kernel_eval("former = labelling")
    assert lab_page.run_cell(0)
    assert ask(lab_page, "former.comm is None")
    fresh = Labelled(page, root=regions.first)
    expect(fresh.heading).to_have_text(f"Find it: question 2 of {count}")
    assert until(lambda: ask(lab_page, "labelling.answers") == expected)
    fresh.button("Start again").click()
    expect(fresh.heading).to_have_text(f"Find it: question 1 of {count}")
    assert until(lambda: ask(lab_page, "labelling.answers") == [])

    fresh.spot(first["id"]).scroll_into_view_if_needed()
    fresh.spot(first["id"]).click()
    expect(fresh.told).to_contain_text(f"Right. {first['title']}.")
    expect(fresh.main).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert [cell["source"] for cell in lab_page.cells()] == before
    assert lab_page.outside == [] and lab_page.errors == [] and lab_page.own_console() == []
