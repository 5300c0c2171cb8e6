"""What a figure cannot show, and a file that cannot be written, is said with what can be done."""

import pytest

import psoaslib as ps

LUNGE = ps.stretch("lunge")

pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="module")
def hold():
    return LUNGE.figure("hold")


@pytest.mark.parametrize(
    "name, choices, words",
    [
        ("hold", {"view": "above"}, r"no view 'above'. Valid are: 'side'.*'front', 'back'"),
        ("held", {}, r"no drawn step 'held'. Valid are: .*'hold'"),
        ("hold", {"xray": 2}, r"xray is 2; it goes from 0"),
        ("hold", {"xray": "half"}, r"xray is 'half'; it goes from 0"),
        ("hodl", {}, r"no drawn step 'hodl'.* Did you mean 'hold'\?"),
        (
            "hold",
            {"labels": 3},
            r"labels is 3; it is True for all, or a list such as .*psoas_major",
        ),
        ("hold", {"labels": ["rib"]}, r"no label 'rib'. Valid are: 'psoas_major'"),
        ("hold", {"labels": True, "xray": 0}, r"labels would name nothing"),
        ("hold", {"skin": "green"}, r"no skin 'green'. Valid are: 'light'"),
        ("hold", {"build": "z"}, r"no build 'z'. Valid are: 'a'"),
        ("hold", {"side": "both"}, r"side is 'both'"),
        ("stand", {"change": True}, r"'stand' is the first step.*such as 'step'"),
        ("return", {"error": True}, r"No common error of 'return' is drawn.*tilt_lost"),
        ("hold", {"error": "fall"}, r"no drawn common error 'fall'"),
        ("tilt_lost", {"error": True}, r"is an error itself"),
    ],
)
def test_what_cannot_be_shown_is_said_with_what_can(name, choices, words):
    with pytest.raises(ValueError, match=words):
        LUNGE.figure(name, **choices)


def test_a_setting_that_there_is_not_is_named_with_those_that_there_are():
    with pytest.raises(TypeError, match=r"no setting 'label'. It has: side, view, .*mean 'labels'"):
        LUNGE.figure("hold", label=True)


def test_a_folder_that_is_not_there_is_named_with_what_to_do(hold, tmp_path):
    for ending in ("pdf", "svg"):
        with pytest.raises(FileNotFoundError, match=r"no folder .*gone.*save\('hold\."):
            hold.save(tmp_path / "gone" / f"hold.{ending}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_and_a_wrong_resolution_are_said(hold, tmp_path):
    (tmp_path / "hold.svg").mkdir()
    with pytest.raises(PermissionError, match=r"hold\.svg' could not be written"):
        hold.save(tmp_path / "hold.svg")
    with pytest.raises(ValueError, match=r"dpi is 'high'; it is a number"):
        hold.save(tmp_path / "hold.png", dpi="high")


def test_an_unknown_kind_of_file_is_named_with_those_that_are_written(hold, tmp_path):
    with pytest.raises(ValueError, match=r"\.png, \.pdf or \.svg; 'hold\.docx'"):
        hold.save(tmp_path / "hold.docx")
