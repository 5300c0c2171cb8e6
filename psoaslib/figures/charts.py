"""Draw the charts of the muscle model, each of which answers one question.

    svg(moment_arms())

A chart is a matplotlib `Figure`: black and greys with one accent, readable in greyscale, the span
of the models as a shaded area. Letters are drawn as outlines, so a chart looks alike everywhere.
Degrees and millimetres. matplotlib is loaded with this module alone.
"""

import io
import re
from functools import cache
from html import escape

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from psoaslib import mechanics
from psoaslib.mechanics import heel, measures
from psoaslib.mechanics.measures import LEVELS
from psoaslib.mechanics.psoas import MODELS

INK, SOFT, BAND, ACCENT = "#262423", "#6b6663", "#d5d1cd", "#a8320f"
STYLE = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 2.2,
    "svg.fonttype": "path",
    "svg.hashsalt": "psoaslib",
}


def tilt() -> Figure:
    """Draw the psoas of one thigh's angle against the tilt of the pelvis."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(6.6, 4.0), layout="constrained")
        axes = figure.subplots()
        tilts = np.arange(-15.0, 15.5, 0.5)
        found = mechanics.seen(**measures.measure("lunge_level").pose | {"pelvic_tilt": tilts})
        low, high = 1000 * found.low["change_m"], 1000 * found.high["change_m"]
        axes.fill_between(tilts, low, high, color=BAND, linewidth=0)
        axes.plot(tilts, 1000 * found.change_m, color=INK)
        axes.axhline(0, color=SOFT, linewidth=1.4, linestyle=(0, (4, 3)))
        axes.text(15, -0.4, "as in standing", color=SOFT, ha="right", va="top")
        for name in ("lunge_tipped", "lunge_level", "lunge_tucked"):
            told = measures.measure(name)
            at, where = float(told.value), told.pose["pelvic_tilt"]
            axes.plot(where, at, "o", color=ACCENT, markersize=8)
            axes.annotate(
                f"{at:.0f} mm",
                (where, at),
                (-7, 7),
                textcoords="offset points",
                color=ACCENT,
                weight="bold",
                ha="right",
            )
        axes.text(15, low[-1] - 1.2, "span of the\ntwo models", color=SOFT, ha="right", va="top")
        axes.set_xticks([-10, 0, 10], ["pelvis 10°\nforwards", "level", "10°\ntucked"])
        axes.set_yticks([0, 5, 10, 15])
        axes.set_xlim(-15, 15.5)
        axes.set_ylim(-1.8, None)
        axes.set_title("Psoas longer than in standing, mm; thigh 15° behind the vertical")
        return figure


def moment_arms() -> Figure:
    """Draw the psoas's arms about the hip and at the lumbar joints, on one scale."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 4.6), layout="constrained")
        left, right = figure.subplots(1, 2, sharey=True, width_ratios=(1.1, 1))
        flexion = np.arange(-30.0, 90.5, 1)
        paths = [mechanics.solve(model, hip_flexion=flexion) for model in MODELS]
        arms = np.array([1000 * each.mean(each.arms_m["hip_flexion"]) for each in paths])
        left.fill_between(flexion, arms.min(0), arms.max(0), color=BAND, linewidth=0)
        left.plot(flexion, arms.mean(0), color=INK)
        left.set_xticks([-30, 0, 30, 60, 90], ["30°\nback", "0°", "30°", "60°", "90°\nbent"])
        left.set_title("At the hip, by its angle")
        left.set_ylabel("moment arm, mm")
        left.text(32, 21, "span of the\ntwo models", color=SOFT, va="top")
        _joints(right)
        for axes in (left, right):
            axes.axhline(0, color=INK, linewidth=1)
        left.text(-29, 1, "bends the hip", color=SOFT, va="bottom")
        left.text(-29, -1, "would extend it", color=SOFT, va="top")
        left.set_ylim(-23, 53)
        return figure


def _joints(axes: Axes) -> None:
    """Put each slip's arm in both models as a dot, and their means as bars, joint by joint."""
    paths = [mechanics.solve(model) for model in MODELS]
    for place, level in enumerate(reversed(LEVELS)):
        column = LEVELS.index(level)
        for shift, each, mark in zip((-0.13, 0.13), paths, "os", strict=True):
            arms = 1000 * each.level_arms_m[:, column, 0]
            crossing = arms[np.abs(arms) > 1e-9]
            axes.plot(np.full(crossing.shape, place + shift), crossing, mark, mfc="none",
                      mec=SOFT, markersize=4.5)  # fmt: skip
        means = [1000 * float(each.mean(each.level_arms_m[:, column, 0])) for each in paths]
        axes.plot([place - 0.34, place + 0.34], [np.mean(means)] * 2, color=ACCENT, linewidth=4)
    axes.set_xticks(range(len(LEVELS)), [f"below\n{each}" for each in reversed(LEVELS)])
    axes.set_title("At each lumbar joint, standing")
    axes.text(-0.4, 51, "rounds the lower back", color=SOFT, va="top")
    axes.text(4.4, -22.5, "arches it", color=SOFT, ha="right", va="bottom")
    axes.plot([], [], color=ACCENT, linewidth=4, label="whole muscle")
    axes.plot([], [], "o", mfc="none", mec=SOFT, markersize=4.5, label="one slip, model A")
    axes.plot([], [], "s", mfc="none", mec=SOFT, markersize=4.5, label="one slip, model B")
    axes.legend(loc="upper left", bbox_to_anchor=(0, 0.93), frameon=False, fontsize=10,
                handlelength=1.4, borderaxespad=0.2)  # fmt: skip


