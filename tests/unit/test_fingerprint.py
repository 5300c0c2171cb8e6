"""A fingerprint changes with what it is of, and with nothing else."""

import pytest

from psoaslib import fingerprint as prints


@pytest.fixture
def package(tmp_path, monkeypatch):
    monkeypatch.setattr(prints, "PACKAGE", tmp_path)
    for name, text in (("b.py", "two\n"), ("a.py", "one\n"), ("c.toml", "three\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def taken(*more):
    return prints.fingerprint(prints.matching(("*.py", "c.toml")), *more)


def test_files_are_listed_pattern_after_pattern(package):
    assert [path.name for path in prints.matching(("c.*", "*.py"))] == ["c.toml", "a.py", "b.py"]


@pytest.mark.parametrize("change", ["text", "name", "new", "more"])
def test_whatever_changes_shows(package, change):
    before = taken("red")
    if change == "text":
        (package / "c.toml").write_text("four\n", encoding="utf-8")
    elif change == "name":
        (package / "a.py").rename(package / "d.py")
    elif change == "new":
        (package / "e.py").write_text("", encoding="utf-8")
    assert taken("blue" if change == "more" else "red") != before


def test_words_about_code_do_not_show_and_code_does(package):
    module = package / "a.py"
    module.write_text("""def one(x):\n    return x + "# no comment"\n""", encoding="utf-8")
    before = taken()
    module.write_text(
        '''"""Ones."""\n\n\ndef one(x):  # of x\n    """Return it."""\n    # why\n'''
        """    return x + "# no comment"\n""",
        encoding="utf-8",
    )
    assert taken() == before
    module.write_text("""def one(x):\n    return x + "# a comment"\n""", encoding="utf-8")
    assert taken() != before


def test_words_about_scripts_do_not_show_and_code_does():
    bare = "const far = 3;\nconst text = `\nfloat x = 2.;\n`;\n"
    told = (
        "/** Far.\n * @type {number} */\nconst far = 3; // metres\n\n// why\nconst text = `\n"
        "float x = 2.; // cells\n`;\n"
    )
    assert prints.script(told) == prints.script(bare)
    assert prints.script(bare.replace("3", "4")) != prints.script(bare)
    assert "svg" in prints.script("const SVG = 'http://www.w3.org/2000/svg';")


def test_line_ends_and_other_files_do_not_show(package):
    before = taken()
    (package / "a.py").write_bytes(b"one\r\n")
    (package / "d.toml").write_text("five\n", encoding="utf-8")
    assert taken() == before
