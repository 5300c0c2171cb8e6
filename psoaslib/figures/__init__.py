"""Draw the pictures: a posed body, what shows through it and what it rests on, as outlines.

    picture = figures.step.step_picture(posed, "side", "right", title=..., alt=..., caption=...)
    picture.svg()                          # one SVG document
    picture.draw(ax)                       # the same layers on matplotlib axes

`picture` and `style` need numpy alone; the modules that draw need scipy.
"""
