"""The player's Python side: its traits, its words, and what happens when a cell runs again."""

import base64
import json
import re
from html.parser import HTMLParser

import pytest
from traitlets import TraitError

import psoaslib as ps
from psoaslib.catalogue import images
from psoaslib.widgets import player
from psoaslib.widgets.join import style
from psoaslib.widgets.player import Player


@pytest.fixture
def ball():
    return ps.stretch("ball")


def test_a_player_before_its_start_says_so(ball):
    shown = ball.player()
    assert (shown.status, shown.elapsed, shown.segment) == ("idle", 0.0, 0)
    assert (shown.log, shown.sides, shown.notice) == ([], ["right", "left"], None)


def test_its_words_are_plain_and_stable(ball):
    shown = ball.player(guided=True)
    assert repr(shown) == repr(ball.player(guided=True))
    assert repr(shown) == "Stretch player: Ball stretch, right, 2 min"
    assert len(repr(ball.player())) < 110
    bundle = shown._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert bundle["text/plain"] == repr(shown)


def test_python_asks_the_browser_to_start_to_pause_and_to_go_on(ball, monkeypatch):
    sent = []
    shown = ball.player()
    monkeypatch.setattr(shown, "send", sent.append)
    shown.start(), shown.pause(), shown.next()
    assert sent == [{"command": "start"}, {"command": "pause"}, {"command": "next"}]


def test_the_voice_s_speed_is_one_that_the_player_offers(ball):
    shown = ball.player()
    assert shown.voice_speed == 1
    shown.voice_speed = 0.75
    assert shown.get_state()["voice_speed"] == 0.75
    with pytest.raises(TraitError, match="0.5, 0.75, 1.0, 1.25, 1.5"):
        shown.voice_speed = 3
    listed = re.search(r"VOICE_SPEEDS = \[(.*?)\]", shown.get_state()["code"])[1]
    assert [float(each) for each in listed.split(",")] == list(player.VOICE_SPEEDS)


def test_all_that_the_browser_needs_is_in_the_traits(ball):
    state = ball.player().get_state()
    own = [len(json.dumps(state["programme"])), len(state["pictures"]), len(state["ways"])]
    assert sum(own) < 80_000
    pictures = images.unbundled(state["pictures"])
    assert state["programme"]["segments"][0]["start_ms"] == 0
    assert list(pictures) == ["ball/kneel.right"], "others are asked for where they are needed"
    assert "export default" in state["code"] and ".psoas-player" in state["_css"]


def test_all_stills_are_sent_to_a_browser_that_asks_for_them(ball, monkeypatch):
    sent = []
    shown = ball.player()
    monkeypatch.setattr(shown, "send", lambda content, buffers: sent.append((content, *buffers)))
    shown._handle_custom_msg({"command": "none of ours"}, [])
    shown._handle_custom_msg({"want": "stills"}, [])
    [(content, packed)] = sent
    assert content == {"stills": True}
    assert set(images.unbundled(packed)) == set(ball.programme().picture_keys())


def test_a_saved_page_holds_each_still_once(saved):
    shown, path, _ = saved
    page = path.read_text(encoding="utf-8")
    for still in images.unbundled(shown._stills()).values():
        assert page.count(still) == 1


def test_the_ways_go_to_the_browser_and_into_a_saved_page(ball, tmp_path):
    shown = ball.player()
    assert shown.get_state()["ways"] == shown.ways != b""
    page = shown.save_html(tmp_path / "ball.html").read_text(encoding="utf-8")
    assert base64.b64encode(shown.ways).decode("ascii") in page
    assert '"a":"' in page and '"b":"' not in page, "the page has its own body alone"


def test_a_card_names_the_view_of_its_picture():
    lunge = ps.stretch("lunge")
    views = {step.id: step.view for step in lunge._record.steps}
    cards = lunge.player().programme["cards"]
    for sides in cards.values():
        for card in sides.values():
            assert card["view"] == views[card["picture"].split("/")[1].split(".")[0]]


class Text(HTMLParser):
    """Collect the words of a page that stand there without any script."""

    def __init__(self):
        super().__init__()
        self.words, self.skipped, self.images, self.tags = [], 0, [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.skipped += tag in ("script", "style")
        attrs = dict(attrs)
        if tag == "img" or attrs.get("role") == "img":
            self.images.append(attrs.get("alt") or attrs["aria-label"])

    def handle_endtag(self, tag):
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.skipped:
            self.words.append(data)


@pytest.fixture
def saved(ball, tmp_path):
    shown = ball.player()
    path = shown.save_html(tmp_path / "ball.html")
    text = Text()
    text.feed(path.read_text(encoding="utf-8"))
    return shown, path, text


def test_a_saved_page_says_everything_in_words(saved):
    shown, _, text = saved
    words = " ".join(" ".join(text.words).split())
    for block in shown.programme["blocks"]:
        side = block["side"]
        for segment in shown.programme["segments"][block["first"] : block["last"] + 1]:
            card = shown.programme["cards"][segment["card"]][side]
            for field in "title coached cue breath error correction article reason".split():
                if card[field]:
                    assert " ".join(card[field].split()) in words, field
    for rule in shown.programme["stop"]:
        assert rule in words
    assert "Not yet reviewed by a clinician" in words


def test_a_saved_page_has_a_language_a_title_and_words_for_each_picture(saved):
    _, _, text = saved
    tags = dict(text.tags)
    assert tags["html"] == {"lang": "en-GB"}
    assert "Ball stretch" in " ".join(text.words)
    assert text.images
    assert all(len(words) > 20 for words in text.images)


def test_a_saved_page_names_no_other_file_and_no_other_host(saved):
    _, path, _ = saved
    page = path.read_text(encoding="utf-8")
    addresses = re.findall(r"""(?:src|href)=["']([^"']*)""", page)
    assert addresses and all(address.startswith(("data:", "#")) for address in addresses)
    code = re.sub(r"(?m)^ *\* .*$", "", page)
    hosts = set(re.findall(r"https?://[\w.]+", code))
    assert hosts <= {"http://www.w3.org"}, "the name of SVG, which is asked of nobody"


def test_words_that_look_like_markup_stay_words(ball, tmp_path):
    shown = ball.player()
    programme = json.loads(json.dumps(shown.programme))
    for card in programme["cards"].values():
        for words in card.values():
            words["title"] = "</script><script>alert(1)</script>"
    page = Player(programme).save_html(tmp_path / "odd.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


def test_a_saved_page_is_one_file_of_modest_size(saved):
    _, path, _ = saved
    assert path.stat().st_size < 700_000


def test_no_rule_of_the_style_sheet_reaches_outside_the_player():
    css = re.sub(r"/\*.*?\*/", "", str(player.Player._css).removeprefix(style([])), flags=re.S)
    css = re.sub(r"@keyframes psoas-player-\w+ \{.*?\n\}", "", css, flags=re.S)
    preludes = [each.strip() for each in re.findall(r"([^{}]+)\{", css)]
    selectors = [
        selector.strip()
        for prelude in preludes
        if not prelude.startswith(("@media", "@container", "@supports"))
        for selector in re.sub(r"\([^()]*\)", "", prelude).split(",")
    ]
    assert len(selectors) > 50
    assert [each for each in selectors if ".psoas-" not in each] == []
