"""Ask the browser's modules for packed bodies and ways, in Node."""

import base64
import json
import subprocess
from pathlib import Path

import numpy as np

from tests.machine import find_node

READ = Path(__file__).parents[1] / "js" / "scene_read.mjs"
CLOSE = 0.001
"""Metres within which both agree."""


def answered(files, *asked):
    """Return what the modules answer to what they are asked about files, by name."""
    told = {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}
    request = json.dumps({"files": told, "asked": asked})
    run = subprocess.run([find_node(), READ], input=request, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def frames_of(answer):
    """Return the frames that the modules tell, rotations (n, 3, 3) and origins (n, 3)."""
    return np.reshape(answer["turns"], (-1, 3, 3)), np.reshape(answer["origins"], (-1, 3))


def off(answer, frames):
    """Return how far a body lies from Python's frames, metres: at joints, and 0.3 m beside them."""
    turns, origins = frames_of(answer)
    theirs = [np.array(each) for each in zip(*frames.values(), strict=True)]
    return max(np.abs(origins - theirs[1]).max(), 0.3 * np.abs(turns - theirs[0]).max())
