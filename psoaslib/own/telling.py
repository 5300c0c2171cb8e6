"""Tell people what goes on while they wait: in a notebook as a bar, at a terminal as a line.

Anywhere else, as in a script whose output goes to a file, nothing is said.
"""

import sys
from html import escape


class Telling:
    """Show one line that changes, from the first words on."""

    def __init__(self) -> None:
        self._shown = None

    def say(self, words: str, done: int = 0, of: int = 0) -> None:
        """Show words in the place of the former ones; with `of`, how far it is as well."""
        if _in_notebook():
            self._show(words, done, of)
        elif sys.stderr is not None and sys.stderr.isatty():
            share = f" {done} of {of}" if of else "\n"
            sys.stderr.write(f"\r\x1b[2K{words}{share}")
            sys.stderr.flush()

    def _show(self, words: str, done: int, of: int) -> None:
        from IPython.display import display

        label = escape(words)
        share = f" {done} of {of}" if of else ""
        bar = f'<progress max="{of}" value="{done}" aria-label="{label}"></progress> ' if of else ""
        bundle = {
            "text/plain": f"{words}{share}",
            "text/html": f'<div lang="en-GB" dir="ltr">{bar}{label}{share}</div>',
        }
        if self._shown is None:
            self._shown = display(bundle, raw=True, display_id=True)
        else:
            self._shown.update(bundle, raw=True)


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None
