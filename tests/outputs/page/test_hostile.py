"""Whatever is in a name, it is text: the page has the same elements as with any other name."""

from functools import cache
from unicodedata import category

from hypothesis import example, given, settings
from hypothesis import strategies as st

from povertyplan.errors import harmless
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.page import as_page
from tests.support.page import Page, checked
from tests.support.page_examples import HOSTILE, hostile_plan
from tests.support.unread import unread

#: What marks up, what begins a formula, what turns the direction of letters, and what controls.
MARKUP, FORMULA = "<>&\"'`/{}%#!-[]", "=+-@"
BIDI, CONTROLS = "\u200e\u202a\u202e\u2066\u2069\u061c", "\x00\x07\x1b\x7f\x85\t\r\n\u2028\ufeff"
LETTERS = st.characters(exclude_categories=["Cs"])
#: Every name has a letter; without any name there is nothing to show.
NAMES = st.text(st.sampled_from(MARKUP + FORMULA + BIDI + CONTROLS) | LETTERS, max_size=300)
NAMED = NAMES.map(lambda name: f"{name}a")


def page_with(name: str) -> Page:
    """Return a page that has a name in every place for one."""
    outcomes: list[Checked | Unread] = [checked(hostile_plan(name), name), unread(name, name)]
    expected = [name, f"Yên Lạc {name}"]
    return Page(as_page(outcomes, "vi", version=name, date=name, expected=expected))


def elements(page: Page) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements with their attributes, without those that are read aloud."""
    return [
        (tag, {key: value for key, value in attributes.items() if key != "aria-label"})
        for tag, attributes in page.elements
    ]


@cache
def usual_elements() -> list[tuple[str, dict[str, str | None]]]:
    return elements(page_with("Chợ"))


@given(NAMED)
@example("Ổ" * 300)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
@example(HOSTILE[5])
@settings(max_examples=settings().max_examples // 4)
def test_a_name_is_nothing_but_text(name: str) -> None:
    page = page_with(name)
    assert elements(page) == usual_elements()
    assert harmless(name) in page.text
    assert {category(char) for char in page.text.replace("\n", "")}.isdisjoint({"Cc", "Cf"})
