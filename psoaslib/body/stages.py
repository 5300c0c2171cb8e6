"""Divide the way from one step to the next into stages, at positions of the stretch it passes.

There the body comes to rest. A stage that it has gone before, the other way round, it goes back
through the same poses: who comes off a ball does what brought them onto it, backwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from psoaslib.catalogue.pose import Pose


@dataclass(frozen=True)
class Stage:
    """Poses from one position at rest to the next; `back` tells that it is gone from the last."""

    poses: tuple[Pose, ...]
    back: bool = False

    @property
    def begins(self) -> str:
        """Id of the position in which it begins."""
        return self.poses[-1 if self.back else 0].id

    @property
    def ends(self) -> str:
        """Id of the position in which it ends."""
        return self.poses[0 if self.back else -1].id


def stages(poses: Sequence[Pose]) -> list[tuple[Stage, ...]]:
    """Return the stages of each way from one step's pose to the next one's."""
    steps = {pose.id: pose for pose in poses}
    gone: dict[tuple[str, str], Stage] = {}
    found = []
    for first, last in pairwise(poses):
        passed = [first, *last.via, last]
        rests = [k for k, pose in enumerate(passed) if pose.id in steps]
        own = []
        for a, b in pairwise(rests):
            stage = Stage((steps[passed[a].id], *passed[a + 1 : b], steps[passed[b].id]))
            known = gone.get((stage.ends, stage.begins))
            if known and b == a + 1:
                stage = Stage(known.poses, back=True)
            else:
                gone[stage.begins, stage.ends] = stage
            own.append(stage)
        found.append(tuple(own))
    return found
