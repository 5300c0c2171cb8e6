"""The length lab's poses, numbers and words in Python, and the widget's traits."""

import json
import re

import pytest

import psoaslib as ps
from psoaslib import mechanics
from psoaslib.catalogue import catalogue, images
from psoaslib.exercises import length_lab
from psoaslib.mechanics import wording
from psoaslib.widgets.lab import Lab


def test_there_is_a_ready_pose_for_each_step_and_error_of_each_stretch():
    ids = [each["id"] for each in length_lab.presets()]
    assert ids[0] == "standing"
    wanted = {
        f"{stretch.id}/{record.id}"
        for stretch in catalogue().stretches.values()
        for record in (*stretch.steps, *stretch.errors)
    }
    assert wanted <= set(ids)
    assert {each for each in ids if each.endswith("/other")} == {
        f"{name}/hold/other" for name in catalogue().stretches
    }


@pytest.mark.parametrize("shown", ["right", "left"])
def test_a_ready_pose_has_the_joint_angles_of_its_picture(shown):
    for record in catalogue().stretches.values():
        file = images.folder() / record.id / "poses.json"
        poses = json.loads(file.read_text(encoding="utf-8"))["poses"]
        for step in record.steps:
            angles = poses[step.id]["angles"]
            found = length_lab.joints_of(length_lab.posed(f"{record.id}/{step.id}"), shown)
            flip = 1 if shown == "right" else -1
            wanted = {
                name: angles.get(f"right_{name}", 0) for name in (*mechanics.HIP, "knee_flexion")
            }
            wanted["lumbar_flexion"] = angles.get("lumbar_flexion", 0)
            wanted["lumbar_bend_right"] = flip * angles.get("lumbar_bend_right", 0)
            wanted["lumbar_rot_left"] = flip * angles.get("lumbar_rot_left", 0)
            assert found == pytest.approx(wanted, abs=0.03)


def test_ready_poses_lie_within_the_sliders():
    for each in length_lab.presets():
        for name, (low, high) in length_lab.SLIDERS.items():
            assert low <= each["pose"][name] <= high, each["id"]


def test_on_the_ball_the_upper_side_opens_and_the_lower_one_shortens():
    upper = length_lab.figures(length_lab.posed("ball/hold"), "right")["psoas"]
    lower = length_lab.figures(length_lab.posed("ball/hold/other"), "left")["psoas"]
    assert (upper["state"], lower["state"]) == (wording.LONG, wording.SHORT)


def test_left_and_right_are_alike():
    pose = length_lab.posed("floor/return")
    for name, told in length_lab.figures(pose, "left").items():
        numbers = {key: told[key] for key in ("change_mm", "low_mm", "high_mm", "strain")}
        assert numbers == pytest.approx({k: length_lab.figures(pose)[name][k] for k in numbers})


def test_numbers_are_those_of_the_public_function():
    pose = {**length_lab.standing(), "thigh_extension": 10.0, "pelvic_tilt": 8.0}
    for trunk in length_lab.TRUNKS:
        told = length_lab.figures(pose | {"trunk": trunk}, "left")["psoas"]
        wanted = ps.psoas_length(thigh_extension=10, pelvic_tilt=8, trunk=trunk, side="left")
        assert told["change_mm"] == pytest.approx(wanted.change_mm)
        assert (told["low_mm"], told["high_mm"]) == pytest.approx(tuple(wanted.band))


def test_beyond_one_model_there_is_no_band_and_beyond_both_no_figure():
    far = {**length_lab.standing(), "thigh_extension": -90.0, "pelvic_tilt": -10.0}
    assert "one model only" in length_lab.sentence(far)
    assert length_lab.figures(far)["iliacus"]["low_mm"] is None
    further = {**length_lab.standing(), "thigh_extension": 40.0, "pelvic_tilt": 30.0}
    assert "no figure (beyond the models: hip flexion)" in length_lab.sentence(further)
    assert length_lab.figures(further)["rectus_femoris"]["beyond"] == ["hip_flexion"]


