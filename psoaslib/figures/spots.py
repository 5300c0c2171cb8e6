"""The hot spots of a plate: for each label its place, and all that counts as right.

A spot is what a reader sees of a structure, on both sides of the body where both are drawn, less
what something drawn later covers. Units as in `source`, in whole numbers.
"""

from typing import Any

import shapely
from shapely import MultiPolygon, Point, Polygon

from psoaslib.catalogue.plate import Plate
from psoaslib.catalogue.problems import ContentError
from psoaslib.figures import paths
from psoaslib.figures.source import POINT, SPOT, Shape, Source, Structure, looks

LINE = 24.0  # how wide an open line counts
EDGE = 4.0  # half a line: an outline belongs to what it goes round
SMALLEST = 300.0  # square units: smaller outlines are left out
REMAINS = 2500.0, 0.1  # square units, share of the largest piece: what is below both is left out
WITHIN = 10.0  # so far from the edge a spot's place lies, where it is wide enough
NEAR = 40.0  # so far off what is seen a leader may end
TOLERANCE = 4.0  # how far a written outline may lie off
SHADES = ("-shade", "-deep", "-bundle", "-shadow")  # looks of what lies on a fill or beside it


def spots(source: Source, record: Plate) -> dict[str, Any]:
    """Return the hot spots of a plate, ready to be written as JSON.

    `frame` is (x, y, width, height) of the drawing without its margins. `spots` maps each label of
    the record to `at`, the place (x, y) where its leader ends, or the nearest to it well within
    what is seen; `half`, the radius of the largest disc within it; and `shapes`, closed outlines
    (x, y, x, y, ...) to be filled by the even-odd rule. A `ContentError` names a label of which
    nothing is seen, or whose leader ends elsewhere.
    """
    found = {}
    for name, area in seen(source, record).items():
        place = Point(source.points[name])
        if area.is_empty:
            raise _wrong(record, name, "is hidden by what is drawn after it, or lies off the page")
        if (off := area.distance(place)) > NEAR:
            words = f"lies {off / 10:.0f} mm off what is seen of its structure; move it there"
            raise _wrong(record, POINT + name, words)
        half = shapely.maximum_inscribed_circle(area, TOLERANCE / 4).length
        within = area.buffer(-min(WITHIN, 0.6 * half))
        at = place if within.contains(place) else shapely.shortest_line(within, place).coords[0]
        x, y = (at.x, at.y) if isinstance(at, Point) else at
        found[name] = {"at": [round(x), round(y)], "half": round(half), "shapes": _outlines(area)}
    return {"frame": [round(each) for each in source.frame], "spots": found}


def seen(source: Source, record: Plate) -> dict[str, MultiPolygon]:
    """Return what is seen of each label's structure within the frame."""
    areas = dict.fromkeys(record.labels, MultiPolygon())
    for structure in source.structures:
        cover = (
            _union(each for each in structure.shapes if _hides(each)) if structure.name else None
        )
        for name, area in areas.items():
            if name == structure.name:
                areas[name] = area.union(counted(structure))
            elif cover and area.intersects(cover):
                areas[name] = area.difference(cover)
    left, top, width, height = source.frame
    frame = shapely.box(left, top, left + width, top + height)
    return {name: _whole(area.intersection(frame)) for name, area in areas.items()}


def counted(structure: Structure):
    """Return all that counts as a structure: what is filled, else its lines."""
    filled = [each for each in structure.shapes if _counts(each)]
    return _union(filled or structure.shapes)


def _counts(shape: Shape) -> bool:
    return "fill" in looks()[shape.look] and not shape.look.endswith(SHADES)


def _hides(shape: Shape) -> bool:
    return _counts(shape) and "opacity" not in looks()[shape.look]


def _union(shapes):
    return shapely.union_all([_area(each) for each in shapes]).buffer(EDGE)


def _area(shape: Shape):
    """Return what a shape fills, by the even-odd rule, or what an open line runs through."""
    runs = paths.path(shape.data).to_polygons(closed_only=False)
    if not shape.closed and (shape.look == SPOT or not _counts(shape)):
        return shapely.union_all([shapely.LineString(run).buffer(LINE / 2 - EDGE) for run in runs])
    area = Polygon()
    for run in runs:
        if len(run) > 3:
            area = area.symmetric_difference(Polygon(run).buffer(0))
    return area


def _whole(area) -> MultiPolygon:
    """Return an area without slivers that peep out from behind another."""
    pieces = [each for each in shapely.get_parts(area) if isinstance(each, Polygon)]
    largest = max((each.area for each in pieces), default=0.0)
    least, share = REMAINS
    return MultiPolygon([e for e in pieces if e.area >= least or e.area >= share * largest])


def _outlines(area: MultiPolygon) -> list[list[int]]:
    """Return the outlines of an area, holes among them; the longest first."""
    rings = [
        ring
        for each in shapely.get_parts(area.simplify(TOLERANCE))
        for ring in (each.exterior, *each.interiors)
    ]
    runs = [ring.coords[:-1] for ring in rings if Polygon(ring).area > SMALLEST]
    return [
        [round(v) for place in run for v in place] for run in sorted(runs, key=len, reverse=True)
    ]


def _wrong(record: Plate, entry: str, words: str) -> ContentError:
    return ContentError(f"plates/{record.id}.svg", f'"{entry}"', "", words)
