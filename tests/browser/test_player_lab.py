"""The player in JupyterLab: beside a kernel, other players, the notebook's keys and theme."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.lab import KEPT
from tests.browser.player import Shown, stop
from tests.browser.test_player_wake import LOCKS, held, speed
from tests.browser.test_player_window import FORBIDDEN, fills
from tests.browser.watched import until

GUIDED = "import psoaslib as ps\np = ps.stretch('ball').player(guided=True)\np"
BOTH = "q = ps.stretch('ball').player(side='left', repetitions=1)\nq"


def players(page, count=1):
    regions = page.get_by_role("region", name="Stretch player")
    expect(regions).to_have_count(count)
    return [Shown(page, each) for each in regions.all()]


def test_it_plays_and_python_reads_and_asks(same_lab):
    same_lab.show(GUIDED)
    (player,) = players(same_lab.page)
    stop(same_lab.page)
    player.start()
    assert until(lambda: same_lab.python("p.status") == "running")
    same_lab.kernel_eval("heard = []; p.observe(lambda change: heard.append(change['name']))")
    player.run(3)
    same_lab.page.wait_for_timeout(300)
    assert same_lab.python("heard") == [], "traits are sent at changes and not at every frame"
    player.button("Pause").click()
    assert until(lambda: same_lab.python("'status' in heard"))
    assert same_lab.python("p.elapsed") == pytest.approx(3, abs=0.1)
    player.button("Resume").click()
    first = same_lab.python("p.programme['segments'][0]['ms']") / 1000
    player.run(first - 2.5)
    assert until(lambda: same_lab.python("p.segment") == 1)
    assert same_lab.python("p.elapsed") == pytest.approx(first, abs=0.5)
    same_lab.kernel_eval("p.pause()")
    expect(player.button("Resume")).to_be_visible()
    for segment in range(2, 7):
        same_lab.kernel_eval("p.next()")
        assert until(lambda wanted=segment: same_lab.python("p.segment") == wanted)
    same_lab.kernel_eval("p.start()")
    expect(player.button("Pause")).to_be_visible()
    player.run(31)
    same_lab.kernel_eval("p.next()")
    assert until(lambda: same_lab.python("p.status") == "finished")
    hold = {"stretch": "ball", "side": "right", "repetition": 1, "seconds": 30, "completed": True}
    assert same_lab.python("p.log") == [hold]
    assert same_lab.outside == [] and same_lab.errors == [] and same_lab.own_console() == []


def test_started_from_python_it_is_silent_until_a_click(same_lab):
    same_lab.show(GUIDED)
    (player,) = players(same_lab.page)
    same_lab.kernel_eval("p.start()")
    expect(player.button("Pause")).to_be_visible()
    player.run(20)
    assert player.heard("tones") == [] and player.heard("spoken") == []
    assert len(player.heard("announced")) >= 2, "a screen reader hears it all the same"
    player.part("step").click()
    player.wake()
    player.run(14)
    assert player.heard("tones") and player.heard("spoken")


def test_of_two_players_one_plays_and_the_other_says_why_it_does_not(same_lab):
    same_lab.show(GUIDED, BOTH)
    one, two = players(same_lab.page, 2)
    other = two.countdown, two.step
    one.start()
    one.run(4)
    assert (two.countdown, two.step) == other
    expect(two.button("Start")).to_be_visible()
    two.start()
    expect(one.button("Resume")).to_be_visible()
    for part in ("caption", "notes"):
        expect(one.part(part)).to_contain_text("Paused: another player was started.")
    assert until(lambda: same_lab.python("[p.status, p.notice]") == ["paused", "yielded"])
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


def test_one_player_shown_twice_stays_in_step(same_lab):
    same_lab.show(GUIDED, "p")
    one, two = players(same_lab.page, 2)
    stop(same_lab.page)
    one.start()
    one.run(6.5)
    expect(one.button("Pause")).to_be_visible()
    assert one.part("frame").inner_text() == two.part("frame").inner_text()
    two.button("Next").click()
    two.run(3)
    assert one.part("frame").inner_text() == two.part("frame").inner_text()
    same_lab.page.clock.resume()
    announced = one.heard("announced")
    assert len(announced) == len(set(announced)), "one of them speaks to the screen reader"
    same_lab.command("notebook:delete-cell")
    expect(same_lab.page.get_by_role("region", name="Stretch player")).to_have_count(1)
    same_lab.page.wait_for_timeout(200)
    (left,) = players(same_lab.page)
    expect(left.button("Pause")).to_be_visible()


def test_a_cell_run_again_leaves_no_orphan_and_a_kernel_that_is_gone_a_player_that_plays(
    same_lab, lab
):
    same_lab.show(GUIDED)
    (player,) = players(same_lab.page)
    same_lab.kernel_eval("former = p")
    kept = "globalThis[Symbol.for('psoaslib.code.1')].size"
    codes = same_lab.page.evaluate(kept)
    player.start()
    for _ in range(2):
        assert same_lab.run_cell(0)
    same_lab.page.wait_for_timeout(300)
    (player,) = players(same_lab.page)
    expect(player.button("Start")).to_be_visible()
    assert same_lab.python("former.comm is None")
    assert same_lab.page.evaluate(kept) == codes
    tones, spoken = len(player.heard("tones")), len(player.heard("spoken"))
    player.run(20)
    assert len(player.heard("tones")) == tones and len(player.heard("spoken")) == spoken
    assert same_lab.errors == [] and same_lab.own_console() == []
    same_lab.save()
    saved = nbformat.read(lab.root / KEPT, as_version=4)
    states = saved.metadata.get("widgets", {}).get(
        "application/vnd.jupyter.widget-state+json", {"state": {}}
    )["state"]
    assert sum("programme" in each["state"] for each in states.values()) <= 1

    player.start()
    same_lab.kernel_start("import time; time.sleep(4)")

    def plays_on():
        stop(same_lab.page)
        before = player.left
        player.run(10)
        assert before - player.left == pytest.approx(10, abs=1)
        same_lab.page.clock.resume()

    plays_on()
    same_lab.restart_kernel()
    plays_on()
    expect(player.button("Pause")).to_be_visible()


def test_the_last_view_gone_pauses_and_a_moved_cell_plays_on(same_lab):
    same_lab.show(GUIDED, "1")
    (player,) = players(same_lab.page)
    player.start()
    same_lab.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    same_lab.command("notebook:move-cell-down")
    same_lab.page.wait_for_timeout(300)
    (player,) = players(same_lab.page)
    expect(player.button("Pause")).to_be_visible()
    tones = len(player.heard("tones"))
    same_lab.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 1")
    same_lab.command("notebook:clear-cell-output")
    expect(same_lab.page.get_by_role("region", name="Stretch player")).to_have_count(0)
    assert until(lambda: same_lab.python("p.status") == "paused")
    same_lab.page.clock.run_for(20_000)
    sounding = [tone for tone in player.heard("tones")[tones:] if not tone["taken"]]
    assert sounding == []


def test_after_a_reload_it_is_paused_and_tells_python(same_lab):
    same_lab.show(GUIDED)
    (player,) = players(same_lab.page)
    speed(player).select_option("1.25")
    assert until(lambda: same_lab.python("p.voice_speed") == 1.25)
    player.start()
    player.button("Next").click()
    step = player.step
    player.run(3)
    assert until(lambda: same_lab.python("p.segment") == 1)
    same_lab.save()
    same_lab.reload()
    (player,) = players(same_lab.page)
    expect(player.button("Resume")).to_be_visible()
    assert player.step == step
    expect(player.part("notes")).to_contain_text("the page was left")
    assert until(lambda: same_lab.python("[p.status, p.notice]") == ["paused", "reloaded"])
    expect(speed(player)).to_have_value("1.25")


def test_keys_stay_in_the_player_chords_reach_the_notebook_and_it_follows_the_theme(same_lab):
    same_lab.show(GUIDED, "x = 1")
    (player,) = players(same_lab.page)
    page = same_lab.page
    before = [cell["source"] for cell in same_lab.cells()]
    player.part("step").click()
    for key in ("d", "d", "a", "b", "x", "m", "ArrowRight", "ArrowLeft", "Space", "Escape", "1"):
        page.keyboard.press(key)
    player.button("Next").focus()
    for key in ("d", "d", "a", "Enter"):
        page.keyboard.press(key)
    assert [cell["source"] for cell in same_lab.cells()] == before
    assert [cell["type"] for cell in same_lab.cells()] == ["code", "code"]
    dirty = "jupyterapp.shell.currentWidget.context.model.dirty"
    page.evaluate(f"{dirty} = true")
    page.keyboard.press("Control+s")
    assert until(lambda: not page.evaluate(dirty)), "Ctrl+S saves the notebook"
    page.keyboard.press("d")
    page.keyboard.press("d")
    assert [cell["source"] for cell in same_lab.cells()] == before

    ground = "e => getComputedStyle(e).backgroundColor"
    toolbar = "getComputedStyle(document.querySelector('.jp-Toolbar button, .jp-Toolbar')).font"
    assert player.root.evaluate(ground) == "rgb(255, 255, 255)"
    font = same_lab.page.evaluate(toolbar)
    same_lab.page.emulate_media(color_scheme="dark")
    assert player.root.evaluate(ground) == "rgb(255, 255, 255)", "not the system's theme"
    same_lab.page.emulate_media(color_scheme="light")
    same_lab.command("apputils:change-theme", theme="JupyterLab Dark")
    assert until(lambda: player.root.evaluate(ground) == "rgb(17, 24, 28)")
    assert same_lab.page.evaluate(toolbar) == font
    same_lab.command("apputils:change-theme", theme="JupyterLab Light")
    assert until(lambda: player.root.evaluate(ground) == "rgb(255, 255, 255)")


def test_it_fills_the_window_and_taken_away_lets_the_screen_sleep_and_the_page_scroll(same_lab):
    same_lab.show(GUIDED)
    same_lab.page.evaluate(f"() => {{{LOCKS + FORBIDDEN}}}")
    (player,) = players(same_lab.page)
    player.start()
    full = player.button("Full screen")
    full.click()
    assert fills(player), "above JupyterLab's own parts"
    expect(full).to_be_focused()
    same_lab.page.keyboard.press("Escape")
    expect(full).to_have_attribute("aria-pressed", "false")
    expect(full).to_be_focused()
    assert not fills(player)
    same_lab.page.locator(".jp-NotebookPanel-toolbar").first.click(trial=True)
    full.click()
    assert held(player) == [True]
    same_lab.command("notebook:clear-cell-output")
    expect(same_lab.page.get_by_role("region", name="Stretch player")).to_have_count(0)
    assert until(lambda: held(player) == [False])
    assert same_lab.page.evaluate("document.documentElement.style.overflow") == ""
    assert same_lab.errors == [] and same_lab.own_console() == []
