"""The build: what is stale is named, what is written is the same every time, facts are held."""

import json
from datetime import date
from pathlib import Path

import pytest

from psoaslib.build import (
    cells,
    citing,
    facts,
    notebooks,
    worksheet,
)
from psoaslib.build.__main__ import main
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.safety import Review
from tests.checkouts import BALL, change

ROOT = Path(__file__).parents[2]


def test_nothing_that_is_committed_is_stale(capsys):
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_it_writes_nothing_where_nothing_is_stale(checkout, capsys):
    assert main(["--root", str(checkout)]) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_that_is_no_checkout_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["--root", str(tmp_path)])
    assert "needs a checkout" in capsys.readouterr().err


def test_one_part_can_be_asked_for_alone(checkout, capsys):
    change(checkout / BALL, "Eyes open, from the first step", "Eyes closed, from the first step")
    assert main(["--root", str(checkout), "--check", "charts", "readme"]) == 0
    assert main(["--root", str(checkout), "notebooks"]) == 0
    assert capsys.readouterr().out == f"wrote {BALL}\n"


def test_an_unknown_part_is_refused_in_words(capsys):
    with pytest.raises(SystemExit):
        main(["pictures"])
    assert "'pictures' is no part of the build; parts are bodies, poses" in capsys.readouterr().err


# ---------------------------------------------------------------- review


def test_the_worksheet_lists_every_statement_with_how_its_source_was_seen():
    content = catalogue()
    listed = dict(worksheet.listed(ROOT, content))
    shown = {place: (text, sources) for place, text, sources in listed["Claims"]}
    text, sources = shown["claims 19"]
    assert "partly · very_low" in text and "half-kneeling" in text and "GONZALEZ24" in sources
    assert len(shown) == len(content.claims)
    for part in ("Safety", "Stretches", "Topics", "Questions"):
        assert all(text and sources for _, text, sources in listed[part])
    assert set(BALL.rpartition("/")[2:]) < set(listed)
    page = worksheet.page(ROOT, content)
    assert "Gonzalez-de-la-Flor 2024: its abstract was seen" in page
    assert page.count("<tr>") > 700 and "{" not in page.partition("<body>")[2]


def test_a_signed_page_says_by_whom_and_when():
    row = {"page": "02_ball_stretch", "by": "A. Name, physiotherapist", "on": date(2027, 3, 1)}
    review = catalogue().safety.review
    assert review.signed == () and "Reviewed by" not in review.of("02_ball_stretch")
    signed = Review(status=review.status, words=review.words, signed=(row,))
    assert signed.of("02_ball_stretch") == "Reviewed by A. Name, physiotherapist, 1 March 2027."
    assert signed.of("00_start_here") == review.words


# ---------------------------------------------------------------- notebooks


def test_a_stale_generated_cell_is_named_and_written_again(checkout, capsys):
    before = (checkout / BALL).read_bytes()
    change(checkout / BALL, "Eyes open, from the first step", "Eyes closed, from the first step")
    assert notebooks.check(checkout) == [f"{BALL}: the generated cell safety.ball is stale"]
    assert notebooks.write(checkout) == [BALL]
    assert (checkout / BALL).read_bytes() == before


def test_a_stale_stored_output_is_named_and_written_again(checkout):
    change(checkout / BALL, "Adult: 2 holds", "Adult: 4 holds")
    (problem,) = notebooks.check(checkout)
    assert problem == f"{BALL}: the stored output of cell dose-adult is stale"
    notebooks.write(checkout)
    assert notebooks.check(checkout) == []


def test_what_jupyterlab_saves_is_brought_back_to_the_committed_form(checkout):
    path = checkout / BALL
    before = path.read_bytes()
    notebook = json.loads(before)
    notebook["metadata"]["widgets"] = {"state": {}}
    notebook["metadata"]["language_info"]["version"] = "3.13.1"
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"]["collapsed"] = False
        if cell["cell_type"] == "code":
            cell["execution_count"] = number + 7
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["hello"]}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert notebooks.check(checkout) != []
    notebooks.write(checkout)
    assert path.read_bytes() == before


def test_a_number_that_the_data_do_not_hold_is_named(checkout):
    change(checkout / BALL, ">30 s</span> a side", ">40 s</span> a side")
    (problem,) = notebooks.check(checkout)
    assert "cell dose" in problem and "'40 s'" in problem and "doses.adult.hold_s" in problem


