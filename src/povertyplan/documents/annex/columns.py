"""Which column holds which figure of which year, with what had to be assumed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import evolve, frozen

from povertyplan.documents.annex.header import Header, paths, uncovered
from povertyplan.documents.annex.meaning import (
    Meaning,
    Measure,
    is_ordinal,
    is_rate,
    meaning,
    name_level,
    over_all,
)
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import Unreadable, is_dash, is_figure, read_count
from povertyplan.messages import Phrase, ReadError, listed, phrase
from povertyplan.model.fields import Count, Field, Period, Rate
from povertyplan.reading import Notice, Source

_COUNTED = (Measure.HOUSEHOLDS, Measure.PERSONS)
_APART = phrase("columns that can be told apart")
_DECIMALS = re.compile(r"\d+[.,]\d{1,2}")


@frozen
class Columns:
    """
    The columns of an annex: names, ordinals, figures, and the two years.

    *further* are those that follow from the figures of a plan, by what they are called.
    """

    name: int
    ordinal: int | None
    fields: Mapping[Field, int]
    further: Mapping[str, int]
    years: tuple[int, int]
    notices: tuple[Notice, ...]

    @cached_property
    def rates(self) -> Mapping[Count, int]:
        """The columns of rates, by the counts that they are of."""
        return {
            Count(name.removesuffix("_rate")): at
            for name, at in self.fields.items()
            if isinstance(name, Rate)
        }


def columns(
    header: Header, body: Sequence[Sequence[Cell]], title_year: int | None, *, review: bool = False
) -> Columns | None:
    """
    Understand the header of a grid; None where it is that of no annex.

    *title_year* is what the title says, for a header that bears fewer than two
    years; of more than two it chooses.  The columns of a *review* are all of its one year.  Raises
    `ReadError` for columns that cannot be told apart.
    """
    words = paths(header, len(body[0]))
    name = _name(words, body)
    if name is None:
        return None
    ordinal = _ordinal(words, body, name)
    shared = over_all(words)
    found = [
        _measured(meaning(at, path, shared), body)
        for at, path in enumerate(words)
        if at not in {name, ordinal} and any(row[at].text for row in (*header.lines, *body))
    ]
    beside = _beside(found, words)
    found = [beside.get(one.at, one) for one in found]
    known = [one for one in found if one.name]
    if not any(one.category for one in known):
        return None
    _placed(found, header, body)
    if review:
        year = _review_year(known, title_year, body)
        years = (year, year + 1)
        found = [
            evolve(one, year=None, period=Period.BASE, other=one.other or one.drop) for one in found
        ]
        known = [one for one in found if one.name]
    else:
        years = _years(known, title_year, body)
    dated = [one for one in known if one.year in {None, *years}]
    fields: dict[Field, int] = {}
    notices = [
        Notice("rate-of-the-left", _source(one, header), (("text", f"“{one.label}”"),))
        for one in beside.values()
    ]
    groups: dict[tuple[str, Measure | None], list[Meaning]] = defaultdict(list)
    for one in dated:
        groups[one.name, one.measure].append(one)
    for group in groups.values():
        for period, one in _by_period(group, years, body).items():
            fields[one.field(period)] = one.at
        notices.extend(_assumptions(group, years, header))
    further = _further((one for one in found if one not in dated), years)
    aside = [one for one in found if one not in dated and one.at not in further.values()]
    labels = Counter(one.label for one in found)
    notices.extend(
        _set_aside(one, header, body, alone=labels[one.label] == 1)
        for one in aside
        if _holds_something(one, body)
    )
    return Columns(name, ordinal, fields, further, years, tuple(notices))


def _placed(found: Sequence[Meaning], header: Header, body: Sequence[Sequence[Cell]]) -> None:
    """Refuse headings that stand over the middle of what they are of."""
    at_column = {one.at: one for one in found}
    rates = {(one.name, one.year or one.period) for one in found if one.measure is Measure.RATE}
    counts = {(one.name, one.year or one.period) for one in found if one.measure in _COUNTED}
    uneven = any(name for name, _ in rates - counts)
    for at, path in uncovered(header).items():
        own, beside = meaning(at, path), at_column.get(at + 1)
        if beside is not None and _is_left_out(own, beside, uneven=uneven):
            expected = phrase("every heading merged over its columns, or above the first of them")
            raise _unclear(expected, [at_column.get(at, own), beside], body)


def _is_left_out(own: Meaning, beside: Meaning, *, uneven: bool) -> bool:
    """
    Whether a column lacks what the heading to its right says.

    It bears a year and nothing else; or no year, and counts the poor; or it
    counts beside a rate, while another rate has no count (*uneven*).
    """
    if own.year or own.period:
        return own.measure is None and own.category is None
    counts = own.measure in _COUNTED and beside.measure is Measure.RATE and uneven
    return bool((own.category or counts) and (beside.year or beside.period))


def _further(columns: Iterable[Meaning], years: tuple[int, int]) -> Mapping[str, int]:
    """Find the columns that follow from others; of two that mean the same neither is known."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in columns:
        if one.year in {None, *years}:
            found[one.further(_period(one, years))].append(one.at)
    return {name: places[0] for name, places in found.items() if name and len(places) == 1}


