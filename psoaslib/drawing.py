"""Draw the pictures of a stretch from its poses, all in one frame.

`build` draws the collection's own ahead with it, `own` an instructor's at their first use.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from psoaslib import lengths
from psoaslib.cards import picture_key
from psoaslib.figures import style
from psoaslib.fingerprint import PACKAGE, fingerprint, matching
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import SIDES, fill

CODE = ("joints.py", "sides.py", "records/pose.py", "body/*.py", "figures/*.py")
APART = re.compile(
    r"figures/(plate\w*|style|charts|pieces|labels|leaders|lengthscale|words|sheet|compose)\.py"
)
DATA = (
    "joints.toml",
    "body.toml",
    "builds.toml",
    "body_profile.csv",
    "body_profile_b.csv",
    "body_profile_c.csv",
    "psoas_drawing.toml",
)
"""What every drawing depends on: code of the package less what stands apart, files of `content/`.

Colours and widths are put into drawings that are there, so of `style` only the names count.
"""

MODEL = ("lengths.py", "psoas/*.py", "content/psoas/*")
"""What the colour of the psoas, and its figures, depend on besides."""

_WORDS = re.compile(r"<title>.*?</title><desc>.*?</desc><style>.*?</style>", re.DOTALL)


def depends(stretch: Stretch) -> str:
    """Return a hash of what the drawings of a stretch depend on, their words apart."""
    looks = json.dumps([sorted(style.RULES), sorted(style.BUILDS)])
    poses = [
        json.dumps(
            [each.id, each.view, each.pose.model_dump(mode="json"), getattr(each, "fault", None)],
            sort_keys=True,
        )
        for each in posed(stretch)
    ]
    return fingerprint([*code(), *data()], looks, *poses)


def model() -> str:
    """Return a hash of the muscle model, which colours the psoas and has its figures."""
    return fingerprint(matching(MODEL))


def code() -> list[Path]:
    """List the modules that every drawing depends on."""
    return [path for path in matching(CODE) if not APART.search(path.as_posix())]


def data() -> list[Path]:
    """List the files of content that every drawing depends on."""
    return [PACKAGE / "content" / name for name in DATA]


def posed(stretch: Stretch) -> list[Step | CommonError]:
    """List the steps and errors that have a pose."""
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def pictures(stretch: Stretch) -> Iterator[tuple[str, Step | CommonError, str]]:
    """Yield (key, record, side) of each picture that is drawn."""
    for record in posed(stretch):
        for side in SIDES:
            yield picture_key(stretch.id, record.id, side), record, side


def draw(
    stretch: Stretch,
    tell: Callable[[int, int], None] = lambda done, of: None,
    over: Callable[..., Iterable] = map,
    frame: tuple[float, ...] | None = None,
) -> tuple[dict[str, str], tuple[float, ...], dict[str, Any]]:
    """Draw a stretch in one frame, without words; `tell(done, of)` hears how far it is.

    over: a `map`, such as that of several processes (`build.workers`). frame: that of a film, which
    has room for the ways between steps as well; without one the drawings' own.

    Returns the SVGs by key, the frame (x, y, width, height) and the solved body by record.
    """
    # Imported here, since what is drawn already needs neither scipy nor its second.
    from psoaslib.figures import step

    records = posed(stretch)
    bodies, drawn, svgs = {}, {}, {}
    tell(0, len(records))
    for done, (record, made) in enumerate(zip(records, over(_made, records), strict=True)):
        bodies[record.id], drawn[record.id] = made
        tell(done + 1, len(records))
    frame = frame or step.frame(list(drawn.values()))
    for record in records:
        svgs |= _both_sides(stretch, record, drawn[record.id].framed(frame))
    return svgs, frame, bodies


def again(
    stretch: Stretch,
    records: list[Step | CommonError],
    frame: tuple[float, ...],
    over: Callable[..., Iterable] = map,
) -> dict[str, str]:
    """Draw some pictures of a stretch anew in the frame that it has; return SVGs by key."""
    svgs = {}
    for record, (_, made) in zip(records, over(_made, records), strict=True):
        svgs |= _both_sides(stretch, record, made.framed(frame))
    return svgs


def _both_sides(stretch: Stretch, record: Step | CommonError, drawn) -> dict[str, str]:
    return {
        picture_key(stretch.id, record.id, "right"): drawn.svg(),
        picture_key(stretch.id, record.id, "left"): drawn.mirrored("", "", "").svg(),
    }


def solved(posed) -> dict[str, Any]:
    """Return a solved body as plain data: stature and root in metres, angles in degrees."""
    angles = {name: round(value, 2) for name, value in sorted(posed.angles.items())}
    return {
        "stature": posed.stature,
        "root": [round(value, 4) for value in posed.root],
        "angles": {name: value for name, value in angles.items() if value},
    }


def figures(poses: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return how long the psoas is in each solved pose, by its name (`lengths.figures`)."""
    return {name: lengths.figures(pose["angles"]) for name, pose in poses.items()}


def _made(record: Step | CommonError):
    """Solve and draw a record; return its body and its picture."""
    from psoaslib import body

    solved = body.solve(record.pose, "right")
    return solved, picture(record, solved)


def picture(record: Step | CommonError, body, frame: tuple | None = None):
    """Draw a record for the right side, without its words."""
    from psoaslib.figures import step

    error = isinstance(record, CommonError)
    told = {"title": "", "alt": "", "caption": "", "error": error}
    told["fault"] = record.fault if error else None
    return step.step_picture(body, record.view, "right", viewbox=frame, **told)


def worded(svg: str, record: Step | CommonError, side: str) -> str:
    """Return an SVG with the present title and alternative text of its record, and style block."""
    title, alt = (escape(fill(text, side), quote=False) for text in (record.title, record.alt))
    head = f"<title>{title}</title><desc>{alt}</desc><style>{style.sheet()}</style>"
    return _WORDS.sub(lambda _: head, svg, count=1)
