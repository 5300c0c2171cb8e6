"""An instructor's own folder, added beside a notebook, is drawn and played to its end."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.moving import LIVE
from tests.browser.player import Shown, record, stop
from tests.browser.watched import until
from tests.own_folders import example, posed

LOAD = "import psoaslib as ps\nwall = ps.load('my_folder').stretch('wall')"
PLAY = "p = wall.player(side='left', repetitions=1)\np"
ALT = "Both hands on a wall, the left foot a short step behind with its heel up."


@pytest.fixture
def notebook(lab, lab_page, request):
    """Put the example, with one pose, beside a notebook; run it there."""
    name = request.node.name.removeprefix("test_")[:12]
    (lab.root / name).mkdir()
    posed(example(lab.root / name), stand="stand")
    lab_page.page.add_init_script(LIVE)
    record(lab_page.page, clock="running")
    lab_page.open(lab.write(f"{name}/own.ipynb", LOAD, PLAY, "wall.steps()"))
    assert lab_page.run_all(), lab_page.cell_errors()
    return lab_page


def test_a_stretch_of_one_s_own_folder_is_drawn_and_plays_to_its_end(notebook):
    page = notebook.page
    player = Shown(page)
    picture = player.root.get_by_role("img")

    figure = player.part("figure")
    standing = "(figure) => figure.scene?.now().moment === 'stand'"
    assert until(lambda: figure.evaluate(standing)), "its pose is drawn once it is solved"
    assert until(lambda: notebook.kernel_eval("print(p.solving)") == "False"), "and asked for"

    programme = json.loads(notebook.kernel_eval("import json; print(json.dumps(p.programme))"))
    stop(page)
    player.start()
    seen = {}
    for segment in programme["segments"]:
        card = programme["cards"][segment["card"]]["left"]
        assert player.step == card["title"]
        expect(picture.first).to_have_accessible_name(card["alt"])
        seen[segment["card"]] = picture.first.locator("svg image").count()
        if segment["card"] == "wall/step_back":
            image = picture.first.locator("svg image")
            box = image.bounding_box()
            assert box["width"] > 150 and box["height"] > 100, "the given image is seen"
            colour = image.evaluate(
                "async e => { const i = new Image(); i.src = e.href.baseVal; await i.decode();"
                "return [i.naturalWidth, i.naturalHeight] }"
            )
            assert colour == [400, 300]
        if segment["kind"] == "hold":
            player.run(segment["ms"] / 1000)
        else:
            player.button("Next").click()
    assert seen["wall/step_back"] == 1
    assert seen["wall/hold"] == 0, "words stand where there is no picture"
    expect(player.end).to_contain_text("Left side: 1 of 1 hold, 30 s")
    told = "print(p.status, len(p.log))"
    assert until(lambda: notebook.kernel_eval(told) == "finished 1"), "Python hears of the end"
    assert notebook.outside == [] and notebook.errors == [] and notebook.own_console() == []

    shown = page.locator(f'table img[alt="{ALT}"]')
    page.clock.resume()
    assert until(lambda: notebook.show(2) and shown.count()), "its page shows the same picture"
    assert shown.evaluate("async e => { await e.decode(); return e.naturalWidth }") > 0
