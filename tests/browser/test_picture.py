"""A lecturer's figure in a page: drawn live, marked, turned, and saved for print."""

import struct

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.figures.style import COLOURS
from tests.browser.accessible import faults
from tests.browser.pixels import WITHOUT_WEBGL, count, rest
from tests.browser.watched import until

LUNGE = ps.stretch("lunge")


@pytest.fixture
def opened(drawing_page, tmp_path):
    def open_(figure, width=760, **options):
        file = tmp_path / "figure.html"
        file.write_text(figure.page(), encoding="utf-8")
        options = {"reduced_motion": "reduce", **options}
        options["viewport"] = {"width": width, "height": 800}
        return drawing_page(file, **options)

    return open_


def region(watched):
    return watched.page.get_by_role("region", name="Figure: ")


def pictures(watched):
    """Return the pictures of a figure, once they stand and have their names."""
    found = region(watched).get_by_role("img")
    found.first.wait_for()
    for picture in found.all():
        rest(picture)
        assert until(lambda picture=picture: picture.get_attribute("aria-label"))
    return found.all()


def test_a_pair_shows_both_with_names_mark_and_bars(opened):
    figure = LUNGE.figure("hold", error=True, labels=["sacrum", "psoas_major"], scale=True)
    watched = opened(figure)
    right, wrong = pictures(watched)
    assert count(right, COLOURS["long"]) > 50 > count(wrong, COLOURS["long"])
    assert "Labelled: Sacrum, Psoas major." in right.get_attribute("aria-label")
    assert "12 mm longer than in standing" in right.get_attribute("aria-label")
    marks = region(watched).locator(".px-marks")
    assert sorted(marks.nth(0).locator("text").all_text_contents()) == ["Psoas major", "Sacrum"]
    red = [int(COLOURS["error"][k : k + 2], 16) for k in (1, 3, 5)]
    filled = "(all, red) => all.some(e => getComputedStyle(e).fill === `rgb(${red.join(', ')})`)"
    found = [each.locator("circle").evaluate_all(filled, red) for each in marks.all()]
    assert found == [False, True]
    expect(region(watched).locator(".px-bars")).to_have_count(2)
    azimuth = "canvas => canvas.scene.view.camera.azimuth"
    begin = right.evaluate(azimuth)
    wrong.focus()
    watched.page.keyboard.press("ArrowLeft")
    assert until(lambda: right.evaluate(azimuth) == begin + 15), "both turn together"
    assert faults(watched.page) == [] and watched.errors == []


def test_a_figure_is_turned_and_comes_back(opened):
    watched = opened(LUNGE.figure("tuck", change=True))
    (picture,) = pictures(watched)
    assert "An arrow at the pelvis: it tucks under." in picture.get_attribute("aria-label")
    azimuth = "canvas => canvas.scene.view.camera.azimuth"
    begin = picture.evaluate(azimuth)
    picture.focus()
    watched.page.keyboard.press("ArrowLeft")
    assert until(lambda: picture.evaluate(azimuth) == begin + 15)
    region(watched).get_by_role("button", name="Back").click()
    assert until(lambda: picture.evaluate(azimuth) == 270)
    picture.focus()
    watched.page.keyboard.press("Home")
    assert until(lambda: picture.evaluate(azimuth) == begin)


def test_where_almost_nothing_moves_a_figure_says_so(opened):
    watched = opened(LUNGE.figure("hold", change=True))
    (picture,) = pictures(watched)
    nothing = LUNGE.figure("hold", change=True).figure["panels"][0]["before"]["nothing"]
    assert nothing in picture.get_attribute("aria-label")
    expect(region(watched).get_by_text(nothing, exact=True)).to_be_visible()


def small(figure):
    """Return a figure that is saved as a small picture, which software draws soon."""
    assert figure.figure["width"] == 2400
    figure.figure = figure.figure | {"width": 480}
    return figure


def width(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])[0]


def test_its_button_saves_a_picture_for_print(opened):
    watched = opened(small(LUNGE.figure("hold", close=True, labels=["sacrum"])), width=420)
    pictures(watched)
    with watched.page.expect_download() as saved:
        save = region(watched).get_by_role("button", name="Save picture")
        save.click()
        expect(region(watched).get_by_role("button", name="Drawing …")).to_be_focused()
    expect(save).to_be_focused()
    assert saved.value.suggested_filename == "lunge-hold.png"
    assert width(saved.value.path().read_bytes()) == 480
    expect(region(watched).get_by_role("status")).to_have_text("Saved as a PNG picture.")


def test_python_saves_the_same_picture_where_there_is_a_browser(tmp_path):
    path = small(LUNGE.figure("hold", dark=True)).save(tmp_path / "hold.png")
    assert width(path.read_bytes()) == 480


def test_without_webgl_its_words_say_what_it_would_show(page_file, tmp_path):
    figure = LUNGE.figure("hold", labels=True)
    file = tmp_path / "figure.html"
    file.write_text(figure.page(), encoding="utf-8")
    watched = page_file(file, before=WITHOUT_WEBGL)
    expect(region(watched)).to_contain_text("This browser offers no WebGL")
    expect(region(watched).get_by_text(figure.alt)).to_be_visible()
    assert faults(watched.page) == [] and watched.errors == []
