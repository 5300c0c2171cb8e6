"""Several people in the pictures: each build stands, settles on its supports and is told apart."""

import pickle
import tomllib
from importlib.resources import files
from typing import get_args

import numpy as np
import pytest

from psoaslib import body
from psoaslib.body import shape
from psoaslib.catalogue.pose import Build, PoseFile
from psoaslib.figures import style
from psoaslib.mesh import face, head
from tests.body import posing

BUILDS = get_args(Build)
every = pytest.mark.parametrize("build", BUILDS)


def test_content_drawing_and_records_know_the_same_builds():
    known = tomllib.loads((files("psoaslib") / "content" / "builds.toml").read_text("utf-8"))
    assert set(known["builds"]) == set(BUILDS) == set(style.BUILDS) == set(face.LINES)
    for build in known["builds"].values():
        assert build["hair"] in head.HAIRS


@every
def test_a_build_stands_on_its_soles_at_its_own_stature(build):
    posed = body.standing(build=build)
    top = max(sweep[..., 1].max() for sweep in body.flesh(posed)["head"])
    assert top == pytest.approx(shape.build(build)["stature"], rel=0.03)
    found = body.clearances(posed)
    assert min(found.floor.values()) == pytest.approx(0, abs=0.002)
    assert min(found.parts.values()) > -0.002


@every
def test_a_build_has_its_joints_where_the_first_has_them_by_share_of_stature(build):
    own, first = body.standing(build=build), body.standing()
    for name, (turn, origin) in own.frames.items():
        np.testing.assert_allclose(turn, first.frames[name][0], atol=1e-12)
        share = first.frames[name][1] / first.stature
        np.testing.assert_allclose(origin / own.stature, share, atol=1e-12)


def test_a_profile_of_its_own_runs_as_far_along_as_the_first():
    first = shape.profile()
    for build in BUILDS[1:]:
        changed = 0
        for segment, rows in shape.profile(build).items():
            assert (rows[[0, -1], 0] == first[segment][[0, -1], 0]).all(), segment
            changed += not np.array_equal(rows, first[segment])
        assert changed >= 4


def test_an_unknown_build_is_an_error_that_lists_the_known():
    with pytest.raises(ValueError, match="'z' is no build of the body; builds are a, b, c"):
        body.standing(build="z")


def test_a_file_of_poses_says_who_shows_them():
    data = {"build": "b", "poses": {"one": {"root": [0, 1, 0]}}}
    assert PoseFile.model_validate(data).poses["one"].build == "b"
    assert PoseFile.model_validate({"poses": data["poses"]}).poses["one"].build == "a"
    with pytest.raises(ValueError, match="'a', 'b' or 'c'"):
        PoseFile.model_validate(data | {"build": "z"})


def test_more_than_one_person_is_in_the_pictures():
    shown = {}
    for stretch in ("ball", "lunge", "floor", "worktop", "bed_edge", "figure_four"):
        (shown[stretch],) = {pose.build for pose in posing.read(stretch).values()}
    assert set(shown.values()) == set(BUILDS)
    assert shown["ball"] != shown["lunge"]


def test_the_room_goes_with_a_shorter_person_and_so_does_the_ball():
    pose = posing.read("lunge")["stand"]
    own, first = body.solve(pose, "right"), body.solve(pose, "right", 1.75)
    size = own.stature / 1.75
    assert own.build == first.build == "b" and size == pytest.approx(1.66 / 1.75)
    for name, solid in own.props.items():
        assert solid.top == pytest.approx(size * first.props[name].top), name
    kneel = posing.read("ball")["kneel"]
    small, ball = body.solve(kneel, "right", 1.66), body.solve(kneel, "right").props["ball"]
    assert small.props["ball"].top == pytest.approx(size * ball.top)
    gaps = body.contact_gaps(own, pose, "right")
    assert max(abs(gap) for _, _, gap in gaps) < posing.LIMIT


def test_a_posed_body_may_go_to_another_process():
    prop = body.Solid("ball", "ball", (0.0, 0.4), (0.65,))
    own = body.pose({"right_hip_flexion": 40}, (0, 1, 0), 1.6, {"ball": prop}, build="b")
    twin = pickle.loads(pickle.dumps(own))
    assert (twin.angles, twin.root, twin.stature, twin.build, twin.props) == (
        own.angles, own.root, own.stature, own.build, own.props,
    )  # fmt: skip
    for name, (turn, origin) in own.frames.items():
        assert np.array_equal(twin.frames[name][0], turn)
        assert np.array_equal(twin.frames[name][1], origin)
