"""The quiz as a saved page: by keyboard alone, feedback, score, look."""

import re

import pytest
from playwright.sync_api import expect

from psoaslib.catalogue import catalogue
from psoaslib.exercises.quiz import payload
from psoaslib.widgets.quiz import Quiz
from tests.browser.accessible import faults, small
from tests.browser.quiz import Asked, questions, right, wrong

MISSED = {0, 2}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quiz")
    return Quiz(payload(catalogue(), "ball")).save_html(folder / "ball.html")


@pytest.fixture
def shown(page_file, file):
    """Give a function that opens the saved quiz in a window of a size and kind."""

    def open_(width=1280, height=900, **options):
        options["viewport"] = {"width": width, "height": height}
        watched = page_file(file, **options)
        quiz = Asked(watched.page)
        quiz.watched = watched
        return quiz

    return open_


def test_a_choice_among_options_in_the_seed_s_order_gets_its_feedback_and_another_may_be_tried(
    shown,
):
    quiz, question = shown(), questions()[0]
    for place, option in enumerate(question["options"]):
        expect(quiz.row(place)).to_have_text(re.compile(f"^{option['letter']}"))
        expect(quiz.row(place)).to_contain_text(option["text"])
    first = wrong(question)
    expect(quiz.row(first)).not_to_contain_text("Not this one")
    quiz.answer(first)
    expect(quiz.row(first)).to_contain_text("Not this one.")
    expect(quiz.row(first)).to_contain_text(question["options"][first]["feedback"])
    expect(quiz.live).to_contain_text(question["options"][first]["feedback"])
    expect(quiz.root.locator(".pa-sources")).to_be_hidden()
    quiz.answer(right(question))
    told = question["options"][right(question)]["feedback"].removeprefix("Yes. ")
    expect(quiz.row(right(question))).to_contain_text(f"Right. {told}")
    expect(quiz.option(right(question))).to_have_accessible_description(f"Right. {told}")
    sources = quiz.root.locator(".pa-sources")
    expect(sources.locator("summary")).to_contain_text(question["sources"][0]["label"])
    sources.locator("summary").click()
    expect(sources).to_contain_text(question["sources"][0]["citation"])


def test_the_answer_can_be_asked_for_and_counts_as_missed(shown):
    quiz, question = shown(), questions()[0]
    quiz.button("Show the answer").click()
    row = quiz.row(right(question))
    expect(row).to_contain_text("The answer.")
    expect(quiz.live).to_contain_text(question["options"][right(question)]["text"])
    expect(quiz.main).to_have_text("Next question")
    expect(quiz.main).to_be_focused()
    expect(quiz.button("Show the answer")).to_have_attribute("aria-disabled", "true")
    expect(quiz.root.locator(".pa-sofar")).to_have_text("0 of 1 right at the first try")


def test_check_with_nothing_chosen_says_so(shown):
    quiz = shown()
    quiz.button("Check").click()
    expect(quiz.root.locator(".pa-note")).to_have_text("Choose an answer first.")
    expect(quiz.live).to_have_text("Choose an answer first.")
    quiz.option(0).check()
    expect(quiz.root.locator(".pa-note")).to_be_hidden()


def test_it_can_be_worked_through_by_keyboard_alone(shown):
    quiz, listed = shown(), questions()
    press = quiz.page.keyboard.press
    press("Tab")
    expect(quiz.option(0)).to_be_focused()
    for number, question in enumerate(listed):
        expect(quiz.heading).to_have_text(f"Question {number + 1} of {len(listed)}")
        places = [right(question)]
        if number in MISSED:
            places.insert(0, wrong(question))
        for place in places:
            press("Space")
            while not quiz.option(place).is_checked():
                press("ArrowDown")
            expect(quiz.option(place)).to_be_focused()
            press("Enter")
        expect(quiz.main).not_to_have_text("Check")
        if number % 2:  # by the button, and back to the options
            press("Tab")
            press("Tab")
            expect(quiz.main).to_be_focused()
            press("Space")
            if number + 1 < len(listed):
                press("Shift+Tab")
        else:
            press("Enter")
    expect(quiz.heading).to_have_text(f"{len(listed) - 2} of {len(listed)} right at the first try")
    within = "quiz => quiz.contains(document.activeElement)"
    assert quiz.root.evaluate(within), "the focus is not lost when the options go"
    quiz.main.focus()
    press("Enter")
    expect(quiz.heading).to_have_text("Second look: question 1 of 2")
    expect(quiz.main).to_be_focused()


