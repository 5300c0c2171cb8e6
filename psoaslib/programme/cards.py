"""Make the cards of a programme: the words and the picture of a step, for each side."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.mechanics.wording import rows

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue, images
    from psoaslib.catalogue.dose import Dose, Lines
    from psoaslib.catalogue.evidence import Reference
    from psoaslib.catalogue.safety import Precaution, Safety
    from psoaslib.catalogue.stretch import CommonError, Rest, Step, Stretch

CHANGE_WORDS = {
    "as_written": "As the article says",
    "changed": "Changed from the article",
    "scaled": "Scaled to the person",
    "replaced": "Replaced",
    "added": "Added by us",
}

EYES = {
    "open": "Eyes stay open throughout.",
    "may_close": "Your eyes may close in the hold: you do not need vision to stay upright.",
}

CALL = "Do not start, and call for help now"
NEEDS = "What you need"

NO_GAIN = ("Ignore the millimetres here:", "the problem is the position, not the length.")
"""What is said beside an error in which the psoas is no shorter, in two parts."""
NO_SHORTER_MM = 1.0

EMPTY = dict.fromkeys(
    "title coached cue breath spoken article change change_words reason error correction "
    "picture alt view wrong unmoved".split()
)


def picture_key(stretch: str, step: str, side: str) -> str:
    """Name the picture of a step for one side, such as "ball/hold.right"."""
    return f"{stretch}/{step}.{side}"


def almost_nothing_moves(title: str) -> str:
    """Say that a body stands almost as it did at the step before, which has this title."""
    return f"Almost nothing moves after “{title}”."


def side_words(stretch: Stretch, side: str) -> str:
    """Say which side is stretched and how that looks, such as "Right side stretched, …".

    Where something else than the psoas is stretched, the words name it.
    """
    psoas = stretch.target == "psoas_major"
    what = "side" if psoas else fill(stretch.target_words, side)
    note = f", {fill(stretch.side_note, side)}" if stretch.side_note else ""
    return f"{side.capitalize()} {what} stretched{note}"


def cards(stretch: Stretch, lines: Lines, played: Iterable[Step]) -> dict[str, dict[str, Any]]:
    """Return {card: {side: words}} for cards named "stretch/step".

    Beside the steps there are "…/ready", "…/rest" and "…/change". A rest names what follows it, the
    first step of those `played` that comes with every repetition.
    """
    again = next(step for step in played if step.kind in ("move", "hold"))
    steps = {step.id: step for step in stretch.steps}
    made: dict[str, dict[str, Any]] = {}
    for key in sorted([*steps, "change", "ready", "rest"]):
        name = f"{stretch.id}/{key}"
        made[name] = {}
        for side in SIDES:
            if key == "ready":
                words = _ready(stretch, lines, side)
            elif key == "rest":
                words = _rest(stretch, steps, again, side)
            elif key == "change":
                words = _change(stretch, steps, lines, side)
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
            "article": _article(stretch, step, side),
            "change": step.change,
            "change_words": CHANGE_WORDS[step.change],
            "sources": list(step.source),
            "picture": picture_key(stretch.id, step.id, side) if step.pictured else None,
            "view": step.view,
            "wrong": _wrong(stretch, step, side),
            "unmoved": _unmoved(stretch, step, side),
        }
    )


def _wrong(stretch: Stretch, step: Step, side: str) -> dict[str, Any] | None:
    """Return the pictures of a step's common error and of what is right instead, if it has them.

    As {"wrong", "right"}, each {"title", "picture", "alt", "fault"}, the part that is at fault.
    """
    error = next((each for each in stretch.errors if step.id in each.steps), None)
    if not error:
        return None
    right = next(each for each in stretch.steps if each.id == error.right)
    if not (error.pictured and right.pictured):
        return None
    return {
        name: {
            "title": fill(record.title, side),
            "picture": picture_key(stretch.id, record.id, side),
            "alt": fill(record.alt, side),
            "fault": fault,
        }
        for name, record, fault in (("right", right, None), ("wrong", error, error.fault))
    }


def _unmoved(stretch: Stretch, step: Step, side: str) -> str | None:
    """Return what is said where a step looks almost as the one that is drawn before it."""
    drawn = [each for each in stretch.steps if each.pose]
    before = next((a for a, b in pairwise(drawn) if b.id == step.id), None)
    return almost_nothing_moves(fill(before.title, side)) if before else None


def _article(stretch: Stretch, step: Step, side: str) -> str | None:
    """Return what the article says, always with the sides that it names itself."""
    if not step.article:
        return None
    words = fill(step.article, stretch.article_side).rstrip()
    if words == fill(step.article, side).rstrip():
        return words
    return f"{words} (The article names only this side.)"


def _rest(stretch: Stretch, steps: dict[str, Step], again: Step, side: str) -> dict[str, Any]:
    texts = _pause(stretch.rest, side)
    follows = f"{texts['spoken']} Next: {fill(again.title, side)}."
    return (
        _between(stretch, steps[stretch.rest.picture_of], side)
        | texts
        | {"coached": texts["spoken"], "spoken": follows}
    )


def _change(stretch: Stretch, steps: dict[str, Step], lines: Lines, side: str) -> dict[str, Any]:
    """Say the change to `side`, in the stretch's own words where it has any."""
    now = f"{side_words(stretch, side)}."
    own = stretch.change
    texts = _pause(own, side) if own else {"title": lines.change_sides.rstrip(".")}
    coached = " ".join(filter(None, (now, texts.get("spoken"))))
    first = steps[own.picture_of] if own else stretch.steps[0]
    return (
        _between(stretch, first, side)
        | texts
        | {
            "coached": coached,
            "spoken": f"{lines.change_sides} {coached}",
        }
    )


