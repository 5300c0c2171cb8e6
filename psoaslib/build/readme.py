"""Write the README's line of links that open the first notebook elsewhere."""

import re
from pathlib import Path

from psoaslib.build import address, artifact

FIRST = "00_start_here.ipynb"
_PLACE = re.compile(r"(?<=<!-- links -->\n).*?(?=<!-- /links -->)", re.DOTALL)


def _wanted(root: Path) -> dict[Path, bytes]:
    path = root / "README.md"
    links = address.badges(address.read(root), FIRST)
    text, places = _PLACE.subn(
        lambda _: f"{links}\n" if links else "", path.read_text(encoding="utf-8")
    )
    if places != 1:
        raise ValueError(
            "README.md: needs one line <!-- links --> with one line <!-- /links --> below it."
        )
    return {path: text.encode("utf-8")}


def write(root: Path) -> list[str]:
    """Write the README where its links have changed; return its name then."""
    return artifact.save(root, _wanted(root))


def check(root: Path) -> list[str]:
    """Return the README's name where its links are stale."""
    return artifact.stale(root, _wanted(root))
