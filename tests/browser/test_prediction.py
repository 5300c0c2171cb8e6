"""A prediction on a page with no kernel."""

import pytest
from playwright.sync_api import expect

from psoaslib.catalogue import catalogue
from tests.browser.accessible import faults, small
from tests.browser.prediction import Predicted, static_page

BALL = catalogue().predictions["ball"]
FITS = next(n for n, option in enumerate(BALL.options) if option.fits)
OTHER = (FITS + 1) % len(BALL.options)


@pytest.fixture
def shown(page_file, tmp_path):
    def open_(width=1280, height=900, free=False, commitment=None, **options):
        options["viewport"] = {"width": width, "height": height}
        watched = page_file(static_page(tmp_path, free, commitment), **options)
        both = Predicted(watched.page)
        both.watched = watched
        return both

    return open_


def test_the_prediction_is_kept_and_shown_beside_the_answer(shown):
    both = shown()
    expect(both.answer).to_contain_text("not made a prediction yet")
    expect(both.answer).not_to_contain_text(BALL.explanation)
    both.option(OTHER).check()
    both.why.fill("It lies there.")
    both.commit.click()
    expect(both.ask.get_by_role("status")).to_contain_text("Saved.")
    expect(both.answer).to_contain_text(BALL.options[OTHER].text)
    expect(both.answer).not_to_contain_text(BALL.explanation)
    both.compare.click()
    expect(both.answer).to_contain_text("Because: It lies there.")
    expect(both.answer).to_contain_text(BALL.explanation)
    expect(both.answer).to_contain_text("Not as you predicted.")
    expect(both.answer.locator("summary")).to_contain_text("Sources: ")
    expect(both.answer.get_by_role("status")).to_contain_text(BALL.answer)
    assert both.watched.outside == [] and both.watched.errors == [] and both.watched.console == []


def test_a_link_of_the_notebook_opens_the_fold_that_it_leads_into(shown):
    page = shown().page
    page.evaluate(
        """() => document.body.insertAdjacentHTML('beforeend', `<div class="jp-MarkdownOutput">
        <a href="#HORAK06">Horak 2006</a><details><summary>Works</summary><details>
        <summary>More</summary><p><a data-jupyter-id="HORAK06"></a>Horak FB.</p></details></details>
        </div>`)"""
    )
    expect(page.get_by_text("Horak FB.")).to_be_hidden()
    page.get_by_role("link", name="Horak 2006").click()
    expect(page.get_by_text("Horak FB.")).to_be_visible()


def test_it_can_be_worked_through_by_keyboard_alone(shown):
    both = shown()
    press = both.page.keyboard.press
    press("Tab")
    expect(both.option(0)).to_be_focused()
    press("Space")
    while not both.option(FITS).is_checked():
        press("ArrowDown")
    press("Tab")
    both.page.keyboard.type("The trunk bends away")
    press("Enter")
    both.page.keyboard.type("from it.")
    press("Tab")
    expect(both.commit).to_be_focused()
    press("Enter")
    expect(both.commit).to_have_text("Committed")
    expect(both.commit).to_be_focused()
    press("Enter")
    expect(both.commit).to_have_text("Committed")
    press("Tab")
    expect(both.button("Change my prediction")).to_be_focused()
    press("Tab")
    expect(both.compare).to_be_focused()
    press("Enter")
    expect(both.answer).to_contain_text("As you predicted.")
    expect(both.answer.get_by_role("heading", level=3)).to_be_focused()
    press("Tab")
    press("Tab")
    expect(both.button("Predict again")).to_be_focused()
    press("Enter")
    expect(both.commit).to_have_text("Commit to this")
    expect(both.option(FITS)).not_to_be_checked()
    assert both.answer.evaluate("e => e.contains(document.activeElement)")


def test_enter_on_an_option_commits_and_a_change_is_possible_until_the_answer(shown):
    both = shown()
    both.option(OTHER).focus()
    both.page.keyboard.press("Space")
    both.page.keyboard.press("Enter")
    expect(both.answer).to_contain_text(BALL.options[OTHER].text)
    both.option(FITS).click(force=True)
    expect(both.option(OTHER)).to_be_checked()
    both.button("Change my prediction").click()
    expect(both.answer).to_contain_text("not made a prediction")
    both.option(FITS).check()
    both.commit.click()
    expect(both.answer).to_contain_text(BALL.options[FITS].text)
    both.compare.click()
    expect(both.button("Change my prediction")).to_be_hidden()


