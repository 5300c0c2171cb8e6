"""Put all pictures on one sheet to be judged at a glance, as they lie in `images/`.

python -m tests.browser.contact_sheet [--dark]

Each stretch has a block: its steps, one side and then the other; its errors, each beside the
correct position; then, small, steps and errors from each side, and the first and
the last move, all of them from the films. The anatomy plates stand below. `--dark` shows
everything on a dark page.
"""

import argparse
import base64
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageColor
from playwright.sync_api import Browser, sync_playwright

from psoaslib import drawing, film
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from psoaslib.figures.picture import Picture, filmed
from psoaslib.figures.view import VIEWS
from psoaslib.pages.plates import plate_key
from psoaslib.records import Stretch
from psoaslib.sides import SIDES
from tests import machine
from tests.browser.conftest import CLOSED_NETWORK

IMAGES = Path(__file__).parents[2] / "images"
TARGET = IMAGES / "contact_sheet.png"
WIDE, GAP = 2240, 4
LARGE, SMALL = 8, 12
"""Pictures in a row."""
STRIP = 6
"""Pictures of a move, its ends included."""
BLENDS = 96
"""Colours of the sheet besides the drawings' own; flat drawings need no more."""
LOOKS = {"light": "background:#fff;color:#222", "dark": "background:#111;color:#ddd"}


@dataclass(frozen=True)
class Cell:
    """Hold pictures that stand together: a file each, and the frame where it is a film."""

    caption: str
    pictures: tuple[tuple[Path, int | None], ...]
    error: bool = False


@dataclass(frozen=True)
class Row:
    """Hold cells that follow each other, in a grid of so many columns."""

    columns: int
    cells: list[Cell]

    @property
    def many(self) -> int:
        """Return how many pictures it has."""
        return sum(len(cell.pictures) for cell in self.cells)


def packed(rows: list[Row]) -> list[Row]:
    """Set rows beside each other where there is room."""
    found: list[Row] = []
    for row in rows:
        if found and found[-1].many + row.many <= row.columns:
            row = Row(row.columns, found.pop().cells + row.cells)
        found.append(row)
    return found


class Films:
    """Read the films of a folder of pictures, and draw their frames."""

    def __init__(self, images: Path) -> None:
        self._folder = images
        self._known: dict[Path, film.Film] = {}
        self._builds = {
            stretch.id: drawing.posed(stretch)[0].pose.build
            for stretch in catalogue().stretches.values()
        }

    def path(self, stretch: str, view: str) -> Path:
        """Return the file of a film."""
        return self._folder / stretch / f"{view}.film"

    def header(self, stretch: str) -> dict:
        """Return what the films of a stretch tell; it is the same for all views but the frame."""
        return self._read(self.path(stretch, next(iter(VIEWS)))).header

    def svg(self, path: Path, number: int, error: bool) -> str:
        """Draw one frame of a film."""
        found = self._read(path)
        layers = filmed(found.frames[number], found.header["unit"])
        build, frame = self._builds[found.header["stretch"]], tuple(found.header["frame"])
        return Picture("", "", "", layers, frame, error=error, build=build).svg()

    def _read(self, path: Path) -> film.Film:
        if path not in self._known:
            self._known[path] = film.unpack(gzip.decompress(path.read_bytes()))
        return self._known[path]


def blocks(images: Path, films: Films) -> Iterator[tuple[str, list[Row]]]:
    """List what is on the sheet: a title, and rows."""
    for stretch in catalogue().stretches.values():
        rows = [*_steps(images, stretch), *_errors(images, stretch)]
        yield stretch.title, rows + [*_views(films, stretch), _moves(films, stretch)]
    plates = [Cell(path.stem, ((path, None),)) for path in _plates(images)]
    yield "Anatomy plates", [Row(LARGE, plates)]


def _plates(images: Path) -> list[Path]:
    return [images / f"{plate_key(plate.id)}.svg" for plate in catalogue().plates.values()]


