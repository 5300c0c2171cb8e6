"""Any copy finds itself: what depends on its address is written from one value, or not at all."""

import json
import shutil
import socket
import sys
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import quote

import pytest
from IPython.core.interactiveshell import InteractiveShell

import psoaslib
from psoaslib import __main__ as launcher
from psoaslib.build import address, notebooks, readme
from tests.checkouts import BALL, ROOT

NONE = address.Address(None, "v0.1.0")
SET = address.Address("https://github.com/someone/psoas", "v0.1.0")


# ------------------------------------------------------------- what is written


def give(checkout, url):
    path = checkout / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(launcher.addressed(text, url), encoding="utf-8", newline="\n")


def test_without_an_address_no_link_is_written():
    assert address.badges(NONE, BALL) is None
    assert "github.com/someone" not in address.setup(NONE)
    assert NONE.picture("ball/hold.right") == "../images/ball/hold.right.webp"


def test_an_address_reaches_the_readme_and_its_removal_too(checkout):
    before = (checkout / "README.md").read_bytes()
    give(checkout, "https://github.com/another/psoas")
    assert readme.write(checkout) == ["README.md"]
    written = (checkout / "README.md").read_text(encoding="utf-8")
    assert "https://mybinder.org/v2/gh/another/psoas/" in written
    shutil.copy(ROOT / "pyproject.toml", checkout)
    readme.write(checkout)
    assert (checkout / "README.md").read_bytes() == before


def test_a_readme_without_a_place_for_links_is_refused(checkout):
    path = checkout / "README.md"
    path.write_text(path.read_text(encoding="utf-8").replace("<!-- /links -->", ""), "utf-8")
    with pytest.raises(ValueError, match="needs one line <!-- links -->"):
        readme.check(checkout)


def test_an_address_reaches_links_pictures_and_set_up_cells(checkout):
    give(checkout, "https://github.com/another/psoas")
    notebooks.write(checkout)
    ball = notebooks.read(checkout / BALL)["cells"]
    tag = address.read(checkout).tag
    assert notebooks.generated(ball[0]) == "badges"
    assert f"github/another/psoas/blob/{tag}/{BALL}" in ball[0]["source"]
    assert f"mybinder.org/v2/gh/another/psoas/{tag}?urlpath=lab%2Ftree%2Fnot" in ball[0]["source"]
    (setup,) = [cell for cell in ball if notebooks.generated(cell) == "setup"]
    assert f'"https://github.com/another/psoas/archive/{tag}.zip"' in setup["source"]
    assert ball[1]["source"].startswith("# ")
    text = "".join(cell["source"] for cell in ball)
    assert "../images" not in text
    images = f"https://raw.githubusercontent.com/another/psoas/{tag}/images/"
    assert f"{images}ball/hold.right.webp" in text
    front = address.read(checkout).picture("anatomy/front")
    assert front == f"{images}anatomy/front.svg?sanitize=true"


# ------------------------------------------------------------- the set-up cell


class Pip:
    """Stand in for pip: note what it is asked for, and install unless it is told to fail."""

    def __init__(self, patch, works=True):
        self.asked, self.works, self._patch = [], works, patch

    def __call__(self, line):
        self.asked.append(line.removeprefix("install --quiet ").strip('"'))
        if self.works:
            self._patch.setitem(sys.modules, "psoaslib", psoaslib)


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """Stand in a folder with nothing around it, on a machine without psoaslib."""
    monkeypatch.setitem(sys.modules, "psoaslib", None)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def run(cell, pip):
    """Run a cell as a kernel does; return its error, or None."""
    shell = InteractiveShell()
    shell.register_magic_function(pip, magic_name="pip")
    result = shell.run_cell(cell)
    assert result.success == ("ps" in shell.user_ns)
    return result.error_in_exec


