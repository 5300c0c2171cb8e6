"""Make the cards of a programme: the words and the picture of a step, for each side."""

from collections.abc import Iterable
from typing import Any

from psoaslib.records import Lines, Step, Stretch
from psoaslib.sides import SIDES, fill

CHANGE_WORDS = {
    "as_written": "As the article says",
    "changed": "Changed from the article",
    "scaled": "Scaled to the person",
    "replaced": "Replaced",
    "added": "Added by us",
}

EMPTY = dict.fromkeys(
    "title coached cue breath spoken article change change_words reason error correction "
    "picture alt".split()
)


def picture_key(stretch: str, step: str, side: str) -> str:
    """Name the picture of a step for one side, such as "ball/hold.right"."""
    return f"{stretch}/{step}.{side}"


def side_words(stretch: Stretch, side: str) -> str:
    """Say which side is stretched and how that looks, such as "Right side stretched, …"."""
    note = f", {fill(stretch.side_note, side)}" if stretch.side_note else ""
    return f"{side.capitalize()} side stretched{note}"


def cards(stretch: Stretch, lines: Lines, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return {card: {side: words}} for cards named "stretch/step", "…/rest" and "…/change"."""
    steps = {step.id: step for step in stretch.steps}
    made = {}
    for name in sorted(names):
        key = name.partition("/")[2]
        made[name] = {}
        for side in SIDES:
            if key == "rest":
                words = _rest(stretch, steps, side)
            elif key == "change":
                words = _change(stretch, lines, side)
            else:
                words = step_words(stretch, steps[key], side)
            made[name][side] = words
    return made


def step_words(stretch: Stretch, step: Step, side: str) -> dict[str, Any]:
    """Return the words of a step for one side."""
    texts = {
        name: getattr(step, name) and fill(getattr(step, name), side)
        for name in (
            "title",
            "coached",
            "cue",
            "breath",
            "spoken",
            "article",
            "reason",
            "error",
            "correction",
            "alt",
        )
    }
    return (
        EMPTY
        | texts
        | {
            "change": step.change,
            "change_words": CHANGE_WORDS[step.change],
            "sources": list(step.source),
            "picture": picture_key(stretch.id, step.id, side) if step.pose else None,
        }
    )


def _rest(stretch: Stretch, steps: dict[str, Step], side: str) -> dict[str, Any]:
    shown = step_words(stretch, steps[stretch.rest.picture_of], side)
    texts = {
        name: fill(getattr(stretch.rest, name), side)
        for name in ("title", "cue", "breath", "spoken")
    }
    return (
        EMPTY
        | {"sources": []}
        | texts
        | {
            "coached": texts["spoken"],
            "picture": shown["picture"],
            "alt": shown["alt"],
        }
    )


def _change(stretch: Stretch, lines: Lines, side: str) -> dict[str, Any]:
    """Say the change to `side`, over the picture of the first step on it."""
    first = step_words(stretch, stretch.steps[0], side)
    now = side_words(stretch, side)
    return (
        EMPTY
        | {"sources": []}
        | {
            "title": lines.change_sides.rstrip("."),
            "coached": f"{now}.",
            "spoken": f"{lines.change_sides} {now}.",
            "picture": first["picture"],
            "alt": first["alt"],
        }
    )
