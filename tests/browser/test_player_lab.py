"""The player in JupyterLab: beside a kernel, other players, the notebook's keys and themes."""

import json

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.player import Shown, record, stop
from tests.browser.watched import until

GUIDED = "import psoaslib as ps\np = ps.stretch('ball').player(guided=True)\np"
BOTH = "q = ps.stretch('ball').player(side='left', repetitions=1)\nq"


@pytest.fixture
def notebook(lab, lab_page, request):
    """Give a function that opens a notebook of cells, runs it, and gives page and players."""

    def open_(*cells, voice=False):
        record(lab_page.page, voice, clock="running")
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
    first = ask(lab_page, "p.programme['segments'][0]['ms']") / 1000
    player.run(first + 0.5)
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


def test_traits_are_sent_at_changes_and_not_at_every_frame(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
    stop(lab_page.page)
    player.start()
    assert until(lambda: ask(lab_page, "p.status") == "running")
    lab_page.kernel_eval("heard = []; p.observe(lambda change: heard.append(change['name']))")
    player.run(5)
    lab_page.page.wait_for_timeout(300)
    assert ask(lab_page, "heard") == []
    player.button("Pause").click()
    assert until(lambda: ask(lab_page, "'status' in heard"))
    assert ask(lab_page, "p.elapsed") == pytest.approx(5, abs=0.1)


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


def test_running_the_cell_again_leaves_no_orphan(notebook, lab):
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
    tones, spoken = len(player.heard("tones")), len(player.heard("spoken"))
    player.run(60)
    assert len(player.heard("tones")) == tones and len(player.heard("spoken")) == spoken
    assert lab_page.errors == [] and lab_page.own_console() == []
    lab_page.save()
    saved = nbformat.read(next(lab.root.glob("player-running*.ipynb")), as_version=4)
    states = saved.metadata.get("widgets", {}).get(
        "application/vnd.jupyter.widget-state+json", {"state": {}}
    )["state"]
    assert sum("programme" in each["state"] for each in states.values()) <= 1


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


def test_a_busy_kernel_and_a_restarted_one_leave_it_playing(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
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


def test_after_a_reload_it_is_paused_and_tells_python(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
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


def test_keys_in_the_player_leave_the_notebook_unchanged_and_chords_reach_it(notebook):
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


def test_it_follows_jupyterlab_s_theme_and_leaves_the_page_alone(notebook):
    lab_page = notebook(GUIDED)
    (player,) = players(lab_page.page)
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
