"""A muscle winds round a cylinder by the shortest way, on its side, in every case decided."""

from math import pi, sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from psoaslib.mechanics.cylinder import Cylinder, wound


def made(side="-y", radius=1.0, length=10.0, middle=(0.0, 0.0, 0.0), turns=(0.0, 0.0, 0.0)):
    """Make a cylinder, of radius 1 along z where nothing else is said."""
    return Cylinder(middle, turns, radius, length, side)


def test_a_half_turn_is_the_tangents_and_the_arc_between():
    # From (-1, 3) straight down to the cylinder, half round it below, straight up to (1, 3).
    assert wound(made(), (-1.0, 3.0, 0.0), (1.0, 3.0, 0.0)) == pytest.approx(6 + pi)


def test_unrolled_the_way_is_a_straight_line():
    assert wound(made(), (-1.0, 3.0, 0.0), (1.0, 3.0, 4.0)) == pytest.approx(
        sqrt((6 + pi) ** 2 + 16)
    )


def test_a_quarter_turn():
    # Tangents of length 2 from (-2, -1) along y = -1 and from (1, 2) along x = 1.
    assert wound(made(), (-2.0, -1.0, 0.0), (1.0, 2.0, 0.0)) == pytest.approx(4 + pi / 2)


def test_the_side_holds_though_the_straight_line_passes_on_the_other():
    start, end = (-3.0, 2.0, 0.0), (3.0, 2.0, 0.0)
    straight = 6.0
    assert wound(made("all"), start, end) == pytest.approx(straight)
    round_below = wound(made("-y"), start, end)
    tangents = 2 * sqrt(9 + 4 - 1)
    wrapped = 2 * pi - 2 * np.arctan2(3, 2) - 2 * np.arctan2(sqrt(12), 1)
    assert round_below == pytest.approx(tangents + wrapped)


def test_the_shorter_way_is_taken_where_any_side_will_do():
    above = wound(made("all"), (-3.0, 0.5, 0.0), (3.0, 0.5, 0.0))
    assert above == pytest.approx(wound(made("-y"), (-3.0, -0.5, 0.0), (3.0, -0.5, 0.0)))
    assert above < wound(made("-y"), (-3.0, 0.5, 0.0), (3.0, 0.5, 0.0))


def test_without_contact_the_way_is_straight():
    assert wound(made(), (-3.0, -2.0, 0.0), (3.0, -2.0, 1.0)) == pytest.approx(sqrt(37))


@pytest.mark.parametrize("inside", [(0.2, 0.3, 0.0), (0.0, 0.0, 0.0), (0.0, -0.999, 1.0)])
def test_from_a_point_inside_the_way_is_straight(inside):
    end = (-3.0, 0.5, 2.0)
    straight = np.linalg.norm(np.subtract(end, inside))
    assert wound(made(), inside, end) == pytest.approx(straight)
    assert wound(made(), end, inside) == pytest.approx(straight)


def test_past_the_end_the_way_is_straight_only_if_both_contacts_are_past_it():
    start, end = (-2.0, -0.5, 4.0), (2.0, -0.5, 5.0)
    wrapped = wound(made(length=10.0), start, end)
    straight = np.linalg.norm(np.subtract(end, start))
    assert wrapped > straight
    # The contacts lie at z of about 4.44 and 4.56.
    assert wound(made(length=9.0), start, end) == pytest.approx(wrapped), "one is on it"
    assert wound(made(length=8.0), start, end) == pytest.approx(straight), "both are past it"


def test_a_cylinder_turned_about_x_then_y_then_z_lies_where_published():
    turned = made(middle=(1.0, 2.0, 3.0), turns=(90.0, 0.0, 90.0))
    x, y, z = turned.axes
    np.testing.assert_allclose(x, (0, 0, 1), atol=1e-12)
    np.testing.assert_allclose(y, (-1, 0, 0), atol=1e-12)
    np.testing.assert_allclose(z, (0, -1, 0), atol=1e-12)
    np.testing.assert_allclose(turned.inward((1.0, 2.0, 4.0)), (1, 0, 0), atol=1e-12)
    direction = (0.3, -0.2, 0.9)
    there = turned.inward_direction(direction)
    np.testing.assert_allclose(turned.outward_direction(there), direction, atol=1e-12)


ANGLE, AWAY, HEIGHT = st.floats(-3.1, 3.1), st.floats(1.01, 6.0), st.floats(-2.0, 2.0)


def place(angle, away, height):
    """Return a point by its angle from -y, its distance from the axis, and z."""
    return away * np.sin(angle), -away * np.cos(angle), height


@settings(max_examples=200, deadline=None)
@given(ANGLE, AWAY, HEIGHT, ANGLE, AWAY, HEIGHT, st.sampled_from(["-y", "all"]))
def test_no_way_is_shorter_than_the_straight_line(a, r, z, b, s, w, side):
    start, end = place(a, r, z), place(b, s, w)
    assume(np.linalg.norm(np.subtract(end, start)) > 1e-3)
    length, slope = wound(made(side, length=1e3), start, end, slopes=True)
    assert length >= np.linalg.norm(np.subtract(end, start)) - 1e-9
    assert length == pytest.approx(wound(made(side, length=1e3), end, start))
    assert np.linalg.norm(slope) == pytest.approx(1)


@settings(max_examples=200, deadline=None)
@given(ANGLE, AWAY, HEIGHT, ANGLE, AWAY, HEIGHT)
def test_the_slope_is_the_derivative_of_the_length(a, r, z, b, s, w):
    cylinder, start, end = made(length=1e3), place(a, r, z), np.array(place(b, s, w))
    assume(np.linalg.norm(end - start) > 0.05 and abs(b - a) > 1e-3)
    _, slope = wound(cylinder, start, tuple(end), slopes=True)
    for axis in range(3):
        step = 1e-6 * np.eye(3)[axis]
        rise = wound(cylinder, start, tuple(end + step)) - wound(cylinder, start, tuple(end - step))
        assert slope[axis] == pytest.approx(rise / 2e-6, abs=2e-3)


@settings(max_examples=100, deadline=None)
@given(st.floats(1.05, 6.0), st.floats(1.05, 6.0), HEIGHT, st.floats(1e-7, 1e-5))
def test_length_and_slope_are_continuous_where_contact_begins(near, far, height, hair):
    edge = np.arccos(1 / near) + np.arccos(1 / far)
    start = place(0.0, near, 0.0)
    below, above = (
        wound(made(length=1e3), start, place(edge + h, far, height), slopes=True)
        for h in (-hair, hair)
    )
    assert below[0] == pytest.approx(above[0], abs=20 * hair)
    np.testing.assert_allclose(below[1], above[1], atol=5e-2 * sqrt(hair / 1e-5))
