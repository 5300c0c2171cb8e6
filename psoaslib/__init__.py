"""Teach the psoas major from a notebook: stretches, pictures, a guided player, questions.

    import psoaslib as ps
    ps.stretch("ball").player()

Names are loaded on first use, so that this import stays light, and so that the launcher
(`python3 -m psoaslib`) runs on a Python that has none of the dependencies.
"""

__version__ = "0.1.0"

_HOMES = {
    "claim": "studies",
    "claims": "studies",
    "clinical_tests": "studies",
    "comparison": "studies",
    "connections": "studies",
    "contradiction": "studies",
    "fibre_lengths": "studies",
    "heel_test": "sinking",
    "hold_lengths": "trials",
    "knee_bend": "trials",
    "lab": "studies",
    "labelling": "exercises",
    "length_parts": "trials",
    "load": "own",
    "measure": "trials",
    "models_apart": "trials",
    "moment_arms": "trials",
    "muscle": "studies",
    "muscles": "studies",
    "plate": "studies",
    "plates": "studies",
    "prediction": "exercises",
    "psoas_length": "psoas",
    "questions": "exercises",
    "quiz": "exercises",
    "show_people": "shown",
    "stretch": "lessons",
    "stretches": "lessons",
    "tilt_chart": "trials",
}

__all__ = sorted(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(
            "psoaslib has no {!r}. It offers: {}.".format(name, ", ".join(__all__))
        )
    from importlib import import_module

    value = getattr(import_module("psoaslib." + _HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted(list(globals()) + __all__)
