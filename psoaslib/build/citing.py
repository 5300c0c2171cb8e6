"""Hold the citations of free prose against the references: name, mark, existence."""

import re
from collections.abc import Mapping

from psoaslib.document import plain
from psoaslib.pages.citations import cite
from psoaslib.records import Reference

CITATION = re.compile(r"\[([^\]]+)\]\(#([A-Z][A-Z0-9]+)\)([^;)]*)")


def problems(text: str, references: Mapping[str, Reference]) -> list[str]:
    """Return what is wrong with the citations in a cell of prose, in words."""
    found = []
    for words, name, after in CITATION.findall(text):
        if name not in references:
            found.append(f"the reference {name} is not in references.json")
            continue
        wanted = plain(cite([name], references)).strip(" ()")
        if not f"{words}{after}".startswith(wanted):
            found.append(f"the reference {name} is to be cited as {wanted!r}, not {words!r}")
    return found
