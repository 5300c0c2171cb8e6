"""The player as a saved page: it plays, keeps time, and says where it stopped."""

import itertools
import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.sides import fill
from psoaslib.programme.cards import side_words
from tests.browser.player import opener, saved, shortened, titles
from tests.browser.watched import until

BALL = catalogue().stretches["ball"]


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def test_a_session_of_two_sides_plays_from_disk_to_its_end(shown, tmp_path):
    widget = shortened(ps.stretch("ball").player(), 1000)
    player = shown(saved(tmp_path, widget))
    player.start()
    seen, lefts = [player.step], [player.left]
    for _ in widget.programme["segments"]:
        player.wait(0.5)
        lefts.append(player.left)
        player.wait(0.5)
        seen.append(player.step)
    assert [title for title, _ in itertools.groupby(seen)] == titles(widget.programme)
    assert lefts == sorted(lefts, reverse=True) and lefts[-1] == 1, "time left never rises"
    player.run(1)
    expect(player.end).to_have_text(
        "Finished. Right side: 2 of 2 holds, 2 s. Left side: 2 of 2 holds, 2 s."
    )
    assert player.watched.outside == []
    assert player.watched.errors == []
    assert player.watched.console == []


def test_one_button_starts_pauses_and_resumes(shown):
    player = shown()
    main = player.button("Start").element_handle()
    player.start()
    player.run(3)
    assert main.inner_text() == "Pause"
    main.click()
    held = player.countdown
    player.wait(60, every=4)
    assert (main.inner_text(), player.countdown) == ("Resume", held)
    main.click()
    player.run(2)
    assert main.inner_text() == "Pause" and player.countdown != held
    player.button("Finish").click()
    assert main.inner_text() == "Start"
    assert main.evaluate("e => e.isConnected")


def test_back_next_and_restart_move_by_a_segment(shown):
    player = shown(side="right")
    steps = titles(ps.stretch("ball").player(side="right").programme)
    player.start()
    player.button("Next").click()
    assert player.step == steps[1]
    player.run(4)
    begun = player.left
    player.button("Restart").click()
    assert (player.step, player.left) == (steps[1], begun + 4)
    player.button("Back").click()
    assert player.step == steps[0]


def test_swap_side_starts_the_stretch_on_the_other_side_and_logs_the_part_done(shown):
    player = shown(side="both")
    player.start()
    player.go_on("Hold")
    player.run(7)
    player.button("Swap side").click()
    back = BALL.steps[-1]
    assert player.step == back.title
    expect(player.part("side")).to_have_text(side_words(BALL, "right"))
    expect(player.button("Swap side")).to_have_attribute("aria-disabled", "true")
    expect(player.part("caption")).to_have_text(fill(back.spoken, "right"))
    programme = ps.stretch("ball").player().programme
    way = {each["kind"]: each["ms"] / 1000 for each in programme["segments"]}
    assert player.countdown == f"0:{way['return']:02.0f}", "the way off has its full time"
    player.wait(way["return"] + 0.5, every=4)
    change = programme["cards"]["ball/change"]["left"]
    assert player.step == change["title"]
    expect(player.part("caption")).to_have_text(change["spoken"])
    assert change["spoken"] in player.heard("announced")[-1]
    expect(player.part("side")).to_have_text(side_words(BALL, "left"))
    player.wait(way["change"], every=4)
    assert player.step == BALL.steps[0].title
    assert player.root.get_attribute("aria-label") == (
        "Stretch player: Ball stretch, left side stretched"
    )
    player.button("Finish").click()
    expect(player.end).to_contain_text("Right side: no full hold; one cut short after 7 s.")


def test_an_early_end_brings_the_person_off_the_ball(shown):
    player = shown(side="both", voice=True)
    back = BALL.steps[-1]
    for side in ("right", "left"):
        player.start()
        expect(player.part("countdown")).to_be_visible()
        expect(player.part("off")).to_be_hidden()
        if side == "left":
            player.go_on("Change sides")
        player.go_on("Hold")
        player.run(1)
        said = len(player.heard("spoken"))
        player.button("Finish").click()
        assert player.step == back.title
        alt = fill(back.alt, side).strip()
        expect(player.root.get_by_role("img", name=alt)).to_be_visible()
        expect(player.part("off")).to_have_text(fill(back.coached, side).strip())
        for gone in ("countdown", "cue", "breath", "breathe"):
            expect(player.part(gone)).to_be_hidden()
        expect(player.end).to_have_text(re.compile("^Finished. "))
        first = fill(back.coached, side).strip().partition(".")[0]
        assert player.root.inner_text().count(first) == 1, "the way out stands there once"
        spoken = fill(back.spoken, side)[:20]
        assert any(line["text"].startswith(spoken) for line in player.heard("spoken")[said:])


def test_an_early_end_with_nobody_in_the_position_tells_no_way_out_of_it(shown):
    player = shown(side="both")
    for kind in ("Ready", "Set-up", "Change sides"):
        player.start()
        player.go_on(kind)
        player.run(1)
        step, picture = player.step, player.root.get_by_role("img").first
        name = picture.get_attribute("aria-label")
        player.button("Finish").click()
        expect(player.end).to_contain_text("Finished. ")
        expect(player.part("off")).to_be_hidden()
        expect(picture).to_have_attribute("aria-label", name)
        assert player.step == step and player.countdown == "0:00"
        words = player.root.inner_text()
        for side in ("left", "right"):
            for told in (BALL.steps[-1].coached, BALL.steps[-1].spoken):
                assert fill(told, side).strip() not in words


def test_after_a_sleep_it_is_paused_credits_nothing_and_says_so(shown):
    player = shown()
    player.start()
    player.run(3)
    left = player.left
    player.sleep(60)
    expect(player.button("Resume")).to_be_visible()
    assert abs(player.left - left) <= 1
    expect(player.part("notes")).to_contain_text("asleep")
    assert any("asleep" in text for text in player.heard("announced"))
    player.button("Resume").click()
    expect(player.part("notes")).not_to_contain_text("asleep")


def test_a_hidden_page_keeps_time_by_its_worker(shown):
    # A page hidden for long has no animation frames, and a tick of its own once a minute.
    player = shown(clock=None, init="requestAnimationFrame = () => 0; setInterval = () => 0;")
    player.start()
    before = player.left
    assert until(lambda: before - player.left >= 2)
    expect(player.part("notes")).not_to_contain_text("tab in front")


def test_without_a_worker_the_control_says_that_sound_needs_the_tab_in_front(shown):
    player = shown(init="window.Worker = class { constructor() { throw new Error('forbidden') } }")
    player.start()
    note = player.part("notes").get_by_text("tab in front")
    expect(note).to_be_visible()
    assert player.button("Sound").get_attribute("aria-describedby") == note.get_attribute("id")
    player.run(5)
    assert player.watched.errors == []


def test_a_short_programme_plays_in_real_time(shown, tmp_path):
    widget = shortened(ps.stretch("ball").player(guided=True), 450)
    player = shown(saved(tmp_path, widget), clock=None)
    total = widget.programme["total_ms"]
    took = player.page.evaluate(
        """() => new Promise((resolve) => {
          const root = document.querySelector('.psoas-player');
          const start = performance.now();
          new MutationObserver(() => {
            if (root.dataset.status === 'finished') resolve(performance.now() - start);
          }).observe(root, { attributes: true });
          root.querySelector('button[data-name=toggle]').click();
        })"""
    )
    assert -100 < took - total < 4000, "a busy machine is late, and no clock runs fast"
    expect(player.end).to_contain_text("Finished. Right side: 1 of 1 hold")
