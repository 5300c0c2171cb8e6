"""Write what is printed of a saved player: a handout of two A4 pages for each stretch.

The first page is read before the start; the second has all the steps, to be hung up. It shows
one side, the first that is played; the other is said in a line. `js/player/handout.css` lays it out
and keeps it off the screen.
"""

import html
from collections.abc import Callable, Iterable
from typing import Any

from psoaslib.programme import cards, minutes

ROOM = {5: (62, 11), 6: (43, 10), 7: (40, 9), 8: (34, 8.5)}
"""Width of the pictures in mm and type in points, of so many steps at most on the one page."""

USE = "This sheet is for you. Read this page before you start, and stretch as you were shown."

_PAUSES = ("ready", "rest", "change")

Address = Callable[[str | None], str | None]


def handouts(programme: dict[str, Any], review: str, address: Address) -> str:
    """Return the handouts of a programme's payload as HTML, one a stretch.

    `review` says who has reviewed it; `address` turns a picture's key into its data address, or
    into None where there is no picture.
    """
    first: dict[str, dict[str, Any]] = {}
    for block in programme["blocks"]:
        first.setdefault(block["stretch"], block)
    return "\n".join(_handout(programme, block, review, address) for block in first.values())


def _handout(
    programme: dict[str, Any], block: dict[str, Any], review: str, address: Address
) -> str:
    stretch, side = block["stretch"], block["side"]
    paper = programme["paper"][stretch]
    segments = programme["segments"][block["first"] : block["last"] + 1]
    shown = dict.fromkeys(each["card"] for each in segments if each["kind"] not in _PAUSES)
    steps = [programme["cards"][card][side] for card in shown]
    hold = next(each["card"] for each in segments if each["kind"] == "hold")
    (_, who), *dose = paper["dose"]
    stop = [*filter(None, [programme["stop_how"].get(stretch, {}).get(side)]), *programme["stop"]]
    lists = {group["title"]: group["items"] for group in programme["before"]}
    needs = lists.pop(cards.NEEDS, [])
    lists[cards.CALL] = [paper["emergency"]]
    sources = "; ".join(source["name"] for source in paper["sources"])
    parts = [
        '<div class="head">',
        f"<div>{_element('h1', block['title'])}",
        _element("p", f"For: {who}", "side"),
        _element("p", USE),
        _element("p", " ".join(filter(None, (paper["aim"][side], paper["note"])))),
        _element("p", _side(programme, block), "side"),
        f"</div>{_first(programme['cards'][hold][side], address)}",
        "</div>",
        _safety(lists),
        '<div class="columns">',
        f"<div>{_list('When to stop', stop)}</div>",
        f"<div>{_list(cards.NEEDS, needs)}{_dose(programme, segments, dose)}</div>",
        "</div>",
        '<div class="foot">',
        f"<p>{_labelled('Sources', f'{sources}.')}</p>",
        f"<p><strong>{html.escape(review, quote=False)}</strong> ",
        f"{html.escape(paper['disclaimer'], quote=False)}</p>",
        *(_element("p", words) for words in [paper["licence"]] if words),
        "</div>",
        '<div class="steps">',
        _element("h2", f"{block['title']}, step by step"),
        _element("p", paper["eyes"], "eyes"),
        f'<ol style="{_room(len(steps))}">',
        *_steps(steps, address),
        "</ol>",
        "</div>",
    ]
    running = _running(block["title"], paper["licence"])
    return f'<section class="handout">{running}{"".join(parts)}</section>'


def _first(card: dict[str, Any], address: Address) -> str:
    """Show the hold on the first page; the step's own picture says the same at greater length."""
    return _picture(card["picture"], f"The hold: {card['title']}", address)


