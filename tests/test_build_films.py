"""Films of the build: what is stale is named, and no more is filmed than that."""

import gzip
import json
from contextlib import nullcontext

import pytest

from psoaslib import drawing, film, filming, images
from psoaslib.build import alike, films
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from psoaslib.figures.view import VIEWS
from tests.films import frame

SIDE = "images/ball/side.film"
STALE = "images/{}/: what the films depend on has changed"
FRAMES = {"_move": 8, "_still": 1, "_breathe": 3}


def clip(job):
    """Make the clip of a job as quickly as can be: a square instead of a person."""
    count = FRAMES[job[0].__name__]
    frames = {view: [frame(place) for place in range(count)] for view in VIEWS}
    bounds = {view: [(-900, -1700, 900, 0)] * count for view in VIEWS}
    changes = {view: frame(0) for view in VIEWS}
    rests = [*range(len(job[1])), count - 1] if job[0].__name__ == "_move" else []
    return filming.Clip(frames, bounds, [[1.0, -1.0]] * count, changes, rests=rests)


@pytest.fixture
def filmed(tmp_path, monkeypatch):
    """Give a folder in which all stretches have been filmed, and the list of what is filmed on."""
    made = []

    def done(job):
        made.append(job)
        return clip(job)

    monkeypatch.setattr(filming, "done", done)
    monkeypatch.setattr(filming, "depends", lambda stretch: f"{len(stretch.id):x}")
    monkeypatch.setattr(films.workers, "spread", lambda: nullcontext(map))
    monkeypatch.setattr(filming, "still", lambda pose, view: again(tmp_path, pose, view))
    (tmp_path / "images").mkdir()
    films.write(tmp_path)
    made.clear()
    return tmp_path, made


def again(root, pose, view):
    """Draw a position just as it is in its film."""
    for stretch in catalogue().stretches.values():
        for record in drawing.posed(stretch):
            if record.pose == pose:
                shown = unpacked(root / "images" / stretch.id / f"{view}.film")
                return shown.frames[shown.header["steps"][record.id]]
    raise AssertionError("no step or error has this pose")


def unpacked(path):
    return film.unpack(gzip.decompress(path.read_bytes()))


def test_every_stretch_is_filmed_in_every_view_and_listed(filmed):
    root, _ = filmed
    assert films.check(root) == []
    stretches = [each for each in catalogue().stretches.values() if drawing.posed(each)]
    assert len(list(root.rglob("*.film"))) == len(stretches) * len(VIEWS)
    known = json.loads((root / "images" / "manifest.json").read_text(encoding="utf-8"))["films"]
    for stretch in stretches:
        kept = known[stretch.id]
        assert kept["build"] == drawing.posed(stretch)[0].pose.build
        for view in VIEWS:
            header = unpacked(root / "images" / stretch.id / f"{view}.film").header
            assert kept["frames"][view] == header["frame"]
            assert set(header["steps"]) == {each.id for each in drawing.posed(stretch)}


def test_where_nothing_is_stale_nothing_is_filmed_or_written(filmed):
    root, made = filmed
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*.*")}
    assert films.write(root) == []
    assert made == []
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.*")} == before


def test_only_the_stretch_that_has_changed_is_filmed_again(filmed, monkeypatch):
    root, made = filmed
    kept = filming.depends
    monkeypatch.setattr(
        filming, "depends", lambda each: "abc" if each.id == "lunge" else kept(each)
    )
    assert films.check(root) == [STALE.format("lunge")]
    assert films.write(root) == ["images/manifest.json"], "the films came out as they were"
    jobs = filming.jobs(catalogue().stretches["lunge"])
    assert [job[0].__name__ for job in made] == [job[0].__name__ for job in jobs]
    assert films.check(root) == []


def test_a_film_changed_by_hand_is_found_and_made_again(filmed):
    root, _ = filmed
    data = (root / SIDE).read_bytes()
    (root / SIDE).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert films.check(root) == [f"{SIDE}: is not the one that was filmed"]
    assert films.write(root) == [SIDE]
    assert (root / SIDE).read_bytes() == data


