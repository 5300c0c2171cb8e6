"""Bodies and bones as files: what the browser's modules make of them, Python does as well."""

import gzip

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from psoaslib import body
from psoaslib.body import joints, posed
from psoaslib.catalogue import images
from psoaslib.mesh import bones, packed, strands
from psoaslib.mesh.person import BELLY, RIBS
from psoaslib.mesh.skeleton import _solids
from tests.body.scene_modules import CLOSE, answered, off

BUILDS = ("a", "b", "c")
LIGHT = np.array([0.4, 0.7, 0.6]) / np.linalg.norm([0.4, 0.7, 0.6])


def _breathed(sweeps, rest, stature, breath):
    """Widen the trunk's own sweep, most to the front, a little to the sides."""
    torso, neutral = sweeps[0], rest[0]
    height = neutral[..., 1].mean(1) / stature
    by = sum(most * np.exp(-(((height - at) / reach) ** 2)) for at, reach, most in (BELLY, RIBS))
    middle = neutral.mean(1, keepdims=True)
    out = neutral - middle
    out /= np.linalg.norm(out, axis=2, keepdims=True)
    share = np.where(out[..., 0] > 0, 0.4 + 0.6 * out[..., 0] ** 2, 0.4 * out[..., 2] ** 2)
    away = torso - torso.mean(1, keepdims=True)
    away /= np.linalg.norm(away, axis=2, keepdims=True)
    return [torso + (breath * by[:, None] * share)[..., None] * away, *sweeps[1:]]


def person_file(build):
    return images.packed(f"bodies/{build}.mesh")


def bones_file():
    return images.packed("bodies/bones.mesh")


def at_random(count, seed, share=1.0):
    """Draw poses over a share of all joints' ranges, with hands that curl."""
    random = np.random.default_rng(seed)
    low, high = share * joints.ranges().T
    names = joints.names()
    return [
        {
            "angles": dict(zip(names, random.uniform(low, high).tolist(), strict=True)),
            "root": random.uniform(-1, 1, 3).tolist(),
            "curl": dict(zip(("right_hand", "left_hand"), random.uniform(0, 40, 2), strict=True)),
            "light": LIGHT.tolist(),
        }
        for _ in range(count)
    ]


whole_numbers = st.sampled_from(sorted(packed.TYPES)).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.integers(1, 4),
        st.lists(st.tuples(st.integers(1, 30), st.integers(0, 7)), min_size=1, max_size=4),
        st.integers(0, 2**32 - 1),
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(whole_numbers, min_size=1, max_size=4))
def test_whatever_is_packed_comes_back(arrays):
    packing, numbers = packed.Packing("ways", {"more": "ä"}), {}
    for k, (kind, columns, runs, seed) in enumerate(arrays):
        limits, rows = np.iinfo(packed.TYPES[kind]), sum(count for count, _ in runs)
        random = np.random.default_rng(seed)
        numbers[f"n{k}"] = random.integers(limits.min, limits.max, (rows, columns), endpoint=True)
        packing.add(f"n{k}", kind, numbers[f"n{k}"], [list(run) for run in runs])
    found = packed.unpack(packing.written())
    assert found.header["more"] == "ä"
    assert all(np.array_equal(found.arrays[name], own) for name, own in numbers.items())


def test_the_browser_unpacks_the_same_numbers():
    random, packing, numbers = np.random.default_rng(5), packed.Packing("ways", {}), {}
    for kind, of in packed.TYPES.items():
        limits = np.iinfo(of)
        numbers[kind] = random.integers(limits.min, limits.max, (60, 3), endpoint=True)
        packing.add(kind, kind, numbers[kind], [[40, 8], [20, 0]])
    numbers["t"] = np.array([[0, 1, 2], [2, 1, 3], [0, 3, 4], *([0, 2, 4],) * 200])
    packing.add("t", packed.CORNERS, numbers["t"])
    found = answered({"f": packing.written()}, {"what": "arrays", "file": "f", "kind": "ways"})[0]
    assert found == {name: own.ravel().tolist() for name, own in numbers.items()}


def test_a_damaged_file_says_what_is_wrong_with_it():
    whole = gzip.decompress(person_file("a"))
    older = whole.replace(b'"version":1', b'"version":7')
    damaged = {
        "other": b"PNG....." + whole,
        "short": whole[:-9],
        "head": whole[:40],
        "long": whole + b"\0",
        "older": older,
    }
    files = {name: gzip.compress(data) for name, data in damaged.items()}
    asked = [{"what": "refused", "file": name, "kind": "body"} for name in files]
    told = answered(
        files | {"whole": person_file("a")},
        *asked,
        {"what": "refused", "file": "whole", "kind": "bones"},
    )
    for words, said in zip(
        ("begin with 'psoa'", "cut off in", "cut off in its header", "1 bytes too many",
         "version 7", "holds body, not bones"), told, strict=True,
    ):  # fmt: skip
        assert words in said
    for data in files.values():
        with pytest.raises(ValueError, match="^this "):
            packed.unpack(data)