def _ready(stretch: Stretch, lines: Lines, side: str) -> dict[str, Any]:
    """Say when to stop and how, over the picture of the first step, before anybody moves."""
    how = fill(stretch.stop_how or "", side).strip()
    spoken = " ".join(filter(None, (f"{side_words(stretch, side)}.", lines.stop_short, how)))
    words = {"title": lines.ready_title, "cue": lines.ready_cue, "breath": lines.ready_breath}
    return _between(stretch, stretch.steps[0], side) | words | {"coached": spoken, "spoken": spoken}


def _pause(pause: Rest, side: str) -> dict[str, str]:
    return {name: fill(getattr(pause, name), side) for name in ("title", "cue", "breath", "spoken")}


def _between(stretch: Stretch, step: Step, side: str) -> dict[str, Any]:
    """Return an empty card over the picture of a step."""
    shown = step_words(stretch, step, side)
    kept = {name: shown[name] for name in ("picture", "alt", "view")}
    return EMPTY | {"sources": []} | kept


def lengths(
    stretch: Stretch, keys: Iterable[str], pictures: images.Gallery, lines: Lines
) -> dict[str, dict[str, Any]]:
    """Return how long the psoas is in the pictures, {key: {rows, note}}, where there are figures.

    `rows` are those of `lengths.rows`; `note` says where the psoas is not what is stretched. A hold
    has `reach` too, what hips give that extend less; an error in which the psoas is no shorter than
    in the correct position has `no_gain`, words for it.
    """
    steps = {step.id: step for step in stretch.steps}
    errors = {error.id: error for error in stretch.errors}
    told = {}
    for key in sorted(keys):
        if figures := pictures.lengths(key):
            name, _, side = key.partition("/")[2].rpartition(".")
            told[key] = {"rows": rows(figures, side), "note": _aside(stretch, side)}
            held = name in steps and steps[name].kind == "hold"
            if held and (reach := _reach(pictures.pose(stretch.id, name), lines)):
                told[key]["reach"] = reach
            error = errors.get(name)
            if error and no_gain(stretch, steps[error.right], error, side, pictures):
                told[key]["no_gain"] = " ".join(NO_GAIN)
    return told


def no_gain(
    stretch: Stretch, right: Step, wrong: CommonError, side: str, pictures: images.Gallery
) -> bool:
    """Tell whether the psoas is as long in an error as in the correct position, or longer."""
    told = [pictures.lengths(picture_key(stretch.id, each.id, side)) for each in (right, wrong)]
    changes = [each["same"]["change_mm"] for each in told if each]
    if len(changes) < 2 or None in changes:
        return False
    return changes[1] >= changes[0] - NO_SHORTER_MM


