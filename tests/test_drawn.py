"""A drawing for a figure is the film's, or a kept one, or is drawn; and it stands."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import psoaslib as ps
from psoaslib import body, drawn, film, images, lecture
from psoaslib.catalogue import catalogue
from psoaslib.own import kept
from tests.own_folders import example, posed

LUNGE = ps.stretch("lunge")
SQUARE = ([(0, -100), (50, -100), (50, -150), (0, -150)], True, False)
SHAFT = ([(0, -100), (40, -160)], False, False)

pytestmark = pytest.mark.usefixtures("cache")


class Filmed(images.Gallery):
    """Have a film of one frame that stands still, and one of what changed."""

    def film(self, stretch, view):
        header = {"stretch": stretch, "view": view, "unit": 2.0,
                  "steps": {"tuck": 0, "bend": 0}, "changes": {"tuck": 1}}  # fmt: skip
        frames = [[("skin", [SQUARE])], [("ghost", [SQUARE]), ("arrow", [SHAFT])]]
        return film.unpack(film.pack(header, frames))


@pytest.fixture
def undrawable(monkeypatch, tmp_path):
    """Have neither SciPy nor a drawing of before."""
    monkeypatch.setattr(kept, "folder", lambda: tmp_path)
    monkeypatch.setattr(drawn, "_drawn", {})
    monkeypatch.setattr(drawn, "can_draw", lambda: False)


def step(name):
    stretch = catalogue().stretches["lunge"]
    return stretch, next(each for each in stretch.steps if each.id == name)


def test_without_scipy_the_frame_of_the_film_is_shown(undrawable):
    stood, (layer,) = drawn.of(*step("tuck"), "front", pictures=Filmed())
    assert layer.look == "skin"
    assert layer.outlines[0].nodes.tolist() == [[2 * x, 2 * y] for x, y in SQUARE[0]]
    assert (
        stood.angles["pelvis_tilt"]
        == images.COLLECTION.pose("lunge", "tuck")["angles"]["pelvis_tilt"]
    )


def test_for_paper_a_body_is_drawn_finer_than_in_the_film_and_stands_as_there(cache):
    stretch, record = step("tuck")
    stood, layers = drawn.of(stretch, record, "front")
    film = images.COLLECTION.film("lunge", "front")
    filmed = film.frames[film.header["steps"]["tuck"]]
    nodes = sum(len(o.nodes) for layer in layers for o in layer.outlines)
    assert nodes > 1.3 * sum(len(each) for _, outlines in filmed for each, *_ in outlines)
    assert stood.root == tuple(images.COLLECTION.pose("lunge", "tuck")["root"])
    looks = {layer.look for layer in layers}
    assert {"skin", "block", "long"} <= looks, "with its room"


def test_what_changed_is_shown_as_in_the_player(undrawable):
    asked = lecture.Asked(view="front", change=True)
    stretch, record = step("tuck")
    figure = lecture.figure(catalogue(), stretch, record.id, "left", asked, Filmed())
    (panel,) = figure.panels
    assert [layer.look for layer in panel.picture.layers] == ["skin", "ghost", "arrow"]
    assert "Arrows show where the body has moved." in figure.alt


def test_a_film_of_another_build_is_not_taken(undrawable):
    with pytest.raises(RuntimeError, match="SciPy"):
        drawn.of(*step("tuck"), "front", "c", Filmed())


def test_without_scipy_what_is_not_filmed_names_the_line_that_installs_it(monkeypatch):
    monkeypatch.setattr(drawn, "can_draw", lambda: False)
    with pytest.raises(RuntimeError, match="scipy>=1.14"):
        LUNGE.figure("hold", build="a")


def test_a_drawing_is_kept_for_the_next_time(cache, monkeypatch):
    stretch = catalogue().stretches["lunge"]
    record = next(step for step in stretch.steps if step.id == "hold")
    stood, layers = drawn.of(stretch, record, "side", build="c")
    monkeypatch.setattr(drawn, "_drawn", {})
    monkeypatch.setattr(drawn, "can_draw", lambda: False)
    again, same = drawn.of(stretch, record, "side", build="c")
    assert again.build == stood.build == "c"
    assert [layer.look for layer in same] == [layer.look for layer in layers]
    for one, two in zip(layers, same, strict=True):
        for a, b in zip(one.outlines, two.outlines, strict=True):
            assert np.abs(a.nodes - b.nodes).max() < 0.06 and a.closed == b.closed


def test_another_build_stands_in_the_pose_too():
    stretch = catalogue().stretches["lunge"]
    record = next(step for step in stretch.steps if step.id == "hold")
    stood = body.solve(drawn._for(record.pose, "c"), "right")
    gaps = [abs(gap) for _, _, gap in body.contact_gaps(stood, record.pose, "right")]
    assert stood.build == "c" and max(gaps) < 0.03


def test_an_instructor_s_own_positions_have_figures_too(tmp_path):
    folder = example(tmp_path)
    wall = ps.load(folder).stretch("wall")
    with pytest.raises(ValueError, match="No position of 'wall' is drawn"):
        wall.figure("stand")
    posed(folder, stand="stand")
    figure = ps.load(folder).stretch("wall").figure("stand", labels=["psoas_major"])
    assert "Labelled: Psoas major." in figure.alt


def test_the_figure_of_a_filmed_step_needs_no_scipy():
    code = """
import sys
sys.modules["scipy"] = None
from tests.test_drawn import Filmed, catalogue, lecture
asked = lecture.Asked(labels=True, change=True, scale=True)
lunge = catalogue().stretches["lunge"]
print(lecture.figure(catalogue(), lunge, "tuck", "left", asked, Filmed()).title)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          cwd=Path(lecture.__file__).parents[1])  # fmt: skip
    assert done.stdout.strip() == step("tuck")[1].title, done.stderr
