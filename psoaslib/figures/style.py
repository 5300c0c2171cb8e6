"""The colours of all drawings of the body: `js/scene/` puts them on."""

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
