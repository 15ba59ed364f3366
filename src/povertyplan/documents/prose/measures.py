"""What a figure measures by its unit and the words before it, and its value."""

from povertyplan.documents.figures import CountRead, read_count
from povertyplan.documents.prose.binding import Clause
from povertyplan.documents.prose.lexicon import Measure, Way, Word
from povertyplan.documents.prose.tokens import Token
from povertyplan.errors import ParseError
from povertyplan.model.fields import Field, Rate, Value
from povertyplan.model.percent import Percent, Points

SHARES = frozenset({"%", "phần trăm"})
_POINTS = frozenset({"điểm %", "điểm phần trăm"})


def measure_of(
    clause: Clause, name: Token, way: Way, *, rated: bool, follows: bool
) -> Measure | None:
    """Return whether a figure is a count or a rate, None if its unit does not fit."""
    indicator = name.indicator
    _, whole, unit = clause.figure.figure
    if indicator is not None and way is Way.RISE and unit in _POINTS:
        return Measure.RATE
    if indicator is None or way not in {Way.LEVEL, Way.DROP}:
        return None
    if not unit and any("%" in token.text for token in clause.lead):
        unit = "%"
    if unit in _POINTS:
        return Measure.RATE if way is Way.DROP else None
    if unit in SHARES:
        linked = (
            follows or clause.says_rate
            if indicator.labour
            else _is_linked(clause, name, way, rated=rated)
        )
        return Measure.RATE if indicator.rate or linked else None
    if whole and not _is_part(clause):
        return None
    units = [said.replace("_", " ") for said in indicator.units.split()]
    fits = unit in units if unit else not indicator.rate
    linked = clause.has(Word.LINK) or not (indicator.rate and indicator.labour)
    return Measure.COUNT if fits and linked else None


def _is_linked(clause: Clause, name: Token, way: Way, *, rated: bool) -> bool:
    """Whether a share beside a count is the rate of the same, and not a share of the count."""
    if way is Way.DROP:
        counted = clause.own is not None
        return (clause.has(Word.LINK) and clause.has(Word.FALL)) or (rated and not counted)
    return clause.has(Word.LINK, Word.TO) or name.text.startswith(("hộ ", "cận "))


def _is_part(clause: Clause) -> bool:
    """Whether a figure such as ``110/3924`` is a count and its whole."""
    number, whole, _ = clause.figure.figure
    counts = [read_count(text) for text in (number, whole)]
    read = [count.number for count in counts if isinstance(count, CountRead)]
    return len(read) == len(counts) and read[0] <= read[1]


def value_of(name: Field, text: str, way: Way) -> Value:
    """Return a figure as a value of its field, None if it cannot be one; a rise is below zero."""
    try:
        if name in {Rate.POOR_RATE_DROP, Rate.NEAR_POOR_RATE_DROP}:
            points = Points.parse(text)
            return Points(-points.digits, points.places) if way is Way.RISE else points
        if isinstance(name, Rate):
            return Percent.parse(text)
    except ParseError:
        return None
    count = read_count(text)
    return count.number if isinstance(count, CountRead) else None
