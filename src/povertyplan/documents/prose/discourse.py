"""
The meaning that the words of a line have given so far: indicator, way, unit, part.

Scopes of unit, part and span of time go on behind a figure; a way goes on until a
comma, a stop, or the name of another indicator.
"""

from collections.abc import Iterator, Sequence

from attrs import define

from povertyplan.documents.prose.binding import Clause
from povertyplan.documents.prose.guards import Clock, FigureFrame, failed
from povertyplan.documents.prose.headings import Time, comparisons, time_of
from povertyplan.documents.prose.lexicon import SUMS, Indicator, Measure, Way, Word
from povertyplan.documents.prose.measures import SHARES, measure_of, value_of
from povertyplan.documents.prose.tokens import Token

_WAYS = {Word.TO: Way.LEVEL, Word.FALL: Way.DROP, Word.FROM: Way.FROM, Word.RISE: Way.RISE}
_SAYING = (*_WAYS, Word.SAYS, Word.LINK)
#: What may stand between a number without a unit and the words that it is of.
_BARE_BEFORE = frozenset(
    {*_SAYING, Word.SUBJECT, Word.PERCENT, Word.YEAR, Word.END, Word.BOUND, Word.APPROXIMATE}
)
#: What a number without a unit counts, right behind it, or is the name of.
_CLAIMING = frozenset({Word.UNKNOWN, Word.OWN, Word.PART, Word.ANOTHER, Word.REACH, Word.AHEAD})
_NAMING = frozenset({Word.SUBJECT, Word.OTHER, Word.WHOLE})
_PEOPLE = frozenset({"người", "lao động", "lđ", "người lao động"})
#: What may stand between the figures of a list.
_LISTING = frozenset({Word.COMMA, Word.LINK, Word.FILLER, Word.OWN, Word.BOUND, Word.APPROXIMATE})
#: What a word of a target stands behind at the beginning of a sentence, or of a part of it.
_OPENING = frozenset({Word.COMMA, Word.SAYS, Word.STOP})
_PARTING = (Word.STOP, Word.SUBJECT)


