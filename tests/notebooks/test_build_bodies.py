"""The build finds packed bodies and ways that are stale, missing, changed or left over."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from psoaslib.build import bodies, listing
from psoaslib.catalogue import catalogue, images
from psoaslib.mesh import packed, reading, sources, ways

REPOSITORY = Path(__file__).parents[2]
FILE = "images/bodies/b.mesh"


@pytest.fixture
def checkout(tmp_path):
    others = shutil.ignore_patterns("*.svg", "*.png", "*.film")
    shutil.copytree(REPOSITORY / "images", tmp_path / "images", ignore=others)
    return tmp_path


def test_what_was_made_is_fresh_and_small(checkout):
    assert bodies.check(checkout) == []
    assert all(path.stat().st_size <= 15_000 for path in (checkout / "images").rglob("*.ways"))


def test_what_is_wrong_is_named(checkout):
    path, manifest = checkout / FILE, checkout / "images" / "manifest.json"
    data = path.read_bytes()
    path.write_bytes(data + b"\0")
    assert bodies.check(checkout) == [f"{FILE}: is not the one that was made"]
    path.unlink()
    assert bodies.check(checkout) == [f"{FILE}: missing"]
    path.write_bytes(data)
    (checkout / "images/bodies/z.mesh").write_bytes(data)
    assert bodies.check(checkout) == ["images/bodies/z.mesh: is in no list"]
    (checkout / "images/bodies/z.mesh").unlink()
    known = json.loads(manifest.read_text("utf-8"))
    known["meshes"]["bodies/b.mesh"]["depends"] = "other"
    manifest.write_text(json.dumps(known), encoding="utf-8")
    assert bodies.check(checkout) == [f"{FILE}: what it depends on has changed"]


def test_a_changed_pose_is_solved_with_the_ways_that_touch_it_alone(monkeypatch):
    stretch, old = catalogue().stretches["worktop"], images.COLLECTION.ways("worktop")
    kept = listing.read(REPOSITORY)["meshes"]["worktop/worktop.ways"]
    solved, knots = reading.bodies(old, sources.poses(stretch)), reading.knots(old)
    asked = []

    def solve(pose):
        asked.append(pose.id)
        return solved[pose.id]

    def seek(ends):
        asked.append(tuple(pose.id for pose, _ in ends))
        return knots[asked[-1]]

    monkeypatch.setattr(ways, "_solved", solve)
    monkeypatch.setattr(ways, "_knots", seek)
    changed = kept | {"poses": kept["poses"] | {"tuck": "as it was"}}
    made = packed.unpack(bodies._ways(stretch, map, old, changed))
    assert asked == ["tuck", ("step", "tuck"), ("tuck", "hold")]
    was = packed.unpack(old)
    assert made.header == was.header
    assert np.abs(made.arrays["poses"] - was.arrays["poses"]).max() <= 1
    other = kept | {"solver": "another"}
    asked.clear()
    bodies._ways(stretch, map, old, other)
    assert len(asked) == len(solved) + len(knots)
