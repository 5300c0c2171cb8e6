"""Name the colours and line widths of all drawings.

A colour is a CSS variable with a default, so that a page may set its own (a dark theme does). The
same block of rules stands in every picture, since many are shown side by side on one page and a
class means the same in all.
"""

from __future__ import annotations

PREFIX = "pf-"

COLOURS = {
    "ground": "#ffffff",
    "line": "#3d3a38",
    "skin": "#e9cdb8",
    "skin-shade": "#d3ae95",
    "top": "#c9d6dc",
    "top-shade": "#a9bcc6",
    "shorts": "#5d7f97",
    "shorts-shade": "#476479",
    "hair": "#5a463b",
    "hair-light": "#77604f",
    "bone": "#fbf6e8",
    "bone-shade": "#e6dcc4",
    "bone-line": "#82735f",
    "long": "#c23a12",
    "long-line": "#6d1a06",
    "still": "#dcb9a6",
    "still-line": "#573a2e",
    "short": "#8fb6dd",
    "short-line": "#1a416e",
    "beyond": "#cfcfcc",
    "beyond-line": "#464644",
    "ball": "#9cc4b4",
    "ball-shade": "#79a896",
    "ball-light": "#bcd9cd",
    "block": "#dfd5c4",
    "block-side": "#c6b9a3",
    "block-line": "#75695a",
    "wall": "#e9edeb",
    "wall-line": "#b9c4bf",
    "shadow": "#d9d9d6",
    "eye": "#ffffff",
    "lip": "#8c4a3c",
    "error": "#c23a12",
    "error-mark": "#ffffff",
    "ghost": "#6c6285",
    "arrow": "#46307a",
    "arrow-halo": "#ffffff",
    "note": "#262423",
    "note-soft": "#6b6663",
    "note-halo": "#ffffff",
    "rim": "#ffffff",
}

# What differs on the other builds of content/builds.toml.
FIRST = "a"
BUILDS = {
    FIRST: {},
    "b": {
        "skin": "#b98260",
        "skin-shade": "#9a6646",
        "top": "#e3d3e0",
        "top-shade": "#c7b0c5",
        "shorts": "#5a6796",
        "shorts-shade": "#444f78",
        "hair": "#2f2522",
        "hair-light": "#54433c",
        "lip": "#8a3b36",
    },
    "c": {
        "skin": "#e6c4ac",
        "skin-shade": "#cca287",
        "top": "#d5dbc8",
        "top-shade": "#b7c0a4",
        "shorts": "#6f7560",
        "shorts-shade": "#575c4a",
        "hair": "#a9a7a3",
        "hair-light": "#cbc9c4",
        "lip": "#95604f",
    },
}

# Tones of skin that a person may choose for any build, with hair and lips that go with them.
SKINS = {
    "light": {
        "skin": "#f0d8c6",
        "skin-shade": "#dab9a3",
        "hair": "#7a5c43",
        "hair-light": "#9a7a5e",
        "lip": "#9a5548",
    },
    "medium": {
        "skin": "#d8aa84",
        "skin-shade": "#bc8a64",
        "hair": "#43322a",
        "hair-light": "#655045",
        "lip": "#8d483b",
    },
    "brown": {
        "skin": "#b27d59",
        "skin-shade": "#946142",
        "hair": "#2f2522",
        "hair-light": "#54433c",
        "lip": "#7d3a31",
    },
    "deep": {
        "skin": "#8d5d40",
        "skin-shade": "#714730",
        "hair": "#221c1a",
        "hair-light": "#443a36",
        "lip": "#54231f",
    },
}
GREY = ("c",)  # builds that keep their own hair

# A dark ground, for a dark slide: what stands on the ground changes, the person does not.
NIGHT = {
    "ground": "#1f2427",
    "shadow": "#12161a",
    "wall": "#2c3336",
    "wall-line": "#4c5659",
    "ghost": "#a99fc6",
    "note": "#f4f2ee",
    "note-soft": "#c3bfb9",
    "note-halo": "#1f2427",
    "rim": "#dfdcd6",
}

