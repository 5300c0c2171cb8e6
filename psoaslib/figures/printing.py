"""A plate on paper: its SVG painted by matplotlib, and saved as .png or .pdf."""

from numbers import Real
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from psoaslib.figures import paths
from psoaslib.figures.paths import SVG
from psoaslib.figures.plate import PRINTED
from psoaslib.figures.source import PREFIX, rules

ENDINGS = (".png", ".pdf", ".svg")


def save(svg: str, title: str, alt: str, path: str | Path, dpi: float = 300) -> Path:
    """Write a plate as it is printed, as .png, .pdf or .svg; return its path.

    svg: as `plate.svg` writes it. title and alt go into the file too. dpi: dots to an inch of a
    PNG. Another ending is a ValueError that names the three, a folder that is not there a
    FileNotFoundError, a file that may not be written a PermissionError.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ValueError(
            f"A figure is saved as {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}; "
            f"{path.name!r} ends otherwise."
        )
    if not path.parent.is_dir():
        raise FileNotFoundError(
            f"There is no folder {str(path.parent)!r}, so nothing was saved. Make the folder, "
            f"or give a name alone, as in save({path.name!r}): the file then stands beside the "
            "notebook."
        )
    if not isinstance(dpi, Real) or dpi <= 0:
        raise ValueError(f"dpi is {dpi!r}; it is a number of dots to an inch, such as 300.")
    try:
        if ending == ".svg":
            path.write_text(svg, encoding="utf-8")
        else:
            told = {"Title": title, "Description" if ending == ".png" else "Subject": alt}
            # Letters stay letters in a PDF, so that they can be searched and read aloud.
            with mpl.rc_context({"pdf.fonttype": 42}):
                painted(svg).savefig(path, dpi=dpi, metadata=told)
    except (PermissionError, IsADirectoryError) as error:
        raise PermissionError(
            f"{str(path)!r} could not be written. If it is open in another program, close it "
            "there, or save under another name."
        ) from error
    return path


def painted(svg: str) -> Figure:
    """Return a plate as a figure of matplotlib, as wide as it is printed."""
    root = ElementTree.fromstring(svg)
    looks = rules(root.find(f"{SVG}style").text)
    x, y, width, height = (float(each) for each in root.get("viewBox").split())
    wide = PRINTED / 25.4
    unit = 72 * wide / width  # points
    figure = Figure((wide, wide * height / width), facecolor=looks["plate-ground"]["fill"])
    axes = figure.add_axes((0, 0, 1, 1), xlim=(x, x + width), ylim=(y + height, y))
    axes.set_axis_off()
    size = float(root.find(f"{SVG}g[@font-size]").get("font-size"))
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag == "text":
            x, y = (float(element.get(each)) for each in ("x", "y"))
            axes.text(
                *(x, y, element.text), ha="center", va="baseline", family="sans-serif",
                fontsize=size * unit, color=looks["text"]["fill"],
            )  # fmt: skip
        elif tag in ("path", "circle"):
            drawn = paths.path(paths.data(element))
            look = element.get("class").removeprefix(PREFIX)
            axes.add_artist(PathPatch(drawn, **_brush(looks[look], unit)))
    return figure


def _brush(look: dict[str, str], unit: float) -> dict:
    """Return a look as arguments of matplotlib; unit: in points."""
    width = float(look.get("stroke-width", 0))
    made = {
        "facecolor": look.get("fill", "none"),
        "edgecolor": look.get("stroke", "none"),
        "linewidth": width * unit,
        "alpha": float(look["opacity"]) if "opacity" in look else None,
        "joinstyle": "round",
        "capstyle": "round",
    }
    if "stroke-dasharray" in look:
        dashes = look["stroke-dasharray"].split()
        made["linestyle"] = (0, tuple(float(each) / width for each in dashes))
    return made
