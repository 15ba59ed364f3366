"""The page in Chromium: accessible, silent, within its window, led by keys, two sheets of paper."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from tests.support.browser import violations
from tests.support.page_examples import PAGES, page_of
from tests.support.render import pages_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DESKTOP, PHONE = 1280, 390
#: The addresses of the pages, by what they are of and their language.
Addresses: TypeAlias = Mapping[tuple[str, str], str]
#: That of the communes has only more of what that of several files has; axe takes minutes for it.
READ = [name for name in PAGES if name != "communes"]
EACH = pytest.mark.parametrize("name", READ)
LANGS = pytest.mark.parametrize("lang", ["vi", "en"])
#: Everything that keys must lead to: links, boxes, what unfolds, and what scrolls.
REACHED = "a[href], input, summary, [tabindex='0']"
NUMBER_OF_ACTIVE = f"""() => [...document.querySelectorAll("{REACHED}")]
    .indexOf(document.activeElement)"""
#: Whether nobody has to scroll to the side.
IS_WITHIN = "document.documentElement.scrollWidth <= innerWidth"
#: Whether no table is cut off.
IS_WHOLE = """() => [...document.querySelectorAll(".scroll")]
    .every(box => box.scrollWidth <= box.clientWidth)"""
#: Pixels between the margins of A4 paper that lies on its side.
PAPER = 1024
#: An A4 page in points; browsers round its sides.
A4 = pytest.approx([595.28, 841.89], abs=1)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    """Write each page in each language."""
    folder = tmp_path_factory.mktemp("pages")
    return {
        (name, lang): written(folder / f"{name}-{lang}.html", page_of(name, lang))
        for name in READ
        for lang in ("vi", "en")
    }


def written(file: Path, page: str) -> str:
    """Write a page, and return its address."""
    file.write_text(page, encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def page(browser: "Browser") -> Iterator["Page"]:
    """Return a page of Chromium as wide as a desk allows."""
    page = browser.new_page(viewport={"width": DESKTOP, "height": 900})
    yield page
    page.close()


@pytest.fixture(scope="module")
def plain_page(browser: "Browser") -> Iterator["Page"]:
    """Return a page of a Chromium that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "lang"), [*((name, "vi") for name in READ), ("one", "en")])
def test_nothing_keeps_people_from_a_page(
    page: "Page", addresses: Addresses, name: str, lang: str
) -> None:
    page.goto(addresses[name, lang])
    found = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [(width, scheme, violation["id"]) for violation in violations(page)]
    assert not found


@EACH
@LANGS
def test_a_page_asks_for_nothing_says_nothing_and_stays_within_its_window(
    browser: "Browser", addresses: Addresses, name: str, lang: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(error.message))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(addresses[name, lang])
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(IS_WITHIN)
    page.close()
    assert asked == [addresses[name, lang]]
    assert not said


def test_cells_and_cards_lead_to_each_other_without_scripts(
    plain_page: "Page", addresses: Addresses
) -> None:
    plain_page.goto(addresses["one", "vi"])
    plain_page.click("#p1-m1 .ref a")
    cell = plain_page.locator("td:target")
    assert cell.bounding_box() is not None
    assert cell.inner_text() == "1.39 1"
    cell.locator("a").click()
    assert plain_page.locator(".card:target").get_attribute("id") == "p1-m1"


def test_the_filter_leaves_marked_lines_and_sums_without_scripts(
    plain_page: "Page", addresses: Addresses
) -> None:
    plain_page.goto(addresses["one", "vi"])
    shown = plain_page.locator("tbody tr:visible")
    assert shown.count() == 27
    plain_page.check("#p1-only")
    assert shown.locator("th").all_inner_texts() == ["Tân Lập", "Dòng tổng"]
    plain_page.uncheck("#p1-only")
    assert shown.count() == 27


@EACH
def test_keys_reach_everything(page: "Page", addresses: Addresses, name: str) -> None:
    page.goto(addresses[name, "vi"])
    number = page.locator(REACHED).count()
    active = []
    for _ in range(number):
        page.keyboard.press("Tab")
        active.append(page.evaluate(NUMBER_OF_ACTIVE))
    assert active == list(range(number))


def test_the_real_plan_takes_two_sheets_of_paper_and_is_signed_on_the_first(
    page: "Page", addresses: Addresses
) -> None:
    page.goto(addresses["one", "vi"])
    first, second = pages_of(page.pdf(prefer_css_page_size=True, print_background=True))
    for sheet in (first, second):
        assert [sheet.width, sheet.height] == A4
    signed = " ".join(" ".join(first.lines).split())
    assert "NGƯỜI KIỂM TRA" in signed
    # What is folded up on a screen is printed.
    assert "TT 8 (Tân Lập), tỷ lệ hộ cận nghèo năm 2024" in signed
    assert "Nhìn nhanh" in "\n".join(second.lines)


def test_a_broad_table_is_printed_with_all_its_columns(page: "Page", addresses: Addresses) -> None:
    page.goto(addresses["report", "vi"])
    sheets = pages_of(page.pdf(prefer_css_page_size=True, print_background=True))
    is_broad = [sheet.width > sheet.height for sheet in sheets]
    assert is_broad == [False, True, False]
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 900})
    assert page.evaluate(IS_WHOLE)
    page.emulate_media(media="screen")
