"""A lecturer's figure: what it is told to show, what it says in words, what it cannot show."""

import re
from pathlib import Path

import pytest

import psoaslib as ps
from psoaslib import widgets
from psoaslib.catalogue import catalogue
from psoaslib.mechanics import wording
from psoaslib.pages.plates import LABELS

LUNGE = ps.stretch("lunge")
JS = Path(widgets.__file__).parent / "js"


@pytest.fixture
def everyone():
    yield
    ps.show_people()


@pytest.fixture(scope="module")
def pair():
    return LUNGE.figure("hold", error=True, labels=["sacrum", "psoas_major"], scale=True)


def test_every_label_is_told_in_the_words_of_the_plates():
    figure = LUNGE.figure("hold", labels=True)
    named = [words for _, words in figure.figure["labels"]]
    plates = catalogue().plates["side"].labels
    assert {plates[label].title for label in ("psoas_major", "femur")} <= set(named)
    assert f"Labelled, where they are seen: {', '.join(named)}." in figure.alt
    assert figure.figure["labels"][-1][1] == catalogue().plates["side"].labels["femur"].title


def test_the_labels_are_those_that_the_browser_finds():
    script = (JS / "scene" / "spots.js").read_text("utf-8")
    places = re.search(r"const PLACES = \{(.*?)\n\};", script, re.DOTALL)[1]
    assert set(LABELS) == {"psoas_major", *re.findall(r"^  (\w+):", places, re.MULTILINE)}


def test_the_bars_say_what_the_player_says(pair):
    told = LUNGE._pictures.lengths("lunge/hold.left")
    rows = wording.rows(told, "left")
    assert pair.figure["panels"][0]["rows"] == rows
    assert all(wording.sentence(row) in pair.alt for row in rows)


def test_the_error_stands_beside_the_correct_position(pair):
    right, wrong = pair.figure["panels"]
    assert (right["error"], wrong["error"], wrong["fault"]) == (False, True, "lower_back")
    assert [each["heading"] for each in (right, wrong)] == [
        "Like this: Hold the tuck, eyes open",
        "Not like this: The tilt is lost",
    ]
    assert repr(pair).startswith("Figure: Hold the tuck, eyes open / The tilt is lost. Seen from")


def test_a_figure_says_what_it_shows_as_changed():
    figure = LUNGE.figure("tuck", change=True)
    (panel,) = figure.figure["panels"]
    assert panel["before"]["id"] == "bend"
    assert "A pale shape behind shows the body before" in figure.alt and "Pale" in figure.caption
    card = LUNGE.player(guided=True).programme["cards"]["lunge/hold"]["left"]
    (hold,) = LUNGE.figure("hold", change=True).figure["panels"]
    assert hold["before"]["nothing"] == card["unmoved"]


def test_a_side_is_told_in_its_own_words():
    left, right = (LUNGE.figure("hold", side=side) for side in ("left", "right"))
    assert "left leg behind" in left.alt and "right leg behind" in right.alt
    assert [each.figure["side"] for each in (left, right)] == ["left", "right"]


def test_a_step_beside_an_error_tells_both_and_what_the_models_say():
    figure = ps.stretch("floor").beside("slide", "knee_twisted")
    assert repr(figure).startswith("Like this: ")
    assert "Not like this: " in figure.alt and "psoas: " in figure.alt
    assert figure.caption == (
        "Ignore the millimetres here: the problem is the position, not the length."
    )


def test_a_choice_of_people_holds_for_figures_and_players(everyone):
    said = ps.show_people(skin="brown", build="c")
    assert "brown skin" in said
    figure = LUNGE.figure("hold").figure
    assert (figure["skin"], figure["build"]) == ("brown", "c")
    figure = LUNGE.figure("hold", skin="light", build="a").figure
    assert (figure["skin"], figure["build"]) == ("light", "a")
    assert LUNGE.player().people == {"skin": "brown", "build": "c"}
    ps.show_people()
    assert LUNGE.figure("hold").figure["skin"] == ""


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


def test_a_position_that_is_not_solved_yet_is_named(monkeypatch):
    solved = LUNGE._pictures.pose
    monkeypatch.setattr(
        type(LUNGE._pictures),
        "pose",
        lambda self, s, name: None if name == "bend" else solved(s, name),
    )
    with pytest.raises(RuntimeError, match=r"'bend' of 'lunge' is not solved yet.*some seconds"):
        LUNGE.figure("tuck", change=True)
    assert "Labelled" not in LUNGE.figure("tuck").alt


def test_what_cannot_be_saved_is_said_before_anything_is_drawn(pair, tmp_path):
    for ending in ("pdf", "svg", "docx"):
        with pytest.raises(ValueError, match=rf"saved as \.png; 'hold\.{ending}' ends otherwise"):
            pair.save(tmp_path / f"hold.{ending}")
    with pytest.raises(FileNotFoundError, match=r"no folder .*gone.*save\('hold\.png'\)"):
        pair.save(tmp_path / "gone" / "hold.png")
    assert list(tmp_path.iterdir()) == []


def test_where_no_browser_is_found_the_button_is_named(pair, monkeypatch, tmp_path):
    monkeypatch.setenv("PSOAS_BROWSER", "no-such-browser")
    with pytest.raises(RuntimeError, match="press its button Save picture"):
        pair.save(tmp_path / "hold.png")