# fill, stroke (names of COLOURS or None), width in units, opacity
RULES = {
    "ground": ("ground", None, 0, 1),
    "shadow": ("shadow", None, 0, 1),
    "wall": ("wall", "wall-line", 3.0, 1),
    "ball": ("ball", None, 0, 1),
    "ball-shade": ("ball-shade", None, 0, 1),
    "ball-light": ("ball-light", None, 0, 1),
    "ball-seam": (None, "ball-shade", 3.0, 1),
    "block": ("block", None, 0, 1),
    "block-side": ("block-side", None, 0, 1),
    "block-line": (None, "block-line", 3.0, 1),
    "skin": ("skin", None, 0, 1),
    "skin-shade": ("skin-shade", None, 0, 1),
    "top": ("top", None, 0, 1),
    "top-shade": ("top-shade", None, 0, 1),
    "shorts": ("shorts", None, 0, 1),
    "shorts-shade": ("shorts-shade", None, 0, 1),
    "hair": ("hair", None, 0, 1),
    "hair-light": ("hair-light", None, 0, 1),
    "line": (None, "line", 5.0, 1),
    "fine": (None, "line", 3.2, 1),
    "eye": ("eye", None, 0, 1),
    "iris": ("line", None, 0, 1),
    "lid": (None, "line", 4.4, 1),
    "brow": (None, "hair", 7.0, 1),
    "brow-thin": (None, "hair", 5.0, 1),
    "lid-dark": (None, "line", 6.0, 1),
    "crease": (None, "skin-shade", 4.0, 1),
    "mouth": (None, "lip", 4.6, 1),
    "bone": ("bone", "bone", 7.0, 1),
    "bone-far": ("bone", None, 0, 0.35),
    "bone-shade": ("bone-shade", None, 0, 1),
    "bone-line": (None, "bone-line", 2.6, 1),
    "bone-rim": (None, "bone", 9.0, 1),
    "far": (None, None, 0, 0.40),
    "veil": (None, None, 0, 0.5),
    "again": (None, None, 0, 1),
    "fade1": (None, None, 0, 0.65),
    "fade2": (None, None, 0, 0.35),
    "long": ("long", "long-line", 3.2, 1),
    "long-fibre": (None, "long-line", 2.0, 0.7),
    "still": ("still", "still-line", 3.2, 1),
    "still-fibre": (None, "still-line", 2.0, 0.5),
    "short": ("short", "short-line", 3.2, 1),
    "short-hatch": (None, "short-line", 3.4, 1),
    "beyond": ("beyond", "beyond-line", 3.2, 1),
    "error": ("error", None, 0, 1),
    "error-mark": (None, "error-mark", 15.0, 1),
    "error-halo": (None, "error-mark", 22.0, 1),
    "error-line": (None, "error", 11.0, 1),
    "error-dot": ("error", "error-mark", 5.0, 1),
    "rim": (None, "rim", 14.0, 1),
    "ghost": (None, "ghost", 6.0, 1),
    "arrow-halo": (None, "arrow-halo", 25.0, 1),
    "arrow": (None, "arrow", 14.0, 1),
    "arrow-head": ("arrow", "arrow", 8.0, 1),
}
DASHED = {"ghost": (22, 15)}  # units: length of a dash and of the gap


def names(look: str) -> str:
    """Return the class attribute for a look such as "bone far"."""
    return " ".join(PREFIX + word for word in look.split())


# A picture keeps a light ground of its own: where it stands as a file it cannot know on what page.
# On a page that is dark, and says so, the ground is dimmed.
DARK = {"ground": "#e3e7e6"}
CORNER = 24  # radius of the ground's corners, units


def root(build: str) -> str:
    """Return the class attribute of a whole picture of a build."""
    return f"{PREFIX}picture" + ("" if build == FIRST else f" {PREFIX}build-{build}")


def inner(look: str) -> bool:
    """Tell whether a look is of what shows through the skin: bones and psoas."""
    name = look.split()[0].partition("-")[0]
    return name in ("bone", "long", "still", "short", "beyond")


def skin(name: str) -> str:
    """Return the class of a tone of skin, which goes beside those of a whole picture."""
    return f"{PREFIX}skin-{name}"


def palette(build: str = FIRST, skin: str = "", dark: bool = False) -> dict[str, str]:
    """Return all colours of a build, with another tone of skin, or on a dark ground."""
    tone = {
        name: value
        for name, value in SKINS.get(skin, {}).items()
        if build not in GREY or not name.startswith("hair")
    }
    return COLOURS | BUILDS[build] | tone | (NIGHT if dark else {})


def sheet() -> str:
    """Return the style block, the same in all pictures."""

    def colour(name):
        return f"var(--{PREFIX}{name},{COLOURS[name]})" if name else "none"

    def rule(look, fill, stroke, width, opacity):
        parts = [f"fill:{colour(fill)}"] if fill else []
        parts += [f"stroke:{colour(stroke)}", f"stroke-width:{width:g}"] if stroke else []
        parts += [f"opacity:{opacity:g}"] if opacity < 1 else []
        parts += ["stroke-dasharray:{} {}".format(*DASHED[look])] if look in DASHED else []
        return f".{PREFIX}picture .{PREFIX}{look}{{{';'.join(parts)}}}"

    rules = [
        f".{PREFIX}picture path{{fill:none;stroke-linejoin:round;stroke-linecap:round;"
        "fill-rule:evenodd}"
    ]
    rules += [rule(look, *of) for look, of in RULES.items()]
    grey = "".join(f":not(.{PREFIX}build-{build})" for build in GREY)
    for build, own in BUILDS.items():
        if own:
            set_ = ";".join(f"--{PREFIX}{name}:{value}" for name, value in own.items())
            rules.append(f".{PREFIX}build-{build}{{{set_}}}")
    for name, own in SKINS.items():
        hair = {k: v for k, v in own.items() if k.startswith("hair")}
        for part, kept in ((own.items() - hair.items(), ""), (hair.items(), grey)):
            set_ = ";".join(f"--{PREFIX}{k}:{v}" for k, v in sorted(part))
            rules.append(f".{PREFIX}picture.{skin(name)}{kept}{{{set_}}}")
    dark = "".join(
        f".{PREFIX}picture .{PREFIX}{name}{{fill:var(--{PREFIX}{name},{value})}}"
        for name, value in DARK.items()
    )
    return "".join(rules) + f"@media (prefers-color-scheme:dark){{{dark}}}"


def patch(look: str, points_per_unit: float, build: str = FIRST, colours=None) -> dict:
    """Return the matplotlib arguments for a look of a build, or of a palette; widths in points."""
    colours = colours or palette(build)
    made = {
        "facecolor": "none",
        "edgecolor": "none",
        "linewidth": 0.0,
        "alpha": None,
        "joinstyle": "round",
        "capstyle": "round",
    }
    for word in look.split():
        fill, stroke, width, opacity = RULES[word]
        if fill:
            made["facecolor"] = colours[fill]
        if stroke:
            made.update(edgecolor=colours[stroke], linewidth=width * points_per_unit)
        if opacity < 1:
            made["alpha"] = opacity
        if word in DASHED:
            made["linestyle"] = (0, tuple(v / width for v in DASHED[word]))
    return made
