"""
Figures that a sentence gives to its indicators in their order: ``lần lượt là 1,4% và 2,3%``.

The sentence is read as if it named each indicator beside its figure.  Where there are
not as many figures as indicators, the word stays and keeps the figures from being taken.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from povertyplan.documents.prose.binding import since
from povertyplan.documents.prose.lexicon import INDICATORS, SUMS, Indicator, Word
from povertyplan.documents.prose.tokens import Token

_BY_NAME = {indicator.name: indicator for indicator in INDICATORS}
#: Words that say the same as ``lần lượt`` behind several indicators.
_LINKS = ("tương ứng", "tương đương")
_ORDERING = frozenset({Word.LINK, Word.RESPECTIVELY})
#: What says how a figure is meant, and holds for each of the list.
_OF_EACH = frozenset(
    {
        Word.FALL, Word.RISE, Word.TO, Word.SAYS, Word.BOUND, Word.APPROXIMATE, Word.MEAN,
        Word.PLANNED,
    }
)  # fmt: skip
#: What may stand between the indicators, the word and the first figure.
_AROUND = _OF_EACH | {Word.FILLER, Word.OWN, Word.YEAR, Word.END, Word.AHEAD}


@frozen
class _Listed:
    """Indicators and figures of one order: where both stand in a line, and the word between."""

    names: Sequence[Token]
    start: int  #: of the first indicator; of the word, if a list before has named them
    end: int  #: where the words behind the last indicator begin
    word: int
    figures: Sequence[int]


def in_order(line: Sequence[Token]) -> Sequence[Token]:
    """
    Return a line with each indicator beside its figure, where it lists both in one order.

    A further list may leave its indicators out: ``năm 2024 lần lượt là 1,4% và 2,3%``.

    >>> from povertyplan.documents.prose.tokens import tokens
    >>> line = tokens("tỷ lệ hộ nghèo, hộ cận nghèo lần lượt còn 1,4% và 2,3%")
    >>> [token.text for token in in_order(line)]
    ['tỷ lệ hộ nghèo', 'còn', '1,4%', 'và', 'tỷ lệ hộ cận nghèo', 'còn', '2,3%']
    """
    read: list[Token] = []
    start = 0
    names: Sequence[Token] = ()
    for word, token in enumerate(line):
        if word < start or not _may_order(token):
            continue
        listed = _list_at(line, word, start, names)
        if listed is None:
            continue
        if len(listed.names) == len(listed.figures):
            read += _sorted(line, listed, start)
            start, names = listed.figures[-1] + 1, listed.names
        else:
            read += [*line[start:word], evolve(token, word=Word.RESPECTIVELY)]
            start, names = word + 1, ()
    return [*read, *line[start:]] if start else line


def _may_order(token: Token) -> bool:
    """Whether a word may say that figures are in the order of their indicators."""
    if token.word not in _ORDERING:
        return False
    return token.word is Word.RESPECTIVELY or token.text.startswith(_LINKS)


def _sorted(line: Sequence[Token], listed: _Listed, start: int) -> Iterator[Token]:
    """Yield a list, from the *start* of its words on, with each indicator beside its figure."""
    before = takewhile(_is_around, map(line.__getitem__, reversed(range(start, listed.start))))
    opening = [token for token in before if token.word in _OF_EACH][::-1]
    leading = [*line[listed.end : listed.word], *line[listed.word + 1 : listed.figures[0]]]
    of_each = [token for token in leading if token.word in _OF_EACH]
    yield from (*line[start : listed.start], listed.names[0], *leading)
    pairs = zip(listed.figures, listed.figures[1:], listed.names[1:], strict=False)
    for figure, next_figure, name in pairs:
        yield from map(_as_comma, line[figure:next_figure])
        yield from (*opening, name, *of_each)
    yield line[listed.figures[-1]]


def _list_at(
    line: Sequence[Token], word: int, start: int, names_before: Sequence[Token]
) -> _Listed | None:
    """
    Return the list that a word puts into an order, or None.

    Its words begin at *start*; *names_before* are the indicators of the list before.
    """
    subjects = _subjects_before(line, word, start)
    names = [name for index in subjects for name in _parts(line[index])]
    first, end = (subjects[0], subjects[-1] + 1) if subjects else (word, word)
    is_link = line[word].word is Word.LINK
    if not subjects and not is_link:
        names = list(names_before)
    is_of_indicators = any(name.word is Word.SUBJECT for name in names)
    figures = _figures_behind(line, word + 1) if is_of_indicators else ()
    is_list = figures and (len(names) > 1 or not is_link)
    return _Listed(names, first, end, word, figures) if is_list else None


def _subjects_before(line: Sequence[Token], word: int, start: int) -> list[int]:
    """Return where the indicators stand that a word of order is about, from left to right."""
    subjects: list[int] = []
    joins = 0
    for index in reversed(range(start, word)):
        token = line[index]
        if token.word is Word.SUBJECT or (token.word is Word.OTHER and token.text not in SUMS):
            subjects.append(index)
            joins = 0
        elif subjects and token.word is Word.COMMA and not joins:
            joins += 1
        elif subjects or token.word not in _AROUND:
            break
    return subjects[::-1]


def _figures_behind(line: Sequence[Token], start: int) -> list[int]:
    """Return where the figures of a list stand: side by side, but for commas and brackets."""
    figures: list[int] = []
    index = start + sum(1 for _ in takewhile(_is_around, since(line, start)))
    while index < len(line) and line[index].word is Word.FIGURE:
        figures.append(index)
        index = _behind_bracket(line, index + 1)
        joins = list(takewhile(_is_joining, since(line, index)))
        if not any(_is_mark(token) for token in joins):
            break
        index += len(joins)
    return figures


def _behind_bracket(line: Sequence[Token], index: int) -> int:
    """Return where a line goes on behind a bracket that opens at some token, if one does."""
    if [token.text for token in line[index : index + 1]] != ["("]:
        return index
    inside = takewhile(lambda token: token.text != ")", since(line, index))
    return index + sum(1 for _ in inside) + 1


def _is_around(token: Token) -> bool:
    return token.word in _AROUND


def _is_joining(token: Token) -> bool:
    return _is_mark(token) or token.word is Word.FILLER


def _is_mark(token: Token) -> bool:
    return token.word is Word.COMMA or token.text == ";"


def _as_comma(token: Token) -> Token:
    """Return a semicolon between two figures of a list as the comma that it stands for."""
    return evolve(token, word=Word.COMMA) if token.text == ";" else token


def _parts(token: Token) -> Sequence[Token]:
    """Return an indicator, or both indicators that it names, as tokens at its place."""
    indicator = token.indicator
    if indicator is None or not indicator.parts:
        return (token,)
    return [_named(token, _BY_NAME[name]) for name in indicator.parts]


def _named(token: Token, indicator: Indicator) -> Token:
    return evolve(token, text=indicator.name, indicator=indicator)
