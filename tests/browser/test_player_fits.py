"""The words of every stretch have room: in a pocket, on a desk and on the wall of a classroom."""

import pytest

import psoaslib as ps
from psoaslib.catalogue import catalogue
from tests.browser.player import Shown, record

POCKET = [(390, 844), (360, 640), (844, 390)]
WALL = [(1920, 1080), (1280, 720), (1024, 768)]

FAULTS = """(root, parts) => {
  const seen = (name) => root.querySelector(`.pp-${name}`);
  const box = (element) => element.getBoundingClientRect();
  const name = root.querySelector('.pp-step').textContent;
  const found = parts
    .map((part) => [part, box(part === 'pause' ? seen('button[data-name="toggle"]') : seen(part))])
    .filter(([, at]) => at.height === 0 || at.top < 0 || at.left < 0
      || at.bottom > innerHeight || at.right > innerWidth)
    .map(([part]) => `${name}: ${part} is out of sight`);
  const [words, picture] = [box(seen('now')), box(seen('figure'))];
  if (words.left < picture.right && words.top < picture.bottom && words.bottom > picture.top) {
    found.push(`${name}: words over the picture`);
  }
  const wide = [...root.querySelectorAll('.pp-frame *')].filter((each) => {
    return each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
      && getComputedStyle(each).display !== 'inline' && !each.closest('svg, select');
  });
  found.push(...wide.map((each) => `${name}: ${each.className} is too wide`));
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.push(`${name}: the page is too wide`);
  return found;
}"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fits")
    return {
        name: ps.stretch(name).player().save_html(folder / f"{name}.html")
        for name in catalogue().stretches
    }


@pytest.fixture
def faults(page_file, files):
    """Give a function that walks through a stretch and lists what does not fit at each size."""

    def walk(name, sizes, parts, full=False):
        player = Shown(page_file(files[name], record).page)
        player.start()
        if full:
            player.button("Full screen").click()
            player.page.wait_for_function("document.fullscreenElement !== null")
        found = []
        programme = ps.stretch(name).player().programme
        for segment in programme["segments"][: programme["blocks"][0]["last"] + 2]:
            for width, height in sizes:
                player.page.set_viewport_size({"width": width, "height": height})
                player.root.evaluate("e => e.scrollIntoView()")
                listed = player.root.evaluate(FAULTS, parts)
                found += [f"{width} x {height}, {segment['card']}: {each}" for each in listed]
            player.button("Next").click()
        return found

    return walk


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_in_a_pocket_picture_time_and_pause_need_no_scrolling(faults, name):
    assert faults(name, POCKET, ["figure", "step", "countdown", "pause"]) == []


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_on_a_tall_phone_cue_and_stop_rule_are_in_sight_too(faults, name):
    parts = ["figure", "step", "countdown", "pause", "cue", "stop-short"]
    assert faults(name, [(390, 844)], parts) == []


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_on_a_laptop_all_is_in_sight_and_nothing_over_the_picture(faults, name):
    parts = ["figure", "caption", "step", "countdown", "cue", "controls"]
    assert faults(name, [(1280, 680), (1040, 680), (860, 800)], parts) == []


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_in_full_screen_all_is_in_sight(faults, name):
    parts = ["figure", "step", "countdown", "next", "cue", "caption", "stop-short", "key", "pause"]
    assert faults(name, WALL, parts, full=True) == []
