"""The joiner makes one module of several, or says in which file and line it cannot."""

import shutil
import subprocess
import sys

import pytest

from psoaslib.widgets import join
from tests.machine import find_node

ENTRY = """\
import {double} from './sums.js';
import {LIMIT as MOST, Box} from './parts/things.js';

function widget() {
  return double(MOST) + new Box().size;
}

export default widget;
"""
SUMS = """\
/** Typed by {import('./parts/things.js').Box}. */
import {LIMIT} from './parts/things.js';

const own = 2;

export function double(x) {
  return Math.min(own * x, 100 * LIMIT);
}
"""
THINGS = """\
export const LIMIT = 20;
export class Box {
  size = 2;
}
export async function later() {}
const own = 1;
"""
SOURCES = {"entry.js": ENTRY, "sums.js": SUMS, "parts/things.js": THINGS, "unused.js": "export x;"}


def broken(file: str, old: str, new: str) -> dict[str, str]:
    assert old in SOURCES[file]
    return SOURCES | {file: SOURCES[file].replace(old, new, 1)}


def test_what_is_used_stands_before_what_uses_it_and_nothing_twice():
    joined = join.join(SOURCES, "entry.js")
    assert (
        joined.index("const LIMIT =") < joined.index("function double") < joined.index("widget()")
    )
    assert joined.count("const LIMIT =") == 1
    assert "import {" not in joined
    assert "Typed by" not in joined
    assert [line for line in joined.splitlines() if line.startswith("export")] == [
        "export default widget;"
    ]


def test_the_joined_module_runs(tmp_path):
    module = tmp_path / "joined.mjs"
    module.write_text(join.join(SOURCES, "entry.js"), encoding="utf-8")
    run = f"import widget from '{module.as_uri()}'; console.log(widget());"
    node = find_node() or shutil.which("node")
    done = subprocess.run(
        [node, "--input-type=module", "--eval", run], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "42"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("entry.js", "{double} from", "* as sums from", "entry.js:1: write imports as"),
        ("entry.js", "{double} from", "sums from", "entry.js:1: write imports as"),
        ("entry.js", "import {double}", "import {\n  double}", "entry.js:1: write imports as"),
        ("entry.js", "./sums.js", "./absent.js", "entry.js:1: there is no module 'absent.js'"),
        ("entry.js", "{double}", "{triple}", "entry.js:1: sums.js exports no 'triple'"),
        (
            "entry.js",
            "LIMIT as MOST, Box",
            "own, Box",
            "entry.js:2: parts/things.js exports no 'own'",
        ),
        ("entry.js", "export default widget;", "", "entry.js:8: the entry has no export default"),
        ("entry.js", "default widget;", "default {a: 1};", "entry.js:8: only the entry"),
        ("sums.js", "export function", "export default function", "sums.js:6: only the entry"),
        ("sums.js", "export function", "export let y;\nfunction", "sums.js:6: export a function"),
        (
            "parts/things.js",
            "const own = 1;",
            "export {own};",
            "parts/things.js:6: export a function",
        ),
        ("sums.js", "  return", "  import('./things.js');\n  return", "sums.js:7: a module in a"),
    ],
)
def test_what_cannot_be_joined_is_an_error_that_names_file_and_line(file, old, new, message):
    with pytest.raises(join.JoinError) as error:
        join.join(broken(file, old, new), "entry.js")
    assert message in str(error.value)


def test_modules_that_import_each_other_are_named():
    circle = broken(
        "parts/things.js", "export const", "import {double} from '../sums.js';\nexport const"
    )
    with pytest.raises(join.JoinError, match="sums.js -> parts/things.js -> sums.js"):
        join.join(circle, "entry.js")


def test_the_joiner_needs_no_installed_package():
    found = subprocess.run(
        [sys.executable, "-S", "-c", "import psoaslib.widgets.join"],
        cwd=join.FOLDER.parents[2],
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr
