"""How long the moving body takes: to be drawn ahead, to be sent, and to be shown.

    python -m benchmarks.figures [--stretches lunge ball]

In one run: the time of finding the way from a step to the next, and of drawing a frame of it from
all four sides, and a still; the bytes of every film; the frames that Chromium draws while the body
moves in a saved player, plain and with the processor slowed to a quarter; and how long a change by
hand takes to be on the screen, beside the same frame that matplotlib redraws in the kernel for an
ipywidgets slider. Run it on a machine that has nothing else to do.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page

import psoaslib as ps
from benchmarks.lab import started, table
from benchmarks.sliders import timed
from psoaslib import filming, images
from psoaslib.body import between
from psoaslib.catalogue import catalogue
from psoaslib.drawing import picture
from psoaslib.figures.step import drawn
from psoaslib.figures.subject import subject
from psoaslib.figures.view import VIEWS
from tests.browser.lab import Server

CELL = Path(__file__).with_name("figures_cell.py")
STRETCHES = ("lunge", "ball")
FRAMES = 6
"""Frames of a way that are drawn to be timed."""
TURNS = 3
"""How often a move is played, there and back."""
SLOWER = (1, 4)
STEPS = {"player": 60, "matplotlib": 25}

# Resolves once the picture has changed for the first time and `ms` have passed: when each frame of
# the page began, when the picture had changed, when the page did nothing else for over 50 ms.
WATCH = """ms => {
  const figure = document.querySelector('.pp-figure');
  const seen = {frames: [], changes: [], tasks: []};
  const observer = new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries()) seen.tasks.push([startTime, duration]);
  });
  observer.observe({type: 'longtask'});
  const shown = () => figure.querySelector('.pf-skin')?.getAttribute('d');
  window.watched = new Promise((resolve) => {
    let before = shown();
    // A message comes after the frame's other callbacks, so also after the player's.
    const {port1, port2} = new MessageChannel();
    let begun = 0;
    port1.onmessage = () => {
      const now = shown();
      if (now !== before) seen.changes.push(begun);
      before = now;
      if (seen.changes.length === 0 || begun < seen.changes[0] + ms) requestAnimationFrame(frame);
      else setTimeout(() => { observer.disconnect(); resolve(seen); }, 200);
    };
    const frame = () => {
      begun = performance.now();
      seen.frames.push(begun);
      port2.postMessage(null);
    };
    requestAnimationFrame(frame);
  });
}"""


def took(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long some work took, in seconds, and what it gave."""
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


