"""Millimetres of the muscle that a page tells, and those of them that no model has said."""

import json
import re
from functools import cache

from psoaslib.catalogue import images
from psoaslib.mechanics import measures, wording

MILLIMETRES = re.compile(r"\d+\s*(?:mm|millimetres?)\b")
_MARKED = re.compile(r'<span data-fact="measures\.[^"]*">.*?</span>', re.DOTALL)


@cache
def from_the_models():
    """Return every figure in words that the models say, the longest first."""
    said = {measures.measure(name).text for name in measures.ids()}
    for path in images.folder().glob("*/poses.json"):
        for pose in json.loads(path.read_text(encoding="utf-8"))["poses"].values():
            told = wording.figures(pose["angles"])
            said |= {f"{wording.words(each)} ({wording.band(each)})" for each in told.values()}
    said |= set(measures.stance().model_dump(include={"text"}).values())
    return sorted(said, key=len, reverse=True)


def untold(text):
    """Return the millimetres in a text that come from no model."""
    text = _MARKED.sub(" ", " ".join(text.split()))
    for words in from_the_models():
        text = text.replace(words, " ")
    return MILLIMETRES.findall(text)


def with_band(row):
    """Return what the player says of a side: the words, and the band with the models behind it."""
    bare = row["low"] is None or "models" in row["band"]
    return f"{row['words']} ({row['band']}{'' if bare else '; two models'})"
