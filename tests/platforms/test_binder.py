"""Binder reads environment.yml and postBuild as they are meant."""

import re
import shutil
import subprocess

from tests.platforms import environments
from tests.unit.test_tidy import REPOSITORY


def test_the_image_gets_packages_first_then_our_files_then_our_package(tmp_path):
    for name in ("environment.yml", "postBuild", "pyproject.toml", "uv.lock"):
        shutil.copy(REPOSITORY / name, tmp_path)
    program = environments.installed("binder") / "jupyter-repo2docker"
    command = [program, "--no-build", "--debug", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    # It ends without an error whatever it has read: what it would build tells.
    pinned = re.search(r"- python=(\S+)", (tmp_path / "environment.yml").read_text("utf-8"))[1]
    assert f"Building conda environment for python={pinned}\n" in run.stderr + run.stdout
    # Packages come before our files, so that a changed text does not install them anew.
    steps = [
        "COPY .*environment.yml",
        "env update .*environment.yml",
        "COPY .* src/",
        "./postBuild$",
    ]
    lines = [line for line in run.stdout.splitlines() if any(re.search(s, line) for s in steps)]
    assert len(lines) == len(steps), lines
    assert all(re.search(step, line) for step, line in zip(steps, lines, strict=True)), lines
