"""Teach the psoas major from a notebook: stretches, pictures, a guided player, questions.

    import psoaslib as ps
    ps.stretch("ball").player()

Names are loaded on first use, so that this import stays light, and so that the launcher
(`python3 -m psoaslib`) runs on a Python that has none of the dependencies.
"""

__version__ = "0.1.0"

_HOMES = {
    "claim": "notebook.study",
    "claims": "notebook.study",
    "clinical_tests": "notebook.study",
    "fibre_lengths": "notebook.study",
    "heel_test": "notebook.heel_test",
    "knee_bend": "notebook.model",
    "lab": "notebook.study",
    "labelling": "notebook.exercise",
    "load": "own.collection",
    "measure": "notebook.model",
    "moment_arms": "notebook.model",
    "muscle": "notebook.study",
    "plate": "notebook.study",
    "plates": "notebook.study",
    "prediction": "notebook.exercise",
    "psoas_length": "mechanics",
    "quiz": "notebook.exercise",
    "show_people": "notebook.page",
    "stretch": "notebook.stretch",
    "stretches": "notebook.stretch",
    "tilt_chart": "notebook.model",
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
