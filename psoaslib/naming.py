"""Name the parts that a picture of the body may label, in the words of the plates.

Where each points, `widgets/js/scene/spots.js` finds in the picture itself.
"""

from psoaslib.catalogue import Catalogue

PLATES = {
    "psoas_major": "front",
    "t12": "front",
    "l5": "front",
    "sacrum": "front",
    "brim": "front",
    "greater_trochanter": "front",
    "lesser_trochanter": "front",
    "femur": "side",
}
"""The ids of all labels, in the order in which they are told, and the plate whose word is taken."""


def words(content: Catalogue, name: str) -> str:
    """Return the words of a label."""
    return content.plates[PLATES[name]].labels[name].title
