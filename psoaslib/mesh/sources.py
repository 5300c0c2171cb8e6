"""Hash what packed bodies and ways depend on, so that only what is stale is made anew."""

import json
from functools import cache

from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.stretch import Stretch
from psoaslib.fingerprint import fingerprint, matching

BODY = (
    "body/joints.py",
    "content/joints.toml",
    "content/body.toml",
    "content/builds.toml",
    "content/body_profile*.csv",
)
MESHES = (
    *BODY,
    "content/psoas_drawing.toml",
    *("body/posed.py", "body/shape.py", "mesh/bones.py", "mesh/dress.py", "mesh/face.py"),
    *("mesh/head.py", "mesh/packed.py", "mesh/person.py", "mesh/rules.py", "mesh/skeleton.py"),
    *("mesh/skinned.py", "mesh/solids.py", "mesh/strands.py", "mesh/vertebrae.py"),
)
MODEL = (
    *("mechanics/angles.py", "mechanics/cylinder.py", "mechanics/hip.py", "mechanics/model.py"),
    *("mechanics/paths.py", "mechanics/psoas.py", "mechanics/spine.py", "mechanics/tables.py"),
    *("mechanics/vectors.py", "mechanics/wording.py", "content/psoas/*"),
)
"""What the colour of the psoas, and its figures, depend on."""

WAYS = (
    *BODY,
    *MODEL,
    *("catalogue/sides.py", "catalogue/pose.py", "body/*.py"),
    *("mesh/packed.py", "mesh/skinned.py", "mesh/ways.py"),
)
"""Files of the package that the meshes, and the ways of every stretch, depend on."""


def meshes() -> str:
    """Return a hash of what the bodies and bones depend on."""
    return fingerprint(matching(MESHES))


def ways(stretch: Stretch) -> str:
    """Return a hash of what the ways of a stretch depend on."""
    shown = [[each.id, each.view] for each in (*stretch.steps, *stretch.errors) if each.pose]
    return fingerprint([], solver(), stretch.id, json.dumps([shown, hashes(stretch)]))


def hashes(stretch: Stretch) -> dict[str, str]:
    """Return a short hash of each pose of a stretch by its id."""
    return {
        name: fingerprint([], pose.model_dump_json())[:16] for name, pose in poses(stretch).items()
    }


def poses(stretch: Stretch) -> dict[str, Pose]:
    """Return the poses of a stretch by id: those shown, and those passed on the way."""
    shown = [each.pose for each in (*stretch.steps, *stretch.errors) if each.pose]
    return {pose.id: pose for each in shown for pose in (*each.via, each)}


@cache
def solver() -> str:
    """Return a hash of all that poses and ways depend on, the poses of content apart."""
    return fingerprint(matching(WAYS))
