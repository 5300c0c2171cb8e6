"""Tell what of a stretch is drawn, and what all that is drawn of it depends on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.fingerprint import PACKAGE, fingerprint, matching
from psoaslib.mechanics import wording

DATA = (
    "joints.toml",
    "body.toml",
    "builds.toml",
    "body_profile.csv",
    "body_profile_b.csv",
    "body_profile_c.csv",
    "psoas_drawing.toml",
)
"""What every drawing depends on: code of the package less what stands apart, files of `content/`.

Colours and widths are put into drawings that are there, so of `style` only the names count.
"""

MODEL = (
    "mechanics/angles.py",
    "mechanics/cylinder.py",
    "mechanics/hip.py",
    "mechanics/model.py",
    "mechanics/paths.py",
    "mechanics/psoas.py",
    "mechanics/spine.py",
    "mechanics/spline.py",
    "mechanics/tables.py",
    "mechanics/vectors.py",
    "mechanics/wording.py",
    "content/psoas/*",
)
"""What the colour of the psoas, and its figures, depend on besides."""


def model() -> str:
    """Return a hash of the muscle model, which colours the psoas and has its figures."""
    return fingerprint(matching(MODEL))


def data() -> list[Path]:
    """List the files of content that every drawing depends on."""
    return [PACKAGE / "content" / name for name in DATA]


def posed(stretch: Stretch) -> list[Step | CommonError]:
    """List the steps and errors that have a pose."""
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def figures(poses: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how long the psoas is in each solved pose, by its name (`wording.figures`)."""
    return {name: wording.figures(pose["angles"]) for name, pose in poses.items()}
