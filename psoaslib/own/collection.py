"""Offer an instructor's own folder as people hold it in a notebook."""

from pathlib import Path
from typing import Any

from psoaslib import pages
from psoaslib.catalogue.names import known
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.sides import fill
from psoaslib.notebook.page import Page
from psoaslib.notebook.stretch import Stretch
from psoaslib.own import reader
from psoaslib.own.gallery import OwnGallery


def load(folder: str | Path) -> "Collection":
    """Open a folder of your own stretches; what is wrong with it is one error that says where.

    CONTRIBUTING.md shows what stands in such a folder. It is only read, never changed.

    >>> load("my_folder").stretch("wall")
    Stretch "wall": Split stance at a wall
    """
    try:
        return Collection(folder)
    except ContentError as error:
        # What reads the folder is of no use to whoever wrote it.
        raise error.with_traceback(None) from None


class Collection(Page):
    """Hold the stretches of one folder, with their pictures; shows itself as a list of them."""

    def __init__(self, folder: str | Path) -> None:
        content, images = reader.read(folder)
        self._content = content
        self._own = {name: content.stretches[name] for name in content.own}
        self._gallery = OwnGallery(tuple(self._own.values()), images)
        names = ", ".join(
            f"{each.id} ({fill(each.title, each.article_side)})" for each in self._own.values()
        )
        words = f'Collection "{Path(folder).expanduser().absolute().name}": {names}.'
        blocks = pages.own(self._own.values(), str(folder))
        super().__init__(words, blocks, content, self._gallery)

    def stretches(self) -> Page:
        """List the stretches, with the line that opens each."""
        return self

    def stretch(self, name: Any) -> Stretch:
        """Open a stretch by its id; an unknown id is an error that lists the valid ones."""
        known(self._own, name, "stretch")
        return Stretch(name, lambda: self._content, self._gallery)
