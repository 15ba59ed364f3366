"""The headings above a line of text, and the year that they say its figures are of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum, auto
from itertools import dropwhile, takewhile

from attrs import define, evolve, field, frozen

from povertyplan.documents.prose.lexicon import Word
from povertyplan.documents.prose.tokens import FIGURES, Token

_NUMBERS = re.compile(r"\d+")
_DECEMBER = 12
_OF_COMPARISON = frozenset(
    {
        Word.FILLER,
        Word.OWN,
        Word.YEAR,
        Word.PERIOD,
        Word.START,
        Word.END,
        Word.PAST,
        Word.ANOTHER,
        Word.AHEAD,
    }
)
_FOREIGN = frozenset({Word.ANOTHER, Word.PART, Word.SPAN})
_OF_YEARS = frozenset({Word.YEAR, Word.PERIOD, Word.START})
_OF_TARGETS = frozenset({Word.AHEAD, Word.PLANNED, Word.END})
#: The beginning of a term of years, at which no plan of one year begins.
_OF_A_TERM = frozenset({"đầu kỳ", "đầu nhiệm kỳ"})
#: What a sentence cannot end in, after a figure.
_LEADING = frozenset({Word.OTHER, Word.SAYS, Word.LINK, Word.TO, Word.UNKNOWN})
_MARK = re.compile(
    r" ?(?:#{1,6} ?)?(?:\*\*|__)?(?:"
    r"(?P<part>phần (?:thứ \w+|[ivx]+|[a-d]|\d))(?!\w)"
    r"|\(?(?:(?P<roman>[ivx]+)|(?P<letter>[a-zđ])|(?P<number>\d{1,2}))[.)/](?![.,/\w]*\d)"
    r"|(?P<nested>\d{1,2}(?:\.\d{1,2})+)[.)/]?(?= [^\W\d])"
    r"|(?P<bullet>[-–+•]|\*(?= )))"
)
_TITLE = re.compile(r" ?(?:(?P<hashes>#{1,6}) |\*\*[^*]+\*\* ?$)")


class Time(StrEnum):
    """The time of a figure, beside the plan."""

    GOAL = auto()  #: the year of the plan
    BASE = auto()  #: the review before it
    EARLIER = auto()
    LATER = auto()
    OPEN = auto()  #: one of these, but the text does not say which
    UNSAID = auto()  #: the plan's year, but for a state: nothing says of what year

    @property
    def past(self) -> bool:
        """Whether it is before the plan."""
        return self in _PAST


_PAST = frozenset({Time.BASE, Time.EARLIER})
#: The plan's year, whether the words say so or nothing says of what year.
_OF_THE_PLAN = frozenset({Time.GOAL, Time.UNSAID})
#: What a line is of by its first such word, if it names no year.
_LEANINGS: Mapping[Word, Time] = {
    Word.START: Time.BASE,
    Word.PAST: Time.BASE,
    **dict.fromkeys(_OF_TARGETS, Time.GOAL),
}


@frozen
class Scope:
    """The year of a figure, and whether it is about another unit or a part of this one."""

    time: Time = Time.UNSAID
    foreign: bool = False
    dated: bool = False  #: whether the plan's year is named


class _Rank(IntEnum):
    """A mark ends what stands below marks of a lower rank."""

    TEXT = 0
    BULLET = 1
    LEAD = 2  #: a line that ends in a colon
    HEADING = 3


@frozen
class Mark:
    """How a line opens: two that open alike stand beside each other."""

    style: str
    rank: _Rank
    end: int = 0  #: where its text begins

    @property
    def numbered(self) -> bool:
        """Whether it has a number, a letter or a bullet."""
        return self.end > 0

    @property
    def titular(self) -> bool:
        """Whether it is a heading without a number, as the title of a plan is."""
        return self.rank is _Rank.HEADING and not self.numbered

    @property
    def plain(self) -> bool:
        """Whether it opens nothing."""
        return self.rank is _Rank.TEXT

    def stating(self, *, figures: bool) -> "Mark":
        """Return the mark of a line that has figures: no title, and no more than an item."""
        if not figures or self.style.startswith(("part", "roman", "nested")):
            return self
        return evolve(self, rank=min(self.rank, _Rank.BULLET)) if self.numbered else _PLAIN


_PLAIN = Mark("text", _Rank.TEXT)


def mark(text: str, folded: str) -> Mark:
    """
    Return how a line opens.

    >>> mark("II. MỤC TIÊU", "ii. mục tiêu")
    Mark(style='roman upper', rank=<_Rank.HEADING: 3>, end=3)
    >>> mark("MỤC TIÊU", "mục tiêu")
    Mark(style='title', rank=<_Rank.HEADING: 3>, end=0)
    """
    match = _MARK.match(folded)
    if match:
        kind = str(match.lastgroup)
        sign = match[kind]
        if kind == "bullet":
            return Mark(sign, _Rank.LEAD if sign == "*" else _Rank.BULLET, match.end())
        case = "upper" if text.strip("#*_( \t\xa0")[:1].isupper() else "lower"
        depth = f"{kind} {sign.count('.')}" if kind == "nested" else f"{kind} {case}"
        return Mark(depth, _Rank.HEADING, match.end())
    title = _TITLE.match(folded)
    if title or text.isupper():
        return Mark((title and title["hashes"]) or "title", _Rank.HEADING)
    return Mark(":", _Rank.LEAD) if folded.rstrip(" *_").endswith(":") else _PLAIN


@define
class Outline:
    """The headings that a line stands below, the nearest last."""

    _above: list[tuple[Mark, Scope]] = field(factory=list[tuple[Mark, Scope]])
    _past: str = ""  #: how the last line opens, if all its figures are of the past

    @property
    def scope(self) -> Scope:
        """What the nearest heading says."""
        return _nearest(self._above)

    def above(self, mark: Mark) -> Scope:
        """Return what is said above a line that opens so."""
        return _nearest(self._closed(mark))

    def enter(self, mark: Mark) -> Scope:
        """
        Return the scope of the figures of a line before it is read.

        One beside a line of the year before may go on with that year.
        """
        if mark.numbered:
            self._above = self._closed(mark)
        beside = mark.style == self._past and self.scope.time in _OF_THE_PLAN
        return evolve(self.scope, time=Time.OPEN) if beside else self.scope

    def leave(self, mark: Mark, scope: Scope | None, times: Sequence[Time]) -> None:
        """
        Take in the scope that a line sets for the lines below it, and the years of its figures.

        A heading without a number that says nothing of a year may go on the
        one above it: it ends nothing.
        """
        if times or mark.style != self._past:
            self._past = mark.style if times and all(time.past for time in times) else ""
        if mark.numbered or scope is not None:
            own = Mark(mark.style, _Rank.LEAD) if mark.plain else mark
            self._above = [*self._closed(own), (own, scope or self.scope)]

    def _closed(self, mark: Mark) -> list[tuple[Mark, Scope]]:
        """Return the headings but those beside *mark*, and those below a mark of a lower rank."""
        beside = takewhile(lambda one: one[0].style != mark.style, self._above)
        below = dropwhile(lambda one: one[0].rank < mark.rank, reversed(list(beside)))
        return list(below)[::-1]


def _nearest(above: Sequence[tuple[Mark, Scope]]) -> Scope:
    return above[-1][1] if above else Scope()


def time_of(token: Token, years: tuple[int, int]) -> Time | None:
    """
    Return the time that a phrase names, given the plan's base and goal.

    What was so before December is what the review of the year before found.
    """
    base, goal = years
    if token.word not in _OF_YEARS:
        return None
    if token.word is Word.START:
        return Time.EARLIER if token.text in _OF_A_TERM else Time.BASE
    *before, year = map(int, _NUMBERS.findall(token.text))
    if token.word is Word.PERIOD:
        return Time.EARLIER if year <= base else Time.LATER
    if token.text.startswith(("đầu", "bước")) or (before and before[-1] != _DECEMBER):
        year -= 1
    if year in years:
        return Time.GOAL if year == goal else Time.BASE
    return Time.EARLIER if year < goal else Time.LATER


def said(
    mark: Mark, line: Sequence[Token], years: tuple[int, int], outline: Outline
) -> Scope | None:
    """Return the scope that a line sets for the figures below it, or None if it sets none."""
    if mark.plain:
        time = _time(line, years) if _unfinished(line) else None
        if time is Time.LATER or (time is Time.GOAL and any(map(_is_target, line))):
            return Scope(time, dated=time is Time.GOAL and Time.GOAL in _named(line, years))
        return Scope(Time.OPEN) if time is not None and time.past else None
    above = outline.above(mark)
    head = _head(mark, line)
    time = _time(head, years) or _time(line, years)
    foreign = any(token.word in _FOREIGN for token in head)
    if time is None:
        return evolve(above, foreign=True) if foreign else None
    named = Time.GOAL in _named(line, years)
    if time is Time.GOAL and above.time.past and not named:
        time = Time.OPEN
    if time is Time.GOAL and mark.titular and not any(map(_is_target, line)):
        time = Time.UNSAID
    dated = time is Time.GOAL and (named or above.dated)
    return Scope(time, foreign or (above.foreign and not named), dated)


def _unfinished(line: Sequence[Token]) -> bool:
    """Whether a line of plain text goes on below it."""
    stating = any(token.word in FIGURES for token in line)
    last = line[-1].word if line else Word.STOP
    return last in _LEADING or not (stating or last in {Word.STOP, Word.COMMA})


def _head(mark: Mark, line: Sequence[Token]) -> Sequence[Token]:
    """Return the words before the first figure; of a sentence that introduces others, its end."""
    head = list(takewhile(lambda token: token.word not in FIGURES, line))
    commas = [at for at, token in enumerate(head[:-1]) if token.text in {",", "."}]
    return head[commas[-1] + 1 :] if commas and mark.rank is _Rank.LEAD else head


def _time(line: Iterable[Token], years: tuple[int, int]) -> Time | None:
    """Return the time that a line is of: by the years that it names, else by its first word."""
    line = list(line)
    named = list(_named(line, years))
    first = next((_LEANINGS[token.word] for token in line if token.word in _LEANINGS), None)
    if Time.GOAL in named:
        both = any(time.past for time in named) or first is Time.BASE
        return Time.OPEN if both else Time.GOAL
    return Time.LATER if Time.LATER in named else [*named, first][0]


def _named(line: Iterable[Token], years: tuple[int, int]) -> Iterator[Time]:
    """Yield the years that a line names, but those that it compares with."""
    for token, compared in comparisons(line):
        time = time_of(token, years)
        if time is not None and not compared and token.word is not Word.START:
            yield time


def comparisons(line: Iterable[Token]) -> Iterator[tuple[Token, bool]]:
    """Yield every phrase, and whether it says what is compared with, as in ``so với năm 2023``."""
    compared = False
    opening = Word.COMPARED
    for token in line:
        compared = token.word is opening or (compared and token.word in _OF_COMPARISON)
        yield token, compared


def _is_target(token: Token) -> bool:
    """Whether a phrase speaks of targets; that it is a plan says the title of every plan."""
    return token.word in _OF_TARGETS and token.text != "kế hoạch"
