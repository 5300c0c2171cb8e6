"""Read an instructor's own folder, beside the collection's content, into one catalogue.

The folder holds stretches (`wall.toml`), their poses (`wall.poses.toml`), the images they name,
and, where something is new, sources (`references.json`) and safety rules (`safety.toml`). What it
lacks is the collection's.
"""

import os
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from psoaslib.catalogue import Catalogue, catalogue, reading
from psoaslib.catalogue.checks import check_sources, check_stretch
from psoaslib.catalogue.evidence import ReferenceFile
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.reading import MEGABYTE, Folder, ReadError
from psoaslib.catalogue.safety import Additions
from psoaslib.own import given, short

SAFETY, REFERENCES = "safety.toml", "references.json"
MOST_FILES = 100
MOST_IMAGES = 20 * MEGABYTE

Images = Mapping[tuple[str, str], given.Image]
"""Images by the ids of a stretch and of its step or error."""


def read(path: Any) -> tuple[Catalogue, Images]:
    """Read a folder; the first thing that is wrong with it is a `ContentError`."""
    folder = _folder(path)
    names = folder.names("*.toml")
    if len(names) > MOST_FILES:
        words = f"has {len(names)} files that end in .toml; at most {MOST_FILES} are read"
        raise ContentError(folder.path.name, "", "", words)
    ours = catalogue()
    safety, references = ours.safety, ours.references
    if SAFETY in names:
        names.remove(SAFETY)
        new = folder.toml(SAFETY, Additions, _sourced)
        update = {
            field: _added(getattr(safety, field), getattr(new, field), SAFETY, field)
            for field in ("precautions", "stop_rules")
        }
        safety = safety.model_copy(update=update)
    if folder.names(REFERENCES):
        given = folder.json(REFERENCES, ReferenceFile).references
        references = _added(references, given, REFERENCES, "references")
    found = reading.stretches(folder, names, safety.general, short.complete)
    own = {each.id: each for each in found}
    if not own:
        words = "holds no stretch; a stretch is a file of its own, such as wall.toml"
        raise ContentError(folder.path.name, "", "", words)
    for name in own:
        if name in ours.stretches:
            words = f'is "{name}", a stretch of the collection; give the file another name'
            raise ContentError(f"{name}.toml", "", "id", words)
    content = ours.having(
        stretches=ChainMap(own, ours.stretches),  # type: ignore[arg-type]  # only read
        safety=safety,
        references=references,
        own=tuple(own),
    )
    for stretch in own.values():
        check_stretch(stretch, content, within="")
    check_sources(SAFETY, "precautions", safety.precautions, references)
    check_sources(SAFETY, "stop_rules", safety.stop_rules, references)
    return content, _images(folder, content)


def _folder(path: Any) -> Folder:
    """Return the folder; say what else was given, or where it was looked for."""
    if not isinstance(path, (str, os.PathLike)) or not str(path).strip():
        words = 'is no folder; give its name, as in ps.load("my_folder")'
        raise ContentError(repr(path), "", "", words)
    try:
        place = Path(path).expanduser().absolute()
        there, is_file = place.is_dir(), place.is_file()
        if there:
            next(place.iterdir(), None)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ContentError(str(path), "", "", f"cannot be opened: {reason}") from None
    if is_file:
        words = f"is a file; give the folder it stands in, {str(place.parent)!r}"
        raise ContentError(str(path), "", "", words)
    if not there:
        words = f"is not there; it was looked for as {str(place)!r}"
        raise ContentError(str(path), "", "", words)
    return Folder(place)


def _sourced(data: dict[str, Any]) -> dict[str, Any]:
    for field in ("precautions", "stop_rules"):
        rows = data.get(field)
        if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
            data = data | {field: [short.conventional(row) for row in rows]}
    return data


def _added(ours: Mapping, new: Mapping, file: str, field: str) -> Mapping:
    """Return the collection's entries with new ones, which may not replace any."""
    for name in new:
        if name in ours:
            words = "is in the collection already; leave it out, or give yours another id"
            raise ContentError(file, f'{field} "{name}"', "id", words)
    return MappingProxyType({**ours, **new})


def _images(folder: Folder, content: Catalogue) -> Images:
    """Read the images that steps and errors name; one that is named twice is read once."""
    read: dict[str, given.Image] = {}
    images = {}
    for name in content.own:
        stretch = content.stretches[name]
        for field in ("steps", "errors"):
            for row in getattr(stretch, field):
                if row.image is None:
                    continue
                try:
                    if row.image not in read:
                        read[row.image] = given.read(folder, row.image)
                    if (size := sum(len(each.data) for each in read.values())) > MOST_IMAGES:
                        raise ReadError(_heavy(size))
                except ReadError as error:
                    words = f'names "{row.image}", which {error}'
                    raise ContentError(
                        f"{name}.toml", f'{field} "{row.id}"', "image", words
                    ) from None
                images[name, row.id] = read[row.image]
    return images


def _heavy(size: int) -> str:
    return (
        f"makes {size / MEGABYTE:.1f} MB of images in this folder; at most "
        f"{MOST_IMAGES / MEGABYTE:g} MB are read, and a width of 1200 pixels is enough"
    )