def test_nothing_chosen_is_no_commitment(shown):
    both = shown()
    both.commit.click()
    expect(both.ask.locator(".pa-note")).to_have_text("Choose an answer first.")
    expect(both.commit).to_have_text("Commit to this")


def test_the_answer_can_be_seen_without_a_prediction(shown):
    both = shown()
    expect(both.compare).to_have_text("Show the answer without a prediction")
    both.compare.click()
    expect(both.answer).to_contain_text("You made no prediction.")
    expect(both.commit).to_have_text("Answer seen")
    expect(both.answer).to_contain_text(BALL.explanation)


def test_free_words_are_kept_too(shown):
    both = shown(free=True)
    expect(both.ask.get_by_role("radio")).to_have_count(0)
    both.why.fill("The upper one, I think.")
    both.commit.click()
    expect(both.why).to_have_js_property("readOnly", True)
    both.compare.click()
    expect(both.answer).to_contain_text("The upper one, I think.")


def test_a_notebook_saved_with_a_commitment_shows_it(shown):
    kept = {"turn": 1, "status": "committed", "choice": OTHER, "words": "Why not."}
    both = shown(commitment=kept)
    expect(both.option(OTHER)).to_be_checked()
    expect(both.why).to_have_value("Why not.")
    expect(both.answer).to_contain_text(BALL.options[OTHER].text)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_a_check_of_accessibility_finds_no_fault(shown, width, scheme):
    both = shown(width, 844, color_scheme=scheme, reduced_motion="reduce")
    assert faults(both.page) == []
    both.option(OTHER).check()
    both.commit.click()
    assert faults(both.page) == []
    both.compare.click()
    assert faults(both.page) == []
    assert both.page.evaluate("document.documentElement.scrollWidth") == width


def test_targets_are_large_enough_for_a_finger(shown):
    both = shown(390, 844, has_touch=True)
    both.option(OTHER).check()
    both.commit.click()
    both.compare.click()
    assert small(both.page.locator("main"), "button", "label.pa-choice", "summary") == []


NOTEBOOK = "http://notebook.test/"
FRAME = "http://outputs.notebook.test/outputframe.html"
CELLS = """<!doctype html><title>Each cell in a frame of its own</title>
<iframe {sandbox} src="{frame}?ask"></iframe><iframe {sandbox} src="{frame}?answer"></iframe>"""


@pytest.fixture
def framed(page_file, tmp_path):
    """Give a function that shows the two parts in frames, as Colab does, with no kernel."""

    def output(route):
        part = route.request.url.partition("?")[2]
        route.fulfill(path=static_page(tmp_path, parts=(part,)))

    def open_(sandbox):
        cells = CELLS.format(sandbox=sandbox, frame=FRAME)

        def before(page):
            kind = "text/html"
            page.route(NOTEBOOK, lambda route: route.fulfill(body=cells, content_type=kind))
            page.route(f"{FRAME}?*", output)

        watched = page_file(static_page(tmp_path), before)
        watched.page.goto(NOTEBOOK)
        asks, answers = (watched.page.frame_locator(f"iframe >> nth={n}") for n in (0, 1))
        both = Predicted(watched.page, asks, answers)
        both.watched = watched
        return both

    return open_


def test_in_frames_of_one_origin_question_and_answer_meet_without_a_kernel(framed):
    both = framed("")
    expect(both.answer).to_contain_text("not made a prediction yet")
    both.option(OTHER).check()
    both.commit.click()
    expect(both.answer).to_contain_text(BALL.options[OTHER].text)
    both.page.reload()
    expect(both.commit).to_have_text("Committed")
    expect(both.answer).to_contain_text(BALL.options[OTHER].text)
    both.compare.click()
    expect(both.ask).to_contain_text("The answer has been shown, beside your prediction.")


def test_in_frames_that_cannot_meet_the_answer_says_what_may_have_happened(framed):
    both = framed('sandbox="allow-scripts allow-forms"')
    expect(both.answer).to_contain_text("No prediction has reached this part.")
    both.option(OTHER).check()
    both.commit.click()
    expect(both.commit).to_have_text("Committed")
    expect(both.answer).to_contain_text("the kernel is busy or has stopped")
    both.compare.click()
    expect(both.answer).to_contain_text(BALL.explanation)
    expect(both.answer).not_to_contain_text("You made no prediction")
    assert both.watched.errors == [] and both.watched.console == []
