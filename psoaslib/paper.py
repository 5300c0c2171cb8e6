"""Say what a printed handout adds to the player's words: the aim, the dose and the sources.

Everything else on it stands in the programme already, so that a page that has only the payload
can print all of it.
"""

from typing import Any

from psoaslib import cards
from psoaslib.catalogue import Catalogue
from psoaslib.catalogue.dose import Dose
from psoaslib.catalogue.evidence import Reference
from psoaslib.catalogue.sides import SIDES, fill
from psoaslib.catalogue.stretch import Stretch

LICENCE = "Words and pictures: CC BY 4.0. Copy, change and share them, and say where they are from."

OWN = """\
Written by its teacher. It is no part of the collection, which has not checked it; what it leaves
out, such as doses and stop rules, is the collection's."""


def paper(stretch: Stretch, dose: Dose, content: Catalogue) -> dict[str, dict[str, Any]]:
    """Return {stretch: {aim by side, note, eyes, dose, sources, …, licence}}, all plain text.

    `dose` holds pairs of a label and words; holds and rests are those of the programme itself.
    `sources` are what steps, aim and dose rest on, each once, `short` for paper and `full`, both
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
            "eyes": cards.EYES[stretch.eyes],
            "dose": [
                ["For", dose.title],
                ["How often", weekly],
                ["Before", dose.warm_up],
                ["How it feels", dose.intensity],
            ],
            "sources": [{"short": _short(each), "full": str(each)} for each in references],
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


def _short(reference: Reference) -> str:
    found = f", doi:{reference.doi}" if reference.doi else ""
    return f"{reference.name}{found}{reference.mark and f' [{reference.mark}]'}"
