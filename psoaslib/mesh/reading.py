"""Read what is solved of a stretch out of its ways."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from psoaslib.body import joints, posed, turning
from psoaslib.catalogue.pose import Pose
from psoaslib.mesh import packed


@lru_cache(maxsize=8)
def poses(data: bytes) -> dict[str, dict[str, Any]]:
    """Return the positions by id: stature and root in metres, angles in degrees.

    data: a file of `mesh.ways`; b"" has none.
    """
    if not data:
        return {}
    header, values = _read(data)
    return {
        name: {
            "stature": header["stature"],
            "root": values[own["row"], -3:].tolist(),
            "angles": dict(zip(header["names"], values[own["row"], :-3].tolist(), strict=True)),
        }
        for name, own in header["positions"].items()
    }


def bodies(data: bytes, of: Mapping[str, Pose]) -> dict[str, posed.Posed]:
    """Return the solved bodies of poses by id, each in its room."""
    from psoaslib.body.solver import Problem

    found = {}
    for name, own in poses(data).items():
        if name in of:
            room = Problem(of[name])
            found[name] = posed.pose(
                own["angles"], own["root"], own["stature"], room.solids, room.curl, of[name].build
            )
    return found


def knots(data: bytes) -> dict[tuple[str, str], np.ndarray]:
    """Return the knots between two positions, by their ids, as `between.knots` gives them."""
    header, values = _read(data)
    found = {}
    for stage in header["stages"]:
        row = stage["row"]
        for pair, many in zip(pairwise(stage["through"]), stage["knots"], strict=True):
            found[pair] = values[row + 1 : row + many]
            row += many
    return found


def _read(data: bytes) -> tuple[dict[str, Any], np.ndarray]:
    """Return the header, and angles and root of all rows, (rows, angles + 3)."""
    file = packed.unpack(data)
    header = file.header
    rows = file.arrays["poses"] * np.repeat(header["units"], (4, 3, len(header["used"])))
    values = np.zeros((len(rows), len(joints.names()) + 3))
    values[:, header["used"]] = rows[:, 7:]
    values[:, -3:] = rows[:, 4:7]
    return header, turning.unpacked(np.concatenate([rows[:, :4], values], 1))
