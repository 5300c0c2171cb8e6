"""Every notebook can be taught from: its parts in order, its words, links and outputs."""

import ast
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from psoaslib.build import citing, minutes, notebooks, outputs, tried
from psoaslib.catalogue import catalogue
from tests.told import untold

ROOT = Path(__file__).parents[2]
PATHS = notebooks.paths(ROOT)
EACH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

SECTION = re.compile(r"^## \d+\. .+")
TITLE = re.compile(r' title="[^"]*"')


def cells(path):
    """Return the cells as people read them, without the titles of links."""
    listed = notebooks.read(path)["cells"]
    return [cell | {"source": TITLE.sub("", citing.untitled(cell["source"]))} for cell in listed]


def code(path):
    return [cell for cell in cells(path) if cell["cell_type"] == "code"]


def prose(path):
    return [cell for cell in cells(path) if cell["cell_type"] == "markdown"]


def calls(path):
    """Return the cells with a line of ours: not the set-up, nor the one to type in."""
    return [
        cell for cell in code(path) if not {"setup", "own"} & {*cell["metadata"].get("tags", [])}
    ]


def sections(path):
    """Return the numbered sections, each as its list of cells."""
    found = []
    inside = False
    for cell in cells(path):
        if cell["cell_type"] == "markdown" and cell["source"].startswith("## "):
            inside = bool(SECTION.match(cell["source"]))
            if inside:
                found.append([])
        if inside:
            found[-1].append(cell)
    return found


class Page(HTMLParser):
    """Collect pictures, links and addresses of the HTML that stands in Markdown."""

    def __init__(self, markdown):
        super().__init__()
        self.pictures, self.links, self.ids = [], [], []
        for alt, source in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)", markdown):
            self.pictures.append({"src": source, "alt": alt})
        self.links += re.findall(r"(?<!!)\[[^\]]*\]\(((?:[^()\s]|\([^()]*\))+)\)", markdown)
        self.feed(markdown)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img":
            self.pictures.append(attributes)
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        if attributes.get("id"):
            self.ids.append(attributes["id"])


def page(path):
    return Page("\n\n".join(cell["source"] for cell in prose(path)))


def parts(path):
    """Return the parts of a page, with their minutes."""
    return minutes.sections(notebooks.read(path)["cells"], catalogue())


def test_there_are_the_notebooks_that_the_collection_promises():
    assert [path.stem for path in PATHS] == [
        "00_start_here",
        "01_psoas_anatomy",
        "02_ball_stretch",
        "03_lunge_pelvic_tilt",
        "04_floor_hip_stretch",
        "06_muscle_length_lab",
        "07_weighing_claims",
        "08_measuring_hip_extension",
        "10_gentler_stretches",
    ]


@EACH
def test_it_is_a_valid_notebook(path):
    nbformat.validate(nbformat.read(path, as_version=4))


@EACH
def test_the_parts_stand_in_their_order(path):
    marks = []
    for cell in cells(path):
        made = notebooks.generated(cell)
        if made:
            marks.append(made.partition(".")[0])
        elif cell["cell_type"] == "markdown":
            marks += [
                "section" if SECTION.match(line) else line
                for line in cell["source"].splitlines()
                if re.match("##? ", line)
            ]
    assert marks[0] == "badges" or re.match("# ", marks[0])
    kept = [mark for mark in marks if mark in ORDER]
    first = [mark for number, mark in enumerate(kept) if mark not in kept[:number]]
    assert first == list(ORDER) and marks[-1] == "navigation"


ORDER = (
    *("status", "goals", "## Safety", "setup", "## Predict", "prediction"),
    *("section", "foreseen", "## Check yourself", "questions", "## Summary"),
    *("words", "references", "navigation"),
)


@EACH
def test_the_rows_of_a_stretch_stand_above_its_player(path):
    rows = set()
    for cell in cells(path):
        rows.add(notebooks.generated(cell))
        for name in re.findall(r'^ps\.stretch\("(\w+)"\)\.player\(', cell["source"]):
            assert rows & {"safety", f"safety.{name}"}, name


@EACH
def test_it_opens_with_one_title_and_one_sentence(path):
    titles = re.findall(r"^# .+", "\n".join(cell["source"] for cell in prose(path)), re.MULTILINE)
    assert len(titles) == 1
    opening = next(cell for cell in prose(path) if cell["source"].startswith("# "))
    summary = opening["source"].removeprefix(titles[0]).strip()
    assert summary.count(".") == 1 and summary.endswith(".")


@EACH
def test_it_says_that_no_clinician_has_reviewed_it(path):
    status = next(cell for cell in cells(path) if notebooks.generated(cell) == "status")
    assert "not yet reviewed by a clinician" in status["source"].lower()


@EACH
def test_it_says_how_long_it_takes_and_what_is_needed(path):
    about = json.loads(path.read_text(encoding="utf-8"))["metadata"]["psoas"]
    goals = next(cell for cell in cells(path) if notebooks.generated(cell) == "goals")
    assert f"about {sum(part.minutes for part in parts(path))} minutes" in goals["source"]
    assert about["prerequisites"] in goals["source"]
    assert goals["source"].count("- ") >= 2 and "(LO" not in goals["source"]


