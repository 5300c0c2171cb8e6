"""Stills of the build: what is stale is named, and no more is drawn than that."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from psoaslib.build import stills
from psoaslib.build.artifact import read
from psoaslib.build.poses import posed
from psoaslib.catalogue import catalogue
from psoaslib.mesh import packed
from psoaslib.widgets import browser

STRETCHES = ("ball", "lunge", "floor", "bed_edge", "figure_four", "worktop")
NAMES = {
    name: [f"{name}/{each.id}.left.webp" for each in posed(catalogue().stretches[name])]
    for name in STRETCHES
}
HOLD = "images/ball/hold.left.webp: what it depends on has changed"


@pytest.fixture
def drawn(checkout, monkeypatch):
    """Let a still be its name alone; return the checkout, what is drawn on, and the scales."""
    kept = read(checkout)["artifacts"]
    made, scales = [], {name: kept[NAMES[name][0]]["scale"] for name in STRETCHES}

    @contextmanager
    def studio():
        def opened(ways):
            stretch = packed.unpack(ways).header["stretch"]

            def draw(name, side, error):
                made.append(f"{stretch}/{name}.{side}" + (f" {error['fault']}" if error else ""))
                return [f"{made[-1]} {size}".encode() for size in stills.SIZES]

            return scales[stretch], draw

        yield opened

    monkeypatch.setattr(stills, "studio", studio)
    return checkout, made, scales


def test_a_still_that_is_missing_or_altered_is_drawn_again_and_no_other(drawn):
    checkout, made, _ = drawn
    (checkout / "images/ball/small/hold.left.webp").unlink()
    (checkout / "images/lunge/tilt_lost.right.webp").write_bytes(b"another")
    written = stills.PART.write(checkout)
    assert made == [
        *("ball/hold.left", "ball/hold.right"),
        *("lunge/tilt_lost.left lower_back", "lunge/tilt_lost.right lower_back"),
    ]
    assert [each for each in written if each.endswith("webp")] == [
        f"images/{stretch}/{size}{name}.{side}.webp"
        for stretch, name in (("ball", "hold"), ("lunge", "tilt_lost"))
        for side in ("left", "right")
        for size in ("", "small/")
    ]
    assert stills.PART.check(checkout) == []


def test_a_moved_step_alone_is_stale(drawn, monkeypatch):
    checkout, made, scales = drawn
    unpack = packed.unpack

    def moved(data):
        ways = unpack(data)
        if ways.header["stretch"] != "ball":
            return ways
        poses = ways.arrays["poses"].copy()
        poses[ways.header["positions"]["hold"]["row"], 5] += 1
        return replace(ways, arrays=ways.arrays | {"poses": poses})

    monkeypatch.setattr(packed, "unpack", moved)
    assert stills.PART.check(checkout) == [HOLD]
    scales["ball"] += 1  # all of a stretch are drawn at one scale
    stills.PART.write(checkout)
    assert len(made) == 2 * len(NAMES["ball"])
    assert stills.PART.check(checkout) == []


def test_another_renderer_or_body_makes_all_stale_that_it_draws(drawn, monkeypatch):
    checkout, *_ = drawn
    mesh = checkout / "images" / "bodies" / "a.mesh"
    mesh.write_bytes(mesh.read_bytes() + b"0")
    builds = {name: posed(catalogue().stretches[name])[0].pose.build for name in STRETCHES}
    own = sum(len(NAMES[name]) for name in STRETCHES if builds[name] == "a")
    assert len(stills.PART.check(checkout)) == own
    front_end = stills.front_end
    monkeypatch.setattr(stills, "front_end", lambda name: f"// words\n{front_end(name)}")
    assert len(stills.PART.check(checkout)) == own
    monkeypatch.setattr(stills, "front_end", lambda name: f"{front_end(name)}\nmore();")
    assert len(stills.PART.check(checkout)) == sum(map(len, NAMES.values()))


def test_without_a_browser_one_sentence_says_so(drawn, monkeypatch, capsys):
    checkout, *_ = drawn
    monkeypatch.undo()
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    (checkout / "images/ball/hold.left.webp").unlink()
    assert stills.PART.write(checkout) == []
    assert "No Chromium, Chrome or Edge was found" in capsys.readouterr().err
    assert stills.PART.check(checkout) == ["images/ball/hold.left.webp: missing"]
