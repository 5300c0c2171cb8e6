"""The words of every stretch have room: in a pocket, on a desk and on the wall of a classroom."""

import pytest

import psoaslib as ps
from psoaslib.catalogue import catalogue
from tests.browser.player import Recorded, Shown
from tests.browser.sight import unfit

SEEN = ["figure", "step", "countdown"]
READ = [*SEEN, "pause", "cue", "stop-short"]
DESK = [*SEEN, "cue", "caption", "controls"]
FITS = {
    (390, 844): READ,
    (360, 640): [*SEEN, "pause"],
    (844, 390): [*SEEN, "pause"],
    (1280, 680): DESK,
    (1040, 680): DESK,
    (860, 800): DESK,
}
"""What needs no scrolling in a window of each size; a small phone leaves the words below."""

WALL = dict.fromkeys([(1920, 1080), (1280, 720), (1024, 768)], [*READ, "next", "caption", "key"])
"""The same in full screen."""


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_all_that_a_person_needs_is_in_sight_and_nothing_over_the_picture(
    page_file, tmp_path, name
):
    widget = ps.stretch(name).player()
    player = Shown(page_file(widget.save_html(tmp_path / f"{name}.html"), Recorded()).page)
    player.start()
    steps = widget.programme["blocks"][0]["last"] + 2
    found = []

    def walk(sizes):
        for (width, height), parts in sizes.items():
            found.extend(unfit(player, width, height, parts, steps))

    walk(FITS)
    player.button("Full screen").click()
    player.page.wait_for_function("document.fullscreenElement !== null")
    walk(WALL)
    assert found == []
