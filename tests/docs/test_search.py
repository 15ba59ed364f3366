"""The search of the site, opened from the file system in Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.support.reference import PUBLIC

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Queries, and a page that must be among the first of those found.
ENGLISH = {
    "PP201": "checks/PP201.html",
    "stale denominator": "causes/stale-denominator.html",
    "ho ngheo": "glossary.html",
    "hộ nghèo": "glossary.html",
    "dung han": "glossary.html",
    "check a file": "checking.html",
    "check a folder": "checking.html",
    "own checks": "own-checks.html",
    "write a check": "own-checks.html",
    "country": "scale.html",
    "whole country": "scale.html",
    "build a plan": "tutorial.html",
    "poor_goal_rate": "reference/plan.html#povertyplan.Headline.poor_goal_rate",
}
VIETNAMESE = {
    "PP201": "checks/PP201.html",
    "ho ngheo": "causes/other-category.html",
    "hộ nghèo": "causes/other-category.html",
    "cai dat": "huong-dan.html",
    "rà soát": "ca-nam.html",
    "ra soat": "ca-nam.html",
}
_FIRST = 6  # results that are seen without going far


def found(page: "Page", site: Path, query: str) -> list[str]:
    """Return the addresses that a query finds, the best first."""
    page.goto(f"{(site / 'search.html').as_uri()}?q={quote(query)}")
    page.wait_for_function("document.querySelector('.search-summary')?.innerText")
    links = page.query_selector_all("#search-results .search a")
    return [link.get_attribute("href") or "" for link in links]


@pytest.mark.parametrize(("query", "wanted"), ENGLISH.items())
def test_an_english_page_is_found(page: "Page", site: Path, query: str, wanted: str) -> None:
    assert wanted in found(page, site, query)[:_FIRST]


@pytest.mark.parametrize(("query", "wanted"), VIETNAMESE.items())
def test_a_vietnamese_page_is_found(page: "Page", site: Path, query: str, wanted: str) -> None:
    assert wanted in found(page, site / "vi", query)[:_FIRST]


def test_short_words_count_in_vietnamese(page: "Page", site: Path) -> None:
    assert not found(page, site / "vi", "rà hrmpf")


def test_every_public_name_is_found(page: "Page", site: Path) -> None:
    page.goto((site / "search.html").as_uri())
    names = {f"{room.__name__}.{name}": name for room in PUBLIC for name in room.__all__}
    results: dict[str, list[list[str]]] = page.evaluate(
        """names => Object.fromEntries(names.map(name =>
            [name, Search._performSearch(...Search._parseQuery(name)).reverse()]))""",
        sorted(set(names.values())),
    )
    addresses = {
        name: [page + anchor for page, _, anchor, *_ in best[:_FIRST]]
        for name, best in results.items()
    }
    lost = [
        full
        for full, name in names.items()
        if not any(address.endswith(f".{name}") for address in addresses[name])
    ]
    assert not lost


def texts() -> list[str]:
    """Return the texts of the site, and some that have letters of all kinds."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(Path("docs").rglob("*.md"))]
    vietnamese = "".join(map(chr, range(0x1EA0, 0x1EFA)))
    return [*pages, vietnamese, "Đơn vị đ", "o\u0323\u0302 hô\u0323", "x²_1 ½ a-b"]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_python_and_the_browser_see_the_same_words(
    page: "Page", site: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend("docs")
    from plain_words import plain_words  # noqa: PLC0415  # it is in no package

    page.goto((site / language / "search.html").as_uri().replace("/en/", "/"))
    in_browser = page.evaluate("texts => texts.map(text => splitQuery(text))", texts())
    assert in_browser == [plain_words(text) for text in texts()]
    assert plain_words("Hộ nghèo, ĐÚNG hạn") == ["Ho", "ngheo", "DUNG", "han"]


def test_python_and_the_browser_make_short_words_equally_long(
    page: "Page", site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend("docs")
    from plain_words import VietnameseWords  # noqa: PLC0415  # it is in no package

    words = ["a", "ra", "soat", "12"]
    page.goto((site / "vi/search.html").as_uri())
    in_browser = page.evaluate("words => words.map(word => new Stemmer().stemWord(word))", words)
    stem = VietnameseWords({}).stem
    assert in_browser == [stem(word) for word in words] == ["a__", "ra_", "soat", "12_"]
