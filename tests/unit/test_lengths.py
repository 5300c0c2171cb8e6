"""How long the psoas is, as pages and players tell it: the model's figures, signs and words."""

import json
import re

import pytest

import psoaslib as ps
from psoaslib import mechanics
from psoaslib.body import joints
from psoaslib.catalogue import catalogue, images
from psoaslib.mechanics import wording
from psoaslib.programme import cards

STRETCHES = catalogue().stretches
POSES = {
    (stretch, name): pose
    for stretch in STRETCHES
    for name, pose in json.loads(
        (images.folder() / stretch / "poses.json").read_text(encoding="utf-8")
    )["poses"].items()
}


def full(pose):
    return dict.fromkeys(joints.names(), 0.0) | pose["angles"]


@pytest.mark.parametrize(("stretch", "name"), POSES)
def test_both_sides_have_the_model_s_figures_and_the_mirror_image_the_same(stretch, name):
    pose = POSES[stretch, name]
    mirrored = joints.mirrored(full(pose))
    for side in ("right", "left"):
        told = images.COLLECTION.lengths(cards.picture_key(stretch, name, side))
        angles = full(pose) if side == "right" else mirrored
        for row, figure in zip(wording.rows(told, side), told.values(), strict=True):
            found = mechanics.of_body(angles, row["side"])
            assert bool(found.beyond) == (figure["state"] == "beyond")
            if not found.beyond:
                assert row["change"] == pytest.approx(found.change_mm, abs=0.01)
                assert [row["low"], row["high"]] == [
                    each and pytest.approx(each, abs=0.01) for each in found.band
                ]
                assert figure["strain"] == pytest.approx(found.strain, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "low", "high", "expected"),
    [
        (16.0, 14.0, 18.0, "long"),
        (5.0, 0.1, 9.9, "long"),
        (4.9, 4.0, 5.8, "still"),
        (8.0, -1.0, 17.0, "still"),
        (-8.0, -17.0, 1.0, "still"),
        (-6.0, -8.0, -4.0, "short"),
        (-54.0, None, None, "short"),
        (9.0, None, None, "long"),
        (0.0, 0.0, 0.0, "still"),
        (None, None, None, "beyond"),
    ],
)
def test_a_change_shows_when_it_is_large_enough_and_no_model_says_the_opposite(
    change, low, high, expected
):
    assert wording.state(change, low, high) == expected


def told(change, low=None, high=None, beyond=()):
    state = wording.state(change, low, high)
    figure = {"state": state, "change_mm": change, "low_mm": low, "high_mm": high}
    (row, _) = wording.rows(dict.fromkeys(("same", "other"), figure | {"beyond": beyond}), "left")
    return wording.sentence(row)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((16.0, 14.0, 18.0), "16 mm longer than in standing (14 to 18 mm)."),
        ((-47.5, -54.5, -40.5), "48 mm shorter than in standing (41 to 55 mm)."),
        ((-54.2,), "54 mm shorter than in standing (one model only)."),
        ((1.5, 1.2, 1.7), "about as in standing, 2 mm longer (1 to 2 mm)."),
        ((0.3, 0.2, 0.4), "about as in standing (both models)."),
        ((0.2, -2.1, 2.5), "about as in standing (2 mm shorter to 3 mm longer)."),
        ((None, None, None, ["hip_rotation"]), "no figure (beyond the models: hip rotation)."),
    ],
)
def test_words_say_the_sign_the_amount_and_the_band(figures, words):
    assert told(*figures).startswith(f"Left psoas: {words}")


def test_the_same_looking_lunge_tells_by_its_figures_that_the_tilt_is_lost():
    hold, lost = (
        images.COLLECTION.lengths(f"lunge/{name}.left")["same"] for name in ("hold", "tilt_lost")
    )
    assert hold["low_mm"] > 0 > lost["high_mm"]
    pair = ps.stretch("lunge").beside("hold", "tilt_lost")
    hold, lost = (wording.words(figure) for figure in (hold, lost))
    assert pair.alt.index(f"Left psoas: {hold}") < pair.alt.index(f"Left psoas: {lost}")


def played(player):
    """List the ids of the steps that a player has cards of."""
    return [card.rpartition("/")[2] for card in player.programme["cards"]]


@pytest.mark.parametrize("name", STRETCHES)
def test_a_player_brings_a_figure_for_every_picture_of_both_sides(name):
    player = ps.stretch(name).player()
    pictures = ps.stretch(name).programme().picture_keys()
    assert {key.partition("/")[2].rpartition(".")[0] for key in pictures} >= {
        error.id for error in STRETCHES[name].errors if set(error.steps) & set(played(player))
    }
    assert set(player.programme["lengths"]) == set(pictures)
    for key, shown in player.programme["lengths"].items():
        stretched, other = shown["rows"]
        assert key.endswith(f".{stretched['side']}") and other["side"] != stretched["side"]
        aside = STRETCHES[name].target != "psoas_major"
        assert ("not what this stretch is for" in shown["note"]) == aside


def test_the_table_of_steps_says_both_sides():
    page = ps.stretch("ball").steps("right")._repr_html_()
    found = re.findall(r"(Right|Left) psoas: ", page)
    assert len(found) == 2 * len(STRETCHES["ball"].steps)
    for row in wording.rows(images.COLLECTION.lengths("ball/hold.right"), "right"):
        assert wording.sentence(row) in page


def test_a_stretch_without_figures_tells_none(monkeypatch):
    monkeypatch.setattr(images.Gallery, "lengths", lambda self, key: None)
    stretch = ps.stretch("ball")
    assert stretch.player("right").programme["lengths"] == {}
    assert "psoas: " not in stretch.steps("right")._repr_html_()
