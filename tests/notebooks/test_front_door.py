"""The two lines of the README work in a fresh clone, and say plainly what is wrong where not."""

import ast
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from psoaslib import __main__ as launcher
from tests.unit.test_tidy import REPOSITORY, files_of_the_tree

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
LINES = {"Open it": "python3 -m psoaslib open", "Test it": "python3 -m psoaslib test"}
PLAIN_PYTHON = getattr(sys, "_base_executable", sys.executable)
NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"
POSIX = pytest.mark.skipif(os.name == "nt", reason="bash and Ctrl-C, the POSIX way")


# --- what the README says -------------------------------------------------------------------------


@pytest.mark.parametrize("heading", LINES)
def test_one_line_under_each_heading(heading):
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", README, re.S | re.M)[1]
    assert re.findall(r"^```bash\n(.*?)^```$", section, re.S | re.M) == [LINES[heading] + "\n"]
    before_details = section.split("<details>")[0]
    assert before_details.count("```") == 2


def test_the_readme_lists_every_notebook():
    listed = re.findall(r"^\| \[[^\]]+\]\(notebooks/([^)]+)\)", README, re.M)
    assert listed == [path.name for path in sorted(REPOSITORY.glob("notebooks/[0-9]*.ipynb"))]


def test_windows_has_its_name_for_python():
    assert "On Windows, type `py` for `python3`." in README


@POSIX
def test_ci_runs_the_readme_s_own_line_and_looks_at_the_tree(tmp_path):
    shutil.copytree(REPOSITORY / ".ci", tmp_path / ".ci")
    other = {"echo it is read": 0, "touch left-behind": 1, "false": 1}
    for line, expected in other.items():
        page = README.replace(LINES["Test it"], line)
        (tmp_path / "README.md").write_text(page, encoding="utf-8")
        git(tmp_path, "init", "--quiet")
        git(tmp_path, "add", "--all")
        # A named browser keeps the script from installing one.
        env = os.environ | {"PSOAS_BROWSER": "true"}
        run = subprocess.run(
            [tmp_path / ".ci" / "run"], env=env, capture_output=True, text=True, encoding="utf-8"
        )
        assert run.returncode == expected, run.stdout + run.stderr
        assert f"+ {line}\n" in run.stdout
        assert ("left-behind" in run.stderr) == ("left-behind" in line)


def test_the_map_of_rooms_names_every_room():
    page = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    plan = re.search(r"^```\n(notebooks/.*?)```", page, re.DOTALL | re.MULTILINE)[1]
    files = [path.relative_to(REPOSITORY) for path in files_of_the_tree()]
    top = {path.parts[0] for path in files if len(path.parts) > 1 and path.parts[0][0] != "."}
    rooms = {path.parts[1] for path in files if path.parts[0] == "psoaslib"} - {"__init__.py"}
    named = set(re.findall(r"[\w.]+\.py\b|\w+(?=/)", plan))
    assert top | rooms == named - {"browser", "js", "platforms", "scene"}  # inside others


# --- the launcher, where something is missing -----------------------------------------------------


