"""Draw the charts of the muscle model into `images/charts/`.

A chart is drawn again only when what it depends on has changed (its code, the model, its figures,
its words), since another matplotlib draws other letters.
"""

from functools import partial
from pathlib import Path

from psoaslib.build.artifact import Artifact, Part, picture
from psoaslib.catalogue import facts
from psoaslib.catalogue.muscle import Chart, ChartFile
from psoaslib.fingerprint import fingerprint, matching
from psoaslib.mechanics.measures import filled, opened
from psoaslib.notebook import heel_test

DEPENDS = (
    *("figures/charts.py", "mechanics/*.py", "content/psoas/*"),
    *("content/measures.toml", "content/heel.toml", "content/joints.toml", "content/body.toml"),
)


def artifacts(_root: Path) -> list[Artifact]:
    """List the charts."""
    code = fingerprint(matching(DEPENDS))
    found = []
    for record in facts("charts.toml", ChartFile).charts.values():
        file, words = f"charts/{record.id}.svg", alt(record)
        depends = fingerprint([], code, record.title, words)
        shown = picture(file, record.title, words, record.caption)
        found.append(Artifact((file,), depends, partial(_draw, record), (shown,)))
    return found


PART = Part(("charts/*",), artifacts)


def alt(record: Chart) -> str:
    """Return a chart's alternative text with its figures."""
    said = heel_test.heel_said(*heel_test.heel_shown()) if record.id == "heel" else {}
    return filled(opened(record.alt, said))


def _draw(record: Chart) -> list[bytes]:
    # Imported here, since a build with nothing to draw needs no matplotlib.
    from psoaslib.figures import charts

    drawn = {
        "tilt": charts.tilt,
        "moment_arms": charts.moment_arms,
        "heel": lambda: charts.heel_sinks(*heel_test.heel_shown()),
    }
    return [charts.svg(drawn[record.id](), record.title, alt(record)).encode("utf-8")]
