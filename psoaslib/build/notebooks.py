"""Bring notebooks into their committed form: generated cells fresh, outputs stripped.

A notebook is the source of itself: people edit it in JupyterLab. The build replaces the cells
marked `{"psoas": {"generated": name}}` (see `cells.py`), marks the glossary's terms in prose (see
`words.py`), takes away outputs, counts and widget state, and keeps only the `text/plain`
output of cells tagged `nbval-check-output`, which it computes (see `outputs.py`). The same input
gives the same bytes.
"""

import json
from pathlib import Path
from typing import Any

from psoaslib.build import address, artifact, cells, citing, facts, minutes, outputs, words
from psoaslib.catalogue import Catalogue, catalogue

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What JupyterLab would fill with the version of whoever saved last."""
KEPT = ("cellView", "jupyter", "psoas", "tags")
"""Cell metadata that is ours; the rest is somebody's view of the page."""
OF_PAGES = ("contents", "goals", "navigation", "path")
"""Generated cells that tell of pages and their minutes, which are counted without them."""


def paths(root: Path) -> list[Path]:
    """Return the notebooks in their order."""
    return sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def read(path: Path) -> dict[str, Any]:
    """Return a notebook as JSON holds it, with each cell's source as one string."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def dump(notebook: dict[str, Any]) -> bytes:
    """Write a notebook as JupyterLab does: sources as lists of lines, one space of indent."""
    made = [
        cell | {"source": cell["source"].splitlines(keepends=True)} for cell in notebook["cells"]
    ]
    text = json.dumps(notebook | {"cells": made}, indent=1, ensure_ascii=False, sort_keys=True)
    return (text + "\n").encode("utf-8")


def generated(cell: dict[str, Any]) -> str | None:
    """Return the name under which a cell is generated, or None for a cell of free prose or code."""
    return cell["metadata"].get("psoas", {}).get("generated")


def normal(cell: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a cell without outputs, counts and the traces of whoever saved it."""
    metadata = {key: cell["metadata"][key] for key in KEPT if key in cell["metadata"]}
    kept = {
        "cell_type": cell["cell_type"],
        "id": cell.get("id") or f"cell-{number:02}",
        "metadata": metadata,
        "source": cell["source"].rstrip(),
    }
    if kept["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    return kept


def built(root: Path, content: Catalogue) -> dict[Path, dict[str, Any]]:
    """Return the notebooks as they should be committed.

    First what stands on each page alone; then what tells of the minutes that the pages take.
    """
    place = address.read(root)
    made = {path: _filled(path, place, content) for path in paths(root)}
    summaries = tuple(_summary(path, page, content) for path, page in made.items())
    for path, page in made.items():
        context = cells.Context(path.name, page["metadata"]["psoas"], summaries, content)
        for number, cell in enumerate(page["cells"]):
            if (name := generated(cell)) in OF_PAGES:
                text = cells.source(name, context, place.picture)
                page["cells"][number] = cells.cell("markdown", name, text)
    return made


def _filled(path: Path, place: address.Address, content: Catalogue) -> dict[str, Any]:
    """Return a notebook whose generated cells are fresh, but for those that tell of pages."""
    notebook = read(path)
    about = notebook["metadata"].get("psoas", {})
    context = cells.Context(path.name, about, (), content)
    made = [normal(cell, number) for number, cell in enumerate(notebook["cells"])]
    made = [cell for cell in made if not _placed(cell)]
    made = [cell for call in made for cell in (call, cells.absent(call)) if cell]
    if line := address.badges(place, path.name):
        made.insert(0, cells.cell("markdown", "badges", line))
    for number, cell in enumerate(made):
        name = generated(cell)
        if name == "setup":
            made[number] = cells.setup(address.setup(place))
        elif name not in (None, "words", "references", *OF_PAGES) and not _placed(cell):
            made[number] = cells.cell("markdown", name, cells.source(name, context, place.picture))
    _mark(made, content)
    # Last, since they list what the other cells cite.
    cited = cells.cited(made)
    for number, cell in enumerate(made):
        if generated(cell) == "references":
            made[number] = cells.cell("markdown", "references", cells.references(cited, content))
    for cell in made:
        if cell["cell_type"] == "markdown":
            cell["source"] = citing.titled(cell["source"], content.references)
    outputs.fill(made)
    parts = minutes.sections(made, content)
    for part, cell in zip(parts[1:], filter(_heads, made), strict=True):
        minutes.told(cell, part)
    return {
        "cells": made,
        "metadata": METADATA | {"psoas": about},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _heads(cell: dict[str, Any]) -> bool:
    """Tell whether a part of the page begins with a cell."""
    return cell["cell_type"] == "markdown" and cell["source"].startswith("## ")


def _placed(cell: dict[str, Any]) -> bool:
    """Tell whether a cell is one that the build sets by itself, wherever it belongs."""
    return (generated(cell) or "").partition(".")[0] in ("absent", "badges")


def _mark(made: list[dict[str, Any]], content: Catalogue) -> None:
    """Mark the terms of prose, on a page that has a place for what they mean."""
    places = [number for number, cell in enumerate(made) if generated(cell) == "words"]
    glossary = content.glossary if places else {}
    prose = [cell for cell in made if cell["cell_type"] == "markdown" and not generated(cell)]
    plain = (citing.untitled(cell["source"]) for cell in prose)
    texts = [citing.labelled(text, content.references) for text in plain]
    texts, used = words.marked(texts, glossary)
    for cell, text in zip(prose, texts, strict=True):
        cell["source"] = text
    for number in places:
        made[number] = cells.cell("markdown", "words", cells.words(used, content))


def _summary(path: Path, page: dict[str, Any], content: Catalogue) -> cells.Summary:
    """Return what other notebooks say of one: file, title, parts with their minutes."""
    title = next(
        line.removeprefix("# ")
        for cell in page["cells"]
        if cell["cell_type"] == "markdown"
        for line in cell["source"].splitlines()
        if line.startswith("# ")
    )
    return cells.Summary(path.name, title, tuple(minutes.sections(page["cells"], content)))


def _built(root: Path) -> dict[Path, bytes]:
    return {path: dump(page) for path, page in built(root, catalogue().whole()).items()}


def write(root: Path) -> list[str]:
    """Write the notebooks that have changed; return their names."""
    return artifact.save(root, _built(root))


def check(root: Path) -> list[str]:
    """Return stale notebooks, and facts and citations of free prose that content does not hold."""
    found = []
    for path, wanted in _built(root).items():
        name = path.relative_to(root).as_posix()
        notebook = read(path)
        found += [
            f"{name}: {difference}" for difference in _differences(notebook, json.loads(wanted))
        ] or artifact.stale(root, {path: wanted})
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown" and not generated(cell):
                text = minutes.LEVEL.sub("", citing.untitled(words.unmarked(cell["source"])))
                wrong = facts.problems(text, facts.Data(catalogue()))
                wrong += citing.problems(text, catalogue().references)
                found += [f"{name}, cell {cell['id']}: {problem}" for problem in wrong]
    return found


def _differences(have: dict[str, Any], want: dict[str, Any]) -> list[str]:
    """Name the cells that differ, so that a reader sees what is stale."""
    wanted = {cell["id"]: cell for cell in want["cells"]}
    found = []
    for cell in have["cells"]:
        target = wanted.get(cell.get("id"))
        if target is None:
            found.append(f"cell {cell.get('id')} should not be there")
        elif cell["source"] != "".join(target["source"]):
            name = generated(cell)
            what = (
                f"the generated cell {name} is"
                if name
                else f"the marked words of cell {cell['id']} are"
            )
            found.append(f"{what} stale")
        elif cell["cell_type"] == "code" and cell.get("outputs", []) != target["outputs"]:
            found.append(f"the stored output of cell {cell['id']} is stale")
    return found
