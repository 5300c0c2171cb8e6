"""Choose questions for a quiz, put their options in an order that a seed fixes, and pack them.

The order is made here and nowhere else, so that the words on a page and the quiz beside them show
the same letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from psoaslib.exercises import SEED
from psoaslib.mechanics.measures import filled
from psoaslib.pages.citations import CONVENTION, OURS, label

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.base import Sourced
    from psoaslib.catalogue.evidence import Reference
    from psoaslib.catalogue.learning import Question

LETTERS = "ABCDEF"
TITLES = {
    "start": "Safety and verdicts",
    "claims": "Weighing claims",
    "measuring": "Measuring hip extension",
    "gentler": "Gentler stretches",
    "lab": "Muscle length",
}
"""Titles of topics that neither a stretch nor their own name gives."""


def topics(content: Catalogue) -> tuple[str, ...]:
    """Name the topics on which there are questions."""
    return tuple(dict.fromkeys(each for q in content.questions.values() for each in q.topics))


def chosen(content: Catalogue, topic: str | None = None, seed: int = SEED) -> list[Question]:
    """Return the questions on a topic, all without one, with their options shuffled.

    Raises ValueError for an unknown topic, in words that list the known ones.
    """
    known = topics(content)
    if topic is not None and topic not in known:
        raise ValueError(f"There are no questions on {topic!r}. Topics: {', '.join(known)}.")
    return [
        shuffled(each, seed)
        for each in content.questions.values()
        if topic is None or topic in each.topics
    ]


def shuffled(question: Question, seed: int = SEED) -> Question:
    """Return a question with its options in the order that the seed gives.

    The order hangs on the question's id too, so that it stays when questions are added. Only
    `random()` is drawn, whose sequence Python promises to keep.
    """
    draw = Random(f"{seed}/{question.id}")
    options = sorted(question.options, key=lambda _: draw.random())
    return question.model_copy(update={"options": tuple(options)})


def title(content: Catalogue, topic: str | None) -> str:
    """Name a quiz by its topic, which may be a stretch."""
    if topic and topic in content.stretches:
        return content.stretches[topic].title
    return TITLES.get(topic, topic.capitalize()) if topic else "All questions"


def payload(content: Catalogue, topic: str | None = None, seed: int = SEED) -> dict[str, Any]:
    """Pack the questions on a topic for the browser, which then needs nothing else.

    `number` of an option is its place in the content, from 0, whatever the seed.
    """
    questions = chosen(content, topic, seed)
    outcomes = dict.fromkeys(each.outcome for each in questions)
    return {
        "version": 1,
        "title": title(content, topic),
        "seed": seed,
        "questions": [_question(each, content) for each in questions],
        "outcomes": {name: content.outcomes[name].text for name in outcomes},
    }


def _question(question: Question, content: Catalogue) -> dict[str, Any]:
    places = content.questions[question.id].options
    return {
        "id": question.id,
        "question": filled(question.question),
        "options": [
            {
                "letter": letter,
                "number": places.index(option),
                "text": filled(option.text),
                "correct": option.correct,
                "feedback": filled(option.feedback),
            }
            for letter, option in zip(LETTERS, question.options, strict=False)
        ],
        "outcome": question.outcome,
        "bloom": question.bloom,
        "sources": sources(question, content.references),
    }


def sources(record: Sourced, references: Mapping[str, Reference]) -> list[dict[str, Any]]:
    """Pack what a record rests on: short label, citation, address, and how sure each is."""
    packed = [
        {
            "label": label(references[name], references),
            "citation": references[name].citation,
            "url": references[name].url,
            # The label says "own calculation" already.
            "mark": references[name].mark.removeprefix("own calculation, "),
        }
        for name in record.references
    ]
    if record.convention:
        rule = f"{CONVENTION.capitalize()}: {OURS}."
        packed.append({"label": CONVENTION, "citation": rule, "url": None, "mark": ""})
    return packed
