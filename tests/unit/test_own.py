"""An instructor's own folder: a short file is a whole stretch, with its own pictures."""

import base64
import hashlib
import json
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

import psoaslib as ps
from psoaslib.catalogue import catalogue, images
from psoaslib.own import given, short
from tests.own_folders import EXAMPLE, SVG, WITH_IMAGE, change, example, png

SVG_NAME = "{http://www.w3.org/2000/svg}"
ALT = "Both hands on a wall, the {} foot a short step behind with its heel up."


@pytest.fixture
def own(tmp_path):
    return example(tmp_path)


def pictures(player):
    return images.unbundled(player.pictures)


def test_the_example_is_short_and_plays_as_a_whole_stretch(own):
    assert len(EXAMPLE.splitlines()) <= 45
    player = ps.load(own).stretch("wall").player()
    assert repr(player) == "Stretch player: Split stance at a wall, left then right, 5 min 40 s"
    card = player.programme["cards"]["wall/tuck"]["right"]
    assert card["error"] == "The back arches." and card["picture"] is None
    assert card["alt"] == card["coached"] == card["spoken"], "its words stand for a picture"
    said = " ".join(player.programme["stop"])
    assert "a knee hurts" in said and "the back hurts" in said, "stop rules that it did not name"
    assert player.programme["stop_how"]["wall"]["left"].startswith("To stop: ")
    assert "Go back to the start" in player.programme["cards"]["wall/change"]["right"]["spoken"]


def test_the_example_needs_no_other_file(tmp_path):
    (tmp_path / "wall.toml").write_text(EXAMPLE, encoding="utf-8")
    saved = ps.load(tmp_path).stretch("wall").player().save_html(tmp_path / "wall.html")
    page = saved.read_text(encoding="utf-8")
    assert "Written by its teacher." in page
    assert "The pages were written from published sources" not in page


def test_it_says_what_it_holds_in_plain_words(own):
    collection = ps.load(own)
    words = 'Collection "my_folder": wall (Split stance at a wall).'
    assert repr(collection) == repr(collection.stretches()) == words
    assert repr(collection.stretch("wall")) == 'Stretch "wall": Split stance at a wall'
    opens = collection._repr_html_()
    assert f'ps.load("{own}").stretch("wall")' in opens.replace("&quot;", '"')
    with pytest.raises(ValueError, match=r"no stretch 'ball'. Valid are: 'wall'\."):
        collection.stretch("ball")


@pytest.mark.parametrize("page", "steps errors safety variations".split())
def test_every_page_of_a_stretch_shows_it_too(own, page):
    shown = getattr(ps.load(own).stretch("wall"), page)()
    text = shown._repr_html_()
    assert text.startswith("<div") and "None" not in text
    assert not re.search(r": \.|^\.$", repr(shown)), "no list in words is empty"


def test_an_image_is_shown_with_its_words_and_mirrored_for_the_other_side(own):
    stretch = ps.load(own).stretch("wall")
    svgs = pictures(stretch.player())
    assert set(svgs) == {"wall/step_back.left", "wall/step_back.right"}
    for side in ("left", "right"):
        root = ET.fromstring(svgs[f"wall/step_back.{side}"])
        assert root.find(f"{SVG_NAME}desc").text == ALT.format(side)
        assert root.get("viewBox") == "0 0 400 300"
        image = root.find(f"{SVG_NAME}image")
        kind, data = image.get("href").split(",")
        assert kind == "data:image/png;base64"
        assert base64.b64decode(data) == (own / "step_back.png").read_bytes()
        assert (image.get("transform") or "").startswith("matrix(-1") == (side == "right")
    assert f'alt="{ALT.format("left")}"' in stretch.steps("left")._repr_html_()


def test_without_drawings_the_player_has_no_key_to_their_colours(own):
    lines = ps.load(own).stretch("wall").player().programme["lines"]
    assert lines["half_way"] and not any(name.startswith("key_") for name in lines)
    assert "red" not in ps.load(own).stretch("wall").steps()._repr_html_()


def test_a_saved_page_holds_the_pictures(own, tmp_path):
    page = ps.load(own).stretch("wall").player().save_html(tmp_path / "wall.html")
    text = page.read_text(encoding="utf-8")
    assert text.count(f'alt="{ALT.format("left")}"') >= 1
    assert "Feet together" in text
    assert "CC BY" not in text, "an instructor's own words are theirs to license"