@pytest.mark.parametrize("build", BUILDS)
def test_frames_and_flesh_in_the_browser_are_those_of_python(build):
    stature, poses = posed.default_stature(build), at_random(3, 3, 0.7)
    tall = 1.1 * stature
    files = {"f": person_file(build)}
    mesh, own, taller = answered(
        files,
        {"what": "mesh", "file": "f", "kind": "body"},
        {"what": "poses", "file": "f", "kind": "body", "poses": poses, "skin": True},
        {"what": "poses", "file": "f", "kind": "body", "poses": poses[:1], "stature": tall,
         "skin": True},
    )  # fmt: skip
    label, triangles = np.array(mesh["label"]), np.reshape(mesh["triangles"], (-1, 3))
    labels = packed.unpack(person_file(build)).header["labels"]
    for size, answers in ((stature, own), (tall, taller)):
        for pose, answer in zip(poses, answers, strict=False):
            there = body.pose(pose["angles"], pose["root"], size, None, pose["curl"], build)
            assert off(answer, there.frames) < CLOSE
            out = np.reshape(answer["out"], (-1, 4))
            assert np.abs(out[:, 3]).max() <= 1.001
            for part, sweeps in body.flesh(there).items():
                side, name = part.split("_", 1) if part[:5] in ("right", "left_") else ("", part)
                mine = [k for k, row in enumerate(labels) if row[0] == name and row[1] == side]
                if name == "head":  # hair stands for the top of the skull
                    continue
                own = triangles[np.isin(label, mine)[triangles[:, 0]]]
                far = gaps(sweeps[0].reshape(-1, 3), out[:, :3], own)
                assert far.max() < 0.0015, part


def gaps(cloud, places, triangles):
    """Return how far points (n, 3) lie from the nearest of triangles (m, 3) of places, metres."""
    corners = places[triangles]
    near = cKDTree(corners.mean(1)).query(cloud, min(24, len(triangles)))[1]
    a, b, c = np.moveaxis(corners[near], 2, 0)
    point = cloud[:, None]
    found = [_from_edge(point, *edge) for edge in ((a, b), (b, c), (c, a))]
    normal = np.cross(b - a, c - a)
    level = np.linalg.norm(normal, axis=-1, keepdims=True)
    normal = normal / np.maximum(level, 1e-12)
    within = np.all(
        [
            np.einsum("...i,...i", np.cross(q - p, point - p), normal) >= 0
            for p, q in ((a, b), (b, c), (c, a))
        ],
        axis=0,
    )
    over = np.abs(np.einsum("...i,...i", point - a, normal))
    return np.min([*found, np.where(within & (level[..., 0] > 0), over, np.inf)], axis=(0, 2))


def _from_edge(point, a, b):
    way = b - a
    share = np.einsum("...i,...i", point - a, way) / np.maximum((way**2).sum(-1), 1e-12)
    return np.linalg.norm(point - a - np.clip(share, 0, 1)[..., None] * way, axis=-1)


def test_meshes_are_closed_whole_and_small():
    for build in BUILDS:
        assert len(person_file(build)) <= 30_000
    assert len(bones_file()) <= 41_000
    found = packed.unpack(bones_file())
    assert len(found.arrays["triangles"]) < 28_564 / 3
    names = found.header["labels"]
    for name, (frame, solid) in _solids(1.75).items():
        number = next(k for k, row in enumerate(names) if row[0] == name)
        triangles = found.arrays["triangles"]
        own = triangles[found.arrays["label"][triangles[:, 0], 0] == number]
        places = found.arrays["places"] * found.header["unit"]
        far = gaps(bones.welded(solid)[0] + joints.rest(1.75)[frame], places, own)
        assert far.max() < 0.004, name  # nothing of a bone is lost


def test_the_psoas_in_the_browser_is_that_of_python():
    poses = at_random(12, 8, 0.6)
    files = {"f": bones_file()}
    for stature, answers in (
        (size, answered(files, {"what": "psoas", "file": "f", "stature": size, "poses": poses})[0])
        for size in (1.75, 1.66)
    ):
        for pose, answer in zip(poses, answers, strict=True):
            there = body.pose(pose["angles"], pose["root"], stature)
            for side in joints.SIDES:
                lines = strands.paths(there.frames, side, stature)
                assert np.abs(np.reshape(answer[side], lines.shape) - lines).max() < CLOSE


def test_a_mirrored_pose_is_that_of_python():
    poses = at_random(4, 13)
    asked = {"what": "poses", "file": "f", "kind": "bones", "poses": poses, "mirrored": True}
    for pose, answer in zip(poses, answered({"f": bones_file()}, asked)[0], strict=True):
        there = body.mirror(body.pose(pose["angles"], pose["root"]))
        assert off(answer, there.frames) < CLOSE


def test_a_breath_in_the_browser_is_that_of_python():
    stature = posed.default_stature("b")
    pose = at_random(1, 4, 0.5)[0]
    asked = [pose | {"breath": breath} for breath in (0.0, 1.0)]
    found = answered(
        {"f": person_file("b")},
        {"what": "poses", "file": "f", "kind": "body", "poses": asked, "skin": True},
    )[0]
    there = body.pose(pose["angles"], pose["root"], stature, None, pose["curl"], "b")
    neutral = body.pose({}, (0, 0, 0), stature, build="b")
    still, neutral = (body.flesh(each)["torso"] for each in (there, neutral))
    moved = _breathed(still, neutral, stature, 1.0)[0] - still[0]
    outs = [np.reshape(answer["out"], (-1, 4))[:, :3] for answer in found]
    mine = np.linalg.norm(outs[1] - outs[0], axis=1)
    theirs = np.linalg.norm(moved, axis=2)
    assert mine.max() == pytest.approx(theirs.max(), abs=CLOSE)
    assert mine.max() > 0.008
