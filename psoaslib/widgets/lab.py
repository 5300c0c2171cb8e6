"""Show how long the psoas is in any pose: sliders, a picture that moves, bars with their band.

As with the other widgets, Python prepares everything and the browser does the rest, so that the
sliders wait for no kernel and a saved page needs none.
"""

import html as _html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.catalogue.names import one_of
from psoaslib.catalogue.sides import SIDES
from psoaslib.exercises import length_lab
from psoaslib.figures.style import FIRST
from psoaslib.pages.document import Block, Table, html, paragraph
from psoaslib.widgets.bodies import drawing_front_end
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import style
from psoaslib.widgets.page import standalone

TITLE = "Muscle length lab"
SHEETS = ("shared/asking", "lab")
BUILDS = (FIRST,)


class Lab(CellWidget):
    """Hold the muscle length lab, and tell which pose a person has set.

    Parameters
    ----------
    preset : id of a ready pose, such as "lunge/hold"; standing without one.
    compare : id of a ready pose that stays as a pale shape behind, to compare with.
    side : "right" or "left", the side shown.
    stature_m : metres; without it each model has the size of its own body.

    `pose` is {side, preset, thigh_extension, pelvic_tilt, lumbar_bend_away, knee_flexion, trunk,
    fixed}, degrees; `fixed` holds what no slider sets. It may be set, and is sent when the hand
    rests. `kept` is {title, pose}, or {} where no pose is kept. `result` is what the models say of
    the present pose.
    """

    _css = style(SHEETS)

    lab = t.Dict().tag(sync=True)
    numbers = t.Bytes().tag(sync=True)
    pose = t.Dict().tag(sync=True)
    kept = t.Dict().tag(sync=True)

    def __init__(
        self,
        preset: str | None = None,
        compare: str | None = None,
        side: str = "right",
        stature_m: float | None = None,
        **traits: Any,
    ) -> None:
        name = preset or length_lab.STANDING
        pose = {"side": side, "preset": name, **length_lab.posed(name)}
        kept = {}
        if compare is not None:
            kept = {"title": length_lab.title(compare, side), "pose": length_lab.posed(compare)}
        made, numbers = length_lab.payload(stature_m)
        given = {"lab": made, "numbers": numbers, "pose": pose, "kept": kept, **traits}
        super().__init__(code=drawing_front_end("lab", BUILDS), **given)

    @t.validate("pose")
    def _whole(self, proposal: Any) -> dict[str, Any]:
        """Fill in what is not given from the present pose; a ValueError names what is wrong."""
        given = {**(self.pose or {"side": "right", "preset": None, **length_lab.standing()})}
        new = proposal["value"]
        if unknown := set(new) - {*given, "preset"}:
            raise ValueError(f"pose has no {sorted(unknown)[0]!r}; it has: {', '.join(given)}")
        if new != given and "preset" not in new:
            given["preset"] = None
        given |= new
        one_of("side", given["side"], SIDES)
        one_of("trunk", given["trunk"], length_lab.TRUNKS)
        for slider, (low, high) in length_lab.SLIDERS.items():
            if not low <= given[slider] <= high:
                raise ValueError(
                    f"{slider} is {given[slider]}; the lab takes {low:g} to {high:g} degrees"
                )
        given["fixed"] = {**dict.fromkeys(length_lab.FIXED, 0.0), **given["fixed"]}
        return given

    @property
    def result(self) -> dict[str, dict[str, Any]]:
        """What the models say of psoas, iliacus and rectus femoris in the present pose.

        Each has `change_mm` from standing, `low_mm`, `high_mm`, `strain`, `state`; see
        `psoaslib.exercises.length_lab.figures`.
        """
        return length_lab.figures(self.pose, self.pose["side"], self.lab["stature"])

    def save_html(self, path: str | Path) -> Path:
        """Write one file that works from disk, with no network and no kernel; return its path."""
        path = Path(path)
        traits = {"lab": self.lab, "pose": self.pose, "kept": self.kept}
        buffers = {"numbers": self.numbers}
        words = html(self._words(), _html.escape)
        page = standalone("lab", TITLE, traits, words, buffers, sheets=SHEETS, builds=BUILDS)
        path.write_text(page, encoding="utf-8")
        return path

    def _words(self) -> Iterable[Block]:
        """Say the present pose, and every ready pose, with the psoas in each."""
        yield paragraph(self._sentence())
        side, stature = self.pose["side"], self.lab["stature"]
        rows = []
        for each in self.lab["presets"]:
            found = length_lab.figures(each["pose"], side, stature)
            told = (length_lab.words(found[name]) for name in ("psoas", "rectus_femoris"))
            rows.append(((length_lab.title(each["id"], side),), *((each,) for each in told)))
        yield paragraph(f"The ready poses, {side} side:")
        yield Table(("Pose", "Psoas", "Rectus femoris"), tuple(rows))
        yield paragraph(self.lab["note"])

    def _sentence(self) -> str:
        return length_lab.sentence(self.pose, self.pose["side"], self.lab["stature"])

    def __repr__(self) -> str:
        kept = f" Compared with: {self.kept['title']}." if self.kept else ""
        return f"{TITLE}. {self._sentence()}{kept}"
