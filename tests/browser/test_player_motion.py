"""The body moves between the steps of a player, and breathes in its holds."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.moving import LIVE, STRETCH, Seen, moving
from tests.browser.player import shortened, stand_still
from tests.browser.watched import until

PENDING = """
window.pending = new Set();
const request = window.requestAnimationFrame.bind(window);
const cancel = window.cancelAnimationFrame.bind(window);
window.requestAnimationFrame = (call) => {
  const id = request((now) => { pending.delete(id); call(now); });
  pending.add(id);
  return id;
};
window.cancelAnimationFrame = (id) => { pending.delete(id); cancel(id); };
"""
BOTH = """(figure) => {
  const bar = figure.closest('.psoas-player').querySelector('.pp-length-bar');
  return [figure.scene.now().psoas, Number(bar.getAttribute('width'))];
}"""

BREATH = """(figure) => {
  const dial = figure.closest('.psoas-player').querySelector('.pp-dial');
  return [dial.dataset.breath, figure.scene.now().breath];
}"""


def rising(frames):
    return frames == sorted(frames)


def test_on_the_way_from_step_to_step_the_body_moves_its_bar_goes_along_and_nothing_is_announced(
    shown,
):
    player = shown()
    told = ps.stretch(STRETCH).player(guided=True).programme["lengths"]

    def rest(step):
        return abs(told[f"{STRETCH}/{step}.left"]["rows"][0]["change"])

    player.start()
    player.go_to("stand")
    assert player.place is None
    first, last = player.way("stand", "step")
    player.button("Next").click()
    said = player.heard("announced")
    name = player.figure.get_attribute("aria-label")
    frames = player.trace((last - first) / 20 - 0.2)
    assert rising(frames) and frames[0] == first and frames[-1] >= last - 8
    assert len(set(frames)) == len(frames)
    player.run(0.5)
    assert player.heard("announced") == said
    expect(player.figure).to_have_accessible_name(name)
    assert player.place is None and player.now["moment"] == "step"
    assert player.bar == pytest.approx(rest("step"), abs=0.1)

    player.button("Next").click()
    words = player.part("length").all_inner_texts()
    bars = set()
    for _ in range(20):
        player.run(0.05)
        psoas, bar = player.figure.evaluate(BOTH)
        bars.add(bar)
        assert psoas is None or bar == pytest.approx(abs(psoas[0]), abs=0.01)
    assert len(bars) >= 8
    assert player.part("length").all_inner_texts() == words, "words do not run"
    player.rest()
    assert player.bar == pytest.approx(rest("bend"), abs=0.1)
    assert player.watched.errors == [] and player.watched.console == []
    assert player.watched.outside == []


def test_a_move_that_has_begun_ends_while_the_player_is_paused_and_a_hidden_tab_owes_none(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    first, last = player.way("stand", "step")
    player.button("Next").click()
    player.run(0.4)
    player.button("Pause").click()
    held = player.countdown
    frames = player.trace((last - first) / 20)
    moved = [frame for frame in frames if frame is not None]
    assert rising(moved) and len(set(moved)) == len(moved) > 2 and frames[-1] is None
    assert player.countdown == held
    hide = "hidden => Object.defineProperty(document, 'hidden', { value: hidden, writable: true })"
    player.page.evaluate(hide, True)
    player.button("Next").click()
    assert player.place is None
    player.page.evaluate("document.hidden = false")
    assert player.trace(0.4) == [None] * 3


def test_the_timer_moves_it_too_and_waits_for_nothing(shown):
    player = shown(shortened(moving(), 2000))
    still = shown(shortened(moving(ways=b""), 2000), loaded=False)
    countdowns, frames = {player: [], still: []}, set()
    for each in (player, still):
        each.start()
    for _ in range(12):
        for each, seen in countdowns.items():
            each.run(0.5)
            seen.append((each.step, each.countdown))
        frames.add(player.place)
    assert countdowns[player] == countdowns[still]
    assert frames - {None}, "it moved on the way"


def test_back_goes_backward_and_turns_a_move_that_is_under_way(shown):
    player = shown()
    player.go_to("step")
    first, last = player.way("stand", "step")
    player.button("Back").click()
    frames = player.trace((last - first) / 20 - 0.2)
    assert frames[0] == last and rising(frames[::-1]) and frames[-1] <= first + 8
    player.rest()
    player.button("Next").click()
    player.run((last - first) / 40)
    half = player.place
    player.button("Back").click()
    back = player.trace((last - first) / 40 - 0.2)
    assert abs(back[0] - half) <= 1.1 and rising(back[::-1]) and back[-1] < back[0]


def test_a_jump_and_a_change_of_sides_cut_and_the_way_off_is_a_move_where_the_ways_have_one(shown):
    player = shown(moving(side="both"))
    player.look("Side")
    player.start()
    player.go_to("bend")
    player.button("Finish").click()
    player.run(0.1)
    player.button("Start").click()
    assert player.trace(0.4) == [None] * 3
    player.go_to("step")
    assert player.now["side"] == "left"
    player.button("Swap side").click()
    assert player.trace(0.4) == [None] * 3, "no way off leads through the hold"
    player.wait(32, every=4)
    expect(player.part("side")).to_contain_text("Right side")
    assert player.place is None and player.now["side"] == "right"
    player.go_to("hold")
    player.button("Swap side").click()
    frames = player.trace(1)
    assert frames[0] == player.way("hold", "return")[0] and rising(frames)
    assert len(set(frames)) > 4


def test_reduced_motion_cuts_also_when_it_is_asked_for_in_a_move(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    player.button("Next").click()
    player.run(0.5)
    assert player.place is not None
    player.page.emulate_media(reduced_motion="reduce")
    player.run(0.1)
    assert player.place is None
    player.button("Next").click()
    assert player.trace(1) == [None] * 6
    player.go_to("hold")
    player.run(3)
    assert player.now["breath"] == 0, "no breath either"


def test_in_a_hold_the_trunk_breathes_with_the_pacer(shown):
    player = shown()
    player.start()
    player.go_to("hold")
    size = {"in": [], "out": []}
    for _ in range(40):
        player.run(0.25)
        phase, breath = player.figure.evaluate(BREATH)
        size[phase].append(breath)
    for sizes in size.values():
        assert min(sizes) < 0.1 and max(sizes) > 0.9
    assert rising(size["in"][:8])
    assert player.root.locator("line.pp-length-band").count() > 0, "the bars keep their range"
    player.button("Pause").click()
    held = player.now["breath"]
    player.run(3)
    assert player.now["breath"] == held
    player.button("Finish").click()
    player.run(5)
    assert player.now["breath"] == 0


@pytest.mark.parametrize("cut", [0, 90], ids=["no ways at all", "cut off"])
def test_bytes_that_are_no_ways_leave_the_stills(shown, cut):
    player = shown(moving(ways=moving().ways[:-cut] if cut else b"no ways"), loaded=False)
    player.start()
    for _ in range(3):
        player.button("Next").click()
        player.run(3)
        expect(player.figure).to_have_attribute("data-live", "false")
        expect(player.figure.locator("> *")).to_have_count(1)
    expect(player.tool("combobox", "View")).to_have_count(0)
    assert player.watched.errors == [] and player.watched.console == []


def test_two_views_of_one_player_show_the_same_and_leave_nothing_behind(drawing_page, tmp_path):
    page = moving().save_html(tmp_path / "one.html").read_text(encoding="utf-8")
    twice = """
