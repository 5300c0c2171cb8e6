"""Poses of an instructor's own are drawn at first use, kept, and drawn anew when changed."""

import gzip
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import psoaslib as ps
from psoaslib import drawing
from psoaslib.catalogue import ContentError
from psoaslib.own import gallery, kept, telling
from tests.own_folders import ROOT, change, example, png, posed

STAND = ("wall/stand.left", "wall/stand.right")


@pytest.fixture
def own(tmp_path):
    folder = example(tmp_path)
    posed(folder, stand="stand")
    return folder


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Keep drawings in a folder of the test's own."""
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def drawn(cache, monkeypatch):
    """Draw nothing; record what would have been drawn."""
    asked = []

    def draw(stretch, tell):
        asked.append(stretch.id)
        svg = f'<svg><title></title><desc></desc><style></style><path d="{len(asked)}"/></svg>'
        return {key: svg for key, _, _ in drawing.pictures(stretch)}, (), {}

    monkeypatch.setattr(drawing, "draw", draw)
    return asked


def pictures(folder):
    return json.loads(gzip.decompress(ps.load(folder).stretch("wall").player().pictures))


def test_a_pose_is_drawn_with_the_psoas_and_the_words_of_its_step(own, cache, monkeypatch):
    shown = []
    monkeypatch.setattr(telling.Telling, "say", lambda self, *words: shown.append(words))
    found = pictures(own)
    assert set(found) == {*STAND, "wall/step_back.left", "wall/step_back.right"}
    for key in STAND:
        assert "pf-long" in found[key]
        assert "<title>Both hands on the wall</title><desc>The pose stand.</desc>" in found[key]
    title = "“Split stance at a wall”"
    assert shown == [
        (f"Drawing {title} for the first time:", 0, 1),
        (f"{title} is drawn: 1 position.",),
    ]
    monkeypatch.setattr(drawing, "draw", None)  # a second call would fail
    assert pictures(own) == found
    assert shown[2:] == []
    stretch = ps.load(own).stretch("wall")
    page = stretch.steps()._repr_html_()
    assert "red: longer" in page
    told = stretch.player().programme["lengths"]
    assert set(told) == set(STAND)
    for key in STAND:
        for row in told[key]["rows"]:
            assert abs(row["change"]) < 60 and row["low"] <= row["change"] <= row["high"]
    assert told[STAND[0]]["rows"][0]["words"] in page


def test_loading_draws_nothing_and_a_page_without_pictures_neither(own, drawn):
    stretch = ps.load(own).stretch("wall")
    stretch.safety()._repr_html_()
    repr(stretch.steps())
    assert drawn == []
    stretch.steps()._repr_html_()
    stretch.player()
    stretch.pictures()._repr_html_()
    assert drawn == ["wall"]


def test_a_changed_pose_is_drawn_anew_and_changed_words_are_not(own, drawn):
    pictures(own)
    change(own, "The pose stand.", "Other words.")
    found = pictures(own)
    assert drawn == ["wall"] and "<desc>Other words.</desc>" in found[STAND[0]]
    change(own, "same_hip_flexion = 1", "same_hip_flexion = 2", "wall.poses.toml")
    assert pictures(own)[STAND[0]] != found[STAND[0]]
    assert drawn == ["wall", "wall"]


def test_another_muscle_model_draws_anew(own, drawn, monkeypatch):
    pictures(own)
    monkeypatch.setattr(drawing, "model", lambda: "another")
    pictures(own)
    assert drawn == ["wall", "wall"]


