"""Draw the charts of the muscle model into `images/charts/`, and check those that are there.

`images/manifest.json` lists them. A chart is drawn again only when what it depends on has changed
(its code, the model, its figures), since another matplotlib draws other letters.
"""

from pathlib import Path
from typing import Any

from psoaslib.build import files, listing
from psoaslib.catalogue import facts
from psoaslib.catalogue.muscle import Chart, ChartFile
from psoaslib.fingerprint import fingerprint, matching, read
from psoaslib.mechanics.measures import filled, opened
from psoaslib.notebook import heel_test

DEPENDS = (
    *("figures/charts.py", "mechanics/*.py", "content/psoas/*"),
    *("content/measures.toml", "content/heel.toml", "content/joints.toml", "content/body.toml"),
)


def write(root: Path) -> list[str]:
    """Draw what is stale, put present words into the rest; return the files written."""
    known, now = listing.read(root)["charts"], depends()
    svgs = {}
    for record in _records():
        path = _file(root, record)
        fresh = known["depends"] == now and path.is_file()
        svgs[record.id] = _worded(read(path), record) if fresh else draw(record)
    wanted = {_file(root, each): svgs[each.id].encode("utf-8") for each in _records()}
    manifest = listing.read(root) | {"charts": _listed(now, svgs)}
    wanted[listing.path(root)] = listing.written(manifest)
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return which charts are stale, missing or left over."""
    known, now = listing.read(root)["charts"], depends()
    if known["depends"] != now:
        return ["images/charts/: what the charts depend on has changed"]
    found, svgs = [], {}
    for record in _records():
        path = _file(root, record)
        if not path.is_file():
            found.append(f"{files.name(root, path)}: missing")
        elif (svg := read(path)) != _worded(svg, record):
            found.append(f"{files.name(root, path)}: its words are stale")
        else:
            svgs[record.id] = svg
    if not found and known != _listed(now, svgs):
        found.append("images/manifest.json: does not agree with the charts")
    return found


def depends() -> str:
    """Return a hash of what the charts depend on, their words apart."""
    return fingerprint(matching(DEPENDS))


def draw(record: Chart) -> str:
    """Draw a chart; return its SVG."""
    # Imported here, since a build with nothing to draw needs no matplotlib.
    from psoaslib.figures import charts

    drawn = {
        "tilt": charts.tilt,
        "moment_arms": charts.moment_arms,
        "heel": lambda: charts.heel_sinks(*heel_test.heel_shown()),
    }
    return charts.svg(drawn[record.id](), record.title, alt(record))


def alt(record: Chart) -> str:
    """Return a chart's alternative text with its figures."""
    said = heel_test.heel_said(*heel_test.heel_shown()) if record.id == "heel" else {}
    return filled(opened(record.alt, said))


def _records() -> tuple[Chart, ...]:
    return tuple(facts("charts.toml", ChartFile).charts.values())


def _worded(svg: str, record: Chart) -> str:
    return listing.worded(svg, record.title, alt(record))


def _listed(now: str, svgs: dict[str, str]) -> dict[str, Any]:
    entries = [
        listing.entry(f"charts/{each.id}", each.title, alt(each), each.caption)
        | listing.hashed(svgs[each.id].encode("utf-8"))
        for each in _records()
    ]
    return {"depends": now, "pictures": entries}


def _file(root: Path, record: Chart) -> Path:
    return root / "images" / "charts" / f"{record.id}.svg"
