"""The body moves between the steps of a player, and breathes in its holds."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.moving import FADES, STEPS, STRETCH, Seen, moving
from tests.browser.player import stand_still
from tests.films import BREATH, MOVE, RATE, film_of, trait

MOVE_S = MOVE / RATE
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


def rising(frames):
    return frames == sorted(frames)


def test_from_a_step_to_the_next_the_body_moves_and_then_stands_still(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    assert player.place is None, "at rest a step has its own picture"
    player.button("Next").click()
    frames = player.trace(MOVE_S - 0.2)
    assert rising(frames) and frames[0] == 0 and frames[-1] >= MOVE - 3
    assert len(set(frames)) > MOVE / 2
    player.run(0.5)
    assert player.place is None
    assert player.watched.errors == [] and player.watched.console == []
    assert player.watched.outside == []


def test_in_a_view_of_its_own_the_move_ends_in_the_step_s_frame(shown):
    player = shown()
    player.start()
    player.look("Front")
    for number, step in enumerate(STEPS):
        player.go_to(step)
        assert player.place == MOVE * number, step


def test_the_timer_moves_it_too_and_waits_for_nothing(shown):
    bare = moving(films=b"")
    player, still = shown(), shown(bare, loaded=False)
    seconds = [segment["ms"] / 1000 for segment in bare.programme["segments"][:4]]
    countdowns, frames = {player: [], still: []}, []
    for each in (player, still):
        each.start()
    for _ in range(round(sum(seconds))):
        for each, seen in countdowns.items():
            each.run(1)
            seen.append((each.step, each.countdown))
        frames.append(player.place)
    assert countdowns[player] == countdowns[still]
    assert {frame for frame in frames if frame is not None}, "it moved on the way"


def test_back_goes_backward_and_turns_a_move_that_is_under_way(shown):
    player = shown()
    player.go_to("bend")
    player.button("Back").click()
    frames = player.trace(MOVE_S - 0.2)
    assert frames[0] == 2 * MOVE and rising(frames[::-1]) and frames[-1] <= MOVE + 3
    player.run(1)
    player.button("Next").click()
    player.run(MOVE_S / 2)
    half = player.place
    player.button("Back").click()
    back = player.trace(MOVE_S / 2 - 0.2)
    assert abs(back[0] - half) <= 1 and rising(back[::-1]) and back[-1] <= MOVE + 4


def test_a_move_that_has_begun_ends_while_the_player_is_paused(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    player.button("Next").click()
    player.run(0.4)
    player.button("Pause").click()
    held = player.countdown
    frames = player.trace(MOVE_S)
    moved = [frame for frame in frames if frame is not None]
    assert rising(moved) and len(set(moved)) > MOVE / 2 and frames[-1] is None
    assert player.countdown == held


def test_a_jump_and_a_change_of_sides_cut(shown):
    player = shown(moving(side="both"))
    player.look("Side")
    player.start()
    player.go_to("bend")
    player.button("Finish").click()
    player.run(0.1)
    player.button("Start").click()
    assert player.trace(0.3) == [0] * 4
    player.go_to("stand")
    left = player.turned
    assert re.fullmatch(r"matrix\(-1 0 0 1 -?\d+ 0\)", left)
    player.button("Swap side").click()
    player.run(30)
    expect(player.part("side")).to_contain_text("Right side")
    assert player.place == 0 and player.turned is None


def test_the_way_off_is_a_move_where_the_films_have_one(shown):
    player = shown(moving(side="both"))
    player.start()
    player.go_to("hold")
    player.button("Swap side").click()
    frames = player.trace(1)
    assert frames[0] == MOVE * STEPS.index("hold") and rising(frames) and len(set(frames)) > 5
    player.button("Back").click()
    again = shown(moving(side="both"))
    again.start()
    again.go_to("step")
    again.button("Swap side").click()
    assert again.trace(0.5) == [None] * 6, "no way off leads through the hold"


def test_reduced_motion_cuts_also_when_it_is_asked_for_in_a_move(shown):
    player = shown(reduced_motion="reduce")
    player.page.evaluate(FADES)
    player.start()
    player.go_to("stand")
    player.button("Next").click()
    expect(player.figure).to_have_attribute("data-view", "side")
    assert player.trace(MOVE_S) == [None] * 21
    assert player.page.evaluate("fades") == []
    player.go_to("hold")
    assert player.trace(4, 0.5) == [None] * 9, "no breath either"
    live = shown()
    live.start()
    live.go_to("stand")
    live.button("Next").click()
    live.run(0.5)
    assert live.place is not None
    live.page.emulate_media(reduced_motion="reduce")
    live.run(0.1)
    assert live.place is None


def test_a_hidden_tab_draws_no_move_and_owes_none(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    hide = "hidden => Object.defineProperty(document, 'hidden', { value: hidden, writable: true })"
    player.page.evaluate(hide, True)
    player.button("Next").click()
    assert player.place is None
    player.page.evaluate("document.hidden = false")
    assert player.trace(0.3) == [None] * 4


def test_in_a_hold_the_trunk_breathes_with_the_pacer(shown):
    player = shown()
    player.start()
    player.go_to("hold")
    size = {"in": [], "out": []}
    for _ in range(100):
        player.run(0.1)
        phase = player.part("dial").get_attribute("data-breath")
        size[phase].append(player.wide)
    smallest, largest = min(size["in"]), max(size["in"])
    assert largest - smallest == 2 * (BREATH - 1)
    assert set(size["out"]) == set(size["in"])
    assert player.root.locator("line.pp-length-band").count() > 0, "the bars keep their range"
    player.button("Pause").click()
    held = player.wide
    player.run(3)
    assert player.wide == held > 0
    player.button("Finish").click()
    player.run(5)
    assert player.wide == 0


def test_the_bar_of_the_psoas_goes_with_the_body_and_rests_at_the_step_s_figure(shown):
    player = shown()
    told = ps.stretch(STRETCH).player(guided=True).programme["lengths"]

    def rest(step):
        return abs(told[f"{STRETCH}/{step}.left"]["rows"][0]["change"])

    player.start()
    player.go_to("step")
    assert player.bar == pytest.approx(rest("step"), abs=0.1)
    player.button("Next").click()
    words = player.part("length").all_inner_texts()
    bars = []
    for _ in range(15):
        player.run(0.1)
        bars.append(player.bar)
        assert bars[-1] == pytest.approx(player.place / 4, abs=0.25)
    assert len(set(bars)) >= 8
    assert player.part("length").all_inner_texts() == words, "words do not run"
    player.run(1)
    assert player.bar == pytest.approx(rest("bend"), abs=0.1)


def test_nothing_is_announced_while_the_body_moves(shown):
    player = shown()
    player.start()
    player.go_to("stand")
    player.button("Next").click()
    said = player.heard("announced")
    name = player.figure.get_attribute("aria-label")
    player.run(MOVE_S + 0.5)
    assert player.heard("announced") == said
    expect(player.figure).to_have_accessible_name(name)


@pytest.mark.parametrize(
    "films",
    [
        b"no films at all",
        trait({(STRETCH, "side"): b"no film"}),
        trait({(STRETCH, "side"): film_of(STRETCH, "side", STEPS)})[:-90],
    ],
    ids=["bytes", "one of them", "cut off"],
)
def test_bytes_that_are_no_film_leave_the_stills(shown, films):
    player = shown(moving(films=films), loaded=False)
    player.start()
    for step in STEPS[:4]:
        player.go_to(step)
        assert player.trace(0.3) == [None] * 4
        expect(player.figure.locator("svg")).to_have_count(1)
    expect(player.tool("combobox", "View")).to_have_count(0)
    assert player.watched.errors == [] and player.watched.console == []


def test_two_views_of_one_player_show_the_same_and_leave_nothing_behind(page_file, tmp_path):
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

    fresh = page_file(file, before).page
    one, two = (
        Seen(fresh, each) for each in fresh.get_by_role("region", name="Stretch player").all()
    )
    one.go_to("stand")
    two.look("Side")
    assert one.tool("combobox", "View").input_value() == "side"
    two.button("Next").click()
    for _ in range(8):
        one.run(0.2)
        assert one.place == two.place is not None
        assert one.bar == two.bar
    assert fresh.evaluate("pending.size") == 1
    fresh.evaluate("dispose()")
    assert fresh.evaluate("pending.size") == 0
    fresh.clock.run_for(1000)
    assert fresh.evaluate("pending.size") == 0
