"""Gather the surfaces of one picture: body, dress, hair and props, each with a number and a kind.

Every surface gets a label, its place in the table of `Surface`. What a cell of the picture shows
is then a look-up: which thing, which material, which part of the body.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from psoaslib.body import shape
from psoaslib.figures import dress, head, mesh, solids, toes

BODY = "body"
SKIN, TOP, SHORTS, HAIR, EAR, PROP = range(6)


@dataclass(frozen=True)
class Surface:
    """Say what a label stands for: thing ("body" or a prop's id), part, side, piece, material."""

    thing: str
    part: str
    side: str
    piece: int
    material: int


@dataclass(frozen=True)
class Scene:
    """Hold all triangles and the table of their labels."""

    mesh: mesh.Mesh
    table: tuple[Surface, ...]

    def column(self, test) -> np.ndarray:
        """Return `test(surface)` for every label, and 0 for the empty label -1 at the end."""
        found = np.array([test(s) for s in self.table] + [test(None)])
        return found.astype(np.int16) if found.dtype.kind == "i" else found


def gather(
    flesh: dict,
    rest: dict,
    head_at: np.ndarray,
    frames: dict,
    props: dict,
    stature: float,
    build: str = "a",
) -> Scene:
    """Build the scene.

    flesh and rest: sweeps of the posed body and of the same body at rest (mid hips at the
    origin); head_at: where the head's frame lies at rest; frames of the posed body; props: id
    to shape and sections (n, N, 3); build: whose hair it is.
    """
    meshes, table = [], []

    def add(sweep, at_rest, *words, times=1):
        label = len(table)
        table.append(Surface(*words))
        meshes.append(mesh.hulls(mesh.refine(sweep, times), mesh.refine(at_rest, times), label))

    for name, sweeps in flesh.items():
        side, _, part = (
            name.partition("_") if name.startswith(("right_", "left_")) else ("", "", name)
        )
        for k, (sweep, at_rest) in enumerate(zip(sweeps, rest[name], strict=True)):
            if part == "foot" and k == 1:
                sweep, at_rest = sweep[:2], at_rest[:2]
            if part == "head" and k == 0:
                top = head_at[1] + head.SKULL_TOP * stature / head.STATURE
                low = at_rest[..., 1].mean(1) < top
                sweep, at_rest = sweep[low], at_rest[low]
            smooth = 3 if len(sweep) > 4 else 1
            add(sweep, at_rest, BODY, part, side, k, SKIN, times=smooth)
        if part == "foot":
            for k, toe in enumerate(toes.toes(frames[f"{side}_toes"], stature, side)):
                add(toe, toe, BODY, "toes", side, k, SKIN)
    for side, cloth, cloth_rest in dress.shorts(flesh, rest):
        add(cloth, cloth_rest, BODY, "shorts", side, 0, SHORTS, times=2)
    for side, cloth, cloth_rest in dress.sleeves(flesh, rest):
        add(cloth, cloth_rest, BODY, "upper_arm", side, 1, TOP, times=2)
    size = stature / head.STATURE
    skull = (rest["head"][0] - head_at) / size
    hair = head.hair(skull, len(table), shape.build(build)["hair"])
    for made, material in ((hair, HAIR), (head.ears(len(table) + 1), EAR)):
        meshes.append(solids.placed(solids.scaled(made, size), frames["head"]))
        table.append(Surface(BODY, "head", "", 9, material))
    for key, (part, sections) in props.items():
        add(sections, sections, key, part, "", 0, PROP)
    return Scene(mesh.join(meshes), tuple(table))


# How far, in mm, one part must pass before another for a line to be drawn between them. Parts that
# grow into each other get a line only where one clearly folds over the other.
APART, JOINED, SELF, FACE, CLOSE = 5.0, 24.0, 14.0, 9.0, 4.0
FOLD = 60.0
TRUNK = ("torso", "upper_arm")
CHAINS = (
    ("torso", "upper_arm", "forearm", "hand"),
    ("torso", "shorts", "thigh", "shank", "foot", "toes"),
    ("torso", "head"),
)


def gaps(scene: Scene) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of every label (n + 1,) and the gap for each pair of parts (p, p)."""
    parts = sorted({(s.thing, s.part, s.side) for s in scene.table})
    number = {p: k for k, p in enumerate(parts)}
    need = np.full((len(parts), len(parts)), APART)
    for a in parts:
        for b in parts:
            apart = a[2] and b[2] and a[2] != b[2]
            grown = any(
                a[1] in c and b[1] in c and abs(c.index(a[1]) - c.index(b[1])) <= 1 for c in CHAINS
            ) or {a[1], b[1]} == {"torso", "thigh"}
            if grown and not apart:
                need[number[a], number[b]] = (
                    FOLD if a[1] in TRUNK and b[1] in TRUNK else (JOINED if a[1] != b[1] else SELF)
                )
            if a[0] == b[0] != BODY:
                need[number[a], number[b]] = np.inf
            if a == b and a[1] in ("head", "hand", "toes"):
                need[number[a], number[b]] = FACE if a[1] == "head" else np.inf
    need[number[(BODY, "head", "")], number[(BODY, "torso", "")]] = APART
    need[number[(BODY, "torso", "")], number[(BODY, "head", "")]] = APART
    return scene.column(lambda s: number[(s.thing, s.part, s.side)] if s else 0), need
