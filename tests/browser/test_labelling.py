"""The labelling as a saved page: by mouse, touch and keys, with its feedback and its score."""

import re

import pytest
from playwright.sync_api import expect

from psoaslib.catalogue import catalogue
from tests.browser.labelling import opener

PLATES = list(catalogue().plates)
MISSED = {1, 4}
BY_MOUSE = 3
"""So many structures of a plate are found by a real mouse, the rest by its event alone."""


@pytest.fixture
def shown(page_file, tmp_path_factory):
    """Give a function that opens the saved labelling of a plate in a window of a size and kind."""
    return opener(page_file, tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("plate", PLATES)
def test_every_structure_of_every_plate_is_found_by_mouse(shown, plate):
    labelled = shown(plate)
    count = len(labelled.exercise["find"])
    for number in range(count):
        asked = labelled.asked(number)
        expect(labelled.root.locator(".pa-question:visible")).to_have_text(
            labelled.exercise["find"][number]["question"]
        )
        by = labelled.click if number < BY_MOUSE else labelled.point
        by(asked["at"])
        expect(labelled.told).to_contain_text(f"Right. {asked['title']}. {asked['text']}")
        labelled.main.evaluate("button => button.click()")
    expect(labelled.heading).to_have_text(f"{count} of {count} right at the first try")
    expect(labelled.root.locator(".pa-end")).to_contain_text("Nothing was missed.")


def test_a_click_anywhere_on_the_psoas_is_right_on_either_side(shown):
    labelled = shown()
    for x, y in ((-470, -1520), (470, -1520), (-650, -940), (700, -300)):
        assert labelled.asked(0)["id"] == "psoas_major"
        labelled.click([x, y])
        expect(labelled.told).to_contain_text("Right. Psoas major.")
        labelled.main.click()
        labelled.button("Start again").click()


def test_a_wrong_place_says_what_is_there_and_another_may_be_tried(shown):
    labelled = shown()
    other = labelled.other(0)
    labelled.click(other["at"])
    expect(labelled.told).to_contain_text(f"Not this one. That is: {other['title']}.")
    expect(labelled.told).to_contain_text(other["text"])
    expect(labelled.live).to_contain_text(other["text"])
    expect(labelled.marks("wrong")).to_have_count(1)
    expect(labelled.root.locator(".pt-tag")).to_have_text(other["title"])
    expect(labelled.root.locator(".pa-sources")).to_be_hidden()
    asked = labelled.asked(0)
    labelled.click(asked["at"])
    expect(labelled.told).to_contain_text(asked["text"])
    expect(labelled.marks("right")).to_have_count(1)
    expect(labelled.root.locator(".pa-sources summary")).to_contain_text(
        asked["sources"][0]["label"]
    )
    expect(labelled.main).to_be_focused()
    expect(labelled.root.locator(".pa-sofar")).to_have_text("0 of 1 right at the first try")


def test_a_mouse_outlines_what_it_means_and_nothing_lies_beside_the_body(shown):
    labelled = shown()
    spot = labelled.asked(0)
    x, y = labelled.where(spot["at"])
    labelled.page.mouse.move(x, y)
    expect(labelled.marks("over")).to_have_attribute("d", re.compile(r"^M"))
    left, top, *_ = labelled.exercise["frame"]
    labelled.click([left + 60, top + 900])
    expect(labelled.marks("over")).to_have_attribute("d", "")
    expect(labelled.root.locator(".pa-note")).to_contain_text("Nothing with a name lies there")
    expect(labelled.live).to_contain_text("Nothing with a name lies there")
    expect(labelled.told).to_be_hidden()


def test_a_finger_points_twice_or_checks(shown):
    labelled = shown(width=390, height=844, has_touch=True)
    first, second = labelled.asked(0), labelled.asked(1)
    other = labelled.other(0)
    labelled.tap(other["at"])
    expect(labelled.marks("picked")).to_have_count(1)
    expect(labelled.live).to_contain_text("Tap it again")
    expect(labelled.told).to_be_hidden()
    labelled.tap(first["at"])
    labelled.tap(first["at"])
    expect(labelled.told).to_contain_text("Right.")
    labelled.main.tap()
    expect(labelled.root.locator(".pa-sofar")).to_have_text("1 of 1 right at the first try")
    labelled.tap(second["at"])
    labelled.button("Check").tap()
    expect(labelled.told).to_contain_text(f"Right. {second['title']}.")


def test_a_finger_need_not_hit_a_thin_nerve(shown):
    labelled = shown(width=390, height=844, has_touch=True)
    nerve = labelled.exercise["spots"][labelled.number("obturator")]
    x, y = labelled.where(nerve["at"])
    labelled.page.touchscreen.tap(x - 9, y)
    expect(labelled.marks("picked")).to_have_count(1)
    path = "".join("M" + " ".join(map(str, shape)) + "z" for shape in nerve["shapes"])
    expect(labelled.marks("picked")).to_have_attribute("d", path)


def test_it_can_be_worked_through_by_keys_alone(shown):
    labelled = shown()
    press = labelled.page.keyboard.press
    labelled.button("Find it").focus()
    for number in range(5):
        spots = [labelled.asked(number)]
        if number in MISSED:
            spots.insert(0, labelled.other(number))
        expect(labelled.heading).to_contain_text(f"question {number + 1} of")
        while not labelled.plate.evaluate("e => e.contains(document.activeElement)"):
            press("Tab")
        for spot in spots:
            place = labelled.number(spot["id"])
            press("Home")
            for _ in range(place):
                press("ArrowRight")
            expect(labelled.spot(spot["id"])).to_be_focused()
            press("Enter" if number % 2 else "Space")
        expect(labelled.told).to_contain_text("Right.")
        expect(labelled.main).to_be_focused()
        press("Enter")
        assert labelled.focus_is_inside
    labelled.button("End here").focus()
    press("Enter")
    assert labelled.focus_is_inside
    expect(labelled.heading).to_have_text("3 of 5 right at the first try")
    labelled.main.focus()
    press("Enter")
    expect(labelled.heading).to_have_text("Find it: second look, question 1 of 2")
    assert labelled.focus_is_inside


def test_the_tab_key_comes_to_one_spot_and_goes_past_all_others(shown):
    labelled = shown()
    press = labelled.page.keyboard.press
    labelled.button("Larger picture").focus()
    press("Tab")
    first = labelled.plate.get_by_role("button").first
    expect(first).to_be_focused()
    press("ArrowRight")
    press("ArrowRight")
    third = labelled.plate.get_by_role("button").nth(2)
    expect(third).to_be_focused()
    press("Tab")
    expect(labelled.button("Show me")).to_be_focused()
    press("Shift+Tab")
    expect(third).to_be_focused()
    expect(labelled.plate.locator("[tabindex='0']")).to_have_count(1)


def test_the_arrows_up_and_down_go_to_the_spot_that_lies_there(shown):
    labelled = shown()
    above, below = labelled.spot("hip_joint"), labelled.spot("lesser_trochanter")
    assert labelled.number("lesser_trochanter") > labelled.number("hip_joint") + 1
    above.focus()
    labelled.page.keyboard.press("ArrowDown")
    expect(below).to_be_focused()
    labelled.page.keyboard.press("ArrowUp")
    expect(above).to_be_focused()


def test_spots_are_buttons_down_the_picture_whose_names_give_nothing_away(shown):
    labelled = shown()
    buttons = labelled.plate.get_by_role("button")
    count = len(labelled.exercise["spots"])
    expect(buttons).to_have_count(count)
    titles = {spot["title"].lower() for spot in labelled.exercise["spots"]}
    tops = []
    for number, button in enumerate(buttons.all(), start=1):
        name = button.get_attribute("aria-label")
        assert name.startswith(f"Spot {number} of {count}, ")
        assert not [title for title in titles if title in name.lower()]
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 44
        tops.append(box["y"])
    assert tops == sorted(tops)


def test_to_name_what_is_marked_is_the_second_way(shown):
    labelled = shown()
    labelled.button("Name it").click()
    expect(labelled.button("Name it")).to_have_attribute("aria-pressed", "true")
    question = labelled.exercise["name"][0]
    asked = labelled.asked(0, "name")
    wrong = next(n for n, each in enumerate(question["options"]) if each != question["spot"])
    expect(labelled.root.locator("legend")).to_contain_text("What is this?")
    expect(labelled.root.locator("legend")).to_contain_text(asked["place"])
    expect(labelled.marks("asked")).to_have_count(1)
    expect(labelled.plate.get_by_role("button")).to_have_count(0)
    labelled.button("Check").click()
    expect(labelled.root.locator(".pa-note")).to_have_text("Choose a name first.")
    labelled.root.get_by_role("radio").nth(wrong).check()
    labelled.button("Check").click()
    named = labelled.exercise["spots"][question["options"][wrong]]
    expect(labelled.root.locator("[data-mark=wrong].pa-option")).to_contain_text(named["text"])
    expect(labelled.root.locator(".pt-tag")).to_have_text(named["title"])
    labelled.root.get_by_role("radio").nth(question["options"].index(question["spot"])).check()
    labelled.page.keyboard.press("Enter")
    expect(labelled.root.locator("[data-mark=right].pa-option")).to_contain_text(asked["text"])
    labelled.main.click()
    expect(labelled.heading).to_contain_text("Name it: question 2")
    labelled.button("Find it").click()
    expect(labelled.heading).to_contain_text("Find it: question 1")
    labelled.button("Name it").click()
    expect(labelled.heading).to_contain_text("Name it: question 2")


def test_the_end_lists_what_to_look_at_again_and_asks_only_that(shown):
    labelled = shown()
    labelled.find_all(MISSED)
    total = len(labelled.exercise["find"])
    expect(labelled.heading).to_have_text(f"{total - 2} of {total} right at the first try")
    expect(labelled.live).to_contain_text("Finished.")
    items = labelled.root.locator(".pa-missed > li")
    expect(items).to_have_count(len(MISSED))
    for item, number in zip(items.all(), sorted(MISSED), strict=True):
        expect(item).to_contain_text(labelled.asked(number)["text"])
        expect(item).to_contain_text(f"Your first answer was: {labelled.other(number)['title']}.")
    expect(labelled.marks("missed")).to_have_count(len(MISSED))
    labelled.button("Try these again").click()
    for number in sorted(MISSED):
        labelled.click(labelled.asked(number)["at"])
        labelled.main.click()
    expect(labelled.heading).to_have_text("Second look: 2 of 2 right at the first try")
    expect(labelled.root.locator(".pa-end")).to_contain_text(
        f"In the first round: {total - 2} of {total} right at the first try."
    )
    labelled.button("Start again").click()
    expect(labelled.heading).to_have_text(f"Find it: question 1 of {total}")
    expect(labelled.root.locator(".pt-mark:not([data-mark=over])")).to_have_count(0)


def test_a_round_can_be_ended_early(shown):
    labelled = shown()
    expect(labelled.button("End here")).to_be_hidden()
    labelled.button("Show me").click()
    expect(labelled.told).to_contain_text("Here it is.")
    expect(labelled.main).to_be_focused()
    expect(labelled.marks("answer")).to_have_count(1)
    labelled.main.click()
    labelled.spot(labelled.other(1)["id"]).evaluate("button => button.click()")
    labelled.button("Show me").click()
    labelled.button("End here").click()
    expect(labelled.heading).to_have_text("0 of 1 right at the first try, 1 shown")
    expect(labelled.root.locator(".pa-end")).to_contain_text("You asked to be shown.")
    for kind in ("shown", "missed"):
        expect(labelled.marks(kind)).to_have_count(1)
        expect(labelled.root.locator(f".pt-number[data-mark={kind}]")).to_have_count(1)
        expect(labelled.root.locator(f".pa-track [data-step={kind}]")).to_have_count(1)
    assert labelled.focus_is_inside


def test_a_reload_goes_on_where_it_was_in_both_ways_until_one_starts_again(shown):
    labelled = shown(width=390, height=844)
    count, found = len(labelled.exercise["find"]), labelled.asked(0)
    labelled.spot(found["id"]).evaluate("button => button.click()")
    labelled.main.click()
    labelled.button("Name it").click()
    labelled.button("Show the answer").click()
    labelled.page.reload()
    expect(labelled.heading).to_have_text(re.compile("^Name it: question 1 of"))
    expect(labelled.main).to_have_text("Next question")
    labelled.button("Find it").click()
    expect(labelled.heading).to_have_text(f"Find it: question 2 of {count}")
    expect(labelled.root.locator(".pa-sofar")).to_have_text("1 of 1 right at the first try")
    labelled.button("Start again").click()
    labelled.page.reload()
    expect(labelled.heading).to_have_text(f"Find it: question 1 of {count}")
    expect(labelled.root.locator(".pa-sofar")).to_have_text("")
    labelled.button("Name it").click()
    expect(labelled.button("Start again")).to_be_visible()
