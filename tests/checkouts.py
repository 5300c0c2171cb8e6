"""Copy the part of the checkout that the build reads and writes, and change such a copy."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
BALL = "notebooks/02_ball_stretch.ipynb"


def copied(folder):
    """Copy what the build reads and writes into a folder that a test may change."""
    for name in ("notebooks", "images", "psoaslib/widgets"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, folder)
    return folder


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
