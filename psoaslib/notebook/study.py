"""Offer what people hold when they study: muscles, and the article's claims.

As in `stretch`, each object shows itself as a page, and its `repr` says the same in plain words.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from psoaslib import pages
from psoaslib.catalogue import Catalogue, catalogue, images
from psoaslib.catalogue.names import known
from psoaslib.notebook.page import Page, Words
from psoaslib.pages.document import Block, Heading
from psoaslib.pages.plates import plate_key

if TYPE_CHECKING:
    from psoaslib.catalogue.anatomy import Muscle as MuscleRecord
    from psoaslib.catalogue.evidence import Claim


def muscle(name: str = "psoas_major") -> Muscle:
    """Open a muscle by its id; an unknown id is an error that lists the valid ones.

    >>> muscle("iliacus")
    Iliacus. Begins: The hollow inside the ilium. ... Nerve: Femoral nerve, L2 to L3.
    """
    content = catalogue()
    return Muscle(content, known(content.muscles, name, "muscle"))


def plates() -> Page:
    """List the labelled plates of anatomy.

    >>> plates()
    Plates: front (The psoas major and its company, from the front), ...
    """
    content = catalogue()
    names = ", ".join(f"{each.id} ({each.title})" for each in content.plates.values())
    return Page(f"Plates: {names}", pages.anatomy_plates(content), content)


def plate(name: str = "front") -> Plate:
    """Show a labelled plate of anatomy, with the key to its numbers in a fold: name them first.

    `.save("front.pdf")` writes the drawing for a hand-out (.pdf, .svg, or .png with `dpi=300`).

    >>> plate("behind")
    The piriformis and the sciatic nerve, from behind. 1 Iliac crest; 2 ...
    """
    content = catalogue()
    record = known(content.plates, name, "plate")
    listed = enumerate(record.labels.values(), start=1)
    key = "; ".join(f"{number} {each.title}" for number, each in listed)
    words = f"{record.title}. {key}."
    return Plate(record, words, pages.anatomy_plate(record, content, folded=True), content)


class Plate(Page):
    """A labelled plate of anatomy: it shows itself with its key, and can be saved for print."""

    def __init__(self, record, words: str, blocks, content: Catalogue) -> None:
        super().__init__(words, blocks, content, shown=True)
        self._record = record

    def save(self, path: str | Path, dpi: int = 300) -> Path:
        """Write the drawing, 16 cm wide, as .pdf, .svg or .png; return the file's path.

        Another ending is a ValueError that names the three.
        """
        # Imported here, since a page that is only shown needs no matplotlib.
        from psoaslib.figures import printing

        svg = images.svg(plate_key(self._record.id))
        return printing.save(svg, self._record.title, self._record.alt, path, dpi)


def fibre_lengths(source: str | None = None) -> Page | Words:
    """Show how long the fibres of the psoas are, by sources that do not agree.

    With the id of one source, say its length with what was measured, in a line.

    >>> fibre_lengths("older_dissections")
    Older dissections, as quoted in reviews: 3 to 8 cm, fibre bundles as found...
    """
    content = catalogue()
    found = content.anatomy.fibre_lengths
    if source is None:
        return Page(found.text, pages.fibre_lengths(content), content)
    one = known(found.lengths, source, "source of fibre lengths")
    return Words(f"{one.title}: {pages.centimetres(one)}, {one.method}.")


def clinical_tests(name: str | None = None) -> Page:
    """Show the clinical tests of the hip flexors, each with how far to trust it.

    Without a name all of them, such as "modified_thomas", and figures to compare with.

    >>> clinical_tests("modified_thomas")
    Modified Thomas test
    """
    content = catalogue()
    if name is not None:
        test = known(content.anatomy.tests, name, "clinical test")
        return Page(test.title, pages.test(test, content), content)
    titles = "; ".join(each.title for each in content.anatomy.tests.values())
    return Page(f"Clinical tests: {titles}.", pages.tests(content), content)


def claims(topic: str | None = None) -> Page:
    """Show the article's claims with their verdicts: all, or those on a stretch or a topic."""
    content = catalogue()
    listed = list(content.claims.values())
    if topic is not None:
        topics = dict.fromkeys(name for each in listed for name in (*each.stretches, *each.topics))
        if topic not in topics:
            raise ValueError(f"There are no claims on {topic!r}. Topics: {', '.join(topics)}.")
        listed = [each for each in listed if topic in (*each.stretches, *each.topics)]
    words = "; ".join(f"{each.id}. {each.title}: {each.verdict}" for each in listed)
    return Page(f"{words}.", pages.claims(listed, content.references), content)


