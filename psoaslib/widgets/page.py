"""Write one HTML file that shows a widget from disk: no network, no kernel, no other file.

The widget in it is the same front end as in a notebook, over a model that only remembers. Below
it stands everything in words, with every picture, so that the page prints and can be read where
scripts are off.
"""

import base64
import html
import json
import re
from collections.abc import Iterable, Mapping
from string import Template
from typing import Any

from psoaslib.catalogue import catalogue, images
from psoaslib.mechanics.wording import sentence
from psoaslib.pages.document import (
    Block,
    Bullets,
    Details,
    Heading,
    Line,
    Picture,
    Strong,
    Table,
    paragraph,
)
from psoaslib.pages.document import html as write
from psoaslib.programme import minutes
from psoaslib.widgets.bodies import drawing_front_end
from psoaslib.widgets.handout import handouts
from psoaslib.widgets.join import FOLDER, front_end, read, style

LANGUAGE = "en-GB"
BEFORE = "Before you start"
STILL = "data:image/webp"

_HELD = re.compile(r'<img src="#([^"]*)" alt="([^"]*)"( width="\d+")?>')


def page(
    programme: dict[str, Any],
    pictures: bytes,
    ways: bytes,
    people: dict[str, str],
    voice_speed: float = 1.0,
    drawn_ahead: bool = True,
) -> str:
    """Return the page of a player; see the traits of `Player`, but with all `pictures`.

    On paper it is another one: a handout of each stretch (`handout.py`).
    """
    found = images.unbundled(pictures)
    held = {key: each for key, each in found.items() if each.startswith(STILL)}
    others = {key: each for key, each in found.items() if key not in held}

    def source(key: str | None) -> str | None:
        return f"#{key}" if key in held else images.address(found[key]) if key in found else None

    words = write(_words(programme, found), source)
    traits = {
        "programme": programme,
        "people": people,
        "whole_page": True,
        "voice_speed": voice_speed,
        "drawn_ahead": drawn_ahead,
    }
    before = write([Details(BEFORE, tuple(_before(programme, 2)))], str)
    review = " ".join(dict.fromkeys(each["review"] for each in programme["paper"].values()))
    return standalone(
        "player",
        programme["title"],
        traits,
        _used(words),
        {"pictures": images.bundled(others), "ways": ways},
        sheets=("player", "player/handout"),
        before=before,
        review=review,
        builds=(people["build"],) if ways else (),
        paper=_held(held) + _used(handouts(programme, review, source)),
    )


