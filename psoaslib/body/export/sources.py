"""Hash what packed bodies and ways depend on, so that only what is stale is made anew."""

import json
from functools import cache

from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.stretch import Stretch
from psoaslib.fingerprint import fingerprint, matching

BODY = (
    "joints.py",
    "content/joints.toml",
    "content/body.toml",
    "content/builds.toml",
    "content/body_profile*.csv",
)
MESHES = (
    *BODY,
    "content/psoas_drawing.toml",
    "body/posed.py",
    "body/shape.py",
    "body/surface.py",
    "body/export/bones.py",
    "body/export/packed.py",
    "body/export/person.py",
    "body/export/rules.py",
    "body/export/skinned.py",
    "figures/dress.py",
    "figures/face.py",
    "figures/head.py",
    "figures/mesh.py",
    "figures/muscle.py",
    "figures/scene.py",
    "figures/skeleton.py",
    "figures/solids.py",
    "figures/subject.py",
    "figures/toes.py",
    "figures/vertebrae.py",
)
WAYS = (
    *BODY,
    "catalogue/sides.py",
    "catalogue/pose.py",
    "body/*.py",
    "body/export/packed.py",
    "body/export/skinned.py",
    "body/export/ways.py",
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
