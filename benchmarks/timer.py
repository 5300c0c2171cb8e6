"""Measure how far the countdown that a person sees is from the true time.

The player, which counts in the browser, runs beside a label that an `asyncio` task counts down in
the kernel, on the same page in the same run: once with the kernel idle, once with it busy. The
task keeps to deadlines, so it does not add up its delays: it is the best that a kernel can do.

After every frame the page notes which texts it shows. A countdown's error at a whole second is the
time from the moment at which its text should have changed to the first frame that shows it so, or
a later one. A machine with much else to do draws frames late, and that counts too: run this on one
that has nothing else to do, and look at the pace of the frames beside the errors.

Each countdown's time starts with the first frame that shows it running: the player's button reads
Pause, the label has a number. The way there, from click or kernel, is the same however long a
countdown runs; the player's is printed.

    uv run python -m benchmarks.timer [--seconds 120]
"""

import argparse
import json
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser

from benchmarks.lab import started, table
from tests.browser.lab import LabPage, Server

ALLOWED_MS = 50
BUSY_S = 60
BUSY_AFTER_S = 5

Errors = list[float]

CELLS = (
    "import psoaslib as ps\nplayer = ps.stretch('ball').player()\nplayer",
    """
import asyncio, time
from ipywidgets import Label

label = Label('-')
label.add_class('kernel-timer')

async def count_down(seconds):
    begin = time.monotonic()
    for gone in range(seconds + 1):
        await asyncio.sleep(max(0, begin + gone - time.monotonic()))
        left = seconds - gone
        label.value = f'{left // 60}:{left % 60:02d}'

label
""".strip(),
)

# Which text each of the two shows, noted after every frame where it changes.
WATCH = """() => {
  const seen = {player: [], kernel: [], frames: [], clicked: null, running: null};
  const find = {player: '.psoas-player [role=timer]', kernel: '.kernel-timer'};
  const look = () => {
    const now = performance.now();
    seen.frames.push(now);
    for (const [name, selector] of Object.entries(find)) {
      const text = document.querySelector(selector).textContent.trim();
      if (seen[name].at(-1)?.[1] !== text) seen[name].push([now, text]);
    }
    const buttons = [...document.querySelectorAll('.psoas-player button')];
    if (buttons.some(button => button.textContent === 'Pause')) seen.running ??= now;
    requestAnimationFrame(frame);
  };
  // A message comes after the frame's other callbacks, so also after the player's.
  const {port1, port2} = new MessageChannel();
  port1.onmessage = look;
  const frame = () => port2.postMessage(null);
  document.addEventListener('click', event => { seen.clicked ??= event.timeStamp }, true);
  requestAnimationFrame(frame);
  window.seenTexts = seen;
}"""


