"""Name the colours and line widths of the plates.

Every muscle keeps its own grey when the colour is gone. Widths are those of a plate WIDE units
wide; on another they are in proportion, so that all look alike in print. Form as in
style.RULES: fill, stroke, width in units, opacity.
"""

from __future__ import annotations

from psoaslib.figures.style import DARK, PREFIX

WIDE = 4150.0
INK = "#33302e"

RULES = {
    "plate-ground": ("#ffffff", None, 0, 1),
    "plate-line": (None, INK, 8, 1),
    "plate-fine": (None, INK, 4.5, 1),
    "plate-hair": (None, INK, 3, 1),
    "plate-faint": (None, "#8b857d", 4.5, 1),
    "plate-shadow": ("#3a3430", None, 0, 0.20),
    "ghost": ("#f1efec", "#a8a29a", 7, 1),
    "ghost-shade": ("#e9e6e2", None, 0, 1),
    "ghost-deep": ("#e9e6e2", None, 0, 1),
    "bone": ("#fdfbf5", None, 0, 1),
    "bone-shade": ("#e7e0d1", None, 0, 1),
    "bone-deep": ("#cdc3b0", None, 0, 1),
    "clear": ("#fdfbf5", None, 0, 0.42),
    "clear-shade": ("#a99c84", None, 0, 0.22),
    "clear-deep": ("#8d7f66", None, 0, 0.22),
    "bone-in": ("#dcd3c2", None, 0, 1),
    "bone-in-shade": ("#c9bea9", None, 0, 1),
    "bone-in-deep": ("#b3a791", None, 0, 1),
    "bone-hole": ("#8d8373", None, 0, 1),
    "disc": ("#cfdde2", None, 0, 1),
    "disc-shade": ("#b3c6cd", None, 0, 1),
    "disc-deep": ("#94abb4", None, 0, 1),
    "psoas": ("#dfb6a2", None, 0, 1),
    "psoas-shade": ("#cb9a84", None, 0, 1),
    "psoas-deep": ("#b27f69", None, 0, 1),
    "psoas-fibre": (None, "#8f5a47", 4, 0.75),
    "psoas-bundle": ("#e9c6b5", None, 0, 1),
    "iliacus": ("#b98d93", None, 0, 1),
    "iliacus-shade": ("#a1747b", None, 0, 1),
    "iliacus-deep": ("#875b63", None, 0, 1),
    "iliacus-fibre": (None, "#5f383f", 4, 0.75),
    "minor": ("#8c4f44", None, 0, 1),
    "minor-shade": ("#743d34", None, 0, 1),
    "minor-deep": ("#5f3029", None, 0, 1),
    "minor-fibre": (None, "#e6c9be", 3.2, 0.8),
    "back-layer": ("#b58672", None, 0, 1),
    "back-layer-shade": ("#9d6d59", None, 0, 1),
    "back-layer-deep": ("#835643", None, 0, 1),
    "back-layer-fibre": (None, "#5c3526", 4, 0.75),
    "cut": ("#efd3c6", None, 0, 1),
    "cut-line": (None, "#b27f69", 4, 1),
    "back-layer-bundle": ("#c9a08e", None, 0, 1),
    "muscle": ("#b9a297", None, 0, 1),
    "muscle-shade": ("#a78f83", None, 0, 1),
    "muscle-deep": ("#927a6e", None, 0, 1),
    "muscle-bundle": ("#cdbcb1", None, 0, 1),
    "muscle-line": (None, "#7d6659", 3.2, 0.8),
    "piriformis": ("#c58f72", None, 0, 1),
    "piriformis-shade": ("#ad775b", None, 0, 1),
    "piriformis-deep": ("#915f45", None, 0, 1),
    "piriformis-fibre": (None, "#663c27", 4, 0.75),
    "tendon": ("#efe7da", None, 0, 1),
    "tendon-shade": ("#d9cfbf", None, 0, 1),
    "tendon-deep": ("#c0b4a1", None, 0, 1),
    "tendon-fibre": (None, "#8d8373", 3.2, 0.8),
    "ligament": ("#e3e2d6", None, 0, 1),
    "skin": ("#e6c7b0", None, 0, 1),
    "fat": ("#f8f1dc", None, 0, 1),
    "cavity": ("#fbf8f3", None, 0, 1),
    "bowel": ("#f1e6da", None, 0, 1),
    "bowel-shade": ("#e8dacb", None, 0, 1),
    "bowel-deep": ("#dccbb9", None, 0, 1),
    "bowel-in": ("#fbf7f1", None, 0, 1),
    "artery": ("#b5473a", None, 0, 1),
    "artery-in": ("#e0998d", None, 0, 1),
    "vein": ("#56759e", None, 0, 1),
    "vein-in": ("#a3b9d4", None, 0, 1),
    "ureter": ("#f4efe6", None, 0, 1),
    "sac": ("#dce7ec", None, 0, 1),
    "sac-shade": ("#c8d7de", None, 0, 1),
    "sac-deep": ("#b2c5ce", None, 0, 1),
    "nerve": ("#f0d25a", None, 0, 1),
    "hidden": (None, INK, 6, 0.9),
    "leader": (None, "#1c1b1a", 5.5, 1),
    "leader-halo": (None, "#ffffff", 14, 0.75),
    "leader-end": ("#1c1b1a", "#ffffff", 4, 1),
    "number": ("#ffffff", "#1c1b1a", 6.5, 1),
}
DASHED = {"hidden": (22, 16)}


def sheet(looks, scale: float = 1.0) -> str:
    """Return the style block for the looks that a plate uses; scale: of its lines' widths."""
    rules = [
        f".{PREFIX}plate path{{fill:none;stroke-linejoin:round;stroke-linecap:round;"
        "fill-rule:evenodd}",
        f".{PREFIX}plate text{{font-family:system-ui,'Segoe UI',Arial,'Liberation Sans',"
        f"sans-serif;fill:{INK};text-anchor:middle}}",
    ]
    for look in sorted(looks):
        fill, stroke, width, opacity = RULES[look]
        parts = [f"fill:{fill}"] if fill else []
        parts += [f"stroke:{stroke}", f"stroke-width:{scale * width:.3g}"] if stroke else []
        parts += [f"opacity:{opacity:g}"] if opacity < 1 else []
        if look in DASHED:
            parts.append("stroke-dasharray:" + " ".join(f"{scale * v:.3g}" for v in DASHED[look]))
        rules.append(f".{PREFIX}plate .{PREFIX}{look}{{{';'.join(parts)}}}")
    dark = f".{PREFIX}plate .{PREFIX}plate-ground{{fill:{DARK['ground']}}}"
    return "".join(rules) + f"@media (prefers-color-scheme:dark){{{dark}}}"


def patch(look: str, points_per_unit: float) -> dict:
    """Return the matplotlib arguments for a look; widths in points."""
    fill, stroke, width, opacity = RULES[look]
    made = {
        "facecolor": fill or "none",
        "edgecolor": stroke or "none",
        "linewidth": width * points_per_unit if stroke else 0.0,
        "alpha": opacity if opacity < 1 else None,
        "joinstyle": "round",
        "capstyle": "round",
    }
    if look in DASHED:
        made["linestyle"] = (0, tuple(v / width for v in DASHED[look]))
    return made
