"""The pictures: one for each step and side, with words, large and small."""

import numpy as np
import pytest
from PIL import Image

from psoaslib.catalogue import catalogue, images
from psoaslib.catalogue.sides import SIDES
from psoaslib.programme.cards import picture_key

LISTED = [each for each in images.manifest()["pictures"] if each["file"].endswith(".webp")]


def key(entry):
    return entry["file"].removesuffix(".webp")


def records():
    for stretch in catalogue().stretches.values():
        for record in (*stretch.steps, *stretch.errors):
            yield stretch, record


def test_every_step_and_error_has_a_picture_for_each_side():
    wanted = {
        f"{picture_key(stretch.id, record.id, side)}.webp"
        for stretch, record in records()
        for side in SIDES
    }
    assert {entry["file"] for entry in LISTED} == wanted


def test_pictures_differ_and_so_do_their_words():
    right = [entry for entry in LISTED if entry["file"].endswith(".right.webp")]
    shown = {images.COLLECTION.find(key(entry)) for entry in right}
    assert len(shown) >= len(right) - 1, "at the worktop one ends just as one began"
    assert len({entry["alt"] for entry in LISTED}) >= len(right)


@pytest.mark.parametrize(
    ("small", "size", "most"), [(False, (1400, 1040), 60), (True, (520, 386), 12)]
)
def test_stills_are_of_one_size_and_light_enough(small, size, most):
    for entry in LISTED:
        file = images.folder() / images.name(key(entry), small)
        with Image.open(file) as still:
            assert (still.format, still.size) == ("WEBP", size)
        assert file.stat().st_size < most * 1000


def test_a_side_is_no_mirrored_picture_but_its_light_stays():
    """The wall behind lies the other way; what the light falls on does not."""
    left, right = (
        np.asarray(Image.open(images.path(f"ball/hold.{side}")).convert("L"), float)
        for side in ("left", "right")
    )
    mirrored = np.abs(left[:, ::-1] - right)
    assert np.mean(mirrored > 40) < 0.03 and np.mean(mirrored > 4) > 0.01


def test_a_bundle_packs_what_is_there_in_the_same_bytes_each_time():
    keys = [key(entry) for entry in LISTED]
    packed = images.COLLECTION.bundle([*keys, "ball/nowhere.left"])
    assert packed == images.COLLECTION.bundle(reversed(keys))
    found = images.unbundled(packed)
    assert found == {name: images.COLLECTION.find(name, small=True) for name in keys}
    assert all(each.startswith("data:image/webp;base64,") for each in found.values())


def test_a_missing_picture_says_how_to_draw_it():
    assert images.COLLECTION.find("ball/nowhere.left") is None
    with pytest.raises(FileNotFoundError, match=r"'anatomy/nowhere'.*python -m psoaslib\.build"):
        images.svg("anatomy/nowhere")