def standalone(
    name: str,
    title: str,
    traits: Mapping[str, Any],
    words: str,
    buffers: Mapping[str, bytes] | None = None,
    sheets: Iterable[str] = (),
    before: str = "",
    paper: str = "",
    review: str = "",
    builds: tuple[str, ...] = (),
) -> str:
    """Return the page of one widget, whatever it is.

    Parameters
    ----------
    name : the widget's, as in `js/<name>/<name>.js`; its front end's function is `<name>Widget`.
    traits : what the front end reads, as JSON; `buffers` are its traits of bytes.
    words : the same in words, as HTML.
    sheets : names of the style sheets, without their ending; `name` alone if none is given.
    before : what stands folded above the widget, as HTML.
    paper : what is printed in place of the whole page, as HTML; without it the words are.
    review : who has written and reviewed it, where that is not the collection's own words.
    builds : of the bodies that it draws.
    """
    packed = {key: base64.b64encode(each).decode("ascii") for key, each in (buffers or {}).items()}
    entry = f"{name}Widget"
    return Template((FOLDER / "shared/page.html").read_text(encoding="utf-8")).substitute(
        language=LANGUAGE,
        title=html.escape(title),
        widget=name,
        heading=name.capitalize(),
        page_css=(FOLDER / "shared/page.css").read_text(encoding="utf-8"),
        css=style(sheets or (name,)),
        review=html.escape(review or catalogue().safety.review.words.strip()),
        before=before,
        paper=paper,
        words=words,
        traits=_json(traits),
        buffers=_json(packed),
        script=_script(name, entry, builds),
        alone=read(FOLDER)["shared/alone.js"].replace("export function", "function"),
        entry=entry,
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _script(name: str, entry: str, builds: tuple[str, ...]) -> str:
    """Return the joined front end as a script of the page, which has nobody to export to."""
    joined = drawing_front_end(name, builds) if builds else front_end(name)
    return joined.replace(f"export default {entry};\n", "").replace("</", "<\\/")


def _held(stills: Mapping[str, str]) -> str:
    """Hold stills once in a page, each as a symbol whose id is its key."""
    wide, high = images.SMALL
    symbols = (
        f'<symbol id="{key}" viewBox="0 0 {wide} {high}"><image href="{address}" width="{wide}" '
        f'height="{high}"/></symbol>'
        for key, address in stills.items()
    )
    hidden = 'width="0" height="0" style="position: absolute" aria-hidden="true"'
    return f'<svg id="stills" {hidden}>{"".join(symbols)}</svg>'


def _used(text: str) -> str:
    """Return HTML in which a picture that the page holds is shown from there."""
    wide, high = images.SMALL

    def used(found: re.Match) -> str:
        key, alt, width = found.groups()
        return (
            f'<svg class="still" role="img" aria-label="{alt}" viewBox="0 0 {wide} {high}"'
            f'{width or ""}><use href="#{key}"/></svg>'
        )

    return _HELD.sub(used, text)


def _words(programme: dict[str, Any], svgs: dict[str, str]) -> Iterable[Block]:
    """Say everything that the player shows: safety first, then side after side."""
    yield Heading(BEFORE, 2)
    yield from _before(programme, 3)
    yield Heading("When to stop", 2)
    yield Bullets(tuple((rule,) for rule in (*_how_to_stop(programme), *programme["stop"])))
    yield paragraph(programme["disclaimer"])
    for block in programme["blocks"]:
        yield from _side(programme, block, svgs)
    yield Heading("Sources", 2)
    listed = (each["full"] for paper in programme["paper"].values() for each in paper["sources"])
    yield Bullets(tuple((source,) for source in dict.fromkeys(listed)))


def _before(programme: dict[str, Any], level: int) -> Iterable[Block]:
    for group in programme["before"]:
        yield Heading(group["title"], level)
        yield Bullets(tuple((item,) for item in group["items"]))


def _how_to_stop(programme: dict[str, Any]) -> Iterable[str]:
    """Say how to come off in a hurry, for each side that is played."""
    for stretch, side in dict.fromkeys((b["stretch"], b["side"]) for b in programme["blocks"]):
        if words := programme["stop_how"].get(stretch, {}).get(side):
            yield f"{programme['side_words'][stretch][side]}: {words}"


def _side(
    programme: dict[str, Any], block: dict[str, Any], svgs: dict[str, str]
) -> Iterable[Block]:
    segments = programme["segments"][block["first"] : block["last"] + 1]
    side = block["side"]
    cards = {segment["card"]: programme["cards"][segment["card"]][side] for segment in segments}
    yield Heading(f"{block['title']}: {programme['side_words'][block['stretch']][side]}", 2)
    rows = tuple(_row(segment, cards[segment["card"]]) for segment in segments)
    yield Table(("Starts at", "Step", "Lasts"), rows)
    notes = dict.fromkeys(segment["note"] for segment in segments if segment["note"])
    yield from (paragraph(note) for note in notes)
    for card in cards.values():
        yield from _card(card, svgs, programme.get("lengths", {}))


def _row(segment: dict[str, Any], card: dict[str, Any]) -> tuple[Line, ...]:
    minute, second = divmod(round(segment["start_ms"] / 1000), 60)
    repetition = (
        f" (repetition {segment['repetition']} of {segment['repetitions']})"
        if segment["kind"] == "hold"
        else ""
    )
    return (
        (f"{minute}:{second:02d}",),
        (card["title"] + repetition,),
        (minutes(segment["ms"]),),
    )


def _card(
    card: dict[str, Any], svgs: dict[str, str], lengths: dict[str, dict[str, Any]]
) -> Iterable[Block]:
    yield Heading(card["title"], 3)
    if card["picture"] in svgs:
        yield paragraph(Picture(card["picture"], card["alt"]))
    elif card["alt"] and card["alt"] != card["coached"]:
        yield paragraph(card["alt"])
    if told := lengths.get(card["picture"]):
        said = [sentence(row) for row in told["rows"]] + [told["note"]]
        yield paragraph(" ".join(filter(None, said)))
    labels = {
        "coached": "How",
        "cue": "Cue",
        "breath": "Breath",
        "error": "Common error",
        "correction": "Put it right",
        "article": "What the article says",
        "change_words": "Our version",
        "reason": "Why we differ",
    }
    for field, label in labels.items():
        if card[field]:
            yield paragraph(Strong(f"{label}:"), f" {card[field]}")
    wrong = card["wrong"] and card["wrong"]["wrong"]
    if wrong and wrong["picture"] in svgs:
        yield paragraph(Strong(f"Not like this: {wrong['title']}."))
        yield paragraph(Picture(wrong["picture"], wrong["alt"]))
        if words := lengths.get(wrong["picture"], {}).get("no_gain"):
            yield paragraph(words)
