"""Find the pictures of an instructor's own stretches: drawn, else given, else none.

A stretch with poses is drawn as a whole at the first use of any of its pictures, since all share
one frame, and kept in the user's cache. Drawing needs what the extra `draw` installs; without it
a step shows its own image, or words.
"""

import hashlib
import json
from importlib.util import find_spec

from psoaslib import drawing, images
from psoaslib.cards import picture_key
from psoaslib.own import kept
from psoaslib.own.reader import Images
from psoaslib.own.telling import Telling
from psoaslib.records import CommonError, Pose, Step, Stretch
from psoaslib.records.problems import ContentError
from psoaslib.sides import SIDES, fill

INSTALL = '%pip install "scipy>=1.14"'
"""What the extra `draw` holds; the package itself may have come from a folder or an address."""

UNSTEADY = "does not stand: with the right side stretched"
FIGURES = "lengths"
"""Under this name the figures of the psoas are kept among the drawings."""

CLOSE, ON_SKIN = 0.010, 0.030
"""How far a part may be from its support, or a hand from its place on the body, in metres."""


class OwnGallery(images.Gallery):
    """Give the pictures of stretches read from a folder, and the collection's own beside them."""

    def __init__(self, stretches: tuple[Stretch, ...], given: Images) -> None:
        self._given = given
        self._own = {stretch.id for stretch in stretches}
        self._drawn: dict[str, dict[str, str]] = {}
        self._places = {
            picture_key(stretch.id, record.id, side): (stretch, record, side)
            for stretch in stretches
            for record in (*stretch.steps, *stretch.errors)
            for side in SIDES
        }

    @property
    def lost(self) -> str:
        """Name the line that installs what is missing; empty where pictures can be drawn."""
        if can_draw():
            return ""
        return (
            "Positions are not drawn here, since SciPy is missing. To install it, run "
            f"{INSTALL} in a cell, then restart the kernel."
        )

    def find(self, key: str) -> str | None:
        """Return a picture's SVG text with its words, or None where there is none.

        Raises `ContentError` for a pose that cannot be drawn.
        """
        if key not in self._places:
            return super().find(key)
        stretch, record, side = self._places[key]
        if record.pose and can_draw():
            return drawing.worded(self._drawings(stretch)[key], record, side)
        image = self._given.get((stretch.id, record.id))
        if image is None:
            return None
        title, alt = fill(record.title, side), fill(record.alt, side)
        return image.svg(title, alt, mirrored=side != stretch.article_side)

    def lengths(self, key: str) -> dict | None:
        """Return the figures of a picture; of an own stretch once its pictures are drawn."""
        if key not in self._places:
            return super().lengths(key)
        stretch, record, _ = self._places[key]
        if not record.pose or (drawn := self._known(stretch)) is None:
            return None
        return json.loads(drawn.get(FIGURES, "{}")).get(record.id)

    def packed_films(self, stretch: str) -> dict[str, bytes]:
        """Return the collection's own films of a stretch; a folder's stretches have none."""
        return {} if stretch in self._own else super().packed_films(stretch)

    def film(self, stretch: str, view: str):
        """Return a film of the collection's own; a folder's stretches have none."""
        return None if stretch in self._own else super().film(stretch, view)

    def ways(self, stretch: str) -> bytes:
        """Return the ways of a stretch of the collection's own; a folder's have none."""
        return b"" if stretch in self._own else super().ways(stretch)

    def pose(self, stretch: str, name: str) -> dict | None:
        """Return a solved body of the collection's own; a folder's are solved as they are drawn."""
        return None if stretch in self._own else super().pose(stretch, name)

    def bundle(self, keys) -> bytes:
        """Pack pictures as the collection does; say it where some cannot be drawn."""
        keys = list(keys)
        if self.lost and any(self.find(key) is None for key in keys):
            Telling().say(self.lost)
        return super().bundle(keys)

    def _drawings(self, stretch: Stretch) -> dict[str, str]:
        """Return the drawings of a stretch by key, without words: kept ones, or drawn now."""
        found = self._known(stretch)
        if found is None:
            svgs, figures = _draw(stretch)
            found = {key.partition("/")[2]: svg for key, svg in svgs.items()}
            found[FIGURES] = json.dumps(figures)
            kept.write(_name(stretch), found)
            self._keep(stretch, found)
        return self._drawn[stretch.id]

    def _known(self, stretch: Stretch) -> dict[str, str] | None:
        """Return the drawings and figures of a stretch where they are there; draw nothing."""
        if stretch.id not in self._drawn:
            shorts = [key.partition("/")[2] for key, _, _ in drawing.pictures(stretch)]
            found = kept.read(_name(stretch), shorts)
            if found is None:
                return None
            self._keep(stretch, found)
        return self._drawn[stretch.id]

    def _keep(self, stretch: Stretch, found: dict[str, str]) -> None:
        keys = [key for key, _, _ in drawing.pictures(stretch)]
        drawn = {key: found[key.partition("/")[2]] for key in keys}
        self._drawn[stretch.id] = drawn | {FIGURES: found.get(FIGURES, "{}")}


def _name(stretch: Stretch) -> str:
    """Name what is kept by all that it depends on: poses, drawing code, muscle model."""
    return hashlib.sha256((drawing.depends(stretch) + drawing.model()).encode()).hexdigest()


def can_draw() -> bool:
    """Tell whether what drawing needs is installed, without loading it."""
    return find_spec("scipy") is not None


def _draw(stretch: Stretch) -> tuple[dict[str, str], dict]:
    """Draw a stretch and say how far it is; return SVGs by key, and how long its psoas is.

    A pose that does not stand is a `ContentError`.
    """
    records = drawing.posed(stretch)
    title = fill(stretch.title, stretch.article_side)
    telling = Telling()

    def tell(done: int, of: int) -> None:
        if done < of:
            telling.say(f"Drawing “{title}” for the first time:", done, of)
            _stand(stretch, records[done])

    svgs, _, bodies = drawing.draw(stretch, tell)
    count = f"{len(records)} position{'s' if len(records) > 1 else ''}"
    telling.say(f"“{title}” is drawn: {count}.")
    return svgs, drawing.figures({name: drawing.solved(each) for name, each in bodies.items()})


def _stand(stretch: Stretch, record: Step | CommonError) -> None:
    """Bring a pose onto its supports; say where it cannot be, floats or sinks."""
    from psoaslib import body

    pose: Pose = record.pose
    try:
        posed = body.solve(pose, "right")
        gaps = body.contact_gaps(posed, pose, "right")
        clear = body.clearances(posed)
    except (ArithmeticError, LookupError, ValueError) as error:
        raise _wrong(stretch, pose, f"cannot be drawn: {str(error).strip(chr(39))}") from None
    for part, support, gap in gaps:
        near = ON_SKIN if support.startswith(("same_", "other_")) else CLOSE
        if abs(gap) > near:
            words = f"{part} is {abs(gap) * 1000:.0f} mm from {support}, on which it is to rest"
            raise _wrong(stretch, pose, f"{UNSTEADY}, {words}")
    for support, parts in {"floor": clear.floor, **clear.props}.items():
        part = min(parts, key=parts.get, default=None)
        if part and parts[part] < -CLOSE:
            words = f"{part} is {-parts[part] * 1000:.0f} mm inside {support}"
            raise _wrong(stretch, pose, f"{UNSTEADY}, {words}")


def _wrong(stretch: Stretch, pose: Pose, words: str) -> ContentError:
    return ContentError(f"{stretch.id}.poses.toml", f'poses "{pose.id}"', "", words)
