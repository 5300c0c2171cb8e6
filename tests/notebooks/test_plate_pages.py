"""The plates as pages: words and keys, errors in content, and the build that keeps them fresh."""

import shutil

import pytest
from PIL import Image

import psoaslib as ps
from psoaslib import pages
from psoaslib.build import cells
from psoaslib.catalogue import CONTENT, catalogue, read
from psoaslib.catalogue.problems import ContentError
from psoaslib.pages import anatomy_plate
from psoaslib.pages.document import markdown
from tests.checkouts import change
from tests.unit.test_lessons import Shown, check

IDS = ("front", "side", "layers", "l4", "behind")
EACH = pytest.mark.parametrize("name", IDS)
WANTED = {
    "front": "T12, psoas minor, iliacus, inguinal ligament, lesser trochanter, greater trochanter, "
    "femoral nerve, genitofemoral nerve, obturator nerve, sacrum, brim, disc, tendon",
    "side": "lordosis, psoas major, iliacus, edge of the pelvis, hip joint, lesser trochanter",
    "layers": "T12, disc, transverse process, (front) layer, (back) layer, lumbar plexus, femoral",
    "l4": "body of L4, (front) layer, lumbar plexus, (back) layer, transverse process, quadratus "
    "lumborum, erector spinae, multifidus, aorta, vena cava, ureter, genitofemoral nerve, "
    "sympathetic trunk, thoracolumbar fascia, dural sac",
    "behind": "sacrum, piriformis, greater trochanter, sciatic nerve, ischial tuberosity, femur, "
    "greater sciatic foramen",
}
SAID = {
    "front": (
        "T12 to L5",
        "beneath the inguinal ligament",
        "lesser trochanter",
        "iliacus",
        "nerves",
    ),
    "side": ("forward over the brim", "in front of the centre", "back to the lesser trochanter"),
    "layers": ("lumbar plexus", "transverse processes of L1 to L5", "T12 to L5", "cut away"),
    "l4": (
        "seen from below",
        "beside the body of the vertebra",
        "lumbar plexus",
        "In front of the muscle",
    ),
    "behind": ("front of the sacrum", "greater trochanter", "sciatic nerve comes out below"),
}


@EACH
def test_a_plate_is_a_page_as_good_as_the_others(name):
    check(ps.plate(name))


@EACH
def test_the_key_names_every_number_once_with_its_source(name):
    record = catalogue().plates[name]
    text = Shown(ps.plate(name)).text
    for number, label in enumerate(record.labels.values(), start=1):
        told = text.partition(f"{number} {label.title}. {label.text} ")[2]
        assert told.startswith(("(", *pages.SIGNS)), label.title
        assert f"{number} {label.title}" in repr(ps.plate(name))
    assert f"{len(record.labels) + 1} " not in repr(ps.plate(name))


@EACH
def test_a_plate_names_what_a_class_needs_to_find(name):
    titles = " ".join(label.title.lower() for label in catalogue().plates[name].labels.values())
    for wanted in WANTED[name].split(", "):
        assert wanted.lower() in titles, wanted


@EACH
def test_the_alternative_text_says_what_the_plate_teaches(name):
    alt = catalogue().plates[name].alt
    for words in SAID[name]:
        assert words in alt


def test_plates_are_listed_and_an_unknown_one_lists_the_valid():
    for name in IDS:
        assert f"{name} (" in repr(ps.plates())
        assert f'ps.plate("{name}")' in Shown(ps.plates()).text
    with pytest.raises(ValueError, match="no plate 'back'. Valid are: 'front', 'side', 'layers', "):
        ps.plate("back")


@EACH
def test_a_notebook_shows_the_same_as_the_call(name):
    content = catalogue()
    context = cells.Context("01_psoas_anatomy.ipynb", {}, (), content)
    text = cells.source(f"plate.{name}", context, str)
    assert text.startswith(markdown(anatomy_plate(content.plates[name], content), str))
    assert f'src="anatomy/{name}"' in text


def test_a_notebook_may_fold_the_key_so_that_it_asks():
    content = catalogue()
    context = cells.Context("01_psoas_anatomy.ipynb", {}, (), content)
    shown, folded = cells.source("plate.l4.folded", context, str).split("<details", 1)
    label = next(iter(content.plates["l4"].labels.values()))
    assert "anatomy/l4" in shown and content.plates["l4"].caption in shown
    assert label.text in folded and label.text not in shown


def test_a_lecturer_saves_a_plate_for_a_handout(tmp_path):
    plate, record = ps.plate("behind"), catalogue().plates["behind"]
    for ending, opening in ((".png", b"\x89PNG"), (".pdf", b"%PDF"), (".svg", b"<svg ")):
        path = plate.save(tmp_path / f"behind{ending}", dpi=100)
        assert path == tmp_path / f"behind{ending}"
        assert path.read_bytes().startswith(opening)
    with Image.open(tmp_path / "behind.png") as image:
        assert image.text["Description"] == record.alt
        assert abs(image.width - 16 / 2.54 * 100) <= 1  # as wide as it is printed
        assert image.convert("L").getextrema() == (pytest.approx(30, abs=30), 255)
    assert record.alt in (tmp_path / "behind.svg").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="saved as .png, .pdf or .svg; 'behind.gif' ends other"):
        plate.save(tmp_path / "behind.gif")


# ---------------------------------------------------------------- content


BAD = {
    "an unknown reference": ('"GPN", "DELP99"', '"GPN", "DELP98"', 'labels "piriformis"', "DELP98"),
    "an unknown muscle": (
        'muscle = "iliacus"',
        'muscle = "iliac"',
        'labels "iliacus"',
        "iliacus",
    ),
    "an unknown term": ('term = "lordosis"', 'term = "lordose"', 'labels "lordosis"', "lordosis"),
    "no source": ("  unchecked = true\n", "", 'labels "greater_trochanter"', "references"),
    "an id twice": ('id = "disc"', 'id = "t12"', '"t12"', "twice"),
    "a margin that is none": ('margin = "left"', 'margin = "top"', 'labels "t12"', "margin"),
    "margins in disorder": ('margin = "left"', 'margin = "right"', 'plates "front"', "first"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_wrong_with_a_plate_is_told_by_entry(tmp_path, bad):
    old, new, entry, said = bad
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    change(folder / "plates.toml", old, new)
    with pytest.raises(ContentError) as caught:
        read(folder)
    assert caught.value.file == "plates.toml"
    assert entry in str(caught.value) and said in str(caught.value)