@define
class Discourse:
    """The context that the words of a line have set so far."""

    clock: Clock
    another: bool  #: whether they speak of another unit
    planned: bool  #: whether the heading says that the figures are of the plan
    part: bool = False
    span: bool = False
    reach: bool = False
    mean: bool = False
    since: bool = False
    listed: bool = False  #: whether figures follow that do not fit the indicators of a list
    apart: bool = False
    between: bool = False  #: whether a measure stands between indicator and figure
    whole: Indicator | None = None  #: what the figures behind "trong đó" are a part of
    bound: bool = False  #: whether a word has said how the figure before is meant
    stale: bool = False
    subject: Token | None = None
    way: Way = Way.LEVEL
    verb: Way | None = None  #: the way that the words since the last comma say
    outside: Way = Way.LEVEL  #: the way of the words around a bracket
    rated: bool = False  #: whether the sentence has said the rate of the subject
    counted: bool = False  #: whether the sentence has had a figure
    came_from: bool = False  #: whether the figure before is the start of a change: từ 3,95%
    opened: bool = False  #: whether a comma has followed what was said of another unit

    def read(self, line: Sequence[Clause]) -> Iterator[tuple[FigureFrame, str]]:
        """Yield the figures of a line that are taken or told, with the guard that fails."""
        done = set[int]() if self.planned else _done(line)
        for number, clause in enumerate(line):
            frame = self._frame(clause)
            if frame is None or number in done or _is_silent(frame):
                continue
            guard = failed(frame)
            if not guard or _looks_like_target(frame):
                yield frame, guard

    def _frame(self, clause: Clause) -> FigureFrame | None:
        """Bind a figure to its indicator; return None without one."""
        self._hear(clause)
        time = self.clock.read(clause)
        changed = self.came_from and clause.has(Word.TO)
        way = self._way(clause)
        self.came_from = way is Way.FROM
        last = clause.lead[-1] if clause.lead else clause.figure
        claimed = last.word is Word.OTHER and last.text not in SUMS
        if last.text == "cho" and _is_household(clause.own):
            self.reach = True
        name = self.subject if clause.own is None or claimed else clause.own
        if clause.own is not None:
            self._name(clause.own)
        self._behind(clause)
        if name is None or name.indicator is None:
            return None
        indicator = name.indicator
        measure = measure_of(clause, name, way, rated=self.rated, follows=self._follows(clause))
        self.rated = indicator.rate or measure is Measure.RATE or self.rated
        place = None if measure is None else indicator.fields.get((way, measure))
        value = None if place is None else value_of(place, clause.figure.figure[0], way)
        shared = clause.behind if indicator.labour or clause.own is None else clause.trailing
        behind = {token.word for token, compared in comparisons(shared) if not compared}
        part = self.part or Word.PART in behind or indicator is self.whole
        reach = not indicator.labour and (
            self.between
            or Word.REACH in behind
            or (self.reach and _is_reached(clause, way, measure))
        )
        return FigureFrame(
            clause, name, indicator, way, time, measure, place, value, self.apart, self.stale,
            self.another, part, self.span or Word.SPAN in behind, reach, self.mean, self.since,
            listed=self.listed, dated=self.clock.is_figure_dated,
            ends_change=changed and not self.clock.own,
        )  # fmt: skip

    def _follows(self, clause: Clause) -> bool:
        """Whether a figure follows one of the same indicator, or is a part of a rate."""
        again = self.counted and not clause.has(Word.SUBJECT) and clause.own is None
        return again or (self.whole is not None and self.whole.rate)

    def _hear(self, clause: Clause) -> None:
        """Take in the words before a figure."""
        fresh = clause.has(Word.SUBJECT, Word.OTHER)
        if not fresh and clause.has(Word.UNKNOWN, Word.REACH):
            self.subject = None
        self.verb, before = None, Word.STOP
        for token, compared in comparisons(clause.lead):
            if compared:
                self._compare(token)
                continue
            self.clock.hear(token)
            if token.word in _WAYS:
                self.verb = self.way = _WAYS[token.word]
            elif token.word in _NAMING and not _is_allotted(token, clause):
                self._name(token)
                self.way = self.verb or Way.LEVEL
            elif token.word in {Word.AHEAD, Word.PLANNED} and before in _OPENING:
                self.reach = False
                self.stale = self.stale and not _is_household(self.subject)
            elif token.text.startswith("chiếm") or (token.text == "có" and clause.own):
                self.way = Way.LEVEL
            else:
                self._punctuate(token)
                self._scope(token)
            before = token.word if token.word is not Word.FILLER else before

    def _punctuate(self, token: Token) -> None:
        """Take in a mark: it ends a verb, a bracket, or a sentence."""
        if token.word is Word.STOP:
            self._stop()
        elif token.text == "(":
            self.outside = self.way
        elif token.word is Word.COMMA:
            self.verb, self.opened = None, True
            self.way = self.outside if token.text == ")" else self.way

    def _name(self, token: Token) -> None:
        """Take in the name of an indicator, or of another one that has no target."""
        old = None if self.subject is None else self.subject.indicator
        new = token.indicator
        other = new is not None and (old is None or old.labour is not new.labour)
        if other and self.counted and self.opened:
            self.part = False
        if token.text != getattr(self.subject, "text", ""):
            self.rated = False
        if token.text in SUMS:
            self.whole = old
        self.subject, self.stale, self.apart, self.between = token, False, False, False

    def _stop(self) -> None:
        """Take in the end of a sentence."""
        self.stale, self.reach, self.way, self.whole, self.verb = True, False, Way.LEVEL, None, None
        self.rated = self.counted = self.mean = self.listed = False

    def _scope(self, token: Token) -> None:
        """Take in a word that names the unit, the part or the span of time of the figures."""
        match token.word:
            case Word.UNKNOWN:
                self.apart = True
            case Word.RESPECTIVELY:
                self.listed = True
            case Word.REACH:
                self.apart = self.between = self.reach = True
            case Word.ANOTHER:
                self.another, self.opened = True, False
            case Word.PART:
                self.part, self.opened = True, False
            case Word.SPAN:
                self.span = True
            case Word.MEAN:
                self.mean = self.mean or not self.counted
            case Word.OWN if self.opened:
                self.another = self.part = False
            case _:
                pass

    def _behind(self, clause: Clause) -> None:
        """Take in the words behind a figure."""
        for token, compared in comparisons(clause.behind):
            if compared:
                self._compare(token)
            elif token.word is Word.ANOTHER:
                self.another, self.opened = True, False
            elif token.word is Word.REACH:
                self.reach = True
        self.counted = True

    def _compare(self, token: Token) -> None:
        """Take in the year of a comparison: a drop is one from the plan's base year."""
        time = time_of(token, self.clock.years)
        self.since = self.since or time not in {None, Time.BASE}

    def _way(self, clause: Clause) -> Way:
        """Return how a figure is meant; a second one that no word binds to the first is unsaid."""
        own = None if clause.own is None else clause.own.indicator
        people = own is not None and own.labour and clause.figure.figure[2] in _PEOPLE
        said = clause.has(*_SAYING) or people
        level = self.way is Way.LEVEL or clause.has(Word.SUBJECT)
        lead = {token.word for token in clause.lead}
        joined = self.bound and self.counted and clause.own is not None and lead <= _LISTING
        self.bound = said or joined
        if self.way is Way.FROM and not clause.has(Word.FROM):
            return Way.UNSAID
        if clause.opens_change and self.way is Way.LEVEL and not clause.has(Word.TO):
            return Way.UNSAID
        return self.way if self.bound or (level and clause.own is None) else Way.UNSAID


