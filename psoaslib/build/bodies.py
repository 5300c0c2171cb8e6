"""Write bodies, bones and ways into `images/`, as `psoaslib.mesh` packs them.

What makes them is imported only where one is stale: `sources` tells that by hashes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from psoaslib.body.joints import read_content
from psoaslib.build import workers
from psoaslib.build.artifact import Artifact, Part, as_made
from psoaslib.build.poses import stretches
from psoaslib.catalogue.stretch import Stretch
from psoaslib.mesh import sources


def artifacts(root: Path) -> list[Artifact]:
    """List the meshes, and the ways of each stretch of which positions are drawn."""
    depends, builds = sources.meshes(), read_content("builds.toml")["builds"]
    makers = {name: partial(_mesh, name) for name in builds} | {"bones": _bones}
    found = [Artifact((f"bodies/{name}.mesh",), depends, make) for name, make in makers.items()]
    for stretch in stretches():
        name = f"{stretch.id}/{stretch.id}.ways"
        keep = {"solver": sources.solver(), "poses": sources.hashes(stretch)}
        make = partial(_spread, root, name, stretch)
        found.append(Artifact((name,), sources.ways(stretch), make, keep=keep))
    return found


PART = Part(("*.mesh", "*.ways"), artifacts)


def _mesh(build: str) -> list[bytes]:
    from psoaslib.mesh import person

    return [person.mesh(build)]


def _bones() -> list[bytes]:
    from psoaslib.mesh import bones

    return [bones.mesh()]


def _spread(root: Path, name: str, stretch: Stretch) -> list[bytes]:
    with workers.spread() as over:
        return [made_ways(stretch, over, *as_made(root, name))]


def made_ways(stretch: Stretch, over: Callable, old: bytes, kept: dict[str, Any]) -> bytes:
    """Make the ways of a stretch; what was solved of poses that are as they were is taken over.

    over: a `map`. old: the ways as they were made, b"" for none; kept: what the manifest keeps.
    """
    from psoaslib.mesh import reading, ways

    print(f"solving {stretch.id}, one to three minutes", flush=True)
    if not old or kept["solver"] != sources.solver():
        return ways.written(stretch, over)
    now = sources.hashes(stretch).items() & kept["poses"].items()
    same = {name: sources.poses(stretch)[name] for name, _ in now}
    knots = {pair: own for pair, own in reading.knots(old).items() if {*pair} <= {*same}}
    return ways.written(stretch, over, known=ways.Known(reading.bodies(old, same), knots))
