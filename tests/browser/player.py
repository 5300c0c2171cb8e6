"""Drive a player in a page the way a person does, and record what the browser is asked to sound.

The recorders stand at the browser's own calls (speech, oscillators); the player's code has no
hook for tests. `page.clock` drives its time: `run` plays it, `sleep` lets the machine sleep.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Error, Locator, Page

import psoaslib as ps
from psoaslib.widgets.player import Player
from tests.browser.accessible import faults
from tests.browser.watched import Watched, until

NOON = 1_800_000_000
"""When a page's clock stands still, in seconds."""

TONES = """
window.tones = [];
window.device = null;
const Device = AudioContext;
window.AudioContext = class extends Device {
  constructor(...options) {
    super(...options);
    window.device = this;
  }
};
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  tones.push({ at: performance.now() + 1000 * (when - this.context.currentTime), taken: false });
  this.tone = tones.at(-1);
  return start.call(this, when);
};
const stop = OscillatorNode.prototype.stop;
OscillatorNode.prototype.stop = function (when) {
  if (when === 0) this.tone.taken = true;
  return stop.call(this, when);
};
"""

SPOKEN = """
window.spoken = [];
window.silenced = 0;
const speak = speechSynthesis.speak.bind(speechSynthesis);
const cancel = speechSynthesis.cancel.bind(speechSynthesis);
speechSynthesis.speak = (line) => {
  if (line.volume > 0) spoken.push({ text: line.text, lang: line.lang });
  speak(line);
};
speechSynthesis.cancel = () => { silenced += 1; cancel(); };
"""

VOICE = """
// A voice that takes a second for each line, on a machine that has none.
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
let saying = null;
speechSynthesis.getVoices = () => [{ lang: 'en-GB', name: 'Stand-in', localService: true }];
speechSynthesis.speak = (line) => {
  if (line.volume === 0) return;
  spoken.push({ text: line.text, lang: line.lang });
  saying = line;
  setTimeout(() => line.onstart?.({}), 10);
  setTimeout(() => { if (saying === line) line.onend?.({}); }, 1000);
};
speechSynthesis.cancel = () => { silenced += 1; saying = null; };
"""

