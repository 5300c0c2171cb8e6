"""The labelling as a saved page: for everyone, on every screen, and on paper."""

import re
from math import dist

import pytest
from playwright.sync_api import expect

from psoaslib.catalogue import catalogue, images
from psoaslib.exercises import labelling
from tests.browser.accessible import faults, small
from tests.browser.labelling import opener

PLATES = list(catalogue().plates)
A4_PX = round(178 / 25.4 * 96)  # within its margins
EIGHT_POINTS_PX = 8 * 96 / 72


@pytest.fixture
def shown(page_file, tmp_path_factory):
    """Give a function that opens the saved labelling of a plate in a window of a size and kind."""
    return opener(page_file, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_in_each_theme_and_at_rest_a_check_of_accessibility_finds_no_fault(shown, width, scheme):
    labelled = shown(width=width, color_scheme=scheme, reduced_motion="reduce")
    ground = labelled.root.evaluate("e => getComputedStyle(e).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", ground))) / 3
    assert light == 255 if scheme == "light" else light < 50
    assert faults(labelled.page) == []
    labelled.spot(labelled.other(0)["id"]).evaluate("button => button.click()")
    labelled.button("Larger picture").click()
    assert faults(labelled.page, ".psoas-labelling") == []
    labelled.button("Show me").click()
    assert labelled.page.evaluate("document.getAnimations().length") == 0
    labelled.root.locator("summary").first.click()
    assert faults(labelled.page, ".psoas-labelling") == []
    labelled.button("Name it").click()
    labelled.root.get_by_role("radio").first.check()
    labelled.button("Check").click()
    assert faults(labelled.page, ".psoas-labelling") == []
    labelled.button("Show the answer").click()
    labelled.button("End here").click()
    assert faults(labelled.page, ".psoas-labelling") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_targets_are_large_enough_for_a_finger_and_nothing_is_cut(shown, width):
    labelled = shown(width=width, height=800, has_touch=True)
    page = labelled.page
    for large in (False, True):
        if large:
            labelled.button("Larger picture").click()
        assert page.evaluate("document.documentElement.scrollWidth") == width
    labelled.button("Show me").click()
    assert small(labelled.root, "button", "summary") == []
    labelled.button("Name it").click()
    assert small(labelled.root, "label") == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_larger_picture_is_hit_where_it_is_pointed_at(shown):
    labelled = shown(width=390, height=844)
    before = labelled.plate.bounding_box()["width"]
    labelled.button("Larger picture").click()
    assert labelled.plate.bounding_box()["width"] > 1.5 * before
    asked = labelled.asked(0)
    labelled.spot(asked["id"]).scroll_into_view_if_needed()
    labelled.spot(asked["id"]).click()
    expect(labelled.told).to_contain_text(f"Right. {asked['title']}.")


@pytest.mark.parametrize("plate", PLATES)
def test_printed_each_plate_is_one_sheet_and_its_key_another(shown, plate):
    document = shown(plate).page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 2


def test_printed_the_slice_and_its_key_share_a_page_in_type_of_eight_points(shown):
    page = shown("l4").page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_PX, "height": 1000})
    plate = page.locator(".labelling-paper .key img")
    expect(plate).to_be_visible()
    box = plate.bounding_box()
    drawn = images.svg("anatomy/l4")
    units = float(re.search(r'viewBox="\S+ \S+ (\S+)', drawn)[1])
    number = float(re.search(r'font-size="(\d+)', drawn)[1])
    assert number / units * box["width"] >= EIGHT_POINTS_PX
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert page.locator(".labelling-paper .key li").first.evaluate(size) >= EIGHT_POINTS_PX


def test_printed_it_is_the_numbered_plate_with_a_line_for_each_and_a_key_behind(shown):
    labelled = shown()
    labelled.page.emulate_media(media="print")
    expect(labelled.root).to_be_hidden()
    expect(labelled.page.locator(".words")).to_be_hidden()
    paper = labelled.page.locator(".labelling-paper")
    expect(paper.get_by_text("Name", exact=True)).to_be_visible()
    expect(paper.locator("img")).to_be_visible()
    expect(paper.locator(".lines li")).to_have_count(len(labelled.exercise["spots"]))
    key = paper.locator(".key")
    expect(key).to_have_css("break-before", "page")
    for spot in labelled.exercise["spots"]:
        item = key.locator(f"li[value='{spot['number']}']")
        expect(item).to_contain_text(f"{spot['title']}. {spot['text']}")
    labelled.page.emulate_media(media="screen")
    expect(paper).to_be_hidden()


LABELS = ["psoas_minor", "greater_trochanter", "lesser_trochanter", "l5"]
BESIDE_PX = 60


def beside(labelled, label):
    """Check that a name lies beside what it names, and hides none of it."""
    spot = labelled.exercise["spots"][labelled.number(label)]
    labelled.click(spot["at"])
    tag = labelled.root.locator(".pt-tag")
    expect(tag).to_have_text(spot["title"])
    box, (x, y) = tag.bounding_box(), labelled.where(spot["at"])
    right, foot = box["x"] + box["width"], box["y"] + box["height"]
    off = (max(box["x"] - x, x - right, 0), max(box["y"] - y, y - foot, 0))
    assert 0 < max(off) <= BESIDE_PX, label
    corner, (unit_x, _) = labelled.where([0, 0]), labelled.where([1, 0])
    unit = unit_x - corner[0]
    for across in range(round(box["x"]), round(right), 3):
        for down in range(round(box["y"]), round(foot), 3):
            place = ((across - corner[0]) / unit, (down - corner[1]) / unit)
            assert not labelling.inside(place, spot["shapes"]), (label, place)
    expect(labelled.root.locator(".pt-lead")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_last_wrong_name_and_the_right_one_lie_beside_what_they_name_and_apart(shown, width):
    labelled = shown(width=width)
    for label in LABELS:
        beside(labelled, label)
    asked = labelled.asked(0)
    untried = [spot for spot in labelled.others(0) if spot["id"] not in LABELS]
    far = max(untried, key=lambda spot: dist(spot["at"], asked["at"]))
    labelled.spot(far["id"]).evaluate("button => button.click()")
    tags = labelled.root.locator(".pt-tag")
    expect(tags).to_have_count(1)
    labelled.button("Show me").click()
    expect(tags).to_have_count(2)
    assert tags.all_inner_texts() == [far["title"], asked["title"]]
    plate = labelled.plate.bounding_box()
    one, two = (each.bounding_box() for each in tags.all())
    for box in (one, two):
        assert plate["x"] <= box["x"] and plate["y"] <= box["y"]
        assert box["x"] + box["width"] <= plate["x"] + plate["width"]
        assert box["y"] + box["height"] <= plate["y"] + plate["height"]
    assert (
        one["x"] + one["width"] < two["x"]
        or two["x"] + two["width"] < one["x"]
        or one["y"] + one["height"] < two["y"]
        or two["y"] + two["height"] < one["y"]
    )
    watched = labelled.watched
    assert watched.outside == [] and watched.errors == [] and watched.console == []
