"""Bad content fails with one error that a teacher can act on; good content comes out frozen."""

import functools
import json
import pickle
import re
import shutil
import tomllib
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from psoaslib.catalogue import CONTENT, catalogue, read
from psoaslib.catalogue.problems import ContentError
from tests.unit.bad_collection import MORE_BAD
from tests.unit.bad_content import BAD, BALL, POSES

ALL_BAD = BAD | MORE_BAD


@pytest.fixture(scope="module", autouse=True)
def parsed_once():
    """Parse a text once: each test changes one file and reads all of them."""
    loads = tomllib.loads
    packed = functools.cache(lambda text: pickle.dumps(loads(text)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", lambda text: pickle.loads(packed(text)))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the package's content, to be spoilt."""
    return shutil.copytree(CONTENT, tmp_path / "content")


def spoil(folder: Path, name: str, old: str, new: str) -> ContentError:
    """Replace the first `old` in a file by `new`, and return the error that reading gives."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(folder)
    return caught.value


@pytest.mark.parametrize("bad", ALL_BAD.values(), ids=ALL_BAD)
def test_bad_content_is_told_by_file_entry_and_field(folder, bad):
    name, old, new, entry, field, help_ = bad
    error = spoil(folder, name, old, new)
    assert (error.file, error.entry, error.field) == (name, entry, field)
    assert help_ in error.problem
    for part in (name, entry, field):
        assert part in str(error)
    assert "\n" not in str(error)


def test_a_hold_needs_a_stop_rule(folder):
    path = folder / BALL
    text = path.read_text(encoding="utf-8")
    start = text.index("stop = [")
    end = text.index("]", start) + 1
    path.write_text(text[:start] + "stop = []" + text[end:], encoding="utf-8")
    with pytest.raises(ContentError, match='steps "hold", field "stop": is missing') as caught:
        read(folder)
    assert "stop rule" in caught.value.problem


def test_a_change_needs_a_reason(folder):
    path = folder / BALL
    data = path.read_text(encoding="utf-8")
    start = data.index('reason = """\nVision is one')
    end = data.index('"""', start + 15) + 3
    path.write_text(data[:start] + data[end:], encoding="utf-8")
    with pytest.raises(ContentError, match='steps "hold", field "reason": is missing'):
        read(folder)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("dose.toml", "[breathing\n", "not valid TOML"),
        ("dose.toml", "[[doses]]\n[doses]\n", "not valid TOML"),
        ("quiz.json", "[{]", "not valid JSON"),
    ],
)
def test_a_broken_file_is_told_with_its_place(folder, name, text, words):
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=words) as caught:
        read(folder)
    assert caught.value.file == name
    assert "line" in caught.value.problem


def test_a_missing_file_and_a_wrong_encoding_are_told(folder):
    (folder / "glossary.toml").write_bytes("term = 'Hüfte'".encode("latin-1"))
    with pytest.raises(ContentError, match=r"glossary\.toml: is not UTF-8"):
        read(folder)
    (folder / "glossary.toml").unlink()
    with pytest.raises(ContentError, match=r"glossary\.toml: is missing"):
        read(folder)


def test_a_json_file_must_be_a_list_of_objects_with_ids(folder):
    (folder / "references.json").write_text('{"id": "X"}', encoding="utf-8")
    with pytest.raises(ContentError, match=r"references\.json"):
        read(folder)
    rows = json.loads((CONTENT / "references.json").read_text(encoding="utf-8"))
    (folder / "references.json").write_text(json.dumps([*rows, rows[0]]), encoding="utf-8")
    with pytest.raises(ContentError, match=f'references "{rows[0]["id"]}".*twice'):
        read(folder)


def test_a_stretch_bears_the_name_of_its_file(folder):
    (folder / BALL).rename(folder / "stretches/bell.toml")
    with pytest.raises(ContentError, match=r"ball\.poses\.toml"):
        read(folder)
    (folder / POSES).unlink()
    with pytest.raises(ContentError, match=r'bell\.toml, field "id": is "ball"'):
        read(folder)