def _steps(images: Path, stretch: Stretch) -> list[Row]:
    def cell(name: str, side: str) -> Cell:
        path = images / stretch.id / f"{name}.{side}.svg"
        return Cell(path.stem, ((path, None),))

    steps = [each.id for each in stretch.steps if each.pose]
    return packed([Row(LARGE, [cell(name, side) for name in steps]) for side in SIDES])


def _errors(images: Path, stretch: Stretch) -> list[Row]:
    def cell(error, side: str) -> Cell:
        names = (error.right, error.id)
        paths = ((images / stretch.id / f"{name}.{side}.svg", None) for name in names)
        return Cell(f"{error.right}, and the error {error.id}, {side}", tuple(paths))

    errors = [each for each in stretch.errors if each.pose]
    return packed([Row(LARGE, [cell(each, side) for each in errors]) for side in SIDES])


def _views(films: Films, stretch: Stretch) -> list[Row]:
    stills, errors = films.header(stretch.id)["steps"], {each.id for each in stretch.errors}

    def cell(name: str, view: str) -> Cell:
        picture = films.path(stretch.id, view), stills[name]
        return Cell(f"{name}, {view.replace('_', '-')}", (picture,), name in errors)

    names = [each.id for each in drawing.posed(stretch)]
    return packed([Row(SMALL, [cell(name, view) for name in names]) for view in VIEWS])


def _moves(films: Films, stretch: Stretch) -> Row:
    moves, views = films.header(stretch.id)["moves"], {each.id: each.view for each in stretch.steps}
    steps = [each.id for each in stretch.steps if each.pose]
    cells = []
    for move in (moves[0], moves[len(steps) - 2]):  # after these, parts of ways that pass a step
        first, last = move["first"], move["last"]
        path = films.path(stretch.id, views[move["to"]])
        for k in range(STRIP):
            number = first + round(k * (last - first) / (STRIP - 1))
            words = f"{move['from']} to {move['to']}, {number - first} of {last - first}"
            cells.append(Cell(words, ((path, number),)))
    return Row(SMALL, cells)


def page(images: Path, look: str) -> str:
    """Return the sheet as HTML; ValueError names all that is not drawn yet."""
    films = Films(images)
    lost = [path for path in _needed(images, films) if not path.is_file()]
    if lost:
        raise ValueError(f"not drawn yet: {', '.join(map(str, lost))}")
    parts = [
        f'<meta name="color-scheme" content="{look}">'
        f"<style>body{{margin:8px;font:12px sans-serif;{LOOKS[look]}}} h2{{font-size:14px;margin:"
        f"6px 0 2px}} div{{display:grid;gap:{GAP}px}} figure{{margin:0;font-size:0}} "
        ".pair{grid-column:span 2;outline:1px solid #888;outline-offset:1px;margin:4px 0} "
        ".pair img{width:50%} img{width:100%} figcaption{font-size:10px}</style>"
    ]
    for title, rows in blocks(images, films):
        parts.append(f"<h2>{escape(title)}</h2>")
        for row in rows:
            cells = "".join(_figure(cell, films) for cell in row.cells)
            columns = f"grid-template-columns:repeat({row.columns},minmax(0,1fr))"
            parts.append(f'<div style="{columns}">{cells}</div>')
    return "".join(parts)


def _needed(images: Path, films: Films) -> Iterator[Path]:
    for stretch in catalogue().stretches.values():
        for key, _, _ in drawing.pictures(stretch):
            yield images / f"{key}.svg"
        for view in VIEWS:
            yield films.path(stretch.id, view)
    yield from _plates(images)


def _figure(cell: Cell, films: Films) -> str:
    def picture(path: Path, number: int | None) -> str:
        address = path.as_uri()
        if number is not None:
            svg = films.svg(path, number, cell.error).encode("utf-8")
            address = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
        return f'<img src="{address}" alt="" title="{escape(f"{path} {cell.caption}")}">'

    shown = "".join(picture(*each) for each in cell.pictures)
    pair = ' class="pair"' if len(cell.pictures) == 2 else ""
    return f"<figure{pair}>{shown}<figcaption>{escape(cell.caption)}</figcaption></figure>"


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
