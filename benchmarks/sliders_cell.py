"""A slider that redraws a body with matplotlib, as a notebook commonly has it.

`benchmarks/sliders.py` runs this text in a notebook's cell. It draws far less than the lab: from
two sides the sections of the body, and a line for the psoas.
"""

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PolyCollection

from psoaslib import body
from psoaslib.exercises import length_lab

LEVELS = ("T12", "L1", "L2", "L3", "L4", "L5")
SIDES = ([0, 1], [2, 1])


def draw(thigh=0):
    """Draw both sides of a pose, and say how long the psoas is."""
    pose = {**length_lab.standing(), "thigh_extension": float(thigh)}
    posed = body.pose({"right_hip_flexion": -float(thigh)}, (0, 1, 0))
    sections = [ring for sweeps in body.flesh(posed).values() for sweep in sweeps for ring in sweep]
    tip = posed.point("right_femur", (-0.0185, -0.062, 0.012))
    figure, axes = plt.subplots(1, 2, figsize=(7, 6))
    for ax, side in zip(axes, SIDES, strict=True):
        rings = [ring[:, side] for ring in sections]
        ax.add_collection(PolyCollection(rings, facecolor="#e9cdb8", edgecolor="none"))
        for level in LEVELS:
            ends = np.array([posed.point(level), tip])[:, side]
            ax.plot(*ends.T, color="#c23a12", linewidth=6)
        ax.set(xlim=(-0.6, 0.6), ylim=(0.4, 1.5), aspect="equal")
        ax.axis("off")
    figure.suptitle(length_lab.words(length_lab.figures(pose)["psoas"]))
    plt.show()


slider = ipywidgets.IntSlider(min=-90, max=40, description="Thigh")
ipywidgets.interact(draw, thigh=slider)