DAMAGES = {
    "empty": b"",
    "not packed": b"x",
    "no drawings": gzip.compress(b"{}"),
    "cut off": gzip.compress(b"[1"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_drawing_is_drawn_anew(own, cache, drawn, damage):
    pictures(own)
    [file] = cache.iterdir()
    file.write_bytes(damage)
    assert STAND[0] in pictures(own)
    assert drawn == ["wall", "wall"]
    names = json.loads(gzip.decompress(file.read_bytes())).keys()
    assert names == {"stand.left", "stand.right", "lengths"}


def test_where_nothing_can_be_kept_it_is_drawn_once_a_session(own, cache, drawn, monkeypatch):
    cache.write_text("a file stands in the way", encoding="utf-8")
    stretch = ps.load(own).stretch("wall")
    assert stretch.player().pictures == stretch.player().pictures
    assert drawn == ["wall"]
    monkeypatch.setattr(kept, "folder", lambda: None)
    assert STAND[0] in pictures(own)
    assert drawn == ["wall", "wall"]


def test_old_drawings_are_thrown_away(cache, tmp_path):
    cache.mkdir()
    for number in range(kept.MOST_FILES + 5):
        path = cache / f"{number}{kept.ENDING}"
        path.write_bytes(b"")
        os.utime(path, (number, number))
    assert kept.write("new", {"a": "<svg/>"})
    left = {path.name for path in cache.iterdir()}
    assert len(left) == kept.MOST_FILES
    assert f"new{kept.ENDING}" in left and f"5{kept.ENDING}" not in left


def test_drawings_are_kept_where_the_system_keeps_what_can_be_made_again():
    home = Path("/someone").absolute()
    root = Path("/own").absolute()
    for system, environ, there in (
        ("linux", {}, home / ".cache"),
        ("linux", {"XDG_CACHE_HOME": str(root)}, root),
        ("linux", {"XDG_CACHE_HOME": "not/whole"}, home / ".cache"),
        ("darwin", {}, home / "Library" / "Caches"),
        ("win32", {"LOCALAPPDATA": str(root)}, root),
        ("win32", {}, home / "AppData" / "Local"),
    ):
        assert kept.place(system, environ, home) == there / "psoaslib" / "drawings"


def test_a_pose_that_floats_is_told_with_its_millimetres(own, cache):
    change(own, 'free = ["root", "same_leg", "other_leg"', 'free = ["neck"', "wall.poses.toml")
    change(own, "root = [0.013, 0.926, 0]", "root = [0.013, 1.226, 0]", "wall.poses.toml")
    change(own, ', "same_arm", "other_arm"]', "]", "wall.poses.toml")
    with pytest.raises(ContentError, match=r"right_foot is \d+ mm from floor") as caught:
        ps.load(own).stretch("wall").player()
    assert (caught.value.file, caught.value.entry) == ("wall.poses.toml", 'poses "stand"')
    assert not cache.exists()


def test_a_part_that_cannot_rest_is_told(own, cache):
    change(own, 'part = "same_foot"', 'part = "same_ear"', "wall.poses.toml")
    with pytest.raises(ContentError, match=r'poses "stand": cannot be drawn: .*same_ear'):
        ps.load(own).stretch("wall").player()


WITHOUT = """
import sys
sys.modules["scipy"] = None
import json, gzip
import psoaslib as ps
from psoaslib.own import telling
telling.Telling.say = lambda self, words, *rest: print(words)
stretch = ps.load(sys.argv[1]).stretch("wall")
print(json.dumps(sorted(json.loads(gzip.decompress(stretch.player().pictures)))))
print(stretch.steps()._repr_html_())
"""


def test_without_what_draws_a_step_shows_its_image_or_words_and_the_line_that_installs(own):
    change(own, '\nalt = "The pose stand."', "")
    posed(own, stand="stand", hold="hold")
    change(own, 'id = "hold"\n', 'id = "hold"\nimage = "hold.png"\n')
    (own / "hold.png").write_bytes(png())
    command = [sys.executable, "-c", WITHOUT, str(own)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    said, keys, page = run.stdout.split("\n", 2)
    assert gallery.INSTALL in said
    assert json.loads(keys) == [
        f"wall/{step}.{side}" for step in ("hold", "step_back") for side in ("left", "right")
    ]
    assert page.count("<img") == 2 and 'src=""' not in page
    assert "The pose stand." in page, "the words of a picture that is not drawn"
    assert page.count("scipy") == 1 and "restart the kernel" in page


def test_the_line_installs_what_the_extra_holds():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [needed] = project["optional-dependencies"]["draw"]
    assert f'%pip install "{needed}"' == gallery.INSTALL
    assert gallery.INSTALL in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
