"""Hold one posed body: its angles, the place of every frame, and the props around it."""

from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from psoaslib.body import joints, shape, solids
from psoaslib.body.joints import SIDES, read_content
from psoaslib.body.measure import landmark
from psoaslib.body.solids import Solid, mirrored_solid


@dataclass(frozen=True)
class Posed:
    """A body in a position. Axes x forward, y up, z right; metres, degrees.

    `frames` maps a name to (rotation (3, 3), origin (3,)); `angles` has left and right names;
    `root` is the point midway between the hip joints; `props` are the solids of the room by id;
    `curl` bends the fingers of `right_hand` and `left_hand`; `build` names whose flesh it bears.
    """

    angles: dict[str, float]
    root: tuple[float, float, float]
    stature: float
    frames: dict[str, tuple[np.ndarray, np.ndarray]]
    props: dict[str, Solid] = field(default_factory=dict)
    curl: dict[str, float] = field(default_factory=dict)
    build: str = shape.DEFAULT

    def __reduce__(self):
        """Pack what the body is made of, so that it may go to another process."""
        parts = self.angles, self.root, self.stature, self.props, self.curl, self.build
        return pose, tuple(dict(v) if isinstance(v, MappingProxyType) else v for v in parts)

    def point(self, frame: str, at=(0.0, 0.0, 0.0)) -> np.ndarray:
        """Return where a point of a frame's own space lies in the room."""
        turn, origin = self.frames[frame]
        return origin + turn @ np.asarray(at, float)


def default_stature(build: str = shape.DEFAULT) -> float:
    """Return the stature of a build, metres; poses are made for that of the first."""
    return shape.build(build)["stature"]


def pose(angles, root, stature=None, props=None, curl=None, build=shape.DEFAULT) -> Posed:
    """Pose the body by its angles (left and right names, unset ones 0) and root.

    Without a stature it has that of its build. An unknown name is a ValueError that says so.
    """
    stature = default_stature(build) if stature is None else float(stature)
    unknown = sorted(set(angles) - set(joints.names()))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no joint of the body")
    full = dict.fromkeys(joints.names(), 0.0) | {k: float(v) for k, v in angles.items()}
    frames = joints.place(joints.to_array(full), np.array(root, float), stature)
    return Posed(
        angles=MappingProxyType(full),
        root=tuple(float(v) for v in root),
        stature=stature,
        frames=MappingProxyType(frames),
        props=MappingProxyType(dict(props or {})),
        curl=MappingProxyType(dict(curl or {})),
        build=build,
    )


def standing(stature=None, build=shape.DEFAULT) -> Posed:
    """Pose the body upright on both feet, arms hanging: the reference for lengths."""
    stature = default_stature(build) if stature is None else float(stature)
    angles = {
        f"{side}_{name}": value
        for name, value in read_content("body.toml")["standing"].items()
        for side in SIDES
    }
    sole = joints.rest(stature)["right_foot"][1] - stature * sole_height()
    return pose(angles, (0.0, -sole, 0.0), stature, build=build)


def sole_height() -> float:
    """Return the ankle's height over the sole as a share of the stature."""
    return -read_content("body.toml")["landmarks"]["heel"][2]


def mirror(posed: Posed) -> Posed:
    """Return the exact mirror image in z: left becomes right, props move too."""
    x, y, z = posed.root
    swapped = {"right_hand": "left_hand", "left_hand": "right_hand"}
    return pose(
        joints.mirrored(posed.angles),
        (x, y, -z),
        posed.stature,
        {key: mirrored_solid(solid) for key, solid in posed.props.items()},
        {swapped[key]: value for key, value in posed.curl.items()},
        posed.build,
    )


def resized(posed: Posed, stature: float) -> Posed:
    """Return the same body in the same position for another stature (metres), with its room."""
    by = float(stature) / posed.stature
    root = tuple(by * value for value in posed.root)
    props = {key: solids.resized(solid, by) for key, solid in posed.props.items()}
    return pose(posed.angles, root, float(stature), props, posed.curl, posed.build)


def flesh(posed: Posed) -> dict[str, list[np.ndarray]]:
    """Return each part's sweeps of convex sections, (sections, points, 3), metres.

    Neighbouring sections' convex hulls are the body. See `psoaslib.body.shape` for the parts.
    """
    return shape.cover(posed.frames, posed.stature, posed.curl, posed.build)


def landmarks(posed: Posed) -> dict[str, np.ndarray]:
    """Return where the landmarks of `content/body.toml` lie, as `right_asis`, `left_heel`."""
    names = [f"{side}_{own}" for own in read_content("body.toml")["landmarks"] for side in SIDES]
    return {name: landmark(posed.frames, name, posed.stature) for name in names}
