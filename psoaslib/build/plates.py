"""Make the plates of anatomy in `images/anatomy/` from the SVGs of `content/plates/`.

Beside each plate stand its hot spots, for the exercise of labelling (`figures/spots.py`).
"""

import json
from functools import partial
from pathlib import Path
from typing import Any

from psoaslib.build.artifact import Artifact, Part, picture
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.plate import Plate
from psoaslib.fingerprint import fingerprint, matching
from psoaslib.pages.plates import plate_key

DEPENDS = (*(f"figures/{name}.py" for name in ("paths", "plate", "source", "spots")),
           "content/plates/plates.css")  # fmt: skip


def artifacts(_root: Path) -> list[Artifact]:
    """List the plates."""
    return [_artifact(record) for record in catalogue().plates.values()]


PART = Part(("anatomy/*",), artifacts)


def _artifact(record: Plate) -> Artifact:
    key = plate_key(record.id)
    labels = [[each.id, each.margin] for each in record.labels.values()]
    depends = fingerprint(
        matching((*DEPENDS, f"content/plates/{record.id}.svg")),
        json.dumps([record.title, record.alt, labels]),
    )
    shown = picture(f"{key}.svg", record.title, record.alt, record.caption)
    return Artifact((f"{key}.svg", f"{key}.spots.json"), depends, partial(_draw, record), (shown,))


def _draw(record: Plate) -> list[bytes]:
    """Draw a plate; return its SVG, and its hot spots as JSON with one label a line."""
    # Imported here, since a build with nothing to draw needs no shapely.
    from psoaslib.figures import plate, source, spots

    drawn = source.read(record)
    found = spots.spots(drawn, record)
    lines = ",\n".join(
        f"{json.dumps(name)}:{_short(each)}" for name, each in found["spots"].items()
    )
    text = f'{{"frame":{_short(found["frame"])},"spots":{{\n{lines}\n}}}}\n'
    return [plate.svg(drawn, record).encode("utf-8"), text.encode("utf-8")]


def _short(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))