def test_a_key_held_down_does_not_rush_through(shown):
    quiz, listed = shown(), questions()
    quiz.option(right(listed[0])).check()
    quiz.page.keyboard.down("Enter")
    for _ in range(5):
        quiz.page.keyboard.down("Enter")
    quiz.page.keyboard.up("Enter")
    expect(quiz.heading).to_have_text(f"Question 1 of {len(listed)}")
    expect(quiz.main).to_have_text("Next question")


def test_the_focus_moves_only_when_what_had_it_is_gone(shown):
    quiz, listed = shown(), questions()
    quiz.option(right(listed[0])).focus()
    quiz.page.keyboard.press("Space")
    for _ in range(2):
        quiz.page.keyboard.press("Enter")
        expect(quiz.option(right(listed[0]))).to_be_focused()
    for _ in listed[1:]:
        quiz.button("Show the answer").focus()
        quiz.page.keyboard.press("Enter")
        expect(quiz.main).to_be_focused()
        quiz.page.keyboard.press("Enter")
        expect(quiz.main).to_be_focused()
    for name in ("Start again", "Bring my answers back", "Start again"):
        quiz.button(name).focus()
        quiz.page.keyboard.press("Enter")
    expect(quiz.heading).to_have_text(f"Question 1 of {len(listed)}")
    expect(quiz.button("Bring my answers back")).to_be_focused()


def test_the_end_scores_by_outcome_reviews_what_was_missed_and_asked_no_other_host(shown):
    quiz, listed = shown(), questions()
    quiz.go_through(listed, MISSED)
    expect(quiz.heading).to_have_text(f"{len(listed) - 2} of {len(listed)} right at the first try")
    expect(quiz.live).to_contain_text("Finished.")
    outcomes = catalogue().outcomes
    for name in {each["outcome"] for each in listed}:
        of = [n for n, each in enumerate(listed) if each["outcome"] == name]
        row = quiz.root.get_by_role("row", name=outcomes[name].text)
        expect(row.get_by_role("cell")).to_have_text(f"{len(set(of) - MISSED)} of {len(of)}")
    items = quiz.root.locator(".pa-missed > li")
    expect(items).to_have_count(len(MISSED))
    for item, number in zip(items.all(), sorted(MISSED), strict=True):
        question = listed[number]
        expect(item).to_contain_text(question["question"])
        expect(item).to_contain_text(question["options"][wrong(question)]["feedback"])
        expect(item).to_contain_text(question["options"][right(question)]["text"])
    quiz.button("Try the missed ones").click()
    quiz.go_through([listed[n] for n in sorted(MISSED)])
    expect(quiz.heading).to_have_text("Second look: 2 of 2 right at the first try")
    expect(quiz.root.locator(".pa-end")).to_contain_text("Nothing was missed.")
    quiz.button("Start again").click()
    expect(quiz.heading).to_have_text(f"Question 1 of {len(listed)}")
    expect(quiz.root.locator("[data-mark=right], [data-mark=wrong]")).to_have_count(0)
    assert quiz.watched.outside == [] and quiz.watched.errors == [] and quiz.watched.console == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_in_each_theme_and_at_rest_a_check_of_accessibility_finds_no_fault(shown, width, scheme):
    quiz, listed = shown(width, 844, color_scheme=scheme, reduced_motion="reduce"), questions()
    ground = quiz.root.evaluate("e => getComputedStyle(e).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", ground))) / 3
    assert light == 255 if scheme == "light" else light < 50
    assert faults(quiz.page) == []
    quiz.answer(wrong(listed[0]))
    assert quiz.page.evaluate("document.getAnimations().length") == 0
    quiz.button("Show the answer").click()
    quiz.root.locator("summary").first.click()
    assert faults(quiz.page, ".psoas-quiz") == []
    quiz.main.click()
    quiz.go_through(listed[1:])
    assert faults(quiz.page, ".psoas-quiz") == []


@pytest.mark.parametrize("width", [1280, 360])
def test_targets_are_large_enough_for_a_finger_and_nothing_is_cut(shown, width):
    quiz, listed = shown(width, 800, has_touch=True), questions()
    quiz.answer(right(listed[0]))
    assert small(quiz.root, "button", "label", "summary") == []
    assert quiz.page.evaluate("document.documentElement.scrollWidth") == width
    quiz.main.click()
    quiz.go_through(listed[1:])
    assert quiz.page.evaluate("document.documentElement.scrollWidth") == width


