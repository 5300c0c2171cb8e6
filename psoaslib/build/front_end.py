"""Join the widgets' modules (`widgets/js/`) into the one file that each widget ships."""

from pathlib import Path

from psoaslib.build import files
from psoaslib.widgets import join

WIDGETS = ("lab", "labelling", "player", "prediction", "quiz")
"""The widgets with a front end; each has its entry `js/<name>.js`."""


def _joined(root: Path) -> dict[Path, bytes]:
    folder = root / "psoaslib" / "widgets"
    sources = join.read(folder / "js")
    return {
        folder / "static" / f"{name}.js": join.join(sources, f"{name}.js").encode("utf-8")
        for name in WIDGETS
    }


def write(root: Path) -> list[str]:
    """Write the joined front ends that have changed; return their names."""
    return files.write(root, _joined(root))


def check(root: Path) -> list[str]:
    """Return the joined front ends that are stale, or the line that cannot be joined."""
    try:
        return files.stale(root, _joined(root))
    except join.JoinError as error:
        return [f"psoaslib/widgets/js/{error}"]