const widget = playerWidget();
showAlone({
  initialize(given) { window.dispose = widget.initialize(given); },
  render({ model, el }) {
    const second = document.body.appendChild(document.createElement('div'));
    for (const place of [el, second]) widget.render({ model, el: place });
  },
});"""
    file = tmp_path / "two.html"
    file.write_text(page.replace("showAlone(playerWidget());", twice), encoding="utf-8")

    def before(fresh):
        stand_still(fresh)
        fresh.add_init_script(PENDING)
        fresh.add_init_script(LIVE)

    fresh = drawing_page(file, before).page
    one, two = (
        Seen(fresh, each) for each in fresh.get_by_role("region", name="Stretch player").all()
    )
    for each in (one, two):
        expect(each.figure).to_have_attribute("data-live", "true")
    one.go_to("stand")
    two.look("Side")
    assert one.tool("combobox", "View").input_value() == "side"
    two.button("Next").click()
    for _ in range(4):
        one.run(0.4)
        assert one.place == two.place is not None
        assert one.bar == two.bar
    assert fresh.evaluate("pending.size") <= 2, "the player's and the stage's"
    fresh.evaluate("dispose()")

    def nothing_is_left():
        fresh.clock.run_for(1000)  # what was asked for already still runs, and asks for no more
        return fresh.evaluate("pending.size") == 0

    assert until(nothing_is_left)
