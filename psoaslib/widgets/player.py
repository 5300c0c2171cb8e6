"""Show a timed programme as a player that a person follows.

The class holds traits and nothing else: Python prepares everything, the browser plays, so that
the player goes on while the kernel is busy and works on a page that has no kernel. The floors are
anywidget 0.9.21, ipywidgets 7.7.1 and traitlets 5.7.1: only what these have is used.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import traitlets as t

from psoaslib.programme import minutes
from psoaslib.widgets import people
from psoaslib.widgets.bodies import drawing_front_end
from psoaslib.widgets.cells import CellWidget
from psoaslib.widgets.join import style

VOICE_SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5)
"""What a person can choose in the player; `speed.js` lists the same."""


class Player(CellWidget):
    """Hold a programme and its pictures, and tell how far a person has come in it.

    Parameters
    ----------
    programme : the payload of a `Programme`; all times in milliseconds.
    pictures : stills that ride along (`Gallery.bundle`); a step without one shows words.
    ways : how the body moves (`Gallery.ways`); without them the player shows its stills.
    build : of the body that the ways are for; `ps.show_people` may choose another.
    stills : returns all stills, for a browser that asks for them, and for a saved page.
    more : where ways are still being solved, gives them as they are by now, and whether whole.
    saved : waits until they are whole; gives the programme, with its lengths, and the ways.
    drawn_ahead : whether stills show its positions; else a slow browser draws them live too.

    `status` is "idle", "running", "paused" or "finished"; `elapsed` is in seconds, without
    pauses; `segment` counts from 0; `log` lists holds as {stretch, side, repetition, seconds,
    completed}; `sides` is the side of each block as played; `turn` is "off" or "change" on the way
    to the other side after *Swap side*, and None elsewhere; `notice` is "slept", "reloaded",
    "yielded" (another player was started) or None. The browser sends them at the change of a
    segment, at a pause and at the end, not at every frame. `voice_speed`, one of `VOICE_SPEEDS`, is
    sent when a person chooses it; a slow voice lengthens all but the holds.
    """

    _css = style(("player",))

    programme = t.Dict().tag(sync=True)
    pictures = t.Bytes().tag(sync=True)
    ways = t.Bytes().tag(sync=True)
    solving = t.Bool(False).tag(sync=True)
    drawn_ahead = t.Bool(True).tag(sync=True)
    people = t.Dict().tag(sync=True)
    status = t.Unicode("idle").tag(sync=True)
    elapsed = t.Float(0.0).tag(sync=True)
    segment = t.Int(0).tag(sync=True)
    log: "t.List[Any]" = t.List().tag(sync=True)
    sides: "t.List[Any]" = t.List().tag(sync=True)
    notice = t.Unicode(None, allow_none=True).tag(sync=True)
    turn = t.Unicode(None, allow_none=True).tag(sync=True)
    voice_speed = t.Enum(VOICE_SPEEDS, default_value=1.0).tag(sync=True)

    def __init__(
        self,
        programme: dict[str, Any],
        pictures: bytes = b"",
        ways: bytes = b"",
        build: str = "a",
        stills: Callable[[], bytes] | None = None,
        more: Callable[[], tuple[bytes, bool]] | None = None,
        saved: Callable[[], tuple[dict[str, Any], bytes]] | None = None,
        **traits: Any,
    ) -> None:
        sides = [block["side"] for block in programme["blocks"]]
        given = {"programme": programme, "pictures": pictures, "ways": ways, "sides": sides}
        build = people.chosen("build") or build
        given["people"] = {"skin": people.chosen("skin"), "build": build}
        super().__init__(code=drawing_front_end("player", (build,)), **given, **traits)
        self._stills = stills or (lambda: self.pictures)
        self._more = more or (lambda: (self.ways, True))
        self._saved = saved or (lambda: (self.programme, self.ways))
        self.solving = more is not None
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, message: dict[str, Any], _buffers: list) -> None:
        """Give a browser what it asks for: all stills where it draws no live picture, or the ways.

        In Colab it hears of nothing but answers.
        """
        if message.get("want") == "stills":
            self.send({"stills": True}, buffers=[self._stills()])
        if message.get("want") == "ways":
            try:
                self.ways, whole = self._more()
                self.solving = not whole
            except ValueError:
                self.solving = False
                raise

    def start(self) -> None:
        """Start or resume; silent until the user has clicked in the player once."""
        self.send({"command": "start"})

    def pause(self) -> None:
        """Pause where it stands."""
        self.send({"command": "pause"})

    def next(self) -> None:
        """Go on to the next step."""
        self.send({"command": "next"})

    def save_html(self, path: str | Path) -> Path:
        """Write one file that plays from disk, with no network and no kernel; return its path.

        Positions that are still being solved are waited for; one that does not stand is an error.
        """
        from psoaslib.widgets.page import page

        if self.solving:
            self.programme, self.ways = self._saved()
            self.solving = False
        path = Path(path)
        text = page(
            self.programme,
            self._stills(),
            self.ways,
            self.people,
            self.voice_speed,
            drawn_ahead=self.drawn_ahead,
        )
        path.write_text(text, encoding="utf-8")
        return path

    def __repr__(self) -> str:
        # anywidget cuts a text at 110 letters, in the middle of a word.
        sides = " then ".join(dict.fromkeys(block["side"] for block in self.programme["blocks"]))
        length = minutes(self.programme["total_ms"])
        return f"Stretch player: {self.programme['title']}, {sides}, {length}"
