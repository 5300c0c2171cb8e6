"""The player as a saved page: what a person sees at each step."""

import re

import pytest
from playwright.sync_api import expect

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.catalogue.sides import fill
from psoaslib.programme.cards import side_words
from psoaslib.widgets.player import Player
from tests.browser.player import opener, saved, titles

BALL = catalogue().stretches["ball"]


@pytest.fixture
def shown(page_file, tmp_path):
    return opener(page_file, tmp_path)


def test_before_the_start_it_tells_the_total_the_order_of_sides_and_the_first_step(shown):
    player = shown(side="both")
    total = re.match(r"(\d+) min(?: (\d+) s)?", str(ps.stretch("ball").length()).split(": ")[1])
    clock = f"{total[1]}:{int(total[2] or 0):02d}"
    expect(player.part("session")).to_have_text(f"{clock} in total")
    expect(player.part("caption")).to_contain_text(f"{clock} in total: right side, then left side")
    lines = catalogue().lines
    assert player.step == lines.ready_title
    expect(player.part("next")).to_have_text(f"Next: {BALL.steps[0].title}")
    ready = ps.stretch("ball").player().programme["segments"][0]
    assert player.countdown == f"0:{ready['ms'] // 1000:02d}"


def test_a_step_shows_its_picture_words_error_and_the_article_beside_ours(shown):
    player = shown()
    widget = ps.stretch("ball").player(guided=True)
    for number, segment in enumerate(widget.programme["segments"]):
        card = widget.programme["cards"][segment["card"]]["right"]
        expect(player.root.get_by_role("heading", level=3)).to_have_text(card["title"])
        expect(player.part("cue")).to_contain_text(card["cue"])
        expect(player.part("breath")).to_contain_text(card["breath"])
        words = player.part("words")
        for field in ("coached", "error", "correction", "change_words"):
            if card[field]:
                expect(words).to_contain_text(card[field])
        if segment["kind"] == "ready":
            expect(words).to_contain_text("To stop: ")
            player.button("Next").click()
            continue
        expect(words).to_contain_text(card["article"] or "Nothing about this step.")
        if card["reason"]:
            expect(words).to_contain_text("Why we differ")
            expect(words).to_contain_text(card["reason"])
        if card["alt"]:
            image = player.root.get_by_role("img", name=card["alt"], exact=True)
            expect(image).to_be_visible()
            expect(image.locator("> :last-child")).to_be_visible()
        if number + 1 < len(widget.programme["segments"]):
            expect(player.part("next")).to_contain_text("Next: ")
            player.button("Next").click()
    expect(player.part("next")).to_have_text("Next: the end")


def test_where_no_picture_is_drawn_its_words_stand_in_its_place(shown, tmp_path):
    widget = ps.stretch("ball").player(guided=True)
    player = shown(saved(tmp_path, Player(widget.programme)))
    alt = widget.programme["cards"]["ball/kneel"]["right"]["alt"]
    image = player.root.get_by_role("img", name=alt, exact=True)
    expect(image).to_have_text(alt)


def test_repetition_side_and_the_next_step_are_named(shown):
    player = shown(side="right")
    programme = ps.stretch("ball").player(side="right").programme
    expect(player.part("side")).to_have_text(side_words(BALL, "right"))
    steps, segments = titles(programme), programme["segments"]
    told = player.read(len(steps) - 1, "step", "next", "stage")
    assert [step for step, _, _ in told] == steps[:-1]
    assert [following for _, following, _ in told] == [f"Next: {each}" for each in steps[1:]]
    for segment, (_, _, stage) in zip(segments, told, strict=False):
        if segment["kind"] == "hold":
            assert f"Repetition {segment['repetition']} of {segment['repetitions']}" in stage


def test_the_rules_for_stopping_are_within_reach_of_a_key(shown):
    player = shown()
    rule = player.root.get_by_text(catalogue().safety.stop_rules[BALL.steps[-2].stop[0]].text)
    expect(rule).to_be_hidden()
    player.root.locator(".pp-stop summary").focus()
    player.page.keyboard.press("Enter")
    expect(rule).to_be_visible()