@pytest.mark.parametrize("name", ["__main__.py", "__init__.py"])
def test_an_old_python_can_read_the_way_in(name):
    source = (REPOSITORY / "psoaslib" / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source


def test_the_way_in_needs_the_standard_library_alone():
    command = [PLAIN_PYTHON, "-S", "-m", "psoaslib", "--help"]
    run = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert "-m psoaslib open" in run.stdout
    assert "-m psoaslib test" in run.stdout


def test_an_old_python_gets_a_sentence():
    with pytest.raises(launcher.StartError) as said:
        launcher.check_python((3, 9, 2, "final", 0))
    assert "need Python 3.11 or newer" in str(said.value)
    assert "3.9.2" in str(said.value)
    launcher.check_python((3, 11, 0, "final", 0))
    launcher.check_python((4, 0, 0, "final", 0))


def test_no_verb_shows_the_help_and_fails(capsys):
    assert launcher.main([]) == 2
    assert launcher.main(["close"]) == 2
    assert "-m psoaslib open" in capsys.readouterr().err


@pytest.mark.parametrize(("verb", "says"), [("open", "--no-browser"), ("test", "-k quiz")])
def test_help_on_a_verb_is_ours_and_short(verb, says, capsys):
    assert launcher.main([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert says in said and len(said.splitlines()) < 15


def test_an_installed_package_says_that_it_is_no_clone(tmp_path):
    shutil.copytree(REPOSITORY / "psoaslib", tmp_path / "psoaslib")
    run = subprocess.run(
        [PLAIN_PYTHON, "-m", "psoaslib", "open"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "Clone the repository" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def no_uv(monkeypatch, tmp_path):
    """Make a machine without uv."""
    monkeypatch.setattr(launcher, "TOOLS", str(tmp_path / "tools"))
    monkeypatch.setenv("PATH", str(tmp_path))


def test_without_pip_it_says_what_to_type(no_uv, monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "call", lambda command, **_: 1)
    assert launcher.main(["open"]) == 1
    said = capsys.readouterr().err
    assert "has no pip" in said
    assert re.search("apt-get install python3-pip|dnf install python3-pip|ensurepip", said)


def test_when_nothing_can_be_fetched_it_says_so(no_uv, monkeypatch, capsys):
    monkeypatch.setattr(subprocess, "call", lambda command, **_: int("install" in command))
    assert launcher.main(["test"]) == 1
    assert "Fetching uv with pip did not work" in capsys.readouterr().err


@POSIX
def test_a_uv_that_is_too_old_or_broken_is_passed_over(no_uv, tmp_path):
    def program(path, words):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    on_path, fetched = tmp_path / "uv", tmp_path / "tools" / "bin" / "uv"
    program(on_path, "echo uv 0.4.2")
    assert launcher.find_uv() is None
    good = program(fetched, "echo uv 0.13.9 '(x86_64)'")
    assert launcher.find_uv() == good
    program(on_path, "exit 127")
    assert launcher.find_uv() == good
    assert launcher.find_uv() != program(on_path, "echo uv 1.0.0")
    assert launcher.find_uv() == str(on_path)


def test_the_user_s_arguments_come_last():
    opened = launcher.plan("open", ["--no-browser", "--port=1"])
    assert opened[-2:] == ["--no-browser", "--port=1"]
    assert f"--ServerApp.root_dir={REPOSITORY}" in opened
    tested = launcher.plan("test", ["-k", "timer"])
    assert tested[-5:] == ["python", "-m", "tests", "-k", "timer"]


def test_uv_takes_this_python_and_no_other_environment():
    made = launcher.environment({"VIRTUAL_ENV": "x", "PYTHONPATH": "y", "KEPT": "z"})
    assert made["UV_PYTHON"] == PLAIN_PYTHON
    assert made["KEPT"] == "z"
    kept = launcher.environment({"JUPYTER_CONFIG_PATH": "mine"})["JUPYTER_CONFIG_PATH"]
    assert kept.split(os.pathsep) == [launcher.SETTINGS, "mine"]
    assert not {"VIRTUAL_ENV", "PYTHONPATH"} & set(made)


# --- both lines, in a fresh clone -----------------------------------------------------------------


def git(folder, *arguments):
    """Run git in a folder; return what it printed."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@localhost"]
    command = ["git", *identity, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return run.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """Commit a copy of this tree and clone it to a path with a space and an umlaut."""
    base = tmp_path_factory.mktemp("front door ü")
    source = base / "source"
    for path in files_of_the_tree():
        target = source / path.relative_to(REPOSITORY)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    git(source, "init", "--quiet")
    git(source, "add", "--all")
    git(source, "commit", "--quiet", "--message", "Copy")
    git(base, "clone", "--quiet", "source", "Psoas Übung")
    return base / "Psoas Übung"


def typed(line, *arguments):
    """Write one of the README's lines as a command, with this machine's name for Python."""
    return [PLAIN_PYTHON if word == "python3" else word for word in line.split()] + [*arguments]


@pytest.mark.parametrize(("heading", "answer"), [("Open it", "4."), ("Test it", "pytest ")])
def test_both_lines_work_in_a_fresh_clone(clone, newcomer, heading, answer):
    run = subprocess.run(
        typed(LINES[heading], "--version"),
        cwd=clone,
        env=newcomer,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    assert run.returncode == 0, run.stderr
    assert answer in run.stdout
    assert git(clone, "status", "--porcelain") == ""


@POSIX
def test_open_shows_start_here_with_the_repository_as_root_until_ctrl_c(clone, newcomer):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = typed(
        LINES["Open it"],
        "--ServerApp.open_browser=False",
        "--IdentityProvider.token=",
        f"--ServerApp.port={port}",
    )
    process = subprocess.Popen(
        command,
        cwd=clone,
        env=newcomer,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        # A run in the background of a script is born deaf to Ctrl-C; a terminal's is not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        with wait_for(f"http://127.0.0.1:{port}/", process) as page:
            assert page.url.endswith("/lab/tree/notebooks/00_start_here.ipynb")
        with urlopen(f"http://127.0.0.1:{port}/lab/api/settings/{NOTIFICATIONS}") as settings:
            news = json.load(settings)["schema"]["properties"]["fetchNews"]
            assert news["default"] == "false", "a pop-up asks"
        with urlopen(f"http://127.0.0.1:{port}/api/contents/README.md") as file:
            assert json.load(file)["content"] == README
    finally:
        process.send_signal(signal.SIGINT)
        try:
            said, _ = process.communicate(timeout=300)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert process.returncode == 0, said.decode("utf-8", "replace")
    assert b"Traceback" not in said
    assert git(clone, "status", "--porcelain") == ""


def wait_for(address, process, seconds=300):
    """Return the answer of a server that is starting."""
    end = time.monotonic() + seconds
    while True:
        try:
            return urlopen(address, timeout=5)
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.2)
