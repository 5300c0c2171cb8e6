"""The quiz's Python side: its questions, their order, its words, its page."""

import re

import pytest

from psoaslib.catalogue import catalogue
from psoaslib.exercises import quiz
from psoaslib.mechanics.measures import filled
from psoaslib.widgets.join import style
from psoaslib.widgets.quiz import SHEETS, Quiz


@pytest.fixture
def content():
    return catalogue()


def test_a_quiz_asks_the_questions_of_its_topic(content):
    packed = quiz.payload(content, "ball")
    wanted = [each.id for each in content.questions.values() if "ball" in each.topics]
    assert [each["id"] for each in packed["questions"]] == wanted
    assert packed["title"] == content.stretches["ball"].title
    assert set(packed["outcomes"]) == {each["outcome"] for each in packed["questions"]}
    assert len(quiz.payload(content)["questions"]) == len(content.questions)


def test_an_unknown_topic_is_an_error_that_lists_the_known_ones(content):
    with pytest.raises(ValueError, match="no questions on 'knee'. Topics: .*ball"):
        quiz.payload(content, "knee")


def test_the_same_seed_gives_the_same_order_everywhere(content):
    chosen = quiz.chosen(content, "ball", seed=5)
    packed = quiz.payload(content, "ball", seed=5)
    for question, shown in zip(chosen, packed["questions"], strict=True):
        assert [each.text for each in question.options] == [e["text"] for e in shown["options"]]
        assert [e["letter"] for e in shown["options"]] == list("ABCDEF"[: len(shown["options"])])
    assert packed == quiz.payload(content, "ball", seed=5)


def test_another_seed_gives_another_order_of_the_same_options(content):
    one, two = (quiz.chosen(content, seed=seed) for seed in (1, 2))
    assert any(a.options != b.options for a, b in zip(one, two, strict=True))
    for a, b in zip(one, two, strict=True):
        assert set(a.options) == set(b.options) == set(content.questions[a.id].options)


def test_the_order_is_the_same_on_every_machine(content):
    question = content.questions["Q01"]
    options = tuple(
        question.options[0].model_copy(update={"text": letter, "feedback": letter})
        for letter in "wxyz"
    )
    made_up = question.model_copy(update={"id": "Q99", "options": options})
    orders = ["".join(o.text for o in quiz.shuffled(made_up, seed).options) for seed in (1, 2)]
    assert orders == ["yzxw", "wzxy"]


def test_no_letter_is_right_much_more_often_than_the_others(content):
    letters = [
        option["letter"]
        for question in quiz.payload(content)["questions"]
        for option in question["options"]
        if option["correct"]
    ]
    assert max(letters.count(letter) for letter in "ABCD") < 0.45 * len(letters)


def test_an_option_keeps_its_place_in_the_content(content):
    for question in quiz.payload(content, seed=3)["questions"]:
        for option in question["options"]:
            written = content.questions[question["id"]].options[option["number"]]
            assert filled(written.text) == option["text"]


def test_each_question_brings_what_it_rests_on(content):
    for question in quiz.payload(content)["questions"]:
        assert question["sources"], question["id"]
        for source in question["sources"]:
            assert source["label"] and source["citation"]


def test_its_words_are_plain_and_stable(content):
    shown = Quiz(quiz.payload(content, "ball"))
    assert repr(shown) == f"Quiz: Ball stretch, {len(shown.quiz['questions'])} questions"
    assert shown.answers == [] and shown.progress == {}
    assert shown.score["right"] == 0 and shown.score["questions"] == len(shown.quiz["questions"])


def test_all_that_the_browser_needs_is_in_the_traits(content):
    state = Quiz(quiz.payload(content, "ball")).get_state()
    assert "export default" in state["code"]
    assert ".psoas-asking" in state["_css"] and ".psoas-quiz" in state["_css"]


def test_a_saved_page_says_everything_and_names_no_other_file(content, tmp_path):
    shown = Quiz(quiz.payload(content, "ball"))
    page = shown.save_html(tmp_path / "quiz.html").read_text(encoding="utf-8")
    words = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.S)
    for question in shown.quiz["questions"]:
        for option in question["options"]:
            assert option["text"].split()[0] in words
    assert words.count("<details") == len(shown.quiz["questions"])
    assert "Not yet reviewed by a clinician" in words
    addresses = re.findall(r"""(?:src|<link[^>]*href)=["']([^"']*)""", page)
    assert all(address.startswith("data:") for address in addresses)


def test_words_that_look_like_markup_stay_words(content, tmp_path):
    packed = quiz.payload(content, "ball")
    packed["questions"][0]["question"] = "</script><script>alert(1)</script>"
    page = Quiz(packed).save_html(tmp_path / "odd.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


@pytest.mark.parametrize("sheet", [*SHEETS, "prediction"])
def test_no_rule_of_the_style_sheets_reaches_outside_the_widget(sheet):
    css = re.sub(r"/\*.*?\*/", "", style([sheet]).removeprefix(style([])), flags=re.S)
    css = re.sub(r"@keyframes psoas-asking-\w+ \{.*?\n\}", "", css, flags=re.S)
    preludes = [each.strip() for each in re.findall(r"([^{}]+)\{", css)]
    selectors = [
        selector.strip()
        for prelude in preludes
        if not prelude.startswith(("@media", "@container", "@supports"))
        for selector in re.sub(r"\([^()]*(?:\([^()]*\))?[^()]*\)", "", prelude).split(",")
    ]
    roots = (".psoas-asking", ".psoas-quiz", ".psoas-prediction", ".psoas-absent")
    assert selectors
    assert [each for each in selectors if not any(root in each for root in roots)] == []
