"""The source of a plate: a drawing in `content/plates/`, read into structures, words and points.

Units are tenths of a millimetre of the body, y down; the page is the frame of the plate, without
the margins for its numbers. Within a layer each group is a structure, named by its id: `iliacus`,
and `iliacus-2` for a further piece. It counts as a whole, and hides what is drawn before it. What
lies loose in a layer is a detail of what it lies on. The last layer has a circle for each label,
`point-iliacus`, where its leader ends. Colours and lines are the classes of `plates.css`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from fontTools.misc.transform import Identity, Transform

from psoaslib.catalogue import CONTENT
from psoaslib.catalogue.names import nearest
from psoaslib.catalogue.plate import Plate
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.reading import Folder
from psoaslib.figures import paths
from psoaslib.figures.paths import SVG

FOLDER = CONTENT / "plates"
SHEET = "plates.css"
PREFIX = "pf-"
SPOT = "spot"
"""The look of what counts as a structure and is not painted."""
POINT = "point-"
_MODE = "{http://www.inkscape.org/namespaces/inkscape}groupmode"
_RULE = re.compile(rf"\.{PREFIX}plate (?:\.{PREFIX})?([\w-]+)\s*\{{([^}}]*)\}}")


@dataclass(frozen=True)
class Shape:
    """A path of one look, a class of `plates.css` without its prefix."""

    look: str
    data: str

    @property
    def closed(self) -> bool:
        """Whether it ends where it begins."""
        return self.data.rstrip()[-1:] in ("z", "Z")


@dataclass(frozen=True)
class Structure:
    """What is drawn as one; details have no name."""

    name: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class Source:
    """A plate as it is drawn: frame (x, y, width, height), structures from the rear to the front.

    words: text, and x and y of the middle of its base line. points: where each leader ends.
    """

    frame: tuple[float, float, float, float]
    structures: tuple[Structure, ...]
    words: tuple[tuple[str, float, float], ...]
    points: Mapping[str, tuple[float, float]]


@cache
def sheet() -> str:
    """Return the style sheet of all plates."""
    return Folder(FOLDER).text(SHEET)


@cache
def looks() -> dict[str, dict[str, str]]:
    """Return the rules of all looks by their names, as `rules` does."""
    return rules(sheet())


def rules(css: str) -> dict[str, dict[str, str]]:
    """Return for each look what its first rule sets, such as {"fill": "#fdfbf5"}."""
    made: dict[str, dict[str, str]] = {}
    for look, rule in _RULE.findall(css):
        pairs = (each.partition(":") for each in rule.split(";") if each.strip())
        made.setdefault(look, {name.strip(): value.strip() for name, _, value in pairs})
    return made


def read(record: Plate, folder: Folder | None = None) -> Source:
    """Read the source of a plate; a `ContentError` says what in it is wrong."""
    return _Reader(record, folder or Folder(FOLDER)).source()


class _Reader:
    """Gather what a source holds, and stop at the first thing that is wrong with it."""

    def __init__(self, record: Plate, folder: Folder) -> None:
        self._record, self._file = record, f"plates/{record.id}.svg"
        try:
            self._root = ElementTree.fromstring(folder.text(f"{record.id}.svg"))
        except ElementTree.ParseError as error:
            raise self._wrong("", f"cannot be read as SVG: {error}") from None
        self._drawn: list[tuple[str, list[tuple[list[str], str]]]] = []
        self._words: list[tuple[str, float, float]] = []
        self._points: dict[str, tuple[float, float]] = {}

    def source(self) -> Source:
        for element in self._root:
            if _tag(element) in ("g", "text", *paths.SHAPES):
                self._layer(element, Identity)
        self._agrees()
        frame = tuple(float(each) for each in self._root.get("viewBox", "").split())
        if len(frame) != 4:
            raise self._wrong("", "has no viewBox of four numbers, which is the frame of the plate")
        structures = tuple(Structure(name, tuple(_lined(shapes))) for name, shapes in self._drawn)
        return Source(frame, structures, tuple(self._words), self._points)

    def _layer(self, layer: Element, moved: Transform) -> None:
        if layer.get(_MODE) != "layer":
            raise self._wrong(layer.get("id", ""), "lies in no layer; move it into one")
        moved = self._moved(layer, moved)
        for element in layer:
            tag, name = _tag(element), element.get("id", "")
            if name.startswith(POINT):
                place = self._place(element, moved, ("cx", "cy"))
                self._points[name.removeprefix(POINT)] = place
            elif element.get(_MODE) == "layer":
                self._layer(element, moved)
            elif tag == "text":
                x, y = self._place(element, moved, ("x", "y"))
                self._words.append(("".join(element.itertext()).strip(), round(x), round(y)))
            elif tag:
                owner = name.partition("-")[0] if tag == "g" else ""
                if owner or not self._drawn or self._drawn[-1][0]:
                    self._drawn.append((owner, []))
                self._drawn[-1][1].extend(self._shapes(element, moved, name))

    def _shapes(
        self, element: Element, moved: Transform, owner: str
    ) -> Iterator[tuple[list[str], str]]:
        """Yield looks and path data of all shapes in an element, which has the id `owner`."""
        tag, moved = _tag(element), self._moved(element, moved)
        if tag == "g":
            for each in element:
                yield from self._shapes(each, moved, each.get("id", owner))
        elif tag in paths.SHAPES:
            if re.search("fill|stroke", element.get("style", "")):
                words = f"has colours of its own; give it a class of {SHEET} instead"
                raise self._wrong(owner, words)
            classes = element.get("class", "").split()
            if not classes:
                raise self._wrong(owner, f"has no class; give it one of {SHEET}, such as pf-bone")
            known = [PREFIX + look for look in looks()]
            for each in classes:
                if each not in known:
                    words = f"has the class {each!r}, which {SHEET} has not.{nearest(each, known)}"
                    raise self._wrong(owner, words)
            try:
                data = paths.data(element, moved)
                paths.path(data)
            except (ValueError, IndexError, TypeError):
                raise self._wrong(owner, "has no outline that can be read; draw it anew") from None
            yield [each.removeprefix(PREFIX) for each in classes], data
        elif tag not in ("", "title", "desc"):
            raise self._wrong(owner, f"is or holds <{tag}>; make a path of it")

    def _place(self, element: Element, moved: Transform, names: tuple[str, str]) -> tuple:
        try:
            place = [float(element.get(each, "")) for each in names]
        except ValueError:
            words = f"has no place; it needs numbers for {' and '.join(names)}"
            raise self._wrong(element.get("id", ""), words) from None
        return self._moved(element, moved).transformPoint(place)

    def _moved(self, element: Element, moved: Transform) -> Transform:
        try:
            return moved.transform(paths.transform(element.get("transform", "")))
        except ValueError as error:
            words = f"is changed by {str(error)!r}; draw it anew without that"
            raise self._wrong(element.get("id", ""), words) from None

    def _agrees(self) -> None:
        """Hold ids and points against the labels of `plates.toml`."""
        labels = self._record.labels
        drawn = dict.fromkeys(name for name, _ in self._drawn if name)
        for label in labels:
            if label not in drawn:
                meant = nearest(label, (each for each in drawn if each not in labels))
                words = f"is a label of plates.toml, and no group has this id.{meant}"
                raise self._wrong(label, words)
            if label not in self._points:
                raise self._wrong(label, f"has no circle {POINT + label!r}, where its leader ends")
        for name in self._points:
            if name not in labels:
                words = f"points at no label of plates.toml.{nearest(name, labels)}"
                raise self._wrong(POINT + name, words)

    def _wrong(self, entry: str, words: str) -> ContentError:
        return ContentError(self._file, f'"{entry}"' if entry else "", "", words)


def _tag(element: Element) -> str:
    """Return the name of an SVG element, empty for what a program adds of its own."""
    return element.tag.removeprefix(SVG) if str(element.tag).startswith(SVG) else ""


def _lined(shapes: Iterable[tuple[list[str], str]]) -> Iterator[Shape]:
    """Yield shapes of one look each; a line comes after the shades that lie on its own fill."""
    waiting: list[Shape] = []
    shades: tuple[str, ...] = ()
    for (look, *lines), data in shapes:
        if look not in shades:
            yield from waiting
            waiting, shades = [], (f"{look}-shade", f"{look}-deep")
        yield Shape(look, data)
        waiting += [Shape(each, data) for each in lines]
    yield from waiting
