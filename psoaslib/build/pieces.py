"""Draw the bones of the length lab into `widgets/static/`, and check those that are there.

They are drawn again only when what they depend on has changed.
"""

import json
from pathlib import Path
from typing import Any

from psoaslib import drawing
from psoaslib.build import alike, files
from psoaslib.build.plates import CODE as PLATES
from psoaslib.fingerprint import fingerprint, matching

CODE = (*PLATES, "figures/pieces.py", "figures/muscle.py")


def write(root: Path) -> list[str]:
    """Draw the bones if what they depend on has changed; return the file's name if so."""
    if _kept(root)["depends"] == depends():
        return []
    text = json.dumps({"depends": depends(), "views": draw()}, separators=(",", ":"))
    return files.write(root, {_file(root): f"{text}\n".encode()})


def check(root: Path) -> list[str]:
    """Return the file's name where it is stale; draw one view again and compare."""
    kept = _kept(root)
    name = files.name(root, _file(root))
    if kept["depends"] != depends():
        return [f"{name}: what it depends on has changed"]
    found = alike.difference(_svg(kept["views"]["side"]), _svg(draw()["side"]))
    return [f"{name}: drawn again, {found}"] if found else []


def depends() -> str:
    """Return a hash of what the drawn bones depend on."""
    return fingerprint([*matching(CODE), *drawing.data()])


def draw() -> dict[str, Any]:
    """Draw the bones of both views; return what the browser is given."""
    # Imported here, since a build with nothing to draw needs no scipy.
    from psoaslib.figures import pieces

    return pieces.draw()


def _kept(root: Path) -> dict[str, Any]:
    file = _file(root)
    if not file.is_file():
        return {"depends": "", "views": {}}
    return json.loads(file.read_text(encoding="utf-8"))


def _file(root: Path) -> Path:
    return root / "psoaslib" / "widgets" / "static" / "lab_pieces.json"


def _svg(view: dict[str, Any]) -> str:
    layers = (layer for piece in view["pieces"] for layer in piece.get("layers", ()))
    return "".join(f'<path class="{look}" d="{data}"/>' for look, data in layers)
