"""The cells of a register: each is understood, or refused with what to write in it."""

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from povertyplan.documents.content import Cell
from povertyplan.documents.figures import CountRead, narrow, read_count
from povertyplan.documents.year_tables.register import words
from povertyplan.documents.year_tables.register.words import all_named, unnumbered
from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.fields import Category
from povertyplan.model.persons import names_person
from povertyplan.model.units import Unit
from povertyplan.year.households import Household, Outlook, Policy, PovertyCause

K = TypeVar("K")

#: Characters of a cell that a refusal quotes.
_QUOTED = 40
_CODE = phrase(
    "the code of the household: 1 to 16 letters A-Z, digits, “-” and “.”, with a digit, such as"
    " H-001, and never a name"
)
_NO_NUMBER = phrase(
    "a code that is no number of an identity card or a telephone: begin it with a letter, such as"
    " H-001"
)
_CATEGORY = phrase("“hộ nghèo” or “hộ cận nghèo”, in short HN or HCN")
_MEMBERS = phrase("the number of persons in the household, such as 4")
_MARK = phrase("x, or nothing")
_OUTLOOK = phrase("“có”, “không”, or nothing where it is not judged yet")
_CAUSES = phrase(
    "causes of poverty with commas between them, such as “thiếu đất, thiếu vốn”, or their numbers"
    " on the form, 1 to 8"
)
_POLICIES = phrase(
    "kinds of support with commas between them: đào tạo nghề, tín dụng, khuyến nông, y tế, giáo"
    " dục, nhà ở, bảo trợ xã hội, trợ giúp pháp lý"
)
_HELPER = phrase("the body that helps the household, such as Hội Nông dân, and no person")
#: What parts the items of a cell.
_BETWEEN = re.compile(r"[,;+/&\n]|(?<!\s)\s+(?:và|hoặc)\s+|(?<=[^\d\s])\.(?:\s|$)")
#: The numbers of causes, which Excel may have taken for one: ``1,3``.
_NUMBERS = re.compile(r"[1-8](?:\s*[.,;/+ ]\s*[1-8])*")


def refused(cell: Cell, expected: Phrase, *, is_quoted: bool = True) -> ReadError:
    """
    Return the refusal of a cell, which is quoted unless it may be a name.

    >>> print(refused(Cell("Nguyễn Văn A", Source("a.csv", line=3)), phrase("x, or nothing")))
    a.csv, line 3: expected x, or nothing, found a text that is not repeated here
    """
    text = " ".join(cell.text.split())
    if not text:
        found = phrase("nothing")
    elif not is_quoted or names_person(text) or len(text) > _QUOTED:
        found = phrase("a text that is not repeated here")
    else:
        found = phrase("“{text}”", text=text)
    return ReadError(expected, found, cell.source.file, cell.source.location)


def code_in(cell: Cell) -> str:
    """Return the code of a household; refuse any other text, which may be a name, unrepeated."""
    code = narrow(cell.text)
    try:
        Household(code, Unit(""), Category.POOR)
    except ValueError:
        expected = _NO_NUMBER if code.isdecimal() and code.isascii() else _CODE
        raise refused(cell, expected, is_quoted=False) from None
    return code


def is_code(cell: Cell) -> bool:
    """Whether a cell holds the code of a household."""
    try:
        return bool(code_in(cell))
    except ReadError:
        return False


def category_in_words(text: str) -> Category | None:
    """
    Return the category that a text names, or None for another text.

    >>> [str(category_in_words(text)) for text in ("HN", "Hộ cận nghèo", "cận")]
    ['poor', 'near_poor', 'near_poor']
    """
    plain_text = unnumbered(text).strip(". ")
    known = (known for known, words_for in words.CATEGORIES.items()
             if words_for.fullmatch(plain_text))  # fmt: skip
    return next(known, None)


def category_in_cell(cell: Cell) -> Category:
    """Return the category of a household."""
    category = category_in_words(cell.text)
    if category is None:
        raise refused(cell, _CATEGORY)
    return category


def members_in(cell: Cell) -> int | None:
    """Return the number of persons, or None for a blank."""
    read = read_count(cell.text)
    if isinstance(read, CountRead):
        return read.number
    if read is None:
        return None
    raise refused(cell, _MEMBERS)


def is_marked(cell: Cell) -> bool:
    """Whether a cell is marked with an x or with another mark that lists use."""
    mark = _mark(cell)
    if mark is None:
        raise refused(cell, _MARK)
    return mark


def outlook_in(cell: Cell) -> Outlook | None:
    """Return whether the household can leave poverty, or None for a blank."""
    if not cell.text:
        return None
    text = plain(cell.text)
    if words.NOT_ABLE.search(text):
        return Outlook.UNABLE
    if words.OUTLOOK.search(text):
        return Outlook.ABLE
    mark = _mark(cell)
    if mark is None:
        raise refused(cell, _OUTLOOK)
    return Outlook.ABLE if mark else Outlook.UNABLE


def _mark(cell: Cell) -> bool | None:
    """Return whether a cell is marked, or None for any other text."""
    text = plain(cell.text).strip("() .")
    if text in words.MARKS:
        return True
    return False if text in words.NO_MARKS else None


def causes_in(cell: Cell) -> frozenset[PovertyCause]:
    """Return the causes that a cell lists, by their words or by their numbers on the form."""
    if _NUMBERS.fullmatch(cell.text):
        numbers = map(int, re.findall("[1-8]", cell.text))
        return frozenset(list(PovertyCause)[number - 1] for number in numbers)
    return _items_in(cell, words.CAUSES, _CAUSES)


def support_in(cell: Cell) -> frozenset[Policy]:
    """Return the kinds of support that a cell lists."""
    return _items_in(cell, words.POLICIES, _POLICIES)


def _items_in(cell: Cell, known: Mapping[K, re.Pattern[str]], expected: Phrase) -> frozenset[K]:
    """Return the members that the items of a cell name; raise `ReadError` for any other item."""
    items: set[K] = set()
    for text in _items(narrow(cell.text)):
        members = all_named(text, known)
        if not members and not (items and text in words.GOES_ON):
            raise refused(cell, expected)
        items.update(members)
    return frozenset(items)


def _items(text: str) -> Iterator[str]:
    for item in _BETWEEN.split(text):
        item_text = unnumbered(item.strip(" -–•*.:"))  # the mark of a list
        if item_text and item_text not in words.NO_MARKS:
            yield item_text


def helper_in(cell: Cell) -> str:
    """Return the body that helps a household; a person is refused."""
    if names_person(cell.text):
        raise refused(cell, _HELPER)
    return "" if plain(cell.text) in words.NO_MARKS else cell.text
