"""Ask axe whether everyone can use a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def faults(page: Page, *include: str) -> list[str]:
    """Return what axe finds wrong, in the whole page or below the selectors `include`."""
    results = Axe().run(page, context={"include": [list(include)]} if include else None)
    return [
        f"{fault['id']}: {node['html'][:200]} {node['failureSummary']}"
        for fault in results.response["violations"]
        for node in fault["nodes"]
    ]
