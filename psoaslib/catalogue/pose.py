"""Hold what content says of the posed body: joints, poses, contacts and props.

Axes: x forward, y up, z right. Lengths in metres, angles in degrees.

Content speaks of the side stretched (`same`) and the side opposite (`other`), so one pose serves
both sides. Positions are (forward, up, towards `same`); on the floor they are (forward, towards
`same`). `psoaslib.body.joints` turns these names into left and right.

Files: `joints.toml` is read as a `JointFile`; `stretches/<id>.poses.toml` as a `PoseFile`, whose
poses bear the ids of the steps and errors that show them. Ids are the tables' keys.
"""

import math
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# No room is larger: what lies further off is a slip of the pen, and costs a drawing its memory.
Metre = Annotated[float, Field(ge=-10, le=10)]
Metres2 = tuple[Metre, Metre]
Metres3 = tuple[Metre, Metre, Metre]
Positive = Annotated[float, Field(gt=0, le=10)]
Build = Literal["a", "b", "c"]
View = Literal["side", "front", "back", "three_quarter"]
Limb = Literal["same_arm", "other_arm", "same_leg", "other_leg"]


class _Record(BaseModel):
    """Freeze a record and refuse fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Joint(_Record):
    """One angle of the body: its axis, sign and place in the order of rotations.

    `kind` says how the name takes a side. A `limb` joint exists twice (`right_knee_flexion`,
    in content `same_knee_flexion`). A `towards` joint is of the trunk and positive towards one
    side (`lumbar_bend_right`, in content `lumbar_bend_same`). A `middle` joint has no side.
    Left limbs mirror right ones: turns about x and y change sign, turns about z do not.

    `published` is what adults reach, by the `references`; `checked` tells whether those were
    seen; `beyond` says why `range` reaches further, where it does.
    """

    id: str
    title: str
    positive: str
    kind: Literal["limb", "towards", "middle"]
    group: Literal["pelvis", "trunk", "neck", "leg", "arm"]
    towards: Literal["left", "right"] | None = None
    axis: Literal["x", "y", "z"]
    sign: Literal[-1, 1]
    order: Annotated[int, Field(ge=1, le=3)]
    frames: dict[str, float]
    range: tuple[float, float]
    published: tuple[float, float] | None = None
    references: tuple[str, ...] = ()
    checked: bool = False
    beyond: str = ""
    source: str

    @model_validator(mode="after")
    def _agrees(self):
        if (self.kind == "towards") != (self.towards is not None):
            raise ValueError('`towards` belongs to joints of kind "towards", and only to them')
        if self.range[0] >= self.range[1]:
            raise ValueError("`range` is (lowest, highest) in degrees")
        return self

    @property
    def solved_names(self) -> tuple[str, ...]:
        """The names in a solved pose, with left and right."""
        if self.kind == "limb":
            return (f"right_{self.id}", f"left_{self.id}")
        return (f"{self.id}_{self.towards}",) if self.kind == "towards" else (self.id,)

    @property
    def content_names(self) -> tuple[str, ...]:
        """The names in content, with `same` and `other`."""
        if self.kind == "limb":
            return (f"same_{self.id}", f"other_{self.id}")
        return (f"{self.id}_same",) if self.kind == "towards" else (self.id,)

    @property
    def free_names(self) -> tuple[str, ...]:
        """The names by which a pose may set this joint free, the joint's groups included."""
        groups = (f"same_{self.group}", f"other_{self.group}")
        return self.content_names + (groups if self.kind == "limb" else (self.group,))


class Prop(_Record):
    """A thing in the room: a ball, a wall, or something with the form of a box.

    `at` is the point of the floor under its centre (for a wall: under a point of its surface).
    `size`: a ball's diameter; the length (along x), height and breadth of a block, cushion or
    mat; none for a wall. `up` is how high over the floor the underside of such a box is.
    `turn` turns it about the vertical, positive from forward to the side stretched; a wall faces
    forward at 0. `squash` is a ball's height under load as a share of its diameter.
    `unseen_from` names the views in which it is left out, since it would hide the person.
    """

    id: str
    shape: Literal["ball", "block", "cushion", "mat", "wall"]
    at: Metres2
    size: tuple[Positive, ...] = ()
    up: Annotated[float, Field(ge=0, le=10)] = 0.0
    turn: float = 0.0
    squash: Annotated[float, Field(gt=0.5, le=1)] = 1.0
    unseen_from: tuple[View, ...] = ()

    @model_validator(mode="after")
    def _sized(self):
        want = {"ball": 1, "wall": 0}.get(self.shape, 3)
        if len(self.size) != want:
            raise ValueError(f"`size` of a {self.shape} has {want} figures")
        if self.squash != 1.0 and self.shape != "ball":
            raise ValueError("only a ball has a `squash`")
        if self.up and self.shape in ("ball", "wall"):
            raise ValueError(f"a {self.shape} stands on the floor and has no `up`")
        return self


