"""Show the two parts of a prediction in a page, with no kernel, as two widgets of their own."""

import json
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page

from psoaslib.catalogue import catalogue
from psoaslib.exercises.prediction import payload
from psoaslib.widgets.join import front_end, style
from psoaslib.widgets.prediction import SHEETS

PAGE = """<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>A prediction</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>html {{ color-scheme: light dark }} body {{ margin: 0; padding: 8px }}
{style}</style>
<main><h1>A prediction</h1><h2>Before</h2><div id="ask"></div>
<h2>After</h2><div id="answer"></div></main>
{scripts}</html>"""

SCRIPT = """<script type="module">
{script}
const traits = {traits};
const model = {{
  get: (name) => traits[name],
  set: (name, value) => {{ traits[name] = value; }},
  save_changes() {{}}, on() {{}}, off() {{}},
}};
const widget = predictionWidget();
widget.initialize({{ model }});
widget.render({{ model, el: document.getElementById('{part}') }});
</script>"""


def static_page(
    folder: Path,
    free: bool = False,
    commitment: dict | None = None,
    parts: tuple[str, ...] = ("ask", "answer"),
) -> Path:
    """Write a page with both parts; `commitment` is what the notebook was saved with."""
    prediction = payload(catalogue().predictions["ball"], catalogue())
    if free:
        prediction["options"] = []
    script = front_end("prediction")
    scripts = "\n".join(
        SCRIPT.format(
            script=script.replace("export default predictionWidget;", ""),
            traits=json.dumps(
                {"prediction": prediction, "part": part, "commitment": commitment or {}}
            ),
            part=part,
        )
        for part in parts
    )
    path = folder / f"{'-'.join(parts)}.html"
    path.write_text(PAGE.format(style=style(SHEETS), scripts=scripts), encoding="utf-8")
    return path


class Predicted:
    """Hold both parts of a prediction in a page."""

    def __init__(
        self, page: Page, asks: FrameLocator | None = None, answers: FrameLocator | None = None
    ) -> None:
        self.page = page
        self.ask = (asks or page).get_by_role("region", name="Prediction", exact=True)
        self.answer = (answers or page).get_by_role(
            "region", name="Your prediction and the answer", exact=True
        )
        self.ask.wait_for()

    def option(self, place: int) -> Locator:
        return self.ask.get_by_role("radio").nth(place)

    @property
    def why(self) -> Locator:
        return self.ask.get_by_role("textbox")

    @property
    def commit(self) -> Locator:
        return self.ask.locator(".pa-main")

    @property
    def compare(self) -> Locator:
        return self.answer.locator(".pa-main")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)
