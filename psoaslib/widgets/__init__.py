"""Interactive parts for notebooks: anywidget classes, one a file, and their front ends.

A class holds traits and nothing else; what a person sees and does is in `js/`, whose modules `join`
makes into one at first use. Each class is imported from its own module, so that a notebook without
it does not pay for it.
"""
