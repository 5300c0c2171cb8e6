"""The contact sheet shows all that is drawn, small enough to keep, and names what is lost."""

import pytest
from PIL import Image

from psoaslib import drawing
from psoaslib.catalogue import catalogue
from tests.browser import contact_sheet


def test_every_picture_stands_on_the_sheet_once():
    listed = [p for _, rows in contact_sheet.blocks(contact_sheet.IMAGES) for r in rows for p in r]
    drawn = [
        contact_sheet.IMAGES / f"{key}.svg"
        for stretch in catalogue().stretches.values()
        for key, _, _ in drawing.pictures(stretch)
    ]
    assert len(set(listed)) == len(listed) and set(drawn) <= set(listed)
    assert {p.stem for p in listed} >= {"hold.right", "hold.left", "waist_on_ball.right"}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_sheet_is_a_picture_of_a_size_to_keep(browser, tmp_path, look):
    html, target = tmp_path / "sheet.html", tmp_path / "sheet.png"
    html.write_text(contact_sheet.page(contact_sheet.IMAGES, look), "utf-8")
    contact_sheet.photograph(browser, html, target)
    assert target.stat().st_size < 1_500_000
    with Image.open(target) as sheet:
        pixels = sheet.convert("RGB")
        colours = {colour for _, colour in pixels.getcolors(1 << 24)}
        corner = pixels.getpixel((1, 1))
    assert len(colours) > 50 and corner == ((255,) * 3 if look == "light" else (17,) * 3)


def test_a_picture_that_is_not_drawn_is_named(browser, tmp_path):
    html = tmp_path / "sheet.html"
    html.write_text(contact_sheet.page(tmp_path, "light"), "utf-8")
    with pytest.raises(ValueError, match="not drawn yet: .*ball/kneel.left.svg"):
        contact_sheet.photograph(browser, html, tmp_path / "sheet.png")
