"""Join ES modules into the one text that a widget's front end must be.

An anywidget's front end is loaded from a Blob, where a relative import finds nothing. So the
modules of `js/` are joined in the order of their imports. What can be joined is small on purpose:

- `import {a, b} from './x.js';` on one line: no renaming, no default, no whole module;
- `export function`, `export const`, `export class` at the start of a line;
- top-level names that are unique over all the modules joined;
- the entry alone has an `export default name;`.

Whatever else starts with `import` or `export` is an error that names file and line. Standard
library only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(r"import \{\s*([\w$]+(?:\s*,\s*[\w$]+)*)\s*\} from '\./([\w.-]+\.js)';\s*$")
_EXPORT = re.compile(r"export (?=(?:async function|function|const|class)\b)")
_DEFAULT = re.compile(r"export default [A-Za-z_$][\w$]*;\s*$")
_NAME = re.compile(r"(?:async )?(?:function\*?|const|let|var|class)\s+([A-Za-z_$][\w$]*)")
_UNNAMED = re.compile(r"(?:const|let|var)\s*[\[{]")
_COMMENT = re.compile(r"\s*(?://|/\*|\*)")
_RELATIVE = re.compile(r"""\bimport\s*\(\s*['"`]\.|\bimport\.meta\b""")


class JoinError(ValueError):
    """Say in which file and line a module cannot be joined."""


@dataclass(frozen=True)
class _Module:
    """Hold a module taken apart: what it imports, offers and names, and its remaining lines."""

    name: str
    imports: tuple[tuple[int, str, tuple[str, ...]], ...]
    exports: frozenset[str]
    names: dict[str, int]
    lines: tuple[str, ...]
    default: str | None


def read(folder: Path) -> dict[str, str]:
    """Return the text of every module in a folder, by file name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.js"))}


def join(sources: Mapping[str, str], entry: str) -> str:
    """Join the entry and all that it imports into one module, what is used first standing first.

    `sources` maps file names to texts; those that the entry does not reach are left out.
    Raises `JoinError`, with file and line, for what is outside the joinable subset.
    """
    order: list[_Module] = []
    _visit(sources, entry, entry, (), order)
    owner: dict[str, str] = {}
    for module in order:
        for name, line in module.names.items():
            if name in owner:
                raise JoinError(
                    f"{module.name}:{line}: the name {name!r} is taken by {owner[name]}; "
                    "top-level names are unique over all modules."
                )
            owner[name] = module.name
    parts = [
        f"// Joined by `python -m psoaslib.build` from js/{entry} and its imports: edit those."
    ]
    parts += [f"// {module.name}\n" + "\n".join(module.lines).strip() for module in order]
    parts.append(order[-1].default)
    return "\n\n".join(parts) + "\n"


def _visit(
    sources: Mapping[str, str], name: str, entry: str, path: tuple[str, ...], order: list[_Module]
) -> _Module:
    """Append a module after all that it imports, each once; return it."""
    for module in order:
        if module.name == name:
            return module
    if name not in sources:
        raise JoinError(f"{name}: there is no such module.")
    module = _take_apart(name, sources[name], is_entry=name == entry)
    path = (*path, name)
    for line, target, names in module.imports:
        if target not in sources:
            raise JoinError(f"{name}:{line}: there is no module {target!r}.")
        if target in path:
            circle = " -> ".join((*path[path.index(target) :], target))
            raise JoinError(f"{name}:{line}: the modules import each other: {circle}.")
        offered = _visit(sources, target, entry, path, order).exports
        for missing in sorted(set(names) - offered):
            raise JoinError(f"{name}:{line}: {target} exports no {missing!r}.")
    order.append(module)
    return module


def _take_apart(name: str, source: str, is_entry: bool) -> _Module:
    imports, exports, names, lines = [], set(), {}, []
    default = None
    for number, line in enumerate(source.splitlines(), 1):
        place = f"{name}:{number}"
        if _RELATIVE.search(line) and not _COMMENT.match(line):
            raise JoinError(f"{place}: a module in a Blob has no place to import from.")
        if re.match(r"import\b", line):
            found = _IMPORT.match(line)
            if not found:
                raise JoinError(f"{place}: write imports as import {{a, b}} from './x.js';")
            imports.append((number, found[2], tuple(re.findall(r"[\w$]+", found[1]))))
            continue
        if re.match(r"export\s+default\b", line):
            if not is_entry or default or not _DEFAULT.match(line):
                raise JoinError(f"{place}: only the entry has an `export default name;`, once.")
            default = line.strip()
            continue
        exported = _EXPORT.match(line)
        if exported:
            line = line[exported.end() :]
        elif re.match(r"export\b", line):
            raise JoinError(f"{place}: export a function, a const or a class where it is defined.")
        if _UNNAMED.match(line):
            raise JoinError(f"{place}: give each top-level name a line of its own.")
        declared = _NAME.match(line)
        if declared:
            if declared[1] in names:
                raise JoinError(f"{place}: the name {declared[1]!r} is defined twice.")
            names[declared[1]] = number
            if exported:
                exports.add(declared[1])
        lines.append(line)
    if is_entry and default is None:
        raise JoinError(f"{name}:{len(source.splitlines())}: the entry has no export default.")
    return _Module(name, tuple(imports), frozenset(exports), names, tuple(lines), default)
