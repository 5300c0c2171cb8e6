"""The contact sheet shows all that is drawn, small enough to keep, and names what is lost."""

import pytest
from PIL import Image, ImageColor

from psoaslib import drawing
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from psoaslib.figures.view import VIEWS
from psoaslib.sides import SIDES
from tests.browser import contact_sheet
from tests.browser.contact_sheet import IMAGES, Films


@pytest.fixture(scope="module")
def films():
    return Films(IMAGES)


@pytest.fixture(scope="module")
def cells(films):
    """Return all cells of the sheet, by what their pictures are."""
    found = {}
    for _, rows in contact_sheet.blocks(IMAGES, films):
        for cell in (cell for row in rows for cell in row.cells):
            _, number = cell.pictures[0]
            assert cell.pictures not in found or number is not None, "no still stands twice"
            found.setdefault(cell.pictures, cell)
    return found


def test_every_still_stands_on_the_sheet_and_each_error_beside_what_is_right(cells):
    wanted = {((path, None),) for path in (IMAGES / "anatomy").glob("*.svg")}
    assert len(wanted) == len(catalogue().plates)
    for stretch in catalogue().stretches.values():
        for side in SIDES:
            for record in drawing.posed(stretch):
                names = [getattr(record, "right", None), record.id]
                paths = (IMAGES / stretch.id / f"{name}.{side}.svg" for name in names if name)
                wanted.add(tuple((path, None) for path in paths))
    stills = {key for key in cells if all(number is None for _, number in key)}
    assert stills == wanted


def test_every_position_stands_there_from_each_side(cells, films):
    for stretch in catalogue().stretches.values():
        for record in drawing.posed(stretch):
            number = films.header(stretch.id)["steps"][record.id]
            for view in VIEWS:
                cell = cells[((films.path(stretch.id, view), number),)]
                assert cell.error == (record in stretch.errors)


def test_the_first_and_the_last_move_are_strips_with_both_their_ends(films):
    stretches = catalogue().stretches.values()
    for stretch, (_, rows) in zip(stretches, contact_sheet.blocks(IMAGES, films), strict=False):
        numbers = [number for cell in rows[-1].cells for _, number in cell.pictures]
        moves = {(m["from"], m["to"]): m for m in films.header(stretch.id)["moves"]}
        steps = [each.id for each in stretch.steps if each.pose]
        for ends, strip in ((steps[:2], numbers[:6]), (steps[-2:], numbers[6:])):
            assert len(set(strip)) == 6 and strip == sorted(strip)
            move = moves[tuple(ends)]
            assert (strip[0], strip[-1]) == (move["first"], move["last"])


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
    with pytest.raises(ValueError, match="not drawn yet: .*ball/kneel.left.svg.*ball/side.film"):
        contact_sheet.page(tmp_path, "light")


def test_a_file_that_is_no_picture_is_named(browser, tmp_path):
    broken, html = tmp_path / "broken.svg", tmp_path / "sheet.html"
    broken.write_text("<svg", "utf-8")
    html.write_text(f'<img src="{broken.as_uri()}" title="broken.svg">', "utf-8")
    with pytest.raises(ValueError, match="no pictures: broken.svg"):
        contact_sheet.photograph(browser, html, tmp_path / "sheet.png")
