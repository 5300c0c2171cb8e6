"""What a colour-blind reader, or one with a grey copy, would miss: the psoas and its three states.

The measures. An edge is seen where its rim, its line or its filling has a contrast of 3 to what it
lies on (WCAG 2, 1.4.11). States are told apart by colour where CIEDE2000 between them is 20 or
more, twenty times what can just be seen; without colour by a contrast of 2, or by a hatch whose
lines have a contrast of 3 to their ground.
"""

import itertools

import numpy as np
import pytest

from psoaslib.figures import style
from tests.unit.vision import EYES, contrast, difference, lab, seen

EDGE, APART, GREY, HATCH = 3.0, 20.0, 2.0, 3.0
STATES = ("long", "still", "short")
BLANK = "beyond"  # a muscle of which the models say nothing
CLOTH = ("skin", "skin-shade", "top", "top-shade", "shorts", "shorts-shade", "bone", "bone-shade")
AROUND = ("ground", "ball", "ball-shade", "ball-light")


def palette(build, skin, dark):
    """Return all colours of a build, with another tone of skin, or on a dark ground."""
    return (
        style.COLOURS
        | style.BUILDS[build]
        | style.SKINS.get(skin, {})
        | (style.NIGHT if dark else {})
    )


PALETTES = {
    (build, skin, "dark" if dark else "light"): palette(build, skin, dark)
    for build in style.BUILDS
    for skin in ("", *style.SKINS)
    for dark in (False, True)
}
EACH = pytest.mark.parametrize("eyes", EYES)


def inks(palette, state, *, rim=True):
    """Return the colours of a muscle's filling, line and rim."""
    names = (state, f"{state}-line", "bone") if rim else (state, f"{state}-line")
    return [palette[name] for name in names]


def edge(palette, state, ground, eyes, *, rim=True):
    """Return the best contrast of what a muscle's edge is made of to what it lies on."""
    under = seen(palette[ground], eyes)
    return max(contrast(seen(ink, eyes), under) for ink in inks(palette, state, rim=rim))


@EACH
@pytest.mark.parametrize("palette", PALETTES.values(), ids=map("-".join, PALETTES))
def test_the_edge_of_the_psoas_is_seen_on_skin_cloth_and_bone(palette, eyes):
    for state, ground in itertools.product((*STATES, BLANK), (*CLOTH, *AROUND)):
        assert edge(palette, state, ground, eyes) >= EDGE, (state, ground)


def test_without_its_rim_the_psoas_would_be_lost_on_dark_skin_in_greyscale():
    lowest = min(
        edge(palette, "long", ground, "greyscale", rim=False)
        for palette in PALETTES.values()
        for ground in ("skin", "skin-shade")
    )
    assert lowest < 2


@EACH
def test_no_two_states_look_alike(eyes):
    colours = {state: seen(style.COLOURS[state], eyes) for state in STATES}
    for one, other in itertools.combinations(STATES, 2):
        far = difference(lab(colours[one]), lab(colours[other]))
        if eyes != "greyscale":
            assert far >= APART, (one, other)
        elif (one, other) != ("still", "short"):  # the hatch tells these two
            assert contrast(colours[one], colours[other]) >= GREY, (one, other)


@EACH
def test_the_hatch_tells_the_short_one_where_greys_are_alike(eyes):
    names = ("short", "short-line")
    assert contrast(*(seen(style.COLOURS[name], eyes) for name in names)) >= HATCH


@EACH
def test_the_long_one_is_darker_than_every_other_state_and_bone(eyes):
    def light(name):
        return lab(seen(style.COLOURS[name], eyes))[0]

    assert light("long") + 15 < min(map(light, ("still", "short", BLANK, "bone", "bone-shade")))


# ---------------------------------------------------------------- the measures themselves


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_differences_of_colour_are_those_of_the_published_pairs(one, other, far):
    assert difference(np.array(one), np.array(other)) == pytest.approx(far, abs=5e-4)


@EACH
def test_greys_stay_what_they_are_to_all_eyes(eyes):
    for grey in ("#000000", "#777777", "#ffffff"):
        assert seen(grey, eyes) == pytest.approx(seen(grey, "all colours"), abs=2e-3)


def test_red_and_green_come_together_where_the_eyes_lack_a_cone():
    red, green = "#c04040", "#808000"
    plain = difference(*(lab(seen(colour, "all colours")) for colour in (red, green)))
    for eyes in ("protan", "deutan"):
        assert difference(*(lab(seen(colour, eyes)) for colour in (red, green))) < plain / 2
