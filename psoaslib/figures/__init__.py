"""Figures: plates of anatomy, SVG in, numbers and hot spots out; charts; the body in the round."""
