"""What the tests need is found, or fetched, or named with the line to type; never left out."""

import os

import pytest

from psoaslib.widgets import browser
from tests import machine


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """Make a machine without browsers, of an ordinary user; return the list of what it runs."""
    ran = []
    monkeypatch.delenv("PSOAS_BROWSER", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(machine, "is_root", lambda: False)
    monkeypatch.setattr(browser, "_usual_places", list)
    monkeypatch.setattr(browser, "_playwrights_browser", lambda: None)
    monkeypatch.setattr(machine, "_try", lambda *command: ran.append(" ".join(command)))
    for name in ("apt-get", "sudo"):
        _program(tmp_path / "system" / name)
    monkeypatch.setenv("PATH", str(tmp_path / "system"))
    return ran


def _program(path, words="true"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def posix():
    """Leave Windows out where programs are made of shell scripts."""
    if os.name == "nt":
        pytest.skip("makes shell scripts")


def test_an_ordinary_user_s_machine_is_told_what_to_type(bare):
    with pytest.raises(machine.MissingError) as said:
        machine.provide_browser()
    assert any("playwright install" in command for command in bare)
    assert not any("apt-get" in command for command in bare)
    assert "\n    " in str(said.value)
    assert "PSOAS_BROWSER" in str(said.value)


@pytest.mark.parametrize(("root", "start"), [(True, "apt-get "), (False, "sudo -n apt-get ")])
def test_apt_get_is_used_as_root_or_under_ci(bare, posix, monkeypatch, root, start):
    monkeypatch.setattr(machine, "is_root", lambda: root)
    monkeypatch.setenv("CI", "" if root else "true")
    with pytest.raises(machine.MissingError):
        machine.provide_browser()
    assert [command for command in bare if "install" in command and "apt-get" in command]
    assert all(command.startswith(start) for command in bare if "apt-get" in command)


def test_what_is_installed_is_used(bare, posix, monkeypatch, tmp_path):
    def install(*command):
        if "playwright" in command:
            _program(tmp_path / "system" / "chromium")

    monkeypatch.setattr(machine, "_try", install)
    assert machine.provide_browser() == tmp_path / "system" / "chromium"


def test_the_named_browser_comes_first_and_must_exist(bare, posix, monkeypatch, tmp_path):
    _program(tmp_path / "system" / "chromium")
    mine = _program(tmp_path / "mine" / "browser")
    monkeypatch.setenv("PSOAS_BROWSER", str(mine))
    assert machine.find_browser() == mine
    monkeypatch.setenv("PSOAS_BROWSER", str(tmp_path / "gone"))
    with pytest.raises(machine.MissingError, match="PSOAS_BROWSER"):
        machine.find_browser()


def test_a_browser_in_a_snap_is_passed_over(bare, posix, tmp_path):
    _program(tmp_path / "system" / "chromium-browser", 'exec /snap/bin/chromium "$@"')
    assert machine.find_browser() is None
    chrome = _program(tmp_path / "system" / "google-chrome")
    assert machine.find_browser() == chrome


def test_a_node_that_does_not_run_here_is_passed_over(posix, monkeypatch, tmp_path):
    broken = _program(tmp_path / "node-of-the-environment", "exit 127")
    monkeypatch.setattr(browser, "_carried_node", lambda: broken)
    monkeypatch.setenv("PATH", str(tmp_path / "system"))
    with pytest.raises(machine.MissingError, match="Node 20"):
        machine.find_node()
    on_path = _program(tmp_path / "system" / "node", "echo v22.1.0")
    assert machine.find_node() == on_path
