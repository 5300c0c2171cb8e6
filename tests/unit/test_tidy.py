"""The tree is tidy: style, spelling, and nothing in it that belongs to one person's machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
WRITTEN_BY_PEOPLE = {
    *(".cff", ".css", ".ipynb", ".js", ".json", ".md", ".mjs", ".py", ".toml", ".txt", ".yml"),
    "",
}
# Legal texts and the lock file are other people's words.
NOT_OURS = {"LICENSE", "LICENSE-content", "uv.lock", "package-lock.json"}
LEFTOVERS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.:/])(/home/\w+|/Users/\w+|/root\b|/work/\w+|/tmp/\w+)/")


def files_of_the_tree() -> list[Path]:
    """List the files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True)
    names = sorted({name for name in listed.stdout.decode("utf-8").split("\0") if name})
    return [path for name in names if (path := REPOSITORY / name).is_file()]


def texts() -> list[tuple[str, str]]:
    """Read the texts that people wrote, as (name, text)."""
    return [
        (path.relative_to(REPOSITORY).as_posix(), path.read_bytes().decode("utf-8"))
        for path in files_of_the_tree()
        if path.suffix in WRITTEN_BY_PEOPLE and path.name not in NOT_OURS
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "--quiet", "."),
        ("codespell_lib", "."),
        ("mypy", "psoaslib"),
    ],
    ids=["style", "layout", "spelling", "types"],
)
def test_python_and_words_are_tidy(command):
    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_misspelt_anatomy_is_found(tmp_path):
    page = tmp_path / "page.md"
    right = "The iliopsoas ends on the lesser trochanter."
    page.write_text(right.replace("psoas", "sp" + "oas").replace("cha", "ca"), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "codespell_lib", str(page)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert "iliopsoas" in run.stdout
    assert "trochanter" in run.stdout


def test_lines_end_as_git_keeps_them():
    with_returns = [name for name, text in texts() if "\r" in text]
    assert with_returns == []


def test_no_file_carries_a_leftover_note_or_a_path_of_one_machine():
    me = Path(__file__).relative_to(REPOSITORY).as_posix()
    found = [
        f"{name}: {match[0]}"
        for name, text in texts()
        if name != me
        for pattern in (LEFTOVERS, MACHINE_PATHS)
        for match in pattern.finditer(text)
    ]
    assert found == []
