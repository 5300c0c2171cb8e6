"""A plate as it is shown: its drawing, numbers in the margins, leaders to what they name.

Numbers stand in the order of their key, down the left margin and then down the right one, each as
near to the height of its structure as its neighbours let it. Units as in `source`.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from psoaslib.catalogue.plate import Plate
from psoaslib.figures.source import PREFIX, SPOT, Source, looks, sheet

PRINTED = 160.0  # mm: the width at which a plate is printed
POINT = 25.4 / 72  # mm
NUMBER = 10.0  # points, for numbers and words, at that width
MARGIN = 0.085  # of the width, on each side, for the numbers
ROUND = 0.88  # radius of a number's disc as a share of the height of its type
APART = 2.3  # of that radius: the least distance between two numbers of a margin
END = 0.2  # radius of a leader's end as a share of the height of the type
CORNER = 60  # radius of the ground's corners, units
MIDDLE = 0.355  # of the type's height: how far the foot of a figure lies below its middle
WIDE = 4150.0  # units: the width of a plate whose lines are as wide as the style sheet says
SIGNS = ("leader-halo", "leader", "leader-end", "number")
_SCALED = re.compile(r"(stroke-(?:width|dasharray)):\s*([^;}]*)")


@dataclass(frozen=True)
class Mark:
    """A number with the middle of its disc and the place it points at."""

    number: int
    name: str
    at: tuple[float, float]
    spot: tuple[float, float]


def viewbox(source: Source) -> tuple[float, float, float, float]:
    """Return the frame with the margins for the numbers."""
    left, top, width, height = source.frame
    whole = width / (1 - 2 * MARGIN)
    return left - MARGIN * whole, top, whole, height


def size(source: Source) -> float:
    """Return the height of the type, in units."""
    return NUMBER * POINT * viewbox(source)[2] / PRINTED


def marks(source: Source, record: Plate) -> list[Mark]:
    """Return the numbers of a plate, in the order of its labels."""
    x, top, width, height = viewbox(source)
    radius = ROUND * size(source)
    columns = {"left": x + 1.5 * radius, "right": x + width - 1.5 * radius}
    made: list[Mark] = []
    for margin, column in columns.items():
        names = [each.id for each in record.labels.values() if each.margin == margin]
        places = [source.points[name] for name in names]
        wanted = [y for _, y in places]
        heights = spread(wanted, APART * radius, top + radius, top + height - radius)
        for name, place, y in zip(names, places, heights, strict=True):
            made.append(Mark(len(made) + 1, name, (round(column), round(y)), place))
    return made


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return heights in the order given, at least `gap` apart, as near to `wanted` as that lets.

    Least squares: neighbours that would come too close move together (pool adjacent violators).
    """
    pools: list[list[float]] = []
    for number, want in enumerate(wanted):
        pools.append([want - number * gap, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [[(a * m + b * n) / (m + n), m + n]]
    even = [value for value, count in pools for _ in range(int(count))]
    room = high - (len(wanted) - 1) * gap
    return [min(max(value, low), room) + number * gap for number, value in enumerate(even)]


def svg(source: Source, record: Plate) -> str:
    """Return one SVG document, with title, description and its own style block."""
    x, y, width, height = (round(v) for v in viewbox(source))
    shapes = [each for one in source.structures for each in one.shapes if each.look != SPOT]
    drawn = "".join(f'<path class="{PREFIX}{each.look}" d="{each.data}"/>' for each in shapes)
    words = "".join(_word(*each) for each in source.words)
    used = {each.look for each in shapes} | {"plate-ground", *SIGNS}
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{PREFIX}plate" role="img"'
        f' viewBox="{x} {y} {width} {height}"><title>{escape(record.title)}</title>'
        f"<desc>{escape(record.alt)}</desc><style>{_style(used, width / WIDE)}</style>"
        f'<rect class="{PREFIX}plate-ground" x="{x}" y="{y}" width="{width}" height="{height}"'
        f' rx="{CORNER}"/><g>{drawn}</g><g font-size="{size(source):.0f}">{words}'
        f'<g class="{PREFIX}signs">{_signs(marks(source, record), size(source))}</g></g></svg>\n'
    )


def _signs(made: list[Mark], high: float) -> str:
    """Return leaders, their ends, and the numbers on their discs."""
    lines = "".join(
        f"M{each.at[0]:g} {each.at[1]:g}L{each.spot[0]:g} {each.spot[1]:g}" for each in made
    )
    return "".join(
        (
            *(f'<path class="{PREFIX}{look}" d="{lines}"/>' for look in SIGNS[:2]),
            *(_disc("leader-end", each.spot, END * high) for each in made),
            *(_disc("number", each.at, ROUND * high) for each in made),
            *(_word(str(each.number), each.at[0], each.at[1] + MIDDLE * high) for each in made),
        )
    )


def _word(text: str, x: float, y: float) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'


def _disc(look: str, at: tuple[float, float], radius: float) -> str:
    return f'<circle class="{PREFIX}{look}" cx="{at[0]:g}" cy="{at[1]:g}" r="{radius:.0f}"/>'


def _style(used: set[str], scale: float) -> str:
    """Return the style sheet without the looks that a plate has no use for, its lines scaled."""
    rules = re.sub(r"/\*.*?\*/", "", sheet(), flags=re.DOTALL).splitlines()
    others = tuple(f".{PREFIX}plate .{PREFIX}{look} " for look in looks().keys() - used)
    kept = "".join(each for each in rules if not each.startswith(others))

    def scaled(found: re.Match[str]) -> str:
        widths = " ".join(f"{scale * float(each):.3g}" for each in found[2].split())
        return f"{found[1]}:{widths}"

    return re.sub(r"\s*([{};:,])\s*", r"\1", _SCALED.sub(scaled, kept))