def draw_ahead(stretch: str) -> list[tuple[str, str, str]]:
    """Time the first move of a stretch: its way, some of its frames, and the still at its end."""
    record = catalogue().stretches[stretch]
    first, last = record.steps[:2]
    _, (stage,) = filming.jobs(record)[0]
    solving, bodies = took(lambda: between.way(stage.poses).frames())
    words = f"{stretch}, {first.id} to {last.id}"
    rows = [(f"{words}: way, {len(bodies)} frames", "1", f"{1000 * solving:.0f}")]
    chosen = [bodies[k * (len(bodies) - 1) // (FRAMES - 1)] for k in range(FRAMES)]
    shaping = [took(partial(subject, body)) for body in chosen]
    whole = [seconds for seconds, _ in shaping]
    for view, camera in VIEWS.items():
        work = [partial(drawn, of, camera, pixel=filming.PIXEL) for _, of in shaping]
        drawing = [took(each)[0] for each in work]
        whole = [sum(pair) for pair in zip(whole, drawing, strict=True)]
        rows.append((f"{words}: frame, {view}", f"{FRAMES}", f"{1000 * median(drawing):.0f}"))
    words += ": frame, shaped and drawn from all sides"
    rows.append((words, f"{FRAMES}", f"{1000 * median(whole):.0f}"))
    still, _ = took(lambda: picture(last, bodies[-1]))
    rows.append((f"{stretch}, {last.id}: still, cells of 1 mm", "1", f"{1000 * still:.0f}"))
    return rows


def weigh() -> list[tuple[str, ...]]:
    """Count the bytes of every film there is, and of all together."""
    found = []
    for stretch in catalogue().stretches:
        for view, packed in images.COLLECTION.packed_films(stretch).items():
            frames = len(images.COLLECTION.film(stretch, view).frames)
            found.append((f"{stretch}, {view}", frames, len(gzip.decompress(packed)), len(packed)))
    if not found:
        raise SystemExit("No film has been made; `python -m psoaslib.build` makes what is missing.")
    largest = max(packed for *_, packed in found)
    found.append((f"all {len(found)}", *map(sum, zip(*(each[1:] for each in found), strict=True))))
    rows = [
        (name, *(f"{number}" for number in (frames, raw, packed)))
        + (f"{raw / frames:.0f}", f"{packed / frames:.0f}")
        for name, frames, raw, packed in found
    ]
    return [*rows, (f"largest, of {filming.MOST} allowed", "", "", f"{largest}", "", "")]


def play(browser: Browser, file: Path, stretch: str, slower: int) -> list[dict[str, Any]]:
    """Play the first move of a stretch there and back in a saved player; return what was seen."""
    first, last = catalogue().stretches[stretch].steps[:2]
    header = images.COLLECTION.film(stretch, last.view).header
    move = header["moves"][0]
    ms = 1000 * (move["last"] - move["first"]) / header["rate"]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    page.get_by_role("button", name="Start", exact=True).click()
    programme = ps.stretch(stretch).player(guided=True).programme
    cards = programme["cards"][f"{stretch}/{first.id}"]
    titles = {words["title"] for words in cards.values()}
    while page.locator(".pp-step").inner_text() not in titles:
        press(page, "Next")
    page.wait_for_function("document.querySelector('.pp-slider[aria-label^=Move]').max > 1")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    found = []
    for _ in range(TURNS + 1):  # the first has the film unpacked and is dropped
        for button in ("Next", "Back"):
            page.evaluate(WATCH, ms)
            press(page, button)
            found.append(page.evaluate("watched"))
    page.close()
    if min(len(seen["changes"]) for seen in found[2:]) < 3:
        raise SystemExit(f"{stretch}: the player did not play the move.")
    return found[2:]


def press(page: Page, button: str) -> None:
    """Click a button, and let the page draw a frame."""
    page.get_by_role("button", name=button, exact=True).click()
    page.evaluate("new Promise(requestAnimationFrame)")


def smoothness(turns: list[dict[str, Any]]) -> tuple[list[str], float]:
    """Sum up moves that were played: the columns of the table, and pictures a second."""
    gaps, pictures, tasks = [], 0, []
    for seen in turns:
        begin = seen["changes"][0]
        frames = [at for at in seen["frames"] if at >= begin]
        gaps += [later - earlier for earlier, later in pairwise(frames)]
        pictures += len(seen["changes"]) - 1
        tasks += [ms for at, ms in seen["tasks"] if begin - ms <= at <= frames[-1]]
    seconds = sum(gaps) / 1000
    columns = [f"{len(turns)}", f"{len(gaps) / seconds:.1f}", f"{pictures / seconds:.1f}"]
    columns += [f"{max(gaps):.0f}", f"{len(tasks)}", f"{max(tasks, default=0):.0f}"]
    return columns, pictures / seconds


def by_hand(browser: Browser, server: Server, stretch: str) -> dict[str, list[float]]:
    """Change the frame by a key in JupyterLab, in the player and by an ipywidgets slider; ms."""
    view = catalogue().stretches[stretch].steps[1].view
    own = f"import psoaslib as ps\nps.stretch({stretch!r}).player(guided=True)"
    cell = f"STRETCH, VIEW = {stretch!r}, {view!r}\n{CELL.read_text(encoding='utf-8')}"
    with server.page(browser) as lab:
        lab.open(server.write(f"figures {stretch}.ipynb", own, cell))
        if not lab.run_all():
            raise SystemExit("\n".join(lab.cell_errors()))
        page = lab.page
        page.locator(".jp-OutputArea-output img").wait_for()
        page.wait_for_function("document.querySelector('.pp-slider[aria-label^=Move]').max > 1")
        hand = page.get_by_role("slider", name="Move by hand", exact=True)
        page.get_by_role("combobox", name="View", exact=True).select_option(view)
        hand.press("End")
        ours = timed(page, hand, ".pp-figure", ".pp-figure path", STEPS["player"])
        handle, output = page.locator(".noUi-handle"), ".jupyter-widgets.widget-output"
        theirs = timed(page, handle, output, f"{output} img", STEPS["matplotlib"])
    return {"player, by hand": ours, "ipywidgets and matplotlib": theirs}


def redraws(stretch: str, found: dict[str, list[float]], played: float) -> list[tuple[str, ...]]:
    """Sum up what was changed by hand, with the ratios."""
    times = {name: (median(of), quantiles(of, n=20)[-1]) for name, of in found.items()}
    rows = [
        (f"{stretch}: {name}", f"{len(found[name])}", *(f"{ms:.1f}" for ms in of))
        + (f"{1000 / of[0]:.1f}",)
        for name, of in times.items()
    ]
    mine, other = times.values()
    ratio = [f"{b / a:.0f} times" for a, b in zip(mine, other, strict=True)]
    rows.append((f"{stretch}: the player is faster by", "", *ratio, ratio[0]))
    share = f"{played:.1f}, {played * other[0] / 1000:.1f} times the slider's"
    return [*rows, (f"{stretch}: a move that is played", "", "", "", share)]


def main() -> None:
    """Measure all of it and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stretches", nargs="+", choices=list(catalogue().stretches))
    stretches = parser.parse_args().stretches or list(STRETCHES)
    films = weigh()
    rows = [row for stretch in stretches for row in draw_ahead(stretch)]
    print(table(("Drawn ahead", "times", "median ms"), rows), end="\n\n")
    head = ("frames", "bytes", "gzipped", "bytes a frame", "gzipped a frame")
    print(table(("Film", *head), films), end="\n\n")
    moves, hands = [], []
    with started() as (browser, server), tempfile.TemporaryDirectory() as folder:
        for stretch in stretches:
            file = ps.stretch(stretch).player(guided=True).save_html(Path(folder) / "player.html")
            played = {}
            for slower in SLOWER:
                columns, played[slower] = smoothness(play(browser, file, stretch, slower))
                words = "plain" if slower == 1 else f"{slower} times slower"
                moves.append((f"{stretch}, {words}", *columns))
            hands += redraws(stretch, by_hand(browser, server, stretch), played[1])
    head = ("moves", "frames a s", "pictures a s", "longest gap ms", "long tasks", "longest ms")
    print(table((f"A move in Chromium, {filming.RATE} pictures a s", *head), moves), end="\n\n")
    head = ("changes", "median ms", "95th ms", "redraws a s")
    print(table(("Key to picture in JupyterLab", *head), hands))


if __name__ == "__main__":
    main()
