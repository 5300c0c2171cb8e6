"""Write the body of a build as one skinned mesh: flesh, clothes, hair, ears, and lines of the face.

Flesh is that of `psoaslib.body.shape`: sweeps become tubes, chains of spheres capsules, which the
reader makes, since some of them reach from one frame to another and fingers curl. The header has,
besides what `skinned` and `rules` tell,

    build, hand, fingers, curl   measures of a hand (`content/body.toml`), the labels of its fingers
                                 by side, and how far they are bent at rest, degrees
    face                         lines and areas in the frame of the head: points in tenths of a
                                 millimetre, normals in hundredths; `when` they are seen: "facing"
                                 each point that faces the viewer, "whole" if all do, "front" a head
                                 seen from before, "right" or "left" that ear
    garment                      where on the body at rest shorts, sleeves and neck end, metres
    breath                       where a breath widens the trunk: height, reach, by how much, metres
"""

from __future__ import annotations

from typing import Any

import numpy as np

from psoaslib import body
from psoaslib.body import joints, posed, shape
from psoaslib.mesh import dress, face, head, rules
from psoaslib.mesh.rules import EAR, HAIR, SHORTS, SKIN, TOP
from psoaslib.mesh.skinned import Skinned, number, rigid, rounder, table
from psoaslib.mesh.solids import refine

_TRUNK, _LIMB = 32, 28  # points round a ring
_EVEN, _EVEN_TRUNK = 0.009, 0.013  # metres over which light is evened
_HEM = ((0, 0.005), (0.0015, 0.002), (0.004, 0.0006), (0.008, 0))  # up from it, and turned in by
_FILL = 10  # pieces from this number on are fills of joints
_HEAD = 9  # the piece that hair and ears are

BELLY, RIBS = (0.105, 0.055, 0.013), (0.245, 0.060, 0.007)
"""Where a breath widens the trunk: height over the hip joints and reach, shares of the stature, and
by how much, in metres to the front, at the end of a quiet breath in. Own figures, by eye."""


def mesh(build: str) -> bytes:
    """Return the file of a build."""
    stature = posed.default_stature(build)
    made = _Person(build, stature)
    made.flesh()
    made.clothes()
    made.top_of_head()
    spec = joints.read_content("body.toml")["hand"]
    header = {
        "build": build,
        **table(stature),
        "hand": {key: spec[key] for key in ("knuckles", "phalanges", "radii", "fingers", "thumb",
                                            "thumb_radii")},
        "fingers": made.fingers(),
        "curl": shape.DEFAULT_CURL,
        "face": _face(build, stature),
        "garment": {
            "waist": dress.WAIST,
            "hem": dress.sleeve_hem(made.sweeps),
            "neck": {"x": -0.020, "deep": 0.076, "wide": 0.080, "above": 0.44},
        },
        "breath": _breath(stature),
        **rules.gaps(made.skinned.labels),
    }  # fmt: skip
    return made.skinned.written("body", header, _sigma)


def _sigma(part: str, side: str, piece: int, material: int) -> float:
    """Return over how many metres the light on a surface is evened."""
    if material == HAIR:
        return 0.0
    return _EVEN_TRUNK if part == "torso" or material == TOP else _EVEN


