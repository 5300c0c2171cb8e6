"""List what an instructor may get wrong in a folder of their own, with the words that help."""

import io
import json

from PIL import Image

from tests.own_folders import EXAMPLE, SVG, png

HOLD, BACK = 'steps "hold"', 'steps "step_back"'

# What stands in wall.toml, what is written instead, entry, field, words of help.
TEXTS = {
    "a missing title": ('title = "Split', 'titles = "Split', "", "titles", 'did you mean "title"'),
    "no aim": ('aim = "Lengthen', 'side_note = "x"\n#', "", "", "not valid TOML"),
    "a side that is named": ("{same} hip, whose", "left hip, whose", "", "aim", "{same}"),
    "an unknown kind": ('kind = "hold"', 'kind = "stay"', HOLD, "kind", "'hold'"),
    "no step to hold": ('kind = "hold"', 'kind = "move"', HOLD, "limit_s", "belongs to a hold"),
    "a hold without a stop rule": ("limit_s = 30", "limit_s = 30\nstop = []", HOLD, "stop", "hold"),
    "an unknown stop rule": (
        "limit_s = 30",
        'stop = ["dizzy"]',
        HOLD,
        "stop",
        "did you mean dizziness",
    ),
    "an unknown precaution": ("unsteady", "unstedy", "", "precautions", "unsteady"),
    "a precaution like none": ('"unsteady"', '"wobbly"', "", "precautions", "content/safety.toml"),
    "an unknown source": (
        "limit_s = 30",
        'references = ["NOBODY99"]',
        HOLD,
        "references",
        "not known",
    ),
    "an image without words": ('alt = "Both', '#alt = "Both', BACK, "alt", "is missing"),
    "an error without its correction": (
        "correction",
        "#correction",
        'steps "tuck"',
        "correction",
        "come together",
    ),
    "a step twice": ('id = "tuck"', 'id = "stand"', 'steps "stand"', "id", "twice"),
    "a pose among the words": (
        'id = "tuck"',
        'id = "tuck"\npose = 1',
        'steps "tuck"',
        "pose",
        "wall.poses.toml",
    ),
    "an id that is not the file's": (
        'title = "Split',
        'id = "door"\ntitle = "Split',
        "",
        "id",
        "as the file",
    ),
}


# What stands in wall.poses.toml, what is written instead, part of the pose, field, words of help.
FOOT, HAND = ", contacts number 1", ", contacts number 3"
POSES = {
    "an angle": ("same_hip_flexion", "same_hip_flection", "", "angles", "same_hip_flexion"),
    "a part": (
        'part = "same_foot"',
        'part = "same_fot"',
        FOOT,
        "part",
        "Allowed are foot, hand,|Did you mean 'same_foot'?",
    ),
    "a landmark": ('"floor"', '"same_instep"', FOOT, "on", "thigh_front,|after same_ or other_"),
    "the middle of a joint": ('"floor"', '"same_ankle"', FOOT, "on", "joint, where nothing rests"),
    "a prop": (
        '"worktop_top"',
        '"worktop_tip"',
        HAND,
        "on",
        "(worktop_top, worktop_cupboard,|Did you mean 'worktop_top'?",
    ),
    "a prop not used": ("{ worktop = {} }", "{}", HAND, "on", "props of this pose (none)"),
    "an ankle that lies flat": (
        '"same_foot"',
        '"same_ankle"',
        FOOT,
        "flat",
        "it is for foot, hand",
    ),
    "an ankle on the floor": (
        'part = "same_foot", on = "floor", at = [0.125, 0.09], flat = 1, along = [1, 0, 0]',
        'part = "same_ankle", on = "floor"',
        FOOT,
        "on",
        "Allowed are waist_side",
    ),
    "fingers of a foot": ("{ same_hand", "{ same_foot", "", "curl", "did you mean same_hand"),
}


# The name of the image, what is in that file (a number: megabytes), words of help.
def jpeg() -> bytes:
    """Return a whole JPEG."""
    kept = io.BytesIO()
    Image.effect_noise((40, 30), 50).save(kept, "JPEG")
    return kept.getvalue()


