"""What a reader of the pictures would miss: a whole person, muscles told apart, words, scale."""

import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from importlib.resources import files

import numpy as np
import pytest
import shapely

from psoaslib import body, joints
from psoaslib.figures import style
from psoaslib.figures.picture import Layer, Outline, Picture
from psoaslib.figures.step import MARGIN, frame, step_picture
from psoaslib.records.pose import PoseFile

WORDS = {"title": "Hold & breathe", "alt": "The upper hip opens, <right> side.", "caption": "Hold."}
SVG = "{http://www.w3.org/2000/svg}"


def set_by_hand(name, side="right"):
    """Pose the body by the angles of content alone, without solving: quick, and near enough."""
    path = files("psoaslib") / "content" / "stretches" / "ball.poses.toml"
    pose = PoseFile.model_validate(tomllib.loads(path.read_text("utf-8"))).poses[name]
    x, y, z = pose.root
    props = {p.id: body.placed(p, side) for p in pose.props}
    return body.pose(joints.angles(pose, side), (x, y, z if side == "right" else -z), props=props)


@pytest.fixture(scope="module")
def hold():
    return step_picture(set_by_hand("hold"), "three_quarter", "right", **WORDS)


@pytest.fixture(scope="module")
def hold_left():
    return step_picture(set_by_hand("hold", "left"), "three_quarter", "left", **WORDS)


@pytest.fixture(scope="module")
def stand():
    return step_picture(body.standing(), "side", "right", error=True, **WORDS)


def sampled(outline, steps=6):
    """Return points on an outline as it is written: (k, 2)."""
    start, pieces = outline.segments()
    points, here = [start], start
    for control, end in pieces:
        for t in np.linspace(0, 1, steps + 1)[1:]:
            points.append((1 - t) ** 2 * here + 2 * t * (1 - t) * control + t * t * end)
        here = end
    return np.array(points)


def area(picture, look):
    """Return the area that the layers of a look fill, holes taken out."""
    total = 0.0
    for layer in picture.layers:
        if layer.look == look:
            for outline in layer.outlines:
                x, y = sampled(outline).T
                total += 0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))
    return abs(total)


def outlines(picture, look):
    return [o for layer in picture.layers if layer.look == look for o in layer.outlines]


def test_outlines_are_finite_closed_and_do_not_cross_themselves(hold, stand):
    for picture in (hold, stand):
        assert len(picture.layers) > 15
        for layer in picture.layers:
            filled = all(style.RULES[word][0] for word in layer.look.split()[:1])
            for outline in layer.outlines:
                assert np.isfinite(outline.nodes).all()
                assert outline.closed or not filled, layer.look
                if filled:
                    ring = shapely.Polygon(sampled(outline))
                    x, y = sampled(outline).T
                    plain = abs(0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))
                    assert plain > 5, layer.look
                    assert abs(ring.buffer(0).area - plain) < 0.05 * plain + 20, layer.look


def test_bones_stay_inside_the_body(stand):
    rings = [shapely.Polygon(sampled(o)).buffer(0) for o in outlines(stand, "skin")]
    bodies = shapely.unary_union(rings).buffer(3)
    for bone in outlines(stand, "bone"):
        assert bodies.contains(shapely.Polygon(sampled(bone)).buffer(0))


def test_picture_says_what_it_shows(hold):
    root = ET.fromstring(hold.svg())
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == WORDS["title"]
    assert root.find(f"{SVG}desc").text == WORDS["alt"]
    bundle = hold._repr_mimebundle_()
    assert WORDS["alt"] in bundle["text/plain"]
    assert "Hold." in bundle["text/html"]
    assert bundle["image/svg+xml"] == hold.svg() == hold._repr_svg_()


def test_classes_are_ours_and_every_one_has_a_rule(hold, stand):
    for picture in (hold, stand):
        root = ET.fromstring(picture.svg())
        assert not list(root.iter(f"{SVG}text"))
        sheet = root.find(f"{SVG}style").text
        for element in root.iter():
            for word in (element.get("class") or "").split():
                assert word.startswith("pf-")
                assert word == "pf-picture" or f".{word}{{" in sheet
        assert "id=" not in picture.svg()


def test_style_block_is_the_same_everywhere_and_colours_are_variables(hold, stand):
    blocks = {re.search("<style>.*</style>", p.svg())[0] for p in (hold, stand)}
    assert len(blocks) == 1
    assert not re.search(r"(fill|stroke):#", blocks.pop())
    assert "fill=" not in re.sub("<style>.*</style>", "", hold.svg())


def test_picture_is_small(hold):
    assert len(hold.svg().encode()) < 40_000


def test_upper_side_lengthens_and_ball_side_shortens(hold):
    assert outlines(hold, "long") and outlines(hold, "short")
    assert not outlines(hold, "still")
    upper = np.concatenate([o.nodes for o in outlines(hold, "long")])
    lower = np.concatenate([o.nodes for o in outlines(hold, "short")])
    assert upper[:, 1].mean() < lower[:, 1].mean()
    assert area(hold, "short") > 0.4 * area(hold, "long"), "the ball-side muscle is hidden"


def test_standing_muscles_are_neutral(stand):
    assert outlines(stand, "still")
    assert not outlines(stand, "long") and not outlines(stand, "short")


def test_shortened_muscle_is_hatched_inside_its_outline(hold):
    shape = shapely.unary_union(
        [shapely.Polygon(sampled(o)).buffer(2) for o in outlines(hold, "short")]
    )
    lines = outlines(hold, "short-hatch")
    assert len(lines) >= 6
    for line in lines:
        assert shape.contains(shapely.LineString(line.nodes))


