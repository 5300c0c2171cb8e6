"""Hold a picture: styled outlines, title, alternative text and caption; write it as SVG or paint
it on matplotlib axes.

One unit is one millimetre in the scene; y runs down. An outline is a list of nodes, the control
points of a uniform quadratic B-spline, so a curve costs one pair of whole numbers a node in SVG
(`M m0 q P1 m1 t m2 t m3 ...`). The `t` command mirrors the last control point, so rounding would
walk away at random: each joint is chosen from the control point as it really is, and the error
stays within one unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from psoaslib.figures import paint, style

BADGE = 54.0  # radius of the mark of an error, in units
DOT = 11.0  # radius of the end of its line


@dataclass(frozen=True, eq=False)
class Outline:
    """Hold one run of nodes (n, 2); `curved` nodes steer a B-spline, others are corners."""

    nodes: np.ndarray
    closed: bool = True
    curved: bool = True

    def segments(self) -> tuple[np.ndarray, np.ndarray]:
        """Return start (2,) and steps (k, 2, 2): whole-number control point and end of each.

        For an outline of corners the control point equals the end.
        """
        nodes = np.asarray(self.nodes, float)
        if not self.curved or len(nodes) < 3:
            ends = np.round(nodes)
            return ends[0], np.stack([ends[1:], ends[1:]], 1)
        if self.closed:
            start = np.round((nodes[-1] + nodes[0]) / 2)
            aims = np.concatenate([nodes[1:], nodes[:1]])
            last = start
        else:
            start, last = np.round(nodes[0]), np.round(nodes[-1])
            nodes, aims = nodes[1:-1], nodes[2:-1]
        control, steps = np.round(nodes[0]), []
        for aim in aims[: len(nodes) - 1]:
            end = np.round((control + aim) / 2)
            steps.append((control, end))
            control = 2 * end - control
        steps.append((control, last))
        return start, np.array(steps)


@dataclass(frozen=True, eq=False)
class Layer:
    """Hold outlines that share a style; `look` names classes of style.RULES, without prefix."""

    look: str
    outlines: tuple[Outline, ...]


@dataclass(frozen=True)
class Mark:
    """Hold where the mark of an error stands, and the fault that its line leads to.

    Both are places of the drawing, before it is mirrored.
    """

    at: tuple[float, float]
    fault: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Picture:
    """Hold a picture. viewbox is (x, y, width, height) in units.

    `flipped` shows the layers mirrored left to right about the middle of the viewbox; `error`
    sets the mark of an error, a cross on a disc, beside the fault that `mark` names, or else into
    the upper right corner. `build` names whose colours of skin, hair and clothes it has.
    """

    title: str
    alt: str
    caption: str
    layers: tuple[Layer, ...]
    viewbox: tuple[float, float, float, float]
    flipped: bool = False
    error: bool = False
    build: str = style.FIRST
    mark: Mark | None = None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Return (left, top, right, bottom) of all nodes but a wall's, not mirrored."""
        nodes = np.concatenate(
            [o.nodes for layer in self.layers if layer.look != "wall" for o in layer.outlines]
        )
        return (*nodes.min(0), *nodes.max(0))

    @property
    def badge(self) -> tuple[Layer, ...]:
        """Return the layers of the error's mark, or none."""
        if not self.error:
            return ()
        if self.mark:
            (x, y), fault = (self._across(at) for at in (self.mark.at, self.mark.fault))
            way = (Outline(np.array([[x, y], fault]), False, False),)
            line = (Layer("error-halo", way), Layer("error-line", way), _dot(fault))
        else:
            x = self.viewbox[0] + self.viewbox[2] - 1.8 * BADGE
            y = self.viewbox[1] + 1.8 * BADGE
            line = ()
        turn = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        # The nodes of a B-spline lie a little outside the circle that it draws.
        disc = np.stack([x + 1.02 * BADGE * np.cos(turn), y + 1.02 * BADGE * np.sin(turn)], 1)
        arm = 0.42 * BADGE
        cross = tuple(
            Outline(np.array([[x - arm, y - s * arm], [x + arm, y + s * arm]]), False, False)
            for s in (1, -1)
        )
        return *line, Layer("error", (Outline(disc),)), Layer("error-mark", cross)

    def _across(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return where a place of the drawing is seen, which may be mirrored."""
        x, _, w, _ = self.viewbox
        return (2 * x + w - at[0] if self.flipped else at[0]), at[1]

    def mirrored(self, title: str, alt: str, caption: str) -> Picture:
        """Return the same drawing for the other side of the body, with its own words."""
        return replace(self, title=title, alt=alt, caption=caption, flipped=not self.flipped)

    def framed(self, viewbox) -> Picture:
        """Return the picture in another frame."""
        return replace(self, viewbox=tuple(viewbox))

    def svg(self) -> str:
        """Return one SVG document, with title, description and its own style block."""
        x, y, w, h = (round(v) for v in self.viewbox)
        drawn, mark = paths(self.layers), paths(self.badge)
        turn = f' transform="matrix(-1 0 0 1 {2 * x + w} 0)"' if self.flipped else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{style.root(self.build)}" role="img"'
            f' viewBox="{x} {y} {w} {h}"><title>{escape(self.title)}</title>'
            f"<desc>{escape(self.alt)}</desc><style>{style.sheet()}</style>"
            f'<rect class="{style.names("ground")}" x="{x}" y="{y}" width="{w}" height="{h}"'
            f' rx="{style.CORNER}"/><g{turn}>{drawn}</g>{mark}</svg>\n'
        )

    def draw(self, ax):
        """Paint the picture on matplotlib axes, to its own scale; return the axes."""
        from matplotlib.transforms import Affine2D

        x, _, w, _ = self.viewbox
        points_per_unit = paint.frame(ax, self.viewbox)
        turn = Affine2D().scale(-1, 1).translate(2 * x + w, 0) if self.flipped else None

        def patch(look):
            return style.patch(look, points_per_unit, self.build)

        paint.paint(ax, self.layers, patch, turn)
        paint.paint(ax, self.badge, patch)
        return ax

    def _repr_svg_(self) -> str:
        return self.svg()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """Show the picture in a notebook: SVG, HTML with the caption, and its words as text."""
        figure = (
            f"<figure aria-label={quoteattr(self.title)}>{self.svg()}"
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )
        return {"text/html": figure, "image/svg+xml": self.svg(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"Picture: {self.title}. {self.alt}"


def _dot(at: tuple[float, float]) -> Layer:
    turn = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ring = np.array(at) + 1.05 * DOT * np.stack([np.cos(turn), np.sin(turn)], 1)
    return Layer("error-dot", (Outline(ring),))


def _pair(point) -> str:
    x, y = (f"{int(v)}" for v in point)
    return x + ("" if y[0] == "-" else " ") + y


def paths(layers) -> str:
    """Return layers as paths of SVG, each of the class of its look."""
    drawn = ((layer.look, data(layer)) for layer in layers)
    return "".join(f'<path class="{style.names(look)}" d="{d}"/>' for look, d in drawn if d)


def data(layer: Layer) -> str:
    """Return the path data of a layer."""
    return "".join(_path(o) for o in layer.outlines if len(o.nodes) > 1)


def _path(outline: Outline) -> str:
    start, steps = outline.segments()
    text, here = "M" + _pair(start), start
    curved = outline.curved and len(outline.nodes) > 2
    for k, (control, end) in enumerate(steps):
        if curved and k == 0:
            text += "q" + _pair(control - here) + _gap(_pair(end - here))
        else:
            word = _pair(end - here)
            first = k == (1 if curved else 0)
            text += (("t" if curved else "l") + word) if first else _gap(word)
        here = end
    return text + ("z" if outline.closed else "")


def _gap(word: str) -> str:
    return word if word[0] == "-" else " " + word
