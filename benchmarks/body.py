"""Measure what it costs to draw the body live, against its budget.

All in one run, in a browser that draws in software, at 700 x 520: a bare scene of the same
triangles with one light, and the scene while it moves and at rest, as finely as the stage begins
to draw in software; beside it, without a budget, as finely as it draws on a card. Counted is the
processor time of the browser's drawing process for each frame, the least of several runs taken in
turn; the ratios carry over to other machines, the times do not.

    uv run python -m benchmarks.body [--runs 5]
"""

import argparse
import base64
import json
from pathlib import Path

from playwright.sync_api import sync_playwright

from psoaslib.catalogue import catalogue, images
from psoaslib.widgets import join
from psoaslib.widgets.bodies import looks
from tests import machine

SIZE = {"width": 700, "height": 520}
SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
KINDS = {
    "bare": ["bare"],
    "moving": ["moving"],
    "at rest": ["at rest"],
    "moving, finest": ["moving", 0],
    "at rest, finest": ["at rest", 0],
}
BUDGET = {"moving": 3.0, "at rest": 6.0}
PROGRAMS = 8
SCRIPT_MS = 4.0
FRAMES = 3


def page(stretch: str = "ball", step: str = "hold") -> str:
    """Return a page that holds the scene and the bare one; it is ready when `bench` is there."""
    record = catalogue().stretches[stretch]
    build = next(each.pose.build for each in record.steps if each.id == step)
    traits = {"step": step, "looks": looks(), **SIZE}
    files = {
        "mesh": images.packed(f"bodies/{build}.mesh"),
        "bones": images.packed("bodies/bones.mesh"),
        "ways": images.COLLECTION.ways(stretch),
    }
    packed = {name: base64.b64encode(data).decode("ascii") for name, data in files.items()}
    own = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    script = join.join(join.read(join.FOLDER) | {"body.js": own}, "body.js")
    return f"""<!doctype html><script type="module">
{script.replace("export default bench;", "")}
const of = {json.dumps(traits)};
for (const [name, packed] of Object.entries({json.dumps(packed)})) {{
  of[name] = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
}}
window.bench = await bench(of);
</script>"""


def measured(runs: int) -> dict:
    """Return ms of processor time a frame by kind, ms of JavaScript, programs and triangles."""
    sandbox = not (machine.is_root() or machine.under_ci())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.provide_browser(), args=SOFTWARE, chromium_sandbox=sandbox
        )
        shown = browser.new_page()
        shown.set_content(page())
        shown.wait_for_function("window.bench")
        session = browser.new_browser_cdp_session()

        def drawing_ms() -> float:
            told = session.send("SystemInfo.getProcessInfo")["processInfo"]
            return 1000 * sum(each["cpuTime"] for each in told if each["type"] == "GPU")

        frames = "([many, kind, ...level]) => bench.frames(kind, many, ...level)"
        costs = {name: [] for name in KINDS}
        scripts = []
        for run in range(runs + 1):
            for name, kind in KINDS.items():
                began = drawing_ms()
                took = shown.evaluate(frames, [FRAMES, *kind])
                if run:  # the first run compiles
                    costs[name].append((drawing_ms() - began) / FRAMES)
                    scripts += took if name == "moving" else []
        told = shown.evaluate("({programs: bench.programs, triangles: bench.triangles})")
        browser.close()
    least = {name: min(each) for name, each in costs.items()}
    return {"costs": least, "script": min(scripts), **told}


def main() -> None:
    """Measure and print, each cost beside its budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    found = measured(parser.parse_args().runs)
    bare = found["costs"]["bare"]
    print(f"{found['triangles']:.0f} triangles, {SIZE['width']} x {SIZE['height']}, in software")
    for name, cost in found["costs"].items():
        asked = f"   at most {BUDGET[name]:g}" if name in BUDGET else ""
        print(f"{name:16} {cost:7.0f} ms   x {cost / bare:.2f}{asked}")
    print(f"JavaScript       {found['script']:7.1f} ms   at most {SCRIPT_MS:g}")
    print(f"programs         {found['programs']:7}      at most {PROGRAMS}")


if __name__ == "__main__":
    main()
