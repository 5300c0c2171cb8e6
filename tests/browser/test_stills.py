"""The committed stills are what the browser draws today, within a tolerance."""

import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from psoaslib.build import stills
from psoaslib.build.poses import posed
from psoaslib.catalogue import catalogue, images

SAMPLE = (("lunge", "tilt_lost", "right"), ("figure_four", "hold", "left"))
FEW = 0.002
"""Share of cells, 4 pixels a side, that may differ: browsers smooth edges differently."""


def cells(data):
    """Return a picture in cells of 4 pixels a side, (high, wide, 3)."""
    with Image.open(io.BytesIO(data)) as still:
        return np.asarray(still.convert("RGB").reduce(4), float)


def unlike(one, other):
    """Return the share of cells that differ."""
    return (np.abs(one - other).max(-1) > 30).mean()


@pytest.fixture(scope="module")
def drawn():
    """Draw the sample, apart from the tests' own browser: one thread runs one Playwright."""

    def draw():
        found = {}
        with stills.studio() as opened:
            for stretch, name, side in SAMPLE:
                records = {each.id: each for each in posed(catalogue().stretches[stretch])}
                _, make = opened(images.COLLECTION.ways(stretch))
                found[stretch, name, side] = make(name, side, stills.error(records[name]))
        return found

    with ThreadPoolExecutor(1) as own:
        return own.submit(draw).result()


@pytest.mark.parametrize("of", SAMPLE, ids="-".join)
def test_a_still_is_what_is_drawn_today(drawn, of):
    stretch, name, side = of
    key = f"{stretch}/{name}.{side}"
    for small, made in zip((False, True), drawn[of], strict=True):
        kept = (images.folder() / images.name(key, small)).read_bytes()
        assert unlike(cells(made), cells(kept)) <= FEW


def test_another_side_position_or_a_missing_mark_is_told_apart(drawn):
    made = cells(drawn[SAMPLE[0]][0])
    for other in ("lunge/tilt_lost.left", "lunge/leans_back.right", "lunge/hold.right"):
        assert unlike(made, cells(images.path(other).read_bytes())) > FEW
