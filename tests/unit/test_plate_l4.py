"""What a teacher would miss in the slice at L4: read as slices are, in agreement with the rest."""

import numpy as np
import pytest
from matplotlib.path import Path

from psoaslib import body
from psoaslib.catalogue import catalogue
from psoaslib.figures import plate_bones, plate_front, plate_l4

SIDES = (-1, 1)
REAR = 2 / 3  # from here on, front to back, lies the rear third


@pytest.fixture(scope="module")
def parts():
    return plate_l4.draw().parts


def joined(parts, *names):
    """Return all points (n, 2) of some structures."""
    return np.vstack([outline for name in names for outline in parts[name]])


def test_it_is_seen_from_below_and_says_so(parts):
    view = catalogue().plates["l4"].view
    assert "From below" in view and "right side on the left of the picture" in view
    # The vena cava lies to the right of the body, so on the left of the picture; front is up.
    assert joined(parts, "vena_cava")[:, 0].max() < joined(parts, "aorta")[:, 0].min()
    assert 0 < joined(parts, "aorta")[:, 0].mean() < 15
    heights = [joined(parts, name)[:, 1].mean() for name in ("rectus", "bowel", "l4", "multifidus")]
    assert heights == sorted(heights)


def test_the_skin_is_that_of_the_standing_body_at_l4():
    skin = plate_l4.skin()
    posed = body.standing()
    hips, low, high = (posed.frames[name][1] for name in ("pelvis", "L4", "L3"))
    torso = body.flesh(posed)["torso"][0]
    near = [ring for ring in torso if low[1] - 0.03 < ring[:, 1].mean() < high[1] + 0.03]
    wide = [1000 * np.ptp(ring[:, 2]) for ring in near]
    assert min(wide) - 1 <= np.ptp(skin[:, 0]) <= max(wide) + 1
    deep = [1000 * (ring[:, 0] - hips[0]) for ring in near]
    assert max(d.max() for d in deep) + 1 >= -skin[:, 1].min() >= min(d.max() for d in deep) - 1


def test_all_lies_within_the_skin_and_no_bone_close_to_it(parts):
    skin = Path(plate_l4.skin())
    for name, outlines in parts.items():
        if name != "skin":
            assert all(skin.contains_points(outline).all() for outline in outlines), name
    for bone in parts["bone"]:
        for way in ((-8, 0), (8, 0), (0, 8)):
            assert skin.contains_points(bone + way).all()


def test_from_front_to_back_come_front_layer_nerves_back_layer_and_process(parts):
    names = ("genitofemoral", "front_layer", "plexus", "back_layer", "transverse_process")
    for side in SIDES:
        depths = [
            np.mean([o[:, 1].mean() for o in parts[name] if side * o[:, 0].mean() > 0])
            for name in names
        ]
        assert depths == sorted(depths)


def test_the_ureter_lies_before_the_psoas_near_its_inner_edge(parts):
    for side in SIDES:
        muscle, ureter = (
            np.concatenate([o for o in parts[name] if side * o[:, 0].mean() > 0])
            for name in ("front_layer", "ureter")
        )
        across = side * muscle[:, 0]
        share = (side * ureter[:, 0].mean() - across.min()) / np.ptp(across)
        assert 0 <= share < 0.33
        assert ureter[:, 1].mean() < muscle[:, 1].min() + 0.2 * np.ptp(muscle[:, 1])


def test_the_plexus_lies_in_the_rear_third_of_the_muscle(parts):
    muscle = joined(parts, "front_layer", "back_layer")[:, 1]
    rear = muscle.min() + REAR * np.ptp(muscle)
    assert len(parts["plexus"]) == 6
    for nerve in parts["plexus"]:
        assert nerve[:, 1].mean() > rear
        assert abs(nerve[:, 0]).max() < abs(joined(parts, "front_layer")[:, 0]).max()


def test_the_psoas_lies_beside_the_body_and_before_the_quadratus(parts):
    (bone,) = parts["bone"]
    for outline in (*parts["front_layer"], *parts["back_layer"]):
        assert not Path(bone).contains_points(outline).any()
        assert abs(outline[:, 0]).min() > 20
    quadratus = joined(parts, "quadratus")
    assert abs(quadratus[:, 0]).mean() > abs(joined(parts, "front_layer")[:, 0]).mean()
    assert quadratus[:, 1].mean() > joined(parts, "front_layer")[:, 1].mean()


def test_no_muscle_nerve_or_vessel_runs_into_another(parts):
    muscles = ("front_layer", "back_layer", "quadratus", "multifidus", "erector", "wall", "rectus")
    apart = (*muscles, "vena_cava", "aorta", "ureter", "gonadal", "sympathetic", "genitofemoral")
    for one in muscles:
        for other in apart:
            if one != other:
                shapes = [Path(outline) for outline in parts[one]]
                spots = joined(parts, other)
                assert not any(shape.contains_points(spots).any() for shape in shapes), (one, other)


def test_the_plate_from_the_front_shows_muscle_and_bone_as_wide(parts):
    front = plate_front.draw().parts
    level = -sum(plate_bones.heights()["L4"]) / 2
    for side, outline in zip(SIDES, front["psoas_major"], strict=True):
        across = side * outline[abs(outline[:, 1] - level) < 3, 0]
        here = side * np.vstack([o for o in parts["front_layer"] if side * o[:, 0].mean() > 0])
        assert abs(across.max() - here[:, 0].max()) < 5
        assert abs(across.min() - here[:, 0].min()) < 5
    assert abs(np.ptp(joined(parts, "l4")[:, 0]) - np.ptp(front["l4"][0][:, 0])) < 10
