"""Work a labelling through in a page the way a person does."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

import psoaslib as ps
from psoaslib.catalogue import catalogue
from psoaslib.exercises import labelling, quiz


def exercise(plate: str = "front", seed: int = quiz.SEED) -> dict:
    """Return a labelling as the browser gets it."""
    return labelling.payload(catalogue(), plate, "find", seed)


FOUND = """(root, places) => {
  for (const place of places) root.querySelectorAll('.pt-spot')[place].click();
  root.querySelector('.pa-main').click();
}"""
"""Points to spots one after the other, the last one right, and goes on."""


class Labelled:
    """Hold one labelling in a page."""

    def __init__(self, page: Page, plate: str = "front", root: Locator | None = None) -> None:
        self.page = page
        self.exercise = exercise(plate)
        self.root = root or page.get_by_role("region", name="Labelling: ")
        self.root.locator(".pt-drawing[src]").wait_for()

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    @property
    def main(self) -> Locator:
        return self.root.locator(".pa-main")

    @property
    def heading(self) -> Locator:
        return self.root.get_by_role("heading", level=3)

    @property
    def told(self) -> Locator:
        return self.root.locator(".pt-told")

    @property
    def live(self) -> Locator:
        return self.root.get_by_role("status")

    @property
    def plate(self) -> Locator:
        return self.root.locator(".pt-plate")

    @property
    def focus_is_inside(self) -> bool:
        return self.root.evaluate("root => root.contains(document.activeElement)")

    def marks(self, kind: str) -> Locator:
        return self.root.locator(f".pt-mark[data-mark={kind}]")

    def number(self, label: str) -> int:
        """Return the place of a label among the spots."""
        return [spot["id"] for spot in self.exercise["spots"]].index(label)

    def spot(self, label: str) -> Locator:
        return self.root.locator(".pt-spot").nth(self.number(label))

    def asked(self, number: int, way: str = "find") -> dict:
        """Return the spot that a question asks for."""
        return self.exercise["spots"][self.exercise[way][number]["spot"]]

    def other(self, number: int) -> dict:
        """Return a spot that is a wrong answer to a question."""
        return self.others(number)[0]

    def others(self, number: int) -> list[dict]:
        """Return the spots that the place of a question's is no part of, nor it of theirs."""
        asked = self.asked(number)
        return [
            spot
            for spot in self.exercise["spots"]
            if not labelling.inside(asked["at"], spot["shapes"])
            and not labelling.inside(spot["at"], asked["shapes"])
        ]

    def where(self, at: list[float]) -> tuple[float, float]:
        """Return where in the window a place of the plate lies, after it has come into view."""
        left, top, width, _ = self.exercise["frame"]
        self.plate.scroll_into_view_if_needed()
        box = self.plate.bounding_box()
        unit = box["width"] / width
        return box["x"] + (at[0] - left) * unit, box["y"] + (at[1] - top) * unit

    def click(self, at: list[float]) -> None:
        """Click on a place of the plate."""
        x, y = self.where(at)
        # What lies below the window's edge is scrolled to first, as a person would.
        height = self.page.viewport_size["height"]
        if not 0 < y < height:
            self.page.mouse.wheel(0, y - height / 2)
            self.page.wait_for_function(
                "([root, was]) => root.getBoundingClientRect().top !== was",
                arg=[self.plate.element_handle(), self.plate.bounding_box()["y"]],
            )
            x, y = self.where(at)
        self.page.mouse.click(x, y)

    def tap(self, at: list[float]) -> None:
        self.page.touchscreen.tap(*self.where(at))

    def find_all(self, missed: set[int] = frozenset()) -> None:
        """Answer all questions by the buttons' own click, those in `missed` wrongly at first."""
        for number in range(len(self.exercise["find"])):
            spots = [self.other(number)] if number in missed else []
            places = [self.number(spot["id"]) for spot in (*spots, self.asked(number))]
            self.root.evaluate(FOUND, places)

    def point(self, at: list[float]) -> None:
        """Let the picture hear of a click on a place, as from a mouse, wherever it is scrolled."""
        x, y = self.where(at)
        self.plate.dispatch_event("click", {"clientX": x, "clientY": y, "detail": 1})


def opener(page_file: Callable, folder: Path) -> Callable[..., Labelled]:
    """Return a function that opens the labelling of a plate, which is saved once, in a window."""

    def open_(plate: str = "front", width: int = 1280, height: int = 1000, **options) -> Labelled:
        options["viewport"] = {"width": width, "height": height}
        path = folder / f"labelling-{plate}.html"
        if not path.exists():
            ps.labelling(plate).save_html(path)
        watched = page_file(path, **options)
        labelled = Labelled(watched.page, plate)
        labelled.watched = watched
        return labelled

    return open_
