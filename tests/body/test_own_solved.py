"""Poses of an instructor's own are solved beside, kept, and solved anew when changed."""

import os
import time
from threading import Event

import pytest

import psoaslib as ps
from psoaslib.catalogue.problems import ContentError
from psoaslib.mesh import packed, sources
from psoaslib.own import kept, reader, solving, telling
from tests.own_folders import POSE, change, example, posed

TUCK = ("wall/tuck.left", "wall/tuck.right")


@pytest.fixture
def own(tmp_path, cache, monkeypatch):
    """Write a folder whose wall has a pose; nothing is solved or kept yet."""
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(solving, "_begun", {})
    monkeypatch.setattr(solving, "WAIT", 120.0)
    folder = example(tmp_path)
    posed(folder, stand="stand")
    return folder


@pytest.fixture
def unsolved(monkeypatch):
    """Solve nothing; record what would be."""
    asked = []
    monkeypatch.setattr(solving, "_told", lambda stretch: asked.append(stretch.id) or [])
    return asked


def wall(folder):
    return ps.load(folder).stretch("wall")


def name_of(folder):
    return sources.ways(reader.read(folder)[0].stretches["wall"])


def test_positions_come_first_then_the_ways_which_are_kept(own, tmp_path, monkeypatch):
    (tmp_path / "two").mkdir()
    own = example(tmp_path / "two")
    posed(own, tuck="tuck", hold="hold")
    said = []
    monkeypatch.setattr(telling.Telling, "say", lambda self, *words: said.extend(words))
    player = wall(own).player()
    title = "“Split stance at a wall”"
    assert said == [f"Solving {title} for the first time.", f"{title} is solved."]
    first = packed.unpack(player.ways).header
    assert {name for name, at in first["positions"].items() if "view" in at} == {"tuck", "hold"}
    assert set(player.programme["lengths"]) >= set(TUCK)
    for key in TUCK:
        for row in player.programme["lengths"][key]["rows"]:
            assert abs(row["change"]) < 60 and row["low"] <= row["change"] <= row["high"]
    until = time.monotonic() + 120
    while player.solving and time.monotonic() < until:
        solving.of(reader.read(own)[0].stretches["wall"])._done.wait(120)
        player._handle_custom_msg({"want": "ways"}, [])
    [move] = packed.unpack(player.ways).header["moves"]
    assert (move["from"], move["to"]) == ("tuck", "hold")
    assert kept.read(name_of(own)) == player.ways
    monkeypatch.setattr(solving, "_begun", {})
    monkeypatch.setattr(solving, "_told", None)  # a second solving would fail
    again = wall(own).player()
    assert again.ways == player.ways and not again.solving


def test_the_hold_is_told_before_all_other_positions(own, tmp_path):
    (tmp_path / "two").mkdir()
    own = example(tmp_path / "two")
    posed(own, stand="stand", tuck="tuck", hold="hold")
    kind, first = next(solving.solved(reader.read(own)[0].stretches["wall"]))
    assert kind == solving.SOME
    assert [*packed.unpack(first).header["positions"]] == ["hold"]


def test_loading_solves_nothing_and_a_page_without_pictures_neither(own, unsolved):
    stretch = wall(own)
    stretch.safety()._repr_html_()
    repr(stretch.steps())
    assert unsolved == []
    stretch.player(), stretch.player()
    stretch.steps()._repr_html_()
    assert unsolved == ["wall"]


def test_a_step_with_a_pose_shows_its_own_image_or_words_on_a_page(own, unsolved):
    page = wall(own).steps()._repr_html_()
    assert page.count("<img") == 1 and 'src=""' not in page
    assert "The pose stand." in page


def test_changed_words_leave_what_is_solved_and_a_changed_pose_does_not(own):
    before = name_of(own)
    change(own, "The pose stand.", "Other words.")
    assert name_of(own) == before
    change(own, "same_hip_flexion = 1", "same_hip_flexion = 2", "wall.poses.toml")
    assert name_of(own) != before


