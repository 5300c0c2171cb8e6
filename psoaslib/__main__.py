"""Open the notebooks, test, write the web site or set an address, with nothing installed by hand.

    python3 -m psoaslib open [arguments for jupyter lab]
    python3 -m psoaslib test [arguments for pytest]
    python3 -m psoaslib site [--url https://your.site]
    python3 -m psoaslib address [https://github.com/you/copy]

Needs the standard library only. The work is done by `uv`, which makes `.venv` from `uv.lock`: the
`uv` on this machine, or else one fetched once by pip into `.tools`. Both folders are ignored by
git, and deleting them undoes everything.

This file must still be readable to Python 3.6, so that an old Python gets a sentence instead of a
syntax error.
"""

import os
import re
import shutil
import subprocess
import sys

OLDEST_PYTHON = (3, 11)
OLDEST_UV = (0, 7)  # knows --no-default-groups and our lock file's format
REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOLS = os.path.join(REPOSITORY, ".tools")
SETTINGS = os.path.join(REPOSITORY, "psoaslib", "content", "jupyterlab")
WINDOWS = os.name == "nt"
PYTHON = "py" if WINDOWS else "python3"
START = "notebooks/00_start_here.ipynb"
RUN = ["run", "--project", REPOSITORY, "--locked", "--all-extras", "--no-default-groups"]

HELP = """\
{python} -m psoaslib open       opens the notebooks in JupyterLab, in your browser
{python} -m psoaslib test       runs every test
{python} -m psoaslib site       writes the web site, for a server or a room
{python} -m psoaslib address    writes links to your own copy on GitHub

What you type after `open` and `test` goes on to JupyterLab and to pytest.
"""
HELP_ON = {
    "open": """\
{python} -m psoaslib open

Opens “Start here” in JupyterLab, in your browser. The first time, this fetches what it needs into
this folder. To stop it, press Ctrl-C here.

    --no-browser    starts it and prints the address, for a browser that you open yourself
    --port=8890     asks for another port than 8888; a taken one is passed over

All else that you type goes on to JupyterLab; --help-all lists its own options.
""",
    "test": """\
{python} -m psoaslib test

Runs every test, which takes some minutes, and names the ten slowest.

    --quick          runs what needs no browser, no solving and no notebook, in half a minute
    tests/browser    runs one folder, or one file
    -k quiz          runs the tests with that word in their names
    -x               ends at the first failure

All else that you type goes on to pytest, whose own help lists its options (pytest --help).
""",
    "site": """\
{python} -m psoaslib site

Writes the web site into site/_build/html: every notebook, with players and quizzes that work in any
browser, and a small page of each stretch for phones. Any web server can serve the folder.

    --url=https://your.site    where it will stand: the list for phones then has QR codes
    02_ball_stretch            writes one notebook alone, or those that you name
""",
    "address": """\
{python} -m psoaslib address https://github.com/you/copy

Sets the address of your copy on GitHub, and writes it into the pages: links that open them on
Binder and in Colab, and the pictures' addresses. Then it says what to push. Without an address it
proposes the one that this folder was cloned from.
""",
}
TOO_OLD = """\
The notebooks need Python {oldest} or newer, and this is Python {found} ({program}).
Install a newer one from https://www.python.org/downloads/ and type the same line again,
with its name in front if you have several (for example python{oldest}).
"""
NOT_A_CLONE = """\
This line belongs in a clone of the collection, with its notebooks; {place} is only the
installed package. Clone the repository, change into its folder, and type the line there.
"""
NO_PIP = """\
This Python ({program}) has no pip, which is needed once to fetch a tool called uv.
Install pip and type the same line again:

    {line}

or install uv itself: https://docs.astral.sh/uv/getting-started/installation/
"""
NO_UV = """\
Fetching uv with pip did not work; what pip said stands above. It is needed once, so check that
this machine reaches the Internet (a school's network may want its proxy in HTTPS_PROXY), then type
the same line again. Or install uv by hand, after which nothing needs to be fetched here:
https://docs.astral.sh/uv/getting-started/installation/
"""
PROPOSED = """\
This folder was cloned from {address}. If the pages are to open from there, type
    {python} -m psoaslib address {address}
"""
NOT_PROPOSED = """\
This folder was not cloned from GitHub, so name the address of your copy there:
    {python} -m psoaslib address https://github.com/you/copy
"""
NO_ADDRESS = """\
{given!r} is not the address of a repository on GitHub, as https://github.com/you/copy is.
"""
NO_PLACE = """\
pyproject.toml has no line [project.urls], under which the address stands. Put it back.
"""
TO_PUSH = """\
The pages now name {address} at the tag {tag}. Push both, or the links lead nowhere:
    git commit --all --message "Set the address"
    git tag {force}{tag}
    git push origin HEAD {plus}{tag}
"""


