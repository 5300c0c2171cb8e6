"""Say of a picture what `images/manifest.json` keeps: its words, who may use it, its hash."""

import hashlib

LICENCE = "CC BY 4.0"
GENERATOR = "python -m psoaslib.build"


def entry(key: str, title: str, alt: str, caption: str, svg: str) -> dict[str, str]:
    """Return what the manifest keeps of the picture with this key."""
    return {
        "file": f"{key}.svg",
        "title": title,
        "alt": alt,
        "caption": caption,
        "licence": LICENCE,
        "generator": GENERATOR,
        "sha256": hashlib.sha256(svg.encode("utf-8")).hexdigest(),
    }
