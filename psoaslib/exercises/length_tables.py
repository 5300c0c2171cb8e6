"""Turn the muscle models into what the browser needs to follow them without a kernel.

In every model the way of the psoas is a lumbar part, which the three lumbar angles alone change,
and a hip part, which the three hip angles alone change; so is each fascicle's. The change from
standing is therefore a sum:

- the lumbar part, a weighted mean over eleven fascicles, is a table over the lumbar angles;
- the hip part is worked out in the browser from the same points and cylinder, since a table would
  smooth the places where a model's length jumps: where gait2392's via point lets go, and where a
  way slips past the end of Rajagopal's cylinder;
- rectus femoris is a table over knee and hip, in two blocks where gait2392's path has a jump.

All is for a right limb; a left one is its mirror image. Over the models' whole ranges the browser
is within 0.05 mm of the model, which the tests hold. At the
very angle of a jump it takes the same side of it as the model.
"""

import gzip
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import numpy as np

from psoaslib import mechanics
from psoaslib.mechanics import tables

HAIR = 1e-7
"""Degrees before a jump at which the block below it ends; the jump's angle is the next one's."""
MOST = 32767


@dataclass(frozen=True)
class Axis:
    """Hold an angle: its name, the ends of its blocks and about the step of its nodes, degrees."""

    name: str
    ends: tuple[float, ...]
    step: float

    def nodes(self) -> list[np.ndarray]:
        """Return the nodes of each block, at least four, the first and last on its ends."""
        result = []
        for low, high in zip(self.ends, self.ends[1:], strict=False):
            nodes = np.linspace(low, high, max(4, round((high - low) / self.step) + 1))
            if high != self.ends[-1]:
                nodes[-1] -= HAIR
            result.append(nodes)
        return result


class Packer:
    """Gather tables; the numbers of all go into one array of 16 bits."""

    def __init__(self) -> None:
        self.tables: dict[str, Any] = {}
        self._parts: list[np.ndarray] = []
        self._at = 0

    def add(
        self,
        name: str,
        axes: tuple[Axis, ...],
        unit: float,
        function: Callable[[dict[str, np.ndarray]], np.ndarray],
    ) -> None:
        """Sample a function of angles by name, each (poses,), that returns (poses,).

        A number is kept as a multiple of `unit`.
        """
        first, *rest = axes
        blocks = []
        for nodes in first.nodes():
            all_nodes = [nodes, *(axis.nodes()[0] for axis in rest)]
            flat = [each.ravel() for each in np.meshgrid(*all_nodes, indexing="ij")]
            values = function({axis.name: of for axis, of in zip(axes, flat, strict=True)}) / unit
            if np.abs(values).max() > MOST:
                raise ValueError(f"{name}: {np.abs(values).max() * unit:g} does not fit its unit")
            self._parts.append(np.rint(values).astype("<i2"))
            spans = [[float(of[0]), float(of[-1]), len(of)] for of in all_nodes]
            blocks.append({"at": self._at, "spans": spans})
            self._at += values.size
        self.tables[name] = {
            "angles": [axis.name for axis in axes],
            "unit": unit,
            "blocks": blocks,
        }

    def numbers(self) -> bytes:
        """Return all numbers, 16 bits each with the low byte first, gzipped."""
        return gzip.compress(np.concatenate(self._parts).tobytes(), mtime=0)


HIP_MODELS = ("rajagopal2016", "gait2392")
WHOLE_MODELS = ("composite_a", "composite_b")
MUSCLES = {"psoas": "psoas", "iliacus": "iliacus", "rectus_femoris": "rectfem"}
"""The muscles of the hip models as people call them, and as the models do."""
MILLIMETRE = 0.01
SHARE = 2e-5
"""What the tables count in: hundredths of a millimetre, and shares of a fibre's length."""
_STEPS = {
    "hip_flexion": 10.0,
    "hip_adduction": 15.0,
    "hip_rotation": 20.0,
    "knee_flexion": 5.0,
    "lumbar_flexion": 7.5,
    "lumbar_bend_right": 7.0,
    "lumbar_rot_left": 10.0,
}


