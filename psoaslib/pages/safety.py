"""Lay out safety: the gate before anyone moves, and what one stretch adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from psoaslib.catalogue.sides import fill
from psoaslib.pages.citations import RULE, sourced
from psoaslib.pages.document import (
    Block,
    Bullets,
    Details,
    Fold,
    Heading,
    Line,
    Strong,
    Table,
    paragraph,
)

if TYPE_CHECKING:
    from psoaslib.catalogue import Catalogue
    from psoaslib.catalogue.safety import Precaution, RedFlag
    from psoaslib.catalogue.stretch import Equipment, Stretch

URGENCY = {
    "emergency": "An emergency: call for help now",
    "same_day": "To be seen by a clinician the same day",
}
LEVELS = {
    "no": "Leave this stretch out",
    "clearance": "Ask a clinician first",
    "modify": "Change the exercise",
}


def gate(content: Catalogue) -> tuple[Block, ...]:
    """Lay out the gate before any stretch: who should not start, and when to stop."""
    general = [each for each in content.safety.precautions.values() if each.general]
    return (
        *_screening(content),
        Details("When to ask first, or to change the exercise", (_precautions(general, content),)),
        Heading("While you move"),
        *_stop(content),
        _consent(content),
    )


def safety(stretch: Stretch, content: Catalogue) -> tuple[Block, ...]:
    """Lay out the gate of one stretch: its own rows open, what holds for all of them folded."""
    general = [each for each in content.safety.precautions.values() if each.general]
    common = (*_screening(content), paragraph(Strong("Ask first")), _precautions(general, content))
    return (
        Details("The gate of every stretch: who should not start today, who asks first", common),
        *additions(stretch, content),
        Heading("While you move"),
        *_stop(content),
        _consent(content),
    )


def additions(stretch: Stretch, content: Catalogue) -> tuple[Block, ...]:
    """Lay out what a stretch adds to the general gate: who waits, and what is needed."""
    named = [content.safety.precautions[name] for name in stretch.precautions]
    own = [each for each in named if not each.general]
    return (
        Heading("For this stretch"),
        _precautions(own, content),
        *_needs(stretch, content),
        *_stop_how(stretch),
    )


def _stop_how(stretch: Stretch) -> Iterable[Block]:
    """Say how to come off in a hurry."""
    if stretch.stop_how:
        yield paragraph(Strong(fill(stretch.stop_how, stretch.article_side)), f" {RULE}")


def _needs(stretch: Stretch, content: Catalogue) -> Iterable[Block]:
    """List equipment, and the rules of the ball where the stretch has one."""
    if stretch.equipment:
        yield Heading("What you need")
        yield Bullets(tuple(_thing(each, stretch, content) for each in stretch.equipment))
    if _uses_a_ball(stretch):
        rules = content.safety.ball_rules.values()
        told = Bullets(tuple(_statement(each, content) for each in rules))
        yield Details("How to choose and check the ball", (told,))


def _screening(content: Catalogue) -> Iterable[Block]:
    yield paragraph(content.safety.disclaimer)
    yield Heading("Do not start today with any of these")
    for urgency, words in URGENCY.items():
        flags = [each for each in content.safety.red_flags.values() if each.urgency == urgency]
        yield paragraph(Strong(words))
        yield Bullets(tuple(_flag(each, content) for each in flags))
    yield paragraph(content.safety.screening_note)


def _flag(flag: RedFlag, content: Catalogue) -> Line:
    then = f". {flag.then.strip()}" if flag.then else ""
    return (flag.text, then, *sourced(flag, content.references))


def _statement(record, content: Catalogue) -> Line:
    return (record.text, *sourced(record, content.references))


def _precautions(listed: Iterable[Precaution], content: Catalogue) -> Block:
    rows = [
        (
            (each.text,),
            (
                f"{LEVELS[each.level]}. ",
                Fold("Why", (each.reason, *sourced(each, content.references))),
            ),
            (each.instead or "–",),
        )
        for each in sorted(listed, key=lambda each: list(LEVELS).index(each.level))
    ]
    return Table(("If there is", "Then", "Instead"), tuple(rows), row_heads=True)


def _thing(equipment: Equipment, stretch: Stretch, content: Catalogue) -> Line:
    title, text = (fill(each, stretch.article_side) for each in (equipment.title, equipment.text))
    return (Strong(f"{title}."), f" {text}", *sourced(equipment, content.references))


def _uses_a_ball(stretch: Stretch) -> bool:
    poses = [step.pose for step in stretch.steps if step.pose]
    return any(prop.shape == "ball" for pose in poses for prop in pose.props)


def _stop(content: Catalogue) -> Iterable[Block]:
    yield Bullets(tuple((each.text,) for each in content.safety.stop_rules.values()))
    yield paragraph(content.safety.stop_note)


def _consent(content: Catalogue) -> Block:
    rules = content.safety.consent.values()
    return Details(
        "Working with a partner: ask, cover, let them stop",
        (Bullets(tuple(_statement(rule, content) for rule in rules)),),
    )
