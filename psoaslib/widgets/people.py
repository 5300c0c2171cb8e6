"""Choose who is shown: a tone of skin and a build for all live pictures that follow.

Stills show each stretch's own person. The choice lasts as long as the session
(`psoaslib.notebook.page.show_people` makes it). Standard library only.
"""

from psoaslib.catalogue.names import known
from psoaslib.figures import style

_chosen = {"skin": "", "build": ""}


def choose(skin: str | None, build: str | None) -> None:
    """Choose who is shown from now on; None for each person's own. Unknown is a ValueError."""
    _chosen.update(skin=checked("skin", skin), build=checked("build", build))


def checked(kind: str, name: str | None) -> str:
    """Return the name of a skin or build, "" for None; an unknown one is a ValueError."""
    valid = {"skin": style.SKINS, "build": style.BUILDS}[kind]
    if name is None:
        return ""
    known(dict.fromkeys(valid), name, kind)
    return name


def chosen(kind: str, name: str | None = None) -> str:
    """Return the skin or build to be shown: the one asked for, else the one chosen for all."""
    return checked(kind, name) or _chosen[kind]
