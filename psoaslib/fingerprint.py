"""The present state of files of the package as a hash, so that a build sees what is stale.

Comments and docstrings are left out, so that words about code make nothing stale.
"""

import ast
import hashlib
import io
import re
import tokenize
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent

_COMMENTS = re.compile(r"(?:(?<=\s)|^)(?:/\*.*?\*/|//[^\n]*)", re.DOTALL | re.MULTILINE)


def matching(patterns: Iterable[str]) -> list[Path]:
    """List the files of the package that match: pattern after pattern, those of each sorted."""
    return [path for pattern in patterns for path in sorted(PACKAGE.glob(pattern))]


def fingerprint(paths: Iterable[Path], *more: str | bytes) -> str:
    """Return a hash of the names and texts of files of the package, and of `more`.

    Of Python the statements count alone.
    """
    seen = hashlib.sha256()
    for path in paths:
        text = statements(read(path)) if path.suffix == ".py" else read(path)
        seen.update(f"{path.relative_to(PACKAGE).as_posix()}\n{text}\n".encode())
    for each in more:
        seen.update(each.encode() if isinstance(each, str) else each)
    return seen.hexdigest()


@cache
def statements(source: str) -> str:
    """Return Python source without comments, docstrings and blank lines.

    Cut from the text rather than dumped from the syntax tree, whose form differs from one Python
    to the next.
    """
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None:
            text = node.body[0]
            end = text.end_lineno or text.lineno
            lines[text.lineno - 1 : end] = [""] * (end - text.lineno + 1)
    return "\n".join(line.rstrip() for line in lines if line.strip())


@cache
def script(source: str) -> str:
    """Return JavaScript, or shaders in it, without comments and blank lines.

    A comment begins after a blank or at the start of a line; no string of ours looks like one.
    """
    lines = _COMMENTS.sub("", source).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip())


def read(path: Path) -> str:
    """Return a text with line ends as in the repository, whatever a checkout made of them."""
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
