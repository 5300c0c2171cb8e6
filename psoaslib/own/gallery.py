"""Find the pictures of an instructor's own stretches, their poses and ways, and given images."""

from psoaslib.catalogue import images
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.catalogue.stretch import CommonError, Step, Stretch
from psoaslib.mechanics import wording
from psoaslib.own import solving
from psoaslib.own.reader import Images
from psoaslib.own.telling import Telling
from psoaslib.programme.cards import picture_key


class OwnGallery(images.Gallery):
    """Give the pictures of stretches read from a folder, and the collection's own beside them."""

    def __init__(self, stretches: tuple[Stretch, ...], given: Images) -> None:
        self._given = given
        self._own = {stretch.id: stretch for stretch in stretches}
        self._places: dict[str, tuple[Stretch, Step | CommonError, str]] = {
            picture_key(stretch.id, record.id, side): (stretch, record, side)
            for stretch in stretches
            for record in stretch.steps + stretch.errors
            for side in SIDES
        }

    def find(self, key: str, small: bool = False) -> str | None:
        """Return a given image as an SVG text with its words, or None where there is none."""
        if key not in self._places:
            return super().find(key, small)
        stretch, record, side = self._places[key]
        image = self._given.get((stretch.id, record.id))
        if image is None:
            return None
        title, alt = fill(record.title, side), fill(record.alt, side)
        return image.svg(title, alt, mirrored=side != stretch.article_side)

    def own(self, key: str) -> bool:
        """Tell whether a picture is of a stretch of the folder."""
        return key in self._places

    def lengths(self, key: str) -> dict | None:
        """Return the figures of a picture; of an own stretch once its pose is solved."""
        if key not in self._places:
            return super().lengths(key)
        stretch, record, _ = self._places[key]
        if not record.pose or not solving.is_known(stretch):
            return None
        pose = self.pose(stretch.id, record.id)
        return pose and wording.figures(pose["angles"])

    def ways(self, stretch: str) -> bytes:
        """Return what is solved of a stretch by now; positions alone at first, see `solved`.

        A pose that does not stand is a `ContentError`.
        """
        found = self._solving(stretch)
        if found is None:
            return b"" if stretch in self._own else super().ways(stretch)
        if found.rest() <= 0:
            return found.ways()
        title, telling = self._title(stretch), Telling()
        telling.say(f"Solving {title} for the first time.")
        known = found.ways()
        telling.say(f"{title} is solved." if found.placed else f"{title} is still being solved.")
        return known

    def solved(self, stretch: str, wait: bool = False) -> bool:
        """Tell whether the ways of a stretch are all that there will be; `wait` until they are."""
        found = self._solving(stretch)
        if found and wait and not found.done:
            Telling().say(f"Solving {self._title(stretch)}; this can take some minutes.")
            found.wait()
        return found is None or found.done

    def pose(self, stretch: str, name: str) -> dict | None:
        """Return a solved body, or None; of an own stretch by what is solved by now."""
        if stretch not in self._own:
            return super().pose(stretch, name)
        from psoaslib.mesh import reading

        return reading.poses(self.ways(stretch)).get(name)

    def _title(self, stretch: str) -> str:
        record = self._own[stretch]
        return f"“{fill(record.title, record.article_side)}”"

    def _solving(self, stretch: str) -> "solving.Solving | None":
        """Return the solving of an own stretch with poses, which this begins."""
        record = self._own.get(stretch)
        if record and any(each.pose for each in record.steps + record.errors):
            return solving.of(record)
        return None