def test_a_bent_knee_lengthens_rectus_femoris_and_no_psoas():
    straight, bent = (
        length_lab.figures(length_lab.standing() | {"knee_flexion": k}) for k in (0.0, 90.0)
    )
    assert bent["rectus_femoris"]["state"] == wording.LONG
    assert bent["psoas"] == straight["psoas"]


def test_all_that_is_sent_is_small():
    lab = Lab()
    assert len(lab.numbers) < 80_000
    assert len(json.dumps(lab.lab)) < 60_000


def test_the_lab_says_itself_in_words():
    words = repr(ps.lab("lunge/hold", compare="standing"))
    assert re.fullmatch(
        r"Muscle length lab\. Right side, thigh \d+° behind the vertical, 14° of posterior tilt, "
        r"\d+° of knee flexion\. The trunk stays upright\. Psoas: \d+ mm longer than in standing "
        r"\(\d+ to \d+ mm\)\. Compared with: Standing\.",
        words,
    )
    assert repr(ps.lab()) == repr(ps.lab("standing"))


def test_an_unknown_pose_lists_the_valid_ones():
    with pytest.raises(ValueError, match=r"There is no pose 'lung'. Valid are: 'standing', .*'lun"):
        ps.lab("lung")
    with pytest.raises(ValueError, match="There is no pose 'ball'"):
        ps.lab(compare="ball")


@pytest.mark.parametrize(
    ("pose", "words"),
    [
        ({"pelvic_tilt": 31}, "pelvic_tilt is 31; the lab takes -20 to 30 degrees"),
        ({"tilt": 3}, "pose has no 'tilt'; it has: side, preset, thigh_extension"),
        ({"side": "up"}, "side is 'up'; it must be one of: left, right"),
        ({"trunk": "bent"}, "trunk is 'bent'; it must be one of: upright, with_pelvis"),
    ],
)
def test_a_pose_set_wrongly_is_an_error_that_says_what_is_allowed(pose, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        Lab().pose = pose


def test_a_pose_may_be_set_in_part_and_the_result_follows():
    lab = Lab("lunge/hold")
    before, knee = lab.result["psoas"]["change_mm"], lab.pose["knee_flexion"]
    lab.pose = {"pelvic_tilt": 0.0}
    assert lab.pose["preset"] is None and lab.pose["knee_flexion"] == knee > 20
    assert lab.result["psoas"]["change_mm"] < before


def test_a_smaller_body_has_smaller_changes_and_the_same_strain():
    assert Lab().lab["stature"] is None
    own, small = Lab("lunge/hold"), Lab("lunge/hold", stature_m=1.5)
    assert small.result["psoas"]["change_mm"] < own.result["psoas"]["change_mm"]
    assert small.result["psoas"]["strain"] == pytest.approx(own.result["psoas"]["strain"])
    assert small.lab["muscles"]["composite_a.psoas"]["scale"] == pytest.approx(1.5 / 1.8)
    with pytest.raises(ValueError, match="stature_m"):
        Lab(stature_m=3.0)


def test_the_saved_page_says_every_ready_pose_in_words(tmp_path):
    text = Lab().save_html(tmp_path / "lab.html").read_text(encoding="utf-8")
    for each in length_lab.presets():
        assert each["titles"]["right"] in text
    assert "<h1>Muscle length lab</h1>" in text


def test_a_ready_pose_has_the_player_s_figures():
    for record in catalogue().stretches.values():
        file = images.folder() / record.id / "lengths.json"
        told = json.loads(file.read_text(encoding="utf-8"))["figures"]
        for step in (*record.steps, *record.errors):
            found = length_lab.figures(length_lab.posed(f"{record.id}/{step.id}"))["psoas"]
            wanted = told[step.id]["same"]
            assert bool(found["beyond"]) == bool(wanted["beyond"])
            if not found["beyond"]:
                assert found["change_mm"] == pytest.approx(wanted["change_mm"], abs=0.05)
