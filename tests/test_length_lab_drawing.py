"""The drawn bones of the length lab: complete, and drawn again when stale."""

import json

from psoaslib.build import pieces
from tests.checkouts import ROOT, change

FILE = "psoaslib/widgets/static/lab_pieces.json"
TURNED = {"pelvis", "femur", "L5", "L4", "L3", "L2", "L1", "T12"}


def drawn():
    return json.loads((ROOT / FILE).read_text(encoding="utf-8"))["views"]


def test_every_piece_and_every_end_of_a_muscle_belongs_to_a_bone_that_turns():
    for view, bones in (("side", TURNED | {"shin", "kneecap"}), ("front", TURNED)):
        listed = drawn()[view]["pieces"]
        assert {each["name"].split()[0] for each in listed if "name" in each} == bones
        for muscle in (each for each in listed if "muscle" in each):
            places = [*muscle["strands"], *muscle["holds"], muscle["end"]]
            assert {bone for bone, _ in places} <= bones


def test_psoas_arises_from_each_vertebra_and_both_views_have_it_and_iliacus():
    for view in ("side", "front"):
        muscles = {each["muscle"]: each for each in drawn()[view]["pieces"] if "muscle" in each}
        assert {"psoas", "iliacus"} <= set(muscles)
        assert {bone for bone, _ in muscles["psoas"]["strands"]} == TURNED - {"pelvis", "femur"}
        assert muscles["psoas"]["end"][0] == muscles["iliacus"]["end"][0] == "femur"
    assert "rectus_femoris" in {each.get("muscle") for each in drawn()["side"]["pieces"]}


def test_a_drawing_of_other_code_is_named_and_written_again(checkout):
    before = (checkout / FILE).read_text(encoding="utf-8")
    assert pieces.write(checkout) == []
    change(checkout / FILE, pieces.depends(), "0" * 64)
    assert pieces.check(checkout) == [f"{FILE}: what it depends on has changed"]
    assert pieces.write(checkout) == [FILE]
    after = (checkout / FILE).read_text(encoding="utf-8")
    assert json.loads(after)["depends"] == json.loads(before)["depends"]


def test_a_drawing_changed_by_hand_is_found(checkout):
    change(checkout / FILE, '["bone","M', '["bone","M9000 9000l10 10zM')
    [found] = pieces.check(checkout)
    assert found.startswith(f"{FILE}: drawn again, 'bone' reaches")
