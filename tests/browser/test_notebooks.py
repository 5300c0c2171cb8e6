"""Every notebook as a person opens it: Run All twice, every picture there, every player played."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import LAB_SIZE, LabPage
from tests.browser.player import Shown, record
from tests.browser.watched import new_page

NOTEBOOKS = sorted(Path(__file__).parents[2].glob("notebooks/*.ipynb"))


@pytest.fixture(scope="module")
def started(lab, browser):
    """Give a page in which JupyterLab has started, its clock taken over."""
    with new_page(browser, viewport=LAB_SIZE) as page:
        record(page, clock="running")
        yield LabPage(page, server=lab).start().page


@pytest.fixture
def played_lab(lab, started):
    """Give the JupyterLab that has started; its notebook is closed with the test."""
    lab_page = LabPage(started, server=lab, started=True)
    yield lab_page
    lab_page.close()


UNSEEN = """
() => [...document.images]
  .filter((image) => image.closest('.jp-Notebook') && !image.naturalWidth)
  .map((image) => image.alt || image.src)
"""


def player_calls(lab_page):
    """Return the places of the cells that show a player."""
    cells = enumerate(lab_page.cells())
    return [n for n, cell in cells if cell["type"] == "code" and ".player(" in cell["source"]]


def test_a_notebook_of_a_stretch_has_a_player():
    without = [path.stem for path in NOTEBOOKS if ".player(" not in path.read_text("utf-8")]
    studies = ("anatomy", "lab", "claims", "measuring")
    assert all(any(name in stem for name in studies) for stem in without)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_run_all_works_twice_and_every_player_plays_to_its_end(played_lab, notebook):
    page = played_lab.page
    played_lab.open(f"notebooks/{notebook.name}")
    played_lab.keep_every_cell()
    for _ in range(2):
        assert played_lab.run_all(), played_lab.cell_errors()

    for place in player_calls(played_lab):
        cell = page.locator(".jp-Notebook .jp-Cell").nth(place)
        player = Shown(page, cell.get_by_role("region", name="Stretch player"))
        player.start()
        for _ in range(20):
            for _ in range(10):
                page.keyboard.press("ArrowRight")
            if player.end.filter(has_text="Finished.").count():
                break
        expect(player.end).to_contain_text("Finished.")

    page.evaluate("document.querySelectorAll('.jp-Notebook details').forEach((d) => d.open = true)")
    page.wait_for_function(f"!({UNSEEN})().length")
    assert played_lab.outside == [] and played_lab.errors == [] and played_lab.own_console() == []


def test_a_page_opened_anew_says_which_button_to_press(lab, lab_page):
    start = lab.root / "notebooks" / "00_start_here.ipynb"
    shutil.copy(start, start.with_name("again.ipynb"))
    lab_page.open("notebooks/again.ipynb")
    lab_page.keep_every_cell()
    (place,) = player_calls(lab_page)
    line = lab_page.cell(place + 1).get_by_text("Is there no player above this line? Choose Run")
    player = lab_page.cell(place).get_by_role("region", name="Stretch player")
    expect(line).to_be_visible()
    assert lab_page.run_all(), lab_page.cell_errors()
    expect(player).to_be_visible()
    expect(line).to_be_hidden()
    lab_page.save()
    lab_page.shut_down()

    lab_page.open("notebooks/again.ipynb")
    lab_page.keep_every_cell()
    expect(lab_page.cell(place)).to_contain_text("Error displaying widget: model not found")
    expect(line).to_be_visible()
    assert lab_page.run_all(), lab_page.cell_errors()
    expect(player).to_be_visible()
    expect(line).to_be_hidden()
