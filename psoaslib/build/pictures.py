"""Draw the pictures of `images/` and keep the list of them, `images/manifest.json`.

Drawing takes seconds a picture, so it is done only when something a drawing depends on has
changed: its pose, the body, the code that draws. Words (title, alternative text) are put into the
drawings that are there. `check` compares a hash of what the drawings depend on, the files with the
manifest, and redraws a sample.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import psoaslib
from psoaslib.build import alike, files
from psoaslib.cards import picture_key
from psoaslib.catalogue import catalogue
from psoaslib.records import CommonError, Step, Stretch
from psoaslib.sides import SIDES, fill

LICENCE = "CC BY 4.0"
GENERATOR = "python -m psoaslib.build"

PACKAGE = Path(psoaslib.__file__).parent
CODE = ("joints.py", "sides.py", "records/pose.py", "body/*.py", "figures/*.py")
DATA = ("joints.toml", "body.toml", "body_profile.csv", "psoas_drawing.toml")
"""What every drawing depends on: code of the package, and files of `content/`."""

_WORDS = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)


def write(root: Path) -> list[str]:
    """Draw what is stale, put present words into the rest; return the files written."""
    wanted: dict[Path, bytes] = {}
    known = _manifest(root)
    drawings = {}
    entries = []
    for stretch in catalogue().stretches.values():
        drawn = known["drawings"].get(stretch.id)
        fresh = drawn and drawn["depends"] == depends(stretch)
        if fresh and all(_file(root, key).is_file() for key, _, _ in _pictures(stretch)):
            svgs = {key: _read(_file(root, key)) for key, _, _ in _pictures(stretch)}
        else:
            svgs, drawn, poses = draw(stretch)
            wanted[_poses(root, stretch)] = _json(poses)
        drawings[stretch.id] = drawn
        for key, record, side in _pictures(stretch):
            svg = _worded(svgs[key], record, side)
            wanted[_file(root, key)] = svg.encode("utf-8")
            entries.append(_entry(key, record, side, svg))
    wanted[root / "images" / "manifest.json"] = _json(_listed(drawings, entries))
    return files.write(root, wanted)


def check(root: Path) -> list[str]:
    """Return what is stale, missing or left over in `images/`; redraw a sample."""
    found = []
    known = _manifest(root)
    entries, drawings = [], {}
    for stretch in catalogue().stretches.values():
        drawn = known["drawings"].get(stretch.id)
        if not drawn or drawn["depends"] != depends(stretch):
            found.append(f"images/{stretch.id}/: what the drawings depend on has changed")
            continue
        drawings[stretch.id] = drawn
        for key, record, side in _pictures(stretch):
            path = _file(root, key)
            if not path.is_file():
                found.append(f"{files.name(root, path)}: missing")
            elif (svg := _read(path)) != _worded(svg, record, side):
                found.append(f"{files.name(root, path)}: its words are stale")
            else:
                entries.append(_entry(key, record, side, svg))
        if not found:
            found += redrawn(root, stretch, drawn)
    if not found and known != _listed(drawings, entries):
        found.append("images/manifest.json: does not agree with the pictures")
    listed = {root / "images" / entry["file"] for entry in known["pictures"]}
    left = sorted(set((root / "images").rglob("*.svg")) - listed)
    return found + [f"{files.name(root, path)}: is in no list" for path in left]


def depends(stretch: Stretch) -> str:
    """Return a hash of what the drawings of a stretch depend on, their words apart."""
    seen = hashlib.sha256()
    paths = [path for pattern in CODE for path in sorted(PACKAGE.glob(pattern))]
    for path in [*paths, *(PACKAGE / "content" / name for name in DATA)]:
        seen.update(f"{path.relative_to(PACKAGE).as_posix()}\n{_read(path)}\n".encode())
    for record in _posed(stretch):
        pose = record.pose.model_dump(mode="json")
        seen.update(json.dumps([record.id, record.view, pose], sort_keys=True).encode())
    return seen.hexdigest()


def _posed(stretch: Stretch) -> list[Step | CommonError]:
    return [record for record in (*stretch.steps, *stretch.errors) if record.pose]


def _pictures(stretch: Stretch) -> Iterator[tuple[str, Step | CommonError, str]]:
    """Yield (key, record, side) of each picture."""
    for record in _posed(stretch):
        for side in SIDES:
            yield picture_key(stretch.id, record.id, side), record, side


def draw(stretch: Stretch) -> tuple[dict[str, str], dict[str, Any], dict[str, Any]]:
    """Draw a stretch in one frame; return SVGs by key, what the manifest keeps, solved poses."""
    # Imported here, since a build with nothing to draw needs neither scipy nor its second.
    from psoaslib import body
    from psoaslib.figures import step

    before = depends(stretch)  # not after: files may change while the drawing goes on
    posed = {record.id: body.solve(record.pose, "right") for record in _posed(stretch)}
    pictures = {record.id: _picture(record, posed[record.id]) for record in _posed(stretch)}
    frame = step.frame(list(pictures.values()))
    svgs = {}
    for record in _posed(stretch):
        picture = pictures[record.id].framed(frame)
        if isinstance(record, CommonError):  # its mark has a place in the frame
            picture = _picture(record, posed[record.id], frame)
        svgs[picture_key(stretch.id, record.id, "right")] = picture.svg()
        svgs[picture_key(stretch.id, record.id, "left")] = picture.mirrored("", "", "").svg()
    drawn = {"depends": before, "frame": list(frame)}
    poses = {name: _solved(each) for name, each in posed.items()}
    about = "Solved poses for the right side stretched; the left is the mirror image in z. "
    about += "Angles in degrees; root in metres (x forward, y up, z right)."
    return svgs, drawn, {"about": about, "generator": GENERATOR, "poses": poses}


def _picture(record: Step | CommonError, posed, frame: tuple | None = None):
    """Draw a record for the right side, without its words; errors are marked once framed."""
    from psoaslib.figures import step

    error = frame is not None and isinstance(record, CommonError)
    words = {"title": "", "alt": "", "caption": ""}
    return step.step_picture(posed, record.view, "right", viewbox=frame, error=error, **words)


def _solved(posed) -> dict[str, Any]:
    angles = {name: round(value, 2) for name, value in sorted(posed.angles.items())}
    return {
        "stature": posed.stature,
        "root": [round(value, 4) for value in posed.root],
        "angles": {name: value for name, value in angles.items() if value},
    }


def redrawn(root: Path, stretch: Stretch, drawn: dict[str, Any]) -> list[str]:
    """Draw one picture of a stretch again and compare; which one, the hash decides."""
    from psoaslib import body

    records = _posed(stretch)
    if not records:
        return []
    record = records[int(drawn["depends"], 16) % len(records)]
    posed = body.solve(record.pose, "right")
    picture = _picture(record, posed, tuple(drawn["frame"]))
    path = _file(root, picture_key(stretch.id, record.id, "right"))
    different = alike.difference(_read(path), picture.svg())
    return [f"{files.name(root, path)}: drawn again, {different}"] if different else []


def _worded(svg: str, record: Step | CommonError, side: str) -> str:
    """Return an SVG with the present title and alternative text of its record."""
    title, alt = (escape(fill(text, side), quote=False) for text in (record.title, record.alt))
    return _WORDS.sub(lambda _: f"<title>{title}</title><desc>{alt}</desc>", svg, count=1)


def _entry(key: str, record: Step | CommonError, side: str, svg: str) -> dict[str, str]:
    return {
        "file": f"{key}.svg",
        "title": fill(record.title, side),
        "alt": fill(record.alt, side),
        "caption": fill(record.caption, side),
        "licence": LICENCE,
        "generator": GENERATOR,
        "sha256": hashlib.sha256(svg.encode("utf-8")).hexdigest(),
    }


def _listed(drawings: dict[str, Any], entries: list[dict[str, str]]) -> dict[str, Any]:
    return {"drawings": drawings, "pictures": entries}


def _manifest(root: Path) -> dict[str, Any]:
    path = root / "images" / "manifest.json"
    return json.loads(_read(path)) if path.is_file() else _listed({}, [])


def _file(root: Path, key: str) -> Path:
    return root / "images" / f"{key}.svg"


def _poses(root: Path, stretch: Stretch) -> Path:
    return root / "images" / stretch.id / "poses.json"


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _read(path: Path) -> str:
    # Line ends as in the repository, whatever the checkout on this machine made of them.
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
