"""Use the length lab in a page the way a person does."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from psoaslib.widgets.lab import Lab
from tests.browser.pixels import count, rest


def static_page(folder: Path, *arguments: str) -> Path:
    """Write the page of a lab that has no kernel, if need be; arguments go to the widget."""
    path = folder / f"{'-'.join(arguments).replace('/', '.')}-lab.html"
    return path if path.exists() else Lab(*arguments).save_html(path)


class Bench:
    """Hold one length lab in a page."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root or page.get_by_role("region", name="Muscle length lab", exact=True)
        self.root.wait_for()

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    @property
    def pose(self) -> Locator:
        return self.root.get_by_label("Pose", exact=True)

    @property
    def sentence(self) -> Locator:
        return self.root.locator(".pl-sentence")

    @property
    def picture(self) -> Locator:
        return self.root.get_by_role("img")

    def bar(self, muscle: str) -> Locator:
        rows = self.root.locator(".pl-told .pl-row")
        return rows.filter(has_text=re.compile(f"^{muscle}"))

    def choose(self, preset: str) -> None:
        """Choose a ready pose, and wait until it is shown."""
        self.pose.select_option(preset)
        title = self.pose.locator("option:checked").inner_text()
        expect(self.sentence).to_contain_text(f"{title}, ")
        self.page.wait_for_function(
            "root => !root.getAnimations({subtree: true}).length", arg=self.root.element_handle()
        )

    def psoas_mm(self) -> int:
        """Return the change of the psoas that the sentence says, longer positive."""
        found = re.search(r"Psoas: (?:about as in standing, )?(\d+) mm (longer|shorter)",
                          self.sentence.inner_text())  # fmt: skip
        if found is None:
            return 0
        return int(found[1]) * (1 if found[2] == "longer" else -1)

    def count(self, colour: str, near: int = 12) -> int:
        """Return how many pixels of the picture that can be turned have a colour."""
        return count(self.picture, colour, near)

    def drawn(self) -> list[str]:
        """Return both pictures, as they stand once they rest."""
        rest(self.picture)
        return self.root.locator("canvas").evaluate_all("all => all.map(e => e.toDataURL())")

    def ask(self, what: str):
        """Return what the picture says of its `view` or its `stage`."""
        rest(self.picture)
        return self.picture.evaluate(f"({{ scene: {{ view, stage }} }}) => {what}")
