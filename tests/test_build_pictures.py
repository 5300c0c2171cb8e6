"""Pictures and figures of the build: what is stale is named, and no more is drawn than that."""

from pathlib import Path

from psoaslib import drawing
from psoaslib.build import alike, pictures
from psoaslib.catalogue import catalogue
from psoaslib.figures import style
from tests.checkouts import change, no_drawing

ROOT = Path(__file__).parents[1]


def picture(checkout):
    return checkout / "images" / "ball" / "hold.right.svg"


def test_a_picture_with_stale_words_gets_new_ones_without_being_drawn(checkout, monkeypatch):
    no_drawing(monkeypatch)
    monkeypatch.setattr(pictures, "draw", None)
    before = picture(checkout).read_bytes()
    change(picture(checkout), "<desc>", "<desc>Something else. ")
    assert pictures.check(checkout) == ["images/ball/hold.right.svg: its words are stale"]
    assert pictures.write(checkout) == ["images/ball/hold.right.svg"]
    assert picture(checkout).read_bytes() == before


def test_new_colours_are_put_into_the_drawings_that_are_there(checkout, monkeypatch):
    no_drawing(monkeypatch)
    monkeypatch.setattr(pictures, "draw", None)
    pictures.write(checkout)
    monkeypatch.setitem(style.COLOURS, "skin", "#123456")
    assert "images/ball/hold.right.svg: its words are stale" in pictures.check(checkout)
    assert "images/ball/hold.right.svg" in pictures.write(checkout)
    assert "#123456" in picture(checkout).read_text(encoding="utf-8")


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


def test_a_drawing_changed_by_hand_is_found(checkout, monkeypatch):
    no_drawing(monkeypatch)
    change(picture(checkout), 'd="M', 'd="M9')
    assert pictures.check(checkout) == ["images/manifest.json: does not agree with the pictures"]


def test_stale_figures_are_named_and_written_again_without_drawing(checkout, monkeypatch):
    no_drawing(monkeypatch)
    monkeypatch.setattr(pictures, "draw", None)
    file = checkout / "images" / "ball" / "lengths.json"
    before = file.read_bytes()
    change(file, '"high_mm": ', '"high_mm": 9')
    assert pictures.check(checkout) == ["images/ball/lengths.json"]
    assert pictures.write(checkout) == ["images/ball/lengths.json"]
    assert file.read_bytes() == before
    (checkout / "images" / "ball" / "poses.json").unlink()
    assert "images/ball/poses.json: missing" in pictures.check(checkout)


def test_where_the_model_says_otherwise_only_that_colour_is_drawn_again(checkout, monkeypatch):
    no_drawing(monkeypatch)
    monkeypatch.setattr(pictures, "draw", None)
    model, drawn = drawing.figures, []

    def other(poses):
        figures = model(poses)
        if "waist_on_ball" in figures:
            figures["hold"]["same"] |= {"change_mm": 0.0, "state": "still"}
        return figures

    def again(stretch, records, frame, over):
        drawn.extend(f"{stretch.id}/{record.id}" for record in records)
        return {}

    monkeypatch.setattr(drawing, "figures", other)
    monkeypatch.setattr(drawing, "again", again)
    assert pictures.check(checkout)[:2] == [
        "images/ball/lengths.json",
        "images/ball/: the psoas has another colour by the muscle model",
    ]
    written = pictures.write(checkout)
    assert drawn == ["ball/hold"]
    assert written == ["images/ball/lengths.json", "images/manifest.json"]
    assert pictures.check(checkout) == []


def test_missing_and_left_over_pictures_are_named(checkout, monkeypatch):
    no_drawing(monkeypatch)
    picture(checkout).rename(picture(checkout).with_name("old.svg"))
    assert pictures.check(checkout) == [
        "images/ball/hold.right.svg: missing",
        "images/ball/old.svg: is in no list",
    ]


def test_a_changed_pose_makes_the_drawings_stale(checkout, monkeypatch):
    ball = catalogue().stretches["ball"]
    hold = next(step for step in ball.steps if step.id == "hold")
    root = (hold.pose.root[0] + 0.01, *hold.pose.root[1:])
    moved = hold.model_copy(update={"pose": hold.pose.model_copy(update={"root": root})})
    steps = tuple(moved if step is hold else step for step in ball.steps)
    assert drawing.depends(ball.model_copy(update={"steps": steps})) != drawing.depends(ball)
    monkeypatch.setattr(drawing, "depends", lambda stretch: "changed")
    assert pictures.check(checkout)[0] == ("images/ball/: what the drawings depend on has changed")


def test_what_the_drawings_read_of_the_content_is_what_they_depend_on():
    text = "\n".join(path.read_text(encoding="utf-8") for path in drawing.code())
    content = (drawing.PACKAGE / "content").iterdir()
    for name in (path.name for path in content if path.is_file()):
        if f'"{name}"' in text:
            assert name in drawing.DATA, name


def test_drawings_are_compared_with_a_tolerance():
    svg = picture(ROOT).read_text(encoding="utf-8")
    assert alike.difference(svg, svg) is None
    square = '<path class="pf-x" d="M0 0l{0} 0 0 {0} -{0} 0z"/>'
    assert alike.difference(square.format(1000), square.format(1002)) is None
    assert "reaches 40" in alike.difference(square.format(1000), square.format(1040))
    assert "one of them only" in alike.difference(square.format(9), square.replace("x", "y"))
    half = '<path class="pf-x" d="M0 0l1000 0 0 1000z"/>'
    assert "covers" in alike.difference(square.format(1000), half)
