"""PP805: what bodies have promised, beside the households that they help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.arithmetic.intervals import Interval
from povertyplan.checks.beside_register import ambiguous_names
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.others import Commitments
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.places import Part, Place
from povertyplan.year import Commitment, Household, Register

NO_HELP_PROMISED = Sentence("none of the commitments is to help households")
NO_HELPER = Sentence("the register names the helper of no household")
_OF_SEVERAL = Sentence("names of several units, which were not compared: {units}")


@frozen
class RangeSentences:
    """A sentence about an interval, by whether it is one number, has two ends, or has no end."""

    exact: Sentence
    between: Sentence
    open: Sentence

    def of(self, interval: Interval) -> Sentence:
        """Return the sentence for an interval."""
        if interval.hi is None:
            return self.open
        return self.exact if interval.lo == interval.hi else self.between


_PROMISED = RangeSentences(
    Sentence("{body} helps {helped:household|households}, but has promised to help {low}"),
    Sentence(
        "{body} helps {helped:household|households}, but has promised to help {low} to {high}"
    ),
    Sentence("{body} helps {helped:household|households}, but has promised to help {low} or more"),
)
_HELP_NONE = Sentence("bodies that have promised to help, and help no household: {bodies}")


@rule("PP805", Severity.WARNING, _PROMISED.between.en, topic=Topic.FIGURES)
def commitment_out_of_range(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A body helps fewer or more households than it has promised to.

    The households of the register are counted by the body beside them.  A promise for a unit
    counts those of this unit; one for no unit all others that the body helps.

    ## Why it matters

    A household that nobody has taken on is helped by nobody, whatever was promised.

    ## Wrong

    The Hội Nông dân has promised to help 4 to 5 households; 3 have it beside them.

    >>> from povertyplan.year import Commitment, Household, Interval, Register
    >>> def register(number):
    ...     households = [
    ...         Household(f"H-{each}", Unit("Chợ"), Category.POOR, helper="Hội Nông dân")
    ...         for each in range(number)
    ...     ]
    ...     return Register(Unit("Cao Thượng"), 2023, households)
    >>> promised = [Commitment("Hội Nông dân", Count.HELPED, Interval(4, 5))]
    >>> print(*check(register(3), against=promised, select=["PP805"]).findings)
    Hội Nông dân helps 3 households, but has promised to help 4 to 5

    ## Right

    4 have it beside them.

    >>> check(register(4), against=promised, select=["PP805"]).findings
    ()

    ## How to repair

    Ask the body which households it helps, and fill in the register, or change the promise.

    ## Source

    The plan's section on who does what, in which bodies take on households.
    """
    register, commitments = evidence.table, evidence.other
    if not isinstance(register, Register) or not isinstance(commitments, Commitments):
        yield NOTHING_OF_THE_KIND
        return
    promised = commitments.to(Count.HELPED)
    helped = {row: entry for row, entry in enumerate(register.households, 1) if entry.helper}
    if not promised or not helped:
        yield Gap(None, NO_HELPER if promised else NO_HELP_PROMISED)
        return
    ambiguous = ambiguous_names(register.households)
    matched = [commitment for commitment in promised if _unit_of(commitment) not in ambiguous]
    rows_of = [(commitment, _rows_of(commitment, promised, helped)) for commitment in matched]
    broken = [
        (commitment, rows) for commitment, rows in rows_of if len(rows) not in commitment.count
    ]
    yield from (_out_of_range(commitment, rows) for commitment, rows in broken if rows)
    place = Place(Part.DOCUMENT, Count.HELPED)
    help_none = tuple(_called(commitment) for commitment, rows in broken if not rows)
    if help_none:
        yield Fact(place, 0, terms=(("bodies", help_none),), says=_HELP_NONE)
    units = [commitment.unit for commitment in promised if commitment not in matched]
    if units:
        yield Gap(place, _OF_SEVERAL, units=tuple(unit.name for unit in units if unit))


def _unit_of(commitment: Commitment) -> str | None:
    """Return the key of the name of the unit that a commitment is for."""
    return None if commitment.unit is None else key(commitment.unit.name)


def _rows_of(
    commitment: Commitment, promised: Iterable[Commitment], helped: Mapping[int, Household]
) -> list[int]:
    """Return the rows of the households that a commitment is about, of those that are helped."""
    body = key(commitment.body)
    rows = {row: entry for row, entry in helped.items() if key(entry.helper) == body}
    unit = _unit_of(commitment)
    if unit is not None:
        return [row for row, entry in rows.items() if key(entry.unit.name) == unit]
    units = {_unit_of(other) for other in promised if key(other.body) == body}
    return [row for row, entry in rows.items() if key(entry.unit.name) not in units]


def _called(commitment: Commitment) -> str:
    """Return the body of a commitment, with the unit that it is for."""
    unit = commitment.unit
    return commitment.body if unit is None else f"{commitment.body} ({unit.name})"


def _out_of_range(commitment: Commitment, rows: Sequence[int]) -> Fact:
    """Return that a body helps so many households; it stands at the first of them."""
    count = commitment.count
    terms: list[tuple[str, Said]] = [
        ("body", _called(commitment)),
        ("helped", len(rows)),
        ("low", count.lo),
    ]
    if count.hi is not None:
        terms.append(("high", count.hi))
    place = Place(rows[0], Count.MEMBERS)
    return Fact(place, terms=tuple(terms), says=_PROMISED.of(count))