def _reach(pose: dict[str, Any] | None, lines: Lines) -> str:
    """Say what hips give that extend less than that of a pose, which is drawn stretched."""
    # Imported here: a player that the build has prepared does without the muscle model.
    from psoaslib.mechanics.measures import filled

    extension = -pose["angles"]["right_hip_flexion"] if pose else 0
    if extension <= 0:
        return ""
    return filled(lines.reach.replace("{drawn}", f"{extension:.0f}°"))


def _aside(stretch: Stretch, side: str) -> str:
    if stretch.target == "psoas_major":
        return ""
    target = fill(stretch.target_words, side)
    return f"The psoas is not what this stretch is for: it lengthens the {target}."


def stop_how(stretch: Stretch) -> dict[str, dict[str, str]]:
    """Return {stretch: {side: how to come off in a hurry}}, empty where content does not say."""
    if not stretch.stop_how:
        return {}
    return {stretch.id: {side: fill(stretch.stop_how, side).strip() for side in SIDES}}


def before(stretch: Stretch, safety: Safety, side: str) -> tuple[dict[str, Any], ...]:
    """List what to look at before the start, as {title, items}: a saved page carries it along.

    What is needed is told for one side, that which is played first.
    """
    named = [safety.precautions[name] for name in stretch.precautions]
    asked = {each.id: each for each in safety.precautions.values() if each.general}
    asked |= {each.id: each for each in named}
    for each in named:
        asked.pop(each.replaces or "", None)
    flags = safety.red_flags.values()
    lists = {
        CALL: [each.text for each in flags if each.urgency == "emergency"],
        "Do not start, and see a clinician the same day": [
            each.text for each in flags if each.urgency == "same_day"
        ],
        "Leave this stretch out": _cautions(asked.values(), "no"),
        "Ask a clinician first": _cautions(asked.values(), "clearance"),
        "Change the exercise": _cautions(asked.values(), "modify"),
        NEEDS: [fill(str(each), side) for each in stretch.equipment],
    }
    return tuple({"title": title, "items": items} for title, items in lists.items() if items)


def _cautions(precautions: Iterable[Precaution], level: str) -> list[str]:
    return [
        f"{each.text}. {each.instead}" if each.instead else each.text
        for each in precautions
        if each.level == level
    ]


LICENCE = "Words and pictures: CC BY 4.0. Copy, change and share them, and say where they are from."

OWN = """\
Written by its teacher. It is no part of the collection, which has not checked it; what it leaves
out, such as doses and stop rules, is the collection's."""


def paper(stretch: Stretch, dose: Dose, content: Catalogue) -> dict[str, dict[str, Any]]:
    """Return {stretch: {aim by side, note, eyes, dose, sources, …, licence}}, all plain text.

    `dose` holds pairs of a label and words; holds and rests are those of the programme itself.
    `sources` are what steps, aim and dose rest on, each once, `name` for paper and `full`, both
    with how sure we are of it.
    """
    weekly = f"{dose.frequency}. {dose.weekly}."
    named = [*stretch.aim_references, *dose.references]
    named += [name for step in stretch.steps for name in step.references]
    references = [content.references[name] for name in dict.fromkeys(named)]
    return {
        stretch.id: {
            "aim": {side: fill(stretch.aim, side).strip() for side in SIDES},
            "note": stretch.reading_note or "",
            "eyes": EYES[stretch.eyes],
            "dose": [
                ["For", dose.title],
                ["How often", weekly],
                ["Before", dose.warm_up],
                ["How it feels", dose.intensity],
            ],
            "sources": [{"name": _named(each), "full": str(each)} for each in references],
            "review": review(stretch, content),
            "emergency": content.safety.emergency.strip(),
            "disclaimer": content.safety.disclaimer.strip(),
            # The words of an instructor's own stretch are theirs to license.
            "licence": "" if stretch.id in content.own else LICENCE,
        }
    }


def review(stretch: Stretch, content: Catalogue) -> str:
    """Say who wrote a stretch and who has reviewed it."""
    words = OWN if stretch.id in content.own else content.safety.review.words
    return " ".join(words.split())


def _named(reference: Reference) -> str:
    return f"{reference.name}{reference.mark and f' [{reference.mark}]'}"
