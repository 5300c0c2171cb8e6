"""The player as a saved page: tones, voice, captions, screen reader, breath."""

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from tests.browser.player import Shown, opener, record, saved

BALL = catalogue().stretches["ball"]


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def test_nothing_sounds_before_a_click(shown):
    player = shown()
    player.page.evaluate(
        "document.querySelector('.psoas-player').dispatchEvent(new Event('mouseover'))"
    )
    player.run(30)
    assert player.heard("tones") == [] and player.heard("spoken") == []


def test_two_tones_warn_before_a_change_and_one_sounds_at_it(shown):
    player = shown()
    programme = ps.stretch("ball").player(guided=True).programme
    zero = player.page.evaluate("performance.now()")
    player.start()
    started = player.page.evaluate("performance.now()")
    first = programme["segments"][0]["ms"] / 1000
    player.run(first + 1)
    expected = [first - 2, first - 1, first]
    got = [(tone["at"] - zero) / 1000 for tone in player.heard("tones")]
    assert len(got) == 3
    slack = (started - zero) / 1000 + 0.2
    for at, want in zip(got, expected, strict=True):
        assert want - 0.1 <= at <= want + slack


def test_sound_off_and_pause_take_back_the_tones_that_are_due(shown):
    player = shown()
    first = ps.stretch("ball").player(guided=True).programme["segments"][0]["ms"] / 1000
    player.start()
    player.wait(first - 2.5, every=0.5)
    player.button("Pause").click()
    player.run(10)
    tones = player.heard("tones")
    assert tones and all(tone["taken"] for tone in tones)
    player.button("Sound").click()
    expect(player.button("Sound")).to_have_attribute("aria-pressed", "false")
    player.button("Resume").click()
    player.run(10)
    assert len(player.heard("tones")) == len(tones)


def test_each_step_is_spoken_and_captioned_and_the_live_region_keeps_silent(shown):
    player = shown(voice=True)
    programme = ps.stretch("ball").player(guided=True).programme
    player.start()
    player.run(0.5)
    for segment in programme["segments"]:
        spoken = " ".join(line["text"] for line in player.heard("spoken"))
        assert programme["cards"][segment["card"]]["right"]["spoken"] in spoken
        last = player.heard("spoken")[-1]
        assert last["text"] in player.part("caption").inner_text()
        assert last["lang"] == "en-GB"
        player.wait(segment["ms"] / 1000, every=2)
    spoken = " ".join(line["text"] for line in player.heard("spoken"))
    assert "Half-way." in spoken and "Ten seconds left." in spoken and "Finished." in spoken
    assert player.heard("announced") == []


def test_voice_off_speaks_no_more_and_leaves_the_words_to_the_live_region(shown):
    player = shown(voice=True)
    player.button("Voice").click()
    expect(player.button("Voice")).to_have_attribute("aria-pressed", "false")
    player.start()
    player.wait(125, every=2)
    assert player.heard("spoken") == []
    announced = player.heard("announced")
    programme = ps.stretch("ball").player(guided=True).programme
    for segment in programme["segments"]:
        line = programme["cards"][segment["card"]]["right"]["spoken"]
        assert sum(line in text for text in announced) == 1, "each step once"
    assert "Half-way." in announced and "Ten seconds left." in announced
    assert announced[-1].startswith("Finished.")


def test_pause_silences_the_voice(shown):
    player = shown(voice=True)
    player.start()
    player.run(0.2)
    player.button("Pause").click()
    assert player.page.evaluate("silenced") == 1


def test_without_a_voice_the_captions_stay_and_the_control_says_so(shown):
    player = shown()
    player.start()
    begun = player.step
    player.run(4)
    note = player.part("notes").get_by_text("no voice")
    expect(note).to_be_visible()
    assert player.button("Voice").get_attribute("aria-describedby") == note.get_attribute("id")
    programme = ps.stretch("ball").player(guided=True).programme
    first = programme["segments"][0]
    line = programme["cards"][first["card"]]["right"]["spoken"]
    expect(player.part("caption")).to_contain_text(line)
    assert any(line in text for text in player.heard("announced"))
    player.run(first["ms"] / 1000)
    assert player.step != begun, "the session does not wait for the voice"


def test_a_voice_that_never_begins_gives_way_to_the_live_region(shown):
    player = shown(voice=True, init="speechSynthesis.speak = () => {}")
    player.start()
    player.run(0.5)
    assert player.heard("announced") == []
    player.run(1.5)
    assert len(player.heard("announced")) == 1


def test_a_player_started_in_another_page_pauses_this_one(shown, tmp_path):
    one = shown(side="right")
    page = one.page.context.new_page()
    record(page)
    page.goto(saved(tmp_path, side="left").as_uri())
    two = Shown(page)
    one.button("Start").click()
    expect(one.button("Pause")).to_be_visible()
    two.run(1)  # of two starts at the same moment either may give way
    two.button("Start").click()
    expect(one.button("Resume")).to_be_visible()
    expect(one.part("notes")).to_contain_text("Paused: another player was started.")
    expect(two.button("Pause")).to_be_visible()
    one.wait(60, every=4)
    one.button("Resume").click()
    expect(two.button("Resume")).to_be_visible()


def test_the_pacer_tells_when_to_breathe_in_and_out(shown):
    player = shown()
    breathing = catalogue().breathing
    player.start()
    player.go_on("Hold")
    size = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    player.run(breathing.in_s / 2)
    expect(player.part("breathe")).to_have_text("Breathe in")
    half = player.part("pacer").evaluate(size)
    player.run(breathing.in_s / 2 - 0.2)
    full = player.part("pacer").evaluate(size)
    assert full > half > 0.6
    player.run(breathing.out_s / 2)
    expect(player.part("breathe")).to_have_text("Breathe out")
    assert player.part("pacer").evaluate(size) < full
