"""The browser's own modules, run in Node, agree with the muscle model and its words."""

import base64
import json
import subprocess
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from psoaslib import mechanics
from psoaslib.exercises import length_lab, length_tables
from tests.machine import find_node

READ = Path(__file__).parent / "lab_read.mjs"
LIMIT_MM = 0.05
JUMP = 45.0
"""Hip flexion at which a via point of gait2392 lets go, degrees."""


def answered(angles=(), poses=()):
    lab, numbers = length_lab.payload()
    asked = {
        "lab": lab,
        "numbers": base64.b64encode(numbers).decode("ascii"),
        "angles": list(angles),
        "poses": list(poses),
    }
    run = subprocess.run(
        [find_node(), READ], input=json.dumps(asked), capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def drawn(count, seed, **set_):
    """Draw poses over the whole range of the widest model; some angles may be set."""
    random = np.random.default_rng(seed)
    limits = mechanics.ranges("composite_b")
    return {
        name: np.broadcast_to(set_.get(name, random.uniform(*limits[name], count)), count)
        for name in limits
    }


@cache
def at_random():
    poses = drawn(3000, 7)
    rows = [{name: float(poses[name][i]) for name in poses} for i in range(3000)]
    return poses, answered(rows)["alone"]


def of_model(name, poses):
    """Return change in mm and share of a muscle by the model itself."""
    model, own = name.split(".")
    angles = {key: poses[key] for key in mechanics.ranges(model)}
    paths = mechanics.solve(model, arms=False, **angles)
    if model in length_tables.WHOLE_MODELS:
        return 1000 * paths.mean(paths.change_m), paths.mean(paths.strain)
    at = paths.of(length_tables.MUSCLES[own])
    return 1000 * paths.change_m[:, at], paths.strain[:, at]


NAMES = [f"{model}.psoas" for model in length_tables.WHOLE_MODELS] + [
    f"{model}.{own}" for model in length_tables.HIP_MODELS for own in length_tables.MUSCLES
]


@pytest.mark.parametrize("name", NAMES)
def test_at_random_poses_the_browser_agrees_with_the_model(name):
    poses, found = at_random()
    reached = np.array([each[name] is not None for each in found])
    low, high = mechanics.ranges(name.partition(".")[0])["hip_flexion"]
    inside = (poses["hip_flexion"] >= low) & (poses["hip_flexion"] <= high)
    assert (reached == inside).all() and reached.sum() > 2000
    wanted, shares = of_model(name, {key: each[reached] for key, each in poses.items()})
    change = np.array([each[name]["change"] for each in found if each[name]])
    share = np.array([each[name]["share"] for each in found if each[name]])
    assert np.abs(change - wanted).max() < LIMIT_MM
    assert np.abs(share - shares).max() < 0.001


@pytest.mark.parametrize("beside", [-1e-4, 0.0, 1e-4])
def test_at_the_jump_of_a_path_the_browser_takes_the_same_side(beside):
    poses = drawn(200, 8, hip_flexion=JUMP + beside)
    rows = [{name: float(poses[name][i]) for name in poses} for i in range(200)]
    found = answered(rows)["alone"]
    for name in ("gait2392.psoas", "composite_a.psoas"):
        wanted, _ = of_model(name, poses)
        assert np.abs(np.array([each[name]["change"] for each in found]) - wanted).max() < LIMIT_MM


def test_the_way_of_every_fascicle_is_a_lumbar_and_a_hip_part():
    poses = drawn(500, 9, hip_flexion=np.random.default_rng(9).uniform(-40, 90, 500))
    for model in length_tables.WHOLE_MODELS:
        hip = {name: poses[name] for name in mechanics.HIP}
        lumbar = {name: poses[name] for name in mechanics.LUMBAR}
        standing = mechanics.lengths(model)
        whole = mechanics.lengths(model, **hip, **lumbar) - standing
        parts = mechanics.lengths(model, **hip) + mechanics.lengths(model, **lumbar) - 2 * standing
        assert np.abs(whole - parts).max() < 1e-9


def test_every_ready_pose_has_the_numbers_and_words_of_python():
    asked = [(each["pose"], side) for each in length_lab.presets() for side in ("left", "right")]
    found = answered(poses=[{"pose": pose, "side": side} for pose, side in asked])["told"]
    assert len(found) > 60
    for (pose, side), told in zip(asked, found, strict=True):
        wanted = length_lab.figures(pose, side)["psoas"]
        assert told["joints"] == pytest.approx(length_lab.joints_of(pose, side))
        assert told["state"] == wanted["state"]
        if wanted["change_mm"] is None:
            assert told["psoas"] is None
            continue
        assert told["psoas"]["change"]["value"] == pytest.approx(wanted["change_mm"], abs=LIMIT_MM)
        assert told["psoas"]["share"]["value"] == pytest.approx(wanted["strain"], abs=0.001)
        assert told["words"] == length_lab.words(wanted)
