"""Read and judge solved poses: what every pose of every stretch has to keep to.

The right side is stretched: a left pose is the mirror image of the right one. Lengths in metres,
angles in degrees.
"""

import tomllib
from importlib.resources import files

import numpy as np

from psoaslib import body
from psoaslib.body import joints
from psoaslib.catalogue.pose import PoseFile

STRETCHES = ("ball", "lunge", "floor", "worktop", "bed_edge", "figure_four")
LIMIT = 0.010  # what a picture may be wrong by


def folder():
    """Return the folder of the stretches."""
    return files("psoaslib") / "content" / "stretches"


def read(stretch):
    """Read the poses of a stretch, by step and error."""
    text = (folder() / f"{stretch}.poses.toml").read_text("utf-8")
    return PoseFile.model_validate(tomllib.loads(text)).poses


POSES = {(stretch, name): pose for stretch in STRETCHES for name, pose in read(stretch).items()}


class Solved(dict):
    """Posed bodies by (stretch, pose), each solved when it is first asked for."""

    def __missing__(self, key):
        self[key] = body.solve(POSES[key], "right")
        return self[key]


class Measured(dict):
    """Clearances by (stretch, pose), each measured when it is first asked for."""

    def __missing__(self, key):
        self[key] = body.clearances(SOLVED[key])
        return self[key]


SOLVED, MEASURED = Solved(), Measured()


def lean(posed):
    """Return how far the trunk leans forward of upright, degrees."""
    way = posed.frames["T3"][1] - posed.frames["pelvis"][1]
    return float(np.degrees(np.arctan2(way[0], way[1])))


def out_of_range(posed):
    """List the joints beyond their range."""
    values = joints.to_array(posed.angles)
    low, high = joints.ranges().T
    return np.array(joints.names())[(values < low) | (values > high)].tolist()


class Look:
    """A solved pose, as facts ask about it; `name` is its key."""

    def __init__(self, stretch, name):
        self.stretch, self.name = stretch, name
        self.posed = SOLVED[stretch, name]
        self.marks = body.landmarks(self.posed)
        self.root, self.stature = np.array(self.posed.root), self.posed.stature

    def __getitem__(self, joint):
        """Return an angle, or the place of a landmark or a frame, (3,)."""
        if joint in self.marks:
            return self.marks[joint]
        return self.posed.angles[joint] if joint in self.posed.angles else self.posed.point(joint)

    @property
    def lean(self):
        return lean(self.posed)

    def to(self, name):
        """Return another pose of the same stretch."""
        return Look(self.stretch, name)

    def more(self, joint, before):
        """Return by how much an angle (or a place) is more than in another pose."""
        return self[joint] - self.to(before)[joint]

    def went(self, before, *marks):
        """Return how far landmarks are at most from where another pose has them."""
        return max(np.linalg.norm(self.more(mark, before)) for mark in marks)

    def leans(self, before):
        """Return by how much the trunk leans further forward than in another pose."""
        return self.lean - self.to(before).lean

    def apart(self, one, other):
        """Return how far two landmarks are from each other."""
        return np.linalg.norm(self[one] - self[other])

    def axis(self, frame, x=0, y=0, z=0):
        """Return where an axis of a frame points, (3,)."""
        return self.posed.frames[frame][0] @ [x, y, z]

    def gap(self, on, part):
        """Return how far a part is from the floor or a prop."""
        found = MEASURED[self.stretch, self.name]
        return (found.floor if on == "floor" else found.props[on])[part]

    def on(self, on, *parts):
        """Return how far parts are at most from what they are to touch."""
        return max(abs(self.gap(on, part)) for part in parts)

    def prop(self, name):
        return self.posed.props[name]

    def edge(self, name):
        """Return how far forward a prop reaches."""
        return self.prop(name).centre[0] + self.prop(name).half[0]

    def bend(self, *regions):
        """Return the largest bend of the joints of some regions, degrees."""
        return max(abs(v) for n, v in self.posed.angles.items() if n.startswith(regions))
