"""Install the environments of environments.toml into .platforms/, once each.

An environment is made anew when its list, the tests' Python, or what builds our package changes.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from psoaslib.__main__ import find_uv

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / ".platforms"
WHEELS = FOLDER / "wheels"


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


LISTED = _read(Path(__file__).with_name("environments.toml"))
BUILDERS = _read(REPOSITORY / "pyproject.toml")["build-system"]["requires"]
COLAB = [name for name in LISTED if name.startswith("colab")]


def installed(name: str) -> Path:
    """Return the folder of an environment's programs; install it first where it is not there."""
    place = FOLDER / name
    stamp = place / "installed.json"
    wanted = json.dumps([LISTED[name], BUILDERS, sys.version], default=str)
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(place, ignore_errors=True)
        install(place, **LISTED[name])
        stamp.write_text(wanted, encoding="utf-8")
    return place / "bin"


def install(place: Path, packages: list[str], before: date | None = None) -> None:
    """Make an environment of the tests' Python, with packages as of the day `before`."""
    programs = place / "bin"
    venv = [find_uv(), "venv", "--quiet", f"--python={sys.executable}", place]
    subprocess.run(venv, check=True)
    pip(programs, "install", *([f"--exclude-newer={before}"] if before else []), *packages)
    # A place without a network needs at hand what pip builds our package with.
    if (programs / "pip").exists():
        download = [programs / "pip", "download", "--quiet", f"--dest={WHEELS}", *BUILDERS]
        subprocess.run(download, check=True)


def pip(programs: Path, verb: str, *arguments: str) -> None:
    """Install or uninstall by uv, which leaves no trace of its own in an environment."""
    command = [find_uv(), "pip", verb, "--quiet", f"--python={programs / 'python'}", *arguments]
    subprocess.run(command, check=True)
