"""Notebooks as a person opens them: Run All twice, every picture there, every player played."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests.browser.lab import LAB_SIZE, LabPage
from tests.browser.player import Shown
from tests.browser.watched import new_page

FOLDER = Path(__file__).parents[2] / "notebooks"
CODE = {
    path: "\n".join(c.source for c in nbformat.read(path, 4).cells if c.cell_type == "code")
    for path in sorted(FOLDER.glob("*.ipynb"))
}
SHOWN = r"\.(player|quiz|ask|labelling|figure|lab)\("

UNSEEN = """
() => [...document.images]
  .filter((image) => image.closest('.jp-Notebook') && !image.naturalWidth)
  .map((image) => image.alt || image.src)
"""
TO_THE_END = """player => {
  for (let pressed = 0; pressed < 200 && !player.querySelector('[role=status]').textContent
    .includes('Finished.'); pressed += 1) player.querySelector('[data-name=next]').click();
}"""


def chosen() -> list[Path]:
    """List notebooks that show every kind of what a notebook shows; nbval runs all of them."""
    kinds = {path: set(re.findall(SHOWN, code)) for path, code in CODE.items()}
    missing, found = set().union(*kinds.values()), []
    while missing:
        found.append(max(kinds, key=lambda path: len(kinds[path] & missing)))
        missing -= kinds[found[-1]]
    return found


def player_calls(same_lab):
    """Return the places of the cells that show a player."""
    cells = enumerate(same_lab.cells())
    return [n for n, cell in cells if cell["type"] == "code" and ".player(" in cell["source"]]


def test_each_stretch_that_a_notebook_teaches_has_a_player():
    taught = {path: set(re.findall(r"\bstretch\(.(\w+)", code)) for path, code in CODE.items()}
    played = set().union(*(taught[path] for path, code in CODE.items() if ".player(" in code))
    assert set().union(*taught.values()) == played != set()


@pytest.mark.parametrize("notebook", chosen(), ids=lambda path: path.stem)
def test_run_all_works_twice_and_every_player_plays_to_its_end(same_lab, notebook):
    page = same_lab.page
    same_lab.open(f"notebooks/{notebook.name}")
    same_lab.keep_every_cell()
    for _ in range(2):
        assert same_lab.run_all(), same_lab.cell_errors()

    for place in player_calls(same_lab):
        region = same_lab.cell(place).get_by_role("region", name="Stretch player")
        player = Shown(page, region)
        player.start()
        player.root.evaluate(TO_THE_END)
        expect(player.end).to_contain_text("Finished.")

    page.evaluate("document.querySelectorAll('.jp-Notebook details').forEach((d) => d.open = true)")
    page.wait_for_function(f"!({UNSEEN})().length")
    assert same_lab.outside == [] and same_lab.errors == [] and same_lab.own_console() == []


def test_a_page_opened_anew_says_which_button_to_press(lab, browser):
    path = next(path for path, code in CODE.items() if ".player(" in code)
    shutil.copy(lab.root / "notebooks" / path.name, lab.root / "notebooks" / "again.ipynb")
    with new_page(browser, viewport=LAB_SIZE) as page:
        lab_page = LabPage(page, server=lab)
        for opened in range(2):
            page.goto(f"{lab.url}/lab/tree/notebooks/again.ipynb?reset")
            lab_page.wait_for_kernel().keep_every_cell()
            (place,) = player_calls(lab_page)
            cell, below = lab_page.cell(place), lab_page.cell(place + 1)
            line = below.get_by_text("Is there no player above this line? Choose Run")
            if opened:
                expect(cell).to_contain_text("Error displaying widget: model not found")
            expect(line).to_be_visible()
            assert lab_page.run_all(), lab_page.cell_errors()
            expect(cell.get_by_role("region", name="Stretch player")).to_be_visible()
            expect(line).to_be_hidden()
            lab_page.save()
            lab_page.shut_down()