def _back(most: float) -> np.ndarray:
    """Return by how much the thigh goes back, degrees (n,)."""
    return np.linspace(0, most, 61)


@cache
def _other_lunges(most: float) -> np.ndarray:
    """Return how far the heel sinks in each of our lunges, millimetres (lunges, n)."""
    return np.array(
        [[measures.sink_mm(each, step) for step in _back(most)] for each in measures.legs()]
    )


def heel_sinks(leg: heel.Leg, tilt_lost: float, reserve: float = 0.0) -> Figure:
    """Draw a leg before and after, and how far its heel sinks as the thigh goes back."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.0, 4.4), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.35))
        _sticks(left, leg, tilt_lost, reserve)
        most = max(10.0, float(np.ceil(tilt_lost + reserve)))
        back = _back(most)
        own = [measures.sink_mm(leg, step) for step in back]
        others = np.array([own, *_other_lunges(most)])
        right.fill_between(back, others.min(0), others.max(0), color=BAND, linewidth=0)
        right.plot(back, others[0], color=INK)
        mark = measures.measure("heel_centimetre").size["sink_mm"]
        right.axhline(mark, color=SOFT, linewidth=1.4, linestyle=(0, (4, 3)))
        right.text(most, mark + 0.4, "the article's centimetre", color=SOFT, ha="right",
                   va="bottom")  # fmt: skip
        at = tilt_lost + reserve
        sunk = measures.sink_mm(leg, tilt_lost, reserve)
        right.plot(at, sunk, "o", color=ACCENT, markersize=8, clip_on=False, zorder=5)
        right.annotate(f"{sunk:.0f} mm", (at, sunk), (-8, 6), textcoords="offset points",
                       color=ACCENT, weight="bold", ha="right")  # fmt: skip
        right.text(0.98, 0.04, "grey: other lunges", transform=right.transAxes, color=SOFT,
                   ha="right")  # fmt: skip
        right.set_xlim(0, most)
        right.set_ylim(0, None)
        right.set_xlabel("thigh goes back, degrees:\ntilt lost, or hip extended further")
        right.set_title("The heel sinks, mm")
        return figure


def _sticks(axes: Axes, leg: heel.Leg, tilt_lost: float, reserve: float) -> None:
    sinking = heel.sinking(leg, float(leg.hip_extension) + reserve, tilt_lost)
    thigh = sinking.thigh_extension_to
    after = heel.from_thigh(leg.stature_m, leg.hip_x_m, leg.hip_y_m, thigh)
    for each, colour, style, name in (
        (leg, SOFT, (0, (3, 2)), "before"),
        (after, ACCENT, "-", "after"),
    ):
        chain = [
            (each.hip_x_m, each.hip_y_m),
            (each.knee_x_m, each.knee_y_m),
            (each.ankle_x_m, each.ankle_y_m),
        ]
        foot = [chain[-1], (each.heel_x_m, each.heel_height_m), (0.0, 0.0), chain[-1]]
        for line in (chain, foot):
            x, y = np.array(line, float).T
            axes.plot(100 * x, 100 * y, color=colour, linestyle=style, linewidth=2.4,
                      solid_joinstyle="round", label=name if line is chain else None)  # fmt: skip
    hip = 100 * float(leg.hip_x_m), 100 * float(leg.hip_y_m)
    axes.plot(*hip, "o", color=INK, markersize=9)
    axes.annotate("hip stays", hip, (-9, 0), textcoords="offset points", ha="right", va="center")
    axes.annotate("toe stays", (0, 0), (8, 7), textcoords="offset points", ha="left")
    axes.axhline(0, color=SOFT, linewidth=1)
    axes.set_aspect("equal")
    axes.set_xlim(-32, max(40.0, hip[0] + 5))
    axes.set_ylim(-2, None)
    axes.set_axis_off()
    axes.set_title("The rear leg, from the side")
    axes.legend(loc="upper left", bbox_to_anchor=(0, 0.8), frameon=False, handlelength=1.6)


def svg(figure: Figure, title: str, alt: str) -> str:
    """Return a chart as SVG on white, with its title and alternative text inside."""
    with mpl.rc_context(STYLE):
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    text = text[text.index("<svg") :].strip() + "\n"
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    words = f"<title>{escape(title, quote=False)}</title><desc>{escape(alt, quote=False)}</desc>"
    return re.sub(r"(<svg[^>]*?)>", rf'\1 role="img">{words}', text, count=1)
