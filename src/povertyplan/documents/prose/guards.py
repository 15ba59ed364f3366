"""Small tests, each with a name, that keep a figure from being a target of the plan's year."""

from collections.abc import Callable, Mapping, Sequence

from attrs import define, field, frozen

from povertyplan.documents.prose.binding import Clause
from povertyplan.documents.prose.headings import Time, comparisons, time_of
from povertyplan.documents.prose.lexicon import Indicator, Measure, Way, Word
from povertyplan.documents.prose.tokens import Token
from povertyplan.model.fields import Field, Value

#: Words of what is, which may be what is to be: hộ nghèo là 90 hộ, còn 90 hộ.
_STATES = frozenset({"còn", "còn lại", "là"})
_TURNS = (Word.PLANNED, Word.AHEAD, Word.END, Word.YEAR, Word.PERIOD)


@frozen
class FigureFrame:
    """A figure with all that the text says of it."""

    clause: Clause
    name: Token  #: the words of its indicator
    indicator: Indicator
    way: Way
    time: Time
    measure: Measure | None
    place: Field | None  #: the field of such a figure
    value: Value
    apart: bool = False  #: whether unknown words stand between indicator and figure
    stale: bool = False  #: whether its indicator is of a sentence before
    another: bool = False
    part: bool = False
    span: bool = False
    reach: bool = False
    mean: bool = False  #: whether the sentence opens with a mean over years
    since: bool = False  #: whether it is compared with another year than the base
    listed: bool = False  #: whether it is one of a list that does not fit its indicators
    dated: bool = False  #: whether its line names the plan's year for it
    settled: bool = False  #: whether arithmetic has said what it measures
    ends_change: bool = False  #: whether it is Y of "từ X xuống còn Y" without a year or a goal

    @property
    def near(self) -> Sequence[Word]:
        """The words in the same part of the sentence, before the figure and behind it."""
        lead = [token.word for token in self.clause.lead]
        commas = [at for at, word in enumerate(lead) if word is Word.COMMA]
        behind = [token.word for token, compared in comparisons(self.clause.behind) if not compared]
        return [*lead[commas[-1] + 1 if commas else 0 :], *behind]

    @property
    def limited(self) -> bool:
        """Whether the figure is a bound, a range, a mean or an approximation."""
        limits = {Word.BOUND, Word.MEAN, Word.APPROXIMATE}
        return self.clause.figure.word is Word.RANGE or not limits.isdisjoint(self.near)


def _is_unclear(frame: FigureFrame) -> bool:
    """Whether the words behind the figure are not understood, or name another indicator."""
    clause = frame.clause
    words = [token.word for token, compared in comparisons(clause.behind) if not compared]
    before = [token.indicator for token in clause.lead if token.indicator is not None]
    behind = None if clause.own is None else clause.own.indicator
    other = behind is not None and before != [] and before[-1].near is not behind.near
    return other or not {Word.UNKNOWN, Word.AHEAD}.isdisjoint(words)


#: The guards by the codes of their notices, and whether each fails.  The first that fails is told.
GUARDS: Mapping[str, Callable[[FigureFrame], bool]] = {
    "figure-of-a-list": lambda frame: frame.listed,
    "figure-without-place": lambda frame: not frame.indicator.fields,
    "figure-range": lambda frame: frame.clause.figure.word is Word.RANGE,
    "figure-bound": lambda frame: Word.BOUND in frame.near,
    "figure-mean": lambda frame: frame.mean or Word.MEAN in frame.near,
    "figure-approximate": lambda frame: Word.APPROXIMATE in frame.near,
    "figure-of-another-unit": lambda frame: frame.another,
    "figure-of-a-part": lambda frame: frame.part,
    "figure-of-a-span": lambda frame: frame.span,
    "figure-of-a-measure": lambda frame: frame.reach,
    "figure-of-another-year": lambda frame: frame.time is Time.LATER,
    "figure-undated": lambda frame: frame.time is not Time.GOAL,
    "figure-since": lambda frame: frame.since,
    "figure-of-another-sentence": lambda frame: frame.stale,
    "figure-apart": lambda frame: frame.apart,
    "figure-unclear": _is_unclear,
    "figure-ambiguous": lambda frame: frame.measure is None,
    "figure-unreadable": lambda frame: frame.value is None,
}


