"""What the alternative text says of the psoas is what the picture shows.

A picture colours the drawn psoas of each side as longer, shorter or as in standing, by the muscle
model (`lengths`); its words say so too, for those who do not see it.
"""

import re

import pytest

from psoaslib import mechanics
from psoaslib.catalogue import catalogue, images
from psoaslib.mechanics import wording
from psoaslib.programme.cards import picture_key
from tests.body import posing

STRETCHES = catalogue().stretches
PICTURES = [
    (stretch, each)
    for stretch in STRETCHES.values()
    for each in (*stretch.steps, *stretch.errors)
    if each.pose
]
IDS = [f"{stretch.id}-{each.id}" for stretch, each in PICTURES]

SILENT = {"ball-arm", "ball-waist_on_ball", "figure_four-sit", "figure_four-return"}
"""Pictures about something else: an arm, a ball in the wrong place, gluteals at rest."""

SAYINGS = {
    "beyond": r"beyond the models",
    "still": (
        r"(as long as|not? longer than) in standing|standing length|(neither|nothing)\b.* stretched"
    ),
    "short": r"\bshort",
    "long": r"\blength|\blonge",
}
DRAWN_SIDE = {"same": "right", "other": "left"}


def told(alt: str) -> dict[str, str]:
    """Return {"same" or "other": "long", "still" or "short"}, as a text says."""
    found = {}
    for clause in re.split(r"[.;:]| while |, (?:and )?(?=the \{\w+\} one)", " ".join(alt.split())):
        if not re.search(r"psoas|\{\w+\} one|nothing is stretched", clause, re.IGNORECASE):
            continue
        named = [side for side in DRAWN_SIDE if f"{{{side}}}" in clause.lower()]
        named = named or (["same"] if "its psoas" in clause else list(DRAWN_SIDE))
        says = [state for state, words in SAYINGS.items() if re.search(words, clause, re.I)]
        found |= dict.fromkeys(named, says[0]) if says else {}
    return found


def posed(stretch: str, name: str, side: str) -> mechanics.PsoasLength:
    """Return how long the psoas of the stretched or the other side is, by the model."""
    body = posing.SOLVED[stretch, name]
    return mechanics.of_body(body.angles, DRAWN_SIDE[side])


def state(stretch: str, name: str, side: str) -> str:
    """Return what the model says of a side: "long", "still", "short" or "beyond"."""
    found = posed(stretch, name, side)
    return wording.state(found.change_mm, *found.band)


def moved(stretch: str, name: str, side: str) -> float:
    """Return by how much the psoas is longer than in standing, millimetres."""
    return posed(stretch, name, side).change_mm


@pytest.mark.parametrize(
    ("alt", "says"),
    [
        ("The {same} psoas is clearly longer.", {"same": "long"}),
        ("The {same} psoas is no longer than in standing.", {"same": "still"}),
        (
            "The {same} psoas is lengthened, the {other} one short.",
            {"same": "long", "other": "short"},
        ),
        ("Trunk upright: neither psoas is stretched.", {"same": "still", "other": "still"}),
        ("The {same} gluteals lengthen.", {}),
        (
            "The {other} psoas is short; the {same} one is grey, beyond the models.",
            {"other": "short", "same": "beyond"},
        ),
    ],
)
def test_a_text_is_read_as_it_is_meant(alt, says):
    assert told(alt) == says


@pytest.mark.parametrize(("stretch", "each"), PICTURES, ids=IDS)
def test_the_words_say_what_the_picture_shows(stretch, each):
    says = told(each.alt)
    assert bool(says) == (f"{stretch.id}-{each.id}" not in SILENT)
    for side, said in says.items():
        assert state(stretch.id, each.id, side) == said


@pytest.mark.parametrize(("stretch", "each"), PICTURES, ids=IDS)
def test_the_colours_and_the_figures_beside_them_are_the_model_s(stretch, each):
    model = {side: posed(stretch.id, each.id, side) for side in DRAWN_SIDE}
    states = {side: state(stretch.id, each.id, side) for side in DRAWN_SIDE}
    for side in DRAWN_SIDE.values():
        key = picture_key(stretch.id, each.id, side)
        told = images.COLLECTION.lengths(key)
        assert {name: told[name]["state"] for name in told} == states
        for name, figure in told.items():
            found = model[name]
            expected = (found.change_mm, *found.band, found.strain)
            shown = [figure[part] for part in ("change_mm", "low_mm", "high_mm", "strain")]
            # The solved pose is kept to a hundredth of a degree.
            assert shown == [each and pytest.approx(each, abs=0.05) for each in expected]


def test_the_tuck_and_not_the_stride_makes_the_lunge_work():
    bend, tuck, hold, heel, lost = (
        moved("lunge", name, "same") for name in ("bend", "tuck", "hold", "heel", "tilt_lost")
    )
    assert heel > hold > tuck > bend > lost
    assert [state("lunge", name, "same") for name in ("hold", "tilt_lost")] == ["long", "short"]


def test_the_head_thrown_back_adds_hardly_any_length():
    hold, back = (moved("floor", name, "same") for name in ("hold", "head_back"))
    assert abs(back - hold) < 3


def test_the_figure_four_lengthens_no_psoas():
    for step in STRETCHES["figure_four"].steps:
        assert state("figure_four", step.id, "other") == "short"
        assert state("figure_four", step.id, "same") in ("short", "beyond")