def test_a_muscle_beyond_the_models_stays_blank():
    plain = body.standing()
    turned = body.pose({**plain.angles, "left_hip_rotation": -70.0}, plain.root)
    picture = step_picture(turned, "three_quarter", "right", **WORDS)
    assert outlines(picture, "still") and outlines(picture, "beyond")
    both = step_picture(plain, "three_quarter", "right", **WORDS)
    assert 0 < len(outlines(picture, "still-fibre")) < len(outlines(both, "still-fibre"))


def luminance(name):
    colour = style.COLOURS.get(name, name)
    value = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_states_are_told_apart_in_greyscale():
    assert contrast("long", "still") > 2.5
    assert contrast("long", "short") > 2.0
    assert contrast("short-line", "short") > 3.0, "the hatch is not seen"
    assert contrast("beyond-line", "beyond") > 3.0
    assert contrast("long", "bone") > 3.0


def test_a_picture_brings_a_light_ground_on_which_it_reads(hold):
    root = ET.fromstring(hold.svg())
    (ground,) = root.iter(f"{SVG}rect")
    assert [float(ground.get(k)) for k in ("x", "y", "width", "height")] == list(hold.viewbox)
    assert list(root).index(ground) < list(root).index(root.find(f"{SVG}g"))
    assert "@media (prefers-color-scheme:dark){.pf-picture .pf-ground{fill:" in style.sheet()
    assert set(style.DARK) == {"ground"}, "lines of a dark theme would be lost on a light page"
    for own in (style.COLOURS["ground"], style.DARK["ground"]):
        for name in ("line", "bone-line", "block-line", "long", "short-line"):
            assert contrast(name, own) > 3.0, name


def test_left_is_the_mirrored_drawing(hold, hold_left):
    assert len(hold.layers) == len(hold_left.layers)
    for a, b in zip(hold.layers, hold_left.layers, strict=True):
        assert a.look == b.look
        for one, other in zip(a.outlines, b.outlines, strict=True):
            assert np.array_equal(np.round(one.nodes), np.round(other.nodes))
    x, _, w, _ = hold.viewbox
    assert f"matrix(-1 0 0 1 {round(2 * x + w)} 0)" in hold_left.svg()
    assert "matrix" not in hold.svg()
    assert "matrix" not in hold_left.mirrored("a", "b", "c").svg()


def test_frame_holds_all_pictures_with_a_margin(hold, stand):
    x, y, w, h = frame([hold, stand])
    assert w / h == pytest.approx(4 / 3, abs=0.01)
    for picture in (hold, stand):
        left, top, right, bottom = picture.bounds
        assert left - x >= MARGIN - 1 and x + w - right >= MARGIN - 1
        assert top - y >= MARGIN - 1 and y + h - bottom >= MARGIN - 1


def test_an_error_without_a_fault_bears_its_mark_in_the_corner_on_both_sides(stand, hold):
    assert "pf-error" in re.sub("<style>.*</style>", "", stand.svg())
    assert "pf-error" not in re.sub("<style>.*</style>", "", hold.svg())
    left = stand.mirrored("a", "b", "c").framed((0, 0, 400, 300))
    disc = left.badge[0].outlines[0].nodes
    assert disc[:, 0].min() > 150 and disc[:, 0].max() < 400 and disc[:, 1].min() > 0


@pytest.mark.parametrize(("z", "hidden"), [(0.4, True), (-0.4, False)])
def test_a_ball_hides_what_is_behind_it(stand, z, hidden):
    ball = body.Solid("ball", "ball", (0.0, z), (0.65,))
    plain = body.standing()
    posed = body.pose(plain.angles, plain.root, props={"ball": ball})
    skin = area(step_picture(posed, "side", "right", **WORDS), "skin")
    assert (skin < 0.9 * area(stand, "skin")) == hidden


def test_matplotlib_paints_the_same_layers(stand, hold_left):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    for picture in (stand, hold_left):
        figure, ax = plt.subplots(figsize=(4, 3))
        assert picture.draw(ax) is ax
        patches = list(ax.patches)
        layers = [*picture.layers, *picture.badge]
        assert len(patches) == len(layers)
        for patch, layer in zip(patches, layers, strict=True):
            fill = style.RULES[layer.look.split()[0]][0]
            expected = matplotlib.colors.to_rgb(style.COLOURS[fill]) if fill else None
            shown = patch.get_facecolor()
            assert (shown[:3] == expected) if expected else shown[3] == 0
            assert np.isfinite(patch.get_path().vertices).all()
        figure.canvas.draw()
        seen = np.asarray(figure.canvas.buffer_rgba())[..., :3]
        assert (seen < 200).any(axis=2).mean() > 0.02
        plt.close(figure)


def test_a_mirrored_picture_is_mirrored_by_matplotlib_too():
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    square = np.array([[10, 10], [30, 10], [30, 30], [10, 30]])
    picture = Picture(
        "t",
        "a",
        "c",
        (Layer("skin", (Outline(square, True, False),)),),
        (0, 0, 100, 75),
        flipped=True,
    )
    figure, ax = plt.subplots(figsize=(4, 3))
    picture.draw(ax)
    patch = ax.patches[0]
    points = ax.transData.inverted().transform(
        patch.get_transform().transform(patch.get_path().vertices)
    )
    assert points[:, 0].min() == pytest.approx(70) and points[:, 0].max() == pytest.approx(90)
    plt.close(figure)


def test_holding_a_picture_needs_no_drawing_libraries():
    code = (
        "import sys, psoaslib.figures.picture\n"
        "assert not {'scipy', 'shapely', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
