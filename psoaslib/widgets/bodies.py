"""Let a front end that draws the body bring the meshes along.

They travel with the code, as `globalThis.psoasBodies`; `js/scene/bodies.js` reads them, once a
document, however many widgets stand in it.
"""

import base64
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from psoaslib.catalogue import images
from psoaslib.figures import style
from psoaslib.widgets.join import front_end

BUILDS = tuple(style.BUILDS)


@cache
def drawing_front_end(name: str, builds: tuple[str, ...] = BUILDS) -> str:
    """Return the front end of a widget with the bodies of some builds, their bones and colours.

    FileNotFoundError names the command that makes what is missing.
    """
    return f"{_bodies(builds)}\n\n{front_end(name)}"


def _bodies(builds: Iterable[str]) -> str:
    files = {name: images.packed(f"bodies/{name}.mesh") for name in (*builds, "bones")}
    packed = {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}
    told = json.dumps({"looks": looks(), **packed}, separators=(",", ":"))
    return f"globalThis.psoasBodies = {{ ...globalThis.psoasBodies, ...{told} }};"


def looks() -> dict[str, Any]:
    """Return the colours of all pictures, as `js/scene/rules.js` takes them."""
    return {
        "colours": style.COLOURS,
        "builds": style.BUILDS,
        "skins": style.SKINS,
        "night": style.NIGHT,
        "grey": list(style.GREY),
    }
