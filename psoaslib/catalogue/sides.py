"""Turn side-neutral words into words for one side.

Content never says left or right: it writes `{same}` for the side whose hip flexors are
lengthened and `{other}` for the opposite one (`{Same}`, `{Other}` at the start of a sentence).
So one text serves both sides, and a mirrored word cannot be forgotten.
"""

import re
from typing import Literal, get_args

from psoaslib.catalogue.names import one_of

Side = Literal["left", "right"]

SIDES: tuple[str, ...] = get_args(Side)

_TOKEN = re.compile(r"\{([^{}]*)\}")
_KNOWN = ("same", "other", "Same", "Other")
_LITERAL = re.compile(r"\b(?:left|right)\b(?![ -]angled?\b)", re.IGNORECASE)


def opposite(side: str) -> str:
    """Name the other side; raise `ValueError` for anything but "left" and "right"."""
    check_side(side)
    return SIDES[1 - SIDES.index(side)]


def check_side(side: str) -> None:
    """Raise `ValueError` unless `side` is "left" or "right"."""
    one_of("side", side, SIDES)


def check_template(text: str) -> None:
    """Raise `ValueError` for a literal side word or an unknown `{token}` in `text`.

    "Right angle" and "right-angled" are not sides.
    """
    unknown = [token for token in _TOKEN.findall(text) if token not in _KNOWN]
    if unknown:
        raise ValueError(
            f"{{{unknown[0]}}} is not a side token; allowed are "
            + ", ".join(f"{{{token}}}" for token in _KNOWN)
            + "."
        )
    if literal := _LITERAL.search(text):
        raise ValueError(
            f"{literal[0]!r} names a side; write {{same}} for the side that is stretched "
            "and {other} for the opposite one, so that the words can be mirrored."
        )


def fill(text: str, side: str) -> str:
    """Return `text` with its side tokens replaced for stretching `side`.

    >>> fill("{Other} hip on the ball", "right")
    'Left hip on the ball'
    """
    check_template(text)
    words = {"same": side, "other": opposite(side)}
    words |= {name.capitalize(): word.capitalize() for name, word in words.items()}
    return _TOKEN.sub(lambda token: words[token[1]], text)
