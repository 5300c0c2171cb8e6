"""Ways between positions as files: what the browser shows of them is what Python solved."""

import json

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator

from psoaslib import body
from psoaslib.body import joints, motion, turning
from psoaslib.build.poses import posed
from psoaslib.catalogue import catalogue, images
from psoaslib.mechanics import wording
from psoaslib.mesh import packed, ways
from tests.body.scene_modules import CLOSE, answered, off

POSED = [name for name, stretch in catalogue().stretches.items() if posed(stretch)]


def ways_file(stretch):
    return images.COLLECTION.ways(stretch)


def read_stages(data):
    """Return the stages of a file as the ways that Python moves along, with their times."""
    found = packed.unpack(data)
    head = found.header
    rows = found.arrays["poses"] * np.repeat(head["units"], (4, 3, len(head["used"])))
    values = np.zeros((len(rows), len(head["names"]) + 3))
    values[:, -3:] = rows[:, 4:7]
    values[:, head["used"]] = rows[:, 7:]
    values = turning.unpacked(np.concatenate([rows[:, :4], values], 1))
    bodies = {
        name: body.pose(
            dict(zip(head["names"], values[own["row"], :-3].tolist(), strict=True)),
            values[own["row"], -3:], head["stature"],
            {p["id"]: _solid(p) for p in own["props"]}, own["curl"], head["build"],
        )
        for name, own in head["positions"].items()
    }  # fmt: skip
    stages = []
    for stage in head["stages"]:
        many, first = stage["knots"], stage["row"]
        shares = [np.arange(1, m + 1) / m + k for k, m in enumerate(many)]
        shares = np.concatenate([[0.0], *shares]) / len(many)
        knots = values[first : first + len(shares)]
        way = motion.Way(tuple(bodies[name] for name in stage["through"]), knots, shares)
        begin, count = stage["times"]
        gone = found.arrays["times"][begin : begin + count, 0] / ways.SHARE
        lengths = found.arrays["lengths"][begin : begin + count] / 10
        stages.append((way, stage["ms"], gone, lengths))
    return head, bodies, stages


def _solid(prop):
    own = {"unseen_from": tuple(prop["unseen"])} | {
        key: tuple(prop[key]) if key in ("at", "size") else prop[key]
        for key in ("id", "shape", "at", "size", "turn", "squash", "up")
    }
    return body.Solid(**own)


@pytest.mark.parametrize("stretch", POSED)
def test_ways_in_the_browser_are_those_of_python(stretch):
    head, bodies, stages = read_stages(ways_file(stretch))
    assert len(ways_file(stretch)) <= 15_000
    random = np.random.default_rng(3)
    shown = [name for name, own in head["positions"].items() if "view" in own]
    moments = []
    for number, move in enumerate(head["moves"]):
        parts = [stages[own] for own, _ in move["stages"]]
        ends = np.cumsum([0, *(ms for _, ms, _, _ in parts)])
        moments += [[number, 0], [number, int(ends[-1])]]
        moments += [[number, ms] for ms in random.uniform(0, ends[-1], 6).round(1).tolist()]
    files = {"w": ways_file(stretch), "b": images.packed(f"bodies/{head['build']}.mesh")}
    asked = {"what": "ways", "file": "w", "body": "b", "keys": shown, "moments": moments}
    right, left = answered(files, asked, asked | {"side": "left"})

    def agree(there, own, other):
        assert off(own, there.frames) < CLOSE
        assert off(other, body.mirror(there).frames) < CLOSE
        assert [p["id"] for p in own["props"]] == list(there.props)
        for prop, twin in zip(own["props"], other["props"], strict=True):
            solid = there.props[prop["id"]]
            for key in ("at", "turn", "squash", "up"):
                assert np.allclose(prop[key], getattr(solid, key), atol=0.001)
            assert np.allclose(twin["at"], [solid.at[0], -solid.at[1]], atol=0.001)
        assert own["curl"] == pytest.approx(there.curl, abs=0.01)
        assert own["psoas"] == {"right": other["psoas"]["left"], "left": other["psoas"]["right"]}

    known = json.loads((images.folder() / stretch / "poses.json").read_text("utf-8"))["poses"]
    for name, own, other in zip(shown, right["keys"], left["keys"], strict=True):
        agree(bodies[name], own, other)
        solved = known[name]
        there = body.pose(solved["angles"], solved["root"], solved["stature"])
        assert off(own, there.frames) < CLOSE, name
        told = wording.figures(there.angles)
        for side, figure in zip(joints.SIDES, told.values(), strict=True):
            assert own["psoas"][side]["state"] == figure["state"]
            change = figure["change_mm"]
            assert own["psoas"][side]["change"] == (change and pytest.approx(change, abs=0.11))
    for (number, ms), own, other in zip(moments, right["moments"], left["moments"], strict=True):
        parts = [(stages[k], back) for k, back in head["moves"][number]["stages"]]
        while len(parts) > 1 and ms > parts[0][0][1]:
            ms -= parts.pop(0)[0][1]
        (way, long, gone, _), back = parts[0]
        time = long - ms if back else ms
        curve = PchipInterpolator(np.linspace(0, long, len(gone)), gone)
        agree(way.at(float(curve(min(time, long)))), own, other)
