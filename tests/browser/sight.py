"""What of a player is in sight, step by step."""

from playwright.sync_api import Locator

from tests.browser.player import Shown

WALK = """(root, [parts, steps]) => {
  const seen = (name) => root.querySelector(`.pp-${name}`);
  const button = (name) => root.querySelector(`button[data-name="${name}"]`);
  const box = (element) => element.getBoundingClientRect();
  const faults = () => {
    const found = parts
      .map((part) => [part, box(part === 'pause' ? button('toggle') : seen(part))])
      .filter(([, at]) => at.height === 0 || at.top < 0 || at.left < 0
        || at.bottom > innerHeight || at.right > innerWidth)
      .map(([part]) => `${part} is out of sight`);
    const [words, picture] = [box(seen('now')), box(seen('figure'))];
    if (words.left < picture.right && words.top < picture.bottom && words.bottom > picture.top) {
      found.push('words over the picture');
    }
    const wide = [root, ...root.querySelectorAll('.pp-frame *')].filter((each) => {
      return each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
        && getComputedStyle(each).display !== 'inline' && !each.closest('svg, select');
    });
    found.push(...wide.map((each) => `${each.className} is too wide`));
    if (document.fullscreenElement) {
      const [step, time, ring, next] = ['step', 'countdown', 'ring', 'next'].map(seen).map(box);
      if (time.top < step.top + 20) found.push('the time stands beside the step');
      if (ring.bottom > next.top + 1) found.push('the ring lies over what is next');
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is too wide');
    return found.map((each) => `${seen('step').textContent}: ${each}`);
  };
  const all = [];
  for (let step = 0; step < steps; step += 1) {
    root.scrollIntoView();
    all.push(...faults());
    button('next').click();
  }
  for (let step = 0; step < steps; step += 1) button('back').click();
  return all;
}"""
"""Walks through the steps and back again, and lists what does not fit on the way there."""


def unfit(player: Shown, width: int, height: int, parts: list[str], steps: int) -> list[str]:
    """Walk through the first steps in a window of a size; list what does not fit there.

    `parts` are the names of what needs no scrolling, "pause" is the button.
    """
    player.page.set_viewport_size({"width": width, "height": height})
    first = player.step
    found = player.root.evaluate(WALK, [parts, steps])
    assert player.step == first, "it walked all the way and back"
    return [f"{width} x {height}, {each}" for each in found]


def in_window(player: Shown, locator: Locator) -> bool:
    """Tell whether all of an element is in sight."""
    box, size = locator.bounding_box(), player.page.viewport_size
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"]
    )
