"""The player in JupyterLab: the voice's speed in Python, the window filled, the screen awake."""

import pytest
from playwright.sync_api import expect

from tests.browser.player import record
from tests.browser.test_player_lab import GUIDED, ask, players
from tests.browser.test_player_wake import LOCKS, held, speed
from tests.browser.test_player_window import FORBIDDEN, fills
from tests.browser.watched import until


@pytest.fixture
def notebook(lab, lab_page, request):
    """Give a function that opens a notebook with a player, after a script of the test's own."""

    def open_(init=""):
        record(lab_page.page, clock="running")
        lab_page.page.add_init_script(init)
        name = f"devices-{request.node.name.removeprefix('test_')[:40]}.ipynb"
        lab_page.open(lab.write(name, GUIDED))
        assert lab_page.run_all(), lab_page.cell_errors()
        return lab_page

    return open_


def test_python_reads_the_voice_s_speed_and_a_reload_keeps_it(notebook):
    lab_page = notebook()
    (player,) = players(lab_page.page)
    speed(player).select_option("1.25")
    assert until(lambda: ask(lab_page, "p.voice_speed") == 1.25)
    lab_page.save()
    lab_page.reload()
    (player,) = players(lab_page.page)
    expect(speed(player)).to_have_value("1.25")


def test_it_fills_the_window_above_jupyterlab_s_own_parts(notebook):
    lab_page = notebook(FORBIDDEN)
    (player,) = players(lab_page.page)
    player.start()
    player.button("Full screen").click()
    assert fills(player)
    expect(player.button("Full screen")).to_be_focused()
    lab_page.page.keyboard.press("Escape")
    expect(player.button("Full screen")).to_have_attribute("aria-pressed", "false")
    expect(player.button("Full screen")).to_be_focused()
    assert not fills(player)
    lab_page.page.locator(".jp-NotebookPanel-toolbar").first.click(trial=True)
    assert lab_page.errors == [] and lab_page.own_console() == []


def test_a_player_that_is_taken_away_lets_the_screen_sleep_and_the_page_scroll(notebook):
    lab_page = notebook(LOCKS + FORBIDDEN)
    (player,) = players(lab_page.page)
    player.start()
    player.button("Full screen").click()
    assert held(player) == [True]
    lab_page.command("notebook:clear-cell-output")
    expect(lab_page.page.get_by_role("region", name="Stretch player")).to_have_count(0)
    assert until(lambda: held(player) == [False])
    assert lab_page.page.evaluate("document.documentElement.style.overflow") == ""