class Furniture(_Record):
    """A thing made of boxes, such as a chair: by id, where each is and how large.

    Each box is `[forward, up of its underside, towards same, length, height, breadth]` from the
    thing's own middle; a pose that uses `chair` has the props `chair_seat`, `chair_back` and so
    on. `at` and `turn` are those of a prop, and `unseen_from` is by box.
    """

    at: Metres2
    turn: float = 0.0
    boxes: dict[str, tuple[Metre, Metre, Metre, Positive, Positive, Positive]]
    unseen_from: dict[str, tuple[View, ...]] = {}

    def props(self, id: str) -> list[dict[str, Any]]:
        """List the boxes as props in their places."""
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        result = []
        for own, (forward, up, same, *size) in self.boxes.items():
            at = (self.at[0] + cos * forward - sin * same, self.at[1] + sin * forward + cos * same)
            place = {"at": at, "up": up, "turn": self.turn}
            place["unseen_from"] = self.unseen_from.get(own, ())
            result.append({"id": f"{id}_{own}", "shape": "block", "size": size, **place})
        return result


class Contact(_Record):
    """A part of the body that rests on the floor (`floor`), on a prop (its id) or on the body.

    `part` is a limb's part or a region of the trunk with its side (`same_foot`, `other_forearm`,
    `other_hip`); on the body, `on` is a landmark (`same_asis`). `at` is where its middle goes,
    (forward, towards `same`), and `pull` the weight of that wish (on the body: of reaching the
    landmark). `flat` is the weight with which palm, sole, shank or forearm lies flat on the
    support. `along` is the direction in which fingers, toes or forearm point. `press` is how
    deep soft tissue gives, in metres. `heel` is how high the heel of a foot on its ball and toes
    is over the floor, in metres.
    """

    part: str
    on: str
    at: Metres2 | None = None
    pull: float = 1.0
    flat: float = 0.0
    along: Metres3 | None = None
    press: Annotated[float, Field(ge=0, le=0.01)] = 0.0
    heel: Annotated[float, Field(ge=0)] | None = None


class Pose(_Record):
    """Angles set by hand, and what the solver may move to bring the body onto its supports.

    `root` is the point midway between the hip joints; `hold` the weight that keeps it there.
    `free` names joints, groups (`same_leg`, `other_arm`, `trunk`, `neck`, `pelvis`) or `root`.
    `curl` bends the fingers of a hand (`same_hand`), in degrees. `build` is a build of
    `content/builds.toml`, whose stature the body has. `via` are the poses that the body passes
    on its way here from the step before; content names them. `drags` are limbs that are not lifted
    on that way, but drawn along their support.
    """

    id: str
    angles: dict[str, float] = {}
    root: Metres3
    hold: float = 1.0
    free: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    props: tuple[Prop, ...] = ()
    curl: dict[str, float] = {}
    build: Build = "a"
    via: tuple["Pose", ...] = ()
    drags: tuple[Limb, ...] = ()
    source: str = ""


class JointFile(_Record):
    """The file `joints.toml`: joints by id."""

    joints: dict[str, Joint]

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        return _with_ids(data, "joints")


class PoseFile(_Record):
    """A file of poses: the props they share, and poses by id.

    `props` describes each thing once, as a `Prop` or as `Furniture`. A pose lists what it uses
    with what differs there, as in
    `props = { ball = { at = [0.0, -0.1], squash = 0.9 }, wall = {} }`. `build` names the person
    that all poses show.
    """

    build: Build = "a"
    props: dict[str, dict[str, Any]] = {}
    poses: dict[str, Pose]

    @model_validator(mode="before")
    @classmethod
    def _merged(cls, data: Any) -> Any:
        data = _with_ids(data, "poses")
        if not isinstance(data, dict) or not isinstance(data.get("poses"), dict):
            return data
        shared = data.get("props", {})
        shown_by = {"build": data["build"]} if "build" in data else {}
        poses = {}
        for name, pose in data["poses"].items():
            pose = {**shown_by, **pose} if isinstance(pose, dict) else pose
            used = pose.get("props") if isinstance(pose, dict) else None
            if isinstance(used, dict):
                missing = [key for key in used if key not in shared]
                if missing:
                    raise ValueError(f"pose {name!r} uses an unknown prop {missing[0]!r}")
                merged = [_placed(key, {**shared[key], **own}) for key, own in used.items()]
                pose = {**pose, "props": [prop for props in merged for prop in props]}
            poses[name] = pose
        passed = {name: _passing(name, pose, poses) for name, pose in poses.items()}
        return {**data, "poses": passed}


def _passing(name: str, pose: Any, poses: dict[str, Any]) -> Any:
    """Put the poses that a pose passes on the way to it in the place of their names."""
    names = pose.get("via") if isinstance(pose, dict) else None
    if not isinstance(names, list):
        return pose
    for own in names:
        if not isinstance(own, str) or own not in poses:
            raise ValueError(f"pose {name!r} passes an unknown pose {own!r}")
    return {**pose, "via": [{**poses[own], "via": []} for own in names]}


def _placed(key: str, prop: dict[str, Any]) -> list[dict[str, Any]]:
    """List the props that one thing of a file stands for."""
    if "boxes" in prop:
        return Furniture.model_validate(prop).props(key)
    return [{"id": key, **prop}]


def _with_ids(data: Any, field: str) -> Any:
    """Copy each table's key into its `id`; leave for pydantic what has another form."""
    if not isinstance(data, dict) or not isinstance(data.get(field), dict):
        return data
    rows = {
        key: {"id": key, **row} if isinstance(row, dict) else row
        for key, row in data[field].items()
    }
    return {**data, field: rows}
