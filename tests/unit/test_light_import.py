"""Importing the package is light, and its names are its own."""

import ast
import subprocess
import sys
from pathlib import Path

import psoaslib as ps

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "psoaslib"


def run(code, *options):
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_is_shown_loads_no_more_than_it_needs():
    code = """
import sys
import psoaslib as ps

def loaded(*names):
    assert not {*names} & {*sys.modules}, {*names} & {*sys.modules}

loaded("numpy", "psoaslib.mechanics")
ps.stretch("ball").player()
ps.stretch("ball").steps("left")._repr_html_()
ps.labelling("front")
loaded("matplotlib", "numpy", "scipy", "shapely")
print(ps.psoas_length(hip_extension=10))
loaded("matplotlib", "scipy")
ps.lab("lunge/hold")._repr_mimebundle_()
loaded("matplotlib", "shapely", "contourpy")
"""
    assert run(code)[0] == "Psoas,"


def test_the_package_is_importable_by_a_bare_python():
    # -I and -S: no packages but Python's own.
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import psoaslib; print(*dir(psoaslib))"
    assert set(ps.__all__) <= set(run(code, "-I", "-S"))


def test_the_package_s_first_file_is_readable_to_an_old_python():
    source = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))


def test_no_public_name_is_a_module_s():
    modules = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert modules.isdisjoint(ps.__all__)
    assert all(callable(getattr(ps, name)) for name in ps.__all__)
