"""Write the web site: every notebook run and published, with widgets that need no kernel.

    python3 -m psoaslib site [--url https://psoas.example.org] [notebooks]

The notebooks run here. What a cell shows becomes HTML, and a widget becomes its traits, which
`_static/mount.js` gives to the same front end as in a notebook. Sphinx lays the pages out. Beside
them stands a small page for each stretch, for phones, and a list of these with their QR codes.
All that a page loads comes from the site itself.
"""

import argparse
import base64
import hashlib
import html
import json
import re
import shutil
import sys
from pathlib import Path
from string import Template
from typing import Any

import segno
from sphinx.cmd.build import main as sphinx

import psoaslib as ps
from psoaslib.build import notebooks, outputs
from psoaslib.catalogue import catalogue, images
from psoaslib.programme import minutes
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.player import Player

HERE = Path(__file__).parent
ROOT = HERE.parent
SOURCE, SITE = HERE / "_build" / "source", HERE / "_build" / "html"
LEFT_OUT = ("absent", "setup")
"""Generated cells that say or do nothing here."""
NOT_NEEDED = ("code", "layout", "tabbable", "tooltip")
"""Traits that a page without a kernel does not need."""
_WITHIN = re.compile(r'\[([^\]\[]+)\]\(#([\w-]+)(?: "([^"]*)")?\)')


def main(arguments: list[str] | None = None) -> int:
    """Run the notebooks and let Sphinx write the pages; return 0 where all is well."""
    parser = argparse.ArgumentParser(prog="python3 -m psoaslib site", description=__doc__)
    parser.add_argument("--url", default="", help="where it will stand: phones get QR codes")
    parser.add_argument("notebooks", nargs="*", help="such as 02_ball_stretch (default: all)")
    asked = parser.parse_args(arguments)
    paths = [
        path for path in notebooks.paths(ROOT) if path.stem in (asked.notebooks or [path.stem])
    ]
    shutil.rmtree(HERE / "_build", ignore_errors=True)
    (SOURCE / "notebooks").mkdir(parents=True)
    shutil.copy(HERE / "conf.py", SOURCE)
    shutil.copytree(HERE / "_static", SOURCE / "_static")
    for path in paths:
        (SOURCE / "notebooks" / path.name).write_bytes(notebooks.dump(ran(path)))
    listed = "\n".join(f"notebooks/{path.stem}" for path in paths)
    text = (HERE / "index.md").read_text(encoding="utf-8")
    (SOURCE / "index.md").write_text(text.replace("NOTEBOOKS", listed), encoding="utf-8")
    phones = phone_pages(asked.url)
    # Links to pages that were not asked for lead nowhere; else nothing may.
    strict = [] if asked.notebooks else ["-W", "--keep-going"]
    status = sphinx(["-q", *strict, "-b", "html", str(SOURCE), str(SITE)])
    shutil.copytree(ROOT / "images", SITE / "images")
    (SITE / "play").mkdir(exist_ok=True)
    for name, page in phones.items():
        (SITE / "play" / name).write_text(page, encoding="utf-8")
    print(f"The site stands in {SITE.relative_to(ROOT)}. To show it to a room:")
    print(f"    python3 -m http.server --directory {SITE.relative_to(ROOT)}")
    return status


def ran(path: Path) -> dict[str, Any]:
    """Return a notebook with what its cells show, each as HTML or plain words."""
    page = notebooks.read(path)
    space: dict[str, Any] = {"ps": ps}
    cells: list[dict[str, Any]] = []
    for count, cell in enumerate(page["cells"]):
        kind = (notebooks.generated(cell) or "").partition(".")[0]
        if kind in LEFT_OUT or "own" in cell["metadata"].get("tags", []) + [cell["id"]]:
            continue
        if cell["cell_type"] == "markdown":
            text = _WITHIN.sub(_anchored, cell["source"])
            cell["source"] = text.replace("<img ", '<img loading="lazy" ')
        else:
            shown = _output(outputs.run(cell["source"], space))
            cell["outputs"] = [shown]
            same = "psoas-shown" in shown["data"].get("text/html", "")
            if same and cells and "psoas-static" in cells[-1]["source"]:
                cells.pop()  # the call shows the same
            cell["execution_count"] = count
        cells.append(cell)
    return page | {"cells": cells}


def _anchored(link: re.Match[str]) -> str:
    """Write a link within the page as HTML: Sphinx takes it for one of its own otherwise."""
    title = f' title="{link[3]}"' if link[3] else ""
    return f'<a href="#{link[2]}"{title}>{link[1]}</a>'


def _output(value: Any) -> dict[str, Any]:
    data = {"text/plain": repr(value)}
    if isinstance(value, CellWidget):
        data["text/html"] = mount(value)
    elif hasattr(value, "_repr_html_"):
        data["text/html"] = value._repr_html_()
    return {"output_type": "display_data", "data": data, "metadata": {}}


def mount(widget: CellWidget) -> str:
    """Return the place of a widget: its traits, and where its code, style and stills stand."""
    state = widget.get_state()
    name = type(widget).__name__.lower()
    traits = {key: each for key, each in state.items() if key[0] != "_" and key not in NOT_NEEDED}
    buffers = {key: traits.pop(key) for key in [*traits] if isinstance(traits[key], bytes)}
    told = {
        "code": _shared(name, "js", state["code"]),
        "style": _shared(name, "css", state["_css"]),
        "traits": traits,
        "buffers": {key: base64.b64encode(each).decode("ascii") for key, each in buffers.items()},
    }
    if isinstance(widget, Player):
        told["stills"] = {key: images.name(key) for key in images.unbundled(widget._stills())}
    packed = json.dumps(told, separators=(",", ":")).replace("</", "<\\/")
    words = html.escape(repr(widget))
    return (
        f'<div class="psoas-mount"><script type="application/json">{packed}</script>'
        f"<noscript>{words}</noscript></div>"
    )


def _shared(stem: str, ending: str, text: str) -> str:
    """Write a text that several pages load, once; its name changes with it."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    path = SOURCE / "_static" / "widgets" / f"{stem}-{digest}.{ending}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.relative_to(SOURCE).as_posix()


def phone_pages(url: str) -> dict[str, str]:
    """Return a page for each stretch, and the list of them, by their names."""
    page = Template((HERE / "phone.html").read_text(encoding="utf-8"))
    made, rows = {}, []
    for name, stretch in catalogue().stretches.items():
        player = ps.stretch(name).player()
        made[f"{name}.html"] = page.substitute(title=html.escape(stretch.title), body=mount(player))
        code = ""
        if url:
            place = f"{url.rstrip('/')}/play/{name}.html"
            drawn = segno.make(place, micro=False).svg_inline(border=2, dark="#000", omitsize=True)
            code = f'<p class="code" role="img" aria-label="QR code of this page">{drawn}</p>'
        length = minutes(player.programme["total_ms"])
        rows.append(
            f'<li><a href="{name}.html">{html.escape(stretch.title)}</a><p>{length}</p>{code}</li>'
        )
    body = f"<h1>Stretches for phones</h1><ul>{''.join(rows)}</ul>"
    return made | {"index.html": page.substitute(title="Stretches for phones", body=body)}


if __name__ == "__main__":
    sys.exit(main())
