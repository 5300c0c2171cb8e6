"""Work a quiz through in a page the way a person does."""

from playwright.sync_api import Locator, Page

from psoaslib.catalogue import catalogue
from psoaslib.exercises import quiz


def questions(topic: str = "ball", seed: int = quiz.SEED) -> list[dict]:
    """Return the questions as the browser gets them, in their order."""
    return quiz.payload(catalogue(), topic, seed)["questions"]


def right(question: dict) -> int:
    """Return the place of the right option."""
    return next(n for n, option in enumerate(question["options"]) if option["correct"])


def wrong(question: dict) -> int:
    """Return the place of an option that is not right."""
    return next(n for n, option in enumerate(question["options"]) if not option["correct"])


ANSWERED = """(root, places) => {
  const main = root.querySelector('.pa-main');
  for (const place of places) {
    root.querySelectorAll('input[type=radio]')[place].click();
    main.click();
  }
  main.click();
}"""
"""Answers one question by places of options, the last one right, and goes on."""


class Asked:
    """Hold one quiz in a page, and record what a screen reader would read."""

    def __init__(self, page: Page, root: Locator | None = None) -> None:
        self.page = page
        self.root = root or page.get_by_role("region", name="Quiz: ")
        self.root.wait_for()

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    @property
    def main(self) -> Locator:
        return self.root.locator(".pa-main")

    @property
    def heading(self) -> Locator:
        return self.root.get_by_role("heading", level=3)

    def option(self, place: int) -> Locator:
        return self.root.get_by_role("radio").nth(place)

    def row(self, place: int) -> Locator:
        return self.root.locator(".pa-option").nth(place)

    @property
    def live(self) -> Locator:
        return self.root.get_by_role("status")

    def answer(self, place: int) -> None:
        self.option(place).check()
        self.button("Check").click()

    def go_through(self, listed: list[dict], missed: set[int] = frozenset()) -> None:
        """Answer all questions by the buttons' own click, those in `missed` wrongly at first."""
        for number, question in enumerate(listed):
            places = [wrong(question)] if number in missed else []
            self.root.evaluate(ANSWERED, [*places, right(question)])
