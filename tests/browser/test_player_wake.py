"""The screen stays awake while someone follows, and no longer; the voice's speed is kept."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from tests.browser.player import opener, saved

LOCKS = """
// A wake lock that records who holds it, and is taken back when the page is hidden.
window.locks = [];
window.shownAs = 'visible';
Object.defineProperty(document, 'visibilityState', { get: () => shownAs });
Object.defineProperty(Navigator.prototype, 'wakeLock', { value: {
  async request(kind) {
    if (window.refused) throw new DOMException('low battery', 'NotAllowedError');
    const lock = { kind, released: false, async release() { lock.released = true; } };
    locks.push(lock);
    return lock;
  },
} });
window.hide = () => { shownAs = 'hidden'; for (const lock of locks) lock.released = true; tell(); };
window.show = () => { shownAs = 'visible'; tell(); };
const tell = () => document.dispatchEvent(new Event('visibilitychange'));
"""


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def held(player):
    """List the locks asked for, each as held or not."""
    return player.page.evaluate("Promise.resolve().then(() => locks.map((lock) => !lock.released))")


def test_the_screen_is_kept_awake_while_running_only(shown):
    player = shown(init=LOCKS)
    assert held(player) == []
    player.start()
    assert held(player) == [True]
    assert player.page.evaluate("locks[0].kind") == "screen"
    player.button("Next").click()
    player.run(3)
    assert held(player) == [True], "one lock for a whole session"
    player.button("Pause").click()
    assert held(player) == [False]
    player.button("Resume").click()
    assert held(player) == [False, True]
    player.button("Finish").click()
    assert held(player) == [False, False]


def test_it_may_sleep_again_after_the_last_step(shown):
    player = shown(init=LOCKS)
    player.start()
    player.wait(128, every=4)
    expect(player.end).to_contain_text("Finished.")
    assert held(player) == [False]


def test_a_page_that_was_hidden_asks_again_while_it_runs(shown):
    player = shown(init=LOCKS)
    player.start()
    player.page.evaluate("hide()")
    assert held(player) == [False], "not asked for while hidden"
    player.page.evaluate("show()")
    assert held(player) == [False, True]
    player.button("Pause").click()
    player.page.evaluate("hide(); show()")
    assert held(player) == [False, False], "nobody follows a paused player"


@pytest.mark.parametrize(
    "init",
    [f"{LOCKS}; window.refused = true;", "delete Navigator.prototype.wakeLock;"],
    ids=["refused", "absent"],
)
def test_without_a_lock_it_plays_all_the_same_and_says_that_the_screen_may_go_dark(shown, init):
    player = shown(init=init)
    expect(player.part("notes")).not_to_contain_text("go dark")
    player.start()
    player.run(3)
    player.button("Pause").click()
    expect(player.button("Resume")).to_be_visible()
    expect(player.part("notes")).to_contain_text("Set a longer screen time-out")
    assert player.watched.errors == [] and player.watched.console == []


RATES = """
const speak_ = speechSynthesis.speak;
window.rates = [];
speechSynthesis.speak = (line) => {
  if (line.volume !== 0) rates.push(line.rate);
  speak_(line);
};
"""


def speed(player):
    return player.root.get_by_role("combobox", name="Voice speed", exact=True)


def test_the_voice_s_speed_is_its_own_until_a_person_chooses_another(shown):
    player = shown(voice=True, init=RATES)
    expect(speed(player)).to_have_value("1")
    player.start()
    player.run(0.5)
    speed(player).select_option("1.5")
    player.run(0.5)
    assert set(player.heard("rates")) == {1}, "the line under way is not said again"
    for _ in range(2):
        said = len(player.heard("rates"))
        player.button("Next").click()
        player.run(0.5)
        assert set(player.heard("rates")[said:]) == {1.5}


def test_a_slow_voice_lengthens_the_session_and_says_so(shown):
    player = shown(voice=True, init=RATES)
    total = player.part("session").inner_text()
    speed(player).select_option("0.5")
    expect(player.part("notes")).to_contain_text("The holds stay as long.")
    longer = player.part("session").inner_text()
    assert longer != total and player.heard("announced") == [longer]
    step, length = player.step, player.countdown
    player.start()
    first = ps.stretch("ball").player(guided=True).programme["segments"][0]["ms"] / 1000
    assert length == f"0:{2 * first:02.0f}"
    player.wait(2 * first - 6, every=4)
    assert player.step == step, "the line is not cut"
    player.wait(6.5, every=4)
    assert player.step != step, "and no voice is waited for"


def test_keys_choose_the_speed_and_do_not_play(shown):
    player = shown()
    step = player.step
    player.button("Voice").focus()
    player.page.keyboard.press("Tab")
    expect(speed(player)).to_be_focused()
    for key in ("ArrowDown", "Home", "ArrowDown"):
        player.page.keyboard.press(key)
    expect(speed(player)).to_have_value("0.75")
    player.page.keyboard.press("Tab")
    expect(player.button("Full screen")).to_be_focused()
    assert player.step == step
    expect(player.button("Start")).to_be_visible()


def test_loading_the_page_again_keeps_the_speed(shown):
    player = shown()
    speed(player).select_option("0.75")
    player.page.reload()
    expect(speed(player)).to_have_value("0.75")


def test_a_saved_page_opens_with_the_speed_that_python_set(shown, tmp_path):
    widget = ps.stretch("ball").player()
    widget.voice_speed = 0.75
    player = shown(saved(tmp_path, widget), voice=True, init=RATES)
    expect(speed(player)).to_have_value("0.75")
    player.start()
    player.run(0.5)
    assert set(player.heard("rates")) == {0.75}


def test_a_finger_can_hit_the_choice_of_speed(shown):
    player = shown()
    for width in (360, 390, 860, 1280):
        player.page.set_viewport_size({"width": width, "height": 800})
        box = speed(player).bounding_box()
        assert min(box["width"], box["height"]) >= 44
        assert player.page.evaluate("document.documentElement.scrollWidth") == width