def _is_allotted(token: Token, clause: Clause) -> bool:
    """Whether "tổng số" stands before targets allotted, which are of the indicator before."""
    return token.text == "tổng số" and clause.figure.figure[2] == "chỉ tiêu"


def _is_household(token: Token | None) -> bool:
    """Whether a phrase names households."""
    indicator = None if token is None else token.indicator
    return indicator is not None and not indicator.labour


def _is_reached(clause: Clause, way: Way, measure: Measure | None) -> bool:
    """Whether a measure of the same sentence may reach these households."""
    return way is not Way.DROP and measure is not Measure.RATE and not clause.has(Word.TO)


def _is_silent(frame: FigureFrame) -> bool:
    """Whether a figure beside an indicator is plainly not a target."""
    clause, indicator = frame.clause, frame.indicator
    compared = bool(clause.lead) and list(comparisons(clause.lead))[-1][1]
    rise = frame.way is Way.RISE and frame.measure is None  # not in percentage points
    change = rise or (frame.way is Way.FROM and not frame.limited)
    placeless = frame.measure is not None and frame.place is None and bool(indicator.fields)
    whom = clause.own is not None and indicator.labour and not indicator.rate
    people = whom and clause.figure.figure[2] in SHARES and not clause.says_rate
    share = clause.of_plan and not (indicator.rate and clause.has(Word.SUBJECT))
    reached = frame.reach and (
        frame.apart
        or clause.own is not None
        or not clause.has(Word.SUBJECT)
        or any(token.word is Word.REACH for token in clause.behind)
    )
    return (
        frame.time.past or compared or change or placeless or share or reached or people
        or _is_claimed(clause)
    )  # fmt: skip


def _looks_like_target(frame: FigureFrame) -> bool:
    """Whether a figure that a guard keeps back is told: its frame is complete."""
    clause, indicator = frame.clause, frame.indicator
    listed = clause.own is not None and frame.way is not Way.UNSAID
    said = clause.has(*_SAYING) or listed
    unit = clause.figure.figure[2]
    people = not indicator.labour and unit in _PEOPLE
    behind = [token.word for token, compared in comparisons(clause.behind) if not compared]
    whom = unit in SHARES and Word.UNKNOWN in behind
    if frame.listed:
        return not people
    if frame.apart:
        return said and frame.place is not None
    return (said or indicator.rate or indicator.labour) and not (
        people or (whom and not (indicator.rate or indicator.labour))
    )


def _done(line: Sequence[Clause]) -> set[int]:
    """Return the numbers of the figures that a share of the plan follows: they are results."""
    done: set[int] = set()
    for number, clause in enumerate(line):
        before = number if clause.of_plan else 0
        while before and before - 1 not in done and not line[before].has(*_PARTING):
            before -= 1
            if not line[before].has(Word.PLANNED):
                done.add(before)
    return done


def _is_claimed(clause: Clause) -> bool:
    """Whether a number without a unit counts or numbers other things."""
    if not clause.lead and [token.word for token in clause.before] == [Word.WHOLE]:
        return True
    if clause.figure.figure[2] or clause.own is not None:
        return False
    after = [token.word for token in clause.behind[:1]]
    before = [token.word for token in clause.lead[-1:]]
    return not _CLAIMING.isdisjoint(after) or _BARE_BEFORE.isdisjoint(before)
