"""The command works a table of poses, and says in one line what it cannot do."""

import csv
import subprocess
import sys

import numpy as np
import pytest

from psoaslib import mechanics
from psoaslib.mechanics.__main__ import main

ARMS = ("flexion", "adduction", "rotation")


@pytest.fixture
def files(tmp_path):
    """Return where poses and results go."""
    return tmp_path / "poses.csv", tmp_path / "lengths.csv"


def run(files, model, text):
    """Run the command on a table; return its status and the rows it wrote."""
    poses, out = files
    poses.write_text(text, encoding="utf-8")
    status = main(["psoas", "--model", model, "--poses", str(poses), "--out", str(out)])
    if not out.exists():
        return status, []
    with out.open(encoding="utf-8", newline="") as file:
        return status, list(csv.DictReader(file))


@pytest.mark.parametrize("model", ["rajagopal2016", "gait2392"])
def test_a_hip_model_writes_lengths_and_arms_row_by_row(files, model, capsys):
    text = (
        "name,knee_flexion_deg,hip_flexion_deg,lumbar_flexion_deg,hip_rotation_deg,distribution\n"
        "first,90,-12.5,50,10,any\n"
        "second,,60,999,,\n"
    )
    status, rows = run(files, model, text)
    assert status == 0 and capsys.readouterr() == ("", "")
    paths = mechanics.solve(
        model, hip_flexion=[-12.5, 60], knee_flexion=[90, 0], hip_rotation=[10, 0]
    )
    muscles = ("psoas", "iliacus", "rectfem")
    assert list(rows[0]) == [
        f"{name}_{figure}_m"
        for name in muscles
        for figure in ("length", *(f"ma_{axis}" for axis in ARMS))
    ]
    for i, row in enumerate(rows):
        for j, name in enumerate(muscles):
            assert float(row[f"{name}_length_m"]) == pytest.approx(paths.length_m[i, j])
            for axis in ARMS:
                arm = paths.arms_m[f"hip_{axis}"][i, j]
                assert float(row[f"{name}_ma_{axis}_m"]) == pytest.approx(arm)


def test_a_composite_takes_each_row_s_distribution(files, capsys):
    status, rows = run(
        files,
        "composite_b",
        "lumbar_flexion_deg,distribution\n40,uniform5\n40,\n40,Christophy2012\n40,LFB\n",
    )
    assert status == 0 and capsys.readouterr() == ("", "")
    names = mechanics.muscles_of("composite_b")
    assert list(rows[0]) == [
        *(f"{name}_length_m" for name in names),
        *(f"hip_{axis}_ma_m" for axis in ARMS),
    ]
    for row, way in zip(rows, ("uniform5", "LFB", "Christophy2012", "LFB"), strict=True):
        paths = mechanics.solve("composite_b", lumbar_flexion=40, distribution=way)
        written = [float(row[f"{name}_length_m"]) for name in names]
        np.testing.assert_allclose(written, paths.length_m, rtol=1e-8)
        assert float(row["hip_flexion_ma_m"]) == pytest.approx(paths.arms_m["hip_flexion"][0])


def test_rows_out_of_range_are_empty_and_counted(files, capsys):
    status, rows = run(files, "composite_a", "hip_flexion_deg\n10\n95\nnan\n-40\n")
    told = capsys.readouterr()
    assert status == 0 and told.out == ""
    assert [set(row.values()) == {""} for row in rows] == [False, True, True, False]
    assert told.err.startswith("psoaslib.mechanics: 2 of 4 poses out of the range of composite_a")
    assert "hip_flexion -40..90" in told.err and told.err.count("\n") == 1


def test_a_table_of_no_poses_gives_one_of_none(files, capsys):
    assert run(files, "gait2392", "hip_flexion_deg\n") == (0, [])
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("model", "text", "words"),
    [
        (
            "delp",
            "hip_flexion_deg\n",
            "--model is delp; it must be one of: rajagopal2016",
        ),
        ("gait2392", "", "no line with the columns' names"),
        ("gait2392", "hip_flexion_deg\n1\nfar\n", "pose 2, hip_flexion_deg is 'far'"),
        ("composite_a", "distribution\nLFB\neven\n", "pose 2, distribution is even"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(files, capsys, model, text, words):
    assert run(files, model, text) == (2, [])
    told = capsys.readouterr()
    assert told.out == "" and words in told.err and told.err.count("\n") == 1


def test_missing_files_and_arguments_are_told_in_one_line(files, capsys):
    poses, out = files
    for arguments in (
        ["psoas", "--model", "gait2392", "--poses", str(poses)],
        ["psoas", "--poses", str(poses), "--out", str(out)],
        ["psoas", "--model", "gait2392", "--poses", str(poses), "--out", str(out), "--fast"],
        ["rectus"],
        [],
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    poses.write_text("hip_flexion_deg\n", encoding="utf-8")
    nowhere = str(out / "nowhere.csv")
    assert main(["psoas", "--model", "gait2392", "--poses", str(poses), "--out", nowhere]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_it_runs_as_a_module(files):
    poses, out = files
    poses.write_text("hip_flexion_deg\n20\n", encoding="utf-8")
    command = [
        sys.executable,
        "-W",
        "error",
        "-m",
        "psoaslib.mechanics",
        "psoas",
        "--model",
        "gait2392",
    ]
    done = subprocess.run(
        [*command, "--poses", poses, "--out", out], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
