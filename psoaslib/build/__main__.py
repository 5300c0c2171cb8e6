"""Run the build from the command line: `python -m psoaslib.build [--check] [part …]`."""

import argparse
import sys
from pathlib import Path
from types import ModuleType

from psoaslib.build import (
    bodies,
    charts,
    notebooks,
    plates,
    poses,
    programmes,
    readme,
    stills,
    worksheet,
)
from psoaslib.build.artifact import Part

MAKERS: dict[str, Part | ModuleType] = {
    "bodies": bodies.PART,
    "poses": poses.PART,
    "stills": stills.PART,
    "plates": plates.PART,
    "charts": charts.PART,
    "programmes": programmes,
    "notebooks": notebooks,
    "readme": readme,
    "worksheet": worksheet,
}
ON_REQUEST = ("worksheet",)


def main(arguments: list[str] | None = None) -> int:
    """Write or check everything; return 0 when nothing is stale or wrong, else 1."""
    parser = argparse.ArgumentParser(prog="python -m psoaslib.build", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"{', '.join(MAKERS)} (default: all but the last)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; name what is stale")
    parser.add_argument(
        "--root",
        type=Path,
        default=Path(__file__).resolve().parents[2],
        help="the checkout (default: the one this file stands in)",
    )
    options = parser.parse_args(arguments)
    if not (options.root / "notebooks").is_dir():
        parser.error(f"{options.root} has no folder notebooks/: the build needs a checkout.")
    if unknown := [name for name in options.parts if name not in MAKERS]:
        parser.error(f"{unknown[0]!r} is no part of the build; parts are {', '.join(MAKERS)}.")
    problems: list[str] = []
    usual = [name for name in MAKERS if name not in ON_REQUEST]
    makers = [MAKERS[name] for name in options.parts or usual]
    try:
        for maker in makers if not options.check else ():
            for line in maker.write(options.root):
                print(f"wrote {line}")
        for maker in makers:
            problems += maker.check(options.root)
    except (ValueError, FileNotFoundError) as error:  # what cannot be built, or not yet
        problems.append(str(error))
    for line in problems:
        print(f"stale or wrong: {line}", file=sys.stderr)
    if problems and options.check:
        print("`python -m psoaslib.build` writes what is stale.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
