"""
The figures that a plan states in its text: targets for the poor and for labour.

Every figure is read with the words around it, from the start of its sentence.
It is taken only where all of them are known and say exactly what this unit's
figure of the plan's year is to be: a figure missed is better than one misread.
One that looks like a target and is not taken is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto

from attrs import define, evolve, frozen

from povertyplan.documents.content import Paragraph
from povertyplan.documents.figures import CountRead, read_count
from povertyplan.documents.prose.clauses import Clause, Clock, clauses
from povertyplan.documents.prose.headings import Outline, Time, comparisons, mark, said, time_of
from povertyplan.documents.prose.wording import FIGURES, Subject, Token, Word, fold, tokens
from povertyplan.errors import ParseError
from povertyplan.model.fields import Count, Field, Rate, Value
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Part, Place
from povertyplan.model.units import Unit
from povertyplan.reading import Notice, Source

_SHARES = frozenset({"%", "phần trăm"})
_POINTS = frozenset({"điểm %", "điểm phần trăm"})
_PEOPLE = frozenset({"người", "lao động"})
#: No sentence of a plan has more characters.
_LONGEST = 2_000


class _Way(Enum):
    """How a figure is said of its subject."""

    LEVEL = auto()
    DROP = auto()
    FROM = auto()
    UNSAID = auto()


_WAYS = {Word.TO: _Way.LEVEL, Word.FALL: _Way.DROP, Word.FROM: _Way.FROM}


class _Measure(Enum):
    COUNT = auto()
    RATE = auto()


@frozen
class Stated:
    """The figures of a text, by place, each with its source."""

    values: Mapping[Place, Value]
    sources: Mapping[Place, Source]
    notices: tuple[Notice, ...]

    def flat(self, part: Part) -> dict[Field, Value]:
        """Return the figures of one part by their flat names."""
        return {place.field: value for place, value in self.values.items() if place.row is part}


@frozen
class _Found:
    """A figure that is taken, or without a place one that looks like a target and is not."""

    token: Token
    subject: str
    place: Place | None = None
    value: Value = None


def stated(
    paragraphs: Iterable[Paragraph], years: tuple[int, int], unit: Unit | None = None
) -> Stated:
    """
    Find the figures of a text about *unit*, in a plan of a base and a goal year.

    >>> text = "- Tỷ lệ hộ nghèo: 1,4% (giảm 0,91%)"
    >>> found = stated([Paragraph(text, Source("plan.md", 35, 1))], (2023, 2024))
    >>> found.flat(Part.HEADLINE)
    {<Rate.POOR_GOAL_RATE: 'poor_goal_rate'>: Percent('1.4%'), \
<Rate.POOR_RATE_DROP: 'poor_rate_drop'>: Points('0.91 pp')}
    """
    values: dict[Place, Value] = {}
    sources: dict[Place, Source] = {}
    texts: dict[Place, str] = {}
    notices: list[Notice] = []
    for found, source, text in _figures(paragraphs, years, unit):
        place = found.place
        if place is None:
            aside = (("text", f"“{text}”"), ("other", f"“{found.subject}”"))
            notices.append(Notice("figure-set-aside", source, aside))
        elif place not in values:
            values[place], sources[place], texts[place] = found.value, source, text
        elif values[place] != found.value:
            again = (("text", f"“{texts[place]}”"), ("other", f"“{text}”"))
            notices.append(Notice("figure-restated", source, again))
    return Stated(values, sources, tuple(notices))


def _figures(
    paragraphs: Iterable[Paragraph], years: tuple[int, int], unit: Unit | None
) -> Iterator[tuple[_Found, Source, str]]:
    """Yield the figures of a text, with where each stands and how it is written."""
    own = "" if unit is None or not unit.name else fold(f"{unit.kind} {unit.name}")[0]
    outline = Outline()
    for lines in _sentences(paragraphs):
        text = " ".join(line.text for line in lines)
        folded, offsets = fold(text)
        if own:
            folded = folded.replace(own, "xã".ljust(len(own)))
        opening = mark(text, folded)
        if opening.plain and folded.endswith((".", ";")) and not any(map(str.isdigit, folded)):
            continue
        line = [token for token in tokens(folded) if token.start >= opening.end]
        opening = opening.stating(figures=any(token.word in FIGURES for token in line))
        scope = outline.enter(opening)
        reader = _TargetReader(Clock(years, scope.time), scope.foreign)
        for found in filter(None, map(reader.read, clauses(line))):
            start = found.token.start
            at, end = offsets[start], offsets[start + len(found.token.text)]
            yield found, _source(lines, at), text[at:end]
        outline.leave(opening, said(opening, line, years, outline), reader.clock.times)


def _sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Put the lines together that one sentence goes over."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        long = sum(len(line.text) for line in lines) > _LONGEST
        if lines and (long or not paragraph.continued):
            yield lines
            lines = []
        lines.append(paragraph)
    if lines:
        yield lines


def _source(lines: Sequence[Paragraph], at: int) -> Source:
    """Return where a character stands of some lines with a blank between each two."""
    number = 0
    while at > len(lines[number].text):
        at -= len(lines[number].text) + 1
        number += 1
    return evolve(lines[number].source, column=at + 1)


@define
class _TargetReader:
    """What the words of a line have said so far."""

    clock: Clock
    foreign: bool  #: whether they speak of another unit, or of a part of this one
    unknown: bool = False  #: whether the sentence has words that are not understood
    subject: Token | None = None
    stale: bool = False  #: whether the subject is that of a sentence before
    way: _Way = _Way.LEVEL

    def read(self, clause: Clause) -> _Found | None:
        """Read a figure; None for one that is no target and does not look like one."""
        told = self._hear(clause)
        time = self.clock.read(clause)
        way, subject = self._way(clause, told=told), clause.own or self.subject
        self.subject, self.stale = subject, self.stale and clause.own is None
        known = self._behind(clause)
        if subject is None or subject.subject is None or time.past or clause.compared:
            return None
        of = subject.subject
        sure = way in {_Way.LEVEL, _Way.DROP}
        measure = _measure(clause, subject.text, of, way) if sure else None
        name = None if measure is None else _name(of, measure, way)
        if (way is _Way.FROM and not clause.limited) or (measure is not None and name is None):
            return None
        exact = known and not self.stale and time is Time.GOAL
        value = _value(name, clause.figure.figure[0]) if name and exact else None
        if name is not None and value is not None:
            part = Part.LABOUR if of.labour else Part.HEADLINE
            return _Found(clause.figure, subject.text, Place(part, name), value)
        alike = (told or of.rate or of.labour) and not clause.apart and _fits(clause, of)
        return _Found(clause.figure, subject.text) if alike else None

    def _hear(self, clause: Clause) -> bool:
        """Take in the words before a figure; whether one of them says how it is meant."""
        before = Word.STOP
        verb: _Way | None = None
        for token, compared in comparisons(clause.lead):
            word = token.word
            if compared:
                self._compare(token)
            else:
                self.clock.hear(token)
            if word in _WAYS:
                verb = self.way = _WAYS[word]
            elif word in {Word.SUBJECT, Word.OTHER}:
                self.subject, self.stale, self.way = token, False, verb or _Way.LEVEL
            elif word is Word.STOP:
                self.unknown, self.stale, self.way, verb = False, True, _Way.LEVEL, None
            elif word is Word.COMMA:
                verb = None
            elif word in {Word.AHEAD, Word.PLANNED} and before in {Word.COMMA, Word.SAYS}:
                self.unknown = False
            self.unknown = self.unknown or word is Word.UNKNOWN
            self.foreign = self.foreign or word is Word.FOREIGN
            before = word if word is not Word.FILLER else before
        return clause.has(*_WAYS, Word.SAYS, Word.LINK)

    def _behind(self, clause: Clause) -> bool:
        """Take in the words behind a figure; whether all that is said of it is understood."""
        for token, compared in comparisons(clause.behind):
            if compared:
                self._compare(token)
            self.unknown = self.unknown or token.word is Word.UNKNOWN
            self.foreign = self.foreign or token.word is Word.FOREIGN
        return not (self.unknown or self.foreign or clause.vague or clause.limited)

    def _compare(self, token: Token) -> None:
        """Take in what is compared with: a drop is one from the plan's base year."""
        time = time_of(token, self.clock.years)
        self.unknown = self.unknown or time not in {None, Time.BASE}

    def _way(self, clause: Clause, *, told: bool) -> _Way:
        """Return how a figure is meant; a second one that no word binds to the first is unsaid."""
        fresh = clause.has(Word.SUBJECT)
        if told or ((fresh or self.way is _Way.LEVEL) and clause.own is None):
            return self.way
        return _Way.UNSAID


