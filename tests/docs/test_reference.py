"""The reference as it is built: what stands on its pages, and nothing of it bare."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.support.browser import cut_off

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: The pages that describe names; the others have tables.
PAGES = [
    page.stem
    for page in sorted(Path("docs/reference").glob("*.md"))
    if ".. auto" in page.read_text()
]
#: The Vietnamese term of what is said before it in English.
_TERM = re.compile(r"\([^()]*\)")


@pytest.fixture(params=PAGES)
def described(request: pytest.FixtureRequest, site: Path) -> html.HtmlElement:
    """Return a page of the reference."""
    page: str = request.param
    return html.fromstring((site / f"reference/{page}.html").read_text(encoding="utf-8"))


def objects(page: html.HtmlElement) -> Iterator[tuple[str, str, list[html.HtmlElement]]]:
    """Yield what a page describes: its kind, its name, and what is said of it and of no member."""
    for entry in page.iter("dl"):
        if "py" in entry.classes:
            _, kind, *_ = entry.attrib["class"].split()
            term, *_ = entry.findall("dt")
            (said,) = entry.findall("dd")
            yield kind, term.attrib["id"], [part for part in said if part.tag != "dl"]


def is_english(text: str) -> bool:
    """Whether most words of a text are English: the Vietnamese ones bear marks."""
    words = re.findall(r"\w+", _TERM.sub("", text))
    english = [word for word in words if word.isascii()]
    return len(english) * 2 > len(words)


def test_everything_says_what_it_means_in_english(described: html.HtmlElement) -> None:
    texts = {
        name: " ".join(part.text_content() for part in parts if part.tag == "p")
        for _, name, parts in objects(described)
    }
    assert texts
    assert [name for name, text in texts.items() if not is_english(text)] == []


def test_every_function_has_an_example(described: html.HtmlElement) -> None:
    functions = {name: parts for kind, name, parts in objects(described) if kind == "function"}
    bare = [
        name
        for name, parts in functions.items()
        if not any(">>> " in part.text_content() for part in parts)
    ]
    assert bare == []


def test_every_method_is_called_in_an_example_of_its_class(described: html.HtmlElement) -> None:
    bare = []
    for entry in (*described.find_class("class"), *described.find_class("exception")):
        examples = "".join(example.text_content() for example in entry.iter("pre"))
        methods = [name for kind, name, _ in objects(entry) if kind == "method"]
        bare += [name for name in methods if f".{name.rpartition('.')[2]}(" not in examples]
    assert bare == []


def test_an_alias_shows_what_it_stands_for(described: html.HtmlElement) -> None:
    text = described.text_content()
    assert "alias of" not in text
    assert "Between(" not in text
    aliases = [entry.findall("dt")[0].text_content() for entry in described.find_class("type")]
    assert [alias for alias in aliases if "=" not in alias] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_example_is_wider_than_its_page(page: "Page", site: Path, name: str) -> None:
    page.goto((site / f"reference/{name}.html").as_uri())
    assert cut_off(page) == []
