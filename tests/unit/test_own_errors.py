"""Whatever is wrong with a folder, one sentence names the file, the entry and the field."""

import os
import shutil
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import psoaslib as ps
from psoaslib.catalogue import CONTENT, read
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.reading import MEGABYTE
from psoaslib.own.reader import MOST_FILES
from tests.own_folders import EXAMPLE, change, example, png, posed
from tests.unit.bad_own import BACK, FILES, IMAGES, POSES, TEXTS

LINKS = pytest.mark.skipif(os.name == "nt", reason="making a link needs a right of its own there")


@pytest.fixture
def own(tmp_path):
    return example(tmp_path)


def wrong(folder):
    """Load a folder; return its one error, which says where it is in one line."""
    with pytest.raises(ContentError) as caught:
        ps.load(folder)
    error = caught.value
    text = str(error)
    for part in (error.file, error.entry, error.field, error.problem):
        assert part in text
    assert "\n" not in text and len(text) < 400
    assert caught.traceback[-1].name == "load", "nothing of the inside is shown"
    return error


def place(error):
    return error.file, error.entry, error.field


@pytest.mark.parametrize("case", TEXTS.values(), ids=TEXTS)
def test_wrong_words_are_told(own, case):
    old, new, entry, field, help_ = case
    change(own, old, new)
    error = wrong(own)
    assert place(error) == ("wall.toml", entry, field)
    assert help_ in str(error)


def sized(path, megabytes):
    """Make a file of a size that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(megabytes * MEGABYTE)


@pytest.mark.parametrize("case", IMAGES.values(), ids=IMAGES)
def test_a_wrong_image_is_told(own, case):
    name, data, help_ = case
    change(own, "step_back.png", name)
    if isinstance(data, int):
        sized(own / name, data)
    elif data is not None:
        (own / name).write_bytes(data)
    error = wrong(own)
    assert place(error) == ("wall.toml", BACK, "image")
    assert any(each in error.problem for each in help_.split("|"))


def test_images_that_are_too_large_together_are_told(own):
    rows = ""
    for number in range(5):
        (own / f"{number}.png").write_bytes(png() + b"\0" * (4 * MEGABYTE) + png())
        rows += f'[[steps]]\nid = "s{number}"\ntitle = "T"\nkind = "move"\ncoached = "C."\n'
        rows += f'image = "{number}.png"\nalt = "A."\n\n'
    change(own, "[[steps]]", rows + "[[steps]]")
    error = wrong(own)
    assert place(error) == ("wall.toml", 'steps "s4"', "image")
    assert "20.0 MB of images" in error.problem and "1200 pixels" in error.problem


@LINKS
@pytest.mark.parametrize("name", ["step_back.png", "wall.toml"])
def test_a_link_that_leads_out_of_the_folder_is_told(own, tmp_path, name):
    (own / name).rename(tmp_path / name)
    (own / name).symlink_to(tmp_path / name)
    assert "leads out of my_folder/" in wrong(own).problem


@LINKS
def test_a_link_within_the_folder_is_followed_and_one_in_a_circle_is_told(own):
    (own / "step_back.png").rename(own / "photo.png")
    (own / "step_back.png").symlink_to(own / "photo.png")
    assert ps.load(own).stretch("wall").player().pictures
    (own / "photo.png").unlink()
    (own / "photo.png").symlink_to(own / "step_back.png")
    assert wrong(own).field == "image"


@LINKS
def test_a_pipe_is_told_and_not_waited_for(own):
    (own / "step_back.png").unlink()
    os.mkfifo(own / "step_back.png")
    assert "is no file" in wrong(own).problem


def test_files_that_are_too_large_are_refused_unread(own, monkeypatch):
    sized(own / "wall.toml", 50)
    opened = []
    monkeypatch.setattr("pathlib.Path.open", lambda *path, **how: opened.append(path))
    error = wrong(own)
    assert (error.file, error.problem) == ("wall.toml", "has 50.0 MB; at most 2 MB are read")
    assert opened == []


def test_too_many_files_are_told(own):
    for number in range(MOST_FILES):
        (own / f"s{number}.toml").write_text("", encoding="utf-8")
    assert "101 files" in wrong(own).problem


@pytest.mark.parametrize("case", FILES.values(), ids=FILES)
def test_a_broken_file_is_told(own, case):
    name, data, help_ = case
    (own / name).write_bytes(data)
    error = wrong(own)
    assert error.file == name
    assert help_ in str(error)


def test_a_folder_that_is_not_one_is_told(own, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert str(tmp_path / "my_foldr") in wrong("my_foldr").problem
    assert str(own) in wrong(own / "wall.toml").problem
    for nothing in ("", " ", None, 3):
        assert 'ps.load("my_folder")' in wrong(nothing).problem
    assert "a" in wrong("a\0b").problem
    (tmp_path / "empty").mkdir()
    assert "such as wall.toml" in wrong("empty").problem


def test_a_file_that_may_not_be_read_is_told(own, monkeypatch):
    def refuse(*path, **how):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert wrong(own).problem == "cannot be read: permission denied"


def test_an_image_has_no_place_in_the_collection_itself(tmp_path):
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    change(folder, 'id = "kneel"', 'id = "kneel"\nimage = "a.png"', "stretches/ball.toml")
    with pytest.raises(ContentError, match="drawn from poses"):
        read(folder)


LINES = [line for line in EXAMPLE.splitlines() if "=" in line]
JUNK = st.one_of(
    st.sampled_from(["", '""', "[]", "{}", "true", "-1", "[[1]]", "nan", '"{up}"', "[{id = 1}]"]),
    st.text(string.printable, max_size=12),
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(line=st.sampled_from(LINES), junk=JUNK)
def test_whatever_is_spoilt_gives_a_stretch_or_the_one_error(own, line, junk):
    name = line.partition(" = ")[0]
    spoilt = EXAMPLE.replace(line, f"{name} = {junk}", 1)
    (own / "wall.toml").write_text(spoilt, encoding="utf-8")
    try:
        stretch = ps.load(own).stretch("wall")
    except ContentError as error:
        assert error.file == "wall.toml" and len(str(error)) < 400
    else:
        stretch.player()
    finally:
        (own / "wall.toml").write_text(EXAMPLE, encoding="utf-8")


@pytest.mark.parametrize("case", POSES.values(), ids=POSES)
def test_a_name_in_a_pose_that_is_not_known_is_told_at_once(own, case):
    old, new, entry, field, help_ = case
    posed(own, stand="stand")
    change(own, old, new, "wall.poses.toml")
    error = wrong(own)
    assert place(error) == ("wall.poses.toml", 'poses "stand"' + entry, field)
    for words in help_.split("|"):
        assert words in str(error)
