"""What the alternative text says of the psoas is what the picture shows.

A picture colours the drawn psoas of each side as longer, shorter or as in standing
(`figures.muscle`); its words say so too, for those who do not see it.
"""

import re

import pytest

from psoaslib import body
from psoaslib.catalogue import catalogue
from psoaslib.figures import muscle
from tests import posing

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
    "still": (
        r"(as long as|no longer than) in standing|standing length|(neither|nothing)\b.* stretched"
    ),
    "short": r"\bshort",
    "long": r"\blength|\blonge",
}
DRAWN_SIDE = {"same": "right", "other": "left"}


def told(alt: str) -> dict[str, str]:
    """Return {"same" or "other": "long", "still" or "short"}, as a text says."""
    found = {}
    for clause in re.split(r"[.;:]| while |, (?=the \{other\} one)", " ".join(alt.split())):
        if not re.search(r"psoas|\{other\} one|nothing is stretched", clause, re.IGNORECASE):
            continue
        named = [side for side in DRAWN_SIDE if f"{{{side}}}" in clause.lower()]
        named = named or (["same"] if "its psoas" in clause else list(DRAWN_SIDE))
        says = [state for state, words in SAYINGS.items() if re.search(words, clause, re.I)]
        found |= dict.fromkeys(named, says[0]) if says else {}
    return found


def moved(stretch: str, name: str, side: str) -> float:
    """Return by how much the drawn psoas is longer than in standing, millimetres."""
    posed = posing.SOLVED[stretch, name, "right"]
    standing = body.pose({}, (0.0, 0.0, 0.0), posed.stature).frames
    own = DRAWN_SIDE[side]
    return muscle.change(posed.frames, standing, own, posed.angles[f"{own}_hip_flexion"])


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
    ],
)
def test_a_text_is_read_as_it_is_meant(alt, says):
    assert told(alt) == says


@pytest.mark.parametrize(("stretch", "each"), PICTURES, ids=IDS)
def test_the_words_say_what_the_picture_shows(stretch, each):
    says = told(each.alt)
    assert bool(says) == (f"{stretch.id}-{each.id}" not in SILENT)
    for side, state in says.items():
        assert muscle.state(moved(stretch.id, each.id, side)) == state


def test_the_tuck_and_not_the_stride_makes_the_lunge_work():
    bend, tuck, hold, heel, lost = (
        moved("lunge", name, "same") for name in ("bend", "tuck", "hold", "heel", "tilt_lost")
    )
    assert heel > hold > tuck > bend > lost


def test_the_head_thrown_back_adds_hardly_any_length():
    hold, back = (moved("floor", name, "same") for name in ("hold", "head_back"))
    assert abs(back - hold) < 3


def test_the_figure_four_leaves_both_psoas_short():
    for step in STRETCHES["figure_four"].steps:
        for side in DRAWN_SIDE:
            assert muscle.state(moved("figure_four", step.id, side)) == "short"
