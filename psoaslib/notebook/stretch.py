"""Offer what people hold in a notebook: stretches, doses, pictures, questions.

Each object wraps a record of the catalogue and calls the rooms above. It shows itself in a
notebook as a page, and its `repr` says the same in plain words; nothing prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from psoaslib.catalogue import Catalogue, catalogue, images
from psoaslib.catalogue.names import known
from psoaslib.catalogue.sides import check_side, fill
from psoaslib.notebook.page import Page, Words
from psoaslib.programme import minutes, prepared
from psoaslib.programme.cards import side_words

if TYPE_CHECKING:
    from psoaslib.catalogue.dose import Dose
    from psoaslib.catalogue.stretch import Stretch as StretchRecord
    from psoaslib.pages.document import Block
    from psoaslib.programme.plan import Programme


def stretches() -> Page:
    """List the stretches, with the line that opens each.

    >>> stretches()
    Stretches: ball (Ball stretch), lunge (Lunge with a tuck), floor (Floor hip stretch)...
    """
    content = catalogue()
    listed = content.stretches.values()

    def names(ours: bool) -> str:
        return ", ".join(f"{each.id} ({each.title})" for each in listed if each.ours == ours)

    words = f"Stretches: {names(False)}. Added by us: {names(True)}."
    return Page(words, _pages().stretches(listed), content)


def stretch(name: str) -> Stretch:
    """Open a stretch by its id; an unknown id is an error that lists the valid ones.

    >>> stretch("ball")
    Stretch "ball": Ball stretch
    """
    if not (isinstance(name, str) and name.isidentifier() and prepared.path(name).is_file()):
        known(catalogue().stretches, name, "stretch")
    return Stretch(name)


class Stretch:
    """Hold one stretch: its steps, pictures, dose, safety, player.

    Wherever a side is asked for, it is the side whose hip flexors are lengthened, "left" or
    "right"; without one it is the side of the article's version.
    """

    def __init__(
        self,
        name: str,
        content: Callable[[], Catalogue] = catalogue,
        pictures: images.Gallery = images.COLLECTION,
    ) -> None:
        self._name = name
        self._catalogue = content
        self._pictures = pictures

    def __repr__(self) -> str:
        return f'Stretch "{self.id}": {self.title}'

    # Read when first asked for: the usual player needs neither.

    @property
    def _content(self) -> Catalogue:
        return self._catalogue()

    @cached_property
    def _record(self) -> StretchRecord:
        return self._content.stretches[self._name]

    @property
    def id(self) -> str:
        """The name by which the stretch is opened."""
        return self._name

    @property
    def title(self) -> str:
        """The name by which people call it."""
        return self._record.title

    def side(self, side: str) -> Words:
        """Say how a side looks.

        >>> stretch("ball").side("right")
        Right side stretched, left hip on the ball.
        """
        check_side(side)
        return Words(f"{side_words(self._record, side)}.")

    def steps(self, side: str | None = None) -> Page:
        """Show the steps for one side: pictures, instructions, the article's words beside ours."""
        side = self._side(side)
        titles = "; ".join(
            f"{number} {fill(step.title, side)}"
            for number, step in enumerate(self._record.steps, start=1)
        )
        words = f"{self.title}, {side_words(self._record, side)}: {titles}."
        return self._page(words, _pages().steps(self._record, side, self._content, self._pictures))

    def errors(self, side: str | None = None) -> Page:
        """Show the common errors, and how to put each right."""
        side = self._side(side)
        titles = "; ".join(fill(error.title, side) for error in self._record.errors)
        words = f"{self.title}, common errors: {titles or 'those of its steps'}."
        return self._page(words, _pages().errors(self._record, side, self._content, self._pictures))

    def figure(self, name: str, side: str | None = None, **choices):
        """Make an annotated figure of one step or common error, by its id, to show and to save.

        Parameters
        ----------
        view : "side", "front", "back" or "three_quarter"; without one that of the step's picture.
        labels : True names bones and psoas, a list of ids only those, such as ["psoas_major"].
        change : True shows the step before as a pale shape, and what moved by arrows.
        scale : True draws bars of how long both psoas are, with the span of the models.
        xray : from 0 (no bones, no psoas) to 1.
        skin, build : who is shown; see `ps.show_people`.
        error : True sets the common error of the step beside it, an id that error.
        dark : True for a dark slide.
        close : True for hips and lower back alone, enlarged.

        The figure can be turned, and its button *Save picture* writes a PNG for print. So does
        `.save("tuck.png")` where Python finds a browser.

        >>> stretch("lunge").figure("hold", labels=True)
        Figure: Hold the tuck, eyes open. Seen from the side. The correct hold: ...
        """
        from psoaslib.notebook.figure import asked, figure

        side, wanted = self._side(side), asked(choices)
        return figure(self._content, self._record, name, side, wanted, self._pictures)

    def beside(self, right: str, wrong: str, side: str | None = None):
        """Show a step beside a common error, both by their ids, so that the difference is seen.

        >>> stretch("lunge").beside("hold", "tilt_lost")
        Like this: Hold the tuck, eyes open. Not like this: The tilt is lost.
        """
        side = self._side(side)
        step = known({each.id: each for each in self._record.steps}, right, "step")
        error = known({each.id: each for each in self._record.errors}, wrong, "common error")
        titles = fill(step.title, side), fill(error.title, side)
        words = "Like this: {}. Not like this: {}.".format(*titles)
        if all(each.pose and self._pictures.pose(self.id, each.id) for each in (step, error)):
            from psoaslib.notebook import figure

            return figure.beside(self._record, step, error, side, words, self._pictures)
        return self._page(words, _pages().beside(self._record, step, error, side, self._pictures))

    def dose(self, name: str = "adult") -> Words:
        """Say one dose in a line, with its total a side."""
        dose: Dose = known(self._content.doses, name, "dose")
        from psoaslib.programme.plan import check_dose

        check_dose(self._record, dose)
        return Words(f"{_pages().dose_words(dose)}.")

    def safety(self) -> Page:
        """Show who should not start, what to prepare, and when to stop."""
        words = f"{self.title}, safety first. {self._content.safety.warning}"
        return self._page(words, _pages().safety(self._record, self._content))

    def variations(self, side: str | None = None) -> Page:
        """Show what is easier, what is harder, and what else reaches the same aim."""
        side = self._side(side)
        words = f"{self.title}: easier, harder, and other ways."
        return self._page(words, _pages().variations(self._record, side, self._content))

    def programme(self, side: str | None = None, **choices) -> Programme:
        """Plan a session; `choices` are those of `player`."""
        from psoaslib.programme.plan import make

        return make(self._record, self._content, side=side, **choices)

    def length(self, side: str | None = None, **choices) -> Words:
        """Say how long a session takes, and its longest stay in the position at a stretch.

        The stay is all between the first step of a side and the return: rests count, since they
        are spent in the position too. `choices` are those of `player`.
        """
        programme = self.programme(side, **choices)
        sides = " then ".join(dict.fromkeys(block.side for block in programme.blocks))
        first = f"{self.id}/{self._record.steps[0].id}"
        stays = [
            sum(
                segment.ms
                for segment in programme.segments[block.first : block.last + 1]
                if segment.card != first and segment.kind not in ("ready", "change", "return")
            )
            for block in programme.blocks
        ]
        return Words(
            f"{self.title}, {sides}: {minutes(programme.total_ms)} from start to end, "
            f"{minutes(max(stays))} a side between the first step and the return."
        )

    def run_sheet(self, side: str | None = None, speed: float = 1.0, **choices) -> Page:
        """List what the player does when, for who leads a class without a screen.

        `speed` is that of the voice, from 0.5 to 1.5; `choices` are those of `player`.
        """
        if not 0.5 <= speed <= 1.5:
            raise ValueError(f"The voice can speak at 0.5 to 1.5 of its own speed, not at {speed}.")
        programme = self.programme(side, **choices)
        words = f"{self.title}, run sheet: {minutes(programme.total_ms)} from start to end."
        return self._page(words, _pages().run_sheet(programme.payload(), speed))

    def player(self, side: str | None = None, **choices):
        """Make the guided player, which a person follows.

        Parameters
        ----------
        side : "left", "right" or "both" (default); the side that is stretched.
        dose : "adult" (default) or another dose's id, which gives hold, repetitions and rest.
        hold, repetitions : seconds and number that replace the dose's own.
        guided : True for one side and one hold, in the time of the article's video; longer only
            where the words of the steps need it.
        include : ids of optional steps to play.
        """
        from psoaslib.widgets.player import Player

        def solved() -> tuple[bytes, bool]:
            whole = self._pictures.solved(self.id)
            return self._pictures.ways(self.id), whole

        def saved() -> tuple[dict[str, Any], bytes]:
            self._pictures.solved(self.id, wait=True)
            ways = self._pictures.ways(self.id)
            return self._told(side, choices)["programme"], ways

        ways, whole = solved()
        # After the ways: lengths are told of what is solved by then.
        told = self._told(side, choices)
        keys, first = told["pictures"], told["first"]
        along = [key for key in keys if key == first or self._pictures.own(key)]
        return Player(
            told["programme"],
            self._pictures.bundle(along),
            ways,
            told["build"],
            stills=partial(self._pictures.bundle, keys),
            more=None if whole else solved,
            saved=None if whole else saved,
            drawn_ahead=all(self._pictures.find(key, small=True) for key in keys),
        )

    def _told(self, side: str | None, choices: dict[str, Any]) -> dict[str, Any]:
        """Return what a player plays, prepared where it is the collection's usual one."""
        usual = side is None and not choices and self._pictures is images.COLLECTION
        return (usual and prepared.prepared(self.id)) or prepared.told(
            self._record, self._content, self._pictures, side=side, **choices
        )

    def _page(self, words: str, blocks: Iterable[Block]) -> Page:
        return Page(words, blocks, self._content, self._pictures)

    def _side(self, side: str | None) -> str:
        if side is None:
            return self._record.article_side
        check_side(side)
        return side


def _pages() -> Any:
    """Return what lays pages out, loaded with the first page: a player needs none."""
    from psoaslib import pages

    return pages