class _Person:
    """The mesh of one build in the making."""

    def __init__(self, build: str, stature: float):
        self.build, self.stature = build, stature
        self.skinned = Skinned()
        self.at = joints.rest(stature)
        neutral = body.pose({}, (0.0, 0.0, 0.0), stature, build=build)
        self.sweeps = body.flesh(neutral)

    def flesh(self) -> None:
        """Add trunk, head and limbs, and the fills of their joints."""
        label = self.skinned.label
        torso = refine(rounder(self._sweep("torso"), _TRUNK), 2)
        self.skinned.tube(torso, self._skin(torso), label("torso", "", 0, SKIN))
        for side in shape.MIRROR:
            self._fills("torso", side, "")
        for part in ("head", "nose"):
            sweep = self._sweep(part)
            if part == "head":  # above, hair stands for the skull
                sweep = sweep[sweep[..., 1].mean(1) < head.SKULL_TOP * self.stature / head.STATURE]
            fine = refine(rounder(sweep, _LIMB), 3 if len(sweep) > 4 else 1)
            self._carried(fine + self.at["head"], "head", label("head", "", 0, SKIN))
        for side, mirror in shape.MIRROR.items():
            for part, carrier in shape.CARRIER.items():
                frame, own = f"{side}_{carrier}", label(part, side, 0, SKIN)
                sweep = rounder(self._sweep("palm" if part == "hand" else part), _LIMB)
                self._carried(refine(sweep, 2) * mirror + self.at[frame], frame, own)
                if part == "foot":
                    front = f"{side}_toes"
                    sweep = rounder(self._sweep("toes")[:2], _LIMB)
                    self._carried(sweep * mirror + self.at[front], front, own)
                    self._toes(side)
                self._fills(part, side, side)

    def clothes(self) -> None:
        """Add shorts and sleeves."""
        for side, sweep, rest in dress.shorts(self.sweeps, self.sweeps):
            own = self.skinned.label("shorts", side, 0, SHORTS)
            if side:
                cloth = _hemmed(refine(rounder(sweep, _LIMB), 2))
                self._carried(cloth, f"{side}_femur", own, caps=False)
            else:
                cloth, heights = (refine(rounder(each, _TRUNK), 2) for each in (sweep, rest))
                self.skinned.tube(cloth, self._skin(heights), own, caps=False)
        for side, sweep, _ in dress.sleeves(self.sweeps, self.sweeps):
            own = self.skinned.label("upper_arm", side, 1, TOP)
            cloth = _hemmed(refine(rounder(sweep, _LIMB), 2))
            self._carried(cloth, f"{side}_humerus", own, caps=False)

    def top_of_head(self) -> None:
        """Add hair and ears."""
        size = self.stature / head.STATURE
        cut = shape.build(self.build)["hair"]
        skull = shape.sweep("head", self.stature, self.build) / size
        sheet = head.hair(skull, 0, cut).corners
        many = head.COLUMNS * (head.ROWS - 1)
        # The sheet's triangles are (a, c, b) of all its points but the last row's, then (a, d, c).
        low = sheet[:many, 0].reshape(head.ROWS - 1, head.COLUMNS, 3)
        high = sheet[many - head.COLUMNS : many, 1][None]
        rings = np.concatenate([low, np.roll(high, 1, 1)]) * size + self.at["head"]
        hair = self.skinned.label("head", "", _HEAD, HAIR)
        self._carried(rings, "head", hair, caps=False)
        beads = np.array(head.HAIRS[cut].knot) * size
        if len(beads):
            self._chain(hair, [("head", bead[:3], bead[3]) for bead in beads])
        ear = self.skinned.label("head", "", _HEAD, EAR)
        for each in _ears():
            self._carried(each * size + self.at["head"], "head", ear)

    def fingers(self) -> dict[str, list[int]]:
        """Return the labels of four fingers and the thumb, by side."""
        label = self.skinned.label
        return {s: [label("hand", s, k, SKIN) for k in range(1, 6)] for s in shape.MIRROR}

    def _sweep(self, part: str) -> np.ndarray:
        own = () if part == "palm" else (self.build,)
        return shape.sweep(part, self.stature, *own)

    def _carried(self, rings, frame: str, label: int, caps: bool = True) -> None:
        self.skinned.tube(rings, rigid(frame, len(rings)), label, caps)

    def _skin(self, rings: np.ndarray) -> np.ndarray:
        """Return the weights of the trunk's flesh at the heights of rings, (rows, 3)."""
        levels, heights = shape._skin(self.stature)
        height = rings[..., 1].mean(1)
        low = np.clip(np.searchsorted(heights, height) - 1, 0, len(levels) - 2)
        share = np.clip((height - heights[low]) / (heights[low + 1] - heights[low]), 0, 1)
        numbers = np.array([number(level) for level in levels])
        return np.stack([numbers[low], numbers[low + 1], share], 1)

    def _fills(self, part: str, side: str, of: str) -> None:
        """Add the spheres that fill a part's joints."""
        mirror = shape.MIRROR[side]
        for k, chain in enumerate(shape.read_content_fills().get(part, ())):
            beads = [
                (name if name == "skin" else f"{side}_{name}", self.stature * np.array(at) * mirror,
                 self.stature * radius)
                for name, *at, radius in chain
            ]  # fmt: skip
            self._chain(self.skinned.label(part, of, _FILL + k, SKIN), beads)

    def _toes(self, side: str) -> None:
        for k, (root, tip, reach, thick, thin) in enumerate(head.TOES):
            points = [
                [-0.006, head.FLOOR + thick * 1.35, root],
                [reach * 0.45, head.FLOOR + thick * 1.15, (root + tip) / 2],
                [reach - thin, head.FLOOR + thin, tip],
            ]
            at = self.stature * np.array(points) * shape.MIRROR[side]
            radii = self.stature * np.array([thick * 1.1, thick, thin])
            beads = zip([f"{side}_toes"] * 3, at, radii, strict=True)
            self._chain(self.skinned.label("toes", side, k, SKIN), beads)

    def _chain(self, label: int, beads) -> None:
        """Add a chain of (frame, place in it, radius); "skin" rides on the trunk's flesh."""
        found = []
        for frame, at, radius in beads:
            if frame == "skin":
                weights = self._skin(at[None, None])[0]
            else:
                at, weights = at + self.at[frame], rigid(frame)[0]
            found.append(np.concatenate([at, weights, [radius]]))
        self.skinned.capsule(label, found)


