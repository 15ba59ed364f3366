"""The poverty standards that a table has figures of; by one of them at a time it can be checked."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.one_heading import period_in
from povertyplan.documents.annex.vocabulary import YEAR, any_of
from povertyplan.model.names import key

#: Characters of a label that are enough to tell its standard.
_LABEL_LENGTH = 150
_BEFORE_STANDARD = any_of("theo", "các", "nghèo", "hai", "mức", "bộ", "đa chiều", "áp dụng")
#: The word for a standard; not in the name of a unit, as ``Thôn Chuẩn Mới``.
_STANDARD = re.compile(
    rf"(?:^\W*|[.:;,()–-] ?|{_BEFORE_STANDARD.pattern} ){any_of('chuẩn', 'tiêu chí').pattern}"
)
#: A heading of a column whose cells name standards without this word.
_NAMES_STANDARDS = re.compile(rf"(?:(?:{key('theo')}|{key('các')}|{key('loại')}) )*{key('chuẩn')}")
_PERIOD = rf"(?:19|20)\d\d\s*(?:[-–—]|{key('đến')}(?: {key('năm')})?)\s*(?P<period>(?:19|20)\d\d)"
_DECREE = (
    rf"{any_of('nghị định', 'NĐ', 'quyết định', 'QĐ').pattern}(?: {key('số')})? ?"
    r"0*(?P<decree>\d+)(?:/[\w-]+)*"
)
_DATED = re.compile(f"{_PERIOD}|{_DECREE}")
_ONLY_A_PERIOD = re.compile(rf"\W*{key('giai đoạn')} {_PERIOD}\W*")
_NOTES = any_of("ghi chú")
#: The words after the word for a standard; a named group tells which standard it is.
_WORDS = (
    *(
        rf"(?P<{name}>{words.pattern})"
        for name, words in (
            ("national", any_of("quốc gia", "trung ương", "TW", "T.Ư", "chính phủ", "cả nước")),
            (
                "local",
                any_of(
                    "thành phố", "TP", "TPHCM", "tỉnh", "địa phương", "Hà Nội", "Hồ Chí Minh",
                    "Đà Nẵng", "Bình Dương", "Đồng Nai",
                ),
            ),
            ("old", any_of("cũ", "hiện hành")),
            ("new", any_of("mới")),
        )
    ),
    _PERIOD,
    _DECREE,
    any_of(
        "hộ", "nghèo", "cận nghèo", "đa chiều", "tiếp cận", "áp dụng", "của", "theo", "giai đoạn",
        "quy định", "tại", "và", "chuẩn", "mức", "riêng", "chung", "do", "từ", "năm", "UBND",
        "HĐND", "ủy ban nhân dân", "hội đồng nhân dân",
    ).pattern,
)  # fmt: skip
_NEXT_WORDS = re.compile(rf"[\s,():]*(?:{'|'.join(_WORDS)})")
#: The fact of a standard that each group tells; two standards differ in one of these facts.
_FACTS = {
    "national": "issuer",
    "local": "issuer",
    "old": "age",
    "new": "age",
    "period": "period",
    "decree": "decree",
}


@frozen
class _NamedStandard:
    """A standard as some words name it: one fact of it."""

    fact: str
    value: str
    words: str


def two_standards(body: Body) -> tuple[str, str] | None:
    """
    Return the names of two standards in the rows or the columns, else None.

    Columns of different years may be by different standards: a new one applies from a year on.
    """
    by_rows = _first_two(_standards_of_rows(body))
    if by_rows:
        return by_rows
    by_moment: dict[frozenset[str], list[_NamedStandard]] = {}
    for column, path in enumerate(body.words):
        named = list(_standard_of_column(path))
        if named and body.holds_figures(column):
            by_moment.setdefault(_moment(path), []).extend(named)
    for standards in by_moment.values():
        by_columns = _first_two(standards)
        if by_columns:
            return by_columns
    return None


def _first_two(standards: Iterable[_NamedStandard]) -> tuple[str, str] | None:
    """Return the words for the first two standards that differ."""
    first: dict[str, _NamedStandard] = {}
    for standard in standards:
        before = first.setdefault(standard.fact, standard)
        if before.value != standard.value:
            return before.words, standard.words
    return None


def _standards_of_rows(body: Body) -> Iterator[_NamedStandard]:
    """Yield the standards that the texts beside the figures name, column by column."""
    for column, path in enumerate(body.words):
        headings = list(map(key, path))
        if any(map(_NOTES.search, headings)):
            continue
        names_standards = any(map(_NAMES_STANDARDS.match, headings))
        for text in body.texts(column):
            has_letters = text.lower() != text.upper()
            if not has_letters and not names_standards:
                continue  # most cells hold figures
            label = key(text[:_LABEL_LENGTH])
            is_standard = names_standards or _ONLY_A_PERIOD.fullmatch(label)
            yield from _named(text, f"{key('chuẩn')} " if is_standard else "")


def _standard_of_column(path: Iterable[str]) -> Iterator[_NamedStandard]:
    """Yield the standard of a column, by its lowest heading that names one."""
    for heading in path:
        named = list(_named(heading))
        if named:
            yield from named
            return


def _moment(path: Iterable[str]) -> frozenset[str]:
    """Return the years, or else the words for a year, in the headings above a column."""
    moment: set[str] = set()
    for heading in path:
        undated = _DATED.sub(" ", key(heading))
        period = period_in(undated, has_year=False)
        years = YEAR.findall(undated)
        moment.update(years or ([period.name] if period else []))
    return frozenset(moment)


def _named(text: str, before: str = "") -> Iterator[_NamedStandard]:
    """Yield each fact of the standard that a text names, with the words *before* it."""
    for fact, value in _facts(before + key(text[:_LABEL_LENGTH])):
        yield _NamedStandard(fact, value, text)


@lru_cache(maxsize=1_000)
def _facts(words: str) -> tuple[tuple[str, str], ...]:
    """
    Return the facts of the standard that a key names.

    >>> _facts(key("Hộ nghèo theo chuẩn nghèo đa chiều quốc gia giai đoạn 2022-2025"))
    (('issuer', 'national'), ('period', '2025'))
    """
    facts: dict[str, str] = {}
    standard = _STANDARD.search(words)
    while standard:
        end = standard.end()
        match = _NEXT_WORDS.match(words, end)
        while match:
            end = match.end()
            group = match.lastgroup
            if group:
                # A group that is called by its fact holds the value of it.
                value = match[group] if group in _FACTS.values() else group
                facts.setdefault(_FACTS[group], value)
            match = _NEXT_WORDS.match(words, end)
        standard = _STANDARD.search(words, end)
    return tuple(facts.items())