class StartError(Exception):
    """Carry what to tell the user; nothing has been started."""


def main(arguments):
    """Do what the command line asks; return an exit status, where there is something to return."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(HELP.format(python=PYTHON), end="")
        return 0
    if arguments[:1] not in (["open"], ["test"], ["site"], ["address"]):
        print(HELP.format(python=PYTHON), end="", file=sys.stderr)
        return 2
    if arguments[1:2] in (["-h"], ["--help"]):
        print(HELP_ON[arguments[0]].format(python=PYTHON), end="")
        return 0
    try:
        check_python(sys.version_info)
        check_clone()
        if arguments[0] == "address":
            return set_address(arguments[1:])
        command = [find_uv() or fetch_uv()] + plan(arguments[0], arguments[1:])
    except StartError as reason:
        print(reason, end="", file=sys.stderr)
        return 1
    return hand_over(command, environment(os.environ))


def plan(verb, arguments):
    """Write uv's part of the command line for a verb, with the user's arguments last."""
    if verb == "test":
        return RUN + ["--group", "test", "python", "-m", "tests"] + arguments
    if verb == "site":
        return RUN + ["--group", "site", "python", "site/make.py"] + arguments
    # Given a file, JupyterLab would take its folder as the root, and ../images were out of reach.
    lab = ["jupyter", "lab", "--ServerApp.root_dir=" + REPOSITORY]
    lab.append("--LabApp.default_url=/lab/tree/" + START)
    lab.append("--ServerApp.answer_yes=True")  # one Ctrl-C ends it, with no question
    # A lesson asks no other host for anything; `environment` keeps the question about it away.
    lab.append("--LabApp.news_url=None")
    lab.append("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        lab.append("--allow-root")  # containers and class servers run as root
    return RUN + lab + arguments


def set_address(arguments):
    """Set the address of this copy and have the build write it; return an exit status."""
    if not arguments:
        origin = github(asked("git", "config", "--get", "remote.origin.url"))
        words = PROPOSED if origin else NOT_PROPOSED
        print(words.format(address=origin, python=PYTHON), end="")
        return 0
    address = github(arguments[0])
    if not address or len(arguments) > 1:
        raise StartError(NO_ADDRESS.format(given=" ".join(arguments)))
    path = os.path.join(REPOSITORY, "pyproject.toml")
    with open(path, encoding="utf-8", newline="") as file:
        before = file.read()
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(addressed(before, address))
    build = RUN + ["python", "-m", "psoaslib.build", "notebooks", "readme"]
    command = [find_uv() or fetch_uv()] + build
    status = subprocess.call(command, cwd=REPOSITORY, env=environment(os.environ))
    if status == 0:
        tag = "v" + re.search(r'^version = "(.*)"', before, re.M).group(1)
        force, plus = ("--force ", "+") if asked("git", "tag", "--list", tag) else ("", "")
        print(TO_PUSH.format(address=address, tag=tag, force=force, plus=plus), end="")
    return status


def addressed(project, address):
    """Write the address into the text of pyproject.toml, in the place of an earlier one."""
    line = '[project.urls]\nRepository = "{}"\n'.format(address)
    place = re.compile(r"^\[project\.urls\]\r?\n(Repository = .*\n)?", re.M)
    text, places = place.subn(line, project)
    if places != 1:
        raise StartError(NO_PLACE)
    return text


def github(address):
    """Return the https form of a GitHub address as people or git write it, or None."""
    form = r"(?:(?:\w+://)?(?:[^/@]*@)?)github\.com[:/]([\w-]+)/([\w.-]+?)(?:\.git)?/?"
    match = re.match(form + r"\Z", (address or "").strip())
    return "https://github.com/{}/{}".format(*match.groups()) if match else None


def asked(*command):
    """Return what a program says in this folder; nothing where it fails or is not there."""
    try:
        said = subprocess.check_output(command, cwd=REPOSITORY, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.decode("utf-8", "replace").strip()


def environment(given):
    """Copy an environment, so that uv takes this very Python and no other virtual environment."""
    changed = dict(given)
    for name in ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH"):
        changed.pop(name, None)
    changed["UV_PYTHON"] = getattr(sys, "_base_executable", None) or sys.executable
    changed["UV_PYTHON_DOWNLOADS"] = "never"
    # JupyterLab's settings of this folder: without them a question about news covers the page.
    others = changed.get("JUPYTER_CONFIG_PATH")
    changed["JUPYTER_CONFIG_PATH"] = os.pathsep.join([SETTINGS] + ([others] if others else []))
    # Schools read encrypted traffic with a certificate that only the system's own list knows.
    for name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):  # its name in newer and in older uv
        changed.setdefault(name, "true")
    return changed


def check_python(version):
    """Raise StartError where Python is too old."""
    if tuple(version[:2]) < OLDEST_PYTHON:
        oldest, found = (".".join(map(str, v)) for v in (OLDEST_PYTHON, version[:3]))
        raise StartError(TOO_OLD.format(oldest=oldest, found=found, program=sys.executable))


def check_clone():
    """Raise StartError where this file was installed without the notebooks around it."""
    for name in ("pyproject.toml", "uv.lock"):
        if not os.path.isfile(os.path.join(REPOSITORY, name)):
            raise StartError(NOT_A_CLONE.format(place=os.path.dirname(os.path.abspath(__file__))))


def find_uv():
    """Return the path of a uv that runs here and is not too old, or None."""
    fetched = os.path.join(TOOLS, "bin", "uv.exe" if WINDOWS else "uv")
    for candidate in (shutil.which("uv"), fetched):
        if candidate and uv_version(candidate) >= OLDEST_UV:
            return candidate
    return None


def uv_version(program):
    """Return a uv's version as (major, minor); (0, 0) when it does not run on this machine."""
    try:
        said = subprocess.check_output([program, "--version"], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    match = re.match(r"uv (\d+)\.(\d+)", said.decode("utf-8", "replace"))
    return tuple(map(int, match.groups())) if match else (0, 0)


def fetch_uv():
    """Fetch uv by pip into `.tools` and return its path; raise StartError with what to do."""
    pip = [sys.executable, "-m", "pip"]
    if subprocess.call(pip + ["--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        raise StartError(NO_PIP.format(program=sys.executable, line=how_to_get_pip()))
    print("Fetching uv, the tool that installs the rest (once, into .tools).", flush=True)
    install = ["install", "--quiet", "--disable-pip-version-check", "--upgrade", "--target", TOOLS]
    # The first two, set by some users, forbid or contradict --target; the third is a warning.
    quiet = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    wanted = "uv>={}.{}".format(*OLDEST_UV)
    subprocess.call(
        pip + install + [wanted], stdin=subprocess.DEVNULL, env=dict(os.environ, **quiet)
    )
    found = find_uv()
    if found is None:
        raise StartError(NO_UV)
    return found


def how_to_get_pip():
    """Name the line that installs pip on this kind of system."""
    if shutil.which("apt-get"):
        return "sudo apt-get install python3-pip"
    if shutil.which("dnf"):
        return "sudo dnf install python3-pip"
    return '"{}" -m ensurepip --user'.format(sys.executable)


def hand_over(command, env):
    """Become the command; on Windows, which cannot, run it and return its exit status."""
    sys.stdout.flush()
    os.chdir(REPOSITORY)
    if not WINDOWS:
        os.execve(command[0], command, env)  # so signals and the exit status are the command's own
    child = subprocess.Popen(command, env=env)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C went to the child as well, which is now saying goodbye


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