def test_poses_may_be_absent_and_stand_in_their_own_file_only(folder):
    (folder / POSES).unlink()
    assert all(step.pose is None for step in read(folder).stretches["ball"].steps)
    error = spoil(folder, BALL, 'cue = "Ball', 'pose = {}\ncue = "Ball')
    assert (error.entry, error.field) == ('steps "kneel"', "pose")


@pytest.mark.parametrize(
    ("new", "field", "words"),
    [
        ("same_knee_bend = 20", "angles", "same_knee_flexion"),
        ("same_knee_flexion = 880", "angles.same_knee_flexion", "must be from 0 to"),
    ],
)
def test_a_bad_angle_is_told(folder, new, field, words):
    path = folder / POSES
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"same_knee_flexion = \d+", new, text, count=1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read(folder)
    assert (caught.value.file, caught.value.field) == (POSES, field)
    assert caught.value.entry.startswith('poses "')
    assert words in caught.value.problem


def test_a_pose_of_no_step_is_told(folder):
    path = folder / POSES
    path.write_text(path.read_text(encoding="utf-8").replace("poses.roll", "poses.rolling"))
    with pytest.raises(ContentError, match=r'ball\.poses\.toml, poses "rolling".*hip_on_top'):
        read(folder)


def paths(node: object, path: tuple = ()) -> list[tuple]:
    """List where everything within nested tables and lists stands."""
    found = [path] if path else []
    if isinstance(node, dict):
        found += [each for key in node for each in paths(node[key], (*path, key))]
    if isinstance(node, list):
        found += [each for place, row in enumerate(node) for each in paths(row, (*path, place))]
    return found


def toml(value: object) -> str:
    """Write a value as TOML, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(value[key])}" for key in value) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


WORD_FILES = [
    path.relative_to(CONTENT).as_posix()
    for path in sorted([*CONTENT.rglob("*.toml"), *CONTENT.glob("*.json")])
    if path.stem not in ("joints", "body") and not path.name.endswith(".poses.toml")
]
JUNK = st.sampled_from(
    [
        -1,
        0,
        "",
        "x",
        "{upper}",
        True,
        1.5,
        {},
        {"a": 1},
        {"a": {}},
        [],
        [1],
        [{}],
        [[]],
        [{"id": 3}],
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_spoilt_gives_good_content_or_the_one_error(folder, data):
    name = data.draw(st.sampled_from(WORD_FILES))
    path = folder / name
    before = path.read_bytes()
    is_json = name.endswith(".json")
    content = (json.loads if is_json else tomllib.loads)(before.decode("utf-8"))
    *way, last = data.draw(st.sampled_from(paths(content)))
    node = content
    for key in way:
        node = node[key]
    if data.draw(st.booleans()):
        node[last] = data.draw(JUNK)
    else:
        del node[last]
    text = (
        json.dumps(content)
        if is_json
        else "\n".join(f"{json.dumps(key)} = {toml(content[key])}" for key in content)
    )
    path.write_text(text, encoding="utf-8")
    try:
        read(folder)
    except ContentError as error:
        assert error.file and error.problem
        assert len(str(error)) < 400
    finally:
        path.write_bytes(before)


def test_a_byte_order_mark_does_no_harm(folder):
    path = folder / BALL
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read(folder).stretches["ball"].id == "ball"


def test_a_precaution_of_every_stretch_need_not_be_repeated(folder):
    content = read(folder)
    general = [each.id for each in content.safety.precautions.values() if each.general]
    assert general
    assert content.stretches["ball"].precautions[: len(general)] == tuple(general)


def test_the_catalogue_is_read_once_and_frozen():
    content = catalogue()
    assert content is catalogue()
    ball = content.stretches["ball"]
    with pytest.raises(FrozenInstanceError):
        content.stretches = {}
    with pytest.raises(TypeError):
        content.stretches["other"] = ball
    with pytest.raises(TypeError):
        content.safety.stop_rules["other"] = None
    with pytest.raises(ValidationError):
        ball.title = "Another"
    with pytest.raises(AttributeError):
        ball.steps.append(ball.steps[0])
