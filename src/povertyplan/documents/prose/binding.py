"""A line of text cut at its figures, each bound to the indicator that it is of."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve, frozen

from povertyplan.documents.prose.lexicon import Word
from povertyplan.documents.prose.tokens import FIGURES, Token

#: What may stand behind a figure and belong to it.
_BEHIND = frozenset(
    {
        Word.FILLER, Word.OWN, Word.WHOLE, Word.UNKNOWN, Word.ANOTHER, Word.PART, Word.SPAN,
        Word.REACH, Word.BOUND, Word.APPROXIMATE, Word.MEAN, Word.COMPARED, Word.YEAR,
        Word.PERIOD, Word.START, Word.END, Word.PAST, Word.AHEAD,
    }
)  # fmt: skip
_OF_TIME = frozenset({Word.YEAR, Word.PERIOD, Word.START, Word.END, Word.FILLER})
#: Bounds that stand behind their figure.
_OPEN_ENDS = frozenset({"trở lên", "trở xuống"})
#: What may stand between a figure and its indicator behind it.
_BEFORE_OWN = frozenset({Word.FILLER, Word.OWN, Word.PLANNED})
#: What may stand between figures that share what is said behind the last.
_JOINING = frozenset(
    {Word.COMMA, Word.LINK, Word.FILLER, Word.OWN, Word.WHOLE, Word.SUBJECT, Word.OTHER}
)


@frozen
class Clause:
    """A figure, the words between the last one and it, and those behind it that are of it."""

    lead: Sequence[Token]
    figure: Token
    own: Token | None  #: the name of an indicator behind it, as in ``36 hộ nghèo``
    behind: Sequence[Token]
    beyond: Sequence[Token]  #: the words behind its bracket: ``2,31% (90 hộ) năm 2023``
    before: Sequence[Token]  #: the last word before all these
    opens_change: bool = False  #: whether it is the sum of a change: ``1,4% (từ 4% xuống 2,6%)``
    shared: Sequence[Token] = ()  #: the words behind the last of several: ``2 hộ, 3 hộ năm 2023``

    @property
    def joined(self) -> bool:
        """Whether nothing but commas and indicators parts it from the figure before."""
        return bool(self.lead) and all(map(_is_joining, self.lead))

    @property
    def trailing(self) -> Sequence[Token]:
        """The words behind it that may be of the figures before it, too."""
        bracketed = any(token.text == "(" for token in self.lead)
        return (*(() if bracketed else self.behind), *self.beyond) or self.shared

    def has(self, *words: Word) -> bool:
        """Whether any of these stands before the figure."""
        return any(token.word in words for token in self.lead)

    @property
    def says_rate(self) -> bool:
        """Whether it is a rate of the indicator behind it: ``nâng tỷ lệ lên 82% số lao động``."""
        rates = [token for token in self.lead if token.text == "tỷ lệ"]
        return self.own is not None and rates != []

    @property
    def of_plan(self) -> bool:
        """Whether it is a share of a plan that is fulfilled: ``đạt 76% kế hoạch``."""
        words = [token.word for token in self.behind[:3] if token.word is not Word.FILLER]
        return words[:1] == [Word.AHEAD] or words[:2] == [Word.COMPARED, Word.AHEAD]


def _is_joining(token: Token) -> bool:
    """Whether a phrase may stand between figures of one list: 36 hộ; hộ cận nghèo: 46 hộ."""
    return token.word in _JOINING or token.text in {";", ":"}


def clauses(line: Sequence[Token]) -> Sequence[Clause]:
    """
    Cut a line at its figures.

    >>> from povertyplan.documents.prose.tokens import tokens
    >>> (clause,) = clauses(tokens("giảm 36 hộ nghèo so với năm 2023"))
    >>> clause.figure.text, clause.own.text, [token.text for token in clause.behind]
    ('36', 'hộ nghèo', ['so với', 'năm 2023'])
    """
    found: list[Clause] = []
    for clause in reversed(list(_cut(_bounds_behind(line)))):
        shared = found[-1].trailing if found and found[-1].joined else ()
        opens_change = bool(found) and _is_start_of_change(found[-1].lead)
        found.append(evolve(clause, shared=shared, opens_change=opens_change))
    return found[::-1]


def _is_start_of_change(lead: Sequence[Token]) -> bool:
    """Whether a bracket opens with the start of a change: ``(từ``."""
    words = [token.word for token in lead if token.word is not Word.FALL]
    return lead[0].text == "(" and words[1:] == [Word.FROM] if lead else False


def _bounds_behind(line: Sequence[Token]) -> Sequence[Token]:
    """Return a line with a bound between a figure and its indicator put behind: 1% trở lên."""
    moved = list(line)
    for at in range(len(moved) - 2):
        figure, bound, name = moved[at : at + 3]
        is_between = figure.word in FIGURES and bound.text in _OPEN_ENDS
        if is_between and name.word is Word.SUBJECT:
            moved[at + 1 : at + 3] = [name, bound]
    return moved


def _cut(line: Sequence[Token]) -> Iterator[Clause]:
    lead: list[Token] = []
    before: list[Token] = []
    after = 0
    for at, token in enumerate(line):
        if at < after:
            continue
        if token.word not in FIGURES:
            lead.append(token)
            continue
        own, after = _own(line, at + 1)
        behind = list(takewhile(_is_behind, since(line, after)))
        after += len(behind)
        dated = _dated(line, after)
        behind += dated
        after += len(dated)
        close = _closing(line, after)
        beyond = list(takewhile(_is_behind, since(line, close + 1)))
        yield Clause(lead, token, own, behind, beyond, before)
        lead, before = [], behind[-1:]
        if close == after:
            lead, after = list(line[close : close + 1]), close + 1 + len(beyond)


def _own(line: Sequence[Token], after: int) -> tuple[Token | None, int]:
    """Return the name of an indicator behind a figure, and where the words behind both begin."""
    between = sum(1 for _ in takewhile(_is_before_own, since(line, after)))
    own = line[after + between] if after + between < len(line) else None
    if own is None or own.word not in {Word.SUBJECT, Word.OTHER}:
        return None, after
    if own.indicator is not None and own.indicator.whole and "%" in line[after - 1].text:
        return None, after + between + 1
    spelt = between == 1 and line[after].text.startswith("(")
    near = (
        between == 0 or spelt or own.word is Word.OTHER or (own.indicator and own.indicator.labour)
    )
    return (own, after + between + 1) if near else (None, after)


def _dated(line: Sequence[Token], after: int) -> Sequence[Token]:
    """Return the bracket that begins here, if it says nothing but a year: ``60 hộ (năm 2024)``."""
    if [token.text for token in line[after : after + 1]] != ["("]:
        return ()
    inside = list(takewhile(lambda token: token.word in _OF_TIME, since(line, after + 1)))
    end = after + 1 + len(inside)
    closed = [token.text for token in line[end : end + 1]] == [")"]
    return line[after : end + 1] if inside and closed else ()


def since(line: Sequence[Token], start: int) -> Iterator[Token]:
    """Yield the tokens of a line from one on."""
    # Not a slice, which would be copied for every figure of a line.
    return map(line.__getitem__, range(start, len(line)))


def _is_before_own(token: Token) -> bool:
    return token.word in _BEFORE_OWN


def _is_behind(token: Token) -> bool:
    return token.word in _BEHIND


def _closing(line: Sequence[Token], after: int) -> int:
    """Return where the bracket at some token closes, else the end of the line."""
    if [token.text for token in line[after : after + 1]] == ["("]:
        inside = takewhile(lambda token: token.text not in {"(", ")"}, since(line, after + 1))
        after += 1 + sum(1 for _ in inside)
    closes = [token.text for token in line[after : after + 1]] == [")"]
    return after if closes else len(line)
