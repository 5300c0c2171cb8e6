"""The labelling in JupyterLab: beside a kernel, the notebook's keys, and after a reload."""

from playwright.sync_api import expect

from tests.browser.labelling import Labelled
from tests.browser.watched import until

CELL = 'import psoaslib as ps\nlabelling = ps.labelling("front")\nlabelling'


def test_two_views_agree_python_reads_the_answers_and_a_reload_keeps_them(same_lab):
    same_lab.show(CELL, "labelling")
    page = same_lab.page
    regions = page.get_by_role("region", name="Labelling: ")
    expect(regions).to_have_count(2)
    one, two = (Labelled(page, root=each) for each in regions.all())
    first, other = one.asked(0), one.other(0)

    one.spot(other["id"]).focus()
    before = [cell["source"] for cell in same_lab.cells()]
    for key in ("d", "d", "a", "b", "x", "Home", "ArrowDown"):
        page.keyboard.press(key)
    assert [cell["source"] for cell in same_lab.cells()] == before
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
    assert until(lambda: same_lab.python("labelling.answers") == expected)
    score = same_lab.python("labelling.score")
    count = len(one.exercise["find"])
    assert score["find"] == {"right": 0, "answered": 1, "shown": 0, "questions": count}

    same_lab.save()
    same_lab.reload()
    expect(regions).to_have_count(2)
    again = Labelled(page, root=regions.first)
    expect(again.heading).to_have_text(f"Find it: question 2 of {count}")

    same_lab.kernel_eval("former = labelling")
    assert same_lab.run_cell(0)
    assert same_lab.python("former.comm is None")
    fresh = Labelled(page, root=regions.first)
    expect(fresh.heading).to_have_text(f"Find it: question 2 of {count}")
    assert until(lambda: same_lab.python("labelling.answers") == expected)
    fresh.button("Start again").click()
    expect(fresh.heading).to_have_text(f"Find it: question 1 of {count}")
    assert until(lambda: same_lab.python("labelling.answers") == [])

    fresh.spot(first["id"]).scroll_into_view_if_needed()
    fresh.spot(first["id"]).click()
    expect(fresh.told).to_contain_text(f"Right. {first['title']}.")
    expect(fresh.main).to_be_focused()
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert [cell["source"] for cell in same_lab.cells()] == before
    assert same_lab.outside == [] and same_lab.errors == [] and same_lab.own_console() == []
