"""The pages of the site in Chromium: accessible, complete on a phone, in the right language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import cut_off, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: The front pages, guides, pages of the reference, a check.
PAGES = (
    "index.html",
    "checking.html",
    "reference/plan.html",
    "reference/places.html",
    "reference/command-line.html",
    "checks/PP201.html",
    "vi/index.html",
    "vi/huong-dan.html",
)
#: How axe weighs the faults that keep people from a page.
GRAVE = {"critical", "serious"}
#: Words of the theme that an officer must not meet.
ENGLISH = {
    "Auto ",
    "Back to top",
    "Contents",
    "Copy",
    "Expand",
    "Link to",
    "Menu",
    "Next",
    "On this page",
    "Previous",
    "Search",
    "Skip to",
    "Toggle",
    "mode",
}
#: What is read on a page or hidden in it: labels, and texts that are no programs.
SAID = """() => [...document.querySelectorAll("body *:not(script, style)")].flatMap(element => [
    element.ariaLabel, element.title, element.placeholder, element.dataset.tooltip,
    element.children.length ? null : element.textContent,
]).filter(text => typeof text === "string").join("\\n")"""


def grave_faults(page: "Page") -> list[str]:
    """Return the faults of a page that keep people from it, by their ids."""
    return [fault["id"] for fault in violations(page) if fault["impact"] in GRAVE]


@pytest.fixture
def phone(page: "Page") -> Iterator["Page"]:
    """Return the page on a phone."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": 390, "height": 844})
    yield page
    page.set_viewport_size(before)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_people_from_a_page(page: "Page", site: Path, name: str) -> None:
    page.goto((site / name).as_uri())
    assert grave_faults(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_keeps_people_from_a_page_in_the_dark_on_a_phone(
    phone: "Page", site: Path, name: str
) -> None:
    phone.emulate_media(color_scheme="dark")
    phone.goto((site / name).as_uri())
    assert phone.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    faults = grave_faults(phone)
    phone.emulate_media(color_scheme="null")
    assert faults == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_no_wider_than_a_phone(phone: "Page", site: Path, name: str) -> None:
    phone.goto((site / name).as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("name", PAGES)
def test_no_example_is_wider_than_a_page(page: "Page", site: Path, name: str) -> None:
    page.goto((site / name).as_uri())
    assert cut_off(page) == []


@pytest.mark.parametrize(("name", "language"), [("index.html", "en"), ("vi/index.html", "vi")])
def test_a_front_page_says_what_it_is_and_leads_to_the_other(
    page: "Page", site: Path, name: str, language: str
) -> None:
    page.goto((site / name).as_uri())
    assert page.evaluate("document.documentElement.lang") == language
    description = page.get_attribute("meta[name=description]", "content")
    assert description is not None
    assert description.startswith("povertyplan ")
    other = {"en": "Hướng dẫn bằng tiếng Việt", "vi": "English"}[language]
    page.click(f"article a:text-is('{other}')")
    assert page.evaluate("document.documentElement.lang") != language


def english_words(page: "Page", address: str) -> set[str]:
    """Return the words of the theme that a page says in English, also in labels of its buttons."""
    page.goto(address)
    page.wait_for_selector(".copybtn")
    said = page.evaluate(SAID)
    return {word for word in ENGLISH if re.search(rf"\b{word}", said)}


def test_around_a_vietnamese_page_all_is_vietnamese(page: "Page", site: Path) -> None:
    assert english_words(page, (site / "checking.html").as_uri()) == ENGLISH
    assert not english_words(page, (site / "vi/huong-dan.html").as_uri())


def test_a_signature_shows_the_values_of_its_defaults(site: Path) -> None:
    signature = re.compile(r'<dt class="sig .*?</dt>', re.DOTALL)
    pages = [page.read_text(encoding="utf-8") for page in (site / "reference").glob("*.html")]
    shown = [
        re.sub(r"<.*?>|\s", "", found[0]) for page in pages for found in signature.finditer(page)
    ]
    assert any("total:PovertyTarget|None=None" in words for words in shown)
    assert not [words for words in shown if "attr_dict" in words or "Between(" in words]