def failed(frame: FigureFrame) -> str:
    """Return the code of the first guard that fails, blank if all pass."""
    return next((code for code, fails in GUARDS.items() if fails(frame)), "")


@define
class Clock:
    """The years of a line: its own, and the plan's."""

    years: tuple[int, int]
    time: Time
    times: list[Time] = field(factory=list[Time])  #: the times of the figures
    own: bool = False  #: whether the line itself speaks of a year
    named: bool = False  #: whether it names one
    dated: bool = False  #: whether the last year that it names is the plan's
    is_figure_dated: bool = False  #: whether it names the plan's for the figure read last
    counted: bool = False  #: whether a figure has followed
    state: bool = False  #: whether the sentence says what is, and not what is to be
    outside: Time | None = None  #: the time of the words around a bracket
    end: Time | None = None  #: the year said beside the figure before, the one end of a change

    def hear(self, token: Token) -> None:
        """Take in the year that a phrase names."""
        time = time_of(token, self.years)
        if time is None and token.word is Word.PAST and (self.counted or not self.own):
            time = Time.BASE
        if time is not None:
            self.time, self.own, self.counted = time, True, False
            self.named = self.named or token.word is Word.YEAR
            self.dated = time is Time.GOAL and token.word is Word.YEAR
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
        """Return the year of a figure."""
        own = [
            *self._spoken(clause.behind),
            *self._bracketed((*clause.before, *clause.lead)),
            *self._spoken(clause.beyond),
        ]
        before = self._spoken(clause.lead)
        turned = clause.has(Word.FALL, Word.TO, Word.PLANNED, Word.END)
        shared = self._shared(clause, sure=not (turned or self.own or clause.has(Word.SAYS)))
        changed = clause.has(Word.TO) and not clause.has(*_TURNS, Word.STOP)
        if own and before and self.time.past and not own[0].past:
            self.times.append(Time.OPEN)
        elif own:
            self.times.append(own[0])
        elif changed and self.end in {Time.EARLIER, Time.LATER}:
            self.times.append(Time.OPEN)
        elif shared and not before:
            self.times.append(shared)
        elif turned or before or not self.counted:
            self.times.append(self._unsaid(clause) if self.time is Time.UNSAID else self.time)
        else:
            self.times.append(self.times[-1])
        goal_is_named = self.dated if not own else own[0] is Time.GOAL
        self.is_figure_dated = goal_is_named and self.times[-1] is Time.GOAL
        said = own or before
        self.counted, self.end = True, said[-1] if said else None
        return self.times[-1]

    def _shared(self, clause: Clause, *, sure: bool) -> Time | None:
        """Return the year behind the last of several figures, unless it was said before them."""
        time = next(iter(self._spoken(clause.shared)), None)
        if time is None or time is self.time:
            return None
        ahead = time is Time.GOAL and self.time is Time.UNSAID
        return time if sure or ahead else Time.OPEN

    def _unsaid(self, clause: Clause) -> Time:
        """Return the year of a figure without one; a state may be today's."""
        own = None if clause.own is None else clause.own.indicator
        self.state = self.state or (own is not None and not own.labour)
        since = [token for token, compared in comparisons(clause.behind) if compared]
        later = any(
            token.word is Word.YEAR and time_of(token, self.years) is Time.BASE for token in since
        )
        return Time.OPEN if self.state and not later else Time.GOAL

    def _spoken(self, line: Sequence[Token]) -> list[Time]:
        said = [token for token, compared in comparisons(line) if not compared]
        times = [time_of(token, self.years) for token in said]
        return [time for time in times if time is not None]

    def _bracketed(self, lead: Sequence[Token]) -> list[Time]:
        """Return the year before a bracket that opens with the figure: ``năm 2023 (2,31%)``."""
        year, bracket = lead[-2:] if len(lead) > 1 else (None, None)
        time = time_of(year, self.years) if year and bracket and bracket.text == "(" else None
        return [] if time is None else [time]


def _is_ahead(token: Token) -> bool:
    """Whether a phrase says that a figure is to be reached: giảm, xuống còn."""
    return token.word is Word.FALL or token.text.startswith("xuống")
