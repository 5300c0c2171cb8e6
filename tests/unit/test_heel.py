"""The rear leg of the lunge keeps its lengths, and the heel tells of the pelvis what it can."""

import csv

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from psoaslib.mechanics import heel
from psoaslib.mechanics.__main__ import LEG, main

STATURE = 1.75
LUNGE = {"hip_x": 0.3, "pelvic_tilt": 5, "hip_extension": 15, "knee_flexion": 25}


def lunge(**changes):
    """Return the leg of a lunge at 15 degrees of hip extension."""
    return heel.from_joints(STATURE, **LUNGE | changes)


def standing(stature):
    """Return hip x and y over a foot flat on the floor, with a straight leg."""
    own = heel.shares()
    return (
        -own["toe_ahead"] * stature,
        (own["ankle_height"] + own["shank"] + own["thigh"]) * stature,
    )


def built(raised, shank, thigh, stature=STATURE):
    """Return hip, knee and ankle over a heel raised so far, with these angles to the vertical."""
    own = {name: share * stature for name, share in heel.shares().items()}

    def turn(angle, x, y):
        c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        return np.array([c * x + s * y, c * y - s * x])

    ankle = turn(raised, -own["toe_ahead"], own["ankle_height"])
    knee = ankle + turn(shank, 0, own["shank"])
    return knee + turn(thigh, 0, own["thigh"]), knee, ankle


def test_standing_straight_is_a_chain_of_nothing_but_lengths():
    leg = heel.from_thigh(STATURE, *standing(STATURE), 0.0)
    assert leg.in_reach
    assert leg.heel_height_m == pytest.approx(0, abs=1e-9)
    assert leg.knee_flexion == pytest.approx(0, abs=1e-9)
    assert leg.ankle_dorsiflexion == pytest.approx(0, abs=1e-9)
    assert leg.heel_x_m == pytest.approx(-(0.0722 + 0.0271) * STATURE)


def test_a_leg_solved_by_hand():
    # Heel raised by 30 degrees, shank leaning 20 degrees forward, thigh 10 degrees behind.
    hip, knee, ankle = built(30, 20, 10)
    leg = heel.from_thigh(STATURE, *hip, 10.0)
    assert (leg.knee_x_m, leg.knee_y_m) == pytest.approx(tuple(knee))
    assert (leg.ankle_x_m, leg.ankle_y_m) == pytest.approx(tuple(ankle))
    back = (0.0722 + 0.0271) * STATURE
    assert leg.heel_height_m == pytest.approx(back / 2)
    assert leg.heel_x_m == pytest.approx(-back * np.sqrt(3) / 2)
    assert leg.knee_flexion == pytest.approx(10)
    assert leg.ankle_dorsiflexion == pytest.approx(20 - 30)
    assert leg.in_reach and leg.ankle_in_range


@settings(max_examples=200, deadline=None)
@given(st.floats(1.4, 2.1), st.floats(0.1, 70), st.floats(-15, 60), st.floats(0.1, 90))
def test_segments_keep_their_lengths_and_the_ankle_stays_behind(stature, raised, shank, bent):
    hip, knee, ankle = built(raised, shank, shank - bent, stature)
    assume(knee[0] * ankle[1] - knee[1] * ankle[0] > 1e-6)  # behind the line from toe to knee
    leg = heel.from_thigh(stature, *hip, shank - bent)
    assert leg.in_reach
    assert (leg.knee_x_m, leg.knee_y_m) == pytest.approx(tuple(knee))
    assert (leg.ankle_x_m, leg.ankle_y_m) == pytest.approx(tuple(ankle))
    assert leg.knee_flexion == pytest.approx(bent)
    assert leg.ankle_dorsiflexion == pytest.approx(shank - raised)
    own = {name: share * stature for name, share in heel.shares().items()}
    tip = np.array([leg.heel_x_m, leg.heel_height_m])
    assert np.linalg.norm(tip) == pytest.approx(own["toe_ahead"] + own["heel_behind"])
    foot = np.hypot(own["heel_behind"], own["ankle_height"])
    assert np.linalg.norm(ankle - tip) == pytest.approx(foot)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.floats(0.0, 0.5), st.floats(-10, 15), st.floats(-5, 25), st.floats(1, 80))
def test_both_ways_to_pose_the_leg_agree(x, tilt, hip, knee):
    leg = heel.from_joints(STATURE, x, tilt, hip, knee)
    assume(leg.in_reach)
    assert leg.knee_flexion == pytest.approx(knee, abs=1e-4)
    other = heel.from_thigh(STATURE, x, leg.hip_y_m, hip - tilt)
    assert other.heel_height_m == pytest.approx(leg.heel_height_m)
    assert other.in_reach


def test_out_of_reach_is_a_result_without_figures():
    backwards, sunk = built(10, 10, 30)[0], built(-10, 20, 10)[0]
    for leg in (
        heel.from_thigh(STATURE, 2.0, 0.9, 0.0),
        heel.from_thigh(STATURE, *backwards, 30.0),
        heel.from_thigh(STATURE, *sunk, 10.0),
        lunge(hip_x=1.5),
    ):
        assert not leg.in_reach and not leg.ankle_in_range
        assert np.isnan(leg.heel_height_m) and np.isnan(leg.knee_flexion)
    assert np.isnan(lunge(hip_x=1.5).hip_y_m)


def test_an_ankle_bent_too_far_is_told():
    assert lunge().ankle_in_range
    stiff = lunge(hip_x=0.4, knee_flexion=60)
    assert stiff.in_reach and not stiff.ankle_in_range
    assert stiff.ankle_dorsiflexion > heel.ankle_range()[1]


