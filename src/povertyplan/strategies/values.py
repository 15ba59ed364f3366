"""
The values in a plan: percentages, names, units, dates, documents.

Strategies without arguments are kept: Hypothesis looks at the parts of each new one, which takes
several times as long as a value.
"""

from functools import cache

from hypothesis import strategies as st

from povertyplan.arguments.strict import strict
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES, DecimalPlaces, Percent, Points
from povertyplan.model.units import Level, Unit

#: Names that residential groups have.
NAMES = (
    *("Hoà Sơn", "Chám", "Trong", "Đình", "Bậu", "Bùi", "Hợp Tiên", "Tân Lập", "Chùa", "Đầu"),
    *("Tân Tiến", "Ngoài Hạ", "Phố Bùi", "Thiểm", "Nguồn", "Vườn Đình", "Đồi Đỏ", "Phố Mới"),
    *("Đông", "Chợ", "Đồng Mới", "Ngô Xá", "Ngò", "Bản Chu", "Na Ư", "Thống Nhất", "Cầu Đen"),
)
_ODD_NAMES = ("", "Ngo\u0300", " Hòa  Sơn ", "HOÀ SƠN", "Tổng số", "12", "a|b", "<b>", '"')


@strict
@st.composite
def percents(
    draw: st.DrawFn, *, min_places: DecimalPlaces = 0, max_places: DecimalPlaces = MOST_PLACES
) -> Percent:
    """
    Make percentages as printed, those above 100 too.

    >>> from hypothesis import find
    >>> find(percents(min_places=2), lambda percent: percent.digits > 7)
    Percent.parse('0.08%')
    """
    digits = draw(st.integers(0, 10**MOST_DIGITS - 1))
    return Percent(digits, draw(st.integers(min_places, max_places)))


@strict
@st.composite
def points(
    draw: st.DrawFn, *, min_places: DecimalPlaces = 0, max_places: DecimalPlaces = MOST_PLACES
) -> Points:
    """
    Make changes in percentage points as printed, rises (below zero) too.

    >>> from hypothesis import find
    >>> find(points(max_places=0), lambda change: change.digits < 0)
    Points.parse('-1 pp')
    """
    digits = draw(st.integers(1 - 10**MOST_DIGITS, 10**MOST_DIGITS - 1))
    return Points(digits, draw(st.integers(min_places, max_places)))


@cache
def units() -> st.SearchStrategy[Unit]:
    """
    Make units of every level, with usual, odd and empty names.

    >>> from hypothesis import find
    >>> find(units(), lambda unit: unit.level is Level.COMMUNE).level
    <Level.COMMUNE: 'commune'>
    """
    return st.builds(
        Unit,
        names(),
        st.sampled_from(Level),
        st.sampled_from(("", "thôn", "tổ dân phố")),
        st.none() | st.integers(0, 99999).map(lambda code: f"{code:05}"),
    )


@cache
def names() -> st.SearchStrategy[str]:
    """Make usual, odd and empty names."""
    return st.sampled_from(NAMES) | st.sampled_from(_ODD_NAMES) | st.text(max_size=12)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Make dates any part of which may be blank."""
    date = draw(st.dates())
    stated = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    parts = (date.year, date.month, date.day)
    return PartialDate(*(part if kept else None for part, kept in zip(parts, stated, strict=True)))


@cache
def documents() -> st.SearchStrategy[DocumentInfo]:
    """Make the facts that a document may state about itself."""
    words = st.none() | st.text(max_size=8)
    return st.builds(
        DocumentInfo,
        kind=st.sampled_from(("", "KẾ HOẠCH")),
        number=words,
        symbol=words,
        issuer=st.text(max_size=8),
        date=st.none() | dates(),
        signer=st.text(max_size=8),
        recipients=st.lists(st.text(max_size=8), max_size=2).map(tuple),
        annex_number=words,
        annex_symbol=words,
        annex_date=st.none() | dates(),
    )
