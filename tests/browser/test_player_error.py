"""The player shows a step's common error beside what is right; on a phone one under the other."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.programme import cards
from tests.browser.player import Recorded


@pytest.mark.parametrize(("width", "rows"), [(1200, 1), (390, 2)])
def test_the_error_stands_beside_what_is_right(page_file, tmp_path, width, rows):
    widget = ps.stretch("lunge").player(guided=True)
    path = widget.save_html(tmp_path / "lunge.html")
    page = page_file(path, Recorded(), viewport={"width": width, "height": 800}).page
    pair = page.locator(".pp-pair")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(pair).to_be_hidden()
    for segment in widget.programme["segments"]:
        if segment["kind"] == "hold":
            break
        page.get_by_role("button", name="Next", exact=True).click()
    expect(pair).to_contain_text("Like this: Hold the tuck, eyes open")
    expect(pair).to_contain_text("Not like this: The tilt is lost")
    wrong = widget.programme["cards"]["lunge/hold"]["left"]["wrong"]["wrong"]
    expect(pair.get_by_role("img", name=wrong["alt"], exact=True)).to_be_visible()
    for row in widget.programme["lengths"][wrong["picture"]]["rows"]:
        expect(pair).to_contain_text(row["words"])
    # The tilt lost makes the psoas shorter.
    expect(pair.get_by_text("no gain")).to_be_hidden()
    tops = {round(part.bounding_box()["y"]) for part in pair.locator("figure").all()}
    assert len(tops) == rows
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_a_longer_psoas_is_no_gain_the_card_says_so_as_the_page_does(page_file, tmp_path):
    widget = ps.stretch("lunge").player(guided=True)
    page = page_file(widget.save_html(tmp_path / "lunge.html"), Recorded()).page
    said = " ".join(cards.NO_GAIN)
    seen = {}
    for segment in widget.programme["segments"]:
        wrong = widget.programme["cards"][segment["card"]]["left"]["wrong"]
        if wrong:
            seen[wrong["wrong"]["title"]] = said in page.locator(".pp-pair").inner_text()
        page.get_by_role("button", name="Next", exact=True).click()
    assert seen["The rear foot is turned out"] is True
    assert seen["The tilt is lost"] is False