def claim(number: int) -> Page:
    """Show one claim, by its number in the register, with verdict, reason and sources.

    >>> claim(6)
    6. The psoas is not a hip flexor: unsupported.
    """
    content = catalogue()
    record: Claim = known(content.claims, number, "claim")
    shown = pages.claims([record], content.references)
    return Page(f"{record.id}. {record.title}: {record.verdict}.", shown, content)


def lab(
    preset: str | None = None,
    compare: str | None = None,
    side: str = "right",
    stature_m: float | None = None,
):
    """Open the muscle length lab: sliders, a picture that moves, bars with their band.

    Parameters
    ----------
    preset : the pose that it begins with, such as "lunge/hold"; standing without one. An unknown
        id is an error that lists the valid ones.
    compare : a pose that stays as a pale shape behind, by the same ids.
    side : the side shown, "right" or "left".
    stature_m : metres; without it each model has the size of its own body, as in `psoas_length`.

    >>> lab("lunge/hold")
    Muscle length lab. Right side, thigh 12° behind the vertical, 14° of posterior tilt, ...
    """
    from psoaslib.widgets.lab import Lab

    return Lab(preset, compare, side, stature_m)


class Muscle(Page):
    """Hold one muscle: where it begins and ends, its nerve, actions and neighbours."""

    def __init__(self, content: Catalogue, record: MuscleRecord) -> None:
        super().__init__(_words(record), _titled(record, content), content)
        self._content = content
        self._record = record

    def attachments(self) -> Words:
        """Say where it begins and ends."""
        begins = " ".join(each.text for each in self._record.origin.values())
        return Words(f"Begins: {begins} Ends: {self._record.insertion.text}")

    def innervation(self) -> Words:
        """Say which nerve reaches it.

        >>> muscle("psoas_major").innervation()
        Direct branches of the ventral rami of L1 to L3; some texts add L4.
        """
        return Words(self._record.innervation.text)

    def actions(self) -> Page:
        """Show what it does, by which end is fixed."""
        titles = "; ".join(each.title for each in self._record.actions.values())
        shown = pages.actions(self._record, self._content)
        return Page(f"{self._record.title}, what it does: {titles}.", shown, self._content)

    def relations(self) -> Page:
        """Show what lies around it."""
        titles = "; ".join(each.title for each in self._record.relations.values())
        words = f"{self._record.title}, what lies around it: {titles or 'not told here'}."
        return Page(words, pages.relations(self._record, self._content), self._content)

    def facts(self) -> Page:
        """Show what else has been found."""
        titles = "; ".join(each.title for each in self._record.facts.values())
        words = f"{self._record.title}, what else has been found: {titles or 'nothing told here'}."
        return Page(words, pages.facts(self._record, self._content), self._content)


def _titled(record: MuscleRecord, content: Catalogue) -> tuple[Block, ...]:
    return (Heading(record.title), *pages.muscle(record, content))


def _words(record: MuscleRecord) -> str:
    begins = " ".join(each.text for each in record.origin.values())
    return (
        f"{record.title}. Begins: {begins} Ends: {record.insertion.text} "
        f"Nerve: {record.innervation.text}"
    )
