"""Terms are marked where a page first uses them, and lead to what they mean."""

import json
import re

import pytest

from psoaslib.build import cells, citing, notebooks, words
from psoaslib.build.__main__ import main
from psoaslib.catalogue import catalogue
from tests.checkouts import BALL
from tests.notebooks.test_notebooks import EACH, page

MARK = re.compile(r'<a id="use-([a-z0-9-]+)" href="#term-\1" title="[^"]+">([^<]+)</a>')
GLOSSARY = catalogue().glossary


SPARED = re.compile(
    r"^#[^\n]*$|\*(?:Core|Extend|Instructor)\b[^*\n]*\*|`[^`]*`|<summary>[^\n]*</summary>|<span[^\n]*?</span>|<[^>]+>"
    r"|\[[^\]]*\]\((?!#term-)[^)]*\)",
    re.MULTILINE,
)


def forms(term):
    return [form.lower() for form in (term.term, *term.forms)]


OTHERS = sorted((form for term in GLOSSARY.values() for form in forms(term)), key=len, reverse=True)


def marked(*texts):
    """Mark texts as one page, and write the marks short."""
    return [MARK.sub(r"[\2](#term-\1)", text) for text in words.marked(texts, GLOSSARY)[0]]


def free(path):
    return [
        citing.untitled(cell["source"])
        for cell in notebooks.read(path)["cells"]
        if cell["cell_type"] == "markdown" and not notebooks.generated(cell)
    ]


def entries(path):
    return [name for name in page(path).ids if name.startswith("term-")]


# ---------------------------------------------------------------- the pages as they stand


@EACH
def test_every_mark_has_its_entry_and_every_entry_its_mark(path):
    texts = [cell["source"] for cell in notebooks.read(path)["cells"]]
    marks = [name for text in texts for name, _ in MARK.findall(text)]
    assert len(marks) == len(set(marks)) >= 3
    assert sorted(entries(path)) == sorted(f"term-{name}" for name in marks)
    assert {f"#use-{name}" for name in marks} <= set(page(path).links)


@EACH
def test_the_first_use_of_every_term_is_marked(path):
    """Look for each term by itself, outside what marks leave alone, and compare the places."""
    text = MARK.sub(r"[\2](#term-\1)", "\n\n".join(free(path)))
    text = SPARED.sub(" ", text)
    for term in GLOSSARY.values():
        plain = words.unmarked(text)
        for other in OTHERS:  # a longer term that holds this one is no use of it
            if any(form in other for form in forms(term)) and other not in forms(term):
                plain = re.sub(re.escape(other), lambda it: "-" * len(it[0]), plain, flags=re.I)
        uses = re.search(rf"(?<![\w-])(?:{'|'.join(forms(term))})(?![\w-])", plain, re.I)
        before, mark, _ = text.partition(f"](#term-{term.id.replace('_', '-')})")
        assert bool(uses) == bool(mark), term.term
        if uses:
            assert len(words.unmarked(before.rpartition("[")[0])) == uses.start(), term.term


@EACH
def test_an_entry_says_the_term_its_meaning_and_where_that_is_from(path):
    (listed,) = (
        citing.untitled(cell["source"])
        for cell in notebooks.read(path)["cells"]
        if notebooks.generated(cell) == "words"
    )
    for term in GLOSSARY.values():
        line = re.search(rf'<a id="term-{term.id.replace("_", "-")}"></a>(.*)', listed)
        if line:
            assert line[1].startswith(f"**{term.term}:** {term.meaning}")
            assert re.search(r"\(#[A-Z]|[†‡]", line[1]), term.term


# ---------------------------------------------------------------- how marks are set


def test_a_term_is_marked_once_in_whatever_form_comes_first():
    first, second = marked("Two red flags.", "A red flag, and a bursa.")
    assert first == "Two [red flags](#term-red-flag)."
    assert second == "A red flag, and a [bursa](#term-bursa)."