def clock(ms: int) -> str:
    """Write a time left as m:ss, rounded up."""
    seconds = ceil(ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def expected(lengths_ms: list[int], until_ms: int) -> list[tuple[int, str]]:
    """List (ms from the start, text) of each change of a countdown through steps."""
    changes: list[tuple[int, str]] = []
    start = 0
    for length in lengths_ms:
        for left in range(ceil(length / 1000) * 1000, 0, -1000):
            at, text = start + max(0, length - left), clock(left)
            if at <= until_ms and (not changes or changes[-1][1] != text):
                changes.append((at, text))
        start += length
    return changes if start > until_ms else [*changes, (start, clock(0))]


def errors(
    changes: list[tuple[int, str]], seen: list[list[Any]], begin: float, end: float
) -> Errors:
    """Return the error in ms of each change but the first, which starts the clock.

    A text that never showed counts as shown with the next one that did; one that did
    not show by `end` counts as shown then.
    """
    shown: dict[int, float] = {}
    place = 0
    for moment, text in seen:
        ahead = [index for index in range(place, len(changes)) if changes[index][1] == text]
        if ahead:
            place = ahead[0]
            shown.setdefault(place, moment)
    late = []
    for index, (at, _) in enumerate(changes[1:], 1):
        moment = min((when for other, when in shown.items() if other >= index), default=end)
        late.append(moment - begin - at)
    return late


@dataclass
class Run:
    """Hold what one page showed, in ms: errors by name, gaps between frames, click to running."""

    late: dict[str, Errors]
    gaps: list[float]
    answer: float


def measure(browser: Browser, server: Server, seconds: int, busy: bool) -> Run:
    """Run both countdowns on one page."""
    notebook = server.write(f"timer {'busy' if busy else 'idle'}.ipynb", *CELLS)
    with server.page(browser) as lab:
        lab.open(notebook)
        if not lab.run_all():
            raise RuntimeError("\n".join(lab.cell_errors()))
        lab.page.locator(".kernel-timer").wait_for()
        lab.page.locator(".psoas-player [role=timer]").wait_for()
        lengths = [segment["ms"] for segment in programme(lab)["segments"]]
        if sum(lengths) < seconds * 1000:
            raise SystemExit(f"The programme lasts {sum(lengths) // 1000} s; ask for less.")
        lab.page.evaluate(WATCH)
        lab.page.get_by_role("button", name="Start", exact=True).click()
        lab.kernel_start(f"task = asyncio.ensure_future(count_down({seconds}))")
        if busy:
            lab.page.wait_for_timeout(1000 * min(BUSY_AFTER_S, seconds / 4))
            lab.kernel_start(f"time.sleep({min(BUSY_S, seconds / 2)})")
        lab.page.wait_for_function(
            "ms => performance.now() > seenTexts.running + ms",
            arg=1000 * seconds + 2000,
            timeout=1000 * seconds + 60_000,
        )
        seen = lab.page.evaluate("seenTexts")
    until, frames = seconds * 1000, seen["frames"]
    label = seen["kernel"][1:]  # before its first text it shows a dash
    return Run(
        late={
            "player": errors(expected(lengths, until), seen["player"], seen["running"], frames[-1]),
            "kernel's asyncio": errors(expected([until], until), label, label[0][0], frames[-1]),
        },
        gaps=[later - earlier for earlier, later in pairwise(frames)],
        answer=seen["running"] - seen["clicked"],
    )


def programme(lab: LabPage) -> dict[str, Any]:
    """Read the programme that the player on the page plays."""
    return json.loads(lab.kernel_eval("import json; print(json.dumps(player.programme))"))


def largest(late: Errors) -> float:
    """Return the largest error, early or late."""
    return max(map(abs, late))


def row(kernel: str, name: str, late: Errors) -> list[str]:
    """Sum up the errors of one countdown."""
    sizes = [abs(error) for error in late]
    numbers = (median(sizes), quantiles(sizes, n=20, method="inclusive")[-1], max(sizes))
    return [f"{name}, kernel {kernel}", str(len(late)), *(f"{number:.0f}" for number in numbers)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=120)
    seconds = parser.parse_args().seconds
    with started() as (browser, server):
        runs = {
            kernel: measure(browser, server, seconds, kernel == "busy")
            for kernel in ("idle", "busy")
        }
    rows = [row(kernel, name, of) for kernel, run in runs.items() for name, of in run.late.items()]
    print(
        f"Countdown error over {seconds} s, in ms; busy is busy for {min(BUSY_S, seconds / 2):g} s"
    )
    print(table(("", "changes", "median", "95 %", "largest"), rows))
    for kernel, run in runs.items():
        player, other = map(largest, run.late.values())
        print(
            f"Kernel {kernel}: its largest error is {other / player:.1f} times the player's; "
            f"a frame every {median(run.gaps):.0f} ms, at most {max(run.gaps):.0f} ms; "
            f"{run.answer:.0f} ms from the click to a running player"
        )
    worst = max(largest(run.late["player"]) for run in runs.values())
    print(f"The player is {'' if worst <= ALLOWED_MS else 'NOT '}within {ALLOWED_MS} ms.")


if __name__ == "__main__":
    main()
