"""Show a posed body that can be turned: drawn live in the browser, from one mesh.

This is the switch behind which the scene of `js/scene` stands until players, lab and figures draw
with it: `live("ball", "hold")`.
"""

from html import escape
from typing import Any

import anywidget
import traitlets as t

from psoaslib import images
from psoaslib.widgets.join import front_end
from psoaslib.widgets.page import standalone, style

SHEETS = ("live",)
VIEWS = ("side", "three_quarter", "front", "back", "above")


class Live(anywidget.AnyWidget):
    """Hold a posed body, and from where it is seen.

    `scene` is what `scene_of` returns; `mesh` and `bones` are files of `images/bodies`; `looks` are
    the colours of all drawings.
    """

    _esm = front_end("live")
    _css = style(SHEETS)

    scene = t.Dict().tag(sync=True)
    mesh = t.Bytes().tag(sync=True)
    bones = t.Bytes().tag(sync=True)
    looks = t.Dict().tag(sync=True)
    view = t.Enum(VIEWS).tag(sync=True)
    skin = t.Unicode("").tag(sync=True)
    dark = t.Bool(False).tag(sync=True)
    xray = t.Float(1.0, min=0, max=1).tag(sync=True)

    def page(self) -> str:
        """Return one HTML file that shows the same from disk."""
        names = ("scene", "looks", "view", "skin", "dark", "xray")
        traits = {name: getattr(self, name) for name in names}
        alt = self.scene["alt"]
        buffers = {"mesh": self.mesh, "bones": self.bones}
        return standalone("live", "Live picture", traits, f"<p>{escape(alt)}</p>", buffers, SHEETS)


def live(stretch: str, step: str, side: str = "right", **traits: Any) -> Live:
    """Return a step or common error of a stretch as a live picture, for the side stretched.

    Needs scipy, which sets the room: the ways of a stretch will hold it.
    """
    from psoaslib.catalogue import catalogue

    record = catalogue().stretches[stretch]
    found = next(each for each in (*record.steps, *record.errors) if each.id == step)
    scene = scene_of(record, found, side)
    return Live(
        scene=scene,
        mesh=mesh(found.pose.build),
        bones=mesh("bones"),
        looks=looks(),
        **{"view": found.view, **traits},
    )


def scene_of(stretch: Any, record: Any, side: str) -> dict[str, Any]:
    """Return the pose of a step, its room and its muscles as plain data."""
    from psoaslib import body, lengths
    from psoaslib.body.solver import Problem
    from psoaslib.sides import fill

    solved = images.COLLECTION.pose(stretch.id, record.id)
    room = Problem(record.pose)
    posed = body.pose(
        solved["angles"],
        solved["root"],
        solved["stature"],
        room.solids,
        room.curl,
        record.pose.build,
    )
    told = lengths.figures(posed.angles)
    muscles = {
        own: {"state": told[each]["state"], "change": told[each]["change_mm"]}
        for own, each in (("right", "same"), ("left", "other"))
    }
    if side == "left":
        posed = body.mirror(posed)
        muscles = {"right": muscles["left"], "left": muscles["right"]}
    return {
        "stature": posed.stature,
        "angles": dict(posed.angles),
        "root": [float(value) for value in posed.root],
        "curl": dict(posed.curl),
        "props": [_prop(solid) for solid in posed.props.values()],
        "muscles": muscles,
        "side": side,
        "alt": fill(record.alt, side),
    }


def _prop(solid: Any) -> dict[str, Any]:
    return {
        "id": solid.id,
        "shape": solid.shape,
        "at": [float(value) for value in solid.at],
        "size": [float(value) for value in solid.size],
        "turn": float(solid.turn),
        "squash": float(solid.squash),
        "up": float(solid.up),
        "unseen": list(solid.unseen_from),
    }


def mesh(name: str) -> bytes:
    """Return the mesh of a build, or the "bones"."""
    return images.packed(f"bodies/{name}.mesh")


def looks() -> dict[str, Any]:
    """Return the colours of all drawings, as `js/scene/rules.js` takes them."""
    from psoaslib.figures import style

    return {
        "colours": style.COLOURS,
        "builds": style.BUILDS,
        "skins": style.SKINS,
        "night": style.NIGHT,
        "grey": list(style.GREY),
    }
