"""The one text that a widget's front end must be, and its style, joined from the files of `js/`.

An anywidget's front end is loaded from a Blob, where a relative import finds nothing. So its
modules are joined in the order of their imports, each in a scope of its own. What can be joined is
small on purpose:

- `import {a, b as c} from './folder/x.js';` on one line: no default, no whole module;
- `export function`, `export const`, `export class` at the start of a line;
- the entry alone has an `export default name;`, and stands in the open.

Whatever else starts with `import` or `export` is an error that names file and line. Comments that
have lines of their own are left out: a page names no other host, not even in a comment. Standard
library only, so that joining needs no build step and no Node: a widget joins at its first use.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import dirname, normpath

FOLDER = Path(__file__).parent / "js"
TOKENS = "shared/tokens"

_NAMES = r"\s*[\w$]+(?: as [\w$]+)?(?:\s*,\s*[\w$]+(?: as [\w$]+)?)*\s*,?\s*"
_IMPORT = re.compile(rf"import \{{({_NAMES})\}} from '(\.\.?/[\w./-]+\.js)';\s*$")
_EXPORT = re.compile(r"export ((?:async )?function\*?|const|class) ([A-Za-z_$][\w$]*)")
_DEFAULT = re.compile(r"export default ([A-Za-z_$][\w$]*);\s*$")
_COMMENT = re.compile(r"\s*(?://|/\*|\*)")
_OWN_LINES = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_BEYOND_LATIN = re.compile("[\u0100-\uffff]")
_RELATIVE = re.compile(r"""\bimport\s*\(\s*['"`]\.|\bimport\.meta\b""")


class JoinError(ValueError):
    """Says in which file and line a module cannot be joined."""


@dataclass(frozen=True)
class _Module:
    """A module taken apart: what it imports and exports, and its remaining lines."""

    name: str
    imports: tuple[tuple[int, str, tuple[str, ...]], ...]
    exports: tuple[str, ...]
    lines: tuple[str, ...]
    default: str | None


@cache
def front_end(name: str) -> str:
    """Return the front end of a widget: `js/<name>/<name>.js` with all that it imports."""
    return join(read(FOLDER), f"{name}/{name}.js")


def style(sheets: Iterable[str]) -> str:
    """Return colours and style sheets as one, in their order: `quiz` is `js/quiz/quiz.css`."""
    paths = (sheet if "/" in sheet else f"{sheet}/{sheet}" for sheet in (TOKENS, *sheets))
    return "\n".join((FOLDER / f"{path}.css").read_text(encoding="utf-8") for path in paths)


@cache
def read(folder: Path) -> dict[str, str]:
    """Return the text of every module below a folder, by its path there with forward slashes."""
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.js"))
    }


def join(sources: Mapping[str, str], entry: str) -> str:
    """Join the entry and all that it imports into one module, what is used first standing first.

    `sources` maps paths to texts; those that the entry does not reach are left out.
    Raises `JoinError`, with file and line, for what is outside the joinable subset.
    """
    order: list[_Module] = []
    _visit(sources, entry, (), order)
    *used, last = order
    return "\n\n".join([*map(_scoped, used), f"{_body(last)}\n\nexport default {last.default};\n"])


def _scoped(module: _Module) -> str:
    exports = f"return {{{', '.join(module.exports)}}};"
    return f"const {_scope(module.name)} = (() => {{\n{_body(module)}\n\n{exports}\n}})();"


def _body(module: _Module) -> str:
    taken = (
        f"const {{{', '.join(name.replace(' as ', ': ') for name in names)}}} = {_scope(target)};"
        for _, target, names in module.imports
    )
    lines = _OWN_LINES.sub("", "\n".join(module.lines) + "\n").strip()
    # A single letter beyond Latin-1 doubles what a browser keeps of the whole text.
    lines = _BEYOND_LATIN.sub(lambda letter: f"\\u{ord(letter[0]):04x}", lines)
    return "\n".join([f"// {module.name}", *taken, lines])


def _scope(name: str) -> str:
    return "$" + re.sub(r"[^\w$]", "_", name.removesuffix(".js").replace("/", "$"))


def _visit(
    sources: Mapping[str, str], name: str, above: tuple[str, ...], order: list[_Module]
) -> _Module:
    """Append a module after all that it imports, each once; return it."""
    for module in order:
        if module.name == name:
            return module
    if name not in sources:
        raise JoinError(f"{name}: there is no such module.")
    module = _take_apart(name, sources[name], is_entry=not above)
    above = (*above, name)
    for line, target, names in module.imports:
        if target not in sources:
            raise JoinError(f"{name}:{line}: there is no module {target!r}.")
        if target in above:
            circle = " -> ".join((*above[above.index(target) :], target))
            raise JoinError(f"{name}:{line}: the modules import each other: {circle}.")
        offered = _visit(sources, target, above, order).exports
        for missing in sorted({name.split(" as ")[0] for name in names} - {*offered}):
            raise JoinError(f"{name}:{line}: {target} exports no {missing!r}.")
    order.append(module)
    return module


def _take_apart(name: str, source: str, is_entry: bool) -> _Module:
    imports, exports, lines = [], [], []
    default = None
    for number, line in enumerate(source.splitlines(), 1):
        place = f"{name}:{number}"
        if "import" in line and _RELATIVE.search(line) and not _COMMENT.match(line):
            raise JoinError(f"{place}: a module in a Blob has no place to import from.")
        if not line.startswith(("import", "export")):
            lines.append(line)
        elif re.match(r"import\b", line):
            match = _IMPORT.match(line)
            if not match:
                raise JoinError(f"{place}: write imports as import {{a, b}} from './x.js';")
            names = tuple(filter(None, (each.strip() for each in match[1].split(","))))
            imports.append((number, normpath(f"{dirname(name)}/{match[2]}".lstrip("/")), names))
        elif re.match(r"export\s+default\b", line):
            match = _DEFAULT.match(line)
            if not is_entry or default or not match:
                raise JoinError(f"{place}: only the entry has an `export default name;`, once.")
            default = match[1]
        elif re.match(r"export\b", line):
            match = _EXPORT.match(line)
            if not match:
                raise JoinError(
                    f"{place}: export a function, a const or a class where it is defined."
                )
            exports.append(match[2])
            lines.append(line.removeprefix("export "))
        else:
            lines.append(line)
    if is_entry and default is None:
        raise JoinError(f"{name}:{len(source.splitlines())}: the entry has no export default.")
    return _Module(name, tuple(imports), tuple(exports), tuple(lines), default)