def _element(tag: str, text: str, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f"<{tag}{kind}>{html.escape(text, quote=False)}</{tag}>"


def _list(title: str, items: Iterable[str]) -> str:
    rows = "".join(_element("li", item) for item in items)
    return f"{_element('h2', title)}<ul>{rows}</ul>" if rows else ""


def _labelled(label: str, text: str | None) -> str:
    return f"<strong>{label}:</strong> {html.escape(text, quote=False)} " if text else ""


def _side(programme: dict[str, Any], block: dict[str, Any]) -> str:
    """Name the side that is printed, and how the other one is played."""
    stretch, side = block["stretch"], block["side"]
    words = f"{programme['side_words'][stretch][side]}."
    others = {each["side"] for each in programme["blocks"] if each["stretch"] == stretch} - {side}
    for other in others:
        mirrored = programme["side_words"][stretch][other]
        words += f" Then the same on the other side, mirrored: {mirrored[0].lower()}{mirrored[1:]}."
    return words


def _safety(lists: dict[str, list[str]]) -> str:
    rows = "".join(
        f"<p>{_labelled(title, ' · '.join(item.rstrip('.') for item in items))}</p>"
        for title, items in lists.items()
    )
    return f'<div class="safety">{_element("h2", "Before you start")}{rows}</div>'


def _dose(
    programme: dict[str, Any], segments: list[dict[str, Any]], dose: Iterable[list[str]]
) -> str:
    holds = [each for each in segments if each["kind"] == "hold"]
    rests = [minutes(each["ms"]) for each in segments if each["kind"] == "rest"]
    times = "once" if len(holds) == 1 else f"{len(holds)} times"
    rest = f", with {rests[0]} of rest between" if rests else ""
    hold = (
        f"{minutes(holds[0]['ms'])}, {times} a side{rest}; {minutes(programme['total_ms'])} in all"
    )
    lines = [["Hold", hold], *dose]
    rows = "".join(f"<li>{_labelled(label, text)}</li>" for label, text in lines)
    return f"{_element('h2', 'How much')}<ul>{rows}</ul>"


def _room(steps: int) -> str:
    """Set pictures and type as large as the page holds them for so many steps."""
    fitting = (room for most, room in ROOM.items() if steps <= most)
    width, points = next(fitting, min(ROOM.values()))
    return f"--picture: {width}mm; --type: {points}pt"


def _steps(steps: Iterable[dict[str, Any]], address: Address) -> Iterable[str]:
    """Write the steps; an error's picture stands at the first step that shows it."""
    told = set()
    for number, card in enumerate(steps, start=1):
        wrong = card["wrong"] and card["wrong"]["wrong"]
        if wrong and wrong["picture"] in told:
            wrong = None
        told |= {wrong["picture"]} if wrong else set()
        yield _step(number, card, wrong, address)


def _step(number: int, card: dict[str, Any], wrong: dict[str, Any] | None, address: Address) -> str:
    picture = _picture(card["picture"], card["alt"] or "", address)
    words = (
        f"<h3>{number}. {html.escape(card['title'], quote=False)}</h3>"
        f"{_element('p', card['coached'])}"
        f"<p>{_labelled('Cue', card['cue'])}{_labelled('Breath', card['breath'])}</p>"
        f"<p>{_labelled('Common error', card['error'])}"
        f"{_labelled('Put it right', card['correction'])}</p>"
    )
    error = _picture(wrong["picture"], wrong["alt"], address) if wrong else ""
    if wrong and error:
        title = _element("figcaption", f"Not like this: {wrong['title']}")
        error = f"<figure>{error}{title}</figure>"
    return f"<li>{picture}<div>{words}</div>{error}</li>"


def _picture(key: str | None, alt: str, address: Address) -> str:
    source = address(key)
    return f'<img src="{html.escape(source)}" alt="{html.escape(alt)}">' if source else ""


def _running(title: str, licence: str) -> str:
    """Set a line at the foot of every page, in browsers that print such lines."""
    words = f"{title} · for teaching, no advice about your own body"
    words += " · CC BY 4.0" if licence else ""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'<style>@page {{ @bottom-left {{ content: "{" ".join(quoted.split())}"; }} }}</style>'
