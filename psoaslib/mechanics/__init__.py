"""Tell how long the psoas is in any pose: muscle paths to length, strain and moment arm.

    mechanics.psoas_length(thigh_extension=10, pelvic_tilt=8)     # what people see, with its band
    mechanics.solve("rajagopal2016", hip_flexion=[0, 30, 60])     # one model, muscle by muscle
    mechanics.of_body(joints.angles(pose, "right"), "right")      # in a posed body

`python -m psoaslib.mechanics` works a table of poses. Degrees and metres; axes x forward, y up, z
right; moment arm = -dL/dq. The figures of the published models stand in `content/psoas/`, each with
its source. `vectors` and `cylinder` are plain geometry, `tables` reads content, `hip` and
`spine` follow the muscles, `paths` puts a model together, `angles` reads what is given, `model` and
`psoas` answer, `wording` says it; `heel` is the rear leg of the lunge, and `measures` the figures
that texts tell. All loads on first use, since words alone need no numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psoaslib.mechanics.angles import HIP, LUMBAR, ranges
    from psoaslib.mechanics.model import Paths, lengths, muscles_of, solve, weights
    from psoaslib.mechanics.psoas import (
        MODELS,
        Band,
        PsoasLength,
        Seen,
        of_body,
        psoas_length,
        seen,
    )
    from psoaslib.mechanics.tables import distributions, models, sources

__all__ = [
    "HIP",
    "LUMBAR",
    "MODELS",
    "Band",
    "Paths",
    "PsoasLength",
    "Seen",
    "distributions",
    "lengths",
    "models",
    "muscles_of",
    "of_body",
    "psoas_length",
    "ranges",
    "seen",
    "solve",
    "sources",
    "weights",
]

_FROM = {
    "angles": ("HIP", "LUMBAR", "ranges"),
    "model": ("Paths", "lengths", "muscles_of", "solve", "weights"),
    "psoas": ("MODELS", "Band", "PsoasLength", "Seen", "of_body", "psoas_length", "seen"),
    "tables": ("distributions", "models", "sources"),
}


def __getattr__(name: str) -> Any:
    for module, names in _FROM.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