def _column(body: Sequence[Sequence[Cell]], at: int) -> list[str]:
    return [row[at].text for row in body if row[at].text]


def _name(words: Sequence[Sequence[str]], body: Sequence[Sequence[Cell]]) -> int | None:
    """
    Return the column of names: by its heading, else the first that holds mostly words.

    Of several the one of the smallest units, such as ``Thôn`` beside ``Xã``.
    """
    for own in ([path[:1] for path in words], words):
        levels = {at: max(filled) for at, path in enumerate(own) if (filled := _levels(path))}
        if levels:
            return max(levels, key=lambda at: levels[at])
    for at in range(len(words)):
        texts = _column(body, at)
        if 2 * sum(not is_figure(text) for text in texts) > len(body):
            return at
    return None


def _levels(path: Iterable[str]) -> list[int]:
    return [level for label in path if (level := name_level(label)) is not None]


def _ordinal(
    words: Sequence[Sequence[str]], body: Sequence[Sequence[Cell]], name: int
) -> int | None:
    """Return the column of ordinals: by its heading, else one without that counts up from 1."""
    for at, path in enumerate(words):
        if any(is_ordinal(label) for label in path):
            return at
    for at, path in enumerate(words):
        counted = [text for text in _column(body, at) if text.isdigit()]
        if not path and at != name and counted[:2] == ["1", "2"]:
            return at
    return None


def _beside(found: Sequence[Meaning], words: Sequence[Sequence[str]]) -> dict[int, Meaning]:
    """
    Give a bare ``Tỷ lệ`` the meaning of the count to its left, below the same headings.

    So with a ``Tỷ lệ hộ nghèo`` without a year beside poor households of one.
    Not where another column says that it is this rate.
    """
    known = {(one.name, one.year, one.period) for one in found if one.measure is Measure.RATE}
    taken: dict[int, Meaning] = {}
    for left, one in pairwise(found):
        of = (left.name, left.year, left.period)
        counted = left.category is not None and left.measure is Measure.HOUSEHOLDS and left.name
        same = one.at == left.at + 1 and words[one.at][1:] == words[left.at][1:]
        undated = one.measure is Measure.RATE and (one.year, one.period) == (None, None)
        lent = undated and one.category is left.category and of[1:] != (None, None)
        if counted and same and (is_rate(words[one.at]) or lent) and of not in known:
            taken[one.at] = evolve(left, at=one.at, label=one.label, measure=Measure.RATE)
    return taken


def _measured(one: Meaning, body: Sequence[Sequence[Cell]]) -> Meaning:
    """Take a column under ``Hộ nghèo`` for rates where most of its figures have decimals."""
    if one.category is None or one.measure is Measure.RATE or one.measure is Measure.PERSONS:
        return one
    texts = [text for text in _column(body, one.at) if not is_dash(text)]
    decimals = sum(_DECIMALS.fullmatch(text) is not None for text in texts)
    uncountable = any(isinstance(read_count(text), Unreadable) for text in texts)
    rates = uncountable and 2 * decimals > len(texts)
    return evolve(one, measure=Measure.RATE if rates else Measure.HOUSEHOLDS)


