"""Offer what people try with the muscle model: lengths, levers, how far the models agree.

Each call returns a page that shows itself, and whose `repr` says the same in plain words. Degrees,
metres for the body, millimetres for the muscle, each with its band; how sure the figures are stands
in the notes.
"""

from typing import Any

from psoaslib import mechanics
from psoaslib.catalogue import catalogue, facts
from psoaslib.catalogue.muscle import Chart, ChartFile
from psoaslib.catalogue.names import known
from psoaslib.mechanics import measures, wording
from psoaslib.mechanics.psoas import MODELS
from psoaslib.mechanics.wording import change
from psoaslib.notebook.page import Page, Words
from psoaslib.pages.measures import chart, figures_table

NOTE = (
    "Against standing; in brackets the span of the two models. A calculation with two published "
    "bodies: nobody was measured."
)
KNEES = (0, 30, 60, 90, 120)
_APART = ("hip_back", "lunge_tucked", "bent_away", "arched", "arched_far")


def measure(name: str) -> Words:
    """Say one figure of `content/measures.toml`, by its id, with its band.

    >>> measure("lunge_tucked")
    Thigh 15° behind the vertical, pelvis tucked by 10°: 12 mm longer (9 to 15 mm).
    """
    told = measures.measure(name)
    return Words(f"{told.title}: {told.text}.")


def hold_lengths() -> Page:
    """Show how long the psoas is in the drawn hold of every stretch, on both sides.

    The drawn hips extend further than many people's do, so two rows below say what the models give
    for a hip with less.
    """
    content = catalogue()
    rows = []
    for stretch in content.stretches.values():
        name = next(each.id for each in stretch.steps if each.kind == "hold")
        pose = measures.solved(stretch.id, name)
        told = wording.figures(pose["angles"])
        extension = -pose["angles"]["right_hip_flexion"]
        drawn = f"{extension:.0f}°" if extension > 0 else f"bent by {-extension:.0f}°"
        rows.append((stretch.title, drawn, *(_said(told[side]) for side in wording.SIDES)))
    for each in map(measures.measure, ("psoas_at_7", "psoas_at_15")):
        drawn = f"{each.size['hip_extension']:g}°"
        rows.append((f"For comparison: a hip that stops at {drawn}", drawn, each.text, "–"))
    header = ("Hold", "Hip extension", "Psoas of the side stretched", "Psoas of the other side")
    title = "How long the psoas is in each hold that we drew"
    words = "; ".join(f"{row[0]}: {row[2]}" for row in rows)
    blocks = figures_table(title, header, rows, NOTE, content)
    return Page(f"{title}. {words}.", blocks, content)


def _said(figure: wording.Figure) -> str:
    return f"{wording.words(figure)} ({wording.band(figure)})"


def length_parts(name: str) -> Page:
    """Show what the hip and what the lower back add to the psoas's length in a stretch's hold.

    An unknown stretch is a ValueError that lists the valid ones.
    """
    content = catalogue()
    stretch = known(content.stretches, name, "stretch")
    step = next(each.id for each in stretch.steps if each.kind == "hold")
    pose = measures.solved(name, step)
    rows = []
    for side, title in (("right", "The side stretched"), ("left", "The other side")):
        parts = (_part(pose, side, joints) for joints in (("hip",), ("lumbar",), ("hip", "lumbar")))
        rows.append((title, *parts))
    header = ("Psoas", "From the hip", "From the lower back", "Together")
    title = f"{stretch.title}, the hold: where the psoas's change comes from"
    words = "; ".join(
        f"{row[0].lower()}: hip {row[1]}, lower back {row[2]}, together {row[3]}" for row in rows
    )
    blocks = figures_table(title, header, rows, NOTE, content)
    return Page(f"{title}. {words}.", blocks, content)


def _part(pose: dict, side: str, joints: tuple[str, ...]) -> str:
    """Say the change of one side with only the hip's or the lumbar angles of a pose."""
    mine = {
        name: angle
        for name, angle in pose["angles"].items()
        if (name.startswith("lumbar_") and "lumbar" in joints)
        or (name.startswith(f"{side}_hip_") and "hip" in joints)
    }
    told = mechanics.of_body(mine, side)
    if told.change_mm is None:
        return "beyond the models"
    return change(told.change_mm, *told.band)


