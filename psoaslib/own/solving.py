"""Solve an instructor's stretch in a process of its own: its positions first, then its ways.

So the kernel goes on meanwhile, and a player shows its words. What is known so far is there to be
asked for. Where no process can be started, all is solved at once.
"""

import atexit
import os
import pickle
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from psoaslib.catalogue.pose import Pose
from psoaslib.catalogue.problems import ContentError
from psoaslib.catalogue.stretch import Stretch
from psoaslib.mesh import sources
from psoaslib.own import kept

WAIT = 3.0
"""How long a person waits for the positions at most, in seconds."""

UNSTEADY = "does not stand: with the right side stretched"
CLOSE, ON_SKIN = 0.010, 0.030
"""How far a part may be from its support, or a hand from its place on the body, in metres."""

SOME, POSITIONS, WAYS, WRONG = "some", "positions", "ways", "wrong"
"""What is told: a file with some positions, with all, with the ways; what is wrong with a pose."""

PACKAGE = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from psoaslib.own.solving import answer; answer()")

_begun: dict[str, "Solving"] = {}


def of(stretch: Stretch) -> "Solving":
    """Return the solving of a stretch, begun now or before; the same poses are solved once."""
    name = sources.ways(stretch)
    if name not in _begun:
        _begun[name] = Solving(stretch, name)
    return _begun[name]


def is_known(stretch: Stretch) -> bool:
    """Tell whether anything is known of a stretch without solving it now."""
    name = sources.ways(stretch)
    return name in _begun or kept.read(name) is not None


class Solving:
    """What is known of a stretch whose poses and ways are being solved."""

    def __init__(self, stretch: Stretch, name: str) -> None:
        self._name = name
        self._until = time.monotonic() + WAIT
        self._ways = kept.read(name) or b""
        self._whole = bool(self._ways)
        self._wrong: ContentError | None = None
        self._placed, self._done = Event(), Event()
        if self._ways:
            self._placed.set()
            self._done.set()
        else:
            Thread(target=self._follow, args=(stretch,), daemon=True).start()

    @property
    def placed(self) -> bool:
        """Whether all positions are known, or what is wrong with one."""
        return self._placed.is_set()

    @property
    def done(self) -> bool:
        """Whether no more is to come."""
        return self._done.is_set()

    def rest(self) -> float:
        """Return how long `ways` waits at most from now on, in seconds."""
        return 0.0 if self.placed else max(0.0, self._until - time.monotonic())

    def wait(self) -> None:
        """Wait until no more is to come; a solver that stopped before its end is a warning."""
        while not self._done.wait(1.0):
            pass  # in short waits, since Windows lets nobody interrupt a long one
        if not (self._whole or self._wrong):
            what = "some positions or their movement" if self._ways else "the drawn positions"
            warnings.warn(f"The solver stopped too early, so {what} are missing.", stacklevel=2)

    def ways(self) -> bytes:
        """Return what is known by now, at first after a wait for the positions.

        A pose that does not stand is a `ContentError`.
        """
        self._placed.wait(self.rest())
        if self._wrong:
            raise self._wrong
        return self._ways

    def _follow(self, stretch: Stretch) -> None:
        try:
            for kind, told in _told(stretch):
                if isinstance(told, tuple):
                    self._wrong = ContentError(*told)
                    break
                self._ways = told
                if kind != SOME:
                    self._placed.set()
                if kind == WAYS:
                    self._whole = True
                    kept.write(self._name, told)
        finally:
            self._done.set()
            self._placed.set()


def _told(stretch: Stretch) -> Iterator[tuple[str, bytes | tuple[str, ...]]]:
    """Solve in another process, or here where there can be none."""
    path = os.pathsep.join(filter(None, (str(PACKAGE), os.environ.get("PYTHONPATH"))))
    try:
        process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": path},
        )
    except OSError:
        yield from solved(stretch)
        return
    atexit.register(process.kill)
    try:
        with process, suppress(EOFError, BrokenPipeError):
            assert process.stdin and process.stdout  # pipes, as asked for
            pickle.dump(stretch, process.stdin)
            process.stdin.close()
            while True:
                yield pickle.load(process.stdout)
    finally:
        atexit.unregister(process.kill)


def answer() -> None:
    """Solve the stretch that stands on standard input; tell what is known, as it is known."""
    for told in solved(pickle.load(sys.stdin.buffer)):
        pickle.dump(told, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def solved(stretch: Stretch) -> Iterator[tuple[str, bytes | tuple[str, ...]]]:
    """Solve a stretch; yield what is known: (kind, file), or what is wrong with a pose."""
    from psoaslib.mesh import ways

    records = stretch.steps + stretch.errors
    bodies = {}
    try:
        for record in sorted(records, key=lambda each: getattr(each, "kind", "") != "hold"):
            if record.pose:
                bodies[record.id] = stand(stretch, record.pose)
                yield SOME, ways.positions(stretch, bodies)
    except ContentError as error:
        yield WRONG, (error.file, error.entry, error.field, error.problem)
        return
    yield POSITIONS, ways.positions(stretch, bodies)
    yield WAYS, ways.written(stretch, judged=False)


def stand(stretch: Stretch, pose: Pose):
    """Bring a pose onto its supports; say where it cannot be, floats or sinks."""
    from psoaslib import body

    try:
        posed = body.solve(pose, "right")
        gaps = body.contact_gaps(posed, pose, "right")
        clear = body.clearances(posed)
    except (ArithmeticError, LookupError, ValueError) as error:
        raise _wrong(stretch, pose, f"cannot be drawn: {error}") from None
    for part, support, gap in gaps:
        near = ON_SKIN if support.startswith(("same_", "other_")) else CLOSE
        if abs(gap) > near:
            words = f"{part} is {abs(gap) * 1000:.0f} mm from {support}, on which it is to rest"
            raise _wrong(stretch, pose, f"{UNSTEADY}, {words}")
    for support, parts in {"floor": clear.floor, **clear.props}.items():
        lowest = min(parts, key=parts.__getitem__, default="")
        if lowest and parts[lowest] < -CLOSE:
            words = f"{lowest} is {-parts[lowest] * 1000:.0f} mm inside {support}"
            raise _wrong(stretch, pose, f"{UNSTEADY}, {words}")
    return posed


def _wrong(stretch: Stretch, pose: Pose, words: str) -> ContentError:
    return ContentError(f"{stretch.id}.poses.toml", f'poses "{pose.id}"', "", words)