def test_a_number_with_a_unit_that_is_not_marked_is_named(checkout):
    change(checkout / BALL, "## Predict\\n", "## Predict: hold it for 45 seconds\\n")
    (problem,) = notebooks.check(checkout)
    assert "cell predict" in problem and "'45 seconds'" in problem


def test_an_unknown_generated_cell_lists_those_that_are_known(checkout, capsys):
    change(checkout / BALL, '"generated": "dose.ball"', '"generated": "doze"')
    assert main(["--check", "--root", str(checkout), "notebooks"]) == 1
    said = capsys.readouterr().err
    assert "'doze'" in said and "dose" in said and "02_ball_stretch.ipynb" in said


def test_a_tagged_cell_without_short_text_is_refused(checkout):
    change(checkout / BALL, 'dose(\\"adult\\")', "steps()")
    with pytest.raises(ValueError, match="dose-adult is tagged nbval-check-output"):
        notebooks.check(checkout)


# ---------------------------------------------------------------- facts and citations


@pytest.mark.parametrize(
    ("words", "address", "right"),
    [
        ("30 s", "doses.adult.hold_s", True),
        ("30 seconds", "doses.adult.hold_s", True),
        ("0.5 minutes", "doses.adult.hold_s", True),
        ("31 s", "doses.adult.hold_s", False),
        ("30 minutes", "doses.adult.hold_s", False),
        ("30", "doses.adult.hold_s", False),
        ("two repetitions", "doses.adult.repetitions", True),
        ("three repetitions", "doses.adult.repetitions", False),
        ("15 to 30 s", "doses.older_adult.rest_range_s", True),
        ("15 s", "doses.older_adult.rest_range_s", False),
        ("60 s", "doses.adult.hold_s * doses.adult.repetitions", True),
        ("one minute", "doses.adult.hold_s * doses.adult.repetitions", True),
        ("90 s", "doses.adult.hold_s * doses.adult.repetitions", False),
        ("30 s", "stretches.ball.steps.hold.limit_s", True),
        ("30 s", "stretches.ball.steps.nowhere.limit_s", False),
        ("30 s", "doses.adult.__class__", False),
    ],
)
def test_a_marked_fact_is_held_against_the_data(words, address, right):
    text = f'Hold it for <span data-fact="{address}">{words}</span> or so.'
    assert (facts.problems(text, catalogue()) == []) == right


@pytest.mark.parametrize(
    "text",
    [
        "for 30 s", "10–30 s", "a 65 cm ball", "two repetitions", "20 degrees", "5 minutes",
        "12 mm", "ten seconds", "3 days a week", "50 %", "an 8-week course", "4 to 6 weeks",
    ],
)  # fmt: skip
def test_an_unmarked_number_with_a_unit_is_found(text):
    assert len(facts.problems(f"They say {text}, more or less.", catalogue())) == 1


@pytest.mark.parametrize(
    "text",
    ["in 2013", "Q21 and B4", "section 2", "the two sides", "`hold=10 s`", "[a](page_30 s)", "T12"],
)
def test_other_numbers_are_left_alone(text):
    assert facts.problems(f"They say {text}, more or less.", catalogue()) == []


def test_citations_of_prose_say_what_the_references_say():
    references = catalogue().references
    for wrong in ("[Juker](#JUKER98)", "[Juker 1999](#JUKER98)‡"):
        assert citing.labelled(f"see ({wrong}).", references) == "see ([Juker 1998](#JUKER98))."
    assert citing.labelled("[x](#REGEV11)", references) == "[Regev 2011](#REGEV11)‡"
    assert citing.labelled("[x](#NOBODY20)", references) == "[x](#NOBODY20)"
    assert len(citing.problems("see ([Nobody 2020](#NOBODY20)).", references)) == 1


def test_every_reference_of_a_generated_cell_is_listed():
    sources = [{"cell_type": "markdown", "source": '([A](#REGEV11)) <a href="#CPSC09">b</a>'}]
    assert cells.cited(sources) == ["REGEV11", "CPSC09"]
    listed = cells.references(["REGEV11", "CPSC09"], catalogue())
    assert '<a id="REGEV11"></a>' in listed and "not yet checked" in listed
    with pytest.raises(ValueError, match="NOBODY20"):
        cells.references(["NOBODY20"], catalogue())
