"""What people see of the psoas: one figure, its band, and plain words."""

import numpy as np
import pytest

from psoaslib import mechanics
from psoaslib.body import joints
from psoaslib.catalogue import catalogue
from psoaslib.mechanics import psoas_length


def test_the_figure_is_the_mean_of_two_models_and_the_band_their_span():
    shown = psoas_length(thigh_extension=10, pelvic_tilt=8, hip_adduction=-5, lumbar_bend_right=6)
    changes, lengths, strains = [], [], []
    for model in ("composite_a", "composite_b"):
        paths = mechanics.solve(
            model, hip_extension=18, lumbar_flexion=8, hip_adduction=-5, lumbar_bend_right=6
        )
        changes.append(1000 * paths.mean(paths.change_m))
        lengths.append(1000 * paths.mean(paths.length_m))
        strains.append(paths.mean(paths.strain))
    assert shown.change_mm == pytest.approx(np.mean(changes))
    assert shown.length_mm == pytest.approx(np.mean(lengths))
    assert shown.strain == pytest.approx(np.mean(strains))
    assert list(shown.band) == pytest.approx(sorted(changes))
    assert list(shown.length_band) == pytest.approx(sorted(lengths))
    assert list(shown.strain_band) == pytest.approx(sorted(strains))
    assert shown.beyond == ()


def test_the_words_are_plain_and_stable():
    assert repr(psoas_length(thigh_extension=15, pelvic_tilt=10)) == (
        "Psoas, right side: 343 mm, 12 mm longer than in standing (9 to 15 mm); "
        "strain at most 10 % (8 to 11 %)."
    )
    assert repr(psoas_length(lumbar_bend_right=20)) == (
        "Psoas, right side: 325 mm, 6 mm shorter than in standing (5 to 6 mm); strain −4 % (−4 %)."
    )
    assert repr(psoas_length(side="left")) == (
        "Psoas, left side: 330 mm, as in standing (both models); strain 0 % (0 %)."
    )
    told = psoas_length(hip_extension=10)
    assert told.note in told._repr_markdown_()
    assert "| **Change from standing** | 5 mm | 4 to 7 mm |" in told._repr_markdown_()
    assert "| **Strain, at most** | 4 % | 4 to 5 % |" in told._repr_markdown_()
    for word in ("spine on the pelvis moves the lumbar part", "tendon as rigid"):
        assert word in told.note


def test_beyond_one_model_the_band_says_so():
    shown = psoas_length(hip_flexion=110)
    assert shown.band.one_model and str(shown.band) == "one model only"
    assert "(one model only)" in repr(shown)
    paths = mechanics.solve("composite_b", hip_flexion=110)
    assert shown.change_mm == pytest.approx(1000 * paths.mean(paths.change_m))
    assert not psoas_length(hip_flexion=90).band.one_model


def test_the_same_looking_lunge_differs_with_the_tilt():
    tipped, level, tucked = (
        psoas_length(thigh_extension=15, pelvic_tilt=tilt) for tilt in (-10, 0, 10)
    )
    assert tipped.band.high < level.band.low and level.change_mm < tucked.band.low
    assert tucked.change_mm > 3 * tipped.change_mm


def test_one_side_opens_where_the_other_shortens():
    left, right = (psoas_length(lumbar_bend_right=20, side=side) for side in ("left", "right"))
    assert right.band.high < 0 < left.band.low


def test_many_poses_give_what_each_gives_alone():
    thighs, tilts = np.array([-95.0, 0.0, 15.0]), np.array([[-10.0], [0.0]])
    many = mechanics.seen(thigh_extension=thighs, pelvic_tilt=tilts, side="left", stature_m=1.6)
    assert many.change_m.shape == (2, 3)
    for i, j in np.ndindex(2, 3):
        one = psoas_length(
            thigh_extension=thighs[j], pelvic_tilt=tilts[i, 0], side="left", stature_m=1.6
        )
        assert 1000 * many.change_m[i, j] == pytest.approx(one.change_mm)
        assert np.isnan(many.low["change_m"][i, j]) == one.band.one_model
    assert np.isnan(many.low["change_m"][:, 0]).all()


def test_a_posed_body_s_angles_give_the_same():
    angles = dict.fromkeys(joints.names(), 0.0) | {
        "left_hip_flexion": -12.0,
        "left_hip_adduction": 4.0,
        "right_hip_flexion": 80.0,
        "lumbar_bend_right": 10.0,
        "pelvis_tilt": 7.0,
    }
    told = mechanics.of_body(angles, "left", 1.75)
    assert told == psoas_length(
        hip_flexion=-12, hip_adduction=4, lumbar_bend_right=10, side="left", stature_m=1.75
    )
    assert told != mechanics.of_body(angles, "right", 1.75)


def test_a_body_posed_beyond_the_models_is_told_not_refused():
    told = mechanics.of_body({"right_hip_flexion": 128, "lumbar_bend_right": 40}, "right")
    assert told.length_mm is told.change_mm is told.strain is None
    assert len(told.beyond) == 2
    assert "beyond the models (hip_flexion 128, the models take -40 to 120 degrees" in repr(told)
    assert mechanics.of_body({"right_hip_flexion": 128}, "left").change_mm == 0


def test_every_drawn_pose_has_a_figure_on_both_sides_or_says_why_not():
    for stretch in catalogue().stretches.values():
        for step in (*stretch.steps, *stretch.errors):
            for side in ("right", "left"):
                if step.pose is None:
                    continue
                told = mechanics.of_body(joints.angles(step.pose, side), side)
                assert (told.change_mm is None) == bool(told.beyond)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"hip_extension": [1, 2]}, "hip_extension must be one number"),
        ({"hip_extension": 10, "pelvic_tilt": 3}, "twice"),
        ({"hip_extension": 60}, "-120 to 40 degrees"),
        ({"side": "upper"}, "right, left"),
    ],
)
def test_what_is_wrong_is_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        psoas_length(**arguments)
