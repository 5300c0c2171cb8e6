"""The ways to install the collection name the same packages: pyproject.toml, conda, Colab.

Two lists that drift apart break somebody else's machine, and nobody notices at home.
"""

import json
import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

from psoaslib.build import address
from tests.unit.test_tidy import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = tomllib.loads((REPOSITORY / "uv.lock").read_text(encoding="utf-8"))
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
ELSEWHERE = REPOSITORY / "tests/platforms/environments.toml"
ELSEWHERE = tomllib.loads(ELSEWHERE.read_text(encoding="utf-8"))
COLAB = {name: elsewhere["packages"] for name, elsewhere in ELSEWHERE.items() if "colab" in name}
NOTEBOOKS = sorted((REPOSITORY / "notebooks").rglob("*.ipynb"))
NOTEBOOKS = [path for path in NOTEBOOKS if ".ipynb_checkpoints" not in path.parts]


def wanted(*extras: str) -> dict[str, str]:
    """Map the packages of pyproject.toml, with some extras, to their ranges."""
    listed = [*PROJECT["dependencies"]]
    for extra in extras:
        listed += PROJECT["optional-dependencies"][extra]
    return {item.name: str(item.specifier) for item in map(Requirement, listed)}


def test_conda_and_binder_install_what_the_project_names():
    environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text(encoding="utf-8"))
    assert all(isinstance(line, str) for line in environment["dependencies"]), "no pip list"
    listed = {}
    for line in environment["dependencies"]:
        name, spec = re.fullmatch(r"([\w-]+)\s*(.*)", line).groups()
        listed[CONDA_NAMES.get(name, name)] = spec
    python, tools = listed.pop("python"), {listed.pop("pip"), listed.pop("hatchling")}
    needed = wanted("lab")
    assert {n: sorted(s.split(",")) for n, s in listed.items()} == {
        n: sorted(s.split(",")) for n, s in needed.items()
    }
    assert re.fullmatch(r"=3\.\d+", python), "Binder takes an old Python when none is pinned"
    oldest = PROJECT["requires-python"].removeprefix(">=3.")
    assert int(python.removeprefix("=3.")) >= int(oldest)
    assert tools <= {"", ">=1.25"}


def test_the_workflow_types_the_readme_s_line_on_every_system():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    line = readme.split("## Test it")[1].split("```bash\n")[1].split("\n")[0]
    assert "type `py` for `python3`" in readme
    workflow = (REPOSITORY / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    rows = yaml.safe_load(workflow)["jobs"]["elsewhere"]["strategy"]["matrix"]["include"]
    assert {row["os"].split("-")[0]: row["line"] for row in rows} == {
        "macos": line,
        "windows": line.replace("python3", "py"),
    }


def test_the_readme_s_plain_way_installs_extras_that_there_are():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (extras,) = re.findall(r'pip install "\.\[([\w,]+)\]"', readme)
    assert set(extras.split(",")) == set(PROJECT["optional-dependencies"])


def test_binder_adds_the_package_and_no_other():
    script = (REPOSITORY / "postBuild").read_text(encoding="utf-8")
    assert "--no-deps" in script
    assert script.startswith("#!")


@pytest.mark.parametrize("runtime", COLAB)
def test_colab_keeps_its_own_stack(runtime):
    shipped = dict(package.split("==") for package in COLAB[runtime])
    for needed in map(Requirement, PROJECT["dependencies"]):
        if needed.name == "platformdirs":
            continue  # of jupyter-core; which one a runtime ships is not on record here
        assert needed.specifier.contains(shipped[needed.name]), needed.name


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_the_first_code_cell_is_the_set_up_of_this_address(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = next(cell for cell in cells if cell["cell_type"] == "code")
    assert "setup" in first["metadata"].get("tags", [])
    assert "".join(first["source"]) == address.setup(address.read(REPOSITORY))


def test_the_lock_names_no_unusual_host():
    text = (REPOSITORY / "uv.lock").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\"]+)", text))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_the_lock_holds_every_package():
    locked = {package["name"] for package in LOCK["package"]}
    assert set(wanted("lab")) <= locked
    own = next(package for package in LOCK["package"] if package["name"] == PROJECT["name"])
    assert own["version"] == PROJECT["version"]


def test_one_version_everywhere():
    import psoaslib

    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert {psoaslib.__version__, citation["version"]} == {PROJECT["version"]}
