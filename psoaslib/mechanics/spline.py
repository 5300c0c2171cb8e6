"""Draw a smooth curve through tabled values: a cubic spline, with numpy alone.

The ends are "not-a-knot": the first two and the last two pieces are one cubic each, so that a table
taken from a cubic gives back that cubic.
"""

import numpy as np


class Spline:
    """A cubic spline through rows of values: `spline(x)` and `spline.slope(x)`.

    `at` (rows,) rises; `values` (rows, columns). Both methods take x of any shape within the rows
    and return a tuple of arrays of that shape, one a column.
    """

    def __init__(self, at: np.ndarray, values: np.ndarray) -> None:
        at, values = np.asarray(at, float), np.asarray(values, float)
        step = np.diff(at)
        rise = np.diff(values, axis=0) / step[:, None]
        count = len(at)
        matrix, right = np.zeros((count, count)), np.zeros_like(values)
        inner = np.arange(1, count - 1)
        matrix[inner, inner - 1], matrix[inner, inner + 1] = step[1:], step[:-1]
        matrix[inner, inner] = 2 * (step[:-1] + step[1:])
        right[1:-1] = 3 * (step[1:, None] * rise[:-1] + step[:-1, None] * rise[1:])
        matrix[0, :2] = step[1], step[0] + step[1]
        right[0] = self._end(step[0], step[1], rise[0], rise[1])
        matrix[-1, -2:] = step[-1] + step[-2], step[-2]
        right[-1] = self._end(step[-1], step[-2], rise[-1], rise[-2])
        slope = np.linalg.solve(matrix, right)
        square = (3 * rise - 2 * slope[:-1] - slope[1:]) / step[:, None]
        cube = (slope[:-1] + slope[1:] - 2 * rise) / step[:, None] ** 2
        self._at = at
        self._pieces = np.stack([values[:-1], slope[:-1], square, cube])

    @staticmethod
    def _end(outer: float, inner: float, outer_rise: np.ndarray, inner_rise: np.ndarray):
        """Return the right side of the equation that makes the two end pieces one cubic."""
        both = outer + inner
        return ((outer + 2 * both) * inner * outer_rise + outer**2 * inner_rise) / both

    def __call__(self, x: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return the values at x, one array a column."""
        past, (value, slope, square, cube) = self._piece(x)
        return self._columns(value + past * (slope + past * (square + past * cube)))

    def slope(self, x: np.ndarray) -> tuple[np.ndarray, ...]:
        """Return the slopes at x, one array a column."""
        past, (_, slope, square, cube) = self._piece(x)
        return self._columns(slope + past * (2 * square + past * 3 * cube))

    def _piece(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x = np.asarray(x, float)
        number = np.clip(np.searchsorted(self._at, x, side="right") - 1, 0, len(self._at) - 2)
        return (x - self._at[number])[..., None], self._pieces[:, number]

    @staticmethod
    def _columns(values: np.ndarray) -> tuple[np.ndarray, ...]:
        return tuple(np.moveaxis(values, -1, 0))
