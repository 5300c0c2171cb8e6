"""The player in JupyterLab: beside a kernel, other players, the notebook's keys and theme."""

import json

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.player import Shown, record, stop
from tests.browser.test_player_wake import LOCKS, held, speed
from tests.browser.test_player_window import FORBIDDEN, fills
from tests.browser.watched import until

GUIDED = "import psoaslib as ps\np = ps.stretch('ball').player(guided=True)\np"
BOTH = "q = ps.stretch('ball').player(side='left', repetitions=1)\nq"


@pytest.fixture
def notebook(lab, lab_page, request):
    """Give a function that opens a notebook of cells, runs it, and gives page and players."""

    def open_(*cells, voice=False, init=""):
        record(lab_page.page, voice, clock="running")
        lab_page.page.add_init_script(init)
        name = f"player-{request.node.name.removeprefix('test_')[:40]}.ipynb"
        lab_page.open(lab.write(name, *cells))
        assert lab_page.run_all(), lab_page.cell_errors()
        return lab_page

    return open_


def players(page, count=1):
    regions = page.get_by_role("region", name="Stretch player")
    expect(regions).to_have_count(count)
    return [Shown(page, each) for each in regions.all()]


def ask(lab_page, expression):
    return json.loads(lab_page.kernel_eval(f"import json; print(json.dumps({expression}))"))


