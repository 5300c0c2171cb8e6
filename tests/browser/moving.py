"""Drive a player whose picture is live, and ask it where its body is.

The canvas is not painted in these tests: what the scene is to show is asked of the scene itself.
`test_scene.py` looks at what is painted.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.widgets.player import Player
from tests.browser.player import Recorded, Shown

STRETCH = "lunge"
STEPS = [step.id for step in catalogue().stretches[STRETCH].steps]

CARDS = ps.stretch(STRETCH).player(guided=True).programme["cards"]

LIVE = """
new MutationObserver((_, seen) => {
  if (!document.documentElement) return;
  document.documentElement.dataset.psoasDraws = 'live';
  const style = document.createElement('style');
  style.textContent = '.pp-live-picture canvas { display: none !important }';
  document.documentElement.append(style);
  seen.disconnect();
}).observe(document, { childList: true });
"""
"""Asks for a live picture where there is no graphics card, and for none to be painted."""

FADES = """
window.fades = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, ...options) {
  if (this.matches('.pp-figure > *')) fades.push(frames.map(({ opacity }) => opacity).join());
  return animate.call(this, frames, ...options);
};
null;
"""

NOW = "(figure) => { const { ghost, shown, film, ...now } = figure.scene.now(); return now; }"


def alt(step: str) -> str:
    """Return the words of a step's picture."""
    return CARDS[f"{STRETCH}/{step}"]["left"]["alt"]


def title(step: str) -> str:
    """Return the title of a step."""
    return CARDS[f"{STRETCH}/{step}"]["left"]["title"]


def between(one: str, other: str) -> str:
    """Return the words of a way by hand from one step to another."""
    return f"from “{title(one)}” to “{title(other)}”"


def keys(player: "Seen", *names: str) -> None:
    """Press keys one after the other."""
    for name in names:
        player.page.keyboard.press(name)


def moving(ways: bytes | None = None, **choices) -> Player:
    """Make a player of the lunge, guided if nothing else is asked for, with its ways or others."""
    widget = ps.stretch(STRETCH).player(**(choices or {"guided": True}))
    if ways is None:
        return widget
    return Player(widget.programme, widget.pictures, ways, widget.people["build"])


class Seen(Shown):
    """Hold a player that draws live."""

    @property
    def figure(self) -> Locator:
        return self.part("figure")

    @property
    def now(self) -> dict:
        """Return what the picture shows; see `scene` in cinema.js."""
        return self.figure.evaluate(NOW)

    @property
    def place(self) -> float | None:
        """Return the frame of the way that is shown; None where the body is at rest in a step."""
        moment = self.now["moment"]
        return None if isinstance(moment, str) else moment

    def way(self, one: str, other: str) -> tuple[float, float]:
        """Return the first and the last frame of the move between two steps."""
        moves = self.figure.evaluate("(figure) => figure.scene.film.timeline.moves")
        move = next(each for each in moves if (each["from"], each["to"]) == (one, other))
        return move["first"], move["last"]

    @property
    def bar(self) -> float:
        """Return how long the bar of the stretched side is, millimetres."""
        return float(self.part("length-bar").first.get_attribute("width"))

    def tool(self, role: str, name: str) -> Locator:
        return self.root.get_by_role(role, name=name, exact=True)

    def look(self, view: str) -> None:
        """Choose a view."""
        self.tool("combobox", "View").select_option(label=view)

    def go_to(self, step: str) -> None:
        """Go on to a step of the stretch, and let every move end."""
        self.go_on(*{words["title"] for words in CARDS[f"{STRETCH}/{step}"].values()}, shown="step")
        self.rest()

    def rest(self) -> None:
        """Let the move under way end."""
        for _ in range(20):
            if not self.now["moving"]:
                return
            self.run(0.5)
        raise AssertionError("a move takes no more than some seconds")

    def trace(self, seconds: float, every: float = 0.2) -> list[float | None]:
        """Let time pass and list the frames that are shown on the way, the first one at once."""
        seen = [self.place]
        for _ in range(round(seconds / every)):
            self.run(every)
            seen.append(self.place)
        return seen


def opened(
    page_file, folder: Path, widget: Player | None = None, loaded: bool = True, **options
) -> Seen:
    """Save a player, open the page in a browser that can draw, its clock standing still."""
    file = (widget or moving()).save_html(folder / "lunge.html")
    watched = page_file(file, Recorded(init=LIVE), **options)
    player = Seen(watched.page)
    player.watched = watched
    if loaded:
        expect(player.figure).to_have_attribute("data-live", "true")
    return player


def named(view: str, step: str) -> re.Pattern:
    """Return how a picture is called from a view that is not the step's own."""
    return re.compile(rf"^{re.escape(f'{view} view. {alt(step)}')}$")