LIVE = """
// What a screen reader would read: new words in a polite live region.
window.announced = [];
const read = new WeakMap();
new MutationObserver(() => {
  for (const live of document.querySelectorAll('.psoas-player [aria-live]')) {
    const text = live.textContent.trim();
    if (text !== (read.get(live) ?? '') && text && live.ariaLive === 'polite') announced.push(text);
    read.set(live, text);
  }
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


def record(page: Page, voice: bool = False, clock: str | None = "still", init: str = "") -> None:
    """Record tones, lines and announcements from the first visit on; take over the clock.

    A clock that stands "still" goes on by what a test plays alone, so that a slow machine is none.
    JupyterLab needs one that is "running" by itself too; None is the machine's own. `init` is a
    script that runs before the page's own.
    """
    for script in (TONES, SPOKEN, VOICE if voice else "", LIVE):
        page.add_init_script(f"{{{script}}}")
    if init:
        page.add_init_script(init)
    if clock == "still":
        stand_still(page)
    elif clock == "running":
        page.clock.install()


@dataclass(frozen=True)
class Recorded:
    """Prepare a page by `record`, and tell that another test may have it (`watched.py`)."""

    voice: bool = False
    clock: str | None = "still"
    init: str = ""

    def __call__(self, page: Page) -> None:
        record(page, self.voice, self.clock, self.init)


def stand_still(page: Page) -> None:
    """Let no time pass in a page but what a test plays; to be called before the first visit."""
    page.clock.install(time=NOON)
    page.clock.pause_at(NOON + 600)  # until then it goes on by itself, on a slow machine for long


def stop(page: Page) -> None:
    """Stop a clock that runs by itself."""
    # It must be stopped at a moment to come, and meanwhile it goes on.
    for seconds in (1, 2, 4, 8, 16):
        try:
            page.clock.pause_at(page.evaluate("Date.now()") / 1000 + seconds)
        except Error:
            continue
        return
    raise TimeoutError("the page's clock could not be stopped")


GO_ON = """(root, [shown, wanted]) => {
  for (let presses = 0; presses < 99; presses += 1) {
    const text = root.querySelector(`.pp-${shown}`).textContent;
    if (wanted.some((each) => text.includes(each))) return;
    root.querySelector('[data-name=next]').click();
  }
  throw new Error(`${shown} never shows ${wanted}`);
}"""

READ = """(root, [parts, presses]) => Array.from({ length: presses }, () => {
  const texts = parts.map((part) => root.querySelector(`.pp-${part}`).textContent);
  root.querySelector('[data-name=next]').click();
  return texts;
})"""


def shortened(widget: Player, ms: int) -> Player:
    """Make the same player with every segment `ms` long."""
    programme = copy.deepcopy(widget.programme)
    for number, segment in enumerate(programme["segments"]):
        segment |= {"start_ms": number * ms, "ms": ms, "asks_ms": 0, "breaths": [], "marks": []}
    programme["total_ms"] = ms * len(programme["segments"])
    return Player(programme, widget.pictures, widget.ways, widget.people["build"])


def saved(folder: Path, widget: Player | None = None, **choices) -> Path:
    """Save a player of the ball stretch as a page; return its path."""
    widget = widget or ps.stretch("ball").player(**choices)
    return widget.save_html(folder / "ball.html")


class Shown:
    """Hold one player in a page."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.watched: Watched | None = None
        self.root = root or page.get_by_role("region", name="Stretch player")
        self.root.wait_for()

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def start(self) -> None:
        """Press Start, and give the audio device the moment it needs to wake."""
        self.button("Start").click()
        self.wake()

    def wake(self) -> None:
        """Wait until the audio device that a click has opened is awake."""
        until(lambda: self.page.evaluate("device?.state") == "running", 10)

    def run(self, seconds: float) -> None:
        """Let the page live through some time, with every tick of it."""
        self.page.clock.run_for(round(1000 * seconds))

    def wait(self, seconds: float, every: float = 1) -> None:
        """Let time pass with one tick in `every` seconds, as in a tab that is hidden."""
        ends = [*range(0, round(1000 * seconds), round(1000 * every)), round(1000 * seconds)]
        for before, after in pairwise(ends):
            self.page.clock.fast_forward(after - before)

    def go_on(self, *wanted: str, shown: str = "stage") -> None:
        """Press Next until the stage, or another part, shows one of the words."""
        self.root.evaluate(GO_ON, [shown, wanted])

    def read(self, presses: int, *parts: str) -> list[list[str]]:
        """Press Next so often; return what the parts said before each press."""
        return self.root.evaluate(READ, [parts, presses])

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep: the clocks go on and nothing ticks."""
        self.page.clock.fast_forward(round(1000 * seconds))
        self.page.clock.run_for(300)

    @property
    def step(self) -> str:
        return self.root.get_by_role("heading", level=3).inner_text()

    @property
    def countdown(self) -> str:
        return self.root.get_by_role("timer").inner_text()

    @property
    def left(self) -> float:
        """Return the seconds left of the session, from the words of its progress."""
        words = self.root.get_by_role("progressbar").get_attribute("aria-valuetext")
        minute, second = words.split()[0].split(":")
        return 60 * int(minute) + int(second)

    @property
    def end(self) -> Locator:
        return self.root.get_by_role("status")

    def faults(self, *include: str) -> list[str]:
        """Ask axe whether everyone can use the page, or what lies below the selectors `include`."""
        self.page.clock.resume()  # axe waits for time to pass
        found = faults(self.page, *include)
        stop(self.page)
        return found

    def part(self, name: str) -> Locator:
        """Locate a part that has no role of its own, such as "caption" or "notes"."""
        return self.root.locator(f".pp-{name}")

    def heard(self, what: str) -> list:
        """Return what was recorded: "tones", "spoken" or "announced"."""
        return self.page.evaluate(f"window.{what}")


def opener(page_file: Callable, folder: Path) -> Callable[..., Shown]:
    """Give a function that opens a saved player with its recorders, its clock taken over.

    `choices` are those of `Stretch.player` (a guided session without any), `init` a script that
    runs before the page's own, `page` a page saved already.
    """

    def open_(
        page: Path | None = None,
        voice: bool = False,
        clock: str | None = "still",
        init: str = "",
        **choices,
    ) -> Shown:
        path = page or saved(folder, **(choices or {"guided": True}))
        watched = page_file(path, Recorded(voice, clock, init))
        player = Shown(watched.page)
        player.watched = watched
        return player

    return open_


def sized(page_file: Callable, file: Path) -> Callable[..., Shown]:
    """Give a function that opens a saved player in a window of a size, its clock taken over.

    `path` is another page than `file`; `options` go to Playwright's `new_context`.
    """

    def open_(width: int = 1280, height: int = 800, path: Path | None = None, **options) -> Shown:
        options["viewport"] = {"width": width, "height": height}
        return Shown(page_file(path or file, Recorded(), **options).page)

    return open_


def titles(programme: dict) -> list[str]:
    """List the titles of the steps in the order of playing."""
    return [
        programme["cards"][segment["card"]][programme["blocks"][segment["block"]]["side"]]["title"]
        for segment in programme["segments"]
    ]