def test_it_plays_and_python_reads_and_asks(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
    stop(lab_page.page)
    player.start()
    assert until(lambda: ask(lab_page, "p.status") == "running")
    lab_page.kernel_eval("heard = []; p.observe(lambda change: heard.append(change['name']))")
    player.run(3)
    lab_page.page.wait_for_timeout(300)
    assert ask(lab_page, "heard") == [], "traits are sent at changes and not at every frame"
    player.button("Pause").click()
    assert until(lambda: ask(lab_page, "'status' in heard"))
    assert ask(lab_page, "p.elapsed") == pytest.approx(3, abs=0.1)
    player.button("Resume").click()
    first = ask(lab_page, "p.programme['segments'][0]['ms']") / 1000
    player.run(first - 2.5)
    assert until(lambda: ask(lab_page, "p.segment") == 1)
    assert ask(lab_page, "p.elapsed") == pytest.approx(first, abs=0.5)
    lab_page.kernel_eval("p.pause()")
    expect(player.button("Resume")).to_be_visible()
    lab_page.kernel_eval("p.next()")
    assert until(lambda: ask(lab_page, "p.segment") == 2)
    lab_page.kernel_eval("p.start()")
    expect(player.button("Pause")).to_be_visible()
    player.run(130)
    assert until(lambda: ask(lab_page, "p.status") == "finished")
    hold = {"stretch": "ball", "side": "right", "repetition": 1, "seconds": 30, "completed": True}
    assert ask(lab_page, "p.log") == [hold]
    assert lab_page.outside == [] and lab_page.errors == [] and lab_page.own_console() == []


def test_started_from_python_it_is_silent_until_a_click(notebook):
    lab_page = notebook(GUIDED, voice=True)
    (player,) = players(lab_page.page)
    lab_page.kernel_eval("p.start()")
    expect(player.button("Pause")).to_be_visible()
    player.run(40)
    assert player.heard("tones") == [] and player.heard("spoken") == []
    assert len(player.heard("announced")) >= 2, "a screen reader hears it all the same"
    player.part("step").click()
    player.wake()
    player.run(40)
    assert player.heard("tones") and player.heard("spoken")


def test_of_two_players_one_plays_and_the_other_says_why_it_does_not(notebook):
    lab_page = notebook(GUIDED, BOTH, voice=True)
    one, two = players(lab_page.page, 2)
    other = two.countdown, two.step
    one.start()
    one.run(4)
    assert (two.countdown, two.step) == other
    expect(two.button("Start")).to_be_visible()
    two.start()
    expect(one.button("Resume")).to_be_visible()
    for part in ("caption", "notes"):
        expect(one.part(part)).to_contain_text("Paused: another player was started.")
    assert until(lambda: ask(lab_page, "[p.status, p.notice]") == ["paused", "yielded"])
    two.run(0.5)
    assert one.heard("spoken")[-1]["text"] in two.part("caption").inner_text()
    held = two.step
    one.button("Back").click()
    one.button("Sound").click()
    assert two.step == held
    expect(two.button("Pause")).to_be_visible()
    expect(two.button("Sound")).to_have_attribute("aria-pressed", "true")
    one.button("Resume").click()
    expect(two.button("Resume")).to_be_visible()
    expect(one.part("notes")).not_to_contain_text("another player")


def test_one_player_shown_twice_stays_in_step(notebook):
    lab_page = notebook(GUIDED, "p")
    one, two = players(lab_page.page, 2)
    stop(lab_page.page)
    one.start()
    one.run(6.5)
    expect(one.button("Pause")).to_be_visible()
    assert one.part("frame").inner_text() == two.part("frame").inner_text()
    two.button("Next").click()
    two.run(3)
    assert one.part("frame").inner_text() == two.part("frame").inner_text()
    lab_page.page.clock.resume()
    announced = one.heard("announced")
    assert len(announced) == len(set(announced)), "one of them speaks to the screen reader"
    lab_page.command("notebook:delete-cell")
    expect(lab_page.page.get_by_role("region", name="Stretch player")).to_have_count(1)
    lab_page.page.wait_for_timeout(200)
    (left,) = players(lab_page.page)
    expect(left.button("Pause")).to_be_visible()


def test_a_cell_run_again_leaves_no_orphan_and_a_kernel_that_is_gone_a_player_that_plays(
    notebook, lab
):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
    lab_page.kernel_eval("former = p")
    player.start()
    for _ in range(2):
        assert lab_page.run_cell(0)
    lab_page.page.wait_for_timeout(300)
    (player,) = players(lab_page.page)
    expect(player.button("Start")).to_be_visible()
    assert ask(lab_page, "former.comm is None")
    assert lab_page.page.evaluate("globalThis[Symbol.for('psoaslib.code.1')].size") == 1
    tones, spoken = len(player.heard("tones")), len(player.heard("spoken"))
    player.run(60)
    assert len(player.heard("tones")) == tones and len(player.heard("spoken")) == spoken
    assert lab_page.errors == [] and lab_page.own_console() == []
    lab_page.save()
    saved = nbformat.read(next(lab.root.glob("player-a_cell_run*.ipynb")), as_version=4)
    states = saved.metadata.get("widgets", {}).get(
        "application/vnd.jupyter.widget-state+json", {"state": {}}
    )["state"]
    assert sum("programme" in each["state"] for each in states.values()) <= 1

    player.start()
    lab_page.kernel_start("import time; time.sleep(4)")

    def plays_on():
        stop(lab_page.page)
        before = player.left
        player.run(10)
        assert before - player.left == pytest.approx(10, abs=1)
        lab_page.page.clock.resume()

    plays_on()
    lab_page.restart_kernel()
    plays_on()
    expect(player.button("Pause")).to_be_visible()


def test_the_last_view_gone_pauses_and_a_moved_cell_plays_on(notebook):
    lab_page = notebook(GUIDED, "1")
    (player,) = players(lab_page.page)
    player.start()
    lab_page.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    lab_page.command("notebook:move-cell-down")
    lab_page.page.wait_for_timeout(300)
    (player,) = players(lab_page.page)
    expect(player.button("Pause")).to_be_visible()
    tones = len(player.heard("tones"))
    lab_page.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 1")
    lab_page.command("notebook:clear-cell-output")
    expect(lab_page.page.get_by_role("region", name="Stretch player")).to_have_count(0)
    assert until(lambda: ask(lab_page, "p.status") == "paused")
    lab_page.page.clock.run_for(60_000)
    sounding = [tone for tone in player.heard("tones")[tones:] if not tone["taken"]]
    assert sounding == []


def test_after_a_reload_it_is_paused_and_tells_python(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
    speed(player).select_option("1.25")
    assert until(lambda: ask(lab_page, "p.voice_speed") == 1.25)
    player.start()
    player.button("Next").click()
    step = player.step
    player.run(3)
    assert until(lambda: ask(lab_page, "p.segment") == 1)
    lab_page.save()
    lab_page.reload()
    (player,) = players(lab_page.page)
    expect(player.button("Resume")).to_be_visible()
    assert player.step == step
    expect(player.part("notes")).to_contain_text("the page was left")
    assert until(lambda: ask(lab_page, "[p.status, p.notice]") == ["paused", "reloaded"])
    expect(speed(player)).to_have_value("1.25")


def test_keys_stay_in_the_player_chords_reach_the_notebook_and_it_follows_the_theme(notebook):
    lab_page = notebook(GUIDED, "x = 1")
    (player,) = players(lab_page.page)
    page = lab_page.page
    before = [cell["source"] for cell in lab_page.cells()]
    player.part("step").click()
    for key in ("d", "d", "a", "b", "x", "m", "ArrowRight", "ArrowLeft", "Space", "Escape", "1"):
        page.keyboard.press(key)
    player.button("Next").focus()
    for key in ("d", "d", "a", "Enter"):
        page.keyboard.press(key)
    assert [cell["source"] for cell in lab_page.cells()] == before
    assert [cell["type"] for cell in lab_page.cells()] == ["code", "code"]
    dirty = "jupyterapp.shell.currentWidget.context.model.dirty"
    page.evaluate(f"{dirty} = true")
    page.keyboard.press("Control+s")
    assert until(lambda: not page.evaluate(dirty)), "Ctrl+S saves the notebook"
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert [cell["source"] for cell in lab_page.cells()] == before

    ground = "e => getComputedStyle(e).backgroundColor"
    toolbar = "getComputedStyle(document.querySelector('.jp-Toolbar button, .jp-Toolbar')).font"
    assert player.root.evaluate(ground) == "rgb(255, 255, 255)"
    font = lab_page.page.evaluate(toolbar)
    lab_page.page.emulate_media(color_scheme="dark")
    assert player.root.evaluate(ground) == "rgb(255, 255, 255)", "not the system's theme"
    lab_page.page.emulate_media(color_scheme="light")
    lab_page.command("apputils:change-theme", theme="JupyterLab Dark")
    until(lambda: player.root.evaluate(ground) != "rgb(255, 255, 255)")
    assert player.root.evaluate(ground) == "rgb(17, 24, 28)"
    assert lab_page.page.evaluate(toolbar) == font


def test_it_fills_the_window_and_taken_away_lets_the_screen_sleep_and_the_page_scroll(notebook):
    lab_page = notebook(GUIDED, init=LOCKS + FORBIDDEN)
    (player,) = players(lab_page.page)
    player.start()
    full = player.button("Full screen")
    full.click()
    assert fills(player), "above JupyterLab's own parts"
    expect(full).to_be_focused()
    lab_page.page.keyboard.press("Escape")
    expect(full).to_have_attribute("aria-pressed", "false")
    expect(full).to_be_focused()
    assert not fills(player)
    lab_page.page.locator(".jp-NotebookPanel-toolbar").first.click(trial=True)
    full.click()
    assert held(player) == [True]
    lab_page.command("notebook:clear-cell-output")
    expect(lab_page.page.get_by_role("region", name="Stretch player")).to_have_count(0)
    assert until(lambda: held(player) == [False])
    assert lab_page.page.evaluate("document.documentElement.style.overflow") == ""
    assert lab_page.errors == [] and lab_page.own_console() == []
