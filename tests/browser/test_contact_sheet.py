"""The contact sheet shows all that is drawn, small enough to keep, and names what is lost."""

import pytest
from PIL import Image, ImageColor

from psoaslib import drawing
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from psoaslib.sides import SIDES
from tests.browser import contact_sheet
from tests.browser.contact_sheet import IMAGES


def test_every_still_stands_on_the_sheet_and_each_error_beside_what_is_right():
    wanted = {(path,) for path in (IMAGES / "anatomy").glob("*.svg")}
    assert len(wanted) == len(catalogue().plates)
    for stretch in catalogue().stretches.values():
        for side in SIDES:
            for record in drawing.posed(stretch):
                names = [getattr(record, "right", None), record.id]
                paths = (IMAGES / stretch.id / f"{name}.{side}.webp" for name in names if name)
                wanted.add(tuple(paths))
    cells = [cell for _, rows in contact_sheet.blocks(IMAGES) for row in rows for cell in row]
    assert set(cells) == wanted and len(cells) == len(wanted)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_sheet_is_a_picture_of_a_size_to_keep(browser, tmp_path, look):
    html, target = tmp_path / "sheet.html", tmp_path / "sheet.png"
    html.write_text(contact_sheet.page(IMAGES, look), "utf-8")
    contact_sheet.photograph(browser, html, target)
    assert target.stat().st_size < 1_500_000
    with Image.open(target) as sheet:
        pixels = sheet.convert("RGB")
        colours = {colour for _, colour in pixels.getcolors(1 << 24)}
        corner = pixels.getpixel((1, 1))
    ground = 255 if look == "light" else 17
    assert max(abs(part - ground) for part in corner) <= 3
    assert {ImageColor.getrgb(style.COLOURS[name]) for name in ("long", "short")} <= colours


def test_pictures_that_are_not_drawn_are_named(tmp_path):
    with pytest.raises(
        ValueError, match="not drawn yet: .*ball/kneel.left.webp.*anatomy/front.svg"
    ):
        contact_sheet.page(tmp_path, "light")


def test_a_file_that_is_no_picture_is_named(browser, tmp_path):
    broken, html = tmp_path / "broken.svg", tmp_path / "sheet.html"
    broken.write_text("<svg", "utf-8")
    html.write_text(f'<img src="{broken.as_uri()}" title="broken.svg">', "utf-8")
    with pytest.raises(ValueError, match="no pictures: broken.svg"):
        contact_sheet.photograph(browser, html, tmp_path / "sheet.png")
