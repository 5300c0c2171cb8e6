"""The rooms of the package stand in one order, and each needs only those before it."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "psoaslib"
ORDER = (
    *("fingerprint", "catalogue", "body", "mechanics", "mesh", "figures", "programme", "pages"),
    *("exercises", "widgets", "notebook", "own", "build"),
)
OUTSIDE = {"__init__", "__main__", "content"}
"""The names on first use, the launcher, which stands alone, and what is no code."""
MOST_ENTRIES = 16
MOST_FLOORS = 9


def rooms() -> set[str]:
    return {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()} - {
        "__pycache__"
    }


@cache
def needed(room: str) -> set[str]:
    """Return the other rooms from which a room imports, inside functions too."""
    place = PACKAGE / room
    files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("psoaslib"):
                inside = node.module.split(".")[1:]
                found |= {inside[0]} if inside else {alias.name for alias in node.names}
    return found - {room}


def test_a_room_needs_only_rooms_before_it():
    assert rooms() == {*ORDER} | OUTSIDE and len(rooms()) <= MOST_ENTRIES
    for number, room in enumerate(ORDER):
        assert needed(room) <= {*ORDER[:number]}, f"{room} needs what stands after it"


def test_the_house_has_few_floors():
    floors: dict[str, int] = {}
    for room in ORDER:
        floors[room] = 1 + max((floors[each] for each in needed(room)), default=0)
    assert max(floors.values()) <= MOST_FLOORS, floors
