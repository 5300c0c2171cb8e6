"""The models give the lengths and arms that OpenSim gives for the published ones."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from psoaslib import mechanics

REFERENCE = Path(__file__).parents[1] / "reference"
RMS_MM, MAX_MM = 0.05, 0.2
ARM_RMS_MM, ARM_MAX_MM = 0.1, 0.5
SWITCH_DEG = 45.0


def tables(name: str) -> dict[tuple[str, str], dict[str, np.ndarray]]:
    """Read a reference table as columns, by model and distribution; an empty cell is NaN."""
    rows = defaultdict(list)
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row.pop("model"), row.pop("distribution", "")].append(row)
    return {
        key: {name: np.array([float(row[name] or "nan") for row in own]) for name in own[0]}
        for key, own in rows.items()
    }


def solved(model: str, distribution: str, table: dict[str, np.ndarray]) -> mechanics.Paths:
    """Pose a model as a reference table does."""
    angles = {
        name: table[f"{name}_deg"] for name in mechanics.ranges(model) if f"{name}_deg" in table
    }
    return mechanics.solve(model, distribution=distribution or "LFB", **angles)


def off_mm(own: np.ndarray, reference: np.ndarray) -> tuple[float, float]:
    """Return RMS and largest difference in millimetres; empty cells count for nothing."""
    difference = 1000 * (own - reference)[~np.isnan(reference)]
    assert difference.size > 5
    return np.sqrt((difference**2).mean()), np.abs(difference).max()


CASES = [
    pytest.param(name, *key, id=" ".join(filter(None, (name[:-4], *key))))
    for name in ("hip.csv", "whole.csv", "random.csv")
    for key in tables(name)
]


@pytest.mark.parametrize(("name", "model", "distribution"), CASES)
def test_every_muscle_and_fascicle_is_as_long_as_in_opensim(name, model, distribution):
    table = tables(name)[model, distribution]
    paths = solved(model, distribution, table)
    for i, name in enumerate(paths.muscles):
        rms, most = off_mm(paths.length_m[:, i], table[f"{name}_length_m"])
        assert rms <= RMS_MM and most <= MAX_MM, f"{name}: {rms:.3f} mm RMS, {most:.3f} mm"


@pytest.mark.parametrize("model", ["rajagopal2016", "gait2392"])
def test_hip_arms_are_the_derivative_of_opensim_s_lengths(model):
    table = tables("hip.csv")[model, ""]
    paths = solved(model, "", table)
    near = np.abs(table["hip_flexion_deg"] - SWITCH_DEG) <= 0.5
    for i, name in enumerate(paths.muscles):
        for axis in ("flexion", "adduction", "rotation"):
            reference = table[f"{name}_ma_{axis}_m"].copy()
            if model == "gait2392":
                reference[near] = np.nan
            rms, most = off_mm(paths.arms_m[f"hip_{axis}"][:, i], reference)
            assert rms <= ARM_RMS_MM and most <= ARM_MAX_MM, f"{name}, {axis}: {rms:.3f} mm"


def test_composite_a_s_fascicles_share_the_hip_arm_of_opensim():
    table = tables("whole.csv")["composite_a", "LFB"]
    paths = solved("composite_a", "LFB", table)
    for axis in ("flexion", "adduction", "rotation"):
        reference = np.where(
            np.abs(table["hip_flexion_deg"] - SWITCH_DEG) <= 0.5,
            np.nan,
            table[f"hip_{axis}_ma_m"],
        )
        for i in range(11):
            rms, most = off_mm(paths.arms_m[f"hip_{axis}"][:, i], reference)
            assert rms <= ARM_RMS_MM and most <= ARM_MAX_MM


@pytest.mark.parametrize("model", ["composite_a", "composite_b"])
def test_arms_on_the_lumbar_spine_are_small_and_mixed_as_in_opensim(model):
    paths = mechanics.solve(model)
    joints = ("L5_S1", "L4_L5", "L3_L4", "L2_L3", "L1_L2")
    with (REFERENCE / "lumbar_arms.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["model"] == model]
    assert len(rows) == 11 * 5 * 3
    for row in rows:
        place = paths.of(row["fascicle"]), joints.index(row["joint"])
        own = paths.level_arms_m[*place, ("FE", "LB", "AR").index(row["axis"])]
        assert own == pytest.approx(float(row["moment_arm_m"]), abs=1e-5)
    flexing = paths.arms_m["lumbar_flexion"][:11]
    assert np.abs(flexing).max() < 0.03 < paths.arms_m["hip_flexion"][:11].min() + 0.01