def knee_bend(hip_extension: float = 10.0) -> Page:
    """Show what bending the knee does to rectus femoris, and not to the psoas.

    hip_extension: degrees, -90 to 40. Rectus femoris as in the two hip models.
    """
    content = catalogue()
    rows = []
    whole = mechanics.psoas_length(hip_extension=hip_extension)
    for knee in KNEES:
        paths = [
            mechanics.solve(model, hip_extension=hip_extension, knee_flexion=knee, arms=False)
            for model in measures.HIP_MODELS
        ]
        places = [each.of("rectfem") for each in paths]
        moved = [1000 * float(each.change_m[at]) for each, at in zip(paths, places, strict=True)]
        shares = [100 * float(each.strain[at]) for each, at in zip(paths, places, strict=True)]
        rows.append(
            (
                f"{knee}°",
                change(whole.change_mm, *whole.band),  # type: ignore[arg-type]  # never beyond
                change(sum(moved) / len(moved), min(moved), max(moved)),
                f"{min(shares):.0f} to {max(shares):.0f} %",
            )
        )
    header = ("Knee bent by", "Psoas", "Rectus femoris", "of its fibres' length, at most")
    title = f"The hip extended by {hip_extension:g}°, and the knee bent more and more"
    words = "; ".join(f"knee {row[0]}: psoas {row[1]}, rectus femoris {row[2]}" for row in rows)
    note = (
        "Against standing; in brackets the span of the models. The share takes the tendon as "
        "rigid, so the fibres are drawn out by less."
    )
    blocks = figures_table(title, header, rows, note, content)
    return Page(f"{title}. {words}.", blocks, content)


def models_apart() -> Page:
    """Show the models one beside the other, with three ways to share out the spine's motion."""
    content = catalogue()
    rows = []
    for name in _APART:
        told = measures.measure(name)
        cells = []
        pose: dict[str, Any] = told.pose
        for model in MODELS:
            found = [
                mechanics.solve(model, distribution=each, arms=False, **pose)
                for each in mechanics.distributions()
            ]
            cells.append(" / ".join(_tenths(1000 * float(e.mean(e.change_m))) for e in found))
        rows.append((told.title, *cells, told.text))
    header = ("Pose", "Model A, mm", "Model B, mm", "What we tell")
    title = "How far the models lie apart"
    words = "; ".join(f"{row[0]}: A {row[1]}, B {row[2]}" for row in rows)
    shares = ", ".join(mechanics.distributions())
    titles = {name: each.title for name, each in mechanics.models().items()}
    note = (
        f"Against standing, plus is longer. In each cell three ways to share out the bending among "
        f"the lumbar joints: {shares}. We tell the first, as the mean of A and B, with their span. "
        + " ".join(f"{titles[model][:1].upper()}{titles[model][1:]}." for model in MODELS)
    )
    blocks = figures_table(title, header, rows, note, content)
    return Page(f"{title}. {words}.", blocks, content)


def _tenths(value: float) -> str:
    told = f"{value:+.1f}"
    return "0.0" if told in ("+0.0", "-0.0") else told.replace("-", "\N{MINUS SIGN}")


def moment_arms() -> Page:
    """Show the psoas's levers at the hip and at each lumbar joint."""
    return _charted("moment_arms")


def tilt_chart() -> Page:
    """Show the psoas of one thigh's angle, by the tilt of the pelvis."""
    return _charted("tilt")


def chart_words(name: str) -> Chart:
    """Return the words of a chart by its id; an unknown id is a ValueError that lists the ids."""
    return known(facts("charts.toml", ChartFile).charts, name, "chart")


def _charted(name: str) -> Page:
    content = catalogue()
    record = chart_words(name)
    words = f"{record.title}. {record.caption}"
    return Page(words, chart(record, content, {}), content, shown=True)
