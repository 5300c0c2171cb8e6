"""Work a table of lunges: the rear leg under each hip centre and thigh angle.

    python -m psoaslib.heel --poses lunges.csv --out legs.csv

Columns read: stature_m, hip_x_m, hip_y_m, thigh_extension_deg; all are needed. One row is written a
pose, in order; `in_reach` is 1 or 0, and a leg out of reach leaves the rest empty. Metres from the
toe's contact, x forward, y up; the thigh's extension is the thigh behind the vertical.
"""

import sys
from collections.abc import Sequence

import numpy as np

from psoaslib import sheets
from psoaslib.heel.leg import from_thigh

NAME = "psoaslib.heel"

COLUMNS = {
    "knee_x_m": "knee_x_m",
    "knee_y_m": "knee_y_m",
    "ankle_x_m": "ankle_x_m",
    "ankle_y_m": "ankle_y_m",
    "heel_x_m": "heel_x_m",
    "heel_height_m": "heel_height_m",
    "knee_flexion_deg": "knee_flexion",
    "ankle_dorsiflexion_deg": "ankle_dorsiflexion",
    "in_reach": "in_reach",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status, 0, or 2 where it could not be done."""

    def work() -> str:
        given = sheets.parser(NAME, __doc__.splitlines()[0]).parse_args(arguments)
        poses = sheets.read(given.poses)
        wanted = ("stature_m", "hip_x_m", "hip_y_m", "thigh_extension_deg")
        values = [sheets.column(poses, name, empty=None) for name in wanted]
        try:
            leg = from_thigh(*values)
        except ValueError as error:
            raise sheets.Refusal(str(error)) from None
        cells = np.column_stack([getattr(leg, name).astype(float) for name in COLUMNS.values()])
        sheets.write(given.out, list(COLUMNS), cells)
        return ""

    return sheets.run(NAME, work)


if __name__ == "__main__":
    sys.exit(main())
