"""Hold what a person reads to plain English: short sentences, easy words, no odd constructions.

Terms of the glossary count as one word of two syllables: they are taught, and kept.
"""

import re
import tomllib
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from psoaslib.build import citing, notebooks, words
from psoaslib.catalogue.sides import fill

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # It reads its word lists by way of setuptools.
    import textstat

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "psoaslib" / "content"
FILES = sorted(
    path.relative_to(CONTENT).as_posix()
    for path in CONTENT.rglob("*.toml")
    if not path.name.endswith(".poses.toml")
)
STRETCHES = [name for name in FILES if name.startswith("stretches/")]

EDITED = [*STRETCHES, "glossary.toml", "plates.toml", "player.toml", "safety.toml", "topics.toml"]
"""Files whose sentences have had their length looked to; the list grows."""
RULE, MOST, SHARE = 20, 25, 0.12
"""Words in a sentence as a rule and at most, and the share that may be longer than the rule."""
SAFETY_MOST = 15

COACHED = ("coached", "spoken", "stop_how")
GRADE_MEAN, GRADE_LINE, GRADE_PAGE = 4, 7, 10

BANNED = (
    "whoever",
    "somebody",
    "for that some",
    "its fellow",
    "that is no",
    "price is no",
    "number wants",
    r"what \w+ \w+ does not give",
    r"nobody [^.]*\bwho\b",
    "as the article has it",
    r"wants? to (?:be|lift)",
    "seen otherwise",
)

PAGES = [path.name for path in sorted((CONTENT.parents[1] / "notebooks").glob("[0-9]*.ipynb"))]
"""Notebooks, whose free prose is held as well."""


@cache
def terms() -> re.Pattern[str]:
    rows = tomllib.loads((CONTENT / "glossary.toml").read_text("utf-8"))["terms"]
    words = {word for row in rows for word in (row["term"], *row.get("forms", []))}
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len)[::-1])})\b", re.I)


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a file with the field it stands in."""
    if isinstance(value, str):
        yield key, " ".join(value.split())
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)


@cache
def texts(name: str) -> tuple[tuple[str, str], ...]:
    return tuple(strings(tomllib.loads((CONTENT / name).read_text("utf-8"))))


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.!?])\s+(?=[A-Z{\"(])", text) if " " in each]


def too_long(told: list[str], most: int) -> list[str]:
    return [each for each in told if len(each.split()) > most]


def grade(text: str) -> float:
    plain = terms().sub("muscle", fill(text, "left"))
    return textstat.flesch_kincaid_grade(plain)


@pytest.mark.parametrize("name", EDITED)
def test_sentences_are_short(name):
    told = [each for _, text in texts(name) for each in sentences(text)]
    assert not too_long(told, MOST)
    longer = too_long(told, RULE)
    assert len(longer) <= SHARE * len(told), longer


def test_safety_lines_are_shorter():
    content = tomllib.loads((CONTENT / "safety.toml").read_text("utf-8"))
    kinds = ("red_flags", "stop_rules", "ball_rules", "consent")
    told = [s for kind in kinds for row in content[kind] for s in sentences(row["text"])]
    told += sentences(content["emergency"].replace("\n", " "))
    assert not too_long(told, SAFETY_MOST)


@pytest.mark.parametrize("name", STRETCHES)
def test_steps_and_spoken_lines_are_easy(name):
    grades = {text: grade(text) for key, text in texts(name) if key in COACHED}
    assert sum(grades.values()) / len(grades) <= GRADE_MEAN
    assert not [text for text, value in grades.items() if value > GRADE_LINE]


def test_stop_rules_are_easy():
    rows = tomllib.loads((CONTENT / "safety.toml").read_text("utf-8"))["stop_rules"]
    assert not [row["text"] for row in rows if grade(row["text"]) > GRADE_LINE]


def free_prose(page: str) -> str:
    import nbformat

    cells = nbformat.read(ROOT / "notebooks" / page, as_version=4).cells
    return "\n".join(each.source for each in cells if each.cell_type == "markdown")


@pytest.mark.parametrize("name", [*FILES, *PAGES])
def test_no_odd_construction_is_left(name):
    told = "\n".join(text for _, text in texts(name)) if name in FILES else free_prose(name)
    assert not [each for each in BANNED if re.search(rf"\b{each}\b", told, re.I)]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_a_first_year_student_does(name):
    cells = notebooks.read(ROOT / "notebooks" / name)["cells"]
    free = [c for c in cells if c["cell_type"] == "markdown" and not notebooks.generated(c)]
    told = "\n".join(citing.untitled(words.unmarked(each["source"])) for each in free)
    lines = re.sub(r"^#.*$|^\|.*$|<[^>]+>|\]\([^)]*\)|\([^)]*\)|[*\[`‡†“”]", "", told, flags=re.M)
    parts = [" ".join(line.split()) for line in lines.splitlines()]
    read = [each for part in parts for each in sentences(part)]
    assert not too_long(read, MOST)
    assert textstat.flesch_kincaid_grade(terms().sub("muscle", " ".join(read))) <= GRADE_PAGE


def test_the_measures_can_fail():
    hard = "Notwithstanding considerable individual variability, rehabilitation necessitates care."
    assert grade(hard) > GRADE_LINE
    assert too_long(["word " * 26], MOST)
