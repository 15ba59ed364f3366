"""A line of text cut at its figures: each with the words before it, and those behind it."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import define, evolve, field, frozen

from povertyplan.documents.prose.headings import Time, comparisons, time_of
from povertyplan.documents.prose.wording import BEHIND, FIGURES, MOVING, Token, Word

#: What may stand behind a figure and belong to it.
_BEHIND = frozenset(
    {
        Word.FILLER, Word.UNKNOWN, Word.FOREIGN, Word.LIMIT, Word.COMPARED, Word.YEAR,
        Word.PERIOD, Word.START, Word.END, Word.PAST, Word.AHEAD,
    }
)  # fmt: skip
#: What may stand between figures that share what is said behind the last.
_JOINING = frozenset({Word.COMMA, Word.LINK, Word.FILLER, Word.SUBJECT, Word.OTHER})
#: Words of what is, which may be what is to be: hộ nghèo là 90 hộ, còn 90 hộ.
_STATES = frozenset({"còn", "còn lại", "là"})


@frozen
class Clause:
    """A figure, the words between the last one and it, and those behind it that are of it."""

    lead: Sequence[Token]
    figure: Token
    own: Token | None  #: the subject behind it, as in ``36 hộ nghèo``
    behind: Sequence[Token]
    beyond: Sequence[Token]  #: the words behind its bracket: ``2,31% (90 hộ) năm 2023``
    before: Sequence[Token]  #: the last word before all these
    shared: Sequence[Token] = ()  #: the words behind the last of several: ``2 hộ, 3 hộ năm 2023``

    @property
    def joined(self) -> bool:
        """Whether nothing but commas and subjects parts it from the figure before."""
        return bool(self.lead) and all(token.word in _JOINING for token in self.lead)

    @property
    def trailing(self) -> Sequence[Token]:
        """The words behind it that may be of the figures before it, too."""
        bracketed = any(token.text == "(" for token in self.lead)
        return (*(() if bracketed else self.behind), *self.beyond) or self.shared

    def has(self, *words: Word) -> bool:
        """Whether any of these stands before the figure."""
        return any(token.word in words for token in self.lead)

    @property
    def limited(self) -> bool:
        """Whether the figure is a bound, a range, or a mean over years."""
        words = [token.word for token in self.lead]
        near = words[len(words) - words[::-1].index(Word.COMMA) :] if Word.COMMA in words else words
        behind = (token.word for token in self.behind)
        return self.figure.word is Word.RANGE or Word.LIMIT in (*near, *behind)

    @property
    def vague(self) -> bool:
        """Whether words behind the figure say what is not understood, or what it is a share of."""
        found = {token.word for token, compared in comparisons(self.behind) if not compared}
        return self._relative or not found.isdisjoint({Word.UNKNOWN, Word.FOREIGN, Word.AHEAD})

    @property
    def _relative(self) -> bool:
        """Whether the subject behind is another one, or what the figure is a share of."""
        own = None if self.own is None else self.own.subject
        if self.own is None or own is None:
            return False
        before = [token.subject for token in self.lead if token.subject is not None]
        other = bool(before) and before[-1].near is not own.near
        return other or not (own.rate or self.own.text in BEHIND)

    @property
    def apart(self) -> bool:
        """Whether unknown words part the figure from its subject, or are its unit."""
        words = [token.word for token in self.lead]
        after = len(words) - words[::-1].index(Word.SUBJECT) if Word.SUBJECT in words else 0
        unit = self.behind[:1] if self.own is None and not self.figure.figure[2] else ()
        return Word.UNKNOWN in (*words[after:], *(token.word for token in unit))

    @property
    def compared(self) -> bool:
        """Whether it is what another is compared with."""
        return bool(self.lead) and list(comparisons(self.lead))[-1][1]


def clauses(line: Sequence[Token]) -> Sequence[Clause]:
    """
    Cut a line at its figures.

    >>> from povertyplan.documents.prose.wording import tokens
    >>> (one,) = clauses(list(tokens("giảm 36 hộ nghèo so với năm 2023")))
    >>> one.figure.text, one.own.text, [token.text for token in one.behind]
    ('36', 'hộ nghèo', ['so với', 'năm 2023'])
    """
    found: list[Clause] = []
    for one in reversed(list(_cut(line))):
        shared = found[-1].trailing if found and found[-1].joined else ()
        found.append(evolve(one, shared=shared))
    return found[::-1]


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
        own = next(filter(_is_own, line[at + 1 : at + 2]), None)
        after = at + 1 + (own is not None)
        behind = list(takewhile(_is_behind, _since(line, after)))
        after += len(behind)
        close = _closing(line, after)
        beyond = list(takewhile(_is_behind, _since(line, close + 1)))
        yield Clause(lead, token, own, behind, beyond, before)
        lead, before = [], behind[-1:]
        if close == after:
            lead, after = list(line[close : close + 1]), close + 1 + len(beyond)


def _since(line: Sequence[Token], start: int) -> Iterator[Token]:
    # Not a slice, which would be copied for every figure of a line.
    return map(line.__getitem__, range(start, len(line)))


def _is_own(token: Token) -> bool:
    return token.word is Word.SUBJECT or token.text in MOVING


def _is_behind(token: Token) -> bool:
    return token.word in _BEHIND


def _closing(line: Sequence[Token], after: int) -> int:
    """Return where the bracket closes that begins or ends here, the end of the line if none."""
    if [token.text for token in line[after : after + 1]] == ["("]:
        inside = takewhile(lambda token: token.text not in {"(", ")"}, _since(line, after + 1))
        after += 1 + sum(1 for _ in inside)
    closes = [token.text for token in line[after : after + 1]] == [")"]
    return after if closes else len(line)


@define
class Clock:
    """What year a line speaks of."""

    years: tuple[int, int]
    time: Time
    times: list[Time] = field(factory=list[Time])  #: those of the figures
    own: bool = False  #: whether the line itself speaks of a year
    named: bool = False  #: whether it names one
    counted: bool = False  #: whether a figure has followed
    state: bool = False  #: whether the sentence says what is, and not what is to be
    outside: Time | None = None  #: that of the words around a bracket

    def hear(self, token: Token) -> None:
        """Take in what a phrase says of the year."""
        time = time_of(token, self.years)
        if time is None and token.word is Word.PAST and (self.counted or not self.own):
            time = Time.BASE
        if time is not None:
            self.time, self.own, self.counted = time, True, False
            self.named = self.named or token.word is Word.YEAR
        elif token.word in {Word.AHEAD, Word.PLANNED, Word.END}:
            self._turn(token.word)
        elif token.text == "(":
            self.outside = self.time
        elif token.text == ")" and self.outside is not None:
            self.time, self.outside = self.outside, None
        elif token.word is Word.STOP:
            self.state = False
        elif token.text in _STATES:
            self.state = True
        elif self.time is Time.UNSAID and not self.state and _is_ahead(token):
            self.time = Time.GOAL

    def _turn(self, word: Word) -> None:
        """Turn from the year before to the plan's where the words say so."""
        ahead = word is Word.PLANNED or (word is Word.END and not self.named)
        if self.time in {Time.OPEN, Time.UNSAID} or (
            ahead and self.own and self.counted and self.time.past
        ):
            self.time = Time.GOAL
        self.own = True

    def read(self, clause: Clause) -> Time:
        """Return what year a figure is of."""
        own = [
            *self._spoken(clause.behind),
            *self._bracketed((*clause.before, *clause.lead)),
            *self._spoken(clause.beyond),
        ]
        before = self._spoken(clause.lead)
        turned = clause.has(Word.FALL, Word.TO, Word.PLANNED, Word.END)
        shared = self._shared(clause, sure=not (turned or self.own or clause.has(Word.SAYS)))
        if own and before and self.time.past and not own[0].past:
            self.times.append(Time.OPEN)
        elif own:
            self.times.append(own[0])
        elif shared and not before:
            self.times.append(shared)
        elif turned or before or not self.counted:
            self.times.append(self._unsaid(clause) if self.time is Time.UNSAID else self.time)
        else:
            self.times.append(self.times[-1])
        self.counted = True
        return self.times[-1]

    def _shared(self, clause: Clause, *, sure: bool) -> Time | None:
        """Return what year is said behind the last of several figures, if not that said before."""
        time = next(iter(self._spoken(clause.shared)), None)
        if time is None or time is self.time:
            return None
        ahead = time is Time.GOAL and self.time is Time.UNSAID
        return time if sure or ahead else Time.OPEN

    def _unsaid(self, clause: Clause) -> Time:
        """Return what year a figure is of where nothing says it: a state may be that of today."""
        self.state = self.state or clause.own is not None
        since = [token for token, compared in comparisons(clause.behind) if compared]
        later = any(
            one.word is Word.YEAR and time_of(one, self.years) is Time.BASE for one in since
        )
        return Time.OPEN if self.state and not later else Time.GOAL

    def _spoken(self, line: Sequence[Token]) -> list[Time]:
        said = [token for token, compared in comparisons(line) if not compared]
        return [time for token in said if (time := time_of(token, self.years)) is not None]

    def _bracketed(self, lead: Sequence[Token]) -> list[Time]:
        """Return the year before a bracket that opens with the figure: ``năm 2023 (2,31%)``."""
        year, bracket = lead[-2:] if len(lead) > 1 else (None, None)
        time = time_of(year, self.years) if year and bracket and bracket.text == "(" else None
        return [] if time is None else [time]


def _is_ahead(token: Token) -> bool:
    """Whether a phrase says that a figure is to be reached: giảm, xuống còn."""
    return token.word is Word.FALL or token.text.startswith("xuống")
