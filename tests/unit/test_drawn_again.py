"""The committed plates are what the code draws today: painted small, and held side by side.

Two drawings agree when at most FEW of their pixels have no like within one pixel of the other
(`rasters.unlike`). A plate is 300 pixels high, so a pixel is 0.8 to 1.8 mm of it. That leaves room
for the last digits of other geometry libraries; a muscle that lies 4 mm off is caught, as is a part
that is gone.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from psoaslib.catalogue import catalogue
from psoaslib.figures.plate import plate
from tests.unit.rasters import HEIGHT, painted, unlike

IMAGES = Path(__file__).parents[2] / "images"
FEW = 20  # pixels, of about a hundred thousand
PLATES = {
    "front": "psoas(?:-shade|-deep|-fibre)?",
    "side": "psoas(?:-shade|-deep|-fibre)?",
    "layers": "back-layer(?:-shade|-deep|-fibre)?",
    "l4": "psoas(?:-shade|-deep|-bundle)?",
    "behind": "piriformis(?:-shade|-deep|-fibre)?",
}


def kept(name):
    """Return the committed drawing of a name such as "anatomy/front"."""
    return (IMAGES / f"{name}.svg").read_text(encoding="utf-8")


def shifted(svg, looks, far):
    """Return a drawing in which the outlines of some looks begin `far` units further right."""

    def path(found):
        data = re.sub(r"M(-?\d+)", lambda start: f"M{int(start[1]) + far}", found[2])
        return f'<path class="{found[1]}" d="{data}"'

    moved = re.sub(rf'<path class="(pf-(?:{looks}))" d="([^"]*)"', path, svg)
    assert moved != svg
    return moved


def jittered(svg):
    """Return a drawing whose outlines each begin up to a unit off, as a last digit may be."""
    dice = np.random.default_rng(5)

    def start(found):
        x, y = (int(v) + int(dice.integers(-1, 2)) for v in found.groups())
        return f"M{x} {y}"

    return re.sub(r"M(-?\d+) ?(-?\d+)", start, svg)


@pytest.mark.parametrize("name", PLATES)
def test_a_plate_is_what_the_code_draws(name):
    fresh = plate(catalogue().plates[name]).svg()
    assert unlike(painted(kept(f"anatomy/{name}")), painted(fresh)) <= FEW


def test_every_plate_is_looked_at():
    assert set(PLATES) == set(catalogue().plates)


@pytest.mark.parametrize("name", PLATES)
def test_the_last_digit_makes_no_difference(name):
    svg = kept(f"anatomy/{name}")
    assert jittered(svg) != svg
    assert unlike(painted(svg), painted(jittered(svg))) <= FEW


@pytest.mark.parametrize("name", PLATES)
def test_a_muscle_that_lies_4_mm_off_in_a_plate_is_caught(name):
    svg = kept(f"anatomy/{name}")
    assert unlike(painted(svg), painted(shifted(svg, PLATES[name], 40))) > FEW


@pytest.mark.parametrize("look", ["bone", "psoas", "plate-line"])
def test_a_part_that_is_gone_is_caught(look):
    svg = kept("anatomy/front")
    bare = re.sub(rf'<path class="pf-{look}" d="[^"]*"/>', "", svg)
    assert unlike(painted(svg), painted(bare)) > FEW


def test_a_drawing_is_painted_in_its_place_and_colours():
    box = '<svg xmlns="http://www.w3.org/2000/svg" class="pf-picture" viewBox="0 0 600 300">'
    square = 'class="pf-long" d="M100 100l100 0 0 100-100 0z"'
    turned = "matrix(-1 0 0 1 600 0)"
    picture = painted(f"{box}<g><path {square}/></g></svg>")
    mirror = painted(f'{box}<g transform="{turned}"><path {square}/></g></svg>')
    assert picture.shape == (HEIGHT, 2 * HEIGHT, 3)
    assert picture[150, 150] == pytest.approx(np.array([0xC2, 0x3A, 0x12]) / 255, abs=0.01)
    assert picture[150, 450] == pytest.approx([1, 1, 1])
    assert unlike(mirror, picture[:, ::-1]) == 0 and unlike(mirror, picture) > FEW