@EACH
def test_a_page_is_short_enough_to_be_read(path):
    assert minutes.read(cells(path)) <= 2500


def test_the_first_years_path_takes_ninety_minutes():
    core = [part.minutes for path in PATHS for part in parts(path) if part.level == "Core"]
    assert 70 <= sum(core) <= 90


def test_only_safety_and_dose_are_asked_about_again_on_another_page():
    again = "questions.safety", "questions.dose"
    asked = [
        question
        for path in PATHS
        for cell in prose(path)
        if (name := notebooks.generated(cell) or "").startswith("questions") and name not in again
        for question in re.findall(r"^\*\*\d+\. (.*)\*\*$", cell["source"], re.MULTILINE)
    ]
    assert len(asked) == len(set(asked)) >= 8


def test_the_ball_is_predicted_before_anything_gives_it_away():
    ball = next(path for path in PATHS if path.stem == "02_ball_stretch")
    start = "\n".join(cell["source"] for path in PATHS[:1] for cell in prose(path))
    before, _, after = "\n".join(cell["source"] for cell in prose(ball)).partition("## Predict")
    for text in (start, before):
        assert not re.search(r"uppermost|upper side|right side opens|[Rr]ight side stretched", text)
    assert after.index("## 1. Which side opens") < after.index("## 2. The position")


@EACH
def test_every_section_has_prose_a_call_and_something_to_talk_about(path):
    assert len(sections(path)) >= 3
    for section in sections(path):
        title = section[0]["source"].splitlines()[0]
        opening = section[0]["source"].removeprefix(title)
        assert 50 <= minutes.words(opening) <= 150, f"{title}: {minutes.words(opening)} words"
        after = section[-1]["source"]
        assert "**What to notice.**" in after, title
        assert "**Think and talk.**" in after, title
        assert "<details>" in after, title


@EACH
def test_code_is_short_and_says_what_not_how(path):
    assert len(code(path)) <= 12  # the set-up and the empty one among them
    for cell in calls(path):
        assert len(cell["source"].splitlines()) <= 6
        tree = ast.parse(cell["source"])  # magics would not parse
        # An expression alone makes no name, so no cell can depend on another.
        assert all(isinstance(line, ast.Expr) for line in tree.body), cell["source"]


@EACH
def test_every_code_cell_runs_twice(path):
    space = {"__name__": "__main__"}
    for cell in [*code(path), *code(path)]:
        outputs.run(cell["source"], space)


@EACH
def test_nothing_is_stored_but_the_text_that_is_compared(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info", "psoas"}
    for cell in code(path):
        if not outputs.tagged(cell):
            assert cell["outputs"] == [] and cell["execution_count"] is None
            continue
        (output,) = cell["outputs"]
        assert list(output["data"]) == ["text/plain"]
        assert "".join(output["data"]["text/plain"]).strip()
        # nbval fails a cell that has an output and no count.
        assert cell["execution_count"] == output["execution_count"] is not None


@EACH
def test_it_compares_what_its_prose_relies_on(path):
    assert sum(map(outputs.tagged, code(path))) >= 2


@EACH
def test_a_lesson_asks_six_questions_or_more(path):
    asked = [cell for cell in prose(path) if (notebooks.generated(cell) or "").startswith("quest")]
    folds = sum(cell["source"].count("<summary>Answer") for cell in asked)
    assert folds >= 6


@EACH
def test_every_picture_has_words_and_a_file(path):
    for picture in page(path).pictures:
        assert len(picture.get("alt", "")) > 20, picture
        file = re.sub(r"^.*/images/([^?]*).*", r"../images/\1", unquote(picture["src"]))
        assert (path.parent / file).is_file(), picture["src"]


@EACH
def test_a_stretch_shows_its_pictures_before_anything_runs(path):
    if any((notebooks.generated(cell) or "").startswith("steps.") for cell in cells(path)):
        assert len({picture["src"] for picture in page(path).pictures}) >= 7


@EACH
def test_links_lead_somewhere(path):
    shown = page(path)
    for link in shown.links:
        if re.match("https?://", link):
            continue
        target, _, fragment = link.partition("#")
        if target:
            assert (path.parent / unquote(target)).is_file(), link
        else:
            assert fragment in shown.ids, link


@EACH
def test_pages_point_at_each_other(path):
    place = PATHS.index(path)
    around = PATHS[max(0, place - 1) : place] + PATHS[place + 1 : place + 2]
    assert {other.name for other in around} <= set(page(path).links)


@EACH
def test_every_millimetre_of_the_muscle_comes_from_the_model(path):
    for cell in prose(path):
        # The cells of `tried` are computed by the build, which holds them against the model.
        if (notebooks.generated(cell) or "").partition(".")[0] not in tried.MAKERS:
            assert untold(cell["source"]) == [], cell["id"]
