"""Put all pictures on one sheet to be judged at a glance, as they lie in `images/`.

python -m tests.browser.contact_sheet [--dark]

Each stretch has a block: its steps, then its errors, the right side over the left; then the
anatomy plates. `--dark` shows them on a dark page.
"""

import argparse
import io
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from psoaslib import drawing
from psoaslib.catalogue import catalogue
from psoaslib.sides import SIDES
from tests import machine
from tests.browser.conftest import CLOSED_NETWORK

IMAGES = Path(__file__).parents[2] / "images"
TARGET = IMAGES / "contact_sheet.png"
WIDE, GAP = 320, 4
COLUMNS = 9
COLOURS = 256  # flat drawings need no more, and the file is a third
LOOKS = {"light": "background:#fff;color:#222", "dark": "background:#111;color:#ddd"}


def blocks(images: Path) -> list[tuple[str, list[list[Path]]]]:
    """List what is on the sheet: a title, and rows of files."""
    found = []
    for stretch in catalogue().stretches.values():
        ids = [record.id for record in drawing.posed(stretch)]
        rows = [[images / stretch.id / f"{name}.{side}.svg" for name in ids] for side in SIDES]
        found.append((stretch.title, rows))
    plates = sorted((images / "anatomy").glob("*.svg"))
    return found + ([("Anatomy plates", [plates])] if plates else [])


def page(images: Path, look: str) -> str:
    """Return the sheet as HTML; its pictures are files."""
    parts = [
        f'<meta name="color-scheme" content="{look}">'
        f"<style>body{{margin:8px;font:12px sans-serif;{LOOKS[look]}}} h2{{font-size:14px;margin:"
        f"6px 0 2px}} div{{display:grid;gap:{GAP}px;grid-template-columns:repeat({COLUMNS},"
        f"{WIDE}px)}} figure{{margin:0}} img{{width:{WIDE}px}} figcaption{{font-size:10px}}</style>"
    ]
    for title, rows in blocks(images):
        parts.append(f"<h2>{escape(title)}</h2>")
        for row in rows:
            cells = (
                f'<figure><img src="{path.as_uri()}" alt=""><figcaption>{path.stem}</figcaption>'
                "</figure>"
                for path in row
            )
            parts.append(f"<div>{''.join(cells)}</div>")
    return "".join(parts)


def photograph(browser: Browser, html: Path, target: Path) -> None:
    """Write a page as a picture of few colours; ValueError names pictures that do not load."""
    shown = browser.new_page(viewport={"width": COLUMNS * (WIDE + GAP) + 16, "height": 800})
    shown.goto(html.as_uri())
    lost = shown.evaluate(
        """async () => {
          const all = [...document.images];
          await Promise.all(all.map((image) => image.decode().catch(() => {})));
          return all.filter((image) => !image.naturalWidth).map((image) => image.src);
        }"""
    )
    if lost:
        raise ValueError(f"not drawn yet: {', '.join(lost)}")
    photo = Image.open(io.BytesIO(shown.screenshot(full_page=True))).convert("RGB")
    photo.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        target, optimize=True
    )
    shown.close()


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
