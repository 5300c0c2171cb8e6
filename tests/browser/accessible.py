"""Ask axe whether everyone can use a page, and look for targets too small for a finger."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

AXE = Axe().axe_script
FAULTS = """async (context) => {
  const { violations } = await axe.run(context ?? document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(
    ({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}"""
SMALL = """(root, [selectors, least]) => selectors.flatMap((selector) => {
  const seen = [...root.querySelectorAll(selector)].filter((target) => target.checkVisibility());
  const small = seen.filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return Math.min(width, height) < least;
  });
  return seen.length ? small.map((target) => target.outerHTML.slice(0, 200)) : [`no ${selector}`];
})"""
FINGER_PX = 44


def faults(page: Page, *include: str) -> list[str]:
    """Return what axe finds wrong, in the whole page or below the selectors `include`."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(FAULTS, {"include": list(include)} if include else None)


def small(root: Locator, *selectors: str) -> list[str]:
    """Return what a finger would miss of the visible parts that each selector finds."""
    return root.evaluate(SMALL, [selectors, FINGER_PX])