IMAGES = {
    "one that is missing": ("nowhere.png", None, "is missing from my_folder/"),
    "one outside the folder": ("../secret.png", png(), "leads out of my_folder/"),
    "one by its whole path": ("/etc/hostname", None, "leads out of my_folder/"),
    "one up and down again": ("../my_folder/../secret.png", png(), "leads out of my_folder/"),
    "a name that no file has": ("a\\u0000.png", None, "is no name of a file"),
    "a name too long": ("a" * 199, None, "missing|cannot be read|name"),
    "a folder": (".", None, "is no file"),
    "a text": ("wall.toml", None, "PNG, JPEG, WebP or SVG"),
    "an empty file": ("empty.png", b"", "PNG, JPEG, WebP or SVG"),
    "a program": ("a.png", b"\x7fELF" + b"\0" * 99, "PNG, JPEG, WebP or SVG"),
    "a video": ("a.webp", b"RIFF\x10\0\0\0AVI LIST" + b"\0" * 99, "PNG, JPEG, WebP or SVG"),
    "half a PNG": ("a.png", png(400, 300)[:-30], "cut off or damaged"),
    "half a JPEG": ("a.jpg", jpeg()[:-200], "cut off or damaged"),
    "half a WebP": ("a.webp", b"RIFF\xff\0\0\0WEBPVP8 ", "cut off or damaged"),
    "one of 30000 pixels": ("a.png", png(30000, 2), "30000 by 2 pixels"),
    "broken SVG": ("a.svg", SVG[:-6].encode(), "not valid SVG"),
    "SVG without its name": ("a.svg", b"<svg/>", "xmlns"),
    "SVG that grows": ("a.svg", b'<!DOCTYPE s [<!ENTITY a "b">]>' + SVG.encode(), "entities"),
    "SVG that shows another file": (
        "a.svg",
        SVG.replace("<path", '<image href="photo.png"/><path').encode(),
        "embed it",
    ),
    "SVG with an endless size": (
        "a.svg",
        SVG.replace("0 0 40 30", "0 0 inf 30").encode(),
        "inf by 30 pixels",
    ),
    "one of 50 MB": ("a.png", 50, "has 50.0 MB; at most 5 MB"),
}

# The file, what is in it, words of help.
FILES = {
    "not UTF-8": ("wall.toml", "title = 'Hüfte'".encode("latin-1"), "not UTF-8"),
    "not TOML": ("wall.toml", b"[[steps]\n", "not valid TOML"),
    "nested without end": ("wall.toml", b"a = " + b"[" * 90_000, "lists within lists"),
    "JSON nested without end": ("references.json", b"[" * 90_000, "lists within lists"),
    "not JSON": ("references.json", b"[{]", "not valid JSON"),
    "sources that are no list": ("references.json", b"3", "list"),
    "safety with another's field": ("safety.toml", b"consent = []", "not a known field"),
    "an empty file": ("wall.toml", b"", "is missing"),
    "poses of no stretch": ("door.poses.toml", b"[poses]", "poses of door.toml, which is missing"),
    "a capital in a file's name": ("Door.toml", EXAMPLE.encode(), "small letters"),
    "a stretch of the collection": ("ball.toml", EXAMPLE.encode(), "give the file another name"),
    "a source of the collection": (
        "references.json",
        json.dumps([{"id": "PARK13", "citation": "P.", "seen": "record"}]).encode(),
        "in the collection already",
    ),
    "a stop rule of the collection": (
        "safety.toml",
        b'[[stop_rules]]\nid = "dizziness"\naction = "stop"\ntext = "Dizzy"\n',
        "in the collection already",
    ),
    "safety with an unknown source": (
        "safety.toml",
        b'[[stop_rules]]\nid = "s"\naction = "stop"\ntext = "S"\nreferences = ["NO1"]\n',
        "not known",
    ),
    "a pose with an endless number": (
        "wall.poses.toml",
        b"[poses.hold]\nroot = [0, inf, 0]\nangles = {}\n",
        "finite number",
    ),
    "a pose a mile away": (
        "wall.poses.toml",
        b"[poses.hold]\nroot = [1609, 1, 0]\nangles = {}\n",
        "at most 10",
    ),
    "a pose of no step": (
        "wall.poses.toml",
        b"[poses.held]\nroot = [0, 1, 0]\nangles = {}\n",
        "is no step or error of wall.toml",
    ),
}
