"""Tell what of a stretch is drawn, and what its figures depend on."""

from collections.abc import Mapping
from typing import Any

from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.fingerprint import fingerprint, matching
from psoaslib.mechanics import wording

MODEL = (
    "mechanics/angles.py",
    "mechanics/cylinder.py",
    "mechanics/hip.py",
    "mechanics/model.py",
    "mechanics/paths.py",
    "mechanics/psoas.py",
    "mechanics/spine.py",
    "mechanics/tables.py",
    "mechanics/vectors.py",
    "mechanics/wording.py",
    "content/psoas/*",
)
"""What the colour of the psoas, and its figures, depend on."""


def model() -> str:
    """Return a hash of the muscle model, which colours the psoas and has its figures."""
    return fingerprint(matching(MODEL))


def posed(stretch: Stretch) -> list[Step | CommonError]:
    """List the steps and errors that have a pose."""
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def figures(poses: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how long the psoas is in each solved pose, by its name (`wording.figures`)."""
    return {name: wording.figures(pose["angles"]) for name, pose in poses.items()}
