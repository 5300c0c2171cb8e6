"""Put all pictures on one sheet to be judged at a glance, as they lie in `images/`.

python -m tests.browser.contact_sheet [--dark]

Each stretch has a block: its steps, one side and then the other; its errors, each beside the
correct position. The anatomy plates stand below. `--dark` shows everything on a dark page.
"""

import argparse
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PIL import Image, ImageColor
from playwright.sync_api import Browser, sync_playwright

from psoaslib import images
from psoaslib.cards import picture_key
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from psoaslib.pages.plates import plate_key
from psoaslib.records import Stretch
from psoaslib.sides import SIDES
from tests import machine
from tests.browser.conftest import CLOSED_NETWORK

IMAGES = Path(__file__).parents[2] / "images"
TARGET = IMAGES / "contact_sheet.png"
WIDE, GAP = 2240, 4
COLUMNS = 8
"""Pictures in a row."""
BLENDS = 96
"""Colours of the sheet besides the drawings' own; flat drawings need no more."""
LOOKS = {"light": "background:#fff;color:#222", "dark": "background:#111;color:#ddd"}


Cell = tuple[Path, ...]
"""Pictures that stand together: one, or what is right beside an error."""


def packed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Set rows beside each other where there is room."""
    found: list[list[Cell]] = []
    for row in rows:
        if found and sum(map(len, found[-1] + row)) <= COLUMNS:
            row = found.pop() + row
        found.append(row)
    return found


def blocks(folder: Path) -> Iterator[tuple[str, list[list[Cell]]]]:
    """List what is on the sheet: a title, and rows."""
    for stretch in catalogue().stretches.values():
        yield stretch.title, [*_steps(folder, stretch), *_errors(folder, stretch)]
    plates = [folder / images.name(plate_key(name)) for name in catalogue().plates]
    yield "Anatomy plates", [[(path,) for path in plates]]


def _still(folder: Path, stretch: Stretch, name: str, side: str) -> Path:
    return folder / images.name(picture_key(stretch.id, name, side))


def _steps(folder: Path, stretch: Stretch) -> list[list[Cell]]:
    steps = [each.id for each in stretch.steps if each.pose]
    rows = [[(_still(folder, stretch, name, side),) for name in steps] for side in SIDES]
    return packed(rows)


def _errors(folder: Path, stretch: Stretch) -> list[list[Cell]]:
    errors = [each for each in stretch.errors if each.pose]
    return packed(
        [
            [
                tuple(_still(folder, stretch, name, side) for name in (each.right, each.id))
                for each in errors
            ]
            for side in SIDES
        ]
    )


def page(folder: Path, look: str) -> str:
    """Return the sheet as HTML; ValueError names all that is not drawn yet."""
    shown = [path for _, rows in blocks(folder) for row in rows for cell in row for path in cell]
    lost = [path for path in shown if not path.is_file()]
    if lost:
        raise ValueError(f"not drawn yet: {', '.join(map(str, lost))}")
    parts = [
        f'<meta name="color-scheme" content="{look}">'
        f"<style>body{{margin:8px;font:12px sans-serif;{LOOKS[look]}}} h2{{font-size:14px;margin:"
        f"6px 0 2px}} div{{display:grid;grid-template-columns:repeat({COLUMNS},minmax(0,1fr));"
        f"gap:{GAP}px}} figure{{margin:0;font-size:0}} .pair{{grid-column:span 2;outline:1px solid "
        "#888;outline-offset:1px;margin:4px 0} .pair img{width:50%} img{width:100%} "
        "figcaption{font-size:10px}</style>"
    ]
    for title, rows in blocks(folder):
        parts.append(f"<h2>{escape(title)}</h2>")
        parts += [f"<div>{''.join(map(_figure, row))}</div>" for row in rows]
    return "".join(parts)


def _figure(cell: Cell) -> str:
    caption = escape(", and the error ".join(path.stem for path in cell))
    shown = "".join(f'<img src="{path.as_uri()}" alt="" title="{path}">' for path in cell)
    pair = ' class="pair"' if len(cell) == 2 else ""
    return f"<figure{pair}>{shown}<figcaption>{caption}</figcaption></figure>"


def photograph(browser: Browser, html: Path, target: Path) -> None:
    """Write a page as a picture of few colours; ValueError names pictures that do not load."""
    shown = browser.new_page(viewport={"width": WIDE, "height": 800})
    shown.goto(html.as_uri(), timeout=0)  # hundreds of drawings, on whatever machine
    lost = shown.evaluate(
        """async () => {
          const all = [...document.images];
          await Promise.all(all.map((image) => image.decode().catch(() => {})));
          return all.filter((image) => !image.naturalWidth).map((image) => image.title);
        }"""
    )
    if lost:
        raise ValueError(f"these are no pictures: {', '.join(lost)}")
    photo = Image.open(io.BytesIO(shown.screenshot(full_page=True))).convert("RGB")
    few_colours(photo).save(target, optimize=True)
    shown.close()


def few_colours(photo: Image.Image) -> Image.Image:
    """Return a picture with a palette: all colours of the drawings as they are, and some blends."""
    blends = photo.quantize(BLENDS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    own = {
        colour
        for build in style.BUILDS
        for dark in (False, True)
        for colour in style.palette(build, dark=dark).values()
    }
    numbers = [part for colour in sorted(own) for part in ImageColor.getrgb(colour)]
    holder = Image.new("P", (1, 1))
    holder.putpalette(numbers + blends.getpalette()[: 3 * BLENDS])
    return photo.quantize(palette=holder, dither=Image.Dither.NONE)


def main(arguments: list[str] | None = None) -> None:
    """Write the sheet of the pictures that are there."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.contact_sheet")
    parser.add_argument("--dark", action="store_true", help="on a dark page")
    parser.add_argument("--images", type=Path, default=IMAGES, help="the folder of pictures")
    parser.add_argument("--to", type=Path, default=TARGET, help="the PNG to write")
    options = parser.parse_args(arguments)
    machine.let_playwright_use_that_node()
    html = options.to.with_suffix(".html")
    html.write_text(page(options.images.resolve(), "dark" if options.dark else "light"), "utf-8")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=machine.find_browser(),
                args=CLOSED_NETWORK,
                chromium_sandbox=not machine.is_root(),
            )
            photograph(browser, html, options.to)
            browser.close()
    finally:
        html.unlink()


if __name__ == "__main__":
    main()