def test_how_to_come_off_in_a_hurry_stands_first_for_the_side_stretched(shown, tmp_path):
    told = ps.stretch("ball").player()
    told.programme["stop_how"] = {"ball": {"right": "Push left.", "left": "Push right."}}
    player = shown(saved(tmp_path, told))
    player.root.locator(".pp-stop summary").click()
    first = player.root.locator(".pp-stop li").first
    expect(first).to_have_text("Push left.")
    player.button("Swap side").click()
    expect(first).to_have_text("Push right.")
    words = player.page.locator(".words")
    for side, text in (("right", "Push left."), ("left", "Push right.")):
        expect(words).to_contain_text(f"{side_words(BALL, side)}: {text}")


def test_a_hold_cut_to_the_limit_says_so(shown, tmp_path):
    widget = ps.stretch("ball").player(guided=True)
    note = "Held for 30 s: this position has a limit, and the dose would ask for 45 s."
    programme = widget.programme
    for segment in programme["segments"]:
        segment["note"] = note if segment["kind"] == "hold" else None
    player = shown(saved(tmp_path, widget))
    expect(player.part("notes")).not_to_contain_text(note)
    player.go_on("Hold")
    expect(player.part("notes")).to_contain_text(note)
    player.button("Next").click()
    expect(player.part("notes")).not_to_contain_text(note)


def test_the_session_s_progress_marks_every_segment(shown):
    player = shown(side="both")
    programme = ps.stretch("ball").player().programme
    parts = player.part("track-part")
    expect(parts).to_have_count(len(programme["segments"]))
    wide = "parts => parts.map((part) => part.getBoundingClientRect().width)"
    widths = parts.evaluate_all(wide)
    by_length = sorted(range(len(widths)), key=lambda i: programme["segments"][i]["ms"])
    assert widths[by_length[-1]] > 1.5 * widths[by_length[0]]
    player.start()
    player.wait(programme["segments"][0]["ms"] / 1000 + 5)
    filled = player.part("track-fill").evaluate_all(wide)
    shares = [fill / part for fill, part in zip(filled[:3], widths, strict=False)]
    assert shares[0] == pytest.approx(1) and 0 < shares[1] < 1 and shares[2] == 0
    bar = player.root.get_by_role("progressbar", name="Session")
    assert int(bar.get_attribute("aria-valuenow")) == programme["segments"][0]["ms"] // 1000 + 5


@pytest.mark.parametrize("name", list(catalogue().stretches))
def test_every_player_says_what_it_stretches_from_start_to_end(shown, tmp_path, name):
    stretch, record = ps.stretch(name), catalogue().stretches[name]
    side = record.article_side
    player = shown(stretch.player(side=side).save_html(tmp_path / f"{name}.html"))
    region = f"Stretch player: {stretch.title}, {side} side stretched"
    expect(player.page.get_by_role("region", name=region, exact=True)).to_have_count(1)
    what = "side" if record.target == "psoas_major" else record.target_words
    words = f"{side.capitalize()} {what} stretched, {fill(record.side_note, side)}"
    expect(player.part("side")).to_have_text(words)
    player.start()
    player.wait(2)
    assert player.heard("announced")[0].startswith(f"{words}. ")
    player.go_on("Hold")
    player.wait(1)
    player.button("Finish").click()
    expect(player.end).to_contain_text(re.compile(f"{side.capitalize()} side: no full hold"))
    returns = [step.coached for step in record.steps if step.kind == "return"]
    off = " ".join(fill(words, side).strip() for words in returns)
    expect(player.part("off")).to_have_text(off)
    shown_words = player.root.inner_text()
    if record.target != "psoas_major":
        assert "hip flexor" not in shown_words


def test_where_no_script_runs_the_page_says_how_to_open_it_and_keeps_safety_and_words(
    page_file, saved_player
):
    page = page_file(saved_player, java_script_enabled=False).page
    told = page.locator("p", has_text="The player does not run here")
    expect(told).to_be_visible()
    for way in ("Share", "browser app", "web address"):
        expect(told).to_contain_text(way)
    expect(page.get_by_role("heading", name="When to stop")).to_be_visible()
    expect(page.locator(".words").get_by_text(BALL.steps[0].cue).first).to_be_visible()
