"""Give the benchmarks a browser and a JupyterLab, those of the tests."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import machine
from tests.browser.lab import Server, serve


@contextmanager
def started() -> Iterator[tuple[Browser, Server]]:
    """Start a browser and JupyterLab; both end with the block."""
    sandbox = not (machine.is_root() or machine.under_ci())
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        serve(Path(folder)) as server,
    ):
        browser = playwright.chromium.launch(
            executable_path=machine.provide_browser(), chromium_sandbox=sandbox
        )
        yield browser, server
        browser.close()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Set rows of texts in columns, the first to the left, the others to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    lines = []
    for first, *others in (head, *rows):
        cells = [first.ljust(widths[0])]
        cells += [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