def _hemmed(cloth: np.ndarray) -> np.ndarray:
    """Return cloth whose first ring, its hem, is turned in, so that it ends in no sharp corner."""
    up = (cloth[1] - cloth[0]) / np.linalg.norm((cloth[1] - cloth[0]).mean(0))
    rings = [dress.widened((cloth[0] + at * up)[None], -by) for at, by in _HEM]
    return np.concatenate([*rings, cloth[1:]])


def _ears() -> list[np.ndarray]:
    """Return both ears as rings, (rows, points, 3), as `head.ears` shapes them."""
    up = np.radians([-75, -50, -25, 0, 25, 50, 75])[:, None]
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    unit = np.stack(
        [np.cos(up) * np.cos(turn), np.sin(up) + 0 * turn, np.cos(up) * np.sin(turn)], 2
    )
    found = []
    for side in (1, -1):
        ball = unit * [0.0160, 0.0300, 0.0075]
        lobe = np.where(ball[..., 1:2] < 0, [0.82, 1, 1], [1, 1, 1])
        lean = np.array([[1, 0.16, 0], [-0.16, 1, 0], [-0.22 * side, 0, 1]])
        found.append(np.array([-0.012, 0.001, side * 0.0755]) + (ball * lobe) @ lean.T)
    return found


def _breath(stature: float) -> list[list[float]]:
    """Return where a breath widens the trunk: height, reach and by how much at most, metres."""
    found = [(at * stature, reach * stature, most) for at, reach, most in (BELLY, RIBS)]
    return np.round(found, 5).tolist()


def _face(build: str, stature: float) -> list[dict[str, Any]]:
    """Return the lines and areas of the face, in the frame of the head."""
    size = stature / head.STATURE
    on = face.Face(shape.sweep("head", stature, build), size)
    lid, brow, creases = face.LINES[build]
    found = []

    def mark(look: str, points: np.ndarray, when: str, closed: bool = False) -> None:
        points = _curve(points, closed) if len(points) > 2 else points
        wide, front = (np.interp(points[:, 1], on.level, v) for v in (on.wide, on.front))
        ways = np.stack([points[:, 0] / front**2, 0 * front, points[:, 2] / wide**2], 1)
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        found.append({
            "look": look, "when": when, "closed": closed,
            "points": np.round(points * 1e4).astype(int).ravel().tolist(),
            "normals": np.round(ways * 100).astype(int).ravel().tolist(),
        })  # fmt: skip

    def placed(pairs: np.ndarray, side: int = 1) -> np.ndarray:
        return on.surface(side * pairs[:, 0], pairs[:, 1])

    for side in (1, -1):
        for crease in creases:
            mark("crease", placed(crease, side), "facing")
    for side in (1, -1):
        mark("eye", placed(face.EYE, side), "whole", closed=True)
        mark("iris", placed(face.IRIS, side), "whole", closed=True)
        mark(lid, placed(face.LID, side), "whole")
        mark(brow, placed(face.BROW, side), "facing")
    mark("mouth", placed(face.MOUTH), "facing")
    mark("fine", placed(face.LIP), "front")
    under = placed(face.NOSE)
    under[:, 0] += face.NOSE[:, 2] * size
    mark("fine", under, "front")
    for side, name in ((1, "right"), (-1, "left")):
        fold = np.column_stack([face.EAR, np.full(len(face.EAR), side * 0.0835)]) * size
        fold[:, 2] += side * -0.22 * (fold[:, 0] + 0.012 * size)
        mark("fine", fold, name)
    return found


def _curve(nodes: np.ndarray, closed: bool, steps: int = 4) -> np.ndarray:
    """Return points along the quadratic B-spline that nodes steer, as pictures draw it."""
    if closed:
        nodes = np.concatenate([nodes[-1:], nodes, nodes[:1]])
        ends = (nodes[:-1] + nodes[1:]) / 2
    else:
        ends = np.concatenate([nodes[:1], (nodes[1:-2] + nodes[2:-1]) / 2, nodes[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    runs = [
        (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
        for a, b, c in zip(ends[:-1], nodes[1:-1], ends[1:], strict=True)
    ]
    return np.concatenate(runs if closed else [*runs, nodes[-1:]])
