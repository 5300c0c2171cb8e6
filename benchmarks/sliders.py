"""How long a slider's change takes to be drawn: the length lab beside an ipywidgets slider.

    python -m benchmarks.sliders

Both stand in one notebook in JupyterLab, in one run. A key moves a slider by a degree; what is
measured runs from the key's event to the changed picture: to the frame that has the new bars, to
that which has the body anew (drawn in software where there is no graphics card), and to the other
slider's image, which matplotlib draws in the kernel as `ipywidgets.interact` does it.
"""

import statistics
from pathlib import Path

from benchmarks.lab import started, table

STEPS = {"lab": 120, "matplotlib": 25}
CELL = Path(__file__).with_name("sliders_cell.py")

# Resolves with the milliseconds from the next key event to the frame that shows the change, or with
# null where nothing has changed for ten seconds. A canvas changes where its view has a new picture.
WAIT = """
([root, shown]) => {
  window.measured = new Promise((resolve) => {
    let begin = null;
    const took = () => resolve(performance.now() - begin);
    const done = () => requestAnimationFrame(() => setTimeout(took));
    setTimeout(() => resolve(null), 10000);
    window.addEventListener('keydown', (event) => { begin ??= event.timeStamp; },
      {capture: true, once: true});
    const target = document.querySelector(shown);
    if (target.scene) {
      const { view } = target.scene;
      const before = view.drawn;
      const changed = () => begin !== null && view.drawn !== before;
      const look = () => (changed() ? done() : requestAnimationFrame(look));
      look();
      return;
    }
    const watcher = new MutationObserver(async () => {
      if (begin === null || !document.querySelector(shown)) return;
      watcher.disconnect();
      const image = document.querySelector(shown);
      if (image.decode) await image.decode();
      done();
    });
    watcher.observe(document.querySelector(root),
      {subtree: true, childList: true, attributes: true, attributeFilter: ['style', 'src']});
  });
}
"""


def timed(page, handle, root: str, changed: str, steps: int) -> list[float]:
    """Press a key on a slider again and again; return how long each change took, ms."""
    handle.focus()
    found = []
    for step in range(steps + 5):
        page.evaluate(WAIT, [root, changed])
        page.keyboard.press("ArrowLeft" if step % 60 < 30 else "ArrowRight")
        found.append(page.evaluate("window.measured"))
        if found[-1] is None:
            raise SystemExit(f"A key on a slider has changed nothing in {root}.")
    return found[5:]


def main() -> None:
    """Measure both and print a table with the ratios."""
    with started() as (browser, server), server.page(browser) as lab:
        lab.open(server.write("sliders.ipynb", "import psoaslib as ps\nps.lab()", CELL.read_text()))
        if not lab.run_all():
            raise SystemExit("\n".join(lab.cell_errors()))
        page = lab.page
        mine = page.get_by_role("slider", name="Thigh extension")
        mine.wait_for()
        page.locator(".jp-OutputArea-output img").wait_for()
        bars = timed(page, mine, ".psoas-lab .pl-told", ".psoas-lab", STEPS["lab"])
        page.wait_for_function("document.querySelector('.psoas-lab canvas').scene.view.drawn")
        ours = timed(page, mine, ".psoas-lab", ".psoas-lab canvas", STEPS["lab"])
        output = ".jupyter-widgets.widget-output"
        theirs = timed(
            page, page.locator(".noUi-handle"), output, f"{output} img", STEPS["matplotlib"]
        )
    rows = []
    for name, values in (
        ("length lab, bars", bars),
        ("length lab, body", ours),
        ("ipywidgets and matplotlib", theirs),
    ):
        high = statistics.quantiles(values, n=20)[-1]
        rows.append((name, str(len(values)), statistics.median(values), high))
    shown = [(name, count, f"{a:.1f}", f"{b:.1f}") for name, count, a, b in rows]
    ratio = [f"{rows[2][k] / rows[1][k]:.1f} times" for k in (2, 3)]
    print(table(("Slider to picture", "changes", "median ms", "95th ms"),
                [*shown, ("the lab's body is faster by", "", *ratio)]))  # fmt: skip


if __name__ == "__main__":
    main()
