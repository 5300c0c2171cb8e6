"""An installed package works away from the checkout: it carries its content and its pictures."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from psoaslib.__main__ import find_uv
from psoaslib.catalogue import images
from tests.unit.test_tidy import REPOSITORY

USE = """\
import json
import psoaslib as ps
from psoaslib.catalogue import images
player = ps.stretch("ball").player()
print(json.dumps({
    "package": ps.__file__,
    "pictures": str(images.folder()),
    "cards": len(player.programme["cards"]),
    "bytes": len(player.pictures),
}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory, newcomer):
    """Build the wheel and unpack it, which is all that installing it without its needs does."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = os.environ.get("UV") or find_uv()
    command = [uv, "build", "--quiet", "--wheel", "--out-dir", folder / "dist", REPOSITORY]
    subprocess.run(command, env=newcomer | {"UV_PYTHON": sys.executable}, check=True)
    [wheel] = (folder / "dist").glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_a_player_is_made_with_all_its_pictures(installed, tmp_path):
    env = os.environ | {"PYTHONPATH": str(installed)}
    run = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    made = json.loads(run.stdout)
    assert made["package"] == str(installed / "psoaslib" / "__init__.py")
    assert made["pictures"] == str(installed / "psoaslib" / "_images")
    assert made["cards"] > 0
    assert made["bytes"] > 1000


def test_the_wheel_carries_every_drawing_and_both_licences(installed):
    files = [path for path in images.folder().rglob("*.*") if path.suffix != ".png"]
    kept = {path.relative_to(images.folder()) for path in files}
    copy = installed / "psoaslib" / "_images"
    assert kept == {path.relative_to(copy) for path in copy.rglob("*.*")}
    assert kept
    assert len(list(installed.glob("*.dist-info/licenses/LICENSE*"))) == 2