def test_the_longer_term_counts_and_no_part_of_a_word_does():
    (text,) = marked("The psoas minor, the iliopsoas, the half-kneeling psoas.")
    assert text == (
        "The [psoas minor](#term-psoas-minor), the [iliopsoas](#term-iliopsoas), "
        "the [half-kneeling](#term-half-kneeling) [psoas](#term-psoas-major)."
    )
    assert marked("bursas and subbursa") == ["bursas and subbursa"]


def test_a_term_at_the_start_or_across_a_line_is_marked():
    assert marked("Bursa. The red\nflag.") == [
        "[Bursa](#term-bursa). The [red\nflag](#term-red-flag)."
    ]


@pytest.mark.parametrize(
    "alone",
    [
        "## A bursa",
        "*Extend: a bursa*",
        "`bursa`",
        "```\nbursa\n```",
        "[the bursa](page.ipynb)",
        "![a bursa](bursa.svg)",
        "<summary>One bursa</summary>",
        '<span data-fact="bursa">one bursa</span>',
        '<img alt="bursa">',
    ],
)
def test_headings_code_links_folds_and_facts_are_left_alone(alone):
    assert marked(f"{alone}\n\nThe bursa.") == [f"{alone}\n\nThe [bursa](#term-bursa)."]


def test_marking_twice_is_marking_once_and_old_marks_go():
    texts = ["A bursa.", "The psoas and a bursa."]
    once, _ = words.marked(texts, GLOSSARY)
    assert words.marked(once, GLOSSARY)[0] == once
    assert [words.unmarked(text) for text in once] == texts
    assert marked(
        "One [knob](#term-knob), one [bursa](#term-bursa), one [bursa](#term-bursa)."
    ) == ["One knob, one [bursa](#term-bursa), one bursa."]


# ---------------------------------------------------------------- in the build


def with_cell(checkout, name, old, new):
    path = checkout / BALL
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == name:
            text = "".join(cell["source"])
            assert old in text
            cell["source"] = text.replace(old, new, 1).splitlines(keepends=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_text_that_was_moved_is_named_and_marked_again(checkout, capsys):
    before = (checkout / BALL).read_bytes()
    with_cell(checkout, "title", "Lie sideways", "A bursa lies sideways")
    assert main(["--check", "--root", str(checkout), "notebooks"]) == 1
    said = capsys.readouterr().err
    assert "the marked words of cell title are stale" in said
    assert "the generated cell words is stale" in said
    notebooks.write(checkout)
    meaning = GLOSSARY["bursa"].meaning
    mark = f'<a id="use-bursa" href="#term-bursa" title="{meaning}">bursa</a>'
    with_cell(checkout, "title", f"A {mark} lies sideways", "Lie sideways")
    notebooks.write(checkout)
    assert (checkout / BALL).read_bytes() == before


def test_a_number_inside_a_mark_is_still_held_against_the_data(checkout):
    with_cell(
        checkout, "title", "Lie sideways", "Do 5 [repetitions](#term-repetition), lying sideways"
    )
    assert any("'5 repetitions'" in problem for problem in notebooks.check(checkout))


def test_a_page_without_a_place_for_meanings_is_not_marked(checkout):
    path = checkout / BALL
    notebook = json.loads(path.read_text(encoding="utf-8"))
    kept = [cell for cell in notebook["cells"] if cell["id"] != "generated-words"]
    path.write_text(json.dumps(notebook | {"cells": kept}), encoding="utf-8")
    notebooks.write(checkout)
    text = path.read_text(encoding="utf-8")
    assert "#term-" not in text
    assert notebooks.check(checkout) == []


def test_the_list_of_words_brings_its_sources():
    made = cells.words(["bursa", "asis"], catalogue())
    assert made.startswith("## Words used on this page\n\n<details")
    assert made.index("anterior superior iliac spine:") < made.index("bursa:")
    assert cells.cited([{"cell_type": "markdown", "source": made}]) == ["OPENSTAX", "IMAIOS"]
