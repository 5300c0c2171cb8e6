"""The questions teach: none is guessed without reading, and each choice learns why."""

import re
from collections import Counter

import pytest

from psoaslib.catalogue import catalogue
from psoaslib.exercises import quiz

CONTENT = catalogue()
QUESTIONS = CONTENT.questions.values()
KEYS = [option.text for each in QUESTIONS for option in each.options if option.correct]
DISTRACTORS = [option.text for each in QUESTIONS for option in each.options if not option.correct]

ABSOLUTE = re.compile(
    r"\b(?:all|always|alone|any|both|certain(?:ly)?|completely|cures?|entirely|every\w*|exactly|"
    r"forever|impossible|must|never|nobody|none|nothing|no one|only|proofs?|prove[dns]?|whole)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:about|can|could|likely|may|might|mostly|often|partly|perhaps|possibly|probably|some|"
    r"sometimes|usually)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:no|not|nothing|never|none|nobody|neither|nor|without|cannot)\b", re.I)


def share(pattern, texts):
    return sum(bool(pattern.search(text)) for text in texts) / len(texts)


def test_absolute_words_and_hedges_do_not_give_the_key_away():
    assert share(ABSOLUTE, DISTRACTORS) <= share(ABSOLUTE, KEYS) + 0.01
    assert abs(share(HEDGE, DISTRACTORS) - share(HEDGE, KEYS)) <= 0.05


@pytest.mark.parametrize("topic", quiz.topics(CONTENT))
def test_a_topic_has_what_a_page_can_ask_and_no_length_or_place_gives_its_keys_away(topic):
    listed = quiz.chosen(CONTENT, topic)
    assert 7 <= len(listed) <= 12
    longest, shortest, places = 0, 0, Counter()
    for question in listed:
        lengths = [len(option.text) for option in question.options]
        place = [option.correct for option in question.options].index(True)
        places[place] += 1
        key = lengths.pop(place)
        longest += key > max(lengths)
        shortest += key < min(lengths)
    assert max(longest, shortest) <= len(listed) / 3
    assert max(places.values()) <= len(listed) / 2


def test_feedback_gives_a_reason_and_not_a_bare_negation():
    for question in QUESTIONS:
        for option in question.options:
            told = option.feedback.removeprefix("Yes. ")
            assert len(told.split()) >= 7, (question.id, told)
            parts = [part for part in re.split(r"[.:;,] ?", told) if len(part.split()) >= 3]
            assert any(not NEGATION.search(part) for part in parts), (question.id, told)


def test_four_options_claim_no_more_than_they_can_show():
    assert "Create" not in {each.bloom for each in QUESTIONS}


def test_sentences_of_questions_and_predictions_are_short():
    texts = [each.question for each in QUESTIONS]
    texts += [t for each in QUESTIONS for o in each.options for t in (o.text, o.feedback)]
    for each in CONTENT.predictions.values():
        texts += [each.question, each.answer, each.explanation]
    for sentence in (part for text in texts for part in re.split(r"(?<=[.?!:]) ", text)):
        assert len(sentence.split()) <= 20, sentence


def test_no_question_asks_what_a_prediction_of_its_page_has_answered():
    """Compare the words that carry meaning; what is the same in other words says `predicted`."""

    def stems(text):
        return {word[:5].lower() for word in re.findall(r"[A-Za-z]{4,}", text)}

    assert {each.predicted for each in QUESTIONS} >= {"anatomy", "ball", "lunge", "floor"}
    for prediction in CONTENT.predictions.values():
        answered = stems(prediction.answer)
        for question in quiz.chosen(CONTENT, prediction.id):
            (key,) = (stems(option.text) for option in question.options if option.correct)
            assert len(key & answered) < 0.6 * max(len(answered), 2), question.id
