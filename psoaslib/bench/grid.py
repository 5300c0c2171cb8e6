"""Sample a function on an even grid of angles, and pack the samples for the browser.

A table has one or more blocks, one beside the other along its first axis, so that a jump of the
function lies between two blocks and is never smoothed. The browser (`widgets/js/lab_grid.js`)
reads between the nodes by a cubic through four of them on each axis.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

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
