"""The pictures: one for each step and side, with words, drawn so that many share a page."""

import gzip
import json
import xml.etree.ElementTree as ET

import pytest

from psoaslib import images
from psoaslib.cards import picture_key
from psoaslib.catalogue import catalogue
from psoaslib.sides import SIDES

SVG = "{http://www.w3.org/2000/svg}"
LISTED = images.manifest()["pictures"]
EACH = pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["file"])


def key(entry):
    return entry["file"].removesuffix(".svg")


def drawing(entry):
    return ET.fromstring(images.svg(key(entry)))


def records():
    for stretch in catalogue().stretches.values():
        for record in (*stretch.steps, *stretch.errors):
            yield stretch, record


def test_every_step_and_error_has_a_picture_for_each_side():
    wanted = {
        f"{picture_key(stretch.id, record.id, side)}.svg"
        for stretch, record in records()
        for side in SIDES
    }
    assert {entry["file"] for entry in LISTED} == wanted


def test_the_manifest_lists_every_picture_that_there_is():
    manifest = images.manifest()
    parts = [LISTED, manifest["photographs"]]
    parts += [manifest[name]["pictures"] for name in ("plates", "charts")]
    listed = [entry["file"] for part in parts for entry in part]
    there = [path for path in images.folder().rglob("*") if path.suffix in (".svg", ".png")]
    assert sorted(listed) == sorted(p.relative_to(images.folder()).as_posix() for p in there)


@EACH
def test_the_list_says_what_a_picture_shows_and_who_may_use_it(entry):
    for field in ("title", "alt", "caption", "licence", "generator"):
        assert entry[field].strip()
    assert len(entry["alt"]) > 60


def test_pictures_differ_and_so_do_their_words():
    right = [entry for entry in LISTED if entry["file"].endswith(".right.svg")]
    assert len({images.svg(key(entry)) for entry in right}) == len(right) >= 7
    assert len({entry["alt"] for entry in LISTED}) >= len(right)


@EACH
def test_a_drawing_carries_its_own_words_and_no_text(entry):
    root = drawing(entry)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == entry["title"]
    assert root.find(f"{SVG}desc").text == entry["alt"]
    assert root.find(f".//{SVG}text") is None
    assert root.get("viewBox")


@EACH
def test_drawings_share_a_page_without_disturbing_it(entry):
    root = drawing(entry)
    styles = {style.text for style in root.iter(f"{SVG}style")}
    assert styles == {style.text for style in drawing(LISTED[0]).iter(f"{SVG}style")}
    classes = {name for each in root.iter() for name in each.get("class", "").split()}
    assert all(name.startswith("pf-") for name in classes)
    assert [each for each in root.iter() if each.get("id")] == []


def test_the_pictures_of_a_stretch_have_one_frame():
    for stretch in catalogue().stretches:
        frames = {
            drawing(entry).get("viewBox")
            for entry in LISTED
            if entry["file"].startswith(f"{stretch}/")
        }
        assert len(frames) == 1


def test_left_is_right_in_the_mirror():
    for stretch, record in records():
        left, right = (
            ET.fromstring(images.svg(picture_key(stretch.id, record.id, side))) for side in SIDES
        )
        # The mark of an error and its line are put beside the turned drawing, not turned with it.
        paths = [
            [p.attrib for p in root.iter(f"{SVG}path") if "-error" not in p.get("class", "")]
            for root in (left, right)
        ]
        assert paths[0] == paths[1]
        turns = [root.find(f"{SVG}g").get("transform") for root in (left, right)]
        assert turns[0].startswith("matrix(-1 ") and turns[1] is None


def test_a_bundle_packs_what_is_there_in_the_same_bytes_each_time():
    keys = [key(entry) for entry in LISTED]
    packed = images.COLLECTION.bundle([*keys, "ball/nowhere.left"])
    assert packed == images.COLLECTION.bundle(reversed(keys))
    texts = json.loads(gzip.decompress(packed))
    assert texts == {name: images.svg(name) for name in keys}


def test_a_missing_picture_says_how_to_draw_it():
    with pytest.raises(FileNotFoundError, match=r"'ball/nowhere'.*python -m psoaslib\.build"):
        images.svg("ball/nowhere")
