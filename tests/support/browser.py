"""Chromium, driven as somebody would use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Nothing but what is asked for is fetched; a container gives no sandbox.
_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Run the Chromium of the system."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only these tests install it

    with sync_playwright() as playwright:
        program = which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        yield browser
        browser.close()


def violations(page: "Page") -> list[dict[str, Any]]:
    """Return what axe finds wrong with a page for those who do not see it, or not well."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  # as above

    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return found


def cut_off(page: "Page") -> list[str]:
    """Return the examples of a page that are wider than it."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("pre")]
            .filter(example => example.scrollWidth > example.clientWidth)
            .map(example => example.textContent)"""
    )
    return found
