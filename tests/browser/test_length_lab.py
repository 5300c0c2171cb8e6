"""The length lab on a page with no kernel: sliders, ready poses, comparing, words, looks."""

import re

import pytest
from playwright.sync_api import expect

from psoaslib.exercises import length_lab
from psoaslib.figures.style import COLOURS, NIGHT
from tests.browser.accessible import faults, small
from tests.browser.length_lab import Bench, static_page
from tests.browser.pixels import WITHOUT_WEBGL
from tests.browser.watched import until


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Make the folder in which each lab is saved once."""
    return tmp_path_factory.mktemp("labs")


@pytest.fixture
def opened(page_file, drawing_page, saved):
    def open_(*arguments, width=400, height=900, drawn=False, **options):
        """Open a lab; not `drawn` without WebGL, since software draws slowly."""
        options = {"reduced_motion": "reduce", **options}
        options["viewport"] = {"width": width, "height": height}
        file = static_page(saved, *arguments)
        visit = drawing_page if drawn else page_file
        watched = visit(file, before=None if drawn else WITHOUT_WEBGL, **options)
        lab = Bench(watched.page)
        lab.watched = watched
        return lab

    return open_


def test_sliders_move_numbers_and_both_pictures_by_keyboard(opened):
    lab = opened(drawn=True)
    expect(lab.sentence).to_contain_text("Psoas: about as in standing")
    before = lab.drawn()
    slider = lab.slider("Thigh extension")
    slider.focus()
    for _ in range(2):
        lab.page.keyboard.press("PageUp")
    for _ in range(4):
        lab.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "24° behind the vertical")
    wanted = length_lab.figures({**length_lab.standing(), "thigh_extension": 24.0})["psoas"]
    assert until(lambda: lab.psoas_mm() == round(wanted["change_mm"]))
    expect(lab.sentence).to_contain_text(length_lab.words(wanted))
    assert all(a != b for a, b in zip(lab.drawn(), before, strict=True))
    lab.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "90° in front of the vertical")
    expect(lab.sentence).to_contain_text("mm shorter than in standing")
    assert lab.watched.outside == [] and lab.watched.errors == [] and lab.watched.console == []


def test_each_slider_moves_what_it_should(opened):
    lab = opened()
    for name, moved, key in (
        ("Pelvic tilt", "Psoas", "End"),
        ("Lumbar side-bend", "Psoas", "End"),
        ("Knee flexion", "Rectus femoris", "End"),
    ):
        lab.choose("standing")
        before = lab.bar(moved).inner_text()
        lab.slider(name).press(key)
        expect(lab.bar(moved)).not_to_have_text(before)
        assert lab.bar(moved).inner_text() != before
    expect(lab.bar("Psoas")).to_contain_text("0 mm")


def test_the_drawn_psoas_says_its_state_by_colour_and_hatch(opened):
    lab = opened("standing", drawn=True)
    assert lab.count(COLOURS["still"]) > 100
    assert lab.count(COLOURS["long"]) == lab.count(COLOURS["short"]) == 0
    lab.choose("lunge/hold")
    assert lab.count(COLOURS["long"]) > 100
    lab.choose("ball/hold/other")
    assert lab.count(COLOURS["short"]) > 100 and lab.count(COLOURS["short-line"]) > 30


def test_the_picture_is_turned_by_keys_by_drag_and_to_named_views(opened):
    lab = opened(drawn=True)
    begin = lab.ask("view.camera.azimuth")
    lab.picture.focus()
    lab.page.keyboard.press("ArrowRight")
    assert lab.ask("view.camera.azimuth") == begin - 15
    lab.page.keyboard.press("Home")
    assert lab.ask("view.camera.azimuth") == begin
    box = lab.picture.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x - 60, y)
    lab.page.mouse.up()
    assert lab.ask("view.camera.azimuth") == begin + 30
    lab.slider("Knee flexion").press("PageUp")
    assert lab.ask("view.camera.azimuth") == begin + 30
    lab.button("Front").click()
    assert lab.ask("view.camera.azimuth") == 90


def test_rim_and_labels_follow_a_theme_that_changes(opened):
    lab = opened(color_scheme="light", drawn=True, width=760)
    assert lab.count(NIGHT["rim"], 3) < 100
    label = lab.root.locator(".pl-marks text").first
    expect(label).to_have_attribute("fill", re.compile(r"rgb\(\d\d,"))
    lab.page.emulate_media(color_scheme="dark")
    assert until(lambda: lab.count(NIGHT["rim"], 3) > 300)
    expect(label).to_have_attribute("fill", re.compile(r"rgb\(2\d\d,"))


def test_without_webgl_words_and_bars_say_the_same(opened):
    lab = opened("lunge/hold")
    expect(lab.root).to_contain_text("This browser offers no WebGL")
    before = lab.psoas_mm()
    lab.slider("Pelvic tilt").press("Home")
    assert until(lambda: lab.psoas_mm() < before)
    assert lab.watched.errors == [] and faults(lab.page) == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_every_ready_pose_says_what_python_says(opened, motion):
    lab = opened(reduced_motion=motion)
    chosen = length_lab.presets() if motion == "reduce" else length_lab.presets()[:2]
    for each in chosen:
        lab.pose.select_option(each["id"])
        words = length_lab.words(length_lab.figures(each["pose"])["psoas"]).partition(":")[0]
        expect(lab.sentence).to_contain_text(
            f"{length_lab.title(each['id'], 'right')}, right side."
        )
        expect(lab.sentence).to_contain_text(f"Psoas: {words.rstrip(')')}")


def test_two_poses_are_compared(opened):
    lab = opened("lunge/bend", drawn=True)
    lab.button("Keep this pose").click()
    lab.choose("lunge/hold")
    together = lab.drawn()
    first, second = (
        length_lab.figures(length_lab.posed(f"lunge/{n}"))["psoas"] for n in ("bend", "hold")
    )
    apart = round(second["change_mm"] - first["change_mm"])
    expect(lab.sentence).to_contain_text(f"The psoas is {apart} mm longer than in the kept pose")
    expect(lab.bar("Psoas").locator(".pl-bar-kept")).to_be_visible()
    lab.button("Remove the kept pose").click()
    assert all(a != b for a, b in zip(lab.drawn(), together, strict=True))
    expect(lab.sentence).not_to_contain_text("kept pose")


def test_the_trunk_may_go_with_the_pelvis_and_the_side_may_change(opened):
    lab = opened("lunge/hold", drawn=True)
    upright = lab.psoas_mm()
    lab.root.get_by_label("Trunk goes with the pelvis").check()
    expect(lab.root.locator(".pl-joints")).to_contain_text("Lumbar spine: 0°.")
    assert until(lambda: lab.psoas_mm() != upright)
    lab.root.get_by_label("Left").check()
    expect(lab.sentence).to_contain_text("Own pose, left side.")
    assert lab.ask("view.camera.azimuth") == 158


def test_what_only_a_ready_pose_holds_is_said_and_can_be_let_go(opened):
    lab = opened("ball/hold")
    expect(lab.root).to_contain_text("Also held: thigh towards the other leg 27°")
    held = lab.psoas_mm()
    lab.button("Set these to zero").click()
    expect(lab.button("Set these to zero")).to_be_hidden()
    assert until(lambda: lab.psoas_mm() != held)


def test_beyond_the_models_the_bars_say_so(opened):
    lab = opened()
    lab.slider("Thigh extension").press("Home")
    lab.slider("Pelvic tilt").press("Home")
    expect(lab.bar("Psoas")).to_contain_text("one model only")
    alone = lab.root.locator(".pl-more .pl-row").filter(has_text="Psoas: gait2392")
    expect(alone).to_contain_text("outside this model")
    lab.slider("Thigh extension").press("End")
    lab.slider("Pelvic tilt").press("End")
    expect(lab.bar("Psoas")).to_contain_text("outside this model")
    expect(lab.sentence).to_contain_text("Psoas: no figure (beyond the models).")


def test_the_words_stand_in_a_table_and_are_spoken_once_the_hand_rests(opened):
    lab = opened("lunge/hold", drawn=True)
    live = lab.root.get_by_role("status").filter(has_text="Hip")
    expect(live).to_have_count(0)
    lab.slider("Knee flexion").press("End")
    expect(live).to_contain_text("Rectus femoris:")
    lab.root.get_by_text("The same as a table").click()
    row = lab.root.get_by_role("row").filter(has_text="Psoas: composite B")
    expect(row).to_contain_text("one model")
    expect(lab.picture).to_have_accessible_name(
        "A body with spine, pelvis, thigh bone and psoas showing through. "
        f"{lab.sentence.inner_text()} Arrow keys turn the picture, Home turns it back."
    )


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_check_of_accessibility_finds_no_fault(opened, width, scheme):
    lab = opened(
        "ball/hold",
        "standing",
        width=width,
        height=844,
        color_scheme=scheme,
        drawn=scheme == "dark",
    )
    lab.root.get_by_text("The same as a table").click()
    assert faults(lab.page) == []
    assert lab.page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_picture_and_sliders_are_in_view_and_large_enough(opened):
    lab = opened("lunge/hold", width=390, height=844, has_touch=True, drawn=True)
    lab.root.scroll_into_view_if_needed()
    assert lab.picture.bounding_box()["y"] >= 0
    expect(lab.root.locator(".pl-now")).to_be_visible()
    expect(lab.root.locator(".pl-now")).to_contain_text(f"Psoas: {lab.psoas_mm()} mm longer (")
    last = lab.slider("Knee flexion").bounding_box()
    assert last["y"] + last["height"] <= 844
    lab.page.set_viewport_size({"width": 390, "height": 600})
    lab.slider("Knee flexion").focus()
    lab.page.evaluate("document.activeElement.scrollIntoView()")
    slider = lab.slider("Knee flexion").bounding_box()
    number = lab.root.locator(".pl-now").bounding_box()
    assert lab.picture.bounding_box()["y"] >= 0 and number["y"] + number["height"] <= slider["y"]
    assert slider["y"] + slider["height"] <= 600
    targets = ("button", "input[type=range]", "label.pl-side", "select", "summary")
    assert small(lab.root, *targets) == []


def test_a_saved_page_prints_the_present_picture_and_every_ready_pose(opened):
    lab = opened("lunge/hold", color_scheme="dark", drawn=True)
    lab.slider("Knee flexion").press("End")
    lab.page.emulate_media(media="print")
    expect(lab.picture).to_be_visible()
    expect(lab.sentence).to_contain_text("Own pose, right side.")
    expect(lab.bar("Rectus femoris")).to_be_visible()
    expect(lab.slider("Knee flexion")).to_be_hidden()
    expect(lab.root).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(lab.page.locator(".words")).to_contain_text("The ready poses, right side:")
