"""Write what is printed of a saved labelling: the numbered plate, lines to fill in, and a key.

`quiz/paper.css` and `labelling/paper.css` of `js/` lay it out and keep it off the screen.
"""

import html
from typing import Any


def sheet(labelling: dict[str, Any], asked: str, plate: str, review: str) -> str:
    """Return a labelling's payload as HTML for paper.

    asked, plate: the data addresses of the plate with its numbers, without the names that are asked
    for and with them; `review` says who has reviewed it. A plate that is wider than tall stands
    over its key too, so that one page has both.
    """
    spots = sorted(labelling["spots"], key=lambda spot: spot["number"])
    title = _text(labelling["title"])
    lines = "".join(f"<li value={spot['number']}></li>" for spot in spots)
    told = "".join(
        f"<li value={spot['number']}><b>{_text(spot['title'])}.</b> {_text(spot['text'])}"
        f" <em>({'; '.join(_text(source['label']) for source in spot['sources'])})</em></li>"
        for spot in spots
    )
    names = " · ".join(sorted((_text(spot["title"]) for spot in spots), key=str.casefold))
    _, _, width, height = labelling["frame"]
    wide = " wide" if width > height else ""
    over = f'<img src="{plate}" alt="">' if wide else ""
    return "\n".join(
        (
            '<section class="quiz-paper labelling-paper">',
            f"<h1>Label: {title}</h1>",
            '<p class="name"><span>Name</span><span>Date</span></p>',
            f"<p>{_text(labelling['view'])}. Write the name beside each number.</p>",
            f'<div class="sheet{wide}"><img src="{asked}" alt="">',
            f'<ol class="lines">{lines}</ol></div>',
            f'<p class="names"><b>To choose from:</b> {names}</p>',
            f'<div class="key{wide}"><h1>Key: {title}</h1>',
            "<p>For whoever marks the sheet.</p>",
            f"{over}<ol>{told}</ol>",
            f"<p><strong>{_text(review.strip())}</strong></p>",
            "</div></section>",
        )
    )


def _text(words: str) -> str:
    return html.escape(words, quote=False)
