"""The charts of the muscle model: true to the model, readable in print and in grey, with words."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from psoaslib import mechanics
from psoaslib.catalogue import facts, images
from psoaslib.catalogue.muscle import ChartFile
from psoaslib.figures import charts
from psoaslib.mechanics import measures

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "images" / "charts"
RECORDS = facts("charts.toml", ChartFile).charts
FIGURES = {
    "tilt": charts.tilt,
    "moment_arms": charts.moment_arms,
    "heel": lambda: charts.heel_sinks(measures.legs()[0], 5.0),
}
EACH = pytest.mark.parametrize("name", list(RECORDS))


def texts(figure):
    figure.draw_without_rendering()
    for axes in figure.axes:
        yield from (each for each in axes.findobj(charts.mpl.text.Text) if each.get_text().strip())


def test_every_chart_has_a_drawing():
    assert set(FIGURES) == set(RECORDS)


@EACH
def test_letters_are_large_enough_for_paper(name):
    assert min(each.get_fontsize() for each in texts(FIGURES[name]())) >= 9


@EACH
def test_a_chart_has_three_greys_and_one_accent(name):
    svg = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    used = set(re.findall(r"#[0-9a-f]{6}", svg))
    assert used <= {charts.INK, charts.SOFT, charts.BAND, charts.ACCENT, "#ffffff", "#000000"}

    def grey(colour):
        return np.dot([int(colour[i : i + 2], 16) for i in (1, 3, 5)], (0.299, 0.587, 0.114))

    shades = sorted(map(grey, (charts.INK, charts.ACCENT, charts.SOFT, charts.BAND)))
    assert shades[-1] - shades[-2] > 80  # the band is told from every line
    assert min(np.diff(shades)) > 15


@EACH
def test_a_chart_carries_its_own_words(name):
    root = ET.parse(FOLDER / f"{name}.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.find(f"{space}title").text == RECORDS[name].title
    words = root.find(f"{space}desc").text
    assert len(words) > 200 and "{" not in words
    listed = {each["file"]: each["alt"] for each in images.manifest()["pictures"]}
    assert listed[f"charts/{name}.svg"] == words


def test_the_tilt_chart_draws_the_model_and_its_band():
    (axes,) = charts.tilt().axes
    line = axes.lines[0]
    found = mechanics.seen(thigh_extension=15, pelvic_tilt=line.get_xdata())
    assert line.get_ydata() == pytest.approx(1000 * found.change_m)
    assert (np.diff(line.get_ydata()) > 0).all() and line.get_ydata().min() > 0
    edge = axes.collections[0].get_paths()[0].vertices[:, 1]
    assert edge.min() == pytest.approx(1000 * found.low["change_m"].min())
    assert edge.max() == pytest.approx(1000 * found.high["change_m"].max())


def test_the_arms_chart_draws_hip_and_joints_on_one_scale():
    hip, joints = charts.moment_arms().axes
    assert hip.get_ylim() == joints.get_ylim()
    edge = hip.collections[0].get_paths()[0].vertices[:, 1]
    assert edge.min() > 0
    bars = [line for line in joints.lines if line.get_linewidth() == 4 and len(line.get_xdata())]
    lowest = [float(line.get_ydata()[0]) for line in bars][-1]
    means = []
    for model in ("composite_a", "composite_b"):
        paths = mechanics.solve(model)
        means.append(1000 * float(paths.mean(paths.level_arms_m[:, 0, 0])))
    assert lowest == pytest.approx(np.mean(means))


def test_the_heel_chart_keeps_hip_and_toe_in_their_places():
    leg = measures.legs()[0]
    sticks, curve = charts.heel_sinks(leg, 5.0).axes
    chains = [line for line in sticks.lines if line.get_label() in ("before", "after")]
    before, after = (np.array(line.get_data()).T for line in chains)
    assert before[0] == pytest.approx(after[0])
    assert curve.lines[0].get_ydata()[-1] == pytest.approx(measures.sink_mm(leg, 10))