def test_every_kind_of_image_is_taken_with_its_size(tmp_path):
    files = {"a.png": png(), "c.svg": SVG.encode()}
    files["d.svg"] = SVG.replace('viewBox="0 0 40 30"', 'width="40px" height="30"').encode()
    for name, options in {"b.jpg": {}, "e.webp": {}, "f.webp": {"lossless": True}}.items():
        Image.new("RGB", (40, 30)).save(tmp_path / name, **options)
        files[name] = (tmp_path / name).read_bytes()
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        image = given.read(given.Folder(tmp_path), name)
        assert (image.width, image.height) == (40, 30), name


def test_a_drawing_s_script_stands_in_data_alone(own):
    script = SVG.replace("<path", "<script>alert(1)</script><path")
    (own / "step_back.svg").write_text(script, encoding="utf-8")
    change(own, "step_back.png", "step_back.svg")
    for svg in pictures(ps.load(own).stretch("wall").player()).values():
        assert "script" not in svg and "data:image/svg+xml;base64," in svg


def test_sources_and_safety_of_the_folder_join_the_collection_s(own):
    reference = {
        "id": "MINE24",
        "citation": "Me A. Walls. J Walls 2024;1:1.",
        "seen": "secondary",
    }
    (own / "references.json").write_text(json.dumps([reference]), encoding="utf-8")
    (own / "safety.toml").write_text(
        '[[precautions]]\nid = "wet_wall"\nlevel = "modify"\ntext = "A wet wall"\n'
        'reason = "Hands slip."\n[[stop_rules]]\nid = "slip"\naction = "stop"\n'
        'text = "A hand slips"\n',
        encoding="utf-8",
    )
    change(own, '["unsteady"]', '["unsteady", "wet_wall"]\naim_references = ["MINE24", "PARK13"]')
    change(own, "limit_s = 30", 'limit_s = 30\nstop = ["slip", "dizziness"]')
    stretch = ps.load(own).stretch("wall")
    assert "A wet wall" in stretch.safety()._repr_html_()
    assert stretch.player().programme["stop"][0] == "A hand slips"


def test_a_stretch_may_name_the_collection_s_as_another_way(own):
    change(own, "precautions", 'alternatives = ["worktop", "door"]\nprecautions')
    (own / "door.toml").write_text(EXAMPLE.replace("at a wall", "in a door"), encoding="utf-8")
    text = ps.load(own).stretch("wall").variations()._repr_html_()
    assert 'ps.stretch("worktop")' in text.replace("&quot;", '"')
    assert "Split stance in a door" in text and 'ps.stretch("door")' not in text


def tuck_of(programme):
    return next(each for each in programme["segments"] if each["card"] == "wall/tuck")


def test_what_stands_in_a_file_is_stronger_than_what_is_filled_in(own):
    kept = tuck_of(ps.load(own).stretch("wall").player().programme)
    change(own, 'kind = "move"', 'kind = "move"\nseconds = 40\ncue = "Tuck"\nspoken = "Tuck now."')
    change(own, "precautions", 'article_side = "right"\nprecautions')
    programme = ps.load(own).stretch("wall").player().programme
    card = programme["cards"]["wall/tuck"]["left"]
    assert (card["cue"], card["spoken"]) == ("Tuck", "Tuck now.")
    assert tuck_of(programme)["ms"] >= 40_000 > kept["ms"]
    assert programme["blocks"][0]["side"] == "right"


def test_what_is_filled_in_names_stop_rules_that_there_are():
    rules = catalogue().safety.stop_rules
    assert set(short.defaults()["steps"]["hold"]["stop"]) <= set(rules)


def test_the_folder_is_only_read(own):
    def state():
        return {
            path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
            for path in own.iterdir()
        }

    before = state()
    stretch = ps.load(own).stretch("wall")
    stretch.steps()._repr_html_()
    stretch.player()
    assert state() == before


def test_two_folders_with_one_name_do_not_mix(own, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (tmp_path / "other" / "wall.toml").write_text(
        WITH_IMAGE.replace('"Tail under"', '"Another"'), encoding="utf-8"
    )
    (other / "step_back.png").write_bytes(png(80, 60))
    first, second = ps.load(own).stretch("wall"), ps.load(other).stretch("wall")
    assert "Another" not in repr(first.steps()) and "Another" in repr(second.steps())
    assert 'viewBox="0 0 80 60"' in pictures(second.player())["wall/step_back.left"]
    assert 'viewBox="0 0 400 300"' in pictures(first.player())["wall/step_back.left"]
    assert "wall" not in catalogue().stretches


def test_hidden_files_and_other_files_are_left_alone(own):
    (own / "._wall.toml").write_bytes(b"\x00\x05\x16\x07")
    (own / "notes.txt").write_text("x", encoding="utf-8")
    assert "wall" in repr(ps.load(own))