def test_missing_and_left_over_films_are_named(filmed):
    root, _ = filmed
    (root / SIDE).rename(root / "images" / "ball" / "above.film")
    assert films.check(root) == [
        f"{SIDE}: missing",
        "images/ball/above.film: is in no list",
    ]


def test_a_film_that_is_too_large_is_named_with_its_size(filmed, monkeypatch):
    root, _ = filmed
    sizes = {path: path.stat().st_size for path in root.rglob("*.film")}
    largest = max(sizes, key=sizes.get)
    monkeypatch.setattr(filming, "MOST", sizes[largest] - 1)
    told = f"has {sizes[largest]} bytes, and {sizes[largest] - 1} are allowed"
    assert f"{largest.relative_to(root).as_posix()}: {told}" in films.check(root)
    monkeypatch.setattr(filming, "MOST", sizes[largest])
    assert films.check(root) == []


def test_a_position_that_is_now_drawn_otherwise_is_named(filmed, monkeypatch):
    root, _ = filmed
    monkeypatch.setattr(filming, "still", lambda pose, view: frame(9))
    found = films.check(root)
    assert len(found) == len({line.split("/")[1] for line in found}) == len(catalogue().stretches)
    ball = next(line for line in found if line.startswith("images/ball/"))
    assert "drawn again, " in ball and "units further" in ball


def test_films_depend_on_poses_code_and_kinds_of_steps_and_not_on_colours(monkeypatch):
    ball = catalogue().stretches["ball"]
    before = filming.depends(ball)
    monkeypatch.setitem(style.COLOURS, "skin", "#123456")
    assert filming.depends(ball) == before
    int(before, 16)
    hold = next(step for step in ball.steps if step.id == "hold")
    moved = hold.pose.model_copy(update={"hold": 0.9})
    passing = hold.pose.model_copy(update={"via": (ball.steps[0].pose,)})
    for change in ({"pose": moved}, {"pose": passing}, {"kind": "move"}):
        steps = tuple(s.model_copy(update=change) if s is hold else s for s in ball.steps)
        assert filming.depends(ball.model_copy(update={"steps": steps})) != before, change
    monkeypatch.setattr(filming, "CODE", filming.CODE[:-1])
    assert filming.depends(ball) != before


def test_drawings_depend_on_names_of_looks_and_not_on_colours(monkeypatch):
    ball = catalogue().stretches["ball"]
    before = drawing.depends(ball)
    monkeypatch.setitem(style.COLOURS, "skin", "#123456")
    assert drawing.depends(ball) == before
    monkeypatch.setitem(style.RULES, "scarf", ("top", None, 0, 1))
    assert drawing.depends(ball) != before
    names = {path.name for path in drawing.code()}
    assert "step.py" in names and "style.py" not in names
    apart = ("plate", "charts", "pieces")
    assert not [name for name in names if name.startswith(apart)]


def test_what_the_drawings_read_of_the_content_is_what_they_depend_on():
    text = "\n".join(path.read_text(encoding="utf-8") for path in drawing.code())
    content = (drawing.PACKAGE / "content").iterdir()
    for name in (path.name for path in content if path.is_file()):
        if f'"{name}"' in text:
            assert name in drawing.DATA, name


def test_drawings_are_compared_with_a_tolerance():
    svg = images.svg("anatomy/side")
    assert alike.difference(svg, svg) is None
    square = '<path class="pf-x" d="M0 0l{0} 0 0 {0} -{0} 0z"/>'
    assert alike.difference(square.format(1000), square.format(1002)) is None
    assert "reaches 40" in alike.difference(square.format(1000), square.format(1040))
    assert "one of them only" in alike.difference(square.format(9), square.replace("x", "y"))
    half = '<path class="pf-x" d="M0 0l1000 0 0 1000z"/>'
    assert "covers" in alike.difference(square.format(1000), half)
