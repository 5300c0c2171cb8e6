"""Paint layers of outlines on matplotlib axes: the one way of pictures and of plates.

Matplotlib is asked for when something is painted, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from numbers import Real
from pathlib import Path

import numpy as np

ENDINGS = (".png", ".pdf", ".svg")
MOVE, LINE, QUADRATIC, CLOSE = 1, 2, 3, 79
"""The codes of matplotlib's paths."""


def frame(ax, viewbox) -> float:
    """Give axes the frame (x, y, width, height) of a drawing; return the points of one unit."""
    x, y, w, h = viewbox
    ax.set_xlim(x, x + w)
    ax.set_ylim(y + h, y)
    ax.set_aspect("equal")
    ax.set_axis_off()
    box = ax.get_window_extent()
    return min(box.width / w, box.height / h) * 72 / ax.figure.dpi


def paint(ax, layers: Iterable, patch: Callable[[str], dict], turn=None) -> None:
    """Paint each layer as one patch of matplotlib, in the order given.

    patch: makes the arguments of a patch from a layer's look. turn: a matplotlib transform of
    the drawing's units, such as a mirror; none leaves them as they are.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Run

    way = ax.transData if turn is None else turn + ax.transData
    for layer in layers:
        parts = [vertices(outline) for outline in layer.outlines if len(outline.nodes) > 1]
        if parts:
            path = Run(*(np.concatenate(column) for column in zip(*parts, strict=True)))
            ax.add_patch(PathPatch(path, transform=way, clip_on=True, **patch(layer.look)))


def save(drawing, path: str | Path, size: tuple[float, float], ground: str, dpi: int) -> Path:
    """Write a drawing as .png, .pdf or .svg, by the ending of the name; return its path.

    drawing: has title, alt, `svg()` and `draw(ax)`; its words go into the file too. size: width
    and height in inches. ground: the colour of the paper. dpi: dots to an inch of a PNG. Another
    ending is a ValueError that names the three, a folder that is not there a FileNotFoundError, a
    file that may not be written a PermissionError.
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
        return _written(drawing, path, ending, size, ground, dpi)
    except (PermissionError, IsADirectoryError) as error:
        raise PermissionError(
            f"{str(path)!r} could not be written. If it is open in another program, close it "
            "there, or save under another name."
        ) from error


def _written(drawing, path: Path, ending: str, size, ground: str, dpi: float) -> Path:
    if ending == ".svg":
        path.write_text(drawing.svg(), encoding="utf-8")
        return path
    import matplotlib as mpl
    from matplotlib.figure import Figure

    told = {"Title": drawing.title}
    told["Description" if ending == ".png" else "Subject"] = drawing.alt
    # Letters stay letters in a PDF, so that they can be searched and read aloud.
    with mpl.rc_context({"pdf.fonttype": 42}):
        canvas = Figure(figsize=size, dpi=dpi, facecolor=ground)
        drawing.draw(canvas.add_axes((0, 0, 1, 1)))
        canvas.savefig(path, dpi=dpi, facecolor=ground, metadata=told)
    return path


def vertices(outline) -> tuple[np.ndarray, np.ndarray]:
    """Return the vertices (n, 2) of an outline and matplotlib's codes (n,) for them."""
    start, steps = outline.segments()
    if outline.curved and len(outline.nodes) > 2:
        points, codes = [start, *steps.reshape(-1, 2)], [MOVE] + [QUADRATIC] * 2 * len(steps)
    else:
        points, codes = [start, *steps[:, 1]], [MOVE] + [LINE] * len(steps)
    if outline.closed:
        points, codes = [*points, start], [*codes, CLOSE]
    return np.array(points), np.array(codes)
