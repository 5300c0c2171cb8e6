"""Write what is printed of a saved quiz: a sheet of questions, and a key on pages of its own.

`js/quiz/paper.css` lays it out and keeps it off the screen.
"""

import html
from typing import Any


def sheet(quiz: dict[str, Any], review: str) -> str:
    """Return a quiz's payload as HTML for paper; `review` says who has reviewed it."""
    questions = list(enumerate(quiz["questions"], start=1))
    title = html.escape(quiz["title"], quote=False)
    return "\n".join(
        (
            '<section class="quiz-paper">',
            f"<h1>Quiz: {title}</h1>",
            '<p class="name"><span>Name</span><span>Date</span></p>',
            f"<p>Each of the {len(questions)} questions has one right answer.</p>",
            *(_asked(number, question) for number, question in questions),
            f'<div class="key"><h1>Key: {title}</h1>',
            "<p>For the person who marks the sheet.</p>",
            *(_told(number, question) for number, question in questions),
            "<h2>Sources</h2>",
            _sources(quiz),
            f"<p><strong>{html.escape(review, quote=False)}</strong></p>",
            "</div></section>",
        )
    )


def _asked(number: int, question: dict[str, Any]) -> str:
    rows = "".join(
        f'<p class="choice"><span class="box"></span><b>{each["letter"]}</b> {_text(each["text"])}'
        "</p>"
        for each in question["options"]
    )
    return f'<div class="asked"><h2>{number}. {_text(question["question"])}</h2>{rows}</div>'


def _told(number: int, question: dict[str, Any]) -> str:
    options = question["options"]
    answer = next(each for each in options if each["correct"])
    words = " ".join(
        f"<b>{each['letter']}.</b> {_text(each['feedback'].removeprefix('Yes. '))}"
        for each in options
    )
    cited = "; ".join(_text(each["label"]) for each in question["sources"])
    return (
        f'<div class="asked"><h2>{number}. {answer["letter"]}: {_text(answer["text"])}</h2>'
        f"<p>{words} <em>({cited})</em></p></div>"
    )


def _sources(quiz: dict[str, Any]) -> str:
    lines = {}
    for question in quiz["questions"]:
        for each in question["sources"]:
            name, line = each["label"], each["citation"]
            if not line.casefold().startswith(name.casefold()):
                line = f"{name}: {line}"
            parts = (line, each["url"], each["mark"] and f"[{each['mark']}]")
            lines[name] = " ".join(filter(None, parts))
    return f"<ul>{''.join(f'<li>{_text(line)}</li>' for _, line in sorted(lines.items()))}</ul>"


def _text(words: str) -> str:
    return html.escape(words, quote=False)