def _years(
    known: Iterable[Meaning], title_year: int | None, body: Sequence[Sequence[Cell]]
) -> tuple[int, int]:
    """Return the base and the goal year that the headings bear, or that the title completes."""
    stated = sorted({one.year for one in known if one.year is not None})
    if title_year is not None and {title_year - 1, title_year} <= set(stated):
        return (title_year - 1, title_year)
    if len(stated) > 1:
        return (stated[-2], stated[-1])
    goals = {one.year for one in known if one.period is Period.GOAL}
    bases = {one.year for one in known if one.period is Period.BASE}
    for year in stated:
        if year in goals or (year == title_year and year not in bases):
            return (year - 1, year)
        if year in bases or None in goals or (title_year is not None and year == title_year - 1):
            return (year, year + 1)
    if not stated and title_year is not None and (goals or bases):
        return (title_year - 1, title_year)
    raise _unclear(
        phrase("columns of two years, last year's review and this year's goal"), known, body
    )


def _review_year(
    known: Iterable[Meaning], title_year: int | None, body: Sequence[Sequence[Cell]]
) -> int:
    """Return the year of a review: the only one that its headings bear, or that of its title."""
    stated = {one.year for one in known if one.year is not None}
    if len(stated) > 1:
        raise _unclear(phrase("columns of one year, that of a review"), known, body)
    year = next(iter(stated), title_year)
    if year is None:
        raise _unclear(phrase("a year, in the title or above a column"), known, body)
    return year


def _period(one: Meaning, years: tuple[int, int]) -> Period | None:
    if one.year is None:
        return one.period
    return Period.BASE if one.year == years[0] else Period.GOAL


def _by_period(
    group: Sequence[Meaning], years: tuple[int, int], body: Sequence[Sequence[Cell]]
) -> dict[Period, Meaning]:
    """Give each column of one meaning its year, one that bears none what the other leaves."""
    placed: dict[Period, Meaning] = {}
    for one in group:
        period = _period(one, years)
        if period is not None and period in placed:
            raise _unclear(_APART, [placed[period], one], body)
        if period is not None:
            placed[period] = one
    undated = [one for one in group if _period(one, years) is None]
    free = [period for period in Period if period not in placed]
    if not undated:
        return placed
    (one, *more), name = undated, group[0].name
    if more or not free:
        raise _unclear(_APART, group, body)
    if len(free) > 1 and one.category is not None:
        raise _unclear(phrase("a year above every column"), undated, body)
    if len(free) == 1 or name == "persons":
        return placed | {free[0]: one}
    return dict.fromkeys(Period, one)


def _assumptions(group: Sequence[Meaning], years: tuple[int, int], header: Header) -> list[Notice]:
    notices: list[Notice] = []
    for one in group:
        if _period(one, years) is not None:
            continue
        others = {_period(other, years) for other in group} - {None}
        source = _source(one, header)
        if one.name == "households" and not others:
            notices.append(Notice("households-for-both-years", source))
        else:
            year = years[1 if Period.BASE in others else 0]
            values = (("text", one.label), ("year", str(year)))
            notices.append(Notice("year-assumed", source, values))
    return notices


def _holds_something(one: Meaning, body: Sequence[Sequence[Cell]]) -> bool:
    return any(is_figure(text) for text in _column(body, one.at))


def _set_aside(
    one: Meaning, header: Header, body: Sequence[Sequence[Cell]], *, alone: bool
) -> Notice:
    """Tell of a column that is left out, by its place unless its words are its own *alone*."""
    source = _source(one, header) or body[0][one.at].source
    label = [f"“{one.label}”"] if one.label else []
    place = [] if alone and label else [_place(body, one.at)]
    return Notice("column-set-aside", source, (("text", " ".join((*place, *label))),))


def _place(body: Sequence[Sequence[Cell]], at: int) -> str:
    """Return the letter of a column where its cells have names, else its number."""
    names = (row[at].source.cell for row in body if row[at].text)
    name = next(filter(None, names), None)
    return str(at + 1) if name is None else name.rstrip("0123456789")


def _source(one: Meaning, header: Header) -> Source | None:
    """Return where the lowest words above a column stand."""
    cells = [line[one.at] for line in header.lines if line[one.at].text]
    return cells[-1].source if cells else None


def _unclear(
    expected: Phrase, columns: Iterable[Meaning], body: Sequence[Sequence[Cell]]
) -> ReadError:
    headings = tuple(
        phrase(
            "column {number}: {heading}",
            number=column.at + 1,
            heading=column.label or phrase("no heading"),
        )
        for column in columns
    )
    source = body[0][0].source
    return ReadError(expected, listed(headings), source.file, source.location)
