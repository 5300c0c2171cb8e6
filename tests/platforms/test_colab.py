"""In Colab's runtimes the collection installs beside all that is there, and each notebook runs."""

import json
import shutil

import pytest

from tests.platforms.colab import ASKED
from tests.unit.test_agreement import NOTEBOOKS

WIDGET = "application/vnd.jupyter.widget-view+json"


def test_pip_adds_our_package_and_asks_for_no_restart(fresh):
    said = fresh.install()
    assert "Successfully installed psoaslib-" in said
    assert "restart" not in said.lower() and "Uninstalling" not in said


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_a_notebook_alone_in_an_empty_folder_runs_through(notebook, fresh, tmp_path):
    fresh.stand_in.notebook = notebook.name
    shutil.copy(notebook, tmp_path)
    execute = ["--to=notebook", "--execute", "--ExecutePreprocessor.startup_timeout=300"]
    fresh.run("jupyter-nbconvert", *execute, "--inplace", notebook.name, folder=tmp_path)
    ran = json.loads((tmp_path / notebook.name).read_text(encoding="utf-8"))
    cells = [cell for cell in ran["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in cells)
    shown = [output.get("data", {}) for cell in cells for output in cell["outputs"]]
    assert any(WIDGET in data for data in shown)
    assert fresh.stand_in.asked == ASKED