def _measure(clause: Clause, words: str, of: Subject, way: _Way) -> _Measure | None:
    """Return what a figure measures by its unit; None where that does not fit what it is of."""
    _, whole, unit = clause.figure.figure
    if not unit and any("%" in token.text for token in clause.lead):
        unit = "%"
    if unit in _POINTS:
        return _Measure.RATE if way is _Way.DROP and not of.labour else None
    if unit in _SHARES:
        level = way is _Way.LEVEL and words.startswith(("hộ ", "cận "))
        bound = clause.has(Word.LINK) and (way is _Way.LEVEL or clause.has(Word.FALL))
        linked = bound and of.name in {"", Count.TRAINED}
        return _Measure.RATE if of.rate or linked or level else None
    if whole and not _is_part(clause):
        return None
    fits = unit in (_PEOPLE if of.labour else {"hộ"}) if unit else not of.rate
    return _Measure.COUNT if fits and not (of.labour and of.rate) else None


def _is_part(clause: Clause) -> bool:
    """Whether a figure such as ``110/3924`` is a count and the whole that it is of."""
    number, whole, _ = clause.figure.figure
    counts = [read_count(text) for text in (number, whole)]
    read = [count.number for count in counts if isinstance(count, CountRead)]
    return len(read) == len(counts) and read[0] <= read[1]


def _fits(clause: Clause, of: Subject) -> bool:
    """Whether a figure may be a target by its unit, and not a share of whom a measure reaches."""
    unit = clause.figure.figure[2]
    reaches = (
        unit in _SHARES
        and not of.rate
        and any(token.word is Word.UNKNOWN for token in clause.behind)
    )
    return of.labour or not (unit in _PEOPLE or reaches)


def _name(of: Subject, measure: _Measure, way: _Way) -> str | None:
    """Return what a plan calls such a figure, None where it has none."""
    rate = measure is _Measure.RATE
    if of.labour:
        name = Rate.TRAINED_RATE.value if rate else of.name
        return None if way is _Way.DROP else name
    if way is _Way.DROP:
        drop = Rate.POOR_RATE_DROP if rate else Count.POOR_DROP
        return None if of.near else drop.value
    name = f"{'near_poor' if of.near else 'poor'}_goal{'_rate' * rate}"
    return name if name != Count.POOR_GOAL else None


def _value(name: str, text: str) -> Value:
    try:
        if name == Rate.POOR_RATE_DROP:
            return Points.parse(text)
        if name.endswith("_rate"):
            return Percent.parse(text)
    except ParseError:
        return None
    count = read_count(text)
    return count.number if isinstance(count, CountRead) else None
