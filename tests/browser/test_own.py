"""An instructor's own folder, added beside a notebook, is drawn and played to its end."""

import json

from playwright.sync_api import expect

from tests.browser.player import Shown, stop
from tests.browser.watched import until
from tests.own_folders import example, posed

LOAD = "import psoaslib as ps\nwall = ps.load('my_folder').stretch('wall')"
PLAY = "p = wall.player(side='left', repetitions=1)\np"
ALT = "Both hands on a wall, the left foot a short step behind with its heel up."


def test_a_stretch_of_one_s_own_folder_is_drawn_and_plays_to_its_end(lab, same_lab):
    page = same_lab.page
    (lab.root / "own").mkdir()
    posed(example(lab.root / "own"), stand="stand")
    page.evaluate("document.documentElement.dataset.psoasDraws = 'live'")
    same_lab.open(lab.write("own/own.ipynb", LOAD, PLAY, "wall.steps()"))
    same_lab.keep_every_cell()
    assert same_lab.run_all(), same_lab.cell_errors()
    player = Shown(page)
    picture = player.root.get_by_role("img")

    figure = player.part("figure")
    standing = "(figure) => figure.scene?.now().moment === 'stand'"
    assert until(lambda: figure.evaluate(standing)), "its pose is drawn once it is solved"
    assert until(lambda: same_lab.kernel_eval("print(p.solving)") == "False"), "and asked for"

    programme = json.loads(same_lab.kernel_eval("import json; print(json.dumps(p.programme))"))
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
    assert until(lambda: same_lab.kernel_eval(told) == "finished 1"), "Python hears of the end"
    assert same_lab.outside == [] and same_lab.errors == [] and same_lab.own_console() == []

    shown = page.locator(f'table img[alt="{ALT}"]')
    page.clock.resume()
    assert until(shown.count), "its page shows the same picture"
    assert shown.evaluate("async e => { await e.decode(); return e.naturalWidth }") > 0
    page.evaluate("delete document.documentElement.dataset.psoasDraws")