def test_a_player_does_not_wait_longer_than_it_may(own, monkeypatch):
    monkeypatch.setattr(solving, "WAIT", 0.0)
    player = wall(own).player()
    assert player.solving and player.ways == b""


def test_where_no_process_can_be_started_all_is_solved_here_and_saving_waits(own, monkeypatch):
    def none(*_args, **_options):
        raise OSError

    monkeypatch.setattr(solving.subprocess, "Popen", none)
    monkeypatch.setattr(solving, "WAIT", 0.0)
    (own / "wall.poses.toml").write_text(POSE, encoding="utf-8")
    player = wall(own).player()
    assert player.ways == b"" and player.programme["lengths"] == {}
    player.save_html(own.parent / "wall.html")
    assert "stand" in packed.unpack(player.ways).header["positions"], "as the guide has it"
    assert [*player.programme["lengths"]] == ["wall/stand.left", "wall/stand.right"]
    assert not player.solving


def test_nothing_is_saved_of_a_pose_that_does_not_stand(own, monkeypatch):
    asked, wrong = Event(), ("wall.poses.toml", 'poses "stand"', "", "does not stand")

    def told(_stretch):
        asked.wait(60)
        yield solving.WRONG, wrong

    monkeypatch.setattr(solving, "_told", told)
    monkeypatch.setattr(solving, "WAIT", 0.0)
    player = wall(own).player()
    asked.set()
    with pytest.raises(ContentError, match=r'poses "stand": does not stand'):
        player.save_html(own.parent / "wall.html")
    assert not (own.parent / "wall.html").exists()


def test_a_page_says_what_it_lacks_where_the_solver_has_stopped(own, monkeypatch):
    monkeypatch.setattr(solving, "_told", lambda stretch: asked.wait(60) and [])
    monkeypatch.setattr(solving, "WAIT", 0.0)
    asked = Event()
    player = wall(own).player()
    asked.set()
    with pytest.warns(UserWarning, match="the drawn positions are missing"):
        player.save_html(own.parent / "wall.html")


@pytest.mark.parametrize("damage", [b"", b"x"], ids=["empty", "not packed"])
def test_what_is_kept_and_damaged_is_as_if_it_were_not(own, damage):
    assert kept.write("a", b"data") and kept.read("a") == b"data"
    (kept.folder() / f"a{kept.ENDING}").write_bytes(damage)
    assert kept.read("a") is None


def test_where_nothing_can_be_kept_it_lasts_a_session(own, monkeypatch):
    kept.folder().write_text("a file stands in the way", encoding="utf-8")
    assert not kept.write("a", b"data") and kept.read("a") is None
    monkeypatch.setattr(kept, "folder", lambda: None)
    assert not kept.write("a", b"data") and kept.read("a") is None


def test_what_is_old_is_thrown_away(own):
    place = kept.folder()
    place.mkdir()
    for number in range(kept.MOST_FILES + 5):
        path = place / f"{number}{kept.ENDING}"
        path.write_bytes(b"")
        os.utime(path, (number, number))
    assert kept.write("new", b"data")
    left = {path.name for path in place.iterdir()}
    assert len(left) == kept.MOST_FILES
    assert f"new{kept.ENDING}" in left and f"5{kept.ENDING}" not in left


def test_a_pose_that_floats_is_told_with_its_millimetres(own):
    change(own, 'free = ["root", "same_leg", "other_leg"', 'free = ["neck"', "wall.poses.toml")
    change(own, "root = [0.013, 0.926, 0]", "root = [0.013, 1.226, 0]", "wall.poses.toml")
    change(own, ', "same_arm", "other_arm"]', "]", "wall.poses.toml")
    with pytest.raises(ContentError, match=r"right_foot is \d+ mm from floor") as caught:
        wall(own).player()
    assert (caught.value.file, caught.value.entry) == ("wall.poses.toml", 'poses "stand"')
    assert kept.read(name_of(own)) is None
