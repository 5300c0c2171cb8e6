"""A slider that redraws a frame of a film with matplotlib, as a notebook commonly has it.

`benchmarks/figures.py` runs this text in a notebook's cell, after the stretch and the view.
"""

import ipywidgets
import matplotlib.pyplot as plt

from psoaslib import images
from psoaslib.catalogue import catalogue
from psoaslib.figures.picture import Picture, filmed

film = images.COLLECTION.film(STRETCH, VIEW)  # noqa: F821
build = catalogue().stretches[STRETCH].steps[0].pose.build  # noqa: F821
box, unit = tuple(film.header["frame"]), film.header["unit"]
last = max(move["last"] for move in film.header["moves"])


def draw(frame):
    """Draw a frame of the film, all of its layers."""
    _, ax = plt.subplots(figsize=(7, 5.25))
    Picture("", "", "", filmed(film.frames[frame], unit), box, build=build).draw(ax)
    plt.show()


ipywidgets.interact(draw, frame=ipywidgets.IntSlider(max=last, value=last, description="Frame"))