def test_at_the_end_of_its_range_the_hip_lets_the_heel_sink_only_by_losing_tilt():
    leg = lunge()
    held, five, ten = (heel.sinking(leg, end_range=15, tilt_lost=lost) for lost in (0, 5, 10))
    assert held.sink_mm == 0 and held.ended_by == "end range of the hip"
    assert 10 < five.sink_mm < ten.sink_mm
    assert five.thigh_extension_to == pytest.approx(leg.thigh_extension + 5)
    lower = heel.from_thigh(STATURE, leg.hip_x_m, leg.hip_y_m, 15.0)
    assert five.sink_mm == pytest.approx(1000 * (leg.heel_height_m - lower.heel_height_m))


def test_short_of_its_range_the_heel_sinks_with_the_tilt_held():
    assert heel.sinking(lunge(), end_range=20).sink_mm == pytest.approx(
        heel.sinking(lunge(), end_range=15, tilt_lost=5).sink_mm
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"hip_x": 0.2}, "heel on the floor"),
        ({"hip_x": 0.2, "knee_flexion": 5}, "straight knee"),
        ({"hip_x": 0.45, "knee_flexion": 60}, "range of the ankle"),
    ],
)
def test_what_ends_the_sinking_is_named(changes, reason):
    told = heel.sinking(lunge(**changes), end_range=15, tilt_lost=10)
    assert told.ended_by == reason
    assert told.thigh_extension_to < 20


def test_with_tilt_and_hip_held_a_small_shift_of_the_pelvis_sinks_the_heel_by_a_centimetre():
    leg = lunge()
    shift = heel.shift_for(leg, 10)
    after = shift.leg
    assert 1000 * (leg.heel_height_m - after.heel_height_m) == pytest.approx(10)
    assert 0 < shift.shift_m < 0.02
    assert (after.pelvic_tilt, after.hip_extension) == (leg.pelvic_tilt, leg.hip_extension)
    assert after.in_reach and after.ankle_in_range
    moved = np.hypot(after.hip_x_m - leg.hip_x_m, after.hip_y_m - leg.hip_y_m)
    assert moved == pytest.approx(shift.shift_m)


def test_arguments_broadcast_and_lengths_grow_with_stature():
    legs = heel.from_thigh(
        [[1.6], [1.8]], np.array([[0.27], [0.30375]]), [[0.82], [0.9225]], [5.0, 9.0, 12.0]
    )
    assert legs.heel_height_m.shape == (2, 3)
    np.testing.assert_allclose(legs.heel_height_m[1], 1.125 * legs.heel_height_m[0])
    np.testing.assert_allclose(legs.knee_flexion[1], legs.knee_flexion[0])


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (lambda: heel.from_thigh(175, 0.3, 0.9, 10), "stature_m must be 1.0 to 2.3 metres"),
        (lambda: heel.from_thigh(1.75, np.nan, 0.9, 10), "hip_x is nan.*metres"),
        (lambda: heel.from_thigh(1.75, 0.3, 0.9, "10"), "thigh_extension is '10'.*degrees"),
        (lambda: heel.from_thigh([1.7, 1.8], 0.3, 0.9, [1, 2, 3]), "do not broadcast"),
        (lambda: heel.sinking(lunge(), end_range=10), "beyond it"),
        (lambda: heel.sinking(lunge(), end_range=15, tilt_lost=-5), "tilt_lost is -5"),
        (lambda: heel.sinking(lunge(hip_x=1.5), end_range=20), "one pose in reach"),
        (lambda: heel.shift_for(lunge(), 500), "mm high"),
        (lambda: heel.shift_for(lunge(), np.inf), "millimetres"),
    ],
)
def test_what_is_wrong_is_named(work, words):
    with pytest.raises(ValueError, match=words):
        work()


def test_the_command_works_a_table(tmp_path, capsys):
    poses, out = tmp_path / "poses.csv", tmp_path / "legs.csv"
    poses.write_text(
        "note,thigh_extension_deg,stature_m,hip_y_m,hip_x_m\na,10,1.75,0.9,0.3\nb,10,1.75,0.9,2\n",
        encoding="utf-8",
    )
    assert main(["heel", "--poses", str(poses), "--out", str(out)]) == 0
    assert capsys.readouterr() == ("", "")
    with out.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    leg = heel.from_thigh(1.75, 0.3, 0.9, 10)
    assert first.pop("in_reach") == "1" and second.pop("in_reach") == "0"
    assert set(second.values()) == {""}
    for name, cell in first.items():
        assert float(cell) == pytest.approx(float(getattr(leg, LEG[name])))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stature_m,hip_x_m,hip_y_m\n1.75,0.3,0.9\n", "pose 1, thigh_extension_deg is missing"),
        ("stature_m,hip_x_m,hip_y_m,thigh_extension_deg\n9,0,1,0\n", "1.0 to 2.3 metres"),
        ("stature_m,hip_x_m,hip_y_m,thigh_extension_deg\n1.7,0,1,x\n", "pose 1, thigh_ext"),
    ],
)
def test_the_command_tells_in_one_line_what_it_cannot_do(tmp_path, capsys, text, words):
    poses = tmp_path / "poses.csv"
    poses.write_text(text, encoding="utf-8")
    assert main(["heel", "--poses", str(poses), "--out", str(tmp_path / "o")]) == 2
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and told.err.count("\n") == 1