@cache
def packed() -> tuple[dict[str, Any], bytes]:
    """Return what the browser has to know of the muscles, and the tables' numbers, gzipped."""
    packer = Packer()
    muscles = {}
    for model in WHOLE_MODELS:
        muscles[f"{model}.psoas"] = _whole(packer, model)
    for model in HIP_MODELS:
        for name in MUSCLES:
            muscles[f"{model}.{name}"] = _of_the_hip(packer, model, name)
    return {"tables": packer.tables, "muscles": muscles}, packer.numbers()


def _whole(packer: Packer, model: str) -> dict[str, Any]:
    """Return the psoas of a whole-path model, the weighted mean of its fascicles."""
    weights = mechanics.weights(model)
    standing = mechanics.lengths(model)
    fibres = _fibres(model)

    def change(angles: dict[str, Any]) -> np.ndarray:
        return mechanics.lengths(model, **angles) - standing

    name = f"{model}.psoas"
    axes = _axes(model, mechanics.LUMBAR)
    packer.add(name, axes, MILLIMETRE, lambda at: 1000 * (change(at) @ weights))
    packer.add(f"{name}.share", axes, SHARE, lambda at: (change(at) / fibres) @ weights)
    return {
        "ranges": {
            each: mechanics.ranges(model)[each] for each in (*mechanics.HIP, *mechanics.LUMBAR)
        },
        "length_mm": 1000 * float(standing @ weights),
        "share_per_mm": float((1 / fibres) @ weights) / 1000,
        "way": _way(model, "psoas"),
        "table": name,
        "share_table": f"{name}.share",
    }


def _of_the_hip(packer: Packer, model: str, name: str) -> dict[str, Any]:
    """Return a muscle of a hip model."""
    own = MUSCLES[name]
    standing = float(mechanics.lengths(model, muscles=(own,))[0])
    limits = mechanics.ranges(model)
    result = {
        "length_mm": 1000 * standing,
        "share_per_mm": 1e-3 / float(_fibres(model)[mechanics.muscles_of(model).index(own)]),
    }
    if name != "rectus_femoris":
        return result | {
            "ranges": {each: limits[each] for each in mechanics.HIP},
            "way": _way(model, own),
        }

    def change(angles: dict[str, Any]) -> np.ndarray:
        return 1000 * (mechanics.lengths(model, muscles=(own,), **angles)[..., 0] - standing)

    angles = ("knee_flexion", *mechanics.HIP)
    packer.add(f"{model}.{name}", _axes(model, angles), MILLIMETRE, change)
    return result | {
        "ranges": {each: limits[each] for each in angles},
        "table": f"{model}.{name}",
    }


def _way(model: str, name: str) -> dict[str, Any]:
    """Return a muscle's way over the hip: points and cylinder in the pelvis's frame, metres."""
    parts = tables.models()[model].parts
    way = tables.hip_way(getattr(parts, name), name)
    result = asdict(way) | {"centre": tables.hip_centre(parts.frames)}
    if way.cylinder is not None:
        result["cylinder"] = {
            "middle": way.cylinder.middle,
            "axes": way.cylinder.axes,
            "radius": way.cylinder.radius,
            "half": way.cylinder.length / 2,
            "below": way.cylinder.side == "-y",
        }
    return result


def _fibres(model: str) -> np.ndarray:
    """Return the optimal fibre lengths of a model's muscles, metres."""
    stretched = mechanics.solve(model, hip_extension=10.0, arms=False)
    return stretched.change_m / stretched.strain


def _axes(model: str, angles: tuple[str, ...]) -> tuple[Axis, ...]:
    """Return the axes over a model's ranges, the first one cut where a path has a jump."""
    limits = mechanics.ranges(model)
    axes = []
    for number, name in enumerate(angles):
        low, high = limits[name]
        cuts = [] if number else [cut for cut in _jumps(model, name) if low < cut < high]
        axes.append(Axis(name, (low, *cuts, high), _STEPS[name]))
    return tuple(axes)


def _jumps(model: str, angle: str) -> list[float]:
    """Return the angles at which a point of rectus femoris comes or goes."""
    donor = tables.models()[model].parts.rectfem
    rows = tables.points(donor, "rectfem") if donor else ()
    active = [row for row in rows if row.active_angle == angle]
    return sorted(
        {
            bound
            for row in active
            for bound in (row.active_from_deg, row.active_to_deg)
            if bound is not None
        }
    )
