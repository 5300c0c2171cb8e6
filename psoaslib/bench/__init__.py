"""Prepare the muscle length lab: what the browser needs to show the psoas in any pose.

`tables` turns the muscle models into tables and paths, `grid` packs them, `presets` makes the
ready poses, `lab` puts all of it together, and says a pose in words.
"""

from psoaslib.bench.lab import (
    TRUNKS,
    figures,
    joints_of,
    payload,
    posed,
    sentence,
    title,
    words,
)

__all__ = [
    "TRUNKS",
    "figures",
    "joints_of",
    "payload",
    "posed",
    "sentence",
    "title",
    "words",
]