def test_a_new_question_is_brought_into_sight_on_a_phone(shown):
    quiz = shown(390, 640, has_touch=True)
    quiz.button("Show the answer").click()
    quiz.main.scroll_into_view_if_needed()
    quiz.main.click()
    expect(quiz.heading).to_be_in_viewport()


def test_right_and_wrong_differ_in_forced_colours_too(shown):
    quiz, question = shown(forced_colors="active"), questions()[0]
    quiz.answer(wrong(question))
    quiz.answer(right(question))
    border = "e => getComputedStyle(e).borderTopStyle"
    assert quiz.row(wrong(question)).evaluate(border) == "dashed"
    assert quiz.row(right(question)).evaluate(border) == "solid"


def test_printed_it_is_a_sheet_of_whole_questions_with_a_key_behind_them(shown):
    quiz, listed = shown(), questions()
    quiz.page.emulate_media(media="print")
    expect(quiz.root).to_be_hidden()
    expect(quiz.page.locator(".words")).to_be_hidden()
    paper = quiz.page.locator(".quiz-paper")
    expect(paper.get_by_text("Name", exact=True)).to_be_visible()
    for question in listed:
        asked = paper.locator(".asked").filter(has_text=question["question"])
        expect(asked).to_be_visible()
        expect(asked).to_have_css("break-inside", "avoid")
        expect(asked.locator(".choice")).to_have_count(len(question["options"]))
    key = paper.locator(".key")
    expect(key).to_have_css("break-before", "page")
    for number, question in enumerate(listed, start=1):
        answer = question["options"][right(question)]
        expect(key).to_contain_text(f"{number}. {answer['letter']}: {answer['text']}")
    quiz.page.emulate_media(media="screen")
    expect(paper).to_be_hidden()


def test_a_reload_goes_on_where_it_was_until_one_starts_again(shown):
    quiz, listed = shown(390, 844), questions()
    quiz.answer(wrong(listed[0]))
    quiz.go_through(listed[:3])
    sofar = quiz.root.locator(".pa-sofar")
    for _ in range(2):
        expect(quiz.heading).to_have_text(f"Question 4 of {len(listed)}")
        expect(sofar).to_have_text("2 of 3 right at the first try")
        quiz.page.reload()
    quiz.option(0).check()
    quiz.button("Start again").click()
    for _ in range(2):
        expect(quiz.heading).to_have_text(f"Question 1 of {len(listed)}")
        expect(sofar).to_have_text("")
        expect(quiz.root.locator(":checked, [data-mark=wrong]")).to_have_count(0)
        expect(quiz.button("Start again")).to_be_hidden()
        quiz.page.reload()
    quiz.button("Bring my answers back").click()
    expect(quiz.heading).to_have_text(f"Question 4 of {len(listed)}")
    expect(sofar).to_have_text("2 of 3 right at the first try")


def test_other_questions_on_the_same_page_begin_anew(page_file, tmp_path):
    def save(seed):
        packed = payload(catalogue(), "ball", seed)
        return Quiz(packed).save_html(tmp_path / "quiz.html"), packed["questions"]

    path, listed = save(1)
    quiz = Asked(page_file(path).page)
    quiz.go_through(listed[:3])
    for seed, number in ((2, 1), (1, 4)):
        save(seed)
        quiz.page.reload()
        expect(quiz.heading).to_have_text(f"Question {number} of {len(listed)}")


REFUSED = """for (const name of ['localStorage', 'sessionStorage']) {
  Object.defineProperty(window, name, {get() { throw new DOMException('no', 'SecurityError') }});
}"""


def test_where_the_browser_keeps_nothing_it_works_all_the_same(page_file, file):
    watched = page_file(file, before=lambda page: page.add_init_script(REFUSED))
    quiz, listed = Asked(watched.page), questions()
    quiz.go_through(listed[:3])
    expect(quiz.heading).to_have_text(f"Question 4 of {len(listed)}")
    quiz.page.reload()
    expect(quiz.heading).to_have_text(f"Question 1 of {len(listed)}")
    assert watched.errors == [] and watched.console == []
