"""Drive a player that has small films: where its square stands tells the frame (`tests.films`)."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.widgets.player import Player
from tests.browser.player import Shown, record
from tests.films import FRAME_MM, film_of, trait

STRETCH = "lunge"
STEPS = [step.id for step in catalogue().stretches[STRETCH].steps]
VIEWS = ("side", "front", "back", "three_quarter")

CARDS = ps.stretch(STRETCH).player(guided=True).programme["cards"]

HAND = "document.querySelector('.pp-slider[aria-label^=Move]').max > 1"

FADES = """
window.fades = [];
const animate = Element.prototype.animate;
Element.prototype.animate = function (frames, ...options) {
  if (this.matches('.pp-figure > *')) fades.push(frames.map(({ opacity }) => opacity).join());
  return animate.call(this, frames, ...options);
};
null;
"""

SKIN = """(figure) => {
  const path = figure.querySelector('.pf-skin');
  return [path?.getAttribute('d') ?? '', path?.parentNode.getAttribute('transform')];
}"""


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


def moving(films: bytes | None = None, **choices) -> Player:
    """Make a player of the lunge, guided if nothing else is asked for, with films or others."""
    widget = ps.stretch(STRETCH).player(**(choices or {"guided": True}))
    if films is None:
        films = trait({(STRETCH, view): film_of(STRETCH, view, STEPS) for view in VIEWS})
    return Player(widget.programme, widget.pictures, films)


class Seen(Shown):
    """Hold a player with films."""

    @property
    def figure(self) -> Locator:
        return self.part("figure")

    @property
    def place(self) -> int | None:
        """Return the frame that is shown; None where a still is."""
        found = re.match(r"M(-?\d+) 0L", self.figure.evaluate(SKIN)[0])
        return int(found[1]) // FRAME_MM if found else None

    @property
    def wide(self) -> int:
        """Return how wide the square is, which grows with a breath; 0 where a still is."""
        found = re.match(r"M(-?\d+) 0L(-?\d+) 0", self.figure.evaluate(SKIN)[0])
        return int(found[2]) - int(found[1]) if found else 0

    @property
    def turned(self) -> str | None:
        """Return how the picture is mirrored."""
        return self.figure.evaluate(SKIN)[1]

    @property
    def bar(self) -> float:
        """Return how long the bar of the stretched side is, millimetres."""
        return float(self.part("length-bar").first.get_attribute("width"))

    def tool(self, role: str, name: str) -> Locator:
        return self.root.get_by_role(role, name=name, exact=True)

    def look(self, view: str) -> None:
        """Choose a view, and wait until its film is there."""
        self.tool("combobox", "View").select_option(label=view)
        if view != "As drawn":
            expect(self.figure).to_have_accessible_name(re.compile(f"^{view} view. "))
        self.dissolve()

    def go_to(self, step: str) -> None:
        """Go on to a step of the stretch, and let every move end."""
        title = ps.stretch(STRETCH).player(guided=True).programme["cards"][f"{STRETCH}/{step}"]
        while self.step not in {words["title"] for words in title.values()}:
            self.button("Next").click()
            self.run(2.2)
        self.dissolve()

    def dissolve(self) -> None:
        """Wait until a view that another one has taken the place of is gone."""
        expect(self.figure.locator("[data-fading]")).to_have_count(0)

    def trace(self, seconds: float, every: float = 0.1) -> list[int | None]:
        """Let time pass and list the frames that are shown on the way, the first one at once."""
        seen = [self.place]
        for _ in range(round(seconds / every)):
            self.run(every)
            seen.append(self.place)
        return seen


def opened(
    page_file, folder: Path, widget: Player | None = None, loaded: bool = True, **options
) -> Seen:
    """Save a player with films, open the page, its clock standing still, and wait for the films."""
    file = (widget or moving()).save_html(folder / "lunge.html")
    watched = page_file(file, record, **options)
    player = Seen(watched.page)
    player.watched = watched
    if loaded:
        player.root.get_by_label("Move by hand", exact=True).wait_for(state="attached")
        player.page.wait_for_function(HAND)
    return player
