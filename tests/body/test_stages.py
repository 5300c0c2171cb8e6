"""A way rests in the positions it passes, and goes back by the poses through which it came."""

from psoaslib.body.motion import Stage, stages
from psoaslib.catalogue.pose import PoseFile
from tests.body import posing


def read(**via):
    """Return poses in a row, each with the names of those it passes."""
    poses = {name: {"root": (0, 1, 0), "via": list(passed)} for name, passed in via.items()}
    return PoseFile.model_validate({"poses": poses}).poses


def told(way):
    return [([pose.id for pose in stage.poses], stage.back) for stage in way]


def test_a_way_that_passes_no_step_is_one_stage():
    poses = read(kneel=(), lean=(), top=("lean",))
    (way,) = stages([poses["kneel"], poses["top"]])
    assert told(way) == [(["kneel", "lean", "top"], False)]


def test_it_rests_in_each_step_that_it_passes_and_goes_back_as_it_came():
    poses = read(kneel=(), lean=(), top=("lean",), hold=(), end=("top", "kneel"))
    ways = stages([poses[each] for each in ("kneel", "top", "hold", "end")])
    assert told(ways[1]) == [(["top", "hold"], False)]
    assert told(ways[2]) == [
        (["top", "hold"], True),
        (["kneel", "lean", "top"], True),
        (["kneel", "end"], False),
    ]
    assert [(stage.begins, stage.ends) for stage in ways[2]] == [
        ("hold", "top"),
        ("top", "kneel"),
        ("kneel", "end"),
    ]


def test_a_stage_with_poses_of_its_own_is_gone_forward():
    poses = read(kneel=(), lean=(), top=("lean",), end=("lean", "kneel"))
    way = stages([poses[each] for each in ("kneel", "top", "end")])[1]
    assert told(way) == [(["top", "lean", "kneel"], False), (["kneel", "end"], False)]


def test_who_comes_off_the_ball_goes_back_as_they_came_and_rests_on_the_heels():
    poses = posing.read("ball")
    steps = ("kneel", "hip_on_top", "feet", "roll", "tuck", "arm", "hold", "return")
    way = stages([poses[each] for each in steps])[-1]
    assert way[-2] == Stage((poses["kneel"], *poses["hip_on_top"].via, poses["hip_on_top"]), True)
    assert [stage.ends for stage in way][-2:] == ["kneel", "return"]
