"""A slider that redraws the length lab's picture with matplotlib, as a notebook commonly has it.

`benchmarks/sliders.py` runs this text in a notebook's cell.
"""

import json
import re
from pathlib import Path

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

import psoaslib
from psoaslib import bench
from psoaslib.bench import presets
from psoaslib.figures.plate_style import RULES

LEVELS = ("L5", "L4", "L3", "L2", "L1", "T12")
static = Path(psoaslib.__file__).parent / "widgets" / "static"
views = json.loads((static / "lab_pieces.json").read_text())["views"]


def outline(data):
    """Turn path data (M, then relative l, q and t) into a matplotlib path."""
    points, codes, control = [], [], None
    for letter, text in re.findall(r"([Mlqtz])([^Mlqtz]*)", data):
        pairs = np.array(re.findall(r"-?\d+", text), float).reshape(-1, 2)
        if letter == "M":
            here = pairs[0]
            points.append(here)
            codes.append(1)
        elif letter == "l":
            for step in pairs:
                here = here + step
                points.append(here)
                codes.append(2)
        elif letter in "qt":
            for step in pairs.reshape(-1, 2, 2) if letter == "q" else pairs:
                control = here + step[0] if letter == "q" else 2 * here - control
                here = here + (step[1] if letter == "q" else step)
                points += [control, here]
                codes += [3, 3]
    return Outline(points, codes)


pieces = {
    name: [
        (piece.get("name", ""), [(RULES[look], outline(d)) for look, d in piece.get("layers", ())])
        for piece in views[name]["pieces"]
    ]
    for name in ("side", "front")
}


def draw(thigh=0):
    """Draw both views of a pose: the bones turned about their joints, and the psoas."""
    pose = {**presets.standing(), "thigh_extension": float(thigh)}
    figure, axes = plt.subplots(1, 2, figsize=(7, 6))
    for (name, parts), ax in zip(pieces.items(), axes, strict=True):
        hip = views[name]["joints"]["hip"]
        turned = Affine2D().rotate_deg_around(*hip, thigh) if name == "side" else Affine2D()
        for piece, layers in parts:
            moved = turned if piece in ("femur", "shin", "kneecap") else Affine2D()
            for (fill, stroke, width, _), path in layers:
                style = {"facecolor": fill or "none", "edgecolor": stroke or "none"}
                style |= {"linewidth": width / 10, "transform": moved + ax.transData}
                ax.add_patch(PathPatch(path, **style))
        joints = views[name]["joints"]
        end = turned.transform((-210, 620)) if name == "side" else (-990, 620)
        for level in LEVELS:
            ax.plot(*zip(joints[level], end, strict=True), color="#c23a12", linewidth=6)
        ax.set(xlim=(-3000, 3000), ylim=(5200, -3300), aspect="equal")
        ax.axis("off")
    figure.suptitle(bench.words(bench.figures(pose)["psoas"]))
    plt.show()


slider = ipywidgets.IntSlider(min=-90, max=40, description="Thigh")
ipywidgets.interact(draw, thigh=slider)