def colab(patch, answer):
    """Stand in for Colab's runtime, whose list of sessions is the answer."""

    class Sessions(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/api/sessions" else 404)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Sessions)
    Thread(target=server.handle_request, daemon=True).start()
    named(patch, server.server_port)
    return closing(server.socket)


def named(patch, port):
    patch.setenv("COLAB_JUPYTER_IP", "127.0.0.1")
    patch.setenv("KMP_TARGET_PORT", str(port))


def sessions(file_id):
    path = f"fileId={file_id}"
    listed = [{"name": "00.ipynb", "path": path, "type": "notebook", "notebook": {"path": path}}]
    return json.dumps(listed).encode()


PAGE = "https://github.com/{}/blob/{}/notebooks/00_start_here.ipynb"
COPIES = {
    "public copy": ("someone/psoas", "main"),
    "fork": ("some-body/my.psoas", "main"),
    "tag": ("someone/psoas", "v0.1.0"),
    "branch with a slash": ("someone/psoas", "teacher/notebooks-2027"),
}
BESIDE = {
    "a notebook from Drive": sessions("1f3Wq_x-7Zb"),
    "another collection": sessions(quote("https://github.com/someone/other/blob/main/x.ipynb")),
    "nonsense": b"\xff<html>github.com/blob/notebooks/",
    "no session": b"[]",
}


@pytest.mark.parametrize("quoted", ["", "/:"], ids=["quoted whole", "quoted in part"])
@pytest.mark.parametrize(("slug", "ref"), COPIES.values(), ids=COPIES)
@pytest.mark.parametrize("place", [NONE, SET], ids=["no address", "an address"])
def test_in_colab_it_installs_the_copy_that_was_opened(alone, place, slug, ref, quoted):
    pip = Pip(alone)
    with colab(alone, sessions(quote(PAGE.format(slug, ref), safe=quoted))):
        assert run(address.setup(place), pip) is None
    assert pip.asked == [f"https://github.com/{slug}/archive/{ref}.zip"]


@pytest.mark.parametrize("answer", BESIDE.values(), ids=BESIDE)
def test_where_colab_tells_no_copy_the_address_counts(alone, answer):
    pip = Pip(alone)
    with colab(alone, answer):
        assert run(address.setup(SET), pip) is None
    assert pip.asked == ["https://github.com/someone/psoas/archive/v0.1.0.zip"]


@pytest.mark.parametrize("there", [True, False], ids=["hangs", "is gone"])
def test_a_runtime_that_does_not_answer_is_not_waited_for(alone, there):
    pip, cell = Pip(alone), address.setup(SET)
    assert "timeout=5)" in cell
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        named(alone, silent.getsockname()[1])
        if not there:
            silent.close()
        assert run(cell.replace("timeout=5)", "timeout=0.1)"), pip) is None
    assert pip.asked == ["https://github.com/someone/psoas/archive/v0.1.0.zip"]


def test_in_a_checkout_it_installs_that_checkout(alone, tmp_path):
    top = tmp_path / "Psoas Übung"
    (top / "psoaslib" / "content").mkdir(parents=True)
    (top / "notebooks" / "deeper").mkdir(parents=True)
    alone.chdir(top / "notebooks" / "deeper")
    pip = Pip(alone)
    with colab(alone, sessions(quote(PAGE.format("someone/psoas", "main")))):
        assert run(address.setup(SET), pip) is None
    assert pip.asked == [str(top)]


@pytest.mark.parametrize("works", [True, False], ids=["no place", "pip fails"])
def test_where_nothing_is_found_one_sentence_says_what_to_do(alone, capsys, works):
    pip = Pip(alone, works)
    assert run(address.setup(NONE if works else SET), pip) is not None
    assert len(pip.asked) == (not works)
    said = "".join(capsys.readouterr())
    assert said.startswith("UsageError: Set-up failed: in Colab open the page by File, Open note")
    assert said.strip().count("\n") == 0


def test_where_psoaslib_is_there_nothing_is_installed(alone):
    alone.setitem(sys.modules, "psoaslib", psoaslib)
    pip = Pip(alone)
    assert run(address.setup(SET), pip) is None
    assert pip.asked == []


@pytest.mark.parametrize("place", [NONE, SET], ids=["no address", "an address"])
def test_the_set_up_cell_is_short(place):
    lines = address.setup(place).splitlines()
    assert len(lines) <= 15 and max(map(len, lines)) <= 100


# ------------------------------------------------------------- python3 -m psoaslib address


FORMS = (
    "https://github.com/you/copy",
    "https://github.com/you/copy.git",
    "https://token@github.com/you/copy/",
    "git@github.com:you/copy.git",
    "ssh://git@github.com/you/copy",
    "github.com/you/copy",
)
WRONG = (
    "",
    "copy",
    "https://github.com/you",
    "https://github.com/you/copy/tree/main",
    "https://github.com.example.org/you/copy",
    "https://gitlab.com/you/copy",
    'https://github.com/you/copy"',
)


@pytest.mark.parametrize("written", FORMS)
def test_an_address_may_be_written_as_people_and_git_do(written):
    assert launcher.github(written) == "https://github.com/you/copy"


@pytest.mark.parametrize("written", WRONG)
def test_what_is_no_address_is_refused_in_words(written, capsys):
    assert launcher.main(["address", written]) == 1
    said = capsys.readouterr().err
    assert repr(written) in said and "https://github.com/you/copy is." in said


@pytest.mark.parametrize(
    ("origin", "says"),
    [
        ("git@github.com:you/copy.git", "-m psoaslib address https://github.com/you/copy\n"),
        ("https://gitlab.com/you/copy", "name the address of your copy"),
        ("", "name the address of your copy"),
    ],
    ids=["from GitHub", "from elsewhere", "no origin"],
)
def test_without_an_address_it_proposes_where_the_folder_is_from(monkeypatch, capsys, origin, says):
    monkeypatch.setattr(launcher, "asked", lambda *_: origin)
    assert launcher.main(["address"]) == 0
    assert says in capsys.readouterr().out


def test_an_address_takes_the_place_of_an_earlier_one():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    once = launcher.addressed(project, "https://github.com/you/copy")
    assert once.count('[project.urls]\nRepository = "https://github.com/you/copy"\n') == 1
    twice = launcher.addressed(once, "https://github.com/other/copy")
    assert "you/copy" not in twice and twice.count("Repository = ") == 1
    with pytest.raises(launcher.StartError, match="no line"):
        launcher.addressed(project.replace("[project.urls]", ""), "https://github.com/you/copy")


@pytest.mark.parametrize(
    ("tags", "tag", "pushed"),
    [("", "git tag v", "origin HEAD v"), ("v0.1.0", "git tag --force v", "origin HEAD +v")],
    ids=["a new tag", "a tag that moves"],
)
def test_an_address_is_set_built_and_pushed(checkout, monkeypatch, capsys, tags, tag, pushed):
    monkeypatch.setattr(launcher, "REPOSITORY", str(checkout))
    monkeypatch.setattr(launcher, "check_clone", lambda: None)
    monkeypatch.setattr(launcher, "asked", lambda *_: tags)
    commands = []
    monkeypatch.setattr(launcher.subprocess, "call", lambda line, **_: commands.append(line) or 0)
    assert launcher.main(["address", "git@github.com:you/copy.git"]) == 0
    assert address.read(checkout).repository == "https://github.com/you/copy"
    assert commands[-1][-4:] == ["-m", "psoaslib.build", "notebooks", "readme"]
    said = capsys.readouterr().out
    assert tag in said and pushed in said and "https://github.com/you/copy" in said
