"""A page serves where something is missing: links in Colab, pictures in Drive, a run before."""

import re
from html import unescape

from anywidget import AnyWidget

import psoaslib as ps
from psoaslib.build import notebooks, outputs
from psoaslib.catalogue import catalogue, images
from psoaslib.exercises import labelling
from psoaslib.programme.cards import picture_key
from psoaslib.widgets.picture import Figure
from psoaslib.widgets.player import Player
from tests.notebooks.test_notebooks import EACH, calls, cells, code, prose


def proposed(path):
    """Return the lines that a page proposes for its empty cell."""
    (said,) = (
        cell["source"] for cell in cells(path) if "Click into the empty grey" in cell["source"]
    )
    return re.findall("`(.*)`", said)


@EACH
def test_the_one_set_up_cell_is_folded_everywhere(path):
    (setup,) = [cell for cell in code(path) if "setup" in cell["metadata"].get("tags", [])]
    assert setup["source"].startswith("#@title ")
    assert setup["metadata"]["jupyter"]["source_hidden"] is True
    assert setup["metadata"]["cellView"] == "form"
    assert "hide-input" in setup["metadata"]["tags"]
    assert code(path)[0] == setup


@EACH
def test_near_its_end_is_an_empty_cell_to_type_in(path):
    own = code(path)[-1]
    assert own["metadata"]["tags"] == ["own"] and own["source"] == ""
    said = cells(path)[cells(path).index(own) - 1]["source"]
    assert "Click into the empty grey cell below" in said and "Shift + Enter" in said
    for line in proposed(path):
        outputs.run(line, {"ps": ps})


@EACH
def test_below_each_widget_a_line_says_what_to_do_without_it(path):
    listed = cells(path)
    space = {"ps": ps}
    for number, cell in enumerate(listed):
        if cell in calls(path):
            below = (notebooks.generated(listed[number + 1]) or "").startswith("absent.")
            widget = isinstance(outputs.run(cell["source"], space), AnyWidget)
            assert below == widget, cell["source"]
    first = listed.index(calls(path)[0])
    assert "Choose <b>Run → Run All Cells</b>" in listed[first + 1]["source"]


@EACH
def test_alone_in_a_folder_its_calls_show_what_its_markdown_shows(path, tmp_path, monkeypatch):
    """Colab, and a copy in Drive, have no folder of pictures beside the page."""
    monkeypatch.chdir(tmp_path)
    shown = set()
    find, spots = images.Gallery.address, labelling.drawing
    monkeypatch.setattr(images.Gallery, "address", lambda self, k: shown.add(k) or find(self, k))
    bundle = images.Gallery.bundle
    monkeypatch.setattr(
        images.Gallery, "bundle", lambda self, k: shown.update(k := {*k}) or bundle(self, k)
    )
    monkeypatch.setattr(labelling, "drawing", lambda c, k: shown.add(f"anatomy/{k}") or spots(c, k))
    for line in [*(cell["source"] for cell in calls(path)), *proposed(path)]:
        value = outputs.run(line, {"ps": ps})
        if isinstance(value, Figure):
            of, panels = value.figure["stretch"], value.figure["panels"]
            shown |= {picture_key(of, panel["id"], "left") for panel in panels}
        elif isinstance(value, Player):
            value._stills()
        elif hasattr(value, "_repr_html_"):
            value._repr_html_()

    def either(key):  # the other side is the mirror image
        return re.sub(r"\.(left|right)$", "", key)

    there = re.findall(
        r"images/([\w./-]+)\.(?:svg|webp)", "".join(cell["source"] for cell in prose(path))
    )
    assert {either(key) for key in there} <= {either(key) for key in shown}


@EACH
def test_a_link_that_leads_nowhere_in_colab_says_what_it_leads_to(path):
    text = "\n".join(cell["source"] for cell in notebooks.read(path)["cells"])
    links = re.findall(r'(?:\(|href=")#([^")\s]+)"?(?: (?:title=)?"([^"]+)")?', text)
    said = {unescape(title) for name, title in links if not name.startswith("use-")}
    known = catalogue()
    sources = {each.citation for each in known.references.values()}
    assert said <= sources | {each.meaning for each in known.glossary.values()}
