"""The build finds what is stale, missing, altered or left over in `images/`, and makes no more."""

from dataclasses import replace

import numpy as np
import pytest

from psoaslib.build import bodies, charts, plates, poses, stills
from psoaslib.build.artifact import Artifact, Part, as_made, picture, read, save, written
from psoaslib.catalogue import catalogue, images
from psoaslib.mesh import packed, reading, sources, ways
from tests.checkouts import ROOT


def made(name):
    words = picture(f"toy/{name}.svg", name, f"A {name}.", "")
    files = (f"toy/{name}.svg", f"toy/{name}.txt")
    return Artifact(files, "now", lambda: [b"<svg/>", name.encode()], (words,), {"legs": 6})


TOY = [made("ant"), made("bee")]
PARTS = {
    "toy": Part(("toy/*",), lambda _: TOY),
    **{"bodies": bodies.PART, "poses": poses.PART, "stills": stills.PART},
    **{"plates": plates.PART, "charts": charts.PART},
}


def keep(root, known):
    save(root, {root / "images" / "manifest.json": written(known)})


@pytest.mark.parametrize("name", PARTS)
def test_what_is_stale_missing_altered_or_left_over_is_named(checkout, name):
    part = PARTS[name]
    if name == "toy":
        part.write(checkout)
    assert part.check(checkout) == []
    of, known = part.artifacts(checkout)[-1], read(checkout)
    path = checkout / "images" / of.files[-1]
    data, more = path.read_bytes(), path.with_stem("more")

    path.write_bytes(data + b" ")
    assert part.check(checkout) == [f"images/{of.files[-1]}: is not the one that was made"]
    path.unlink()
    assert part.check(checkout) == [f"images/{of.files[-1]}: missing"]
    path.write_bytes(data)
    if len(part.patterns) == 1:
        more.write_bytes(data)
        place = more.relative_to(checkout).as_posix()
        assert part.check(checkout) == [f"{place}: is in no list"]
        more.unlink()
    if of.pictures:
        others = [each for each in known["pictures"] if each != of.pictures[-1]]
        keep(checkout, known | {"pictures": others})
        (said,) = part.check(checkout)
        assert said == f"images/manifest.json: does not agree with images/{part.patterns[0]}"
    known["artifacts"][of.name]["depends"] = "before"
    keep(checkout, known)
    assert part.check(checkout) == [f"images/{of.name}: what it depends on has changed"]


def test_what_is_stale_alone_is_made_and_what_is_no_more_is_forgotten(tmp_path):
    asked, part = [], PARTS["toy"]
    ant, bee = (replace(each, make=lambda each=each: asked.append(each.name) or each.make())
                for each in TOY)  # fmt: skip
    part = Part(("toy/*",), lambda _: [ant, bee])
    manifest = "images/manifest.json"
    assert part.write(tmp_path) == [*(f"images/{n}" for n in ant.files), manifest,
                                    *(f"images/{n}" for n in bee.files)]  # fmt: skip
    (tmp_path / "images" / bee.files[1]).unlink()
    assert part.write(tmp_path) == [f"images/{bee.files[1]}"]
    assert part.write(tmp_path) == []
    assert asked == [ant.name, bee.name, bee.name]
    worded = replace(ant, pictures=(ant.pictures[0] | {"caption": "Six legs."},))
    alone = Part(("toy/*",), lambda _: [worded])
    assert alone.write(tmp_path) == [manifest] and len(asked) == 3
    known = read(tmp_path)
    assert list(known["artifacts"]) == [ant.name]
    assert [each["caption"] for each in known["pictures"] if each["file"] == ant.name] == [
        "Six legs."
    ]
    assert alone.check(tmp_path) == [f"images/{file}: is in no list" for file in bee.files]


def test_what_was_made_before_another_is_refused_stays(tmp_path):
    refused = replace(TOY[1], make=lambda: 1 / 0)
    part = Part(("toy/*",), lambda _: [TOY[0], refused])
    with pytest.raises(ZeroDivisionError):
        part.write(tmp_path)
    assert part.check(tmp_path) == ["images/toy/bee.svg: what it depends on has changed"]


def test_every_picture_is_listed_with_its_words_and_who_may_use_it():
    listed = images.manifest()["pictures"]
    kinds = (".svg", ".png", ".webp")
    there = {
        path.relative_to(ROOT / "images").as_posix()
        for path in (ROOT / "images").rglob("*")
        if path.suffix in kinds and path.parent.name != "small"
    }
    assert sorted(each["file"] for each in listed) == sorted(there)
    for each in listed:
        assert all(each[field].strip() for field in ("title", "caption", "licence", "generator"))
        assert len(each["alt"]) > 60


def test_ways_are_small():
    assert all(path.stat().st_size <= 15_000 for path in (ROOT / "images").rglob("*.ways"))


def test_a_changed_pose_is_solved_with_the_ways_that_touch_it_alone(monkeypatch, capsys):
    stretch = catalogue().stretches["worktop"]
    old, kept = as_made(ROOT, "worktop/worktop.ways")
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
    found = packed.unpack(bodies.made_ways(stretch, map, old, changed))
    assert asked == ["tuck", ("step", "tuck"), ("tuck", "hold")]
    assert capsys.readouterr().out.startswith("solving worktop, ")
    was = packed.unpack(old)
    assert found.header == was.header
    assert np.abs(found.arrays["poses"] - was.arrays["poses"]).max() <= 1
    asked.clear()
    bodies.made_ways(stretch, map, old, kept | {"solver": "another"})
    assert len(asked) == len(solved) + len(knots)
