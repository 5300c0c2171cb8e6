"""The player's JavaScript reads a film as Python does, and draws its outlines as a picture is."""

import base64
import gzip
import json
import subprocess
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from psoaslib import film, lengths
from psoaslib.figures.picture import Outline
from tests.films import film_of
from tests.machine import find_node

UNPACK = Path(__file__).parent / "js" / "unpack_films.mjs"
LOOKS = ("skin", "bone far", "long", "line")

# Even numbers, since a picture rounds its joints and a film does not.
numbers = st.integers(-1500, 1500).map(lambda number: 2 * number)
nodes = st.lists(st.tuples(numbers, numbers), min_size=2, max_size=9)
outlines = st.tuples(nodes, st.booleans(), st.booleans())
layers = st.dictionaries(st.sampled_from(LOOKS), st.lists(outlines, max_size=3), max_size=4)
films = st.lists(layers, min_size=1, max_size=5)


def following(frame):
    """Return a frame and one with the same outlines, but for the first of each layer."""

    def moved(outlines):
        changed = [([(0, 0), *nodes], closed, curved) for nodes, closed, curved in outlines[:1]]
        return outlines[1:] + changed

    return [frame, {look: moved(outlines) for look, outlines in frame.items()}]


def generated(count=150):
    made = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(films, st.booleans())
    def collect(frames, stays):
        shown = [
            each for frame in frames for each in ([frame, frame] if stays else following(frame))
        ]
        header = {"frame": [0, 0, 9, 9], "unit": 1, "rate": 20, "steps": {}, "moves": []}
        made.append(film.pack(header, [list(frame.items()) for frame in shown]))

    collect()
    return made


def unpacked(packed):
    texts = [base64.b64encode(gzip.compress(each)).decode("ascii") for each in packed]
    done = subprocess.run(
        [find_node(), UNPACK], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def path(outline, unit):
    """Write an outline's path data in whole steps, as `picture.Outline` bends it."""
    nodes, closed, curved = outline
    start, steps = Outline(np.array(nodes) * unit, closed, curved).segments()
    said = [" ".join(f"{int(number)}" for number in point) for point in [start, *steps[:, 1]]]
    if curved and len(nodes) > 2:
        control = " ".join(f"{int(number)}" for number in steps[0, 0])
        text = f"M{said[0]}Q{control} {said[1]}"
        text += "".join(
            f"{mark}{end}" for mark, end in zip("T" + " " * len(nodes), said[2:], strict=False)
        )
    else:
        text = f"M{said[0]}L{' '.join(said[1:])}"
    return text + ("Z" if closed else "")


def test_every_frame_of_every_film_is_read_and_drawn_alike():
    packed = [*generated(), gzip.decompress(film_of("ball", "side", ["kneel", "hold"]))]
    for data, seen in zip(packed, unpacked(packed), strict=True):
        told = film.unpack(data)
        assert seen["header"] == json.loads(json.dumps(told.header))
        unit = told.header["unit"]
        expected = [
            [[look, "".join(path(each, unit) for each in outlines)] for look, outlines in frame]
            for frame in told.frames
        ]
        assert seen["frames"] == expected


def test_between_two_steps_the_figures_are_said_as_those_of_the_steps():
    changes = [-71.26, -30.6, -5.0, -4.9, -0.4, 0, 0.3, 2.4, 4.99, 5, 16.02, None]
    code = """
    const { rowBetween } = await import(process.argv[1]);
    const [changes, bounds] = JSON.parse(process.argv[2]);
    const rows = changes.map((change) => rowBetween({ side: 'left' }, change, bounds));
    console.log(JSON.stringify(rows.map(({ state, words }) => [state, words])));
    """
    told = json.dumps([changes, lengths.bounds()])
    module = (Path(lengths.__file__).parent / "widgets" / "js" / "lengths.js").as_uri()
    done = subprocess.run(
        [find_node(), "--input-type=module", "-e", code, module, told],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = [{"change_mm": each, "state": lengths.state(each)} for each in changes]
    expected = [[each["state"], f"Left psoas: {lengths.words(each)}"] for each in figures]
    assert json.loads(done.stdout) == expected
